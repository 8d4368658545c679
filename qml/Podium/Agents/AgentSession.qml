// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Podium.Backend
import Podium.Controls
import Podium.Runs
import Podium.Sessions

/// The conversation of an agent in what it works on, or in one that is begun here.
FocusScope {
    id: root

    required property var agent
    readonly property string name: agent.name ?? ""
    readonly property var works: agent.attempts ?? []
    /// What is looked at; it stays when its attempt has ended.
    property string run: ""
    property string task: ""

    readonly property var facts: of.taskFacts
    /// There is nothing to speak into: what is said goes on with the last conversation, or begins one.
    readonly property bool over: task === "" || ["SUCCESS", "FAILED", "CANCELLED", "SKIPPED"].indexOf(facts.state ?? "") >= 0

    function look(run: string, task: string): void {
        root.run = run;
        root.task = task;
    }
    /// What the agent has begun is looked at where nothing is yet.
    function lookAtWork(): void {
        if (task === "" && works.length > 0)
            look(works[0].run, works[0].task);
    }

    onNameChanged: {
        look("", "");
        lookAtWork();
    }
    onWorksChanged: lookAtWork()

    RunController {
        id: of

        run: root.visible ? root.run : ""
        task: root.visible ? root.task : ""
    }
    Transcript {
        id: talk

        run: root.run
        task: root.visible ? root.task : ""
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        RowLayout {
            Layout.fillWidth: true
            Layout.margins: 12
            spacing: 8
            visible: root.task !== ""

            Choice {
                Accessible.name: qsTr("Task: %1").arg(displayText)
                Layout.fillWidth: true
                currentIndex: root.works.findIndex(work => work.run === root.run && work.task === root.task)
                model: root.works.map(work => work.task + " · " + work.run)
                visible: root.works.length > 1
                onActivated: index => root.look(root.works[index].run, root.works[index].task)
            }
            AppText {
                Layout.fillWidth: true
                strong: true
                text: root.task + " · " + root.run
                visible: root.works.length < 2
            }
            ActionButton {
                iconName: "external-link"
                look: ActionButton.Look.Quiet
                tip: qsTr("Open the task")
                onClicked: Navigator.openRun(root.run, root.task)
            }
        }
        Rule {
            Layout.fillWidth: true
            visible: root.task !== ""
        }
        Conversation {
            Layout.fillHeight: true
            Layout.fillWidth: true
            live: root.facts.state === "RUNNING"
            transcript: talk
            visible: root.task !== ""
        }
        Item {
            Layout.fillHeight: true
            Layout.fillWidth: true
            visible: root.task === ""

            EmptyState {
                anchors.centerIn: parent
                iconName: "message-square"
                text: qsTr("It works on nothing now. What you say goes on with the last conversation with it, or begins one.")
                title: qsTr("No session is open")
            }
        }
        Rule {
            Layout.fillWidth: true
        }
        SessionBar {
            Layout.fillWidth: true
            Layout.margins: 12
            agent: root.name
            facts: root.over ? ({}) : root.facts
            run: root.run
            task: root.over ? "" : root.task
            onTalking: (run, task) => root.look(run, task)
        }
    }
}
