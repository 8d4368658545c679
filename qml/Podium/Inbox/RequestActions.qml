// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Podium.Controls
import Podium.Inbox

/// The answers to one request.
Flow {
    id: root

    /// Of the request; "form" also for a question that has one.
    required property string kind
    /// It can be answered at all; the form is filled in.
    required property bool open
    required property bool complete
    /// There is a word to the one who asked.
    required property bool worded
    /// What is risky is never allowed for good.
    property bool risky: false
    property bool editing: false
    property bool editable: false
    readonly property bool isForm: kind === "form"
    /// "", "workflow", "agent" or "folder".
    readonly property string always: scope.visible ? scope.scopes[scope.currentIndex] : ""

    signal approved
    signal changesAsked
    signal denied
    signal editAsked
    signal openAsked

    function reset(): void {
        scope.currentIndex = 0;
    }

    spacing: 8

    ActionButton {
        enabled: root.open && root.complete
        iconName: "check"
        keys: Shortcuts.keys["inbox.approve"]
        look: ActionButton.Look.Primary
        text: root.editing ? qsTr("Allow this instead") : root.isForm ? qsTr("Send") : root.kind === "vote" ? qsTr("Vote") : root.kind === "review" ? qsTr("Accept") : root.kind === "permission" ? qsTr("Allow") : qsTr("Approve")
        onClicked: root.approved()
    }
    Choice {
        id: scope

        readonly property list<string> scopes: ["", "workflow", "agent", "folder"]

        Accessible.name: qsTr("How often: %1").arg(displayText)
        implicitHeight: Theme.controlHeight
        model: [qsTr("Once"), qsTr("Always in this workflow"), qsTr("Always for this agent"), qsTr("Always in this folder")]
        visible: root.kind === "permission" && !root.editing && !root.risky
        width: 210
    }
    ActionButton {
        checked: root.editing
        enabled: root.open
        iconName: "pencil"
        keys: Shortcuts.keys["inbox.edit"]
        text: qsTr("Edit")
        tip: qsTr("Change what it is run with, then allow that")
        visible: root.editable
        onClicked: root.editAsked()
    }
    ActionButton {
        enabled: root.open && root.worded
        iconName: "repeat"
        text: qsTr("Ask for changes")
        tip: qsTr("Say above what is to be better")
        visible: root.kind === "review"
        onClicked: root.changesAsked()
    }
    ActionButton {
        enabled: root.open
        iconName: "x"
        keys: Shortcuts.keys["inbox.deny"]
        look: ActionButton.Look.Danger
        text: root.kind === "review" ? qsTr("Reject") : qsTr("Deny")
        visible: !root.isForm && root.kind !== "vote"
        onClicked: root.denied()
    }
    ActionButton {
        iconName: "external-link"
        keys: Shortcuts.keys["inbox.open"]
        look: ActionButton.Look.Quiet
        text: qsTr("Open the task")
        onClicked: root.openAsked()
    }
}
