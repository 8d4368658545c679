// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Podium.Controls

/// On or off.
T.Switch {
    id: root

    Accessible.name: text
    font.family: Theme.uiFont
    font.pixelSize: Theme.bodySize
    implicitHeight: Theme.controlHeight
    implicitWidth: 44 + (text === "" ? 0 : implicitContentWidth - 44)
    spacing: 10

    contentItem: Text {
        color: Theme.text1
        font: root.font
        leftPadding: 44
        text: root.text
        textFormat: Text.PlainText
        verticalAlignment: Text.AlignVCenter
    }
    indicator: Rectangle {
        border.color: root.checked ? "transparent" : Theme.border
        color: root.checked ? Theme.accent : Theme.surface3
        height: 20
        radius: 10
        width: 34
        y: Math.round((root.height - height) / 2)

        Rectangle {
            color: root.checked ? Theme.onAccent : Theme.text2
            height: 14
            radius: 7
            width: 14
            x: root.checked ? 17 : 3
            y: 3

            Behavior on x {
                NumberAnimation {
                    duration: Theme.quick
                }
            }
        }
        FocusRing {
            radius: 12
            visible: root.visualFocus
        }
    }
}
