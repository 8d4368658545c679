// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Backend
import Podium.Controls
import Podium.Shell

/// All shortcuts at a glance. Escape closes it.
T.Dialog {
    id: root

    anchors.centerIn: T.Overlay.overlay
    dim: true
    focus: true
    height: parent ? Math.min(layout.implicitHeight + 40, parent.height - 80) : 0
    modal: true
    padding: 0
    title: qsTr("Shortcuts")
    width: parent ? Math.min(920, parent.width - 80) : 0

    T.Overlay.modal: Rectangle {
        color: Qt.rgba(0, 0, 0, Theme.dark ? 0.55 : 0.3)
    }
    background: Rectangle {
        border.color: Theme.border
        color: Theme.surface1
        radius: Theme.cardRadius
    }
    ColumnLayout {
        id: layout

        anchors.fill: parent
        anchors.margins: 20
        spacing: 12

        RowLayout {
            spacing: 8

            AppText {
                Accessible.role: Accessible.Heading
                Layout.fillWidth: true
                kind: AppText.Kind.Title
                text: root.title
            }
            ActionButton {
                text: qsTr("Change…")
                onClicked: {
                    root.close();
                    Navigator.page = "settings";
                }
            }
            ActionButton {
                focus: true
                keys: "Esc"
                text: qsTr("Close")
                onClicked: root.close()
            }
        }
        Flickable {
            Layout.fillHeight: true
            Layout.fillWidth: true
            Layout.preferredHeight: columns.implicitHeight
            boundsBehavior: Flickable.StopAtBounds
            clip: true
            contentHeight: columns.implicitHeight
            contentWidth: width

            T.ScrollBar.vertical: ScrollHandle {}

            GridLayout {
                id: columns

                columnSpacing: 40
                columns: 2
                flow: GridLayout.TopToBottom
                rowSpacing: 2
                rows: Math.ceil(Shortcuts.list.length / columns.columns)
                width: parent.width

                Repeater {
                    model: Shortcuts.list

                    RowLayout {
                        id: row

                        required property var modelData

                        Layout.fillWidth: true
                        Layout.minimumHeight: 26
                        Layout.preferredWidth: 1
                        spacing: 8

                        AppText {
                            Layout.fillWidth: true
                            text: row.modelData.title
                        }
                        AppText {
                            color: Theme.text3
                            kind: AppText.Kind.Secondary
                            text: row.modelData.group
                        }
                        KeyHint {
                            keys: row.modelData.keys
                        }
                    }
                }
            }
        }
    }
}
