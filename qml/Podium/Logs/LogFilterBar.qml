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

    /// To whose lines, and of when.
    function choose(): void {
        limits.begin();
    }
    function clear(): void {
        words.text = "";
        typed.stop();
        controller.showAll();
    }

    // Somebody was led here, to other lines.
    Connections {
        target: root.controller

        function onFilterChanged(): void {
            if (!typed.running && words.text !== root.controller.text)
                words.text = root.controller.text;
        }
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
            ActionButton {
                checkable: true
                checked: limits.open
                iconName: "filter"
                keys: Shortcuts.keys["logs.choose"]
                look: ActionButton.Look.Quiet
                tip: qsTr("Only of a run, a task, an agent or a time")
                onToggled: {
                    limits.open = checked;
                    if (checked)
                        limits.begin();
                }
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
        LogLimits {
            id: limits

            Layout.fillWidth: true
            controller: root.controller
        }
    }
    Rule {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
