// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Controls
import Podium.Shell

/// Goes anywhere and does anything by typing a part of its name.
T.Popup {
    id: root

    dim: true
    focus: true
    height: Math.min(420, parent.height - 120)
    modal: true
    width: Math.min(620, parent.width - 80)
    x: Math.round((parent.width - width) / 2)
    y: 80

    onAboutToShow: {
        field.clear();
        commands.refresh();
        list.currentIndex = 0;
        field.forceActiveFocus();
    }

    T.Overlay.modal: Rectangle {
        color: Qt.rgba(0, 0, 0, Theme.dark ? 0.5 : 0.25)
    }
    background: Rectangle {
        border.color: Theme.border
        color: Theme.surface1
        radius: Theme.cardRadius
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        Field {
            id: field

            Layout.fillWidth: true
            Layout.margins: 10
            iconName: "search"
            placeholderText: qsTr("A page, a run, a workflow, an agent, a setting, or what to do")
            onTextChanged: {
                commands.words = text;
                list.currentIndex = 0;
            }
            Keys.onDownPressed: list.incrementCurrentIndex()
            Keys.onUpPressed: list.decrementCurrentIndex()
            onAccepted: {
                root.close();
                commands.activate(list.currentIndex);
            }
        }
        Rule {
            Layout.fillWidth: true
        }
        ListView {
            id: list

            Layout.fillHeight: true
            Layout.fillWidth: true
            Layout.margins: 6
            boundsBehavior: Flickable.StopAtBounds
            clip: true
            highlightMoveDuration: 0
            model: CommandModel {
                id: commands

                // The row that was moved to; the first one is the best match, whatever that is.
                property string chosen: ""

                live: root.visible
                onModelAboutToBeReset: chosen = list.currentIndex > 0 ? nameOf(list.currentIndex) : ""
                onModelReset: list.currentIndex = Math.max(0, rowOf(chosen))
            }

            delegate: T.ItemDelegate {
                id: row

                required property int index
                required property string title
                required property string group
                required property string iconName
                required property string keys

                Accessible.name: row.title
                height: 36
                width: ListView.view.width
                onClicked: {
                    root.close();
                    commands.activate(row.index);
                }

                background: Rectangle {
                    color: row.ListView.isCurrentItem ? Theme.accentWash : row.hovered ? Theme.surface3 : "transparent"
                    radius: Theme.controlRadius
                }
                leftPadding: 12
                rightPadding: 12
                contentItem: RowLayout {
                    spacing: 12

                    Icon {
                        name: row.iconName
                    }
                    AppText {
                        Layout.fillWidth: true
                        text: row.title
                    }
                    AppText {
                        color: Theme.text3
                        kind: AppText.Kind.Secondary
                        text: row.group
                    }
                    KeyHint {
                        keys: row.keys
                    }
                }
            }
            T.ScrollBar.vertical: ScrollHandle {}

            AppText {
                anchors.centerIn: parent
                color: Theme.text3
                text: qsTr("Nothing fits “%1”").arg(field.text)
                visible: list.count === 0
            }
        }
    }
}
