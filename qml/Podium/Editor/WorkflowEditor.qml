// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Dialogs
import QtQuick.Layouts
import Podium.Controls
import Podium.Editor
import Podium.Library

/// One workflow: parts at the left, picture and text in the middle, the fields of what is selected at the right.
FocusScope {
    id: root

    readonly property WorkflowDocument document: EditorSession.document
    readonly property DocumentGraph graph: EditorSession.graph
    readonly property bool pictureShown: views.current !== 2
    readonly property bool textShown: views.current !== 0
    property bool comparing: false

    function save(): void {
        if (EditorSession.file === "" && EditorSession.workflow === "")
            sheets.askName();
        else
            EditorSession.save();
    }
    function goTo(finding: var): void {
        if (finding.task !== "")
            canvas.editor.showIds([finding.task]);
        if (root.textShown)
            yaml.goTo(root.document.positionOf(finding.line, finding.column));
    }

    Component.onCompleted: canvas.editor.fit()

    Connections {
        function onOpened(): void {
            root.comparing = false;
            canvas.editor.fit();
        }

        target: EditorSession
    }
    Connections {
        function onEditRefused(what: string, hint: string): void {
            refusal.text = hint === "" ? what : what + " " + hint;
            refusalEnd.restart();
        }

        target: root.document
    }
    Shortcut {
        sequences: [StandardKey.Save]
        onActivated: root.save()
    }
    Shortcut {
        enabled: EditorSession.version > 0
        sequence: "Ctrl+H"
        onActivated: root.comparing = !root.comparing
    }
    Shortcut {
        sequences: [StandardKey.Undo]
        onActivated: root.document.undo()
    }
    Shortcut {
        sequences: ["Ctrl+Shift+Z", "Ctrl+Y"]
        onActivated: root.document.redo()
    }
    Shortcut {
        sequence: "Ctrl+Return"
        onActivated: run.open()
    }
    Shortcut {
        sequence: "Ctrl+Shift+L"
        onActivated: root.graph.arrange()
    }
    Shortcut {
        sequence: "Ctrl+G"
        onActivated: root.graph.group(root.graph.model.selectedIds())
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        EditorHeader {
            Layout.fillWidth: true
            comparing: root.comparing
            document: root.document
            onArrangeAsked: root.graph.arrange()
            onRunAsked: run.open()
            onExportAsked: saver.open()
            onSaveAsked: root.save()
            onVersionsAsked: root.comparing = !root.comparing

            SegmentBar {
                id: views

                options: [qsTr("Picture"), qsTr("Both"), qsTr("YAML")]
                onChosen: index => views.current = index
            }
        }
        AppText {
            Layout.fillWidth: true
            Layout.margins: 10
            Layout.leftMargin: 20
            color: Theme.failed
            text: EditorSession.problem
            visible: text !== ""
            wrapMode: Text.Wrap
        }
        Repeater {
            model: root.comparing ? 1 : 0

            VersionsView {
                Layout.fillHeight: true
                Layout.fillWidth: true
                base: EditorSession.version
                library: EditorSession.library
                modified: root.document.modified
                text: root.document.text
                Component.onCompleted: forceActiveFocus()
                onCloseAsked: root.comparing = false
                onRestoreAsked: version => {
                    root.comparing = false;
                    EditorSession.restore(version);
                }
            }
        }
        RowLayout {
            Layout.fillHeight: true
            Layout.fillWidth: true
            spacing: 0
            visible: !root.comparing

            Palette {
                Layout.fillHeight: true
                Layout.preferredWidth: 196
                parts: PaletteModel {
                    Component.onCompleted: refresh()
                }
                visible: root.pictureShown && root.document.readable
                onChosen: part => canvas.add(part)
            }
            Item {
                Layout.fillHeight: true
                Layout.fillWidth: true
                visible: root.pictureShown

                EditorCanvas {
                    id: canvas

                    anchors.fill: parent
                    focus: true
                    graph: root.graph
                    onOpened: inspector.enter()
                }
                Rectangle {
                    anchors.horizontalCenter: parent.horizontalCenter
                    border.color: Theme.failed
                    color: Theme.surface1
                    height: refusal.implicitHeight + 16
                    radius: Theme.fieldRadius
                    visible: refusal.text !== ""
                    width: refusal.width + 28
                    y: 60

                    AppText {
                        id: refusal

                        Accessible.role: Accessible.AlertMessage
                        anchors.centerIn: parent
                        color: Theme.failed
                        width: Math.min(implicitWidth, 420)
                        wrapMode: Text.Wrap
                    }
                    Timer {
                        id: refusalEnd

                        interval: 7000
                        onTriggered: refusal.text = ""
                    }
                }
                FindingsBar {
                    anchors.bottom: parent.bottom
                    anchors.left: parent.left
                    anchors.margins: 12
                    document: root.document
                    width: Math.min(implicitWidth, parent.width - 200)
                    onChosen: finding => root.goTo(finding)
                }
            }
            Rule {
                Layout.fillHeight: true
                visible: root.textShown && root.pictureShown
            }
            YamlView {
                id: yaml

                Layout.fillHeight: true
                Layout.fillWidth: !root.pictureShown
                Layout.preferredWidth: Math.max(320, root.width * 0.3)
                document: root.document
                visible: root.textShown
                onTaskAtCursor: id => {
                    if (id !== "" && id !== root.graph.model.selectedId)
                        root.graph.model.select(id);
                }
            }
            Inspector {
                id: inspector

                Layout.fillHeight: true
                Layout.preferredWidth: root.width < 1200 ? 280 : 326
                document: root.document
                graph: root.graph
                visible: root.document.readable && (root.width > 1360 || views.current !== 1)
            }
        }
    }
    FileDialog {
        id: saver

        defaultSuffix: "yaml"
        fileMode: FileDialog.SaveFile
        nameFilters: [qsTr("Workflows (*.yaml *.yml)")]
        onAccepted: EditorSession.exportTo(selectedFile)
    }
    SaveSheets {
        id: sheets

        document: root.document
        onCompareAsked: root.comparing = true
    }
    RunSheet {
        id: run

        document: root.document
    }
}
