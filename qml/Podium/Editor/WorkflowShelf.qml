// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Dialogs
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Backend
import Podium.Controls
import Podium.Editor
import Podium.Library

/// What could be opened: what is not saved yet, and the templates. A new workflow, a file.
FocusScope {
    id: root

    Component.onCompleted: EditorSession.refresh()

    Connections {
        function onStateChanged(): void {
            if (Backend.state === Backend.Ready)
                EditorSession.refresh();
        }

        target: Backend
    }
    Shortcut {
        sequence: Shortcuts.keys["library.new"]
        onActivated: EditorSession.createNew()
    }
    Shortcut {
        sequence: Shortcuts.keys["library.open"]
        onActivated: chooser.open()
    }
    PageHeader {
        id: header

        anchors.left: parent.left
        anchors.right: parent.right
        iconName: "workflow"
        title: qsTr("Workflows")

        ActionButton {
            iconName: "folder"
            keys: Shortcuts.keys["library.open"]
            text: qsTr("Open file")
            onClicked: chooser.open()
        }
        ActionButton {
            focus: true
            iconName: "plus"
            keys: Shortcuts.keys["library.new"]
            look: ActionButton.Look.Primary
            text: qsTr("New workflow")
            onClicked: EditorSession.createNew()
        }
    }
    Flickable {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: header.bottom
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        contentHeight: column.implicitHeight + 56

        T.ScrollBar.vertical: ScrollHandle {}

        ColumnLayout {
            id: column

            spacing: 12
            width: Math.min(parent.width - 56, 1120)
            x: 28
            y: 24

            AppText {
                Layout.fillWidth: true
                color: Theme.failed
                text: EditorSession.problem
                visible: text !== ""
                wrapMode: Text.Wrap
            }
            AppText {
                Accessible.role: Accessible.Heading
                kind: AppText.Kind.Title
                text: qsTr("Not saved yet")
                visible: EditorSession.drafts.length > 0
            }
            Repeater {
                model: EditorSession.drafts

                Rectangle {
                    id: draft

                    required property var modelData

                    Layout.fillWidth: true
                    border.color: Theme.border
                    color: Theme.surface1
                    implicitHeight: Theme.rowHeight + 8
                    radius: Theme.cardRadius

                    RowLayout {
                        anchors.fill: parent
                        anchors.leftMargin: 16
                        anchors.rightMargin: 10
                        spacing: 12

                        Icon {
                            color: Theme.attention
                            name: "file-pen"
                        }
                        AppText {
                            strong: true
                            text: draft.modelData.name
                        }
                        AppText {
                            Layout.fillWidth: true
                            color: Theme.text2
                            elide: Text.ElideMiddle
                            kind: AppText.Kind.Secondary
                            text: qsTr("%1 · changed %2").arg(draft.modelData.file !== "" ? draft.modelData.file : draft.modelData.workflow !== "" ? qsTr("in the library") : qsTr("new")).arg(Format.ago(draft.modelData.changed_ms))
                        }
                        ActionButton {
                            text: qsTr("Go on")
                            onClicked: EditorSession.openDraft(draft.modelData.key)
                        }
                        ActionButton {
                            look: ActionButton.Look.Danger
                            text: qsTr("Discard…")
                            onClicked: {
                                discard.key = draft.modelData.key;
                                discard.name = draft.modelData.name;
                                discard.open();
                            }
                        }
                    }
                }
            }
            AppText {
                Layout.fillWidth: true
                color: Theme.failed
                text: EditorSession.library.problem
                visible: text !== ""
                wrapMode: Text.Wrap
            }
            AppText {
                Accessible.role: Accessible.Heading
                Layout.topMargin: EditorSession.drafts.length > 0 ? 8 : 0
                kind: AppText.Kind.Title
                text: qsTr("Library")
            }
            AppText {
                Layout.fillWidth: true
                color: Theme.text2
                text: qsTr("What you save is kept here, every version of it. Begin with a template, a new workflow, or a file.")
                visible: EditorSession.library.workflows.count === 0 && EditorSession.library.removed === ""
                wrapMode: Text.Wrap
            }
            LibraryList {
                Layout.fillWidth: true
                library: EditorSession.library
                onOpened: workflow => EditorSession.openWorkflow(workflow)
            }
            AppText {
                Accessible.role: Accessible.Heading
                Layout.topMargin: 8
                kind: AppText.Kind.Title
                text: qsTr("Begin a new one")
            }
            GoalBox {
                Layout.fillWidth: true
            }
            AppText {
                Accessible.role: Accessible.Heading
                Layout.topMargin: 4
                strong: true
                text: qsTr("With a template")
            }
            GridLayout {
                Layout.fillWidth: true
                columnSpacing: 12
                columns: Math.max(1, Math.floor(column.width / 340))
                rowSpacing: 12

                Repeater {
                    model: EditorSession.templates

                    T.AbstractButton {
                        id: card

                        required property var modelData

                        Accessible.description: modelData.description ?? ""
                        Accessible.name: modelData.title ?? modelData.name
                        Layout.fillWidth: true
                        Layout.preferredWidth: 320
                        focusPolicy: Qt.StrongFocus
                        hoverEnabled: true
                        implicitHeight: 112
                        Keys.onReturnPressed: card.clicked()
                        onClicked: EditorSession.openTemplate(card.modelData.name)

                        background: Rectangle {
                            border.color: card.visualFocus ? Theme.accent : Theme.border
                            border.width: card.visualFocus ? 2 : 1
                            color: card.hovered ? Theme.surface2 : Theme.surface1
                            radius: Theme.cardRadius
                        }
                        ColumnLayout {
                            anchors.fill: parent
                            anchors.margins: 16
                            spacing: 6

                            RowLayout {
                                spacing: 8

                                Icon {
                                    color: Theme.accent
                                    name: "layout-template"
                                }
                                AppText {
                                    Layout.fillWidth: true
                                    font.pixelSize: Theme.bodySize
                                    strong: true
                                    text: card.Accessible.name
                                }
                            }
                            AppText {
                                Layout.fillHeight: true
                                Layout.fillWidth: true
                                color: Theme.text2
                                kind: AppText.Kind.Secondary
                                lineHeight: 1.2
                                maximumLineCount: 3
                                text: card.modelData.description ?? ""
                                verticalAlignment: Text.AlignTop
                                wrapMode: Text.Wrap
                            }
                        }
                    }
                }
            }
        }
    }
    FileDialog {
        id: chooser

        nameFilters: [qsTr("Workflows (*.yaml *.yml *.json)")]
        onAccepted: EditorSession.openUrl(selectedFile)
    }
    Sheet {
        id: discard

        property string key
        property string name

        acceptText: qsTr("Discard")
        destructive: true
        subtitle: qsTr("What was changed in “%1” and not saved is lost. Saved files stay as they are.").arg(name)
        title: qsTr("Discard these changes?")
        onAccepted: EditorSession.discardDraft(key)
    }
}
