// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Podium.Backend
import Podium.Controls
import Podium.Runs
import Podium.Shell

/// What can be done from the command palette wherever the person is.
Item {
    id: root

    readonly property bool ready: Backend.state === Backend.Ready

    signal closeAsked

    component GeneralCommand: PageCommand {
        general: true
    }

    GeneralCommand {
        available: root.ready
        group: qsTr("Run")
        iconName: "plus"
        shortcut: "runs.new"
        title: qsTr("New run…")
        onTriggered: newRun.open()
    }
    GeneralCommand {
        available: root.ready
        group: qsTr("Run")
        iconName: "play"
        title: qsTr("Run the demonstration")
        onTriggered: demonstration.startDemonstration()
    }
    GeneralCommand {
        available: root.ready && Navigator.page !== "agents"
        group: qsTr("Agent")
        iconName: "plus"
        title: qsTr("New agent…")
        onTriggered: Navigator.openAgent("", "new")
    }
    GeneralCommand {
        group: qsTr("Window")
        iconName: "x"
        shortcut: "quit"
        title: qsTr("Close the window")
        onTriggered: root.closeAsked()
    }
    NewRunDialog {
        id: newRun
    }
    RunStarter {
        id: demonstration

        onStarted: run => Navigator.openRun(run)
    }
}
