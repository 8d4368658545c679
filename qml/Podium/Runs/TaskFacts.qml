// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Podium.Backend
import Podium.Controls
import Podium.Runs

/// Name, state and figures of the selected task, and what can be done with it.
ColumnLayout {
    id: root

    required property RunController controller
    readonly property var task: controller.taskFacts
    /// The open request that it waits for; empty = none.
    readonly property string request: controller.taskRequest
    readonly property string state_: task.state ?? ""
    readonly property string shown: task.shown ?? state_
    readonly property bool active: state_ === "RUNNING" || state_ === "READY" || state_ === "PENDING" || state_ === "BLOCKED"

    signal forkAsked

    /// What runs is lost with its process; a person has to want that.
    function stop(verb: string): void {
        if (root.state_ !== "RUNNING") {
            root.controller.perform(verb, {
                task: root.controller.task
            });
            return;
        }
        confirm.verb = verb;
        confirm.task = root.controller.task;
        confirm.open();
    }

    spacing: 10

    RowLayout {
        Layout.fillWidth: true
        spacing: 10

        Icon {
            color: States.color(root.shown)
            name: Format.stateIcon(root.shown)
        }
        AppText {
            Layout.fillWidth: true
            kind: AppText.Kind.Title
            text: root.task.title ? root.task.title : root.controller.task
        }
        ActionButton {
            iconName: "x"
            keys: "Esc"
            look: ActionButton.Look.Quiet
            tip: qsTr("Close")
            onClicked: root.controller.task = ""
        }
    }
    Row {
        spacing: 6

        Pill {
            text: root.shown === "RUNNING" && root.task.activity ? Format.state(root.shown) + " · " + Format.words(root.task.activity) : Format.state(root.shown)
            tint: States.color(root.shown)
        }
        Pill {
            text: root.task.agent ?? ""
            tinted: false
            visible: text !== ""
        }
        Pill {
            text: root.task.type ?? ""
            tinted: false
            visible: text !== ""
        }
        Pill {
            text: qsTr("attempt %1").arg(root.task.attempt ?? 0)
            tinted: false
            visible: (root.task.attempt ?? 0) > 1
        }
    }
    AppText {
        Layout.fillWidth: true
        color: root.state_ === "FAILED" ? Theme.failed : Theme.text2
        text: root.task.why ?? ""
        visible: text !== ""
        wrapMode: Text.Wrap
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: 12

        StatFigure {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            label: qsTr("Elapsed")
            value: (root.task.started_ms ?? 0) > 0 ? Format.duration((root.task.finished_ms > 0 ? root.task.finished_ms : (root.controller.pastMs > 0 ? root.controller.pastMs : Format.now)) - root.task.started_ms) : "—"
        }
        StatFigure {
            // There is no room for both in the value.
            readonly property bool simulated: (root.task.usage?.simulated_usd ?? 0) > 0 && root.task.usage.simulated_usd === root.task.usage.usd

            Layout.fillWidth: true
            Layout.preferredWidth: 1
            label: simulated ? qsTr("Simulated") : qsTr("Cost")
            value: simulated ? Format.money(root.task.usage.usd) : Format.cost(root.task.usage ?? {})
        }
        StatFigure {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            label: qsTr("Tokens")
            value: root.task.usage && root.task.usage.input_tokens !== undefined ? Format.count((root.task.usage.input_tokens ?? 0) + (root.task.usage.output_tokens ?? 0)) : "—"
        }
        StatFigure {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            label: qsTr("Memory")
            value: (root.task.rss_bytes ?? 0) > 0 ? Format.bytes(root.task.rss_bytes) : "—"
        }
    }
    Flow {
        Layout.fillWidth: true
        spacing: 8

        ActionButton {
            iconName: "hand"
            look: ActionButton.Look.Primary
            enabled: !root.controller.past
            text: qsTr("Answer")
            tip: qsTr("It waits for you: see what it asks")
            visible: root.request !== ""
            onClicked: Navigator.openRequest(root.request)
        }
        ActionButton {
            iconName: "rotate-ccw"
            enabled: !root.controller.past
            text: qsTr("Retry from here")
            tip: qsTr("Do it and everything after it again")
            tipKeys: Shortcuts.keys["runs.task.retry"]
            visible: !root.active && root.state_ !== ""
            onClicked: root.controller.perform("retry", {
                task: root.controller.task
            })
        }
        ActionButton {
            iconName: "git-fork"
            enabled: !root.controller.past
            text: qsTr("Fork…")
            tip: qsTr("A new run from here on, with other inputs")
            visible: root.state_ !== ""
            onClicked: root.forkAsked()
        }
        ActionButton {
            iconName: "skip-forward"
            enabled: !root.controller.past
            text: qsTr("Skip")
            tip: qsTr("Leave it out; what follows goes on")
            tipKeys: Shortcuts.keys["runs.task.skip"]
            visible: root.active || root.state_ === "FAILED"
            onClicked: root.stop("skip")
        }
        ActionButton {
            iconName: "square"
            look: ActionButton.Look.Danger
            enabled: !root.controller.past
            text: qsTr("Cancel")
            tipKeys: Shortcuts.keys["runs.task.cancel"]
            visible: root.active
            onClicked: root.stop("cancel")
        }
    }
    Sheet {
        id: confirm

        property string verb
        property string task
        readonly property bool skips: verb === "skip"

        acceptText: skips ? qsTr("Skip the task") : qsTr("Cancel the task")
        destructive: true
        subtitle: {
            const lost = [qsTr("%1 of work").arg(Format.duration(Format.now - (root.task.started_ms ?? 0)))];
            if (root.task.usage && typeof root.task.usage.usd === "number")
                lost.push(qsTr("%1 spent").arg(Format.cost(root.task.usage)));
            const what = root.request !== "" ? qsTr("What it asks you is taken back, and what it has begun is lost: %1.").arg(lost.join(", ")) : qsTr("Its process is ended with everything that it started, and what it has begun is lost: %1.").arg(lost.join(", "));
            const kept = qsTr("Its log and its branch are kept.");
            const after = skips ? qsTr("What follows goes on without its result.") : qsTr("What needs its result does not run. It can be done again with Retry.");
            return [what, kept, after].join(" ");
        }
        title: skips ? qsTr("Skip “%1” while it runs?").arg(root.task.title ? root.task.title : task) : qsTr("Cancel “%1”?").arg(root.task.title ? root.task.title : task)
        onAccepted: root.controller.perform(verb, {
            task: task
        })
    }
}
