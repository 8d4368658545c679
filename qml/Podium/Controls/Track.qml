// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Podium.Controls

/// How much of something is done or used, from 0 to 1.
Rectangle {
    id: root

    property color tint: Theme.success
    property real value: 0
    /// How much of it went wrong, behind what is done.
    property real wrong: 0

    Accessible.name: qsTr("%1 %").arg(Math.round(root.value * 100))
    Accessible.role: Accessible.ProgressBar
    color: Theme.surface3
    implicitHeight: 4
    implicitWidth: 120
    radius: height / 2

    Rectangle {
        color: root.tint
        height: parent.height
        radius: parent.radius
        width: Math.round(parent.width * Math.max(0, Math.min(1, root.value)))

        Behavior on width {
            NumberAnimation {
                duration: Theme.calm
                easing.type: Easing.OutCubic
            }
        }
    }
    Rectangle {
        color: Theme.failed
        height: parent.height
        radius: parent.radius
        visible: root.wrong > 0
        width: Math.round(parent.width * Math.max(0, Math.min(1 - root.value, root.wrong)))
        x: Math.round(parent.width * Math.max(0, Math.min(1, root.value)))
    }
}
