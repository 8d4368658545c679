// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Podium.Backend
import Podium.Controls
import Podium.Inbox

/// Everything that needs a person: a list, and the one request that is looked at.
FocusScope {
    id: root

    focus: true
    Keys.onPressed: event => {
        if (event.modifiers & (Qt.ControlModifier | Qt.AltModifier))
            return;
        if (event.key === Qt.Key_J || event.key === Qt.Key_Down)
            controller.step(1);
        else if (event.key === Qt.Key_K || event.key === Qt.Key_Up)
            controller.step(-1);
        else if (event.key === Qt.Key_A)
            card.approve();
        else if (event.key === Qt.Key_D)
            card.deny();
        else
            return;
        event.accepted = true;
    }

    InboxController {
        id: controller
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PageHeader {
            Layout.fillWidth: true
            iconName: "inbox"
            note: controller.requests.count > 0 ? qsTr("%1 waiting for you").arg(controller.requests.count) : ""
            title: qsTr("Inbox")
        }
        RowLayout {
            Layout.fillHeight: true
            Layout.fillWidth: true
            spacing: 0

            RequestList {
                Layout.fillHeight: true
                Layout.preferredWidth: Math.min(430, root.width * 0.38)
                controller: controller
            }
            Rule {
                Layout.fillHeight: true
            }
            Item {
                Layout.fillHeight: true
                Layout.fillWidth: true

                RequestCard {
                    id: card

                    anchors.fill: parent
                    controller: controller
                    visible: controller.selected !== ""
                }
                EmptyState {
                    anchors.centerIn: parent
                    iconName: "circle-check"
                    text: qsTr("Approvals, questions, forms and reviews come here. Tasks that wait for nobody go on by themselves.")
                    title: qsTr("Nothing needs you")
                    visible: controller.loaded && controller.selected === ""

                    ActionButton {
                        iconName: "play"
                        look: ActionButton.Look.Primary
                        text: qsTr("See the runs")
                        onClicked: Navigator.page = "runs"
                    }
                }
            }
        }
    }
}
