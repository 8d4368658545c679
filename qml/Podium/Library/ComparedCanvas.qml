// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import Podium.Controls
import Podium.Graph
import Podium.Library

/// Both versions in one picture, with what the signs on the cards mean.
FocusScope {
    id: root

    required property VersionComparison comparison
    property alias canvas: graph

    clip: true

    Connections {
        function onCompared(): void {
            graph.fit();
        }

        target: root.comparison
    }
    GraphView {
        id: graph

        anchors.fill: parent
        focus: true
        model: root.comparison.model
    }
    Rectangle {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.margins: 12
        border.color: Theme.border
        color: Theme.surface1
        height: legend.implicitHeight + 16
        radius: Theme.fieldRadius
        visible: root.comparison.model.count > 0
        width: legend.implicitWidth + 28

        Row {
            id: legend

            anchors.centerIn: parent
            spacing: 16

            Repeater {
                model: [
                    {
                        kind: "added",
                        count: root.comparison.added
                    },
                    {
                        kind: "removed",
                        count: root.comparison.removed
                    },
                    {
                        kind: "changed",
                        count: root.comparison.altered
                    },
                    {
                        kind: "",
                        count: root.comparison.model.count - root.comparison.added - root.comparison.removed - root.comparison.altered
                    }
                ]

                Row {
                    id: entry

                    required property var modelData

                    spacing: 6

                    Icon {
                        anchors.verticalCenter: parent.verticalCenter
                        color: Theme.stateColor(root.comparison.stateOf(entry.modelData.kind))
                        name: root.comparison.iconOf(entry.modelData.kind)
                        size: 15
                    }
                    AppText {
                        anchors.verticalCenter: parent.verticalCenter
                        text: qsTr("%1 %2").arg(root.comparison.wordOf(entry.modelData.kind)).arg(entry.modelData.count)
                    }
                }
            }
        }
    }
    EmptyState {
        anchors.centerIn: parent
        iconName: "circle-x"
        text: root.comparison.problem
        title: qsTr("These cannot be compared")
        visible: root.comparison.problem !== ""
    }
}
