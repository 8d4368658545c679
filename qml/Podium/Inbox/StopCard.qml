// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Backend
import Podium.Controls
import Podium.Inbox

/// What stands still without having asked: what happened, and the verbs that mend it.
Flickable {
    id: root

    required property InboxController controller
    readonly property var shown: controller.shown
    readonly property var stop: shown.stop ?? ({})
    readonly property string kind: stop.kind ?? ""
    readonly property bool open: !controller.over
    /// Something of the run has ended with it, which a retry does again.
    readonly property bool ended: stop.failed !== undefined
    readonly property bool money: kind === "budget"
    /// What waits may wait for money as well as for an agent.
    readonly property bool payable: money || kind === "waits"

    function approve(): void {
        if (!open)
            return;
        if (money)
            raise();
        else if (ended)
            again();
        else if (kind === "stalled")
            interrupt();
        else
            openTask();
    }
    function again(): void {
        Backend.perform("run.retry", {
            run: stop.run
        });
    }
    function interrupt(): void {
        Backend.perform("session.interrupt", {
            run: stop.run,
            task: stop.task
        });
    }
    function raise(): void {
        const usd = parseFloat(amount.text.replace(",", "."));
        if (isNaN(usd) || usd < 0) {
            amount.forceActiveFocus();
            return;
        }
        Backend.perform("run.change", {
            run: stop.run,
            budget_usd: usd
        });
        if (ended)
            again();
    }
    function deny(): void {
        if (open)
            controller.dismiss();
    }
    function openTask(): void {
        Navigator.openRun(stop.run, stop.task ?? "");
    }
    function advice(): string {
        switch (kind) {
        case "login":
            return qsTr("Log in again (in a terminal: claude, then /login), or give the agent another credential. Then retry: what failed is done again, what is done stays.");
        case "budget":
            return ended ? qsTr("Raise the limit of the run: what failed is done again with it, what is done stays. A limit of the day or of a task is in the configuration or the workflow.") : qsTr("Raise the limit of the run and it goes on. A limit of the day begins anew at midnight.");
        case "limit":
            return qsTr("The account may do no more for now. Retry when it may again: what failed is done again, what is done stays.");
        case "stalled":
            return qsTr("Interrupt: the agent stops what it does and waits for what you say. Restart: its tasks are done again or gone on with, as on_interrupt of each says.");
        case "waits":
            return qsTr("Nothing that runs can change it. Look what the task needs: an agent that can do it, one that is enabled, or a higher limit of the run.");
        }
        if (stop.live === true)
            return qsTr("The rest of the run goes on; what needs its result does not. Retry: what failed is done again with what depends on it. Dismiss: it stays failed, and so will the run.");
        return qsTr("Retry: what failed is done again with what depends on it, what is done stays. Dismiss: the run stays as it is, among what is done.");
    }

    boundsBehavior: Flickable.StopAtBounds
    clip: true
    contentHeight: column.implicitHeight + 56

    T.ScrollBar.vertical: ScrollHandle {}

    ColumnLayout {
        id: column

        spacing: 14
        width: Math.min(root.width - 56, 900)
        x: 28
        y: 24

        AppText {
            Accessible.role: Accessible.Heading
            Layout.fillWidth: true
            kind: AppText.Kind.Page
            text: root.shown.title ?? ""
            wrapMode: Text.Wrap
        }
        AppText {
            Layout.fillWidth: true
            color: Theme.text2
            text: {
                const parts = [];
                if (root.stop.agent)
                    parts.push(root.stop.agent);
                if (root.stop.task)
                    parts.push(root.stop.task);
                parts.push(root.stop.run ?? "");
                return parts.join(" · ") + " · " + Format.ago(root.stop.since_ms ?? 0);
            }
        }
        AppText {
            kind: AppText.Kind.Caption
            text: qsTr("What happened")
        }
        CodeBlock {
            Layout.fillWidth: true
            code: root.stop.reason || qsTr("Nothing more is known.")
        }
        AppText {
            kind: AppText.Kind.Caption
            text: qsTr("What mends it")
        }
        AppText {
            Layout.fillWidth: true
            text: root.advice()
            wrapMode: Text.Wrap
        }
        RowLayout {
            spacing: 8
            visible: root.payable

            AppText {
                text: qsTr("Limit of the run, in dollars")
            }
            Field {
                id: amount

                Accessible.name: qsTr("New limit in dollars")
                Layout.preferredWidth: 120
                placeholderText: "20"
                Keys.onEscapePressed: root.forceActiveFocus()
                onAccepted: root.raise()

                validator: DoubleValidator {
                    bottom: 0
                }
            }
        }
        AppText {
            Layout.fillWidth: true
            color: Theme.text2
            text: qsTr("This has changed: it goes on, or was put away.")
            visible: root.controller.over
            wrapMode: Text.Wrap
        }
        Flow {
            Layout.fillWidth: true
            spacing: 8

            ActionButton {
                enabled: root.open
                iconName: root.money ? "wallet" : root.ended ? "rotate-ccw" : root.kind === "stalled" ? "octagon-pause" : "external-link"
                keys: "A"
                look: ActionButton.Look.Primary
                text: root.money ? qsTr("Raise the budget") : root.ended ? qsTr("Retry what failed") : root.kind === "stalled" ? qsTr("Interrupt") : qsTr("Open the task")
                onClicked: root.approve()
            }
            ActionButton {
                enabled: root.open
                iconName: "wallet"
                text: qsTr("Raise the budget")
                visible: root.kind === "waits"
                onClicked: root.raise()
            }
            ActionButton {
                enabled: root.open
                iconName: "rotate-ccw"
                text: qsTr("Restart the agent")
                visible: root.kind === "stalled" && !!root.stop.agent
                onClicked: Backend.perform("agent.restart", {
                    name: root.stop.agent
                })
            }
            ActionButton {
                enabled: root.open
                iconName: "x"
                keys: "D"
                text: qsTr("Dismiss")
                tip: qsTr("Put it away; it stays as it is")
                onClicked: root.deny()
            }
            ActionButton {
                iconName: "external-link"
                keys: "O"
                look: ActionButton.Look.Quiet
                text: qsTr("Open the task")
                onClicked: root.openTask()
            }
        }
    }
}
