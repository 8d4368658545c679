// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Podium.Backend
import Podium.Controls
import Podium.Runs

/// What the run is, how far it is, what it has cost, and its verbs.
PageHeader {
    id: root

    required property RunController controller
    readonly property var facts: controller.facts
    readonly property bool ended: controller.ended
    readonly property int total: facts.tasks_total ?? 0
    readonly property int failed: controller.failed
    /// Ended as it should: what was cancelled or failed is over, but not done.
    readonly property int done: Math.max(0, (facts.tasks_done ?? 0) - failed - controller.cancelled)
    /// Time and money are told to the last; words of verbs and the bar make room for them.
    readonly property bool tight: width < 1200 * Theme.textScale
    readonly property bool narrow: width < 1000 * Theme.textScale
    /// What failed adds a verb, simulated money a word.
    readonly property bool cramped: width < (900 + (retry.visible ? 120 : 0) + (facts.usage?.simulated_usd > 0 ? 80 : 0)) * Theme.textScale
    readonly property string progress: failed > 0 ? qsTr("%1 of %2 done, %3 failed").arg(done).arg(total).arg(failed) : qsTr("%1 of %2 done").arg(done).arg(total)

    figuresWhole: true
    title: Format.runName(root.facts.title ?? "", root.facts.workflow ?? "")

    signal cancelAsked
    signal forkAsked
    signal limitsAsked

    figures: [
        Pill {
            iconName: Format.stateIcon(root.controller.state)
            text: root.facts.cancelling === true && !root.ended ? qsTr("Stopping") : Format.state(root.controller.state)
            tint: States.color(root.controller.state)
            visible: root.controller.loaded
        },
        TipText {
            Accessible.name: root.progress
            color: Theme.text2
            text: root.narrow ? qsTr("%1/%2").arg(root.done).arg(root.total) : root.progress
            tip: root.narrow ? root.progress : ""
            visible: root.controller.loaded
        },
        Track {
            Layout.preferredWidth: 110
            value: root.total > 0 ? root.done / root.total : 0
            wrong: root.total > 0 ? root.failed / root.total : 0
            visible: !root.tight
        },
        Item {
            Layout.fillWidth: true
        },
        AppText {
            Layout.minimumWidth: Math.ceil(implicitWidth)
            color: Theme.text2
            text: (root.facts.started_ms ?? 0) > 0 ? Format.duration((root.facts.finished_ms > 0 ? root.facts.finished_ms : (root.controller.pastMs > 0 ? root.controller.pastMs : Format.now)) - root.facts.started_ms) : ""
        },
        AppText {
            Layout.minimumWidth: Math.ceil(implicitWidth)
            font.weight: Font.Medium
            text: Format.cost(root.facts.usage ?? {})
        }
    ]

    ActionButton {
        iconName: "pause"
        enabled: !root.controller.past
        text: root.cramped ? "" : qsTr("Pause")
        tip: qsTr("Pause")
        visible: root.controller.state === "IN_PROGRESS"
        tipKeys: Shortcuts.keys["runs.pause"]
        onClicked: root.controller.perform("pause", {})
    }
    ActionButton {
        iconName: "play"
        look: ActionButton.Look.Primary
        enabled: !root.controller.past
        text: root.cramped ? "" : qsTr("Resume")
        tip: qsTr("Resume")
        visible: root.controller.state === "PAUSED"
        tipKeys: Shortcuts.keys["runs.pause"]
        onClicked: root.controller.perform("resume", {})
    }
    ActionButton {
        id: retry

        iconName: "rotate-ccw"
        look: root.controller.state === "PAUSED" ? ActionButton.Look.Normal : ActionButton.Look.Primary
        enabled: !root.controller.past
        text: root.cramped ? "" : qsTr("Retry failed")
        tip: qsTr("Do again what failed, with what depends on it")
        visible: root.controller.state === "FAILED" || (root.failed > 0 && !root.ended && root.facts.cancelling !== true)
        tipKeys: Shortcuts.keys["runs.retry"]
        onClicked: root.controller.perform("retry", {})
    }
    ActionButton {
        iconName: "gauge"
        enabled: !root.controller.past
        text: root.tight ? "" : qsTr("Limits…")
        tip: qsTr("Change budget, concurrency and priority")
        tipKeys: Shortcuts.keys["runs.change"]
        visible: root.controller.loaded && !root.ended
        onClicked: root.limitsAsked()
    }
    ActionButton {
        iconName: "git-fork"
        enabled: !root.controller.past
        text: root.tight ? "" : qsTr("Fork…")
        tip: qsTr("Run again with other inputs, keeping the results that still hold")
        visible: root.controller.loaded
        onClicked: root.forkAsked()
    }
    ActionButton {
        iconName: "columns-2"
        tip: qsTr("Compare with its origin")
        visible: (root.facts.parent_run ?? "") !== ""
        onClicked: Navigator.compareRuns(root.facts.parent_run, root.controller.run)
    }
    ActionButton {
        iconName: "square"
        look: ActionButton.Look.Danger
        enabled: !root.controller.past
        text: root.cramped ? "" : qsTr("Cancel")
        tip: qsTr("Cancel")
        visible: root.controller.loaded && !root.ended
        tipKeys: Shortcuts.keys["runs.cancel"]
        onClicked: root.cancelAsked()
    }
}
