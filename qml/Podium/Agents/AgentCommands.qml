// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Podium.Agents
import Podium.Controls

/// What can be done with the selected agent, by keys and from the command palette.
Item {
    id: root

    required property AgentPanel panel
    readonly property string name: panel.name
    readonly property bool some: visible && name !== ""
    readonly property bool draining: panel.agent.draining ?? false

    component AgentCommand: PageCommand {
        group: qsTr("Agent")
    }

    AgentCommand {
        available: root.some && root.panel.on && !root.draining
        iconName: "pause"
        shortcut: "agents.enable"
        title: qsTr("Disable %1").arg(root.name)
        onTriggered: root.panel.perform("disable")
    }
    AgentCommand {
        available: root.some && (!root.panel.on || root.draining)
        iconName: "play"
        shortcut: "agents.enable"
        title: qsTr("Enable %1").arg(root.name)
        onTriggered: root.panel.perform("enable")
    }
    AgentCommand {
        available: root.some && root.panel.on && !root.draining
        iconName: "hand"
        shortcut: "agents.drain"
        title: qsTr("Drain %1").arg(root.name)
        onTriggered: root.panel.perform("drain")
    }
    AgentCommand {
        available: root.some
        iconName: "pencil"
        shortcut: "agents.edit"
        title: qsTr("Edit %1").arg(root.name)
        onTriggered: root.panel.editAsked()
    }
    AgentCommand {
        available: root.some && root.panel.busy > 0
        iconName: "rotate-ccw"
        shortcut: "agents.restart"
        title: qsTr("Restart %1…").arg(root.name)
        onTriggered: root.panel.restartAsked()
    }
    AgentCommand {
        available: root.some && root.panel.busy > 0
        iconName: "x"
        shortcut: "agents.kill"
        title: qsTr("Kill %1…").arg(root.name)
        onTriggered: root.panel.killAsked()
    }
    AgentCommand {
        available: root.some && root.panel.busy === 0
        iconName: "trash-2"
        title: qsTr("Remove %1…").arg(root.name)
        onTriggered: root.panel.removeAsked()
    }
}
