// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Backend
import Podium.Controls
import Podium.Logs

/// The whole of the selected line, and where it leads.
Rectangle {
    id: root

    required property LogController controller
    property var line: ({})

    signal closed

    color: Theme.surface1
    implicitHeight: 150

    Rule {
        width: parent.width
    }
    ColumnLayout {
        anchors.fill: parent
        anchors.leftMargin: 20
        anchors.margins: 10
        anchors.rightMargin: 20
        spacing: 6

        RowLayout {
            spacing: 8

            AppText {
                Layout.fillWidth: true
                color: Theme.text2
                text: Format.moment(root.line.time_ms ?? 0) + "  ·  " + qsTr("attempt %1").arg(root.line.attempt ?? 0) + "  ·  " + (root.line.run ?? "")
            }
            ActionButton {
                iconName: "external-link"
                text: qsTr("Open the task")
                onClicked: Navigator.openRun(root.line.run, root.line.key)
            }
            ActionButton {
                text: qsTr("Only this run")
                onClicked: root.controller.run = root.line.run
            }
            ActionButton {
                text: qsTr("Only this task")
                onClicked: {
                    root.controller.run = root.line.run;
                    root.controller.task = root.line.key;
                }
            }
            ActionButton {
                text: qsTr("Only this agent")
                visible: (root.line.agent ?? "") !== ""
                onClicked: root.controller.agent = root.line.agent
            }
            ActionButton {
                iconName: "x"
                look: ActionButton.Look.Quiet
                tip: qsTr("Close")
                onClicked: root.closed()
            }
        }
        Flickable {
            Layout.fillHeight: true
            Layout.fillWidth: true
            boundsBehavior: Flickable.StopAtBounds
            clip: true
            contentHeight: whole.implicitHeight

            TextEdit {
                id: whole

                color: Theme.text1
                font.family: Theme.monoFont
                font.pixelSize: Theme.secondarySize
                readOnly: true
                selectByMouse: true
                selectedTextColor: Theme.onAccent
                selectionColor: Theme.accent
                text: root.line.text ?? ""
                textFormat: TextEdit.PlainText
                width: parent.width
                wrapMode: TextEdit.WrapAnywhere
            }
            T.ScrollBar.vertical: ScrollHandle {}
        }
    }
}
