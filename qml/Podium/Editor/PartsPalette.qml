// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Podium.Controls
import Podium.Editor

/// What a workflow is made of: dragged onto the canvas, or added with Enter or a double click.
Rectangle {
    id: root

    required property PaletteModel parts

    signal chosen(string part)

    function askToForget(key: string, name: string): void {
        if (key === "")
            return;
        forget.key = key;
        forget.name = name;
        forget.open();
    }

    Accessible.name: qsTr("Parts")
    color: Theme.surface1

    Sheet {
        id: forget

        property string key
        property string name

        acceptText: qsTr("Forget the part")
        destructive: true
        subtitle: qsTr("It is taken from your own parts for good. Workflows that it was put into keep it.")
        title: qsTr("Forget “%1”?").arg(name)
        onAccepted: root.parts.removeSnippet(key)
    }
    Field {
        id: words

        anchors.left: parent.left
        anchors.margins: 10
        anchors.right: parent.right
        anchors.top: parent.top
        iconName: "search"
        placeholderText: qsTr("Find a part")
        onTextChanged: root.parts.words = text
        Keys.onDownPressed: list.forceActiveFocus(Qt.TabFocusReason)
        Keys.onReturnPressed: if (list.count > 0)
            root.chosen(root.parts.partAt(Math.max(0, list.currentIndex)))
    }
    ListView {
        id: list

        activeFocusOnTab: true
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: words.bottom
        anchors.topMargin: 6
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        currentIndex: 0
        model: root.parts
        section.property: "section"
        Keys.onDeletePressed: if (currentItem)
            root.askToForget(root.parts.keyAt(currentIndex), (currentItem as Item).Accessible.name)
        Keys.onReturnPressed: if (currentIndex >= 0)
            root.chosen(root.parts.partAt(currentIndex))

        T.ScrollBar.vertical: ScrollHandle {}
        delegate: Item {
            id: row

            required property int index
            required property string part
            required property string title
            required property string iconName
            required property string summary
            required property string key
            required property string section
            // Sections of a ListView are not made of bound components in Qt 6.4.
            readonly property bool isFirst: ListView.previousSection !== section
            readonly property bool current: list.activeFocus && list.currentIndex === row.index

            Accessible.description: summary
            Accessible.name: title
            Accessible.role: Accessible.ListItem
            height: Theme.controlHeight + 8 + (isFirst ? heading.implicitHeight : 0)
            width: list.width

            AppText {
                id: heading

                Accessible.role: Accessible.Heading
                bottomPadding: 4
                font.weight: Font.DemiBold
                kind: AppText.Kind.Secondary
                text: row.section
                topPadding: 10
                visible: row.isFirst
                x: 14
            }

            Rectangle {
                id: card

                Drag.dragType: Drag.Automatic
                Drag.hotSpot: Qt.point(width / 2, height / 2)
                Drag.keys: ["podium/part"]
                Drag.mimeData: {
                    "podium/part": row.part
                }
                Drag.supportedActions: Qt.CopyAction
                anchors.fill: parent
                anchors.leftMargin: 10
                anchors.rightMargin: 10
                anchors.topMargin: 3 + (row.isFirst ? heading.implicitHeight : 0)
                anchors.bottomMargin: 3
                border.color: row.current ? Theme.accent : Theme.border
                border.width: row.current ? 2 : 1
                color: mouse.containsMouse ? Theme.surface2 : Theme.surface1
                radius: Theme.fieldRadius

                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    color: Theme.accent
                    name: row.iconName
                    x: 10
                }
                AppText {
                    anchors.left: parent.left
                    anchors.leftMargin: 36
                    anchors.right: grip.left
                    anchors.verticalCenter: parent.verticalCenter
                    text: row.title
                }
                ActionButton {
                    anchors.right: grip.left
                    anchors.rightMargin: 2
                    anchors.verticalCenter: parent.verticalCenter
                    iconName: "trash-2"
                    implicitHeight: 22
                    implicitWidth: 22
                    look: ActionButton.Look.Quiet
                    tip: qsTr("Forget “%1”").arg(row.title)
                    visible: row.key !== "" && (mouse.containsMouse || hovered || row.current)
                    z: 1
                    onClicked: root.askToForget(row.key, row.title)
                }
                Icon {
                    id: grip

                    anchors.right: parent.right
                    anchors.rightMargin: 8
                    anchors.verticalCenter: parent.verticalCenter
                    color: Theme.text3
                    name: "grip-vertical"
                    size: 13
                }
                MouseArea {
                    id: mouse

                    anchors.fill: parent
                    cursorShape: Qt.OpenHandCursor
                    drag.target: Item {}
                    // Not bound: the drag runs within this, and ends before it returns.
                    drag.onActiveChanged: card.Drag.active = drag.active
                    hoverEnabled: true
                    onDoubleClicked: root.chosen(row.part)
                    onPressed: {
                        list.currentIndex = row.index;
                        card.grabToImage(result => card.Drag.imageSource = result.url);
                    }
                }
                Tip {
                    text: row.summary
                    visible: mouse.containsMouse && !mouse.drag.active && row.summary !== ""
                    x: card.width + 6
                    y: 0
                }
            }
        }
    }
    Rule {
        anchors.right: parent.right
        height: parent.height
        width: 1
    }
}
