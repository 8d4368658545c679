// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Controls
import Podium.Editor

/// Every field of what is selected, or of the workflow itself, as the schema has them.
Rectangle {
    id: root

    required property WorkflowDocument document
    required property DocumentGraph graph
    /// Empty: the workflow.
    property string task: ""
    property string type: ""
    property var values: ({})
    property var findings: []
    property var groups: []
    /// The ids of the tasks beside this one. Found once for all fields, and not by each when it is told of a change: see
    /// follow().
    property var others: []
    /// Another workflow is shown than the one that the fields were made for.
    property bool isOther: true

    signal tryAsked(string task)

    function enter(): void {
        fields.nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason);
    }
    /// In a turn of its own: the fields that go away are still told of what else changes in the turn in which they go, and
    /// Qt 6.4 crashes where it collects garbage while one of them answers.
    function follow(): void {
        Qt.callLater(root.readSelection);
    }
    function readSelection(): void {
        const id = root.graph.model.selectedId;
        const task = root.graph.isTask(id) ? id : "";
        const values = task === "" ? root.document.workflow() : root.document.task(task);
        let type = "";
        const others = [];
        for (const node of root.document.nodes) {
            if (node.id === task)
                type = node.type;
            else
                others.push(node.id);
        }
        if (others.join() !== root.others.join())
            root.others = others;
        root.values = values;
        root.findings = root.document.findingsOf(task);
        if (task === root.task && type === root.type && !root.isOther)
            return;
        root.isOther = false;
        root.document.endTyping();
        root.task = task;
        root.type = type;
        const groups = [];
        const places = {};
        // What few people fill in comes last.
        const all = [...root.document.fields(type)];
        const fields = all.filter(field => field.name !== "version").concat(all.filter(field => field.name === "version"));
        for (const field of fields) {
            const name = field.group ?? "";
            if (places[name] === undefined) {
                places[name] = groups.length;
                groups.push({
                    name: name,
                    fields: []
                });
            }
            groups[places[name]].fields.push(field);
        }
        root.groups = groups;
    }

    Component.onCompleted: readSelection()
    color: Theme.surface1

    Connections {
        function onSelectionChanged(): void {
            root.follow();
        }

        target: root.graph.model
    }
    Connections {
        function onGraphChanged(): void {
            root.follow();
        }
        function onFindingsChanged(): void {
            root.findings = root.document.findingsOf(root.task);
        }
        function onOpened(): void {
            root.isOther = true;
            root.follow();
        }

        target: root.document
    }
    Rule {
        height: parent.height
        width: 1
    }
    Flickable {
        id: fields

        anchors.fill: parent
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        contentHeight: column.implicitHeight + 40

        T.ScrollBar.vertical: ScrollHandle {}

        ColumnLayout {
            id: column

            spacing: 4
            width: fields.width - 36
            x: 18
            y: 16

            AppText {
                Accessible.role: Accessible.Heading
                Layout.fillWidth: true
                kind: AppText.Kind.Title
                text: root.task === "" ? qsTr("Workflow") : root.values.title ?? root.task
            }
            AppText {
                Layout.fillWidth: true
                color: Theme.text2
                kind: AppText.Kind.Secondary
                text: root.task === "" ? qsTr("Select a task for its fields.") : qsTr("%1 · %2").arg(root.graph.wordOf(root.type)).arg(root.task)
            }
            ActionButton {
                Layout.topMargin: 6
                enabled: root.document.errorCount === 0
                iconName: "flask-conical"
                text: qsTr("Try alone…")
                tip: enabled ? qsTr("Run only this task, with results that you give") : qsTr("It has errors: mend them first")
                visible: root.task !== ""
                onClicked: root.tryAsked(root.task)
            }
            Repeater {
                model: root.groups

                InspectorGroup {
                    required property var modelData

                    Layout.fillWidth: true
                    document: root.document
                    fields: modelData.fields
                    findings: root.findings
                    others: root.others
                    task: root.task
                    title: modelData.name
                    type: root.type
                    values: root.values
                }
            }
        }
    }
}
