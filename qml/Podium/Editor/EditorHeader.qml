// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Podium.Controls
import Podium.Editor

/// What is edited, and its verbs. What is put inside stands before the verbs.
PageHeader {
    id: root

    required property WorkflowDocument document
    property bool comparing: false
    property bool estimating: false
    default property alias views: views.data

    signal saveAsked
    signal estimateAsked
    signal exportAsked
    signal versionsAsked
    signal runAsked
    signal arrangeAsked

    iconName: "workflow"
    note: {
        const name = EditorSession.version > 0 ? qsTr("version %1").arg(EditorSession.version) : EditorSession.file === "" ? qsTr("not saved yet") : EditorSession.file.substring(EditorSession.file.lastIndexOf("/") + 1);
        return EditorSession.saving ? qsTr("%1 · saving…").arg(name) : root.document.modified ? qsTr("%1 · edited").arg(name) : name;
    }
    title: document.title !== "" ? document.title : document.name !== "" ? document.name : qsTr("Workflow")

    ActionButton {
        iconName: "chevron-left"
        look: ActionButton.Look.Quiet
        tip: qsTr("All workflows")
        onClicked: EditorSession.close()
    }
    ActionButton {
        enabled: root.document.canUndo
        iconName: "undo-2"
        keys: Shortcuts.keys["editor.undo"]
        look: ActionButton.Look.Quiet
        tip: root.document.undoName === "" ? qsTr("Undo") : qsTr("Undo: %1").arg(root.document.undoName)
        onClicked: root.document.undo()
    }
    ActionButton {
        enabled: root.document.canRedo
        iconName: "redo-2"
        keys: Shortcuts.keys["editor.redo"]
        look: ActionButton.Look.Quiet
        tip: root.document.redoName === "" ? qsTr("Redo") : qsTr("Redo: %1").arg(root.document.redoName)
        onClicked: root.document.redo()
    }
    ActionButton {
        iconName: "wand-sparkles"
        keys: Shortcuts.keys["editor.arrange"]
        look: ActionButton.Look.Quiet
        tip: qsTr("Arrange everything")
        onClicked: root.arrangeAsked()
    }
    RowLayout {
        id: views
    }
    ActionButton {
        iconName: "gauge"
        checkable: true
        checked: root.estimating
        tip: qsTr("Before running: time, cost, agents, files, risk")
        onClicked: root.estimateAsked()
    }
    ActionButton {
        checkable: true
        checked: root.comparing
        enabled: EditorSession.workflow !== "" && EditorSession.version > 0
        iconName: "history"
        keys: Shortcuts.keys["editor.versions"]
        tip: enabled ? qsTr("Versions: compare and restore") : qsTr("There are no versions before it is saved")
        onClicked: root.versionsAsked()
    }
    ActionButton {
        iconName: "download"
        tip: qsTr("Export a copy to a file…")
        onClicked: root.exportAsked()
    }
    ActionButton {
        iconName: "save"
        keys: Shortcuts.keys["editor.save"]
        tip: qsTr("Save as a version")
        onClicked: root.saveAsked()
    }
    ActionButton {
        enabled: root.document.errorCount === 0 && root.document.readable
        iconName: "play"
        look: ActionButton.Look.Primary
        text: qsTr("Run…")
        tip: enabled ? "" : qsTr("It has errors: mend them first")
        onClicked: root.runAsked()
    }
}
