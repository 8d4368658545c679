// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Dialogs
import QtQuick.Layouts
import Podium.Backend
import Podium.Controls
import Podium.Editor
import Podium.Runs

/// Starts a run of what is edited, as it is now.
Sheet {
    id: root

    required property WorkflowDocument document

    acceptText: qsTr("Start")
    acceptable: !starter.busy
    closePolicy: starter.busy ? 0 : 3
    staysOpen: true
    subtitle: qsTr("It runs as it is now, saved or not.")
    title: qsTr("Run %1").arg(document.title !== "" ? document.title : document.name)

    onAboutToShow: {
        starter.reset();
        const wanted = root.document.workflow().inputs ?? {};
        const lines = [];
        for (const name of Object.keys(wanted)) {
            const input = wanted[name];
            const value = input !== null && typeof input === "object" ? input.default : input;
            if (value === undefined || value === null)
                lines.push(name + "=");
        }
        inputs.text = lines.join("\n");
        if (folder.text === "" && EditorSession.file !== "")
            folder.text = EditorSession.file.substring(0, EditorSession.file.lastIndexOf("/"));
    }
    onAsked: starter.startText(root.document.text, inputs.text, folder.text)

    RunStarter {
        id: starter

        onStarted: run => {
            root.close();
            Navigator.openRun(run);
        }
    }
    AreaField {
        id: inputs

        Layout.fillWidth: true
        mono: true
        placeholderText: qsTr("Inputs, one a line: name=value")
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: 8

        Field {
            id: folder

            Layout.fillWidth: true
            placeholderText: qsTr("Folder in which the tasks work (your home folder if empty)")
        }
        ActionButton {
            iconName: "folder"
            tip: qsTr("Choose a folder")
            onClicked: chooser.open()
        }
    }
    AppText {
        Layout.fillWidth: true
        color: Theme.failed
        text: starter.problem
        visible: text !== ""
        wrapMode: Text.Wrap
    }
    FolderDialog {
        id: chooser

        onAccepted: folder.text = starter.localPath(selectedFolder)
    }
}
