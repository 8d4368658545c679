// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Agents
import Podium.Backend
import Podium.Controls
import Podium.Editor
import Podium.Inbox
import Podium.Logs
import Podium.Review
import Podium.Runs
import Podium.Shell
import Podium.Usage

/// The window: rail, page, status bar.
T.ApplicationWindow {
    id: root

    function goTo(page: string): void {
        Navigator.closeRun();
        Navigator.page = page;
    }

    color: Theme.window
    height: Appearance.geometry.height > 0 ? Appearance.geometry.height : 900
    minimumHeight: 640
    minimumWidth: 1024
    title: EngineStatus.needsYou > 0 ? qsTr("(%1) Podium").arg(EngineStatus.needsYou) : qsTr("Podium")
    visible: true
    width: Appearance.geometry.width > 0 ? Appearance.geometry.width : 1440
    onClosing: close => {
        Appearance.maximized = visibility === Window.Maximized;
        if (visibility !== Window.Maximized)
            Appearance.geometry = Qt.rect(x, y, width, height);
        const busy = Math.max(0, EngineStatus.running) + Math.max(0, EngineStatus.queued);
        if (Leaving.mayClose(busy)) {
            Leaving.leave();
        } else {
            close.accepted = false;
            leaveDialog.open();
        }
    }
    Component.onCompleted: if (Appearance.maximized)
        showMaximized()

    Binding on x {
        restoreMode: Binding.RestoreNone
        value: Appearance.geometry.x
        when: Appearance.isSeen(Appearance.geometry)
    }
    Binding on y {
        restoreMode: Binding.RestoreNone
        value: Appearance.geometry.y
        when: Appearance.isSeen(Appearance.geometry)
    }

    RowLayout {
        anchors.bottom: leavingBar.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        spacing: 0

        Rail {
            Layout.fillHeight: true
        }
        Loader {
            id: page

            Layout.fillHeight: true
            Layout.fillWidth: true
            focus: true
            sourceComponent: {
                switch (Navigator.page) {
                case "workflows":
                    return workflows;
                case "runs":
                    return runs;
                case "agents":
                    return agents;
                case "logs":
                    return logs;
                case "usage":
                    return usage;
                case "review":
                    return review;
                case "settings":
                    return settings;
                }
                return inbox;
            }
            onLoaded: (item as Item).forceActiveFocus()
        }
    }
    LeavingBar {
        id: leavingBar

        anchors.bottom: statusBar.top
        anchors.left: parent.left
        anchors.right: parent.right
        height: visible ? implicitHeight : 0
    }
    StatusBar {
        id: statusBar

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        onCommandsAsked: commandPalette.open()
    }
    Component {
        id: inbox

        InboxPage {}
    }
    Component {
        id: workflows

        WorkflowsPage {}
    }
    Component {
        id: runs

        RunsPage {}
    }
    Component {
        id: agents

        AgentsPage {}
    }
    Component {
        id: logs

        LogsPage {}
    }
    Component {
        id: usage

        UsagePage {}
    }
    Component {
        id: review

        ReviewPage {}
    }
    Component {
        id: settings

        SettingsPage {}
    }
    LeaveDialog {
        id: leaveDialog

        parent: T.Overlay.overlay
    }
    WindowCommands {
        onCloseAsked: root.close()
    }
    CommandPalette {
        id: commandPalette

        parent: T.Overlay.overlay
    }
    Toast {
        id: toast

        anchors.bottom: statusBar.top
        anchors.bottomMargin: 16
        anchors.right: parent.right
        anchors.rightMargin: 16
    }
    Connections {
        function onRefused(operation: string, what: string, hint: string): void {
            toast.show(what, hint, true);
        }
        function onPerformed(operation: string, answer: var): void {
            if (operation === "run.fork")
                Navigator.openRun(answer.run);
        }

        target: Backend
    }
    Connections {
        function onRefused(why: string): void {
            toast.show(qsTr("The engine did not stop"), why, true);
        }

        target: Leaving
    }
    Rectangle {
        anchors.bottom: statusBar.top
        anchors.left: parent.left
        anchors.leftMargin: Theme.railWidth
        anchors.right: parent.right
        anchors.top: parent.top
        color: Theme.window
        visible: Backend.state === Backend.Failed

        EmptyState {
            anchors.centerIn: parent
            iconName: "triangle-alert"
            text: Backend.problem
            title: qsTr("The engine cannot be reached")

            ActionButton {
                iconName: "refresh-cw"
                look: ActionButton.Look.Primary
                text: qsTr("Try again")
                onClicked: Backend.reopen()
            }
        }
    }
    ShortcutHelp {
        id: shortcutHelp

        parent: T.Overlay.overlay
    }
    Shortcut {
        sequence: Shortcuts.keys["commands"]
        onActivated: commandPalette.open()
    }
    Shortcut {
        sequence: Shortcuts.keys["shortcuts"]
        onActivated: shortcutHelp.open()
    }
    Shortcut {
        sequence: Shortcuts.keys["quit"]
        onActivated: root.close()
    }
    Shortcut {
        sequence: Shortcuts.keys["inbox"]
        onActivated: root.goTo("inbox")
    }
    Shortcut {
        sequence: Shortcuts.keys["workflows"]
        onActivated: root.goTo("workflows")
    }
    Shortcut {
        sequence: Shortcuts.keys["runs"]
        onActivated: root.goTo("runs")
    }
    Shortcut {
        sequence: Shortcuts.keys["agents"]
        onActivated: root.goTo("agents")
    }
    Shortcut {
        sequence: Shortcuts.keys["review"]
        onActivated: root.goTo("review")
    }
    Shortcut {
        sequence: Shortcuts.keys["usage"]
        onActivated: root.goTo("usage")
    }
    Shortcut {
        sequence: Shortcuts.keys["logs"]
        onActivated: root.goTo("logs")
    }
    Shortcut {
        sequence: Shortcuts.keys["settings"]
        onActivated: root.goTo("settings")
    }
    Connections {
        function onAsked(): void {
            shortcutHelp.open();
        }

        target: Shortcuts
    }
    Timer {
        id: anew

        interval: 0
        onTriggered: page.active = true
    }
    Connections {
        // What C++ has written is in the language of before, and layouts do not stand that all their texts change at once.
        function onChanged(): void {
            page.active = false;
            anew.start();
        }

        target: Language
    }
}
