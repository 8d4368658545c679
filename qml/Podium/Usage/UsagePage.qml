// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Backend
import Podium.Controls
import Podium.Usage

/// What was spent and on what, and what may still be.
FocusScope {
    id: root

    readonly property var spans: [7, 14, 30, 90]
    readonly property var today: controller.today
    readonly property var total: controller.total
    readonly property var figures: [[qsTr("Today"), (EngineStatus.unknownCosts > 0 ? "≥ " : "") + Format.money(root.today.usd ?? 0)], [qsTr("In %1 days").arg(controller.span), ((root.total.unknown_costs ?? 0) > 0 ? "≥ " : "") + Format.money(root.total.usd ?? 0)], [qsTr("Tokens"), Format.count(root.total.tokens ?? 0)], [qsTr("Attempts"), Format.count(root.total.attempts ?? 0)]]

    focus: true

    UsageController {
        id: controller
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PageHeader {
            Layout.fillWidth: true
            iconName: "chart-column"
            title: qsTr("Usage")

            SegmentBar {
                current: root.spans.indexOf(controller.span)
                focus: true
                options: [qsTr("7 days"), qsTr("14 days"), qsTr("30 days"), qsTr("90 days")]
                onChosen: index => controller.span = root.spans[index]
            }
        }
        AppText {
            Layout.fillWidth: true
            Layout.margins: 20
            color: Theme.failed
            text: controller.problem
            visible: text !== ""
            wrapMode: Text.Wrap
        }
        Flickable {
            Layout.fillHeight: true
            Layout.fillWidth: true
            boundsBehavior: Flickable.StopAtBounds
            clip: true
            contentHeight: column.implicitHeight + 56

            ColumnLayout {
                id: column

                spacing: 28
                width: root.width - 56
                x: 28
                y: 24

                RowLayout {
                    Layout.fillWidth: true
                    spacing: 12

                    Repeater {
                        model: root.figures.length // Which stays; the texts change.

                        Rectangle {
                            id: card

                            required property int index
                            readonly property var figure: root.figures[index]

                            Layout.fillWidth: true
                            Layout.preferredWidth: 1
                            border.color: Theme.border
                            color: Theme.surface1
                            implicitHeight: figures.implicitHeight + 28
                            radius: Theme.cardRadius

                            Column {
                                id: figures

                                spacing: 4
                                x: 16
                                y: 14

                                AppText {
                                    color: Theme.text2
                                    kind: AppText.Kind.Secondary
                                    text: card.figure[0]
                                }
                                AppText {
                                    kind: AppText.Kind.Figure
                                    text: card.figure[1]
                                }
                            }
                        }
                    }
                }
                AppText {
                    Layout.fillWidth: true
                    Layout.topMargin: -16
                    color: Theme.attention
                    text: qsTr("The cost of %n attempt(s) is unknown: it was at least this much.", "", root.total.unknown_costs ?? 0)
                    visible: (root.total.unknown_costs ?? 0) > 0
                }
                AppText {
                    Layout.fillWidth: true
                    Layout.topMargin: -16
                    color: Theme.text3
                    kind: AppText.Kind.Secondary
                    text: qsTr("What simulated agents say they cost nobody pays: it is not counted here.")
                }
                DayBars {
                    Layout.fillWidth: true
                    Layout.preferredHeight: 200
                    controller: controller
                }
                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: 0

                    AppText {
                        Accessible.role: Accessible.Heading
                        Layout.bottomMargin: 6
                        font.weight: Font.DemiBold
                        text: qsTr("Budgets")
                    }
                    Repeater {
                        model: controller.budgets

                        AccountRow {
                            Layout.fillWidth: true
                        }
                    }
                    AppText {
                        Layout.fillWidth: true
                        color: Theme.text3
                        text: qsTr("No budget is set. The configuration keys that begin with “budget” limit what a day may cost, in all or by workflow, agent and team; a run has its own budget besides.")
                        visible: controller.budgets.count === 0
                        wrapMode: Text.Wrap
                    }
                }
                RowLayout {
                    Layout.fillWidth: true
                    spacing: 40

                    PartList {
                        Layout.alignment: Qt.AlignTop
                        Layout.fillWidth: true
                        Layout.preferredWidth: 1
                        parts: controller.agents
                        title: qsTr("By agent")
                    }
                    PartList {
                        Layout.alignment: Qt.AlignTop
                        Layout.fillWidth: true
                        Layout.preferredWidth: 1
                        parts: controller.workflows
                        title: qsTr("By workflow")
                    }
                }
            }
            T.ScrollBar.vertical: ScrollHandle {}
        }
    }
}
