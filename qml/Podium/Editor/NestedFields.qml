// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Podium.Controls
import Podium.Editor

/// The fields of an object, folded away until one is set or wanted. A bare value is shown in the field that it stands for.
ColumnLayout {
    id: root

    required property WorkflowDocument document
    required property string task
    required property var fields
    required property string path
    required property string longForm
    required property var value
    required property var findings
    required property var others
    readonly property bool isMap: value !== undefined && value !== null && typeof value === "object" && !Array.isArray(value)

    function valueOf(name: string): var {
        if (isMap)
            return value[name];
        return value !== undefined && name === longForm ? value : undefined;
    }

    spacing: 0

    ActionButton {
        id: unfold

        checkable: true
        iconName: checked || root.value !== undefined ? "chevron-down" : "chevron-right"
        look: ActionButton.Look.Quiet
        text: root.value === undefined ? qsTr("Not set") : qsTr("Set")
    }
    Repeater {
        model: unfold.checked || root.value !== undefined ? root.fields : []

        Loader {
            id: loader

            required property var modelData

            Layout.fillWidth: true
            Layout.leftMargin: 12
            Component.onCompleted: setSource("InspectorField.qml", {
                document: root.document,
                field: loader.modelData,
                path: root.path + "/" + loader.modelData.name,
                task: root.task,
                value: Qt.binding(() => root.valueOf(loader.modelData.name)),
                findings: Qt.binding(() => root.findings),
                others: Qt.binding(() => root.others)
            })
        }
    }
}
