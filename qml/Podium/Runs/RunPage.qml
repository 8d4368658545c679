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
    /// Words of the bar make room for its views.
    readonly property bool tight: width < 1000 * Theme.textScale
    property string wantedTask: ""
    readonly property var facts: controller.facts
    /// There is nothing to show, and why has been said.
    readonly property bool missing: !controller.loaded && controller.missing !== ""

    focus: true
    Keys.onEscapePressed: if (controller.task !== "")
        controller.task = "";
    else
        Navigator.closeRun()
    Keys.onPressed: event => {
        if (!event.isAutoRepeat && Shortcuts.take(event.key, event.modifiers)) {
            event.accepted = true;
            return;
        }
        if (!Shortcuts.fits("runs.filter", event.key, event.modifiers))
            return;
        event.accepted = true;
        switch (views.current) {
        case 0:
            canvas.choose();
            break;
        case 1:
            filter.begin();
            break;
        case 3:
            timeFilter.begin();
            break;
        default:
            event.accepted = false;
        }
    }

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
            onLimitsAsked: limitsSheet.open()
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

                    visible: !root.missing
                    options: [qsTr("Graph"), qsTr("Tasks"), qsTr("Grid"), qsTr("Timeline"), qsTr("Log"), qsTr("Events")]
                    onChosen: index => views.current = index
                }
                ActionButton {
                    checkable: true
                    checked: controller.criticalShown
                    iconName: "route"
                    look: ActionButton.Look.Quiet
                    text: root.tight ? "" : qsTr("Critical path")
                    tip: qsTr("Mark the tasks that decide when the run ends")
                    visible: views.current === 0 && !root.missing
                    onToggled: controller.criticalShown = checked
                }
                Item {
                    Layout.fillWidth: true
                }
                ActionButton {
                    iconName: "hand"
                    text: root.tight ? controller.requests.toString() : qsTr("%1 waiting for you").arg(controller.requests)
                    tip: qsTr("%1 waiting for you").arg(controller.requests)
                    visible: controller.requests > 0
                    onClicked: Navigator.page = "inbox"
                }
                AppText {
                    color: Theme.text3
                    kind: AppText.Kind.Mono
                    text: root.run
                    visible: !root.tight
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
            visible: text !== "" && !root.missing
            wrapMode: Text.Wrap
        }
        PastNote {
            Layout.fillWidth: true
            history: history
            now: views.current === 2
            visible: controller.past
        }
        Item {
            Layout.fillHeight: true
            Layout.fillWidth: true
            visible: root.missing

            EmptyState {
                anchors.centerIn: parent
                iconName: "play"
                text: controller.missing
                title: qsTr("This run cannot be shown")

                ActionButton {
                    iconName: "chevron-left"
                    look: ActionButton.Look.Primary
                    text: qsTr("All runs")
                    onClicked: Navigator.closeRun()
                }
            }
        }
        RowLayout {
            Layout.fillHeight: true
            Layout.fillWidth: true
            spacing: 0
            visible: !root.missing

            StackLayout {
                Layout.fillHeight: true
                Layout.fillWidth: true
                currentIndex: views.current

                RunCanvas {
                    id: canvas

                    controller: controller
                    focus: true
                }
                ColumnLayout {
                    spacing: 0

                    StateFilter {
                        id: filter

                        Layout.fillWidth: true
                        Layout.leftMargin: 20
                        Layout.margins: 8
                        controller: controller
                        counts: controller.taskCounts
                    }
                    Rule {
                        Layout.fillWidth: true
                    }
                    TaskList {
                        Layout.fillHeight: true
                        Layout.fillWidth: true
                        controller: controller
                    }
                }
                RunGridView {
                    run: root.run
                    onOpened: (run, task) => {
                        Navigator.openRun(run, task);
                        controller.task = task;
                    }
                }
                ColumnLayout {
                    spacing: 0

                    StateFilter {
                        id: timeFilter

                        Layout.fillWidth: true
                        Layout.leftMargin: 20
                        Layout.margins: 8
                        controller: controller
                        counts: controller.taskCounts
                    }
                    Rule {
                        Layout.fillWidth: true
                    }
                    Timeline {
                        Layout.fillHeight: true
                        Layout.fillWidth: true
                        controller: controller
                    }
                }
                LogView {
                    log: TaskLog {
                        at: controller.at
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
                id: panel

                Layout.fillHeight: true
                Layout.preferredWidth: Math.min(440, root.width * 0.4)
                controller: controller
                visible: controller.task !== ""
            }
        }
        ReplayBar {
            Layout.fillWidth: true
            history: history
            visible: controller.loaded && views.current !== 2
        }
    }
    RunCommands {
        controller: controller
        onCancelAsked: confirm.open()
        onForkAsked: fork.open()
        onLimitsAsked: limitsSheet.open()
        onTaskCancelAsked: panel.stop("cancel")
        onTaskSkipAsked: panel.stop("skip")
    }
    RunLimitsSheet {
        id: limitsSheet

        controller: controller
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
