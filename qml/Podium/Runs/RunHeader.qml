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

    title: Format.runName(root.facts.title ?? "", root.facts.workflow ?? "")

    signal cancelAsked
    signal forkAsked

    figures: [
        Pill {
            iconName: Format.stateIcon(root.controller.state)
            text: root.facts.cancelling === true && !root.ended ? qsTr("Stopping") : Format.state(root.controller.state)
            tint: States.color(root.controller.state)
            visible: root.controller.loaded
        },
        AppText {
            color: Theme.text2
            text: qsTr("%1 of %2 done").arg(root.facts.tasks_done ?? 0).arg(root.facts.tasks_total ?? 0)
            visible: root.controller.loaded
        },
        Track {
            Layout.preferredWidth: 110
            tint: root.controller.state === "FAILED" ? Theme.failed : Theme.success
            value: (root.facts.tasks_total ?? 0) > 0 ? root.facts.tasks_done / root.facts.tasks_total : 0
            visible: root.width > 900
        },
        Item {
            Layout.fillWidth: true
        },
        AppText {
            color: Theme.text2
            text: (root.facts.started_ms ?? 0) > 0 ? Format.duration((root.facts.finished_ms > 0 ? root.facts.finished_ms : (root.controller.pastMs > 0 ? root.controller.pastMs : Format.now)) - root.facts.started_ms) : ""
        },
        AppText {
            font.weight: Font.Medium
            text: Format.cost(root.facts.usage ?? {})
        }
    ]

    ActionButton {
        iconName: "pause"
        enabled: !root.controller.past
        text: qsTr("Pause")
        visible: root.controller.state === "IN_PROGRESS"
        onClicked: root.controller.perform("pause", {})
    }
    ActionButton {
        iconName: "play"
        look: ActionButton.Look.Primary
        enabled: !root.controller.past
        text: qsTr("Resume")
        visible: root.controller.state === "PAUSED"
        onClicked: root.controller.perform("resume", {})
    }
    ActionButton {
        iconName: "rotate-ccw"
        look: ActionButton.Look.Primary
        enabled: !root.controller.past
        text: qsTr("Retry failed")
        visible: root.controller.state === "FAILED"
        onClicked: root.controller.perform("retry", {})
    }
    ActionButton {
        iconName: "git-fork"
        enabled: !root.controller.past
        text: qsTr("Fork…")
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
        text: qsTr("Cancel")
        visible: root.controller.loaded && !root.ended
        onClicked: root.cancelAsked()
    }
}
