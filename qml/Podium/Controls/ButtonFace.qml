// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Podium.Controls

/// What stands on a button: icon, word, key.
Item {
    id: root

    required property font font
    required property string iconName
    required property color ink
    required property string keys
    required property color keysBorder
    required property string text

    implicitHeight: row.implicitHeight
    implicitWidth: row.implicitWidth

    Row {
        id: row

        anchors.centerIn: parent
        spacing: 8

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            color: root.ink
            name: root.iconName
            visible: root.iconName !== ""
        }
        Text {
            anchors.verticalCenter: parent.verticalCenter
            color: root.ink
            font: root.font
            text: root.text
            textFormat: Text.PlainText
            visible: root.text !== ""
        }
        KeyHint {
            anchors.verticalCenter: parent.verticalCenter
            border.color: root.keysBorder
            keys: root.keys
            textColor: root.ink
        }
    }
}
