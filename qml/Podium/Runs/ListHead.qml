// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Controls

/// Head of a column: orders the list by it, and once more the other way round.
T.AbstractButton {
    id: root

    /// What it orders by.
    required property string order
    property bool current: false
    property bool reverse: false
    property bool atEnd: false

    Accessible.description: !current ? qsTr("Order by this") : reverse ? qsTr("Ordered by this, the other way round") : qsTr("Ordered by this")
    Accessible.name: text
    Accessible.role: Accessible.ColumnHeader
    Keys.onReturnPressed: root.clicked()
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    implicitHeight: Theme.controlHeight

    background: FocusRing {
        visible: root.visualFocus
    }
    contentItem: RowLayout {
        layoutDirection: root.atEnd ? Qt.RightToLeft : Qt.LeftToRight
        spacing: 2

        AppText {
            Layout.fillWidth: true
            Layout.maximumWidth: Math.ceil(implicitWidth)
            color: root.current || root.hovered ? Theme.text1 : Theme.text2
            font.weight: root.current ? Font.Medium : Font.Normal
            kind: AppText.Kind.Secondary
            text: root.text
        }
        Icon {
            color: Theme.text1
            name: "chevron-down"
            rotation: root.reverse ? 180 : 0
            size: 13
            visible: root.current
        }
        Item {
            Layout.fillWidth: true
        }
    }
}
