// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Podium.Controls
import Podium.Graph
import Podium.Runs

/// The graph of a run, live, with what its colours mean, which of them are looked for, and the whole in small.
FocusScope {
    id: root

    required property RunController controller
    readonly property string action: controller.action

    /// To the filter.
    function choose(): void {
        filter.begin();
    }

    clip: true
    onActionChanged: if (follow.checked && action !== "")
        canvas.ensureVisible(action)

    GraphView {
        id: canvas

        anchors.fill: parent
        focus: true
        model: root.controller.graph
        // What stands on the cards can be read.
        opensAt: 0.6
    }
    StateFilter {
        id: filter

        controller: root.controller
        counts: root.controller.cardCounts
        width: root.width - 24 - (map.visible ? map.width + 12 : 0)
        x: 12
        y: 12
    }
    Rectangle {
        id: map

        anchors.margins: 12
        anchors.right: parent.right
        anchors.top: parent.top
        border.color: Theme.border
        color: Theme.surface1
        height: 92
        radius: Theme.fieldRadius
        visible: root.width > 620 && root.height > 320
        width: 150

        GraphMinimap {
            anchors.fill: parent
            anchors.margins: 6
            canvas: canvas
        }
    }
    Row {
        anchors.bottom: parent.bottom
        anchors.margins: 12
        anchors.right: parent.right
        spacing: 2

        ActionButton {
            id: follow

            checkable: true
            iconName: "play"
            text: qsTr("Follow")
            tip: qsTr("Keep in view what was started last")
            onToggled: if (checked && root.action !== "")
                canvas.ensureVisible(root.action)
        }
        ActionButton {
            iconName: "zoom-out"
            keys: "-"
            tip: qsTr("Smaller")
            onClicked: canvas.zoomOut()
        }
        ActionButton {
            text: qsTr("%1 %").arg(Math.round(canvas.zoom * 100))
            tip: qsTr("Back to 100 %")
            onClicked: canvas.zoom = 1
        }
        ActionButton {
            iconName: "zoom-in"
            keys: "+"
            tip: qsTr("Larger")
            onClicked: canvas.zoomIn()
        }
        ActionButton {
            iconName: "maximize"
            keys: "Home"
            tip: qsTr("Show all")
            onClicked: canvas.fit()
        }
    }
}
