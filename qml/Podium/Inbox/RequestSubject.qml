// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Podium.Backend
import Podium.Controls
import Podium.Inbox

/// Exactly what is decided on, and the digest that says so.
Rectangle {
    id: root

    required property var request
    readonly property var subject: request.subject ?? {}
    /// What a person reads first; everything else stands below it.
    readonly property string main: {
        const input = subject.input ?? {};
        return input.command ?? input.file_path ?? input.url ?? subject.message ?? subject.question ?? "";
    }

    function rest(): string {
        const shown = {};
        for (const key in subject) {
            if (["message", "form", "question"].indexOf(key) < 0)
                shown[key] = subject[key];
        }
        return Format.pretty(shown);
    }

    border.color: Theme.border
    color: Theme.surface2
    implicitHeight: column.implicitHeight + 24
    radius: Theme.cardRadius

    Column {
        id: column

        anchors.left: parent.left
        anchors.margins: 14
        anchors.right: parent.right
        spacing: 8
        y: 12

        AppText {
            kind: root.subject.input ? AppText.Kind.Mono : AppText.Kind.Body
            text: root.main
            visible: text !== ""
            width: parent.width
            wrapMode: Text.WrapAnywhere
        }
        TextEdit {
            Accessible.name: qsTr("The whole request")
            color: Theme.text2
            font.family: Theme.monoFont
            font.pixelSize: Theme.secondarySize
            readOnly: true
            selectByMouse: true
            selectionColor: Theme.accent
            text: root.rest()
            textFormat: TextEdit.PlainText
            width: parent.width
            wrapMode: TextEdit.WrapAnywhere
        }
        AppText {
            color: Theme.text3
            kind: AppText.Kind.Secondary
            text: qsTr("digest %1 — what is shown is what is decided").arg((root.request.digest ?? "").slice(0, 12))
            width: parent.width
        }
    }
}
