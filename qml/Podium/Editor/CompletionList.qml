// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Podium.Controls

/// What could be written at the cursor of a text area. Comes by Ctrl+Space and while a word is typed; up and down choose,
/// Enter or Tab takes it, Escape closes.
T.Popup {
    id: root

    required property T.TextArea editor
    /// Set by whoever knows, when asked().
    property var entries: []

    signal asked(int position)

    function ask(): void {
        root.asked(root.editor.cursorPosition);
        list.currentIndex = 0;
        if (root.entries.length === 0) {
            root.close();
            return;
        }
        const at = root.editor.cursorRectangle;
        const place = root.editor.mapToItem(root.parent, at.x, at.y + at.height);
        root.x = Math.min(place.x, root.parent.width - root.width - 4);
        root.y = place.y + root.height > root.parent.height ? place.y - at.height - root.height : place.y + 2;
        root.open();
    }
    /// After typing: goes on with what is shown, and begins after a letter.
    function follow(): void {
        if (!root.editor.activeFocus)
            return;
        const before = root.editor.text.charAt(root.editor.cursorPosition - 1);
        if (/[\w.]/.test(before))
            ask();
        else
            root.close();
    }
    function take(index: int): void {
        const entry = root.entries[index];
        root.close();
        root.editor.remove(entry.from, entry.from + entry.length);
        root.editor.insert(entry.from, entry.text);
        root.close();
    }
    function handles(event: var): bool {
        if (!root.visible)
            return false;
        switch (event.key) {
        case Qt.Key_Down:
            list.incrementCurrentIndex();
            return true;
        case Qt.Key_Up:
            list.decrementCurrentIndex();
            return true;
        case Qt.Key_Return:
        case Qt.Key_Tab:
            root.take(list.currentIndex);
            return true;
        case Qt.Key_Escape:
            root.close();
            return true;
        }
        return false;
    }

    closePolicy: T.Popup.CloseOnPressOutside
    focus: false
    height: Math.min(list.contentHeight, 220) + 8
    padding: 4
    width: 320

    background: Rectangle {
        border.color: Theme.border
        color: Theme.surface1
        radius: Theme.fieldRadius
    }

    ListView {
        id: list

        Accessible.name: qsTr("Completions")
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
            color: ListView.isCurrentItem ? Theme.surface3 : "transparent"
            height: 24
            radius: Theme.controlRadius
            width: list.width

            AppText {
                id: label

                anchors.verticalCenter: parent.verticalCenter
                kind: AppText.Kind.Mono
                text: entry.modelData.label
                x: 8
            }
            AppText {
                anchors.left: label.right
                anchors.leftMargin: 12
                anchors.right: parent.right
                anchors.rightMargin: 8
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.text3
                kind: AppText.Kind.Secondary
                text: entry.modelData.detail ?? ""
            }
            TapHandler {
                onTapped: root.take(entry.index)
            }
        }
    }
}
