// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Dialogs
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Backend
import Podium.Controls
import Podium.Logs

/// What all agents and the engine have written: the newest at the end, everything before it one scroll away.
FocusScope {
    id: root

    /// Row of the selected line; the list keeps it right while lines come and go.
    property alias chosen: list.currentIndex

    function copy(): void {
        clip.text = controller.lines.text(root.chosen);
        clip.selectAll();
        clip.copy();
    }
    function ask(json: bool): void {
        exportDialog.json = json;
        exportDialog.open();
    }

    focus: true
    Keys.onPressed: event => {
        if (Shortcuts.fits("logs.search", event.key, event.modifiers))
            bar.focusSearch();
        else if (Shortcuts.fits("logs.choose", event.key, event.modifiers))
            bar.choose();
        else if (event.matches(StandardKey.Copy))
            root.copy();
        else
            return;
        event.accepted = true;
    }

    component LogCommand: PageCommand {
        group: qsTr("Logs")
    }

    LogCommand {
        available: root.visible
        iconName: "search"
        shortcut: "logs.search"
        title: qsTr("Search the logs")
        onTriggered: bar.focusSearch()
    }
    LogCommand {
        available: root.visible
        iconName: "filter"
        shortcut: "logs.choose"
        title: qsTr("Choose run, task, agent or time")
        onTriggered: bar.choose()
    }
    LogCommand {
        available: root.visible
        iconName: "chevron-down"
        title: controller.following ? qsTr("Do not follow new lines") : qsTr("Follow new lines")
        onTriggered: controller.following = !controller.following
    }
    LogCommand {
        available: root.visible
        iconName: "download"
        title: qsTr("Write the lines to a text file…")
        onTriggered: root.ask(false)
    }
    LogCommand {
        available: root.visible
        iconName: "download"
        title: qsTr("Write the lines to a file of JSON lines…")
        onTriggered: root.ask(true)
    }
    LogController {
        id: controller

        onFilterChanged: root.chosen = -1
    }
    TextEdit {
        id: clip

        visible: false
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PageHeader {
            Layout.fillWidth: true
            iconName: "scroll-text"
            note: controller.exported >= 0 ? qsTr("Writing… %1 lines").arg(controller.exported) : controller.exportOutcome
            title: qsTr("Logs")

            ActionButton {
                text: qsTr("Stop writing")
                visible: controller.exported >= 0
                onClicked: controller.cancelExport()
            }
            ActionButton {
                look: ActionButton.Look.Quiet
                text: qsTr("Beginning")
                onClicked: controller.toBeginning()
            }
            ActionButton {
                checkable: true
                checked: controller.following
                iconName: "chevron-down"
                look: ActionButton.Look.Quiet
                text: qsTr("Follow")
                onToggled: controller.following = checked
            }
            ActionButton {
                iconName: "copy"
                keys: "Ctrl+C"
                tip: root.chosen >= 0 ? qsTr("Copy the line") : qsTr("Copy all lines that are here")
                onClicked: root.copy()
            }
            ActionButton {
                iconName: "download"
                text: qsTr("Text")
                tip: qsTr("Write all lines that fit the filter to a file")
                onClicked: root.ask(false)
            }
            ActionButton {
                iconName: "download"
                text: qsTr("JSON lines")
                tip: qsTr("Write all lines that fit the filter to a file")
                onClicked: root.ask(true)
            }
        }
        LogFilterBar {
            id: bar

            Layout.fillWidth: true
            controller: controller
        }
        AppText {
            Layout.fillWidth: true
            Layout.leftMargin: 20
            Layout.margins: 10
            color: Theme.failed
            text: controller.problem
            visible: text !== ""
            wrapMode: Text.Wrap
        }
        ListView {
            id: list

            Accessible.name: qsTr("Log")
            Accessible.role: Accessible.List
            Layout.fillHeight: true
            Layout.fillWidth: true
            boundsBehavior: Flickable.StopAtBounds
            clip: true
            currentIndex: -1
            focus: true
            highlightFollowsCurrentItem: false
            model: controller.lines
            reuseItems: true
            Keys.onDownPressed: {
                root.chosen = Math.min(count - 1, root.chosen + 1);
                positionViewAtIndex(root.chosen, ListView.Contain);
            }
            Keys.onUpPressed: {
                root.chosen = Math.max(0, root.chosen - 1);
                positionViewAtIndex(root.chosen, ListView.Contain);
            }
            Keys.onReturnPressed: if (root.chosen >= 0)
                Navigator.openRun(controller.lines.at(root.chosen).run, controller.lines.at(root.chosen).key)
            onContentYChanged: {
                if (contentY - originY < 600)
                    controller.older();
                else if (originY + contentHeight - contentY - height < 600)
                    controller.newer();
            }
            onCountChanged: if (controller.following)
                toEnd.start()
            onMovementStarted: controller.following = false

            delegate: LogRow {
                id: line

                chosen: line.index === root.chosen
                width: ListView.view.width
                onClicked: root.chosen = line.index
            }
            T.ScrollBar.vertical: ScrollHandle {}

            // Once for all lines that came together, and when they have their places.
            Timer {
                id: toEnd

                interval: 0
                onTriggered: list.positionViewAtEnd()
            }
            EmptyState {
                anchors.centerIn: parent
                iconName: "scroll-text"
                text: controller.filtered ? qsTr("There are other lines, but none that the filter lets through.") : qsTr("What agents say, run and print, and what the engine remarks, appears here as it happens.")
                title: controller.filtered ? qsTr("No line fits") : qsTr("Nothing was written yet")
                visible: list.count === 0 && controller.loaded && !controller.loading && controller.problem === ""

                ActionButton {
                    iconName: "x"
                    look: ActionButton.Look.Primary
                    text: qsTr("Show all lines again")
                    visible: controller.filtered
                    onClicked: bar.clear()
                }
                ActionButton {
                    iconName: "play"
                    look: ActionButton.Look.Primary
                    text: qsTr("See the runs")
                    visible: !controller.filtered
                    onClicked: Navigator.page = "runs"
                }
            }
        }
        LogDetails {
            Layout.fillWidth: true
            controller: controller
            line: root.chosen >= 0 ? controller.lines.at(root.chosen) : ({})
            visible: root.chosen >= 0
            onClosed: root.chosen = -1
        }
    }
    FileDialog {
        id: exportDialog

        property bool json: false

        defaultSuffix: json ? "jsonl" : "txt"
        fileMode: FileDialog.SaveFile
        onAccepted: controller.exportTo(selectedFile, json)
    }
}
