// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Podium.Backend
import Podium.Controls
import Podium.Runs

/// Explains the selected task: facts, output, result.
Rectangle {
    id: root

    required property RunController controller
    readonly property var task: controller.taskFacts

    color: Theme.surface1

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        TaskFacts {
            Layout.fillWidth: true
            Layout.margins: 16
            controller: root.controller
        }
        SegmentBar {
            id: tabs

            Layout.bottomMargin: 10
            Layout.leftMargin: 16
            options: [root.controller.parts.count > 0 ? qsTr("Parts") : qsTr("Log"), qsTr("Result"), qsTr("Facts")]
            onChosen: index => tabs.current = index
        }
        Rule {
            Layout.fillWidth: true
        }
        StackLayout {
            Layout.fillHeight: true
            Layout.fillWidth: true
            currentIndex: tabs.current

            Item {
                LogView {
                    anchors.fill: parent
                    log: TaskLog {
                        run: root.controller.run
                        task: root.controller.parts.count > 0 ? "" : root.controller.task
                    }
                    visible: root.controller.parts.count === 0
                }
                TaskList {
                    anchors.fill: parent
                    controller: root.controller
                    narrow: true
                    tasks: root.controller.parts
                    visible: root.controller.parts.count > 0
                }
            }
            Item {
                AreaField {
                    anchors.fill: parent
                    anchors.margins: 12
                    maximumHeight: 100000
                    mono: true
                    placeholderText: qsTr("No result yet")
                    readOnly: true
                    text: root.task.result === undefined ? "" : Format.pretty(root.task.result)
                }
            }
            Item {
                AreaField {
                    anchors.fill: parent
                    anchors.margins: 12
                    maximumHeight: 100000
                    mono: true
                    readOnly: true
                    text: Format.pretty(root.task)
                }
            }
        }
        Rule {
            Layout.fillWidth: true
            visible: steer.visible
        }
        Field {
            id: steer

            Layout.fillWidth: true
            Layout.margins: 12
            keys: "Enter"
            placeholderText: qsTr("Steer this agent…")
            visible: root.task.state === "RUNNING" && root.task.runner === "claude"
            onAccepted: if (text.trim() !== "") {
                Backend.perform("message.send", {
                    run: root.controller.run,
                    task: root.controller.task,
                    text: text
                });
                clear();
            }
        }
    }
    Rule {
        height: parent.height
    }
}
