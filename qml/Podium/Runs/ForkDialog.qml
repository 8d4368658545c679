// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Podium.Controls
import Podium.Runs

/// Runs a workflow again with other inputs; results that still hold are kept.
Sheet {
    id: root

    required property RunController controller
    /// Key of the task from which on everything is done again; "" = only what the inputs change.
    property string from: ""
    readonly property var inputs: controller.inputs
    readonly property list<string> names: Object.keys(inputs)

    function written(value: var): string {
        return typeof value === "string" ? value : JSON.stringify(value);
    }

    acceptText: qsTr("Fork")
    subtitle: root.from !== "" ? qsTr("A new run: “%1” and everything after it is done again, other results are kept.").arg(root.from) : qsTr("A new run: what the changed inputs touch is done again, other results are kept. This run stays as it is.")
    title: root.from !== "" ? qsTr("Fork from “%1”").arg(root.from) : qsTr("Fork with other inputs")
    onAccepted: {
        const changed = {};
        for (let i = 0; i < fields.count; ++i) {
            const field = fields.itemAt(i) as ForkInput;
            if (field && field.value !== root.written(root.inputs[field.name]))
                changed[field.name] = field.value;
        }
        const params = {
            inputs: changed
        };
        if (root.from !== "")
            params.from = root.from;
        if (title.text.trim() !== "")
            params.title = title.text.trim();
        root.controller.perform("fork", params);
    }

    Field {
        id: title

        Layout.fillWidth: true
        placeholderText: qsTr("Title of the new run (the same if empty)")
    }
    Repeater {
        id: fields

        model: root.opened ? root.names : []

        ForkInput {
            id: field

            required property string modelData

            Layout.fillWidth: true
            name: field.modelData
            value: root.written(root.inputs[field.modelData])
        }
    }
    AppText {
        color: Theme.text3
        text: qsTr("The workflow has no inputs.")
        visible: root.names.length === 0
    }
}
