// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Podium.Controls
import Podium.Shell

/// What is done, by which keys, and a way to take others: press the keys that are to do it.
ColumnLayout {
    id: root

    /// As an entry of Shortcuts.list.
    required property var entry
    property string problem: ""
    readonly property bool listening: taker.checked

    spacing: 4

    RowLayout {
        spacing: 12

        AppText {
            Layout.fillWidth: true
            text: root.entry.title
        }
        AppText {
            color: Theme.text3
            kind: AppText.Kind.Secondary
            text: qsTr("as everywhere on this system")
            visible: root.entry.fixed
        }
        KeyHint {
            keys: root.entry.keys
            visible: root.entry.fixed
        }
        ActionButton {
            iconName: "undo-2"
            look: ActionButton.Look.Quiet
            tip: qsTr("Back to %1").arg(root.entry.fallback)
            visible: root.entry.changed
            onClicked: {
                root.problem = "";
                Shortcuts.reset(root.entry.id);
            }
        }
        ActionButton {
            id: taker

            Accessible.description: qsTr("Press to choose other keys")
            Accessible.name: qsTr("%1: %2").arg(root.entry.title).arg(root.listening ? qsTr("press the keys") : root.entry.keys)
            Layout.minimumWidth: 120
            checkable: true
            text: root.listening ? qsTr("Press the keys…") : root.entry.keys
            visible: !root.entry.fixed
            onActiveFocusChanged: if (!activeFocus)
                checked = false
            onCheckedChanged: if (checked)
                root.problem = ""
            Keys.onShortcutOverride: event => event.accepted = root.listening
            Keys.onPressed: event => {
                if (!root.listening)
                    return;
                event.accepted = true;
                if (event.key === Qt.Key_Escape) {
                    taker.checked = false;
                    return;
                }
                const keys = Shortcuts.written(event.key, event.modifiers);
                if (keys === "")
                    return;
                root.problem = Shortcuts.rebind(root.entry.id, keys);
                taker.checked = false;
            }
        }
    }
    AppText {
        Accessible.role: Accessible.AlertMessage
        Layout.fillWidth: true
        color: Theme.failed
        kind: AppText.Kind.Secondary
        text: root.problem
        visible: text !== ""
        wrapMode: Text.Wrap
    }
}
