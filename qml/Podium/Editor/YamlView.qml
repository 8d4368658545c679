// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Podium.Controls
import Podium.Editor

/// The text of the workflow: coloured, with what is wrong underlined, and completions. Both ways: what is typed changes
/// the picture, what is drawn changes the text.
FocusScope {
    id: root

    required property WorkflowDocument document
    property bool taking: false

    signal taskAtCursor(string id)

    function goTo(position: int): void {
        area.cursorPosition = position;
        area.forceActiveFocus();
    }
    function take(): void {
        root.taking = true;
        area.text = root.document.text;
        mirror.last = area.text;
        root.taking = false;
    }

    Component.onCompleted: take()
    onVisibleChanged: if (visible && mirror.last !== root.document.text)
        take()

    QtObject {
        id: mirror

        /// The text as the document has it.
        property string last
    }
    Connections {
        function onOpened(): void {
            root.take();
        }
        function onTextEdited(position: int, removed: int, inserted: string): void {
            root.taking = true;
            if (removed > 0)
                area.remove(position, position + removed);
            if (inserted !== "")
                area.insert(position, inserted);
            mirror.last = area.text;
            root.taking = false;
        }

        target: root.document
    }
    Rectangle {
        anchors.fill: parent
        color: Theme.surface1
    }
    Flickable {
        id: flick

        anchors.fill: parent
        boundsBehavior: Flickable.StopAtBounds
        clip: true

        T.ScrollBar.horizontal: ScrollHandle {}
        T.ScrollBar.vertical: ScrollHandle {}
        T.TextArea.flickable: T.TextArea {
            id: area

            Accessible.name: qsTr("Workflow as YAML")
            bottomPadding: 12
            color: Theme.text1
            focus: true
            font.family: Theme.monoFont
            font.pixelSize: Theme.secondarySize
            leftPadding: numbers.width + 12
            rightPadding: 16
            selectByMouse: true
            selectedTextColor: Theme.onAccent
            selectionColor: Theme.accent
            tabStopDistance: 16
            textFormat: TextEdit.PlainText
            topPadding: 12
            wrapMode: TextEdit.NoWrap
            Keys.onPressed: event => {
                if (completions.handles(event))
                    event.accepted = true;
                else if (event.key === Qt.Key_Tab) {
                    area.insert(area.cursorPosition, "  ");
                    event.accepted = true;
                } else if (event.key === Qt.Key_Space && event.modifiers & Qt.ControlModifier) {
                    completions.ask();
                    event.accepted = true;
                } else if (event.matches(StandardKey.Undo)) {
                    root.document.undo();
                    event.accepted = true;
                } else if (event.matches(StandardKey.Redo)) {
                    root.document.redo();
                    event.accepted = true;
                }
            }
            onCursorPositionChanged: if (area.activeFocus && !root.taking)
                root.taskAtCursor(root.document.taskAt(area.cursorPosition))
            onTextChanged: {
                if (root.taking)
                    return;
                // The smallest change between what the document has and what stands here.
                const old = mirror.last;
                const now = area.text;
                if (old === now)
                    return;
                let start = 0;
                const most = Math.min(old.length, now.length);
                while (start < most && old[start] === now[start])
                    ++start;
                let end = 0;
                while (end < most - start && old[old.length - 1 - end] === now[now.length - 1 - end])
                    ++end;
                mirror.last = now;
                root.document.replaceText(start, old.length - end - start, now.substring(start, now.length - end));
                completions.follow();
            }

            background: Item {}

            Column {
                id: numbers

                topPadding: 12
                width: 40

                Repeater {
                    model: Math.min(area.lineCount, 3000)

                    AppText {
                        required property int index

                        color: Theme.text3
                        height: area.contentHeight / Math.max(1, area.lineCount)
                        horizontalAlignment: Text.AlignRight
                        kind: AppText.Kind.Mono
                        text: index + 1
                        width: 32
                    }
                }
            }
        }
    }
    YamlHighlighter {
        commentColor: Theme.text3
        errorColor: Theme.failed
        expressionColor: Theme.accent
        findings: root.document.findings
        keyColor: Theme.running
        markColor: Theme.text3
        numberColor: Theme.blocked
        textColor: Theme.text1
        textDocument: area.textDocument
        warningColor: Theme.attention
    }
    CompletionList {
        id: completions

        editor: area
        onAsked: position => completions.entries = root.document.completions(position)
    }
    Rectangle {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        color: Theme.surface2
        height: broken.implicitHeight + 16
        visible: !root.document.readable

        AppText {
            id: broken

            anchors.left: parent.left
            anchors.margins: 12
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.failed
            text: root.document.findings.length > 0 ? qsTr("Line %1: %2").arg(root.document.findings[0].line).arg(root.document.findings[0].message) : qsTr("This text cannot be read yet; the picture shows the last one that could.")
            wrapMode: Text.Wrap
        }
    }
}
