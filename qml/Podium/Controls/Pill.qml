// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Podium.Controls

/// A word in a round field: a state, a risk, a tag.
Rectangle {
    id: root

    property color tint: Theme.text2
    property string iconName: ""
    property string text: ""
    /// A wash of the tint behind it, or the neutral well.
    property bool tinted: true

    Accessible.name: text
    Accessible.role: Accessible.StaticText
    color: tinted ? Qt.rgba(tint.r, tint.g, tint.b, Theme.dark ? 0.2 : 0.14) : Theme.surface3
    implicitHeight: label.implicitHeight + 5
    implicitWidth: row.implicitWidth + 16
    radius: height / 2

    Row {
        id: row

        anchors.centerIn: parent
        spacing: 5

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            color: label.color
            name: root.iconName
            size: 13
            visible: root.iconName !== ""
        }
        AppText {
            id: label

            color: root.tinted ? (Theme.dark ? Qt.lighter(root.tint, 1.15) : Qt.darker(root.tint, 1.08)) : Theme.text2
            font.weight: Font.Medium
            kind: AppText.Kind.Secondary
            text: root.text
        }
    }
}
