// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Podium.Controls

/// Parts of one thing, one is shown. Left and right move between them. A count stands behind its name.
FocusScope {
    id: root

    /// What each is called; "" leaves a place out.
    required property list<string> options
    /// How many there are behind each; 0 shows nothing.
    property list<int> counts
    property int current: 0

    signal chosen(int index)

    function step(by: int): void {
        for (let at = root.current + by; at >= 0 && at < root.options.length; at += by) {
            if (root.options[at] !== "") {
                root.chosen(at);
                return;
            }
        }
    }

    Accessible.role: Accessible.PageTabList
    implicitHeight: Theme.controlHeight + 6
    implicitWidth: row.implicitWidth
    Keys.onLeftPressed: root.step(-1)
    Keys.onRightPressed: root.step(1)

    Flickable {
        anchors.fill: parent
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        contentWidth: row.implicitWidth
        interactive: contentWidth > width

        Row {
            id: row

            height: root.height
            spacing: 2

            Repeater {
                model: root.options

                T.AbstractButton {
                    id: tab

                    required property int index
                    required property string modelData
                    readonly property bool isCurrent: tab.index === root.current
                    readonly property int count: root.counts.length > tab.index ? root.counts[tab.index] : 0

                    Accessible.name: tab.count > 0 ? qsTr("%1, %2").arg(tab.modelData).arg(tab.count) : tab.modelData
                    Accessible.role: Accessible.PageTab
                    focusPolicy: Qt.StrongFocus
                    font.family: Theme.uiFont
                    font.pixelSize: Theme.bodySize
                    font.weight: tab.isCurrent ? Font.DemiBold : Font.Medium
                    height: row.height
                    hoverEnabled: true
                    implicitWidth: implicitContentWidth + leftPadding + rightPadding
                    leftPadding: 9
                    rightPadding: 9
                    visible: tab.modelData !== ""
                    Keys.onReturnPressed: tab.clicked()
                    onClicked: root.chosen(tab.index)

                    background: Item {
                        Rectangle {
                            color: tab.isCurrent ? Theme.accent : tab.hovered ? Theme.border : "transparent"
                            height: 2
                            width: parent.width
                            y: parent.height - 2
                        }
                        FocusRing {
                            visible: tab.visualFocus
                        }
                    }
                    contentItem: Row {
                        spacing: 5

                        AppText {
                            color: tab.isCurrent ? Theme.text1 : Theme.text2
                            font.weight: tab.isCurrent ? Font.DemiBold : Font.Medium
                            height: parent.height
                            text: tab.modelData
                        }
                        AppText {
                            color: Theme.text3
                            height: parent.height
                            text: tab.count > 0 ? tab.count : ""
                            visible: tab.count > 0
                        }
                    }
                }
            }
        }
    }
}
