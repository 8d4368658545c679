// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Podium.Graph

/// A canvas for two fingers and for assistive technology, which hears of the selected node.
GraphCanvas {
    id: root

    Accessible.description: qsTr("Left and right follow the edges, up and down the column, Enter opens")
    Accessible.focusable: true
    Accessible.name: selectedText === "" ? qsTr("Graph, nothing selected") : selectedText
    Accessible.role: Accessible.Canvas

    PinchHandler {
        property real last: 1

        target: null

        onActiveChanged: last = 1
        onActiveScaleChanged: {
            root.zoomAt(centroid.position, activeScale / last)
            last = activeScale
        }
    }
}
