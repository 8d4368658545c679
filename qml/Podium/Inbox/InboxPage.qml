// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Podium.Controls
import Podium.Inbox

/// Everything that needs a person: a list, and the one request that is looked at.
FocusScope {
    id: root

    readonly property var shown: controller.shown
    readonly property bool stands: shown.kind === "stop"

    focus: true
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Down || Shortcuts.fits("inbox.next", event.key, event.modifiers))
            controller.step(1);
        else if (event.key === Qt.Key_Up || Shortcuts.fits("inbox.previous", event.key, event.modifiers))
            controller.step(-1);
        else if (event.isAutoRepeat)
            return; // A key that is held answers one request, not those that come after it.
        else if (Shortcuts.fits("inbox.approveEach", event.key, event.modifiers))
            card.approveEach();
        else if (Shortcuts.fits("inbox.approve", event.key, event.modifiers))
            stands ? stop.approve() : card.approve();
        else if (Shortcuts.fits("inbox.deny", event.key, event.modifiers))
            stands ? stop.deny() : card.deny();
        else if (Shortcuts.fits("inbox.edit", event.key, event.modifiers) && !stands)
            card.edit();
        else if (Shortcuts.fits("inbox.comment", event.key, event.modifiers) && !stands)
            card.comment();
        else if (Shortcuts.fits("inbox.open", event.key, event.modifiers) && controller.selected !== "")
            stands ? stop.openTask() : card.openTask();
        else if (Shortcuts.fits("inbox.fresh", event.key, event.modifiers))
            controller.showFresh();
        else if (Shortcuts.fits("inbox.keys", event.key, event.modifiers))
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
                keys: Shortcuts.keys["inbox.keys"]
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
                Loader {
                    active: controller.loaded && controller.selected === ""
                    anchors.fill: parent
                    sourceComponent: NothingToDo {}
                }
            }
        }
        GivenBar {
            id: given

            Layout.fillWidth: true
            onRevoked: permit => permits.revoke(permit)
        }
    }
    component InboxCommand: PageCommand {
        group: qsTr("Inbox")
    }

    InboxCommand {
        available: root.visible && controller.selected !== ""
        iconName: "check"
        shortcut: "inbox.approve"
        title: qsTr("Approve, or mend what stands still")
        onTriggered: root.stands ? stop.approve() : card.approve()
    }
    InboxCommand {
        available: root.visible && controller.selected !== ""
        iconName: "x"
        shortcut: "inbox.deny"
        title: qsTr("Deny, or dismiss what stands still")
        onTriggered: root.stands ? stop.deny() : card.deny()
    }
    InboxCommand {
        available: root.visible && controller.selected !== ""
        iconName: "external-link"
        shortcut: "inbox.open"
        title: qsTr("Open the task of the request")
        onTriggered: root.stands ? stop.openTask() : card.openTask()
    }
    PermitSheet {
        id: rules

        permits: permits
    }
    KeySheet {
        id: keys

        list: [
            {
                keys: Shortcuts.keys["inbox.next"],
                what: qsTr("The next request")
            },
            {
                keys: Shortcuts.keys["inbox.previous"],
                what: qsTr("The one before")
            },
            {
                keys: Shortcuts.keys["inbox.approve"],
                what: qsTr("Approve, allow, accept, send what was filled in, or mend what stands still")
            },
            {
                keys: Shortcuts.keys["inbox.deny"],
                what: qsTr("Deny or reject; dismiss what stands still")
            },
            {
                keys: Shortcuts.keys["inbox.edit"],
                what: qsTr("Change what the tool is run with, then allow that")
            },
            {
                keys: Shortcuts.keys["inbox.comment"],
                what: qsTr("Write a word to the one who asked; Esc leaves the field")
            },
            {
                keys: Shortcuts.keys["inbox.approveEach"],
                what: qsTr("Approve all marked requests of this kind, where they are of low risk")
            },
            {
                keys: Shortcuts.keys["inbox.open"],
                what: qsTr("Open the task")
            },
            {
                keys: Shortcuts.keys["inbox.fresh"],
                what: qsTr("Show what is new, and put away what was answered")
            }
        ]
        title: qsTr("Keys of the Inbox")
    }
}
