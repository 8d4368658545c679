// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick

import Podium.Controls

// A canvas with its minimap, for assistive technology and for two fingers. `canvas` has the verbs.
FocusScope {
    id: root

    property alias canvas: canvas
    property alias model: canvas.model
    property alias selectedId: canvas.selectedId
    property bool minimapShown: true

    signal nodeActivated(id: string)
    signal contextMenuRequested(id: string, point: point)

    GraphCanvas {
        id: canvas
        anchors.fill: parent
        focus: true
        Accessible.role: Accessible.Canvas
        Accessible.name: selectedText === "" ? qsTr("Graph, nothing selected") : selectedText
        Accessible.description: qsTr("Left and right follow the edges, up and down the column, Enter opens")
        Accessible.focusable: true
        onNodeActivated: id => root.nodeActivated(id)
        onContextMenuRequested: (id, point) => root.contextMenuRequested(id, point)

        PinchHandler {
            target: null
            property real last: 1
            onActiveChanged: last = 1
            onActiveScaleChanged: {
                canvas.zoomAt(centroid.position, activeScale / last)
                last = activeScale
            }
        }
    }

    Rectangle {
        visible: root.minimapShown && canvas.contentRect.width > 0
        anchors {
            top: parent.top
            right: parent.right
            margins: 16
        }
        width: Math.min(150, parent.width / 4)
        height: width * 0.6
        radius: Theme.fieldRadius
        color: Theme.surface1
        border.color: Theme.border

        GraphMinimap {
            anchors.fill: parent
            anchors.margins: 6
            canvas: canvas
        }
    }
}
