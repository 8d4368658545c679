// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Podium.Controls

/// A few views of the same thing; one is chosen. Left and right move the choice.
FocusScope {
    id: root

    required property list<string> options
    property int current: 0

    signal chosen(int index)

    Accessible.role: Accessible.PageTabList
    implicitHeight: Theme.controlHeight
    implicitWidth: row.implicitWidth + 4
    Keys.onLeftPressed: if (root.current > 0)
        root.chosen(root.current - 1)
    Keys.onRightPressed: if (root.current < root.options.length - 1)
        root.chosen(root.current + 1)

    Rectangle {
        anchors.fill: parent
        color: Theme.surface2
        radius: Theme.controlRadius + 1
    }
    Row {
        id: row

        anchors.fill: parent
        anchors.margins: 2

        Repeater {
            model: root.options

            T.AbstractButton {
                id: segment

                required property int index
                required property string modelData
                readonly property bool isCurrent: segment.index === root.current

                Accessible.name: modelData
                Accessible.role: Accessible.PageTab
                focusPolicy: Qt.StrongFocus
                font.family: Theme.uiFont
                font.pixelSize: Theme.bodySize
                text: segment.modelData
                font.weight: Font.Medium
                height: row.height
                hoverEnabled: true
                implicitWidth: implicitContentWidth + 26
                onClicked: root.chosen(segment.index)

                background: Rectangle {
                    border.color: segment.isCurrent ? Theme.border : "transparent"
                    color: segment.isCurrent ? Theme.surface1 : segment.hovered ? Theme.surface3 : "transparent"
                    radius: Theme.controlRadius - 1

                    FocusRing {
                        visible: segment.visualFocus
                    }
                }
                contentItem: Text {
                    color: segment.isCurrent ? Theme.text1 : Theme.text2
                    font: segment.font
                    horizontalAlignment: Text.AlignHCenter
                    text: segment.modelData
                    textFormat: Text.PlainText
                    verticalAlignment: Text.AlignVCenter
                }
            }
        }
    }
}
