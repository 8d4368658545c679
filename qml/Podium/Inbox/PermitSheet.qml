// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Backend
import Podium.Controls
import Podium.Inbox

/// What somebody has allowed for good, each with who, where and when, and the way back.
Sheet {
    id: root

    required property PermitList permits

    function where(scope: string, place: string): string {
        switch (scope) {
        case "agent":
            return qsTr("for the agent %1").arg(place);
        case "folder":
            return qsTr("in %1").arg(place);
        }
        return qsTr("in the workflow %1").arg(place);
    }

    acceptText: qsTr("Close")
    cancellable: false
    implicitWidth: 640
    subtitle: qsTr("Agents do these without asking. What is revoked is asked again the next time.")
    title: qsTr("Always allowed")

    ListView {
        id: list

        Layout.fillWidth: true
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        implicitHeight: Math.min(contentHeight, 380)
        model: root.permits.permits

        delegate: Item {
            id: row

            required property string permitId
            required property string title
            required property string scope
            required property string place
            required property string givenBy
            required property double createdMs

            Accessible.name: title
            Accessible.role: Accessible.ListItem
            height: 56
            width: ListView.view.width

            RowLayout {
                anchors.fill: parent
                spacing: 12

                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: 2

                    AppText {
                        Layout.fillWidth: true
                        kind: AppText.Kind.Mono
                        text: row.title
                    }
                    AppText {
                        Layout.fillWidth: true
                        kind: AppText.Kind.Secondary
                        text: qsTr("%1 · by %2, %3").arg(root.where(row.scope, row.place)).arg(row.givenBy).arg(Format.ago(row.createdMs))
                    }
                }
                ActionButton {
                    Accessible.name: qsTr("Revoke %1").arg(row.title)
                    look: ActionButton.Look.Danger
                    text: qsTr("Revoke")
                    onClicked: root.permits.revoke(row.permitId)
                }
            }
            Rule {
                anchors.bottom: parent.bottom
                width: parent.width
            }
        }
        T.ScrollBar.vertical: ScrollHandle {}
    }
    AppText {
        color: Theme.text2
        text: qsTr("No rule is left.")
        visible: list.count === 0
    }
}
