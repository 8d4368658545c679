// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Podium.Controls
import Podium.Sessions

/// Speaks into the session of an agent, stops it, changes it, takes it into a terminal and gives it back.
ColumnLayout {
    id: root

    property string run: ""
    property string task: ""
    property string agent: ""
    /// As run.show answers it; empty where only the agent is known.
    property var facts: ({})
    readonly property string state_: facts.state ?? ""
    readonly property bool running: state_ === "RUNNING"
    readonly property bool handedOver: facts.error_class === "handed_over"
    readonly property bool hasSession: (facts.session ?? "") !== ""
    /// It waits with a session: a message wakes it.
    readonly property bool waits: state_ === "READY" && hasSession && !handedOver
    readonly property bool speakable: task === "" || running || waits

    /// The session in which was spoken to the agent.
    signal talking(run: string, task: string)

    function say(): void {
        session.say(message.text);
    }

    spacing: 8
    SessionController {
        id: session

        agent: root.agent
        run: root.run
        task: root.task
        onDone: message.clear()
        onTalking: (run, task) => root.talking(run, task)
    }
    Rectangle {
        Layout.fillWidth: true
        border.color: Theme.attention
        color: Theme.surface2
        implicitHeight: taken.implicitHeight + 20
        radius: Theme.fieldRadius
        visible: root.handedOver

        RowLayout {
            id: taken

            anchors.left: parent.left
            anchors.leftMargin: 12
            anchors.right: parent.right
            anchors.rightMargin: 10
            anchors.verticalCenter: parent.verticalCenter
            spacing: 10

            Icon {
                color: Theme.attention
                name: "hand"
            }
            ColumnLayout {
                Layout.fillWidth: true
                spacing: 2

                AppText {
                    Layout.fillWidth: true
                    strong: true
                    text: qsTr("A person has this session")
                }
                AppText {
                    Layout.fillWidth: true
                    kind: AppText.Kind.Secondary
                    text: qsTr("Podium does not go on with it until it is given back (%1).").arg(root.facts.why ?? "")
                    wrapMode: Text.Wrap
                }
            }
            ActionButton {
                enabled: !session.busy
                text: qsTr("Give it back")
                onClicked: session.giveBack()
            }
        }
    }
    Field {
        id: message

        Layout.fillWidth: true
        enabled: !session.busy
        keys: "Enter"
        placeholderText: root.task === "" ? qsTr("Begin a conversation with %1…").arg(root.agent) : root.running ? qsTr("Steer this agent…") : qsTr("Wake this agent with a message…")
        visible: root.speakable
        onAccepted: root.say()
    }
    AppText {
        Layout.fillWidth: true
        color: session.problem !== "" ? Theme.failed : Theme.text2
        kind: AppText.Kind.Secondary
        text: session.problem !== "" ? session.problem : session.note
        visible: text !== ""
        wrapMode: Text.Wrap
    }
    Flow {
        Layout.fillWidth: true
        spacing: 8
        visible: root.task !== ""

        ActionButton {
            enabled: !session.busy
            iconName: "octagon-pause"
            text: qsTr("Interrupt")
            tip: qsTr("It stops what it does and waits for what you say; its task goes on")
            visible: root.running
            onClicked: session.interrupt()
        }
        ActionButton {
            enabled: !session.busy
            iconName: "settings"
            text: qsTr("Model and mode…")
            visible: root.running
            onClicked: change.open()
        }
        ActionButton {
            enabled: !session.busy
            iconName: "terminal"
            text: qsTr("Open in terminal")
            tip: root.running ? qsTr("Stops what it does and opens the session with claude; it is given back when that ends") : qsTr("Opens the session with claude")
            visible: root.hasSession && !root.handedOver
            onClicked: session.openInTerminal()
        }
    }
    ChangeSessionSheet {
        id: change

        session: session
    }
}
