// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Backend
import Podium.Controls
import Podium.Library

/// The versions of a workflow, newest first; one is chosen to be compared.
ListView {
    id: root

    required property WorkflowLibrary library
    /// The chosen one.
    property int version: 0
    /// The one that is being edited.
    property int base: 0

    signal chosen(int version)

    Accessible.name: qsTr("Versions")
    Accessible.role: Accessible.List
    activeFocusOnTab: true
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    model: library.versions
    Keys.onReturnPressed: if (currentItem && !(currentItem as VersionRow).removed)
        root.chosen((currentItem as VersionRow).version)

    T.ScrollBar.vertical: ScrollHandle {}
    delegate: VersionRow {}

    component VersionRow: T.ItemDelegate {
        id: row

        required property int index
        required property int version
        required property int tasks
        required property int errors
        required property string message
        required property string savedBy
        required property double createdMs
        required property bool removed
        readonly property bool isChosen: version === root.version

        Accessible.name: qsTr("Version %1").arg(version) + (isChosen ? ", " + qsTr("compared") : "")
        enabled: !removed
        hoverEnabled: true
        implicitHeight: lines.implicitHeight + 20
        width: ListView.view.width
        onClicked: {
            root.currentIndex = row.index;
            root.chosen(row.version);
        }

        background: Rectangle {
            border.color: root.activeFocus && row.ListView.isCurrentItem ? Theme.accent : "transparent"
            border.width: 2
            color: row.isChosen ? Theme.accentWash : row.hovered ? Theme.surface2 : "transparent"
        }

        ColumnLayout {
            id: lines

            anchors.left: parent.left
            anchors.leftMargin: 16
            anchors.right: parent.right
            anchors.rightMargin: 14
            anchors.verticalCenter: parent.verticalCenter
            spacing: 3

            RowLayout {
                spacing: 8

                AppText {
                    strong: true
                    text: qsTr("Version %1").arg(row.version)
                }
                AppText {
                    color: Theme.accent
                    kind: AppText.Kind.Secondary
                    text: qsTr("edited now")
                    visible: row.version === root.base
                }
                Item {
                    Layout.fillWidth: true
                }
                Icon {
                    color: Theme.failed
                    name: "circle-x"
                    size: 13
                    visible: row.errors > 0
                }
                AppText {
                    kind: AppText.Kind.Secondary
                    text: row.removed ? qsTr("removed") : row.errors > 0 ? qsTr("%n error(s)", "", row.errors) : qsTr("%n task(s)", "", row.tasks)
                }
            }
            AppText {
                Layout.fillWidth: true
                text: row.message
                visible: text !== ""
            }
            TipText {
                Layout.fillWidth: true
                color: Theme.text3
                kind: AppText.Kind.Secondary
                text: qsTr("%1 · %2").arg(Format.ago(row.createdMs)).arg(row.savedBy)
                tip: Format.moment(row.createdMs)
            }
        }
    }
}
