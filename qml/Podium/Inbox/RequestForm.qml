// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Podium.Controls
import Podium.Inbox

/// The fields of a form, made from its schema.
ColumnLayout {
    id: root

    required property InboxController controller
    property var fields: []
    readonly property bool complete: {
        for (let i = 0; i < fields.length; ++i) {
            if (fields[i].required && (values[fields[i].name] ?? "") === "")
                return false;
        }
        return true;
    }
    property var values: ({})

    function reset(): void {
        const start = {};
        const list = controller.fields();
        for (const field of list)
            start[field.name] = field.value !== "" ? field.value : field.type === "boolean" ? "false" : field.required && field.options.length > 0 ? field.options[0] : "";
        values = start;
        fields = list;
    }
    function set(name: string, text: string): void {
        const next = Object.assign({}, values);
        next[name] = text;
        values = next;
    }
    function answer(): var {
        const out = {};
        for (const field of fields) {
            const text = values[field.name] ?? "";
            if (text !== "" || field.required)
                out[field.name] = InboxController.valueOf(field.type, text);
        }
        return out;
    }

    spacing: 10

    Repeater {
        model: root.fields

        ColumnLayout {
            id: field

            required property var modelData

            Layout.fillWidth: true
            spacing: 4

            AppText {
                color: Theme.text2
                kind: AppText.Kind.Secondary
                text: field.modelData.required ? qsTr("%1 (needed)").arg(field.modelData.title) : field.modelData.title
                visible: field.modelData.type !== "boolean"
            }
            Choice {
                Layout.fillWidth: true
                Layout.maximumWidth: 420
                currentIndex: field.modelData.options.indexOf(root.values[field.modelData.name] ?? "")
                model: field.modelData.options
                visible: field.modelData.options.length > 0
                onActivated: index => root.set(field.modelData.name, field.modelData.options[index])
            }
            Toggle {
                checked: root.values[field.modelData.name] === "true"
                text: field.modelData.title
                visible: field.modelData.type === "boolean"
                onToggled: root.set(field.modelData.name, checked ? "true" : "false")
            }
            Field {
                Layout.fillWidth: true
                Layout.maximumWidth: 420
                text: field.modelData.value
                visible: field.modelData.options.length === 0 && field.modelData.type !== "boolean"
                onTextEdited: root.set(field.modelData.name, text)
            }
            AppText {
                Layout.fillWidth: true
                color: Theme.text3
                kind: AppText.Kind.Secondary
                text: field.modelData.description
                visible: text !== ""
                wrapMode: Text.Wrap
            }
        }
    }
}
