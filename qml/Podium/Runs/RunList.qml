// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Backend
import Podium.Controls
import Podium.Runs

/// All runs, or those that are looked for, in the order of the column that was chosen.
FocusScope {
    id: root

    /// How much room there is for texts of this size: what is told elsewhere, too, makes way for names.
    readonly property real room: width / Theme.textScale
    readonly property bool tracks: room >= 1000
    readonly property bool dates: room >= 820
    readonly property list<string> states: ["", "IN_PROGRESS", "PAUSED", "FAILED", "COMPLETED", "CANCELLED"]

    function showAll(): void {
        typed.stop();
        words.text = "";
        controller.showAll();
    }

    Keys.onPressed: event => {
        if (!Shortcuts.fits("runs.search", event.key, event.modifiers))
            return;
        words.forceActiveFocus();
        event.accepted = true;
    }

    component OrderHead: ListHead {
        current: controller.order === order
        reverse: controller.reverse
        onClicked: controller.orderBy(order)
    }

    RunListController {
        id: controller
    }
    PageCommand {
        available: root.visible
        group: qsTr("Runs")
        iconName: "search"
        shortcut: "runs.search"
        title: qsTr("Search the runs")
        onTriggered: words.forceActiveFocus()
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PageHeader {
            Layout.fillWidth: true
            iconName: "play"
            note: controller.filtered && controller.loaded ? qsTr("%n run(s) found", "", controller.total) : ""
            title: qsTr("Runs")

            ActionButton {
                iconName: "plus"
                keys: Shortcuts.keys["runs.new"]
                look: ActionButton.Look.Primary
                text: qsTr("New run")
                onClicked: newRun.open()
            }
        }
        RowLayout {
            Layout.leftMargin: 20
            Layout.preferredHeight: Theme.toolbarHeight + 8
            Layout.rightMargin: 20
            spacing: 12

            SegmentBar {
                current: root.states.indexOf(controller.onlyState)
                options: [qsTr("All"), qsTr("In progress"), qsTr("Paused"), qsTr("Failed"), qsTr("Completed"), qsTr("Cancelled")]
                onChosen: index => controller.onlyState = root.states[index]
            }
            Item {
                Layout.fillWidth: true
            }
            Field {
                id: words

                Layout.fillWidth: true
                Layout.maximumWidth: 320
                Layout.minimumWidth: 120
                iconName: "search"
                keys: Shortcuts.keys["runs.search"]
                placeholderText: qsTr("Words of title, workflow or id")
                Component.onCompleted: text = controller.text
                Keys.onDownPressed: list.enter()
                Keys.onEscapePressed: event => {
                    event.accepted = text !== "";
                    text = "";
                }
                onAccepted: {
                    controller.text = text;
                    list.enter();
                }
                onTextChanged: typed.restart()

                Timer {
                    id: typed

                    interval: 200
                    onTriggered: controller.text = words.text
                }
            }
        }
        Rule {
            Layout.fillWidth: true
        }
        // The widths and gaps of the rows below.
        RowLayout {
            Layout.leftMargin: 20
            Layout.preferredHeight: Theme.rowHeight - 12
            Layout.rightMargin: 20
            spacing: 16
            visible: list.count > 0

            OrderHead {
                Layout.fillWidth: true
                Layout.leftMargin: 32
                order: "name"
                text: qsTr("Run")
            }
            OrderHead {
                Layout.preferredWidth: 120 * Theme.textScale
                order: "state"
                text: qsTr("State")
            }
            AppText {
                Layout.preferredWidth: (root.tracks ? 112 : 0) + 136 * Theme.textScale
                kind: AppText.Kind.Secondary
                text: qsTr("Tasks")
            }
            OrderHead {
                Layout.preferredWidth: 84 * Theme.textScale
                atEnd: true
                order: "longest"
                text: qsTr("Time")
            }
            OrderHead {
                Layout.preferredWidth: 112 * Theme.textScale
                atEnd: true
                order: "dearest"
                text: qsTr("Cost")
            }
            OrderHead {
                Layout.preferredWidth: 96 * Theme.textScale
                atEnd: true
                order: "newest"
                text: qsTr("Created")
                visible: root.dates
            }
        }
        Rule {
            Layout.fillWidth: true
            visible: list.count > 0
        }
        ListView {
            id: list

            function enter(): void {
                forceActiveFocus();
                if (currentIndex < 0 && count > 0)
                    currentIndex = 0;
            }

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
                required property int tasksFailed
                required property int tasksCancelled
                /// As the header of the run tells it: what failed or was cancelled is over, but not done.
                readonly property int done: Math.max(0, tasksDone - tasksFailed - tasksCancelled)
                readonly property string progress: tasksFailed > 0 ? qsTr("%1 of %2 done, %3 failed").arg(done).arg(tasksTotal).arg(tasksFailed) : qsTr("%1 of %2 done").arg(done).arg(tasksTotal)
                required property var usage
                required property double createdMs
                required property double startedMs
                required property double finishedMs
                required property string reason

                Accessible.name: qsTr("%1, %2, %3").arg(Format.runName(row.title, row.workflow)).arg(Format.state(row.shown)).arg(row.progress)
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
                        Layout.preferredWidth: 120 * Theme.textScale
                        text: Format.state(row.shown)
                        tint: States.color(row.shown)
                    }
                    Track {
                        Layout.preferredWidth: 96
                        visible: root.tracks
                        value: row.tasksTotal > 0 ? row.done / row.tasksTotal : 0
                        wrong: row.tasksTotal > 0 ? row.tasksFailed / row.tasksTotal : 0
                    }
                    TipText {
                        Layout.preferredWidth: 136 * Theme.textScale
                        color: Theme.text2
                        text: row.tasksFailed > 0 ? qsTr("%1 of %2, %3 failed").arg(row.done).arg(row.tasksTotal).arg(row.tasksFailed) : qsTr("%1 of %2").arg(row.done).arg(row.tasksTotal)
                        tip: row.progress
                    }
                    AppText {
                        Layout.preferredWidth: 84 * Theme.textScale
                        color: Theme.text2
                        horizontalAlignment: Text.AlignRight
                        text: row.startedMs > 0 ? Format.duration((row.finishedMs > 0 ? row.finishedMs : Format.now) - row.startedMs) : "—"
                    }
                    AppText {
                        Layout.preferredWidth: 112 * Theme.textScale // "simulated $ 0.04"
                        horizontalAlignment: Text.AlignRight
                        text: Format.cost(row.usage)
                    }
                    TipText {
                        Layout.preferredWidth: 96 * Theme.textScale
                        visible: root.dates
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
                text: !controller.filtered ? qsTr("A run carries out a workflow: its tasks, on agents and shells, in the order the graph asks for. The demonstration takes ten seconds and spends nothing.") : qsTr("There are other runs, but none that is in this state and has all these words.")
                title: !controller.filtered ? qsTr("Nothing has run yet") : qsTr("No run fits")
                visible: controller.loaded && controller.runs.count === 0

                ActionButton {
                    iconName: "play"
                    look: ActionButton.Look.Primary
                    text: qsTr("Run the demonstration")
                    visible: !controller.filtered
                    onClicked: demonstration.startDemonstration()
                }
                ActionButton {
                    text: qsTr("New run")
                    visible: !controller.filtered
                    onClicked: newRun.open()
                }
                ActionButton {
                    iconName: "x"
                    look: ActionButton.Look.Primary
                    text: qsTr("Show all runs again")
                    visible: controller.filtered
                    onClicked: root.showAll()
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
        AppText {
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.rowHeight - 8
            color: Theme.text2
            horizontalAlignment: Text.AlignHCenter
            kind: AppText.Kind.Secondary
            text: qsTr("%1 more: words or another order bring them here").arg(Format.count(controller.total - list.count))
            visible: controller.full
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
