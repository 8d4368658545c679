// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Backend
import Podium.Controls
import Podium.Runs

/// All runs, newest first.
Item {
    id: root

    readonly property list<string> states: ["", "IN_PROGRESS", "PAUSED", "FAILED", "COMPLETED", "CANCELLED"]

    RunListController {
        id: controller
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PageHeader {
            Layout.fillWidth: true
            iconName: "play"
            title: qsTr("Runs")

            ActionButton {
                iconName: "plus"
                keys: Shortcuts.keys["runs.new"]
                look: ActionButton.Look.Primary
                text: qsTr("New run")
                onClicked: newRun.open()
            }
        }
        Item {
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.toolbarHeight + 8

            SegmentBar {
                anchors.left: parent.left
                anchors.leftMargin: 20
                anchors.verticalCenter: parent.verticalCenter
                current: root.states.indexOf(controller.onlyState)
                options: [qsTr("All"), qsTr("In progress"), qsTr("Paused"), qsTr("Failed"), qsTr("Completed"), qsTr("Cancelled")]
                onChosen: index => controller.onlyState = root.states[index]
            }
        }
        Rule {
            Layout.fillWidth: true
        }
        ListView {
            id: list

            Accessible.name: qsTr("Runs")
            Accessible.role: Accessible.List
            Layout.fillHeight: true
            Layout.fillWidth: true
            boundsBehavior: Flickable.StopAtBounds
            clip: true
            currentIndex: -1
            focus: true
            keyNavigationEnabled: true
            model: controller.runs
            reuseItems: true
            Keys.onReturnPressed: if (currentIndex >= 0)
                Navigator.openRun(controller.runs.at(currentIndex).id)
            onAtYEndChanged: if (atYEnd)
                controller.more()

            delegate: T.ItemDelegate {
                id: row

                required property int index
                required property string runId
                required property string title
                required property string workflow
                required property string state
                /// In progress is what a person sees of it only if it does not wait for one.
                required property string shown
                required property int tasksDone
                required property int tasksTotal
                required property var usage
                required property double createdMs
                required property double startedMs
                required property double finishedMs
                required property string reason

                Accessible.name: qsTr("%1, %2, %3 of %4 tasks").arg(Format.runName(row.title, row.workflow)).arg(Format.state(row.shown)).arg(row.tasksDone).arg(row.tasksTotal)
                height: Theme.rowHeight + 8
                width: ListView.view.width
                onClicked: Navigator.openRun(row.runId)

                background: Rectangle {
                    color: row.ListView.isCurrentItem && list.activeFocus ? Theme.accentWash : row.hovered ? Theme.surface2 : "transparent"

                    Rule {
                        anchors.bottom: parent.bottom
                        width: parent.width
                    }
                }
                leftPadding: 20
                rightPadding: 20
                contentItem: RowLayout {
                    spacing: 16

                    Icon {
                        color: States.color(row.shown)
                        name: Format.stateIcon(row.shown)
                    }
                    Column {
                        Layout.fillWidth: true
                        spacing: 2

                        AppText {
                            font.weight: Font.Medium
                            text: Format.runName(row.title, row.workflow)
                            width: parent.width
                        }
                        AppText {
                            color: row.state === "FAILED" ? Theme.failed : Theme.text3
                            kind: AppText.Kind.Secondary
                            text: row.state === "FAILED" && row.reason !== "" ? row.reason : row.runId
                            width: parent.width
                        }
                    }
                    Pill {
                        Layout.preferredWidth: 120
                        text: Format.state(row.shown)
                        tint: States.color(row.shown)
                    }
                    Track {
                        Layout.preferredWidth: 96
                        tint: row.state === "FAILED" ? Theme.failed : Theme.success
                        value: row.tasksTotal > 0 ? row.tasksDone / row.tasksTotal : 0
                    }
                    AppText {
                        Layout.preferredWidth: 72
                        color: Theme.text2
                        text: qsTr("%1 of %2").arg(row.tasksDone).arg(row.tasksTotal)
                    }
                    AppText {
                        Layout.preferredWidth: 84
                        color: Theme.text2
                        horizontalAlignment: Text.AlignRight
                        text: row.startedMs > 0 ? Format.duration((row.finishedMs > 0 ? row.finishedMs : Format.now) - row.startedMs) : "—"
                    }
                    AppText {
                        Layout.preferredWidth: 64
                        horizontalAlignment: Text.AlignRight
                        text: Format.cost(row.usage)
                    }
                    TipText {
                        Layout.preferredWidth: 96
                        color: Theme.text3
                        horizontalAlignment: Text.AlignRight
                        text: Format.now > 0 ? Format.ago(row.createdMs) : ""
                        tip: Format.moment(row.createdMs)
                    }
                }
            }
            T.ScrollBar.vertical: ScrollHandle {}

            EmptyState {
                anchors.centerIn: parent
                iconName: "play"
                text: controller.onlyState === "" ? qsTr("A run carries out a workflow: its tasks, on agents and shells, in the order the graph asks for. The demonstration takes ten seconds and spends nothing.") : qsTr("No run is in this state.")
                title: controller.onlyState === "" ? qsTr("Nothing has run yet") : qsTr("None")
                visible: controller.loaded && controller.runs.count === 0

                ActionButton {
                    iconName: "play"
                    look: ActionButton.Look.Primary
                    text: qsTr("Run the demonstration")
                    visible: controller.onlyState === ""
                    onClicked: demonstration.startDemonstration()
                }
                ActionButton {
                    text: qsTr("New run")
                    visible: controller.onlyState === ""
                    onClicked: newRun.open()
                }
            }
            AppText {
                anchors.centerIn: parent
                color: Theme.failed
                text: controller.problem
                visible: controller.problem !== "" && !controller.loaded
                width: Math.min(parent.width - 40, 600)
                wrapMode: Text.Wrap
            }
        }
    }
    NewRunDialog {
        id: newRun
    }
    RunStarter {
        id: demonstration

        onStarted: run => Navigator.openRun(run)
    }
    Shortcut {
        sequence: Shortcuts.keys["runs.new"]
        onActivated: newRun.open()
    }
}
