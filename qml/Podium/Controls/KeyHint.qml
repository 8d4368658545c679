// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Podium.Controls

/// The key that does the same.
Rectangle {
    id: root

    required property string keys
    property color textColor: Theme.text2

    border.color: Theme.border
    color: "transparent"
    implicitHeight: Math.round(label.implicitHeight + 2)
    implicitWidth: Math.max(implicitHeight, label.implicitWidth + 10)
    radius: 4
    visible: keys !== ""

    AppText {
        id: label

        anchors.centerIn: parent
        color: root.textColor
        kind: AppText.Kind.Caption
        text: root.keys
    }
}
