// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Podium.Backend
import Podium.Controls
import Podium.Runs

/// Says that what is shown has been, and why nothing can be done with it.
Rectangle {
    id: root

    required property RunHistory history
    /// What stands below is as it is now nevertheless.
    property bool now: false

    color: Theme.accentWash
    implicitHeight: 34

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: 20
        anchors.rightMargin: 20
        spacing: 8

        Icon {
            color: Theme.accent
            name: "history"
            size: 15
        }
        AppText {
            Accessible.role: Accessible.AlertMessage
            Layout.fillWidth: true
            text: root.now ? qsTr("The runs below are as they are now.") : root.history.position > 0 ? qsTr("The past: the run as it was at %1. Nothing can be changed here.").arg(Format.clock(root.history.timeMs)) : qsTr("The past: before the run was made. Nothing can be changed here.")
        }
    }
}
