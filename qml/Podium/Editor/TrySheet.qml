// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Backend
import Podium.Controls
import Podium.Editor

/// One task on its own, with the inputs and results that it is given here.
Sheet {
    id: root

    required property WorkflowDocument document
    property var inputs: ({})
    property var results: ({})

    function start(task: string): void {
        root.inputs = {};
        root.results = {};
        trial.prepare(task);
        if (folder.text === "" && EditorSession.file !== "")
            folder.text = EditorSession.file.substring(0, EditorSession.file.lastIndexOf("/"));
        root.open();
    }

    acceptText: trial.busy ? qsTr("Starting…") : qsTr("Run this task")
    acceptable: !trial.busy
    implicitWidth: 560
    staysOpen: true
    subtitle: qsTr("It really runs, with what that costs and changes. What it waits for does not: it finds the results that you give here.")
    title: qsTr("Try %1 alone").arg(trial.task)
    onAsked: trial.start(root.inputs, root.results, folder.text)

    TaskTrial {
        id: trial

        document: root.document
        onStarted: (run, task) => {
            root.close();
            Navigator.openRun(run, task);
        }
    }
    Flickable {
        id: flick

        Layout.fillWidth: true
        Layout.preferredHeight: Math.min(column.implicitHeight, 380)
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        contentHeight: column.implicitHeight
        visible: trial.inputs.length + trial.before.length > 0

        T.ScrollBar.vertical: ScrollHandle {}

        ColumnLayout {
            id: column

            spacing: 6
            width: flick.width - 12

            AppText {
                strong: true
                text: qsTr("Inputs")
                visible: trial.inputs.length > 0
            }
            Repeater {
                model: trial.inputs

                ColumnLayout {
                    id: input

                    required property var modelData

                    Layout.fillWidth: true
                    spacing: 3

                    AppText {
                        Layout.fillWidth: true
                        kind: AppText.Kind.Secondary
                        text: input.modelData.description !== "" ? qsTr("%1: %2").arg(input.modelData.name).arg(input.modelData.description) : input.modelData.name
                    }
                    Field {
                        Accessible.name: input.modelData.name
                        Layout.fillWidth: true
                        placeholderText: input.modelData.value !== "" ? qsTr("%1 (default)").arg(input.modelData.value) : qsTr("Value")
                        onTextEdited: root.inputs[input.modelData.name] = text
                    }
                }
            }
            AppText {
                Layout.topMargin: 6
                strong: true
                text: qsTr("Results of what it waits for")
                visible: trial.before.length > 0
            }
            Repeater {
                model: trial.before

                ColumnLayout {
                    id: result

                    required property var modelData

                    Layout.fillWidth: true
                    spacing: 3

                    AppText {
                        Layout.fillWidth: true
                        kind: AppText.Kind.Secondary
                        text: result.modelData.direct ? result.modelData.title : qsTr("%1 (not directly)").arg(result.modelData.title)
                    }
                    AreaField {
                        Layout.fillWidth: true
                        area.Accessible.name: qsTr("Result of %1").arg(result.modelData.id)
                        implicitHeight: Math.min(Math.max(Theme.controlHeight, area.implicitHeight), 120)
                        mono: true
                        placeholderText: qsTr("Text or JSON; nothing if empty")
                        onTextChanged: root.results[result.modelData.id] = text
                    }
                }
            }
        }
    }
    Field {
        id: folder

        Layout.fillWidth: true
        placeholderText: qsTr("Folder in which it works (your home folder if empty)")
    }
    AppText {
        Layout.fillWidth: true
        color: Theme.failed
        text: trial.problem
        visible: text !== ""
        wrapMode: Text.Wrap
    }
}
