// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Podium.Backend
import Podium.Controls
import Podium.Runs

/// What the Inbox says while nobody is asked anything; to somebody who is new, where to begin.
Item {
    id: root

    /// Nothing has ever run here.
    readonly property bool fresh: runs.loaded && runs.runs.count === 0

    RunListController {
        id: runs
    }
    RunStarter {
        id: demonstration

        onStarted: run => Navigator.openRun(run)
    }
    EmptyState {
        anchors.centerIn: parent
        iconName: root.fresh ? "sparkles" : "circle-check"
        text: root.fresh ? qsTr("Podium runs teams of coding agents as workflows; what needs you comes here. The demonstration shows it with simulated agents: it takes ten seconds and spends nothing.") : qsTr("Approvals, questions, forms, reviews and what stands still come here. Tasks that wait for nobody go on by themselves.")
        title: qsTr("Nothing needs you")

        ActionButton {
            enabled: !demonstration.busy
            iconName: "play"
            look: ActionButton.Look.Primary
            text: qsTr("Run the demonstration")
            visible: root.fresh
            onClicked: demonstration.startDemonstration()
        }
        ActionButton {
            iconName: "workflow"
            text: qsTr("Draw a workflow")
            visible: root.fresh
            onClicked: Navigator.page = "workflows"
        }
        ActionButton {
            iconName: "play"
            look: ActionButton.Look.Primary
            text: qsTr("See the runs")
            visible: !root.fresh
            onClicked: Navigator.page = "runs"
        }
    }
    AppText {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 24
        anchors.horizontalCenter: parent.horizontalCenter
        color: Theme.failed
        text: demonstration.problem
        visible: text !== ""
        width: Math.min(parent.width - 48, 600)
        wrapMode: Text.Wrap
    }
}
