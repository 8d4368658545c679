// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Podium.Backend
import Podium.Controls
import Podium.Runs

/// One thing that was said or done.
Item {
    id: root

    required property string at
    required property string kind
    required property string text
    required property string body
    required property string tool
    required property string summary
    required property string input
    required property string result
    required property bool done
    required property bool failed
    required property string subagent
    required property int said
    required property var usage
    required property int depth
    required property bool unfolded
    property bool current: false

    readonly property bool isTool: kind === "tool"
    readonly property bool isThought: kind === "thinking"
    readonly property bool foldable: isTool || isThought

    signal toggled(string at)

    readonly property string name: {
        switch (root.kind) {
        case "told":
            return qsTr("Told");
        case "text":
            return root.depth > 0 ? qsTr("Subagent") : qsTr("Agent");
        case "thinking":
            return qsTr("Thought");
        case "turn":
            return qsTr("End of the turn");
        case "error":
            return qsTr("Error");
        case "notice":
            return qsTr("Claude Code");
        }
        return root.summary;
    }
    readonly property string iconName: {
        switch (root.kind) {
        case "told":
            return "send";
        case "text":
            return "message-square";
        case "thinking":
            return "sparkles";
        case "turn":
            return "check";
        case "error":
            return "circle-x";
        case "notice":
            return "info";
        }
        return root.subagent !== "" ? "bot" : root.tool === "Bash" ? "terminal" : root.tool === "Edit" || root.tool === "Write" ? "file-pen" : root.tool === "Read" || root.tool === "Grep" || root.tool === "Glob" ? "search" : "wrench";
    }
    readonly property color tint: root.failed || root.kind === "error" ? Theme.failed : root.kind === "text" || root.kind === "told" ? Theme.accent : Theme.text3

    Accessible.name: root.name + (root.isTool ? ", " + (root.failed ? qsTr("failed") : root.done ? qsTr("done") : qsTr("under way")) : "") + (root.text !== "" ? ", " + root.text : "")
    Accessible.role: Accessible.ListItem
    implicitHeight: column.implicitHeight + 20

    Rectangle {
        anchors.fill: parent
        color: root.current ? Theme.accentWash : root.depth > 0 ? Theme.surface2 : "transparent"
    }
    Rectangle {
        color: Theme.accent
        height: parent.height
        visible: root.depth > 0
        width: 2
        x: 16 * root.depth
    }
    Icon {
        color: root.tint
        name: root.iconName
        size: 15
        x: column.x - 24
        y: 11
    }
    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.leftMargin: 40 + 16 * root.depth
        anchors.right: parent.right
        anchors.rightMargin: 16
        spacing: 4
        y: 10

        RowLayout {
            Layout.fillWidth: true
            spacing: 8

            AppText {
                Layout.fillWidth: true
                color: root.kind === "turn" || root.isThought ? Theme.text3 : Theme.text1
                elide: root.isTool ? Text.ElideMiddle : Text.ElideRight
                font.weight: root.isThought || root.kind === "turn" ? Font.Normal : Font.DemiBold
                text: root.name
            }
            Pill {
                text: root.subagent
                tint: Theme.accent
                visible: text !== ""
            }
            AppText {
                color: Theme.text3
                kind: AppText.Kind.Caption
                text: qsTr("%n step(s)", "", root.said)
                visible: root.said > 0
            }
            AppText {
                color: root.failed ? Theme.failed : Theme.text3
                kind: AppText.Kind.Caption
                text: root.failed ? qsTr("failed") : root.isTool && !root.done ? qsTr("under way") : ""
                visible: text !== ""
            }
            AppText {
                color: Theme.text3
                kind: AppText.Kind.Caption
                text: root.kind === "turn" && root.usage ? Format.cost(root.usage) + "  " + qsTr("%1 tokens").arg(Format.count((root.usage.input_tokens ?? 0) + (root.usage.output_tokens ?? 0))) : ""
                visible: text !== ""
            }
            Icon {
                color: Theme.text3
                name: root.unfolded ? "chevron-down" : "chevron-right"
                size: 13
                visible: root.foldable
            }
        }
        TextEdit {
            Layout.fillWidth: true
            color: root.kind === "error" ? Theme.failed : Theme.text1
            font.family: Theme.uiFont
            font.pixelSize: Theme.bodySize
            readOnly: true
            selectByMouse: true
            selectedTextColor: Theme.onAccent
            selectionColor: Theme.accent
            text: root.body !== "" ? root.body : root.text
            textFormat: root.body !== "" ? TextEdit.MarkdownText : TextEdit.PlainText
            visible: text !== "" && !root.isThought
            wrapMode: TextEdit.Wrap
            onLinkActivated: link => {
                if (/^https?:/.test(link))
                    Qt.openUrlExternally(link);
            }
        }
        AppText {
            Layout.fillWidth: true
            color: Theme.text3
            font.italic: true
            maximumLineCount: root.unfolded ? 2000 : 1
            text: root.unfolded ? root.text : root.text.split("\n", 1)[0]
            visible: root.isThought && text !== ""
            wrapMode: root.unfolded ? Text.Wrap : Text.NoWrap
        }
        AppText {
            Layout.fillWidth: true
            color: root.failed ? Theme.failed : Theme.text3
            kind: AppText.Kind.Mono
            text: root.result.trim().split("\n", 1)[0]
            visible: root.isTool && !root.unfolded && text !== ""
        }
        CodeBlock {
            Layout.fillWidth: true
            caption: qsTr("Given")
            code: root.unfolded ? root.input : ""
            visible: root.isTool && code !== ""
        }
        CodeBlock {
            Layout.fillWidth: true
            caption: qsTr("Result")
            code: root.unfolded ? root.result : ""
            ink: root.failed ? Theme.failed : Theme.text1
            visible: root.isTool && code !== ""
        }
    }
    Rule {
        anchors.bottom: parent.bottom
        width: parent.width
    }
    TapHandler {
        enabled: root.foldable
        onTapped: point => {
            if (point.position.y < 34 || !root.unfolded)
                root.toggled(root.at);
        }
    }
    HoverHandler {
        cursorShape: root.foldable && !root.unfolded ? Qt.PointingHandCursor : Qt.ArrowCursor
    }
}
