// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Podium.Backend
import Podium.Controls
import Podium.Graph
import Podium.Runs

/// The graph of a run, live, with what its colours mean and the whole in small.
FocusScope {
    id: root

    required property RunController controller
    readonly property string action: controller.action

    clip: true
    onActionChanged: if (follow.checked && action !== "")
        canvas.ensureVisible(action)

    GraphView {
        id: canvas

        anchors.fill: parent
        focus: true
        model: root.controller.graph
    }
    Rectangle {
        border.color: Theme.border
        color: Theme.surface1
        height: legend.implicitHeight + 14
        radius: Theme.fieldRadius
        visible: root.width > 760
        width: legend.implicitWidth + 24
        x: 12
        y: 12

        Row {
            id: legend

            anchors.centerIn: parent
            spacing: 14

            Repeater {
                model: ["SUCCESS", "RUNNING", "FAILED", "AWAITING_REVIEW", "BLOCKED", "READY", "PENDING"]

                Row {
                    id: entry

                    required property string modelData

                    spacing: 5

                    Icon {
                        anchors.verticalCenter: parent.verticalCenter
                        color: States.color(entry.modelData)
                        name: Format.stateIcon(entry.modelData)
                        size: 13
                    }
                    AppText {
                        color: Theme.text2
                        kind: AppText.Kind.Secondary
                        text: Format.state(entry.modelData)
                    }
                }
            }
        }
    }
    Rectangle {
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
