// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Backend
import Podium.Controls
import Podium.Shell

/// Asked when the window is closed while tasks run. Escape stays.
T.Dialog {
    id: root

    anchors.centerIn: T.Overlay.overlay
    dim: true
    focus: true
    implicitHeight: layout.implicitHeight + 40
    implicitWidth: 560
    modal: true
    padding: 0
    title: EngineStatus.running > 0 ? qsTr("%n task(s) still running", "", EngineStatus.running) : qsTr("%n task(s) still waiting to start", "", EngineStatus.queued)
    onAboutToShow: keep.forceActiveFocus()

    T.Overlay.modal: Rectangle {
        color: Qt.rgba(0, 0, 0, Theme.dark ? 0.55 : 0.3)
    }
    background: Rectangle {
        border.color: Theme.border
        color: Theme.surface1
        radius: Theme.cardRadius
    }
    ColumnLayout {
        id: layout

        anchors.fill: parent
        anchors.margins: 20
        spacing: 8

        AppText {
            Accessible.role: Accessible.Heading
            Layout.bottomMargin: 8
            Layout.fillWidth: true
            kind: AppText.Kind.Title
            text: root.title
            wrapMode: Text.Wrap
        }
        WayOut {
            id: keep

            focus: true
            Layout.fillWidth: true
            KeyNavigation.down: after
            iconName: "play"
            note: Leaving.hasTray ? qsTr("Only the window closes. Podium stays in the tray and tells you what needs you.") : qsTr("Only the window closes. Start Podium again to see it.")
            text: Leaving.hasTray ? qsTr("Keep running in the tray") : qsTr("Keep running without the window")
            onClicked: {
                root.close();
                Leaving.keepRunning();
            }
        }
        WayOut {
            id: after

            Layout.fillWidth: true
            KeyNavigation.down: now
            KeyNavigation.up: keep
            iconName: "circle-check"
            note: qsTr("Nothing new starts. Podium ends when those that run have ended; the rest goes on at the next start.")
            text: qsTr("Stop after running tasks")
            onClicked: {
                root.close();
                Leaving.stopAfterRunning();
            }
        }
        WayOut {
            id: now

            Layout.fillWidth: true
            KeyNavigation.up: after
            danger: true
            iconName: "octagon-pause"
            note: qsTr("What runs is stopped; its unsaved work is lost. At the next start it is done again or gone on with, as each task's on_interrupt says.")
            text: qsTr("Stop now")
            onClicked: {
                root.close();
                Leaving.stopNow();
            }
        }
        ActionButton {
            Layout.alignment: Qt.AlignRight
            Layout.topMargin: 8
            keys: "Esc"
            text: qsTr("Cancel")
            onClicked: root.close()
        }
    }
}
