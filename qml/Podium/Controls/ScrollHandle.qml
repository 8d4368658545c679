// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Podium.Controls

T.ScrollBar {
    id: root

    implicitHeight: 10
    implicitWidth: 10
    minimumSize: 0.04
    padding: 2
    visible: policy === T.ScrollBar.AlwaysOn || (policy === T.ScrollBar.AsNeeded && size < 1.0)

    contentItem: Rectangle {
        color: root.pressed || root.hovered ? Theme.text3 : Theme.surface3
        implicitHeight: 6
        implicitWidth: 6
        radius: 3
    }
}
