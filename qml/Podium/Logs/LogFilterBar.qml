// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Podium.Controls
import Podium.Logs

/// Which lines are shown.
Rectangle {
    id: root

    required property LogController controller
    readonly property list<string> levels: ["", "info", "warning", "error"]
    readonly property list<string> streams: ["", "agent", "tool", "stdout", "stderr", "engine"]
    readonly property var spans: [0, 15, 60, 1440]

    function focusSearch(): void {
        words.forceActiveFocus();
    }

    function clear(): void {
        words.text = "";
        typed.stop();
        controller.showAll();
    }

    color: Theme.surface1
    implicitHeight: column.implicitHeight + 16

    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.leftMargin: 20
        anchors.right: parent.right
        anchors.rightMargin: 20
        spacing: 8
        y: 8

        RowLayout {
            spacing: 8

            Field {
                id: words

                Layout.fillWidth: true
                iconName: "search"
                keys: Shortcuts.keys["logs.search"]
                placeholderText: root.controller.regex ? qsTr("Regular expression") : qsTr("Words, in all output and conversations")
                wrong: root.controller.problem !== ""
                onAccepted: root.controller.text = text
                onTextChanged: typed.restart()

                Timer {
                    id: typed

                    interval: 300
                    onTriggered: root.controller.text = words.text
                }
            }
            ActionButton {
                checkable: true
                checked: root.controller.regex
                look: ActionButton.Look.Quiet
                text: ".*"
                tip: qsTr("Regular expression")
                onToggled: root.controller.regex = checked
            }
            SegmentBar {
                current: root.levels.indexOf(root.controller.level)
                options: [qsTr("All"), qsTr("Info"), qsTr("Warnings"), qsTr("Errors")]
                onChosen: index => root.controller.level = root.levels[index]
            }
            Choice {
                Layout.preferredWidth: 130
                currentIndex: root.spans.indexOf(root.controller.minutes)
                model: [qsTr("Any time"), qsTr("Last 15 m"), qsTr("Last hour"), qsTr("Last day")]
                onActivated: index => root.controller.minutes = root.spans[index]
            }
            Choice {
                Layout.preferredWidth: 130
                currentIndex: root.streams.indexOf(root.controller.stream)
                model: [qsTr("All streams"), qsTr("Agent"), qsTr("Tools"), qsTr("Output"), qsTr("Error output"), qsTr("Engine")]
                onActivated: index => root.controller.stream = root.streams[index]
            }
        }
        Flow {
            Layout.fillWidth: true
            spacing: 8
            visible: root.controller.run !== "" || root.controller.agent !== ""

            Repeater {
                model: [[qsTr("Run"), root.controller.run, "run"], [qsTr("Task"), root.controller.task, "task"], [qsTr("Agent"), root.controller.agent, "agent"]]

                ActionButton {
                    id: limit

                    required property var modelData

                    iconName: "x"
                    text: limit.modelData[0] + ": " + limit.modelData[1]
                    tip: qsTr("Show all again")
                    visible: limit.modelData[1] !== ""
                    onClicked: {
                        if (limit.modelData[2] === "agent")
                            root.controller.agent = "";
                        else
                            root.controller.task = "";
                        if (limit.modelData[2] === "run")
                            root.controller.run = "";
                    }
                }
            }
        }
    }
    Rule {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
