// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import Podium.Controls
import Podium.Editor

/// What can be done with what is selected.
Rectangle {
    id: root

    required property GraphEditor editor
    required property DocumentGraph graph
    readonly property bool several: editor.selectionCount > 1

    signal keepAsked

    border.color: Theme.border
    color: Theme.surface1
    height: row.implicitHeight + 8
    radius: Theme.fieldRadius
    width: row.implicitWidth + 8

    Row {
        id: row

        anchors.centerIn: parent
        spacing: 2

        ActionButton {
            enabled: root.graph.model.selectedId !== "" && root.graph.isTask(root.graph.model.selectedId)
            iconName: "spline"
            keys: "C"
            look: ActionButton.Look.Quiet
            tip: qsTr("Connect with…")
            onClicked: {
                root.editor.forceActiveFocus();
                root.editor.beginKeyLink();
            }
        }
        ActionButton {
            iconName: "copy"
            keys: "Ctrl+D"
            look: ActionButton.Look.Quiet
            tip: qsTr("Duplicate")
            onClicked: root.editor.duplicateSelection()
        }
        ActionButton {
            iconName: "group"
            keys: Shortcuts.keys["editor.group"]
            look: ActionButton.Look.Quiet
            tip: qsTr("Group")
            onClicked: root.graph.group(root.graph.model.selectedIds())
        }
        Repeater {
            model: root.several ? [
                {
                    icon: "align-start-vertical",
                    tip: qsTr("Align left edges"),
                    line: Align.Left
                },
                {
                    icon: "align-center-vertical",
                    tip: qsTr("Align middles, one below the other"),
                    line: Align.Centre
                },
                {
                    icon: "align-start-horizontal",
                    tip: qsTr("Align top edges"),
                    line: Align.Top
                },
                {
                    icon: "align-center-horizontal",
                    tip: qsTr("Align middles, side by side"),
                    line: Align.Middle
                },
                {
                    icon: "align-horizontal-space-around",
                    tip: qsTr("Equal distances across"),
                    line: Align.SpreadAcross
                },
                {
                    icon: "align-vertical-space-around",
                    tip: qsTr("Equal distances down"),
                    line: Align.SpreadDown
                }
            ] : []

            ActionButton {
                required property var modelData

                iconName: modelData.icon
                look: ActionButton.Look.Quiet
                tip: modelData.tip
                onClicked: root.editor.alignSelection(modelData.line)
            }
        }
        ActionButton {
            iconName: "layout-template"
            look: ActionButton.Look.Quiet
            tip: qsTr("Save as a part for any workflow")
            onClicked: root.keepAsked()
        }
        ActionButton {
            iconName: "trash-2"
            keys: "Del"
            look: ActionButton.Look.Quiet
            tip: qsTr("Delete")
            onClicked: root.editor.deleteSelection()
        }
    }
}
