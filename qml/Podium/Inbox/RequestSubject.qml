// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
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
        return Format.harmless(input.command ?? input.file_path ?? input.url ?? subject.message ?? subject.question ?? "");
    }
    /// Something in it could not be seen.
    readonly property bool hides: {
        const whole = Format.pretty(subject);
        return Format.harmless(whole) !== whole;
    }

    /// Lines that an edit takes away and puts there: [{mark, text}].
    readonly property var edits: {
        const input = subject.input ?? {};
        const pairs = Array.isArray(input.edits) ? input.edits : [input];
        const out = [];
        const add = (mark, text) => {
            if (typeof text === "string" && text !== "")
                Format.harmless(text).split("\n").forEach(line => out.push({
                            mark: mark,
                            text: line
                        }));
        };
        for (const pair of pairs) {
            add("−", pair.old_string);
            add("+", pair.new_string);
        }
        add("+", input.content);
        return out;
    }
    property bool whole: false
    readonly property int firstLines: 40

    onRequestChanged: whole = false

    function rest(): string {
        const shown = {};
        for (const key in subject) {
            if (["message", "form", "question"].indexOf(key) < 0)
                shown[key] = subject[key];
        }
        // What stands above is not said twice.
        if (edits.length > 0) {
            shown.input = Object.assign({}, shown.input);
            for (const key of ["old_string", "new_string", "content", "edits"])
                delete shown.input[key];
        }
        return Format.harmless(Format.pretty(shown)).trim();
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

        RowLayout {
            spacing: 8
            visible: root.hides
            width: parent.width

            Icon {
                Layout.alignment: Qt.AlignTop
                color: Theme.attention
                name: "triangle-alert"
                size: 16
            }
            AppText {
                Accessible.role: Accessible.AlertMessage
                Layout.fillWidth: true
                color: Theme.attention
                text: qsTr("It has characters that cannot be seen or that change the order of others. They are shown as �.")
                wrapMode: Text.Wrap
            }
        }
        AppText {
            kind: root.subject.input ? AppText.Kind.Mono : AppText.Kind.Body
            text: root.main
            visible: text !== ""
            width: parent.width
            wrapMode: Text.WrapAnywhere
        }
        Column {
            visible: root.edits.length > 0
            width: parent.width

            Repeater {
                model: root.whole ? root.edits : root.edits.slice(0, root.firstLines)

                Rectangle {
                    id: line

                    required property var modelData
                    readonly property color tint: modelData.mark === "+" ? Theme.success : Theme.failed

                    color: Qt.rgba(tint.r, tint.g, tint.b, 0.14)
                    height: words.implicitHeight
                    width: parent.width

                    AppText {
                        color: line.tint
                        kind: AppText.Kind.Mono
                        text: line.modelData.mark
                        x: 6
                    }
                    AppText {
                        id: words

                        kind: AppText.Kind.Mono
                        text: line.modelData.text
                        width: parent.width - 28
                        wrapMode: Text.WrapAnywhere
                        x: 22
                    }
                }
            }
            ActionButton {
                look: ActionButton.Look.Quiet
                text: qsTr("Show %n more line(s)", "", root.edits.length - root.firstLines)
                visible: !root.whole && root.edits.length > root.firstLines
                onClicked: root.whole = true
            }
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
