// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Backend
import Podium.Controls
import Podium.Inbox

/// The request that is looked at: who, what exactly, why, and the answers with their consequences.
Flickable {
    id: root

    required property InboxController controller
    readonly property var request: controller.shown
    readonly property string kind: request.kind ?? ""
    readonly property bool isForm: kind === "form" || (kind === "question" && request.subject?.form !== undefined)
    readonly property bool isVote: kind === "vote"
    readonly property bool open: !controller.over && !controller.deciding
    readonly property string risk: request.risk ?? "low"

    function approve(): void {
        if (!open || (isForm && !form.complete) || (isVote && options.currentIndex < 0))
            return;
        controller.decide(true, isForm ? form.answer() : isVote ? options.currentText : null, comment.text, false, voter.text, kind === "permission" ? scope.scopes[scope.currentIndex] : "");
    }
    function deny(): void {
        if (open && !isForm && !isVote)
            controller.decide(false, null, comment.text, false, voter.text);
    }
    function consequences(): string {
        const task = request.task_key ?? "";
        switch (kind) {
        case "gate":
            return qsTr("Approve: %1 starts. Deny: %1 fails, and what depends on it is blocked.").arg(task);
        case "review":
            return qsTr("Accept: %1 is done, and what depends on it starts. Ask for changes: it is done again with your words. Reject: it fails.").arg(task);
        case "permission":
            if (scope.currentIndex > 0)
                return qsTr("Allow: the agent does this, and nobody is asked about an equal request there again, until you revoke the rule (podiumctl rules). Deny: it is told your reason and goes on without.");
            return qsTr("Allow: the agent does exactly this, once. Deny: it is told your reason and goes on without.");
        case "interrupted":
            return qsTr("Approve: %1 is tried again. Deny: it fails.").arg(task);
        case "vote":
            return qsTr("The option that reaches %n vote(s) is taken.", "", request.needed ?? 1);
        }
        return qsTr("Your answer becomes the result of %1, and what depends on it starts.").arg(task);
    }

    boundsBehavior: Flickable.StopAtBounds
    clip: true
    contentHeight: column.implicitHeight + 56

    T.ScrollBar.vertical: ScrollHandle {}

    Connections {
        function onShownChanged(): void {
            if (form.request === root.controller.selected)
                return;
            form.request = root.controller.selected;
            form.reset();
            comment.text = "";
            scope.currentIndex = 0;
        }

        target: root.controller
    }
    ColumnLayout {
        id: column

        spacing: 14
        width: Math.min(root.width - 56, 900)
        x: 28
        y: 24

        RowLayout {
            Layout.fillWidth: true
            spacing: 10

            AppText {
                Accessible.role: Accessible.Heading
                Layout.maximumWidth: column.width - 120
                kind: AppText.Kind.Page
                text: root.request.title ?? ""
                wrapMode: Text.Wrap
            }
            Pill {
                iconName: "shield-alert"
                text: Format.words(root.risk)
                tint: root.risk === "high" || root.risk === "critical" ? Theme.failed : root.risk === "medium" ? Theme.attention : Theme.text2
            }
            Item {
                Layout.fillWidth: true
            }
        }
        AppText {
            Layout.fillWidth: true
            color: Theme.text2
            text: qsTr("%1 in %2 · waiting %3").arg((root.request.agent ?? "") !== "" ? root.request.agent : root.request.task_key ?? "").arg(root.request.run ?? "").arg(Format.duration(Format.now - (root.request.created_ms ?? 0))) + ((root.request.expires_ms ?? 0) > 0 ? qsTr(" · expires in %1").arg(Format.duration(root.request.expires_ms - Format.now)) : "")
        }
        AppText {
            kind: AppText.Kind.Caption
            text: qsTr("What exactly")
        }
        RequestSubject {
            Layout.fillWidth: true
            request: root.request
        }
        AppText {
            kind: AppText.Kind.Caption
            text: qsTr("Why it is asked")
            visible: why.visible
        }
        AppText {
            id: why

            Layout.fillWidth: true
            text: root.request.reason ?? ""
            visible: text !== "" && text !== root.request.subject?.message
            wrapMode: Text.Wrap
        }
        RequestForm {
            id: form

            property string request: ""

            Layout.fillWidth: true
            controller: root.controller
            visible: root.isForm
        }
        Choice {
            id: options

            Layout.preferredWidth: 320
            model: root.request.subject?.options ?? []
            visible: root.isVote
        }
        Field {
            id: voter

            placeholderText: root.request.role ? qsTr("Who decides, as it is for %1").arg(root.request.role) : qsTr("Your name, where several have to decide")
            visible: (root.request.needed ?? 1) > 1 || !!root.request.role
            Layout.preferredWidth: 320
        }
        AppText {
            kind: AppText.Kind.Caption
            text: qsTr("What happens next")
        }
        AppText {
            Layout.fillWidth: true
            text: root.consequences()
            wrapMode: Text.Wrap
        }
        Field {
            id: comment

            Layout.fillWidth: true
            Layout.maximumWidth: 620
            placeholderText: qsTr("A word to the one who asked (optional)")
        }
        AppText {
            Layout.fillWidth: true
            color: root.controller.over ? Theme.text2 : Theme.failed
            text: root.controller.over ? qsTr("This was decided, or is no longer needed.") : root.controller.problem
            visible: text !== ""
            wrapMode: Text.Wrap
        }
        Row {
            spacing: 8

            ActionButton {
                enabled: root.open && (!root.isForm || form.complete)
                iconName: "check"
                keys: "A"
                look: ActionButton.Look.Primary
                text: root.isForm ? qsTr("Send") : root.isVote ? qsTr("Vote") : root.kind === "review" ? qsTr("Accept") : root.kind === "permission" ? qsTr("Allow") : qsTr("Approve")
                onClicked: root.approve()
            }
            Choice {
                id: scope

                readonly property list<string> scopes: ["", "workflow", "agent", "folder"]

                Accessible.name: qsTr("How often: %1").arg(displayText)
                implicitHeight: Theme.controlHeight
                model: [qsTr("Once"), qsTr("Always in this workflow"), qsTr("Always for this agent"), qsTr("Always in this folder")]
                visible: root.kind === "permission"
                width: 210
            }
            ActionButton {
                enabled: root.open && comment.text.trim() !== ""
                iconName: "repeat"
                text: qsTr("Ask for changes")
                tip: qsTr("Say above what is to be better")
                visible: root.kind === "review"
                onClicked: root.controller.decide(false, null, comment.text, true, voter.text)
            }
            ActionButton {
                enabled: root.open
                iconName: "x"
                keys: "D"
                look: ActionButton.Look.Danger
                text: root.kind === "review" ? qsTr("Reject") : qsTr("Deny")
                visible: !root.isForm && !root.isVote
                onClicked: root.deny()
            }
            ActionButton {
                iconName: "external-link"
                look: ActionButton.Look.Quiet
                text: qsTr("Open the run")
                onClicked: Navigator.openRun(root.request.run, root.request.task_key)
            }
        }
    }
}
