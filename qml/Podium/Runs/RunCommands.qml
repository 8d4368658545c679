// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Podium.Backend
import Podium.Controls
import Podium.Runs

/// What can be done with the run that is shown and with its selected task, by keys and from the command palette.
Item {
    id: root

    required property RunController controller
    readonly property var facts: controller.facts
    readonly property var taskFacts: controller.taskFacts
    readonly property string task: taskFacts.title || (taskFacts.key ?? "")
    readonly property string taskState: taskFacts.state ?? ""
    readonly property bool now: visible && controller.loaded && !controller.past
    readonly property bool taskActive: taskState === "RUNNING" || taskState === "READY" || taskState === "PENDING" || taskState === "BLOCKED"

    signal cancelAsked
    signal forkAsked
    signal limitsAsked
    signal taskCancelAsked
    signal taskSkipAsked

    component RunCommand: PageCommand {
        group: qsTr("Run")
    }
    component TaskCommand: PageCommand {
        group: qsTr("Task")
    }

    RunCommand {
        available: root.now && root.controller.state === "IN_PROGRESS"
        iconName: "pause"
        shortcut: "runs.pause"
        title: qsTr("Pause the run")
        onTriggered: root.controller.perform("pause", {})
    }
    RunCommand {
        available: root.now && root.controller.state === "PAUSED"
        iconName: "play"
        shortcut: "runs.pause"
        title: qsTr("Resume the run")
        onTriggered: root.controller.perform("resume", {})
    }
    RunCommand {
        available: root.now && (root.controller.state === "FAILED" || (root.controller.failed > 0 && !root.controller.ended && root.facts.cancelling !== true))
        iconName: "rotate-ccw"
        shortcut: "runs.retry"
        title: qsTr("Retry what failed")
        onTriggered: root.controller.perform("retry", {})
    }
    RunCommand {
        available: root.now && !root.controller.ended
        iconName: "gauge"
        shortcut: "runs.change"
        title: qsTr("Change budget, concurrency and priority of the run…")
        onTriggered: root.limitsAsked()
    }
    RunCommand {
        available: root.now
        iconName: "git-fork"
        title: qsTr("Fork the run…")
        onTriggered: root.forkAsked()
    }
    RunCommand {
        available: root.now && (root.facts.parent_run ?? "") !== ""
        iconName: "columns-2"
        title: qsTr("Compare the run with its origin")
        onTriggered: Navigator.compareRuns(root.facts.parent_run, root.controller.run)
    }
    RunCommand {
        available: root.visible
        iconName: "scroll-text"
        title: qsTr("Show the logs of the run")
        onTriggered: Navigator.openLogs(root.controller.run, "")
    }
    RunCommand {
        available: root.now && !root.controller.ended
        iconName: "square"
        shortcut: "runs.cancel"
        title: qsTr("Cancel the run…")
        onTriggered: root.cancelAsked()
    }
    TaskCommand {
        available: root.now && root.taskState !== "" && !root.taskActive
        iconName: "rotate-ccw"
        shortcut: "runs.task.retry"
        title: qsTr("Retry from %1 on").arg(root.task)
        onTriggered: root.controller.perform("retry", {
            task: root.controller.task
        })
    }
    TaskCommand {
        available: root.now && (root.taskActive || root.taskState === "FAILED")
        iconName: "skip-forward"
        shortcut: "runs.task.skip"
        title: qsTr("Skip %1").arg(root.task)
        onTriggered: root.taskSkipAsked()
    }
    TaskCommand {
        available: root.now && root.taskActive
        iconName: "square"
        shortcut: "runs.task.cancel"
        title: qsTr("Cancel %1").arg(root.task)
        onTriggered: root.taskCancelAsked()
    }
    TaskCommand {
        available: root.visible && root.controller.taskRequest !== ""
        iconName: "hand"
        title: qsTr("Answer %1").arg(root.task)
        onTriggered: Navigator.openRequest(root.controller.taskRequest)
    }
}
