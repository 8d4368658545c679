// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Controls
import Podium.Runs

/// What a task was given: its prompt, its inputs, and how its workflow describes it.
Flickable {
    id: root

    required property TaskAttempts attempts

    boundsBehavior: Flickable.StopAtBounds
    clip: true
    contentHeight: column.implicitHeight + 32

    ColumnLayout {
        id: column

        spacing: 12
        width: root.width - 32
        x: 16
        y: 16

        CodeBlock {
            Layout.fillWidth: true
            caption: qsTr("Prompt")
            code: root.attempts.prompt
            firstLines: 40
            visible: code !== ""
        }
        CodeBlock {
            Layout.fillWidth: true
            caption: qsTr("Inputs")
            code: root.attempts.input
            firstLines: 40
            visible: code !== ""
        }
        CodeBlock {
            Layout.fillWidth: true
            caption: qsTr("In the workflow")
            code: root.attempts.definition
            firstLines: 60
            visible: code !== ""
        }
    }
    T.ScrollBar.vertical: ScrollHandle {}
}
