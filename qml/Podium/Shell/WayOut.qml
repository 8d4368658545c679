// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Controls

/// A choice that needs a sentence: what it is called, and what comes of it.
T.AbstractButton {
    id: root

    property string iconName: ""
    property string note: ""
    /// Something is lost with it.
    property bool danger: false

    Accessible.description: root.note
    Accessible.name: root.text
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    bottomPadding: 12
    leftPadding: 14
    rightPadding: 14
    topPadding: 12
    Keys.onEnterPressed: root.clicked()
    Keys.onReturnPressed: root.clicked()

    background: Rectangle {
        border.color: root.activeFocus ? Theme.accent : Theme.border
        border.width: root.activeFocus ? 2 : 1
        color: root.down || root.hovered ? Theme.surface2 : "transparent"
        radius: Theme.cardRadius
    }
    contentItem: RowLayout {
        spacing: 12

        Icon {
            Layout.alignment: Qt.AlignTop
            color: root.danger ? Theme.failed : Theme.text2
            name: root.iconName
            size: 20
        }
        ColumnLayout {
            spacing: 2

            AppText {
                Layout.fillWidth: true
                color: root.danger ? Theme.failed : Theme.text1
                font.weight: Font.DemiBold
                text: root.text
            }
            AppText {
                Layout.fillWidth: true
                color: Theme.text2
                text: root.note
                wrapMode: Text.Wrap
            }
        }
    }
}
