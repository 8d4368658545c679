// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Controls
import Podium.Library

/// What is different, task by task: each with its sign and word, and the fields below it.
ListView {
    id: root

    required property VersionComparison comparison
    property string selected: ""

    signal chosen(string id)

    Accessible.name: qsTr("Changes")
    Accessible.role: Accessible.List
    activeFocusOnTab: true
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    model: comparison.changes
    spacing: 2
    Keys.onReturnPressed: if (currentIndex >= 0)
        root.chosen(root.comparison.changes[currentIndex].id)

    T.ScrollBar.vertical: ScrollHandle {}
    delegate: T.ItemDelegate {
        id: change

        required property int index
        required property var modelData
        readonly property color ink: Theme.stateColor(root.comparison.stateOf(modelData.kind))

        Accessible.name: qsTr("%1: %2").arg(root.comparison.wordOf(modelData.kind)).arg(modelData.title)
        hoverEnabled: true
        implicitHeight: column.implicitHeight + 18
        width: ListView.view.width
        onClicked: {
            root.currentIndex = change.index;
            root.chosen(change.modelData.id);
        }

        background: Rectangle {
            border.color: root.activeFocus && change.ListView.isCurrentItem ? Theme.accent : "transparent"
            border.width: 2
            color: root.selected !== "" && root.selected === change.modelData.id ? Theme.accentWash : change.hovered ? Theme.surface2 : "transparent"
        }

        ColumnLayout {
            id: column

            anchors.left: parent.left
            anchors.leftMargin: 16
            anchors.right: parent.right
            anchors.rightMargin: 14
            anchors.verticalCenter: parent.verticalCenter
            spacing: 4

            RowLayout {
                spacing: 8

                Icon {
                    color: change.ink
                    name: root.comparison.iconOf(change.modelData.kind)
                    size: 15
                }
                AppText {
                    Layout.fillWidth: true
                    strong: true
                    text: change.modelData.title
                }
                AppText {
                    color: change.ink
                    kind: AppText.Kind.Secondary
                    text: root.comparison.wordOf(change.modelData.kind)
                }
            }
            Repeater {
                model: change.modelData.fields

                ColumnLayout {
                    id: field

                    required property var modelData

                    Layout.fillWidth: true
                    Layout.leftMargin: 23
                    spacing: 1

                    AppText {
                        kind: AppText.Kind.Secondary
                        text: field.modelData.field
                    }
                    Side {
                        sign: "−"
                        text: field.modelData.before ?? ""
                        visible: field.modelData.before !== undefined
                        wash: Theme.failed
                    }
                    Side {
                        sign: "+"
                        text: field.modelData.after ?? ""
                        visible: field.modelData.after !== undefined
                        wash: Theme.success
                    }
                }
            }
        }
    }

    /// A value before or after, with its sign.
    component Side: Rectangle {
        id: side

        required property string sign
        required property string text
        required property color wash

        Layout.fillWidth: true
        color: Qt.rgba(wash.r, wash.g, wash.b, 0.1)
        implicitHeight: value.implicitHeight + 6
        radius: 4

        AppText {
            color: side.wash
            kind: AppText.Kind.Mono
            text: side.sign
            x: 6
            y: 3
        }
        AppText {
            id: value

            anchors.left: parent.left
            anchors.leftMargin: 20
            anchors.right: parent.right
            anchors.rightMargin: 6
            kind: AppText.Kind.Mono
            maximumLineCount: 12
            text: side.text
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            y: 3
        }
    }
}
