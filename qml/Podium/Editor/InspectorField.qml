// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Podium.Controls
import Podium.Editor

/// One field: its name, the control for what it holds, and what is wrong with it.
ColumnLayout {
    id: root

    required property WorkflowDocument document
    required property string task
    required property var field
    required property string path
    required property var value
    required property var findings
    /// The ids of the other tasks.
    required property var others
    readonly property string problem: {
        for (const finding of root.findings) {
            const at = root.task === "" ? finding.path.replace(/^\//, "") : finding.path.replace(/^\/tasks\/\d+\//, "");
            if (at === root.path || at.startsWith(root.path + "/"))
                return finding.message + (finding.hint !== "" ? " " + finding.hint : "");
        }
        return "";
    }

    function set(value: var): void {
        if (root.task === "")
            root.document.setWorkflowField(root.path, value);
        else
            root.document.setField([root.task], root.path, value);
    }
    function clear(): void {
        if (root.value === undefined)
            return;
        if (root.task === "")
            root.document.clearWorkflowField(root.path);
        else
            root.document.clearField([root.task], root.path);
    }

    /// Words that are known here, for what may be any word.
    readonly property var hints: EditorSession.words[root.field.name] ?? []

    spacing: 3

    RowLayout {
        Layout.fillWidth: true
        Layout.topMargin: 6

        TipText {
            Layout.fillWidth: true
            color: Theme.text2
            kind: AppText.Kind.Secondary
            text: root.field.label + (root.field.required ? " *" : "")
            tip: root.field.help ?? ""
        }
        ActionButton {
            Layout.preferredHeight: 18
            Layout.preferredWidth: 18
            iconName: "x"
            look: ActionButton.Look.Quiet
            tip: qsTr("Clear %1").arg(root.field.label)
            visible: root.value !== undefined && !root.field.required && root.path !== "id" && root.field.control !== "object" && root.field.control !== "map"
            onClicked: root.clear()
        }
    }
    // As a Loader would, which in Qt 6.4 makes no components that are bound.
    Repeater {
        model: 1
        delegate: {
            switch (root.field.control) {
            case "enum":
                return choice;
            case "bool":
                return toggle;
            case "prompt":
            case "expression":
                return prompt;
            case "map":
                return map;
            case "list":
            case "tasks":
                return chips;
            case "task":
                return oneTask;
            case "objects":
            case "value":
                return structure;
            case "object":
                return nested;
            }
            return line;
        }
    }
    AppText {
        Layout.fillWidth: true
        color: Theme.failed
        kind: AppText.Kind.Secondary
        text: root.problem
        visible: text !== ""
        wrapMode: Text.Wrap
    }
    Component {
        id: line

        RowLayout {
            Layout.fillWidth: true
            spacing: 4

            Field {
                id: field

                readonly property string shown: root.value === undefined || root.value === null ? "" : typeof root.value === "object" ? JSON.stringify(root.value) : String(root.value)

                Accessible.name: root.field.label
                Layout.fillWidth: true
                font.family: root.field.control === "expression" ? Theme.monoFont : Theme.uiFont
                placeholderText: root.field.default !== undefined ? String(root.field.default) : root.field.example !== undefined ? qsTr("e.g. %1").arg(JSON.stringify(root.field.example)) : ""
                wrong: root.problem !== ""
                Component.onCompleted: text = shown
                onShownChanged: if (!activeFocus || text.trim() === "")
                    text = shown
                onEditingFinished: {
                    root.document.endTyping();
                    text = shown;
                }
                onTextEdited: {
                    if (text === "")
                        root.clear();
                    else if (root.field.control === "number" && text.trim() !== "" && !isNaN(Number(text)))
                        root.set(Number(text));
                    else
                        root.set(text);
                }
            }
            Choice {
                Accessible.name: qsTr("Known words for %1").arg(root.field.label)
                Layout.preferredWidth: 34
                currentIndex: -1
                displayText: ""
                model: root.hints
                popup.width: 220
                popup.x: width - 220
                visible: root.hints.length > 0
                onActivated: index => root.set(root.hints[index])
            }
        }
    }
    Component {
        id: prompt

        AreaField {
            id: words

            readonly property string shown: root.value === undefined || root.value === null ? "" : typeof root.value === "object" ? JSON.stringify(root.value) : String(root.value)

            function sync(): void {
                if (text !== shown)
                    text = shown;
            }

            Layout.fillWidth: true
            maximumHeight: 260
            mono: root.field.control === "expression"
            placeholderText: root.field.example !== undefined ? String(root.field.example) : root.field.label
            Component.onCompleted: sync()
            onShownChanged: if (!area.activeFocus)
                sync()
            onTextChanged: {
                if (text === shown || !area.activeFocus)
                    return;
                if (text === "")
                    root.clear();
                else
                    root.set(text);
                completions.follow();
            }

            Connections {
                function onActiveFocusChanged(): void {
                    if (words.area.activeFocus)
                        return;
                    root.document.endTyping();
                    words.sync();
                }

                target: words.area
            }
            CompletionList {
                id: completions

                editor: words.area
                parent: words
                onAsked: position => completions.entries = root.document.expressionCompletions(root.task, root.path, words.text, position, root.field.template === true)
            }
            Component.onDestruction: completions.close()
            Keys.onPressed: event => event.accepted = completions.handles(event)
        }
    }
    Component {
        id: map

        MapField {
            Layout.fillWidth: true
            label: root.field.label
            typed: root.field.name !== "environment" && root.field.name !== "outputs"
            value: root.value
            onChanged: value => value === undefined ? root.clear() : root.set(value)
        }
    }
    Component {
        id: choice

        Choice {
            readonly property var words: [qsTr("Default%1").arg(root.field.default !== undefined ? " (" + root.field.default + ")" : "")].concat(root.field.choices ?? [])

            Accessible.name: root.field.label
            Layout.fillWidth: true
            currentIndex: Math.max(0, (root.field.choices ?? []).indexOf(root.value) + 1)
            model: words
            onActivated: index => index === 0 ? root.clear() : root.set(root.field.choices[index - 1])
        }
    }
    Component {
        id: toggle

        Toggle {
            Accessible.name: root.field.label
            Layout.fillWidth: true
            checked: root.value === undefined ? root.field.default === true : root.value === true
            text: checked ? qsTr("Yes") : qsTr("No")
            onToggled: root.set(checked)
        }
    }
    Component {
        id: oneTask

        Choice {
            readonly property var ids: root.others

            Accessible.name: root.field.label
            Layout.fillWidth: true
            currentIndex: ids.indexOf(root.value) + 1
            model: [qsTr("None"), ...ids]
            onActivated: index => index === 0 ? root.clear() : root.set(ids[index - 1])
        }
    }
    Component {
        id: chips

        ChipsField {
            Layout.fillWidth: true
            choices: root.field.control === "tasks" ? root.others : root.field.choices ?? []
            hints: root.hints
            label: root.field.label
            values: root.value === undefined || root.value === null ? [] : Array.isArray(root.value) ? root.value : [root.value]
            onChanged: values => values.length === 0 ? root.clear() : root.set(values)
        }
    }
    Component {
        id: structure

        StructureField {
            Layout.fillWidth: true
            label: root.field.label
            example: root.field.example
            value: root.value
            onChanged: value => value === undefined ? root.clear() : root.set(value)
        }
    }
    Component {
        id: nested

        NestedFields {
            Layout.fillWidth: true
            document: root.document
            fields: root.field.fields ?? []
            findings: root.findings
            longForm: root.field.long_form ?? ""
            others: root.others
            path: root.path
            task: root.task
            value: root.value
        }
    }
}
