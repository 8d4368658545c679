// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Podium.Backend
import Podium.Compare
import Podium.Controls
import Podium.Runs

/// One run: its graph, tasks, time and events, and the task that is selected.
FocusScope {
    id: root

    required property string run
    property string wantedTask: ""
    readonly property var facts: controller.facts

    focus: true
    Keys.onEscapePressed: if (controller.task !== "")
        controller.task = "";
    else
        Navigator.closeRun()

    RunController {
        id: controller

        at: history.seq
        run: root.run
        task: root.wantedTask
    }
    RunHistory {
        id: history

        run: root.run
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        RunHeader {
            Layout.fillWidth: true
            controller: controller
            iconName: "play"
            onCancelAsked: confirm.open()
            onForkAsked: fork.open()
        }
        Rectangle {
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.toolbarHeight
            color: Theme.surface1

            RowLayout {
                anchors.fill: parent
                anchors.leftMargin: 12
                anchors.rightMargin: 20
                spacing: 12

                ActionButton {
                    iconName: "chevron-left"
                    keys: "Esc"
                    look: ActionButton.Look.Quiet
                    tip: qsTr("All runs")
                    onClicked: Navigator.closeRun()
                }
                SegmentBar {
                    id: views

                    options: [qsTr("Graph"), qsTr("Tasks"), qsTr("Grid"), qsTr("Timeline"), qsTr("Log"), qsTr("Events")]
                    onChosen: index => views.current = index
                }
                ActionButton {
                    checkable: true
                    checked: controller.criticalShown
                    iconName: "route"
                    look: ActionButton.Look.Quiet
                    text: qsTr("Critical path")
                    visible: views.current === 0
                    onToggled: controller.criticalShown = checked
                }
                Item {
                    Layout.fillWidth: true
                }
                ActionButton {
                    iconName: "hand"
                    text: qsTr("%1 waiting for you").arg(controller.requests)
                    visible: controller.requests > 0
                    onClicked: Navigator.page = "inbox"
                }
                AppText {
                    color: Theme.text3
                    kind: AppText.Kind.Mono
                    text: root.run
                }
            }
            Rule {
                anchors.bottom: parent.bottom
                width: parent.width
            }
        }
        AppText {
            Layout.fillWidth: true
            Layout.margins: 12
            Layout.leftMargin: 20
            color: Theme.failed
            text: controller.problem !== "" ? controller.problem : (root.facts.reason ?? "")
            visible: text !== ""
            wrapMode: Text.Wrap
        }
        PastNote {
            Layout.fillWidth: true
            history: history
            visible: controller.past
        }
        RowLayout {
            Layout.fillHeight: true
            Layout.fillWidth: true
            spacing: 0

            StackLayout {
                Layout.fillHeight: true
                Layout.fillWidth: true
                currentIndex: views.current

                RunCanvas {
                    controller: controller
                    focus: true
                }
                TaskList {
                    controller: controller
                }
                RunGridView {
                    run: root.run
                    onOpened: (run, task) => {
                        Navigator.openRun(run, task);
                        controller.task = task;
                    }
                }
                Timeline {
                    controller: controller
                }
                LogView {
                    log: TaskLog {
                        run: views.current === 4 ? root.run : ""
                    }
                    showTask: true
                }
                EventList {
                    controller: controller
                    history: history
                }
            }
            TaskPanel {
                Layout.fillHeight: true
                Layout.preferredWidth: Math.min(440, root.width * 0.4)
                controller: controller
                visible: controller.task !== ""
            }
        }
        ReplayBar {
            Layout.fillWidth: true
            history: history
            visible: controller.loaded && views.current !== 2 && views.current !== 4
        }
    }
    ForkDialog {
        id: fork

        controller: controller
    }
    Sheet {
        id: confirm

        acceptText: qsTr("Cancel the run")
        destructive: true
        subtitle: qsTr("Running processes are asked to stop, then ended with everything they started. Finished results, logs and branches are kept, and the run can be opened again with Retry.")
        title: qsTr("Cancel “%1”?").arg(root.facts.title ?? "")
        onAccepted: controller.perform("cancel", {})
    }
}
