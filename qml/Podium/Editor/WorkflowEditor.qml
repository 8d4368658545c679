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
    property bool estimating: false

    function save(): void {
        if (EditorSession.file === "" && EditorSession.workflow === "")
            sheets.askName();
        else
            EditorSession.save();
    }
    function goTo(finding: var): void {
        if (finding.task !== "") {
            canvas.editor.showIds([finding.task]);
            // Not below what floats above the canvas.
            const rect = canvas.editor.rectOf(finding.task);
            canvas.editor.centreOn(canvas.editor.toGraph(Qt.point(rect.x + rect.width / 2, rect.y + rect.height / 2)));
        }
        if (root.textShown)
            yaml.goTo(root.document.positionOf(finding.line, finding.column));
    }

    function show(tasks: var): void {
        canvas.editor.showIds(tasks);
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
        sequence: Shortcuts.keys["editor.save"]
        onActivated: root.save()
    }
    Shortcut {
        enabled: EditorSession.version > 0
        sequence: Shortcuts.keys["editor.versions"]
        onActivated: root.comparing = !root.comparing
    }
    Shortcut {
        sequence: Shortcuts.keys["editor.undo"]
        onActivated: root.document.undo()
    }
    Shortcut {
        sequences: [Shortcuts.keys["editor.redo"], "Ctrl+Y"]
        onActivated: root.document.redo()
    }
    Shortcut {
        sequence: Shortcuts.keys["editor.run"]
        onActivated: run.open()
    }
    Shortcut {
        sequence: Shortcuts.keys["editor.arrange"]
        onActivated: root.graph.arrange()
    }
    Shortcut {
        sequence: Shortcuts.keys["editor.group"]
        onActivated: root.graph.group(root.graph.model.selectedIds())
    }
    component EditorCommand: PageCommand {
        group: qsTr("Workflow")
    }

    EditorCommand {
        available: root.visible
        iconName: "save"
        shortcut: "editor.save"
        title: qsTr("Save as a version")
        onTriggered: root.save()
    }
    EditorCommand {
        available: root.visible && root.document.errorCount === 0 && root.document.readable
        iconName: "play"
        shortcut: "editor.run"
        title: qsTr("Run the workflow…")
        onTriggered: run.open()
    }
    EditorCommand {
        available: root.visible
        iconName: "gauge"
        title: qsTr("Estimate time, cost and risk")
        onTriggered: root.estimating = !root.estimating
    }
    EditorCommand {
        available: root.visible && EditorSession.version > 0
        iconName: "history"
        shortcut: "editor.versions"
        title: qsTr("Compare versions")
        onTriggered: root.comparing = !root.comparing
    }
    EditorCommand {
        available: root.visible && root.document.canUndo
        iconName: "undo-2"
        shortcut: "editor.undo"
        title: qsTr("Undo")
        onTriggered: root.document.undo()
    }
    EditorCommand {
        available: root.visible && root.document.canRedo
        iconName: "redo-2"
        shortcut: "editor.redo"
        title: qsTr("Redo")
        onTriggered: root.document.redo()
    }
    EditorCommand {
        available: root.visible
        iconName: "wand-sparkles"
        shortcut: "editor.arrange"
        title: qsTr("Arrange all tasks")
        onTriggered: root.graph.arrange()
    }
    EditorCommand {
        available: root.visible
        iconName: "download"
        title: qsTr("Export a copy to a file…")
        onTriggered: saver.open()
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        EditorHeader {
            Layout.fillWidth: true
            comparing: root.comparing
            estimating: root.estimating
            document: root.document
            onArrangeAsked: root.graph.arrange()
            onRunAsked: run.open()
            onEstimateAsked: root.estimating = !root.estimating
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
        Rectangle {
            Layout.fillWidth: true
            color: Theme.accentWash
            implicitHeight: proposal.implicitHeight + 16
            visible: EditorSession.proposal !== ""

            RowLayout {
                id: proposal

                anchors.left: parent.left
                anchors.leftMargin: 20
                anchors.right: parent.right
                anchors.rightMargin: 12
                anchors.verticalCenter: parent.verticalCenter
                spacing: 8

                Icon {
                    color: Theme.accent
                    name: "sparkles"
                }
                AppText {
                    Accessible.role: Accessible.AlertMessage
                    Layout.fillWidth: true
                    text: EditorSession.proposal
                    wrapMode: Text.Wrap
                }
                ActionButton {
                    iconName: "x"
                    look: ActionButton.Look.Quiet
                    tip: qsTr("Hide this")
                    onClicked: EditorSession.dismissProposal()
                }
            }
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

            PartsPalette {
                Layout.fillHeight: true
                Layout.preferredWidth: 196
                parts: PaletteModel {
                    id: parts

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
                    onKeepAsked: keeper.ask()
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
                visible: root.document.readable && !root.estimating && (root.width > 1360 || views.current !== 1)
                onTryAsked: task => trial.start(task)
            }
            Repeater {
                model: root.estimating ? 1 : 0

                EstimatePanel {
                    Layout.fillHeight: true
                    Layout.preferredWidth: root.width < 1200 ? 300 : 346
                    document: root.document
                    onChosen: tasks => root.show(tasks)
                    onCloseAsked: root.estimating = false
                }
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
    Sheet {
        id: keeper

        property string yaml

        function ask(): void {
            keeper.yaml = root.graph.selectionAsYaml();
            if (keeper.yaml === "")
                return;
            partName.text = "";
            keeper.open();
            partName.forceActiveFocus();
        }

        acceptText: qsTr("Save")
        acceptable: partName.text.trim() !== ""
        subtitle: qsTr("It comes into the list of parts, with what its tasks wait for among each other.")
        title: qsTr("Save the selection as a part")
        onAccepted: parts.saveSnippet(partName.text, keeper.yaml)

        Field {
            id: partName

            Layout.fillWidth: true
            placeholderText: qsTr("Name of the part")
        }
    }
    TrySheet {
        id: trial

        document: root.document
    }
    RunSheet {
        id: run

        document: root.document
    }
}
