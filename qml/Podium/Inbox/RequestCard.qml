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
    readonly property var followers: controller.followers
    readonly property string risk: request.risk ?? "low"
    readonly property bool editable: kind === "permission" && typeof request.subject?.input === "object"

    function approve(): void {
        if (!open || (isForm && !form.complete) || (isVote && options.currentIndex < 0) || (editor.visible && editor.value === null))
            return;
        controller.decide(true, isForm ? form.answer() : isVote ? options.currentText : null, words.text, false, voter.name, editor.visible ? "" : actions.always, editor.visible ? editor.value : {});
    }
    function approveEach(): void {
        if (batch.visible && batch.ready)
            controller.decideEach(batch.marked, true, words.text);
    }
    function deny(): void {
        if (open && !isForm && !isVote)
            controller.decide(false, null, words.text, false, voter.name);
    }
    function edit(): void {
        if (editable && open)
            editor.begin();
        else
            comment();
    }
    function leaveEditor(): void {
        editor.visible = false;
        root.forceActiveFocus();
    }
    function comment(): void {
        words.forceActiveFocus();
    }
    function openTask(): void {
        Navigator.openRun(request.run, request.task_key);
    }
    function next(): string {
        const names = followers.slice(0, 4);
        if (names.length === 0)
            return qsTr("No other task waits for it.");
        if (followers.length > names.length)
            names.push(qsTr("%n more", "", followers.length - names.length));
        return names.join(", ");
    }
    function consequences(): string {
        const task = request.task_key ?? "";
        switch (kind) {
        case "gate":
            return qsTr("Approve: %1 starts. Deny: %1 fails, and what depends on it is blocked.").arg(task);
        case "review":
            return qsTr("Accept: %1 is done, and what depends on it starts. Ask for changes: it is done again with your words. Reject: it fails.").arg(task);
        case "permission":
            if (editor.visible)
                return qsTr("Allow this instead: the agent's tool is run with what you wrote, once. Deny: it is told your reason and goes on without.");
            if (actions.always !== "")
                return qsTr("Allow: the agent does this, and nobody is asked about an equal request there again, until you revoke the rule. Deny: it is told your reason and goes on without.");
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
            words.text = "";
            voter.text = "";
            actions.reset();
            editor.visible = false;
            batch.unmarked = {};
            root.contentY = 0;
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
                text: Format.harmless(root.request.title ?? "")
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
            text: qsTr("%1 in %2 · waiting %3").arg((root.request.agent ?? "") !== "" ? root.request.agent : root.request.task_key ?? "").arg(root.request.run ?? "").arg(Format.duration(Math.max(0, Format.now - (root.request.created_ms ?? 0)))) + ((root.request.expires_ms ?? 0) > 0 ? qsTr(" · expires in %1").arg(Format.duration(root.request.expires_ms - Format.now)) : "")
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
            text: Format.harmless(root.request.reason ?? "")
            visible: text !== "" && root.request.reason !== root.request.subject?.message
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

            readonly property string name: visible ? text : ""

            placeholderText: root.request.role ? qsTr("Who decides, as it is for %1").arg(root.request.role) : qsTr("Your name, where several have to decide")
            visible: (root.request.needed ?? 1) > 1 || !!root.request.role
            Layout.preferredWidth: 320
        }
        InputEditor {
            id: editor

            Layout.fillWidth: true
            input: root.request.subject?.input ?? {}
            onAbandoned: root.leaveEditor()
            onSent: root.approve()
        }
        AppText {
            kind: AppText.Kind.Caption
            text: qsTr("What runs next")
        }
        AppText {
            Layout.fillWidth: true
            text: root.next()
            wrapMode: Text.Wrap
        }
        AppText {
            kind: AppText.Kind.Caption
            text: qsTr("What each answer does")
        }
        AppText {
            Layout.fillWidth: true
            text: root.consequences()
            wrapMode: Text.Wrap
        }
        Field {
            id: words

            Layout.fillWidth: true
            Layout.maximumWidth: 620
            keys: Shortcuts.keys["inbox.comment"]
            placeholderText: qsTr("A word to the one who asked (optional)")
            Keys.onEscapePressed: root.forceActiveFocus()
        }
        AppText {
            Layout.fillWidth: true
            color: text === root.controller.problem ? Theme.failed : Theme.text2
            text: root.controller.problem !== "" ? root.controller.problem : root.controller.over ? qsTr("This was decided, or is no longer needed.") : ""
            visible: text !== ""
            wrapMode: Text.Wrap
        }
        RequestActions {
            id: actions

            Layout.fillWidth: true
            complete: !(root.isForm && !form.complete) && !(editor.visible && editor.value === null)
            editable: root.editable
            editing: editor.visible
            kind: root.isForm ? "form" : root.kind
            open: root.open
            risky: root.risk === "high" || root.risk === "critical"
            worded: words.text.trim() !== ""
            onApproved: root.approve()
            onChangesAsked: root.controller.decide(false, null, words.text, true, voter.name)
            onDenied: root.deny()
            onEditAsked: editor.visible ? root.leaveEditor() : root.edit()
            onOpenAsked: root.openTask()
        }
        BatchAnswer {
            id: batch

            Layout.fillWidth: true
            controller: root.controller
            onApproved: root.approveEach()
            onDenied: root.controller.decideEach(batch.marked, false, words.text)
        }
    }
}
