// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Controls
import Podium.Editor

/// Fields that belong together. Shown are those that have a value, the usual ones, and on demand all.
ColumnLayout {
    id: root

    required property WorkflowDocument document
    required property string task
    required property string type
    required property string title
    required property var fields
    required property var values
    required property var findings
    required property var others
    readonly property list<string> usual: task === "" ? ["name", "title", "description", "inputs"] : type === "agent" ? ["title", "prompt", "role", "depends_on"] : ["title", "run", "message", "question", "uses", "depends_on"]
    readonly property int given: {
        let count = 0;
        for (const field of root.fields) {
            if (root.values[field.name] !== undefined)
                ++count;
        }
        return count;
    }

    spacing: 4

    T.AbstractButton {
        id: head

        property bool wanted: false
        readonly property bool expanded: wanted || root.title === ""

        Accessible.name: head.expanded ? qsTr("%1, all fields").arg(root.title) : qsTr("%1, %n field(s) set", "", root.given).arg(root.title)
        Layout.fillWidth: true
        Layout.topMargin: 8
        focusPolicy: Qt.StrongFocus
        implicitHeight: Theme.controlHeight
        visible: root.title !== ""
        Keys.onReturnPressed: head.clicked()
        onClicked: head.wanted = !head.wanted

        RowLayout {
            anchors.fill: parent
            spacing: 6

            Icon {
                color: Theme.text3
                name: head.expanded ? "chevron-down" : "chevron-right"
                size: 13
            }
            AppText {
                Layout.fillWidth: true
                font.weight: Font.DemiBold
                kind: AppText.Kind.Secondary
                text: root.title
            }
            AppText {
                color: Theme.text3
                kind: AppText.Kind.Caption
                text: head.expanded || root.given === root.fields.length ? "" : qsTr("%1 of %2").arg(root.given).arg(root.fields.length)
            }
        }
        FocusRing {
            visible: head.visualFocus
        }
    }
    Repeater {
        model: root.fields

        ColumnLayout {
            id: slot

            required property var modelData
            readonly property bool wanted: head.expanded || root.values[modelData.name] !== undefined || root.usual.includes(modelData.name)

            Layout.fillWidth: true
            visible: wanted

            // As a Loader would, which in Qt 6.4 makes no components that are bound.
            Repeater {
                model: slot.wanted ? 1 : 0

                InspectorField {
                    document: root.document
                    field: slot.modelData
                    findings: root.findings
                    others: root.others
                    path: slot.modelData.name
                    task: root.task
                    value: root.values[slot.modelData.name]
                }
            }
        }
    }
}
