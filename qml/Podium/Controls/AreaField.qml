// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Podium.Controls

/// Some lines of text; grows with them up to its maximum, then scrolls.
Flickable {
    id: root

    property alias text: area.text
    property alias readOnly: area.readOnly
    property string placeholderText: ""
    property bool mono: false
    property int maximumHeight: 200
    property alias area: area

    Accessible.ignored: true
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    contentHeight: area.height
    contentWidth: width
    implicitHeight: Math.min(Math.max(Theme.controlHeight * 2, area.implicitHeight), maximumHeight)
    implicitWidth: 320

    T.TextArea.flickable: T.TextArea {
        id: area

        Accessible.name: root.placeholderText
        bottomPadding: 8
        color: Theme.text1
        font.family: root.mono ? Theme.monoFont : Theme.uiFont
        font.pixelSize: root.mono ? Theme.secondarySize : Theme.bodySize
        leftPadding: 10
        rightPadding: 10
        selectByMouse: true
        selectedTextColor: Theme.onAccent
        selectionColor: Theme.accent
        topPadding: 8
        wrapMode: TextEdit.Wrap
        KeyNavigation.priority: KeyNavigation.BeforeItem
        Keys.onTabPressed: area.nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)

        background: Rectangle {
            border.color: area.activeFocus && !area.readOnly ? Theme.accent : Theme.border
            border.width: area.activeFocus && !area.readOnly ? 2 : 1
            color: area.readOnly ? Theme.surface2 : Theme.surface1
            radius: Theme.fieldRadius
        }

        Text {
            color: Theme.text3
            elide: Text.ElideRight
            font: area.font
            text: root.placeholderText
            textFormat: Text.PlainText
            visible: area.length === 0
            width: area.width - 20
            x: 10
            y: 8
        }
    }
    T.ScrollBar.vertical: ScrollHandle {}
}
