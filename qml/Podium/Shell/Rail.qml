// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Podium.Backend
import Podium.Controls
import Podium.Shell

/// Where one can go.
Rectangle {
    id: root

    Accessible.role: Accessible.PageTabList
    color: Theme.surface1
    implicitWidth: Theme.railWidth

    Column {
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: 4
        y: 12

        RailButton {
            badge: EngineStatus.needsYou
            iconName: "inbox"
            name: qsTr("Inbox")
            page: "inbox"
        }
        RailButton {
            iconName: "workflow"
            name: qsTr("Workflows")
            page: "workflows"
        }
        RailButton {
            iconName: "play"
            name: qsTr("Runs")
            page: "runs"
        }
        RailButton {
            iconName: "bot"
            name: qsTr("Agents")
            page: "agents"
        }
        RailButton {
            iconName: "git-pull-request"
            name: qsTr("Review")
            page: "review"
        }
        RailButton {
            iconName: "chart-column"
            name: qsTr("Usage")
            page: "usage"
        }
        RailButton {
            iconName: "scroll-text"
            name: qsTr("Logs")
            page: "logs"
        }
    }
    RailButton {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 12
        anchors.horizontalCenter: parent.horizontalCenter
        iconName: "settings"
        name: qsTr("Settings")
        page: "settings"
    }
    Rule {
        anchors.right: parent.right
        height: parent.height
    }
}
