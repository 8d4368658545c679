// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import Podium.Controls
import Podium.Graph

/// A graph to draw on, with what floats above it: the rubber line, guides, the box that selects, the field for a title,
/// the whole in small. What is dragged in from a palette has the key "podium/part".
FocusScope {
    id: root

    property alias model: editor.model
    property alias commands: editor.commands
    property alias editor: editor

    /// A part of a palette was dropped; `place` is the top left corner for its card.
    signal partDropped(string part, point place)
    signal menuAsked(string id, point position)
    signal opened(string id)

    function editTitle(id: string): void {
        const rect = editor.rectOf(id);
        title.item = id;
        title.old = editor.titleOf(id);
        title.text = title.old;
        title.width = Math.max(160, rect.width - 16);
        title.x = Math.max(4, Math.min(root.width - title.width - 4, rect.x + 8));
        title.y = Math.max(4, rect.y + 4);
        title.visible = true;
        title.forceActiveFocus();
        title.selectAll();
    }

    clip: true

    GraphEditor {
        id: editor

        Accessible.description: qsTr("Arrows go from task to task, C connects, Ctrl with arrows moves, F2 renames, Delete removes, Enter opens")
        Accessible.focusable: true
        Accessible.name: linking ? (verdict === "" ? qsTr("Choose what to connect with") : verdict) : selectionCount > 1 ? qsTr("%n selected", "", selectionCount) : selectedText === "" ? qsTr("Workflow, nothing selected") : selectedText
        Accessible.role: Accessible.Canvas
        anchors.fill: parent
        focus: true
        onContextMenuRequested: (id, point) => root.menuAsked(id, point)
        onNodeActivated: id => root.opened(id)
        onTitleEditAsked: id => root.editTitle(id)

        PinchHandler {
            property real last: 1

            target: null

            onActiveChanged: last = 1
            onActiveScaleChanged: {
                editor.zoomAt(centroid.position, activeScale / last);
                last = activeScale;
            }
        }
    }
    Repeater {
        model: editor.guides

        Rectangle {
            required property rect modelData

            color: Theme.accent
            height: modelData.height
            width: modelData.width
            x: modelData.x
            y: modelData.y
        }
    }
    Rectangle {
        border.color: Theme.accent
        color: Qt.rgba(Theme.accent.r, Theme.accent.g, Theme.accent.b, 0.12)
        height: editor.box.height
        visible: editor.box.width > 0 || editor.box.height > 0
        width: editor.box.width
        x: editor.box.x
        y: editor.box.y
    }
    ConnectionLine {
        color: editor.verdict === "" ? Theme.accent : editor.allowed ? Theme.success : Theme.failed
        from: editor.lineFrom
        to: editor.lineTo
        visible: editor.linking
    }
    Rectangle {
        readonly property real wantedX: editor.lineTo.x + 14

        border.color: editor.allowed ? Theme.success : Theme.failed
        color: Theme.surface1
        height: words.implicitHeight + 12
        radius: Theme.controlRadius
        visible: editor.linking && editor.verdict !== ""
        width: words.width + 40
        x: Math.max(4, Math.min(root.width - width - 4, wantedX))
        y: Math.max(4, Math.min(root.height - height - 4, editor.lineTo.y + 14))

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            color: editor.allowed ? Theme.success : Theme.failed
            name: editor.allowed ? "circle-check" : "circle-slash"
            x: 10
        }
        AppText {
            id: words

            anchors.verticalCenter: parent.verticalCenter
            text: editor.verdict
            width: Math.min(implicitWidth, 380)
            wrapMode: Text.Wrap
            x: 32
        }
    }
    Rectangle {
        id: ghost

        border.color: Theme.accent
        border.width: 2
        color: Qt.rgba(Theme.accent.r, Theme.accent.g, Theme.accent.b, 0.12)
        radius: Theme.cardRadius * editor.zoom
        visible: drop.containsDrag
    }
    DropArea {
        id: drop

        property point place

        function follow(x: real, y: real): void {
            drop.place = editor.freePlace(editor.toGraph(Qt.point(x, y)));
            const corner = editor.fromGraph(drop.place);
            const end = editor.fromGraph(Qt.point(drop.place.x + editor.cardSize.width, drop.place.y + editor.cardSize.height));
            ghost.x = corner.x;
            ghost.y = corner.y;
            ghost.width = end.x - corner.x;
            ghost.height = end.y - corner.y;
        }

        anchors.fill: parent
        keys: ["podium/part"]
        onEntered: drag => drop.follow(drag.x, drag.y)
        onPositionChanged: drag => drop.follow(drag.x, drag.y)
        onDropped: event => {
            root.partDropped(event.getDataAsString("podium/part"), drop.place);
            event.accept();
            editor.forceActiveFocus();
        }
    }
    Field {
        id: title

        property string item
        property string old

        function done(keeps: bool): void {
            if (!visible)
                return;
            visible = false;
            if (keeps && text.trim() !== "" && text !== old)
                root.commands.rename(item, text.trim());
            editor.forceActiveFocus();
        }

        Accessible.name: qsTr("Title")
        visible: false
        Keys.onEscapePressed: done(false)
        onAccepted: done(true)
        onActiveFocusChanged: if (!activeFocus)
            done(true)
    }
}
