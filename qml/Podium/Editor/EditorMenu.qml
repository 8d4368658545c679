// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Podium.Controls
import Podium.Editor

/// The verbs of the canvas where the pointer is.
T.Menu {
    id: root

    required property GraphEditor editor
    required property DocumentGraph graph
    readonly property bool some: editor.selectionCount > 0

    function openAt(point: point): void {
        root.popup(root.parent, point);
    }

    component Entry: T.MenuItem {
        id: entry

        property string keys: ""

        height: visible ? implicitHeight : 0
        implicitHeight: Theme.controlHeight
        implicitWidth: 240
        leftPadding: 12
        rightPadding: 12

        background: Rectangle {
            color: entry.highlighted ? Theme.surface3 : "transparent"
            radius: Theme.controlRadius
        }
        contentItem: Item {
            AppText {
                anchors.verticalCenter: parent.verticalCenter
                text: entry.text
            }
            AppText {
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.text3
                kind: AppText.Kind.Secondary
                text: entry.keys
            }
        }
    }

    implicitHeight: contentItem.implicitHeight + 8
    implicitWidth: 248
    padding: 4

    background: Rectangle {
        border.color: Theme.border
        color: Theme.surface1
        radius: Theme.fieldRadius
    }
    contentItem: ListView {
        implicitHeight: contentHeight
        interactive: false
        model: root.contentModel
    }

    Entry {
        keys: "F2"
        text: qsTr("Rename")
        visible: root.graph.model.selectedId !== ""
        onTriggered: root.editor.titleEditAsked(root.graph.model.selectedId)
    }
    Entry {
        keys: "C"
        text: qsTr("Connect with…")
        visible: root.graph.model.selectedId !== "" && root.graph.isTask(root.graph.model.selectedId)
        onTriggered: {
            root.editor.forceActiveFocus();
            root.editor.beginKeyLink();
        }
    }
    Entry {
        keys: "Ctrl+X"
        text: qsTr("Cut")
        visible: root.some
        onTriggered: root.editor.cutSelection()
    }
    Entry {
        keys: "Ctrl+C"
        text: qsTr("Copy")
        visible: root.some
        onTriggered: root.editor.copySelection()
    }
    Entry {
        keys: "Ctrl+V"
        text: qsTr("Paste")
        onTriggered: root.editor.paste()
    }
    Entry {
        keys: "Ctrl+D"
        text: qsTr("Duplicate")
        visible: root.some
        onTriggered: root.editor.duplicateSelection()
    }
    Entry {
        keys: Shortcuts.keys["editor.group"]
        text: qsTr("Group")
        visible: root.some
        onTriggered: root.graph.group(root.graph.model.selectedIds())
    }
    Entry {
        keys: "Ctrl+A"
        text: qsTr("Select all")
        onTriggered: root.editor.selectAll()
    }
    Entry {
        keys: Shortcuts.keys["editor.arrange"]
        text: qsTr("Arrange")
        onTriggered: root.graph.arrange()
    }
    Entry {
        keys: "Del"
        text: qsTr("Delete")
        visible: root.some
        onTriggered: root.editor.deleteSelection()
    }
}
