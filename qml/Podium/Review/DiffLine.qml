// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Podium.Controls
import Podium.Review

/// A line of a patch: numbers, what became of it, and its text; beside each other on request.
Item {
    id: root

    required property string kind
    required property int oldNumber
    required property int newNumber
    required property string text
    required property string otherKind
    required property string otherText
    property bool sideBySide: false
    property real shift: 0

    readonly property bool heading: kind === "hunk" || kind === "note"

    function wash(what: string): color {
        const tint = what === "added" ? Theme.success : what === "removed" ? Theme.failed : what === "gap" ? Theme.text3 : Theme.window;
        return what === "same" ? "transparent" : Qt.rgba(tint.r, tint.g, tint.b, what === "gap" ? 0.06 : 0.16);
    }
    function mark(what: string): string {
        return what === "added" ? "+" : what === "removed" ? "−" : " ";
    }

    Accessible.name: (kind === "added" || otherKind === "added" ? qsTr("added: ") : kind === "removed" ? qsTr("removed: ") : "") + text + otherText
    Accessible.role: Accessible.ListItem
    implicitHeight: Math.round((heading ? 26 : 19) * Theme.textScale)

    Rectangle {
        anchors.fill: parent
        color: Theme.surface2
        visible: root.heading

        AppText {
            color: Theme.text3
            height: parent.height
            kind: AppText.Kind.Mono
            text: root.text
            width: parent.width - 40
            x: 20
        }
    }
    RowLayout {
        anchors.fill: parent
        spacing: 0
        visible: !root.heading

        Rectangle {
            Layout.fillHeight: true
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            clip: true
            color: root.wash(root.kind)

            AppText {
                color: Theme.text3
                height: parent.height
                horizontalAlignment: Text.AlignRight
                kind: AppText.Kind.Mono
                text: root.oldNumber > 0 ? root.oldNumber : ""
                width: 44
            }
            AppText {
                color: Theme.text3
                height: parent.height
                horizontalAlignment: Text.AlignRight
                kind: AppText.Kind.Mono
                text: root.newNumber > 0 ? root.newNumber : ""
                visible: !root.sideBySide
                width: 44
                x: 44
            }
            AppText {
                color: Theme.text2
                height: parent.height
                kind: AppText.Kind.Mono
                text: root.mark(root.kind)
                x: left.x - 16
            }
            Item {
                id: left

                clip: true
                height: parent.height
                width: parent.width - x
                x: root.sideBySide ? 68 : 112

                AppText {
                    elide: Text.ElideNone
                    height: parent.height
                    kind: AppText.Kind.Mono
                    text: root.text.replace(/\t/g, "    ")
                    x: -root.shift
                }
            }
        }
        Rectangle {
            Layout.fillHeight: true
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            clip: true
            color: root.wash(root.otherKind)
            visible: root.sideBySide

            AppText {
                color: Theme.text3
                height: parent.height
                horizontalAlignment: Text.AlignRight
                kind: AppText.Kind.Mono
                text: root.newNumber > 0 ? root.newNumber : ""
                width: 44
            }
            AppText {
                color: Theme.text2
                height: parent.height
                kind: AppText.Kind.Mono
                text: root.mark(root.otherKind)
                x: 52
            }
            Item {
                clip: true
                height: parent.height
                width: parent.width - x
                x: 68

                AppText {
                    elide: Text.ElideNone
                    height: parent.height
                    kind: AppText.Kind.Mono
                    text: root.otherText.replace(/\t/g, "    ")
                    x: -root.shift
                }
            }
        }
    }
}
