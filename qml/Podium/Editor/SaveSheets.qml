// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Podium.Controls
import Podium.Editor

/// What is asked before a workflow is saved: a name for one that has none yet, and what to do if somebody else was faster.
Item {
    id: root

    required property WorkflowDocument document

    signal compareAsked

    function askName(): void {
        name.text = root.document.name;
        message.text = "";
        save.open();
        name.forceActiveFocus();
        name.selectAll();
    }

    Connections {
        function onSaveConflict(what: string): void {
            conflict.what = what;
            conflict.open();
        }

        target: EditorSession
    }
    Sheet {
        id: save

        readonly property string wanted: name.text.trim()
        readonly property bool taken: opened && EditorSession.library.contains(wanted)

        acceptText: taken ? qsTr("Save as version %1").arg(EditorSession.library.newestOf(wanted) + 1) : qsTr("Save")
        acceptable: wanted !== ""
        subtitle: qsTr("Every save is a version: any two can be compared, and each can be restored.")
        title: qsTr("Save in the library")
        onAccepted: EditorSession.saveNew(wanted, message.text.trim())

        Field {
            id: name

            Accessible.name: qsTr("Name of the workflow")
            Layout.fillWidth: true
            placeholderText: qsTr("Name of the workflow")
        }
        RowLayout {
            spacing: 8
            visible: save.taken

            Icon {
                color: Theme.attention
                name: "triangle-alert"
                size: 15
            }
            AppText {
                Layout.fillWidth: true
                text: qsTr("There is a workflow of that name. This becomes its newest version; the others are kept.")
                wrapMode: Text.Wrap
            }
        }
        Field {
            id: message

            Layout.fillWidth: true
            placeholderText: qsTr("What was changed (may be left out)")
        }
    }
    Sheet {
        id: conflict

        property string what

        acceptText: qsTr("Save on top")
        subtitle: conflict.what
        title: qsTr("Somebody else has saved meanwhile")
        onAccepted: EditorSession.saveOnTop()

        AppText {
            Layout.fillWidth: true
            color: Theme.text2
            text: qsTr("Saving on top makes a version after that one. Nothing is lost: both are in the list of versions.")
            wrapMode: Text.Wrap
        }
        ActionButton {
            iconName: "history"
            text: qsTr("Compare first")
            onClicked: {
                conflict.close();
                root.compareAsked();
            }
        }
    }
}
