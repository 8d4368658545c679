// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Podium.Backend
import Podium.Controls
import Podium.Inbox

/// What a tool is run with, to be changed before it is allowed.
ColumnLayout {
    id: root

    required property var input
    /// What was written, if it is an object; else null.
    readonly property var value: {
        try {
            const read = JSON.parse(area.text);
            return typeof read === "object" && read !== null && !Array.isArray(read) ? read : null;
        } catch (error) {
            return null;
        }
    }

    signal abandoned
    signal sent

    function begin(): void {
        area.text = Format.editable(root.input);
        visible = true;
        area.area.forceActiveFocus();
        area.area.cursorPosition = 0;
    }

    spacing: 6
    visible: false

    AppText {
        kind: AppText.Kind.Caption
        text: qsTr("It is run with this instead, once")
    }
    AreaField {
        id: area

        Layout.fillWidth: true
        maximumHeight: 320
        mono: true
        placeholderText: qsTr("Input of the tool")
        Keys.onEscapePressed: root.abandoned()
        Keys.onPressed: event => {
            if ((event.modifiers & Qt.ControlModifier) && (event.key === Qt.Key_Return || event.key === Qt.Key_Enter)) {
                event.accepted = true;
                root.sent();
            }
        }
    }
    AppText {
        Layout.fillWidth: true
        color: root.value === null ? Theme.failed : Theme.text3
        kind: AppText.Kind.Secondary
        text: root.value === null ? qsTr("This is no JSON object: { \"name\": value, … }") : qsTr("Ctrl+Enter allows it; Esc leaves it as it was asked")
        wrapMode: Text.Wrap
    }
}
