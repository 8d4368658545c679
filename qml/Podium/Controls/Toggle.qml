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
    implicitHeight: Math.max(Theme.controlHeight, implicitContentHeight)
    implicitWidth: text === "" ? Math.round(44 * Theme.textScale) : implicitContentWidth
    spacing: 10

    contentItem: Text {
        color: Theme.text1
        font: root.font
        leftPadding: Math.round(44 * Theme.textScale)
        text: root.text
        textFormat: Text.PlainText
        verticalAlignment: Text.AlignVCenter
        wrapMode: Text.Wrap
    }
    indicator: Rectangle {
        border.color: root.checked ? "transparent" : Theme.border
        color: root.checked ? Theme.accent : Theme.surface3
        height: Math.round(20 * Theme.textScale)
        radius: height / 2
        width: Math.round(34 * Theme.textScale)
        y: Math.round((root.height - height) / 2)

        Rectangle {
            color: root.checked ? Theme.onAccent : Theme.text2
            anchors.verticalCenter: parent.verticalCenter
            height: Math.round(14 * Theme.textScale)
            radius: height / 2
            width: height
            x: root.checked ? parent.width - width - 3 : 3

            Behavior on x {
                NumberAnimation {
                    duration: Theme.quick
                }
            }
        }
        FocusRing {
            radius: parent.radius + 2
            visible: root.visualFocus
        }
    }
}
