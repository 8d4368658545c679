// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Podium.Backend
import Podium.Controls
import Podium.Review
import Podium.Runs
import Podium.Sessions

/// Explains the selected task: facts, conversation, changes, output, attempts, result, what it was given.
FocusScope {
    id: root

    required property RunController controller
    readonly property var task: controller.taskFacts
    readonly property bool isAgent: task.runner === "claude"
    readonly property bool hasParts: controller.parts.count > 0
    /// In the order of the tabs.
    enum Tab { Conversation, Parts, Changes, Log, Result, Attempts, Given }
    readonly property int wanted: isAgent ? TaskPanel.Tab.Conversation : hasParts ? TaskPanel.Tab.Parts : TaskPanel.Tab.Log
    /// What the person chose; -1 = whatever fits the task.
    property int picked: -1
    readonly property int current: picked >= 0 && tabs.options[picked] !== "" ? picked : wanted

    /// "cancel" or "skip"; what runs is asked about first.
    function stop(verb: string): void {
        about.stop(verb);
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.surface1
    }
    TaskAttempts {
        id: attempts

        at: root.controller.at
        run: root.controller.run
        task: root.visible ? root.controller.task : ""
        onTaskChosen: talk.attempt = 0
    }
    Transcript {
        id: talk

        at: root.controller.at
        run: root.controller.run
        task: root.visible && root.isAgent && root.current === TaskPanel.Tab.Conversation ? root.controller.task : ""
    }
    BranchDiff {
        id: diff

        run: root.controller.run
        task: root.visible ? root.controller.task : ""
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        TaskFacts {
            id: about

            Layout.fillWidth: true
            Layout.margins: 16
            controller: root.controller
            onForkAsked: fork.open()
        }
        TabStrip {
            id: tabs

            Layout.fillWidth: true
            Layout.leftMargin: 8
            counts: [0, root.controller.parts.count, diff.files.count, 0, 0, attempts.attempts.count > 1 ? attempts.attempts.count : 0, 0]
            current: root.current
            options: [root.isAgent ? qsTr("Conversation") : "", root.hasParts ? qsTr("Parts") : "", diff.exists ? qsTr("Changes") : "", root.hasParts ? "" : qsTr("Log"), qsTr("Result"), root.hasParts ? "" : qsTr("Attempts"), qsTr("Given")]
            onChosen: index => root.picked = index
        }
        Rule {
            Layout.fillWidth: true
        }
        Rectangle {
            Layout.fillWidth: true
            color: Theme.accentWash
            implicitHeight: present.implicitHeight + 14
            visible: present.text !== ""

            AppText {
                id: present

                Accessible.role: Accessible.AlertMessage
                anchors.left: parent.left
                anchors.margins: 16
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                text: {
                    if (!root.controller.past)
                        return "";
                    if (root.current === TaskPanel.Tab.Changes)
                        return qsTr("The changes as they are now: no earlier ones are kept.");
                    return root.current === TaskPanel.Tab.Conversation && talk.later ? qsTr("This attempt was still going on then. What was said after that is shown as well: a conversation has no times.") : "";
                }
                wrapMode: Text.Wrap
            }
        }
        Rectangle {
            Layout.fillWidth: true
            Layout.preferredHeight: 34
            color: Theme.surface2
            visible: talk.attempt > 0 && root.current === TaskPanel.Tab.Conversation

            RowLayout {
                anchors.fill: parent
                anchors.leftMargin: 16
                anchors.rightMargin: 8

                AppText {
                    Layout.fillWidth: true
                    text: qsTr("Attempt %1 of %2").arg(talk.attempt).arg(root.task.attempt ?? 0)
                }
                ActionButton {
                    look: ActionButton.Look.Quiet
                    text: qsTr("The last one")
                    onClicked: talk.attempt = 0
                }
            }
        }
        StackLayout {
            Layout.fillHeight: true
            Layout.fillWidth: true
            currentIndex: root.current

            Conversation {
                live: root.task.state === "RUNNING" && !root.controller.past
                transcript: talk
            }
            TaskList {
                controller: root.controller
                narrow: true
                tasks: root.controller.parts
            }
            DiffView {
                diff: diff
                narrow: true
            }
            LogView {
                log: TaskLog {
                    at: root.controller.at
                    run: root.controller.run
                    task: root.visible && root.current === TaskPanel.Tab.Log ? root.controller.task : ""
                }
            }
            TaskResult {
                attempts: attempts
                task: root.task
            }
            AttemptList {
                attempts: attempts
                chosen: talk.attempt
                nowMs: root.controller.past ? root.controller.pastMs : Format.now
                onPicked: attempt => {
                    talk.attempt = attempt;
                    if (root.isAgent)
                        root.picked = TaskPanel.Tab.Conversation;
                }
            }
            TaskInputs {
                attempts: attempts
            }
        }
        Rule {
            Layout.fillWidth: true
            visible: talkBar.visible
        }
        SessionBar {
            id: talkBar

            Layout.fillWidth: true
            Layout.margins: 12
            agent: root.task.agent ?? ""
            enabled: !root.controller.past
            facts: root.task
            run: root.controller.run
            task: root.controller.task
            visible: root.isAgent && (speakable || hasSession)
        }
    }
    Rule {
        height: parent.height
    }
    ForkDialog {
        id: fork

        controller: root.controller
        from: root.controller.task
    }
}
