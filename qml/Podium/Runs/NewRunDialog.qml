// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Dialogs
import QtQuick.Layouts
import Podium.Backend
import Podium.Controls
import Podium.Runs

/// Asks for a workflow and starts a run of it.
Sheet {
    id: root

    acceptText: qsTr("Start")
    acceptable: (source.currentIndex === 0 ? template.currentText !== "" : file.text.trim() !== "") && !starter.busy
    subtitle: qsTr("The workflow is checked first; nothing starts if it has an error.")
    title: qsTr("New run")
    closePolicy: starter.busy ? 0 : 3
    staysOpen: true

    onAboutToShow: {
        starter.reset();
        starter.loadTemplates();
    }
    onAsked: {
        if (source.currentIndex === 0)
            starter.startTemplate(template.currentText, inputs.text, folder.text);
        else
            starter.startFile(file.text, inputs.text, folder.text);
    }

    RunStarter {
        id: starter

        onStarted: run => {
            root.close();
            Navigator.openRun(run);
        }
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: 8

        Choice {
            id: source

            Layout.preferredWidth: 140
            model: [qsTr("Template"), qsTr("File")]
        }
        Choice {
            id: template

            Layout.fillWidth: true
            model: starter.templates
            visible: source.currentIndex === 0
        }
        Field {
            id: file

            Layout.fillWidth: true
            placeholderText: qsTr("Path of a workflow file")
            visible: source.currentIndex === 1
        }
        ActionButton {
            iconName: "folder"
            tip: qsTr("Choose a file")
            visible: source.currentIndex === 1
            onClicked: chooser.open()
        }
    }
    AppText {
        Layout.fillWidth: true
        color: Theme.text2
        kind: AppText.Kind.Secondary
        text: starter.descriptions[template.currentIndex] ?? ""
        visible: source.currentIndex === 0 && text !== ""
        wrapMode: Text.Wrap
    }
    AreaField {
        id: inputs

        Layout.fillWidth: true
        mono: true
        placeholderText: qsTr("Inputs, one a line: name=value")
    }
    Field {
        id: folder

        Layout.fillWidth: true
        placeholderText: qsTr("Folder in which the tasks work (your home folder if empty)")
    }
    AppText {
        Layout.fillWidth: true
        color: Theme.failed
        text: starter.problem
        visible: text !== ""
        wrapMode: Text.Wrap
    }
    FileDialog {
        id: chooser

        nameFilters: [qsTr("Workflows (*.yaml *.yml *.json)")]
        onAccepted: file.text = starter.localPath(selectedFile)
    }
}
