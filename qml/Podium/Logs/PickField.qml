// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Podium.Controls

/// A line of text that offers what could be meant: up and down choose, Enter takes, Escape closes. Only what is offered
/// is taken.
Field {
    id: root

    /// {value, label, detail} of each; see answer().
    property var entries: []
    /// What was typed has not been answered yet; Enter waits for it.
    property bool asking: false
    property bool taking: false

    signal asked(string text)
    signal picked(string value)

    /// By whoever knows, after asked().
    function answer(entries: var): void {
        root.entries = entries;
        root.asking = false;
        list.currentIndex = root.text === "" ? -1 : 0;
        if (root.taking)
            root.take(list.currentIndex);
    }
    function take(index: int): void {
        root.taking = false;
        const entry = root.entries[index];
        offer.close();
        root.wrong = entry === undefined;
        if (root.wrong)
            return;
        root.text = "";
        root.picked(entry.value);
    }

    Keys.onDownPressed: {
        if (!offer.visible)
            root.asked(root.text);
        offer.open();
        list.incrementCurrentIndex();
    }
    Keys.onEscapePressed: event => {
        event.accepted = offer.visible || root.text !== "";
        if (!offer.visible)
            root.text = "";
        offer.close();
    }
    Keys.onUpPressed: list.decrementCurrentIndex()
    onAccepted: {
        if (root.asking)
            root.taking = true;
        else if (root.text !== "" || list.currentIndex >= 0)
            root.take(list.currentIndex);
    }
    onActiveFocusChanged: {
        if (activeFocus)
            root.asked(root.text);
        else
            offer.close();
    }
    onPressed: offer.open()
    onTextEdited: {
        root.wrong = root.taking = false;
        root.asking = true;
        root.asked(root.text);
        offer.open();
    }

    T.Popup {
        id: offer

        closePolicy: T.Popup.CloseOnPressOutsideParent
        focus: false
        height: Math.min(list.contentHeight, 264) + 8
        padding: 4
        visible: false
        width: Math.max(root.width, 340)
        y: root.height + 4

        background: Rectangle {
            border.color: Theme.border
            color: Theme.surface1
            radius: Theme.fieldRadius
            visible: root.entries.length > 0
        }

        ListView {
            id: list

            Accessible.name: qsTr("What could be meant")
            Accessible.role: Accessible.List
            anchors.fill: parent
            clip: true
            model: root.entries

            T.ScrollBar.vertical: ScrollHandle {}
            delegate: Rectangle {
                id: entry

                required property int index
                required property var modelData

                Accessible.name: modelData.label
                Accessible.role: Accessible.ListItem
                color: ListView.isCurrentItem || over.hovered ? Theme.surface3 : "transparent"
                height: Theme.controlHeight
                radius: Theme.controlRadius
                width: list.width

                AppText {
                    id: label

                    anchors.verticalCenter: parent.verticalCenter
                    text: entry.modelData.label
                    width: Math.min(Math.ceil(implicitWidth), entry.width * 0.6)
                    x: 8
                }
                AppText {
                    anchors.left: label.right
                    anchors.leftMargin: 12
                    anchors.right: parent.right
                    anchors.rightMargin: 8
                    anchors.verticalCenter: parent.verticalCenter
                    color: Theme.text3
                    horizontalAlignment: Text.AlignRight
                    kind: AppText.Kind.Secondary
                    text: entry.modelData.detail ?? ""
                }
                HoverHandler {
                    id: over
                }
                TapHandler {
                    onTapped: root.take(entry.index)
                }
            }
        }
    }
}
