// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Backend
import Podium.Controls
import Podium.Shell

/// How the window looks and speaks, which keys do what, and where the back end keeps its data.
Item {
    id: root

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PageHeader {
            Layout.fillWidth: true
            iconName: "settings"
            title: qsTr("Settings")
        }
        Flickable {
            id: flick

            Layout.fillHeight: true
            Layout.fillWidth: true
            boundsBehavior: Flickable.StopAtBounds
            clip: true
            contentHeight: column.implicitHeight + 56
            contentWidth: width

            T.ScrollBar.vertical: ScrollHandle {}

            ColumnLayout {
                id: column

                spacing: 28
                width: Math.max(0, Math.min(760 * Theme.textScale, flick.width - 56))
                x: 28
                y: 28

                GridLayout {
                    Layout.fillWidth: true
                    columnSpacing: 28
                    columns: 2
                    rowSpacing: 16

                    AppText {
                        text: qsTr("Language")
                    }
                    SegmentBar {
                        current: Language.chosen
                        options: [qsTr("System"), "English", "Deutsch"]
                        onChosen: index => Language.chosen = index
                    }
                    AppText {
                        text: qsTr("Theme")
                    }
                    SegmentBar {
                        current: Theme.scheme
                        options: [qsTr("System"), qsTr("Light"), qsTr("Dark"), qsTr("High contrast")]
                        onChosen: index => Theme.scheme = index
                    }
                    AppText {
                        text: qsTr("Rows")
                    }
                    SegmentBar {
                        current: Theme.density
                        options: [qsTr("Comfortable"), qsTr("Compact")]
                        onChosen: index => Theme.density = index
                    }
                    AppText {
                        text: qsTr("Text size")
                    }
                    SegmentBar {
                        readonly property var sizes: [0.9, 1.0, 1.25, 1.5, 2.0]

                        current: sizes.indexOf(Theme.textScale)
                        options: [qsTr("90 %"), qsTr("100 %"), qsTr("125 %"), qsTr("150 %"), qsTr("200 %")]
                        onChosen: index => Theme.textScale = sizes[index]
                    }
                    AppText {
                        text: qsTr("Motion")
                    }
                    Toggle {
                        checked: Theme.reducedMotion
                        text: qsTr("Move nothing that need not move")
                        onToggled: Theme.reducedMotion = checked
                    }
                    AppText {
                        text: qsTr("Notifications")
                    }
                    Toggle {
                        checked: Notices.on
                        Layout.fillWidth: true
                        text: qsTr("Tell what needs me, has finished or failed, and budgets that are used up")
                        onToggled: Notices.on = checked
                    }
                    AppText {
                        text: qsTr("Do not disturb")
                    }
                    RowLayout {
                        enabled: Notices.on
                        spacing: 8

                        Toggle {
                            id: quiet

                            checked: Notices.quietHours
                            text: qsTr("From")
                            onToggled: Notices.quietHours = checked
                        }
                        TimeField {
                            Accessible.name: qsTr("Quiet from")
                            enabled: quiet.checked
                            time: Notices.from
                            onEntered: time => Notices.from = time
                        }
                        AppText {
                            text: qsTr("to")
                        }
                        TimeField {
                            Accessible.name: qsTr("Quiet to")
                            enabled: quiet.checked
                            time: Notices.to
                            onEntered: time => Notices.to = time
                        }
                        AppText {
                            Layout.fillWidth: true
                            color: Theme.text3
                            text: qsTr("What happened is told afterwards")
                        }
                    }
                    AppText {
                        text: qsTr("Data")
                    }
                    AppText {
                        Layout.fillWidth: true
                        color: Theme.text2
                        elide: Text.ElideMiddle
                        kind: AppText.Kind.Mono
                        text: Backend.dataFolder
                    }
                    AppText {
                        text: qsTr("Engine")
                    }
                    AppText {
                        Layout.fillWidth: true
                        color: Theme.text2
                        text: Backend.owner ? qsTr("Runs in this window; other programs on this machine hand in to it.") : qsTr("Another process runs it; this window takes over when that one ends.")
                        wrapMode: Text.Wrap
                    }
                }
                Rule {
                    Layout.fillWidth: true
                }
                ShortcutList {
                    Layout.fillWidth: true
                }
            }
        }
    }
}
