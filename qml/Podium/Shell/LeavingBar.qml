// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Podium.Controls
import Podium.Shell

/// Says that Podium is about to end, what it waits for, and how to stay.
Rectangle {
    id: root

    Accessible.name: words.text
    Accessible.role: Accessible.AlertMessage
    color: Theme.accentWash
    implicitHeight: Theme.toolbarHeight
    visible: Leaving.state === Leaving.Finishing || Leaving.state === Leaving.Stopping

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: 20
        anchors.rightMargin: 12
        spacing: 8

        Icon {
            color: Theme.accent
            name: "octagon-pause"
        }
        AppText {
            id: words

            Layout.fillWidth: true
            text: Leaving.state === Leaving.Stopping ? qsTr("Stopping %n task(s); then Podium ends.", "", Math.max(0, Leaving.running)) : qsTr("Nothing new starts. Podium ends after %n running task(s).", "", Math.max(0, Leaving.running))
        }
        ActionButton {
            text: qsTr("Go on as before")
            visible: Leaving.state === Leaving.Finishing
            onClicked: Leaving.stay()
        }
        ActionButton {
            look: ActionButton.Look.Danger
            text: qsTr("Stop now")
            tip: qsTr("What runs is stopped, and done again or gone on with at the next start")
            visible: Leaving.state === Leaving.Finishing
            onClicked: Leaving.stopNow()
        }
    }
}
