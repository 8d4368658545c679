// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Podium.Controls

/// One line of text.
T.TextField {
    id: root

    property string iconName: ""
    property string keys: ""
    property bool wrong: false

    Accessible.name: placeholderText
    color: Theme.text1
    font.family: Theme.uiFont
    font.pixelSize: Theme.bodySize
    implicitHeight: Theme.controlHeight + 2
    implicitWidth: 240
    leftPadding: iconName === "" ? 10 : 18 + Math.round(16 * Theme.textScale)
    placeholderTextColor: Theme.text3
    rightPadding: keys === "" ? 10 : hint.width + 18
    selectByMouse: true
    selectedTextColor: Theme.onAccent
    selectionColor: Theme.accent
    verticalAlignment: TextInput.AlignVCenter

    background: Rectangle {
        border.color: root.wrong ? Theme.failed : root.activeFocus ? Theme.accent : Theme.border
        border.width: root.activeFocus ? 2 : 1
        color: Theme.surface1
        radius: Theme.fieldRadius
    }

    Icon {
        color: Theme.text3
        name: root.iconName
        visible: root.iconName !== ""
        x: 10
        y: Math.round((root.height - height) / 2)
    }
    KeyHint {
        id: hint

        anchors.right: parent.right
        anchors.rightMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        keys: root.activeFocus ? "" : root.keys
    }
    Text {
        color: root.placeholderTextColor
        elide: Text.ElideRight
        font: root.font
        height: root.height
        text: root.placeholderText
        textFormat: Text.PlainText
        verticalAlignment: Text.AlignVCenter
        visible: root.length === 0 && root.preeditText === ""
        width: root.width - root.leftPadding - root.rightPadding
        x: root.leftPadding
    }
}
