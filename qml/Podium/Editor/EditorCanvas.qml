// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Podium.Controls
import Podium.Editor
import Podium.Graph

/// The picture of the workflow, the whole in small, the size, and the verbs of what is selected.
FocusScope {
    id: root

    required property DocumentGraph graph
    readonly property GraphEditor editor: view.editor

    signal opened(string id)
    signal keepAsked
    signal valid

    /// A part of the palette beside the selected task, or in the middle.
    function add(part: string): void {
        const from = graph.model.selectedId;
        const beside = from !== "" && graph.isTask(from) && !part.startsWith("note") ? from : "";
        const rect = editor.rectOf(from);
        const middle = beside === "" ? Qt.point(width / 2, height / 2) : Qt.point(rect.right + rect.width * 0.8, rect.y + rect.height / 2);
        addAt(part, editor.freePlace(editor.toGraph(middle)), beside, false);
    }
    function addAt(part: string, place: point, beside: string, before: bool): void {
        const id = graph.addPart(part, place, beside, before);
        if (id !== "")
            editor.showIds([id]);
        editor.forceActiveFocus();
    }

    clip: true

    GraphEditView {
        id: view

        anchors.fill: parent
        commands: root.graph as GraphCommands
        focus: true
        model: root.graph.model
        onMenuAsked: (id, position) => menu.openAt(position)
        onOpened: id => root.opened(id)
        onPartDropped: (part, place) => root.addAt(part, place, "", false)
    }
    Connections {
        function onLinkDropped(node: string, before: bool, graphPoint: point): void {
            root.addAt("type:agent", root.editor.freePlace(graphPoint), node, before);
        }

        target: root.editor
    }
    EmptyState {
        anchors.centerIn: parent
        iconName: "workflow"
        text: qsTr("Drag a part from the left onto the canvas, or choose one with Enter. Then draw from port to port what waits for what.")
        title: qsTr("An empty workflow")
        visible: root.graph.model.count === 0
    }
    SelectionBar {
        anchors.horizontalCenter: parent.horizontalCenter
        editor: root.editor
        graph: root.graph
        visible: root.editor.selectionCount > 0
        y: 12
        onKeepAsked: root.keepAsked()
    }
    EditorMenu {
        id: menu

        editor: root.editor
        graph: root.graph
    }
    Rectangle {
        anchors.margins: 12
        anchors.right: parent.right
        anchors.top: parent.top
        border.color: Theme.border
        color: Theme.surface1
        height: 92
        radius: Theme.fieldRadius
        visible: root.width > 760 && root.height > 320 && root.graph.model.count > 0
        width: 150

        GraphMinimap {
            anchors.fill: parent
            anchors.margins: 6
            canvas: root.editor
        }
    }
    Row {
        anchors.bottom: parent.bottom
        anchors.margins: 12
        anchors.right: parent.right
        spacing: 2

        ActionButton {
            iconName: "zoom-out"
            keys: "-"
            tip: qsTr("Smaller")
            onClicked: root.editor.zoomOut()
        }
        ActionButton {
            text: qsTr("%1 %").arg(Math.round(root.editor.zoom * 100))
            tip: qsTr("Back to 100 %")
            onClicked: root.editor.zoom = 1
        }
        ActionButton {
            iconName: "zoom-in"
            keys: "+"
            tip: qsTr("Larger")
            onClicked: root.editor.zoomIn()
        }
        ActionButton {
            iconName: "maximize"
            keys: "Home"
            tip: qsTr("Show all")
            onClicked: root.editor.fit()
        }
    }
}
