// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Podium.Controls

/// One of some words.
T.ComboBox {
    id: root

    Accessible.name: displayText
    font.family: Theme.uiFont
    font.pixelSize: Theme.bodySize
    implicitHeight: Theme.controlHeight + 2
    implicitWidth: 200
    leftPadding: 10
    rightPadding: 30

    background: Rectangle {
        border.color: root.visualFocus ? Theme.accent : Theme.border
        border.width: root.visualFocus ? 2 : 1
        color: root.hovered ? Theme.surface3 : Theme.surface1
        radius: Theme.fieldRadius
    }
    contentItem: Text {
        color: Theme.text1
        elide: Text.ElideRight
        font: root.font
        text: root.displayText
        textFormat: Text.PlainText
        verticalAlignment: Text.AlignVCenter
    }
    delegate: T.ItemDelegate {
        id: option

        required property int index

        highlighted: root.highlightedIndex === option.index
        implicitHeight: Theme.controlHeight
        leftPadding: 10
        rightPadding: 10
        width: root.width - 8

        background: Rectangle {
            color: option.highlighted ? Theme.surface3 : "transparent"
            radius: Theme.controlRadius
        }
        contentItem: AppText {
            text: root.textAt(option.index)
        }
    }
    indicator: Icon {
        name: "chevron-down"
        x: root.width - width - 10
        y: Math.round((root.height - height) / 2)
    }
    popup: T.Popup {
        height: Math.min(contentItem.implicitHeight + 8, 320)
        padding: 4
        width: root.width
        y: root.height + 4

        background: Rectangle {
            border.color: Theme.border
            color: Theme.surface1
            radius: Theme.fieldRadius
        }
        contentItem: ListView {
            clip: true
            currentIndex: root.highlightedIndex
            implicitHeight: contentHeight
            model: root.popup.visible ? root.delegateModel : null

            T.ScrollBar.vertical: ScrollHandle {}
        }
    }
}
