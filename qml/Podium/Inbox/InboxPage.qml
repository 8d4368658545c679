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

    readonly property var shown: controller.shown
    readonly property bool stands: shown.kind === "stop"

    focus: true
    Keys.onPressed: event => {
        if (event.modifiers & (Qt.ControlModifier | Qt.AltModifier))
            return;
        const shift = event.modifiers & Qt.ShiftModifier;
        if (event.key === Qt.Key_J || event.key === Qt.Key_Down)
            controller.step(1);
        else if (event.key === Qt.Key_K || event.key === Qt.Key_Up)
            controller.step(-1);
        else if (event.isAutoRepeat)
            return; // A key that is held answers one request, not those that come after it.
        else if (event.key === Qt.Key_A && shift)
            card.approveEach();
        else if (event.key === Qt.Key_A)
            stands ? stop.approve() : card.approve();
        else if (event.key === Qt.Key_D)
            stands ? stop.deny() : card.deny();
        else if (event.key === Qt.Key_E && !stands)
            card.edit();
        else if (event.key === Qt.Key_C && !stands)
            card.comment();
        else if (event.key === Qt.Key_O && controller.selected !== "")
            stands ? stop.openTask() : card.openTask();
        else if (event.key === Qt.Key_N)
            controller.showFresh();
        else if (event.text === "?")
            keys.open();
        else
            return;
        event.accepted = true;
    }

    InboxController {
        id: controller

        held: root.visible && (pointer.hovered || (root.activeFocus && root.Window.active))
        onPermitGiven: (permit, title) => given.show(permit, title)
    }
    PermitList {
        id: permits
    }
    HoverHandler {
        id: pointer
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PageHeader {
            Layout.fillWidth: true
            iconName: "inbox"
            note: {
                const parts = [];
                if (controller.waiting > 0)
                    parts.push(qsTr("%n waiting for you", "", controller.waiting));
                if (controller.stopped > 0)
                    parts.push(qsTr("%n standing still", "", controller.stopped));
                return parts.join(" · ");
            }
            title: qsTr("Inbox")

            ActionButton {
                iconName: "repeat"
                look: ActionButton.Look.Quiet
                text: qsTr("Always allowed: %1").arg(permits.permits.count)
                tip: qsTr("Rules that somebody has made here, to revoke")
                visible: permits.permits.count > 0
                onClicked: rules.open()
            }
            ActionButton {
                iconName: "keyboard"
                keys: "?"
                look: ActionButton.Look.Quiet
                tip: qsTr("Keys of this page")
                onClicked: keys.open()
            }
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
                    visible: controller.selected !== "" && !root.stands
                }
                StopCard {
                    id: stop

                    anchors.fill: parent
                    controller: controller
                    visible: root.stands
                }
                EmptyState {
                    anchors.centerIn: parent
                    iconName: "circle-check"
                    text: qsTr("Approvals, questions, forms, reviews and what stands still come here. Tasks that wait for nobody go on by themselves.")
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
        GivenBar {
            id: given

            Layout.fillWidth: true
            onRevoked: permit => permits.revoke(permit)
        }
    }
    PermitSheet {
        id: rules

        permits: permits
    }
    KeySheet {
        id: keys

        list: [
            {
                keys: "J",
                what: qsTr("The next request")
            },
            {
                keys: "K",
                what: qsTr("The one before")
            },
            {
                keys: "A",
                what: qsTr("Approve, allow, accept, send what was filled in, or mend what stands still")
            },
            {
                keys: "D",
                what: qsTr("Deny or reject; dismiss what stands still")
            },
            {
                keys: "E",
                what: qsTr("Change what the tool is run with, then allow that")
            },
            {
                keys: "C",
                what: qsTr("Write a word to the one who asked; Esc leaves the field")
            },
            {
                keys: "Shift+A",
                what: qsTr("Approve all marked requests of this kind, where they are of low risk")
            },
            {
                keys: "O",
                what: qsTr("Open the task")
            },
            {
                keys: "N",
                what: qsTr("Show what is new, and put away what was answered")
            }
        ]
        title: qsTr("Keys of the Inbox")
    }
}
