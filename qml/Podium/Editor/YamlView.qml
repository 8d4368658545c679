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

    /// What is wrong and where it stands: {x, y, width, error, line, message}.
    property var waves: []
    /// The first of it in a line, by line.
    property var wrongLines: ({})

    signal taskAtCursor(string id)

    /// In a turn of its own: what shows them is made anew.
    function mark(): void {
        const waves = [];
        const lines = {};
        const text = area.text;
        for (const finding of root.document.findings.slice(0, 200)) {
            if (!(finding.line > 0))
                continue;
            const from = Math.min(root.document.positionOf(finding.line, Math.max(1, finding.column)), text.length);
            let to = from;
            while (to < text.length && !/\s/.test(text[to]))
                ++to;
            const begin = area.positionToRectangle(from);
            const end = area.positionToRectangle(to);
            const error = finding.severity === "error";
            waves.push({
                x: begin.x,
                y: begin.y + begin.height - 3,
                width: Math.max(12, end.x - begin.x),
                error: error,
                line: finding.line,
                message: finding.message
            });
            if (!lines[finding.line] || (error && !lines[finding.line].error))
                lines[finding.line] = waves[waves.length - 1];
        }
        root.waves = waves;
        root.wrongLines = lines;
    }

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
        function onFindingsChanged(): void {
            Qt.callLater(root.mark);
        }
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

            onContentSizeChanged: Qt.callLater(root.mark)

            background: Item {}

            Repeater {
                model: root.waves

                Image {
                    required property var modelData

                    Accessible.description: modelData.message
                    Accessible.name: modelData.error ? qsTr("Error in line %1").arg(modelData.line) : qsTr("Warning in line %1").arg(modelData.line)
                    Accessible.role: Accessible.Indicator
                    fillMode: Image.TileHorizontally
                    height: 4
                    horizontalAlignment: Image.AlignLeft
                    source: Theme.iconSource("squiggle", modelData.error ? Theme.failed : Theme.attention)
                    sourceSize.height: 4
                    sourceSize.width: 6
                    width: modelData.width
                    x: modelData.x
                    y: modelData.y
                }
            }

            Column {
                id: numbers

                topPadding: 12
                width: 40

                Repeater {
                    model: Math.min(area.lineCount, 3000)

                    AppText {
                        id: number

                        required property int index
                        readonly property var wrong: root.wrongLines[index + 1]

                        color: wrong === undefined ? Theme.text3 : wrong.error ? Theme.failed : Theme.attention
                        height: area.contentHeight / Math.max(1, area.lineCount)
                        horizontalAlignment: Text.AlignRight
                        kind: AppText.Kind.Mono
                        text: index + 1
                        width: 32

                        Icon {
                            anchors.verticalCenter: parent.verticalCenter
                            color: number.color
                            name: number.wrong === undefined ? "" : number.wrong.error ? "circle-x" : "circle-alert"
                            size: 11
                            visible: number.wrong !== undefined
                            x: 2
                        }
                        HoverHandler {
                            id: over

                            enabled: number.wrong !== undefined
                        }
                        Tip {
                            text: number.wrong?.message ?? ""
                            visible: over.hovered && number.wrong !== undefined
                            x: number.width + 4
                        }
                    }
                }
            }
        }
    }
    YamlHighlighter {
        commentColor: Theme.text3
        expressionColor: Theme.accent
        keyColor: Theme.running
        markColor: Theme.text3
        numberColor: Theme.blocked
        textColor: Theme.text1
        textDocument: area.textDocument
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
