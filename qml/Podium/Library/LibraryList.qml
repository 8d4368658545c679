// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Backend
import Podium.Controls
import Podium.Library

/// The workflows of the library, to open, and to take out.
ColumnLayout {
    id: root

    required property WorkflowLibrary library

    signal opened(string workflow)

    spacing: 8

    Repeater {
        model: root.library.workflows

        T.ItemDelegate {
            id: row

            required property string workflow
            required property string title
            required property int version
            required property int tasks
            required property int errors
            required property string savedBy
            required property double createdMs

            Accessible.name: title === "" ? workflow : title
            Layout.fillWidth: true
            focusPolicy: Qt.StrongFocus
            hoverEnabled: true
            implicitHeight: Theme.rowHeight + 8
            Keys.onDeletePressed: root.library.remove(row.workflow)
            Keys.onReturnPressed: row.clicked()
            onClicked: root.opened(row.workflow)

            background: Rectangle {
                border.color: row.visualFocus ? Theme.accent : Theme.border
                border.width: row.visualFocus ? 2 : 1
                color: row.hovered ? Theme.surface2 : Theme.surface1
                radius: Theme.cardRadius
            }

            RowLayout {
                anchors.fill: parent
                anchors.leftMargin: 16
                anchors.rightMargin: 10
                spacing: 12

                Icon {
                    color: Theme.accent
                    name: "workflow"
                }
                AppText {
                    Layout.maximumWidth: row.width * 0.4
                    strong: true
                    text: row.Accessible.name
                }
                AppText {
                    Layout.fillWidth: true
                    color: Theme.text2
                    kind: AppText.Kind.Secondary
                    text: {
                        const facts = qsTr("version %1 · %2 · saved %3 by %4").arg(row.version).arg(qsTr("%n task(s)", "", row.tasks)).arg(Format.ago(row.createdMs)).arg(row.savedBy);
                        return row.title === "" || row.title === row.workflow ? facts : row.workflow + " · " + facts;
                    }
                }
                Icon {
                    color: Theme.failed
                    name: "circle-x"
                    visible: row.errors > 0
                }
                AppText {
                    color: Theme.failed
                    kind: AppText.Kind.Secondary
                    text: qsTr("%n error(s)", "", row.errors)
                    visible: row.errors > 0
                }
                ActionButton {
                    iconName: "trash-2"
                    keys: "Del"
                    look: ActionButton.Look.Quiet
                    tip: qsTr("Take it out of the library; it can be taken back")
                    onClicked: root.library.remove(row.workflow)
                }
            }
        }
    }
    RowLayout {
        spacing: 8
        visible: root.library.removed !== ""

        AppText {
            color: Theme.text2
            text: qsTr("“%1” is out of the library. Its versions are kept.").arg(root.library.removed)
        }
        ActionButton {
            iconName: "undo-2"
            text: qsTr("Take back")
            onClicked: root.library.takeBack()
        }
    }
}
