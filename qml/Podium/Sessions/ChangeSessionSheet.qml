// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Podium.Controls
import Podium.Sessions

/// Another model or permission mode for a session that runs.
Sheet {
    id: root

    required property SessionController session
    readonly property list<string> modes: ["", "default", "acceptEdits", "plan", "auto", "dontAsk", "bypassPermissions"]

    acceptText: qsTr("Change")
    acceptable: model.text.trim() !== "" || mode.currentIndex > 0
    subtitle: qsTr("It holds from now on, also for later attempts of the task. What is left as it is does not change.")
    title: qsTr("Change the session of %1").arg(session.agent)
    onAboutToShow: {
        model.text = "";
        mode.currentIndex = 0;
    }
    onAccepted: session.change(model.text, modes[mode.currentIndex])
    onOpened: model.forceActiveFocus()

    GridLayout {
        Layout.fillWidth: true
        columnSpacing: 12
        columns: 2
        rowSpacing: 10

        AppText {
            color: Theme.text2
            text: qsTr("Model")
        }
        Field {
            id: model

            Accessible.name: qsTr("Model")
            Layout.fillWidth: true
            placeholderText: qsTr("as it is")
        }
        AppText {
            color: Theme.text2
            text: qsTr("Permission mode")
        }
        Choice {
            id: mode

            Accessible.name: qsTr("Permission mode: %1").arg(displayText)
            Layout.fillWidth: true
            model: [qsTr("as it is"), qsTr("default: asks"), qsTr("acceptEdits: edits without asking"), qsTr("plan: changes nothing"), qsTr("auto: the agent decides"), qsTr("dontAsk: denies what it would ask"), qsTr("bypassPermissions: asks nothing")]
        }
    }
}
