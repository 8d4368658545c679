// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Backend
import Podium.Controls
import Podium.Compare

/// The tasks of a workflow over its last runs. Arrows move, Enter opens the task of that run, Space chooses the run to
/// compare it.
FocusScope {
    id: root

    required property string run
    readonly property int nameWidth: Math.min(240, Math.round(width * 0.26))
    readonly property int headHeight: 58
    readonly property int cellWidth: 92

    /// A run was chosen, or a task of it.
    signal opened(string run, string task)

    RunGrid {
        id: overRuns

        run: root.visible ? root.run : ""
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        RowLayout {
            Layout.leftMargin: 20
            Layout.margins: 8
            Layout.rightMargin: 20
            spacing: 12
            visible: overRuns.loaded

            AppText {
                Layout.fillWidth: true
                color: Theme.text2
                text: qsTr("%n run(s) of %1, newest first", "", overRuns.runCount).arg(overRuns.workflow)
            }
            ActionButton {
                enabled: overRuns.chosen.length === 2
                iconName: "columns-2"
                text: qsTr("Compare")
                tip: overRuns.chosen.length === 2 ? qsTr("The two chosen runs, task by task") : qsTr("Choose two runs by the boxes above them, or with Space")
                onClicked: {
                    // The older one comes first, whatever was chosen first.
                    const a = overRuns.chosen[0];
                    const b = overRuns.chosen[1];
                    if (overRuns.columnOf(a) > overRuns.columnOf(b))
                        Navigator.compareRuns(a, b);
                    else
                        Navigator.compareRuns(b, a);
                }
            }
            ActionButton {
                checkable: true
                checked: overRuns.parts
                iconName: "layers"
                look: ActionButton.Look.Quiet
                text: qsTr("Parts")
                tip: qsTr("Also what tasks were expanded into: parts of a list, iterations, tasks of workflows inside")
                onToggled: overRuns.parts = checked
            }
            ActionButton {
                iconName: "history"
                look: ActionButton.Look.Quiet
                text: qsTr("Older runs")
                visible: overRuns.more
                onClicked: overRuns.showMore()
            }
        }
        Rule {
            Layout.fillWidth: true
        }
        Item {
            Layout.fillHeight: true
            Layout.fillWidth: true

            AppText {
                color: Theme.text3
                height: root.headHeight
                kind: AppText.Kind.Secondary
                leftPadding: 20
                text: qsTr("%n task(s)", "", overRuns.taskCount)
                visible: overRuns.loaded
                width: root.nameWidth
            }
            T.HorizontalHeaderView {
                id: heads

                boundsBehavior: Flickable.StopAtBounds
                clip: true
                height: root.headHeight
                implicitHeight: root.headHeight
                implicitWidth: 1
                syncView: cells
                width: parent.width - root.nameWidth
                x: root.nameWidth

                delegate: Item {
                    id: head

                    required property var display

                    implicitHeight: root.headHeight
                    implicitWidth: root.cellWidth

                    RunGridHead {
                        anchors.fill: parent
                        grid: overRuns
                        isShown: runId === root.run
                        run: head.display
                        onClicked: root.opened(runId, "")
                    }
                }
            }
            T.VerticalHeaderView {
                id: names

                boundsBehavior: Flickable.StopAtBounds
                clip: true
                height: cells.height
                implicitHeight: 1
                implicitWidth: root.nameWidth
                syncView: cells
                width: root.nameWidth
                y: root.headHeight

                delegate: Item {
                    id: name

                    required property var display
                    required property int row

                    implicitHeight: Theme.rowHeight
                    implicitWidth: root.nameWidth

                    Rectangle {
                        anchors.fill: parent
                        color: cells.currentRow === name.row && cells.activeFocus ? Theme.surface2 : "transparent"
                    }
                    TipText {
                        anchors.verticalCenter: parent.verticalCenter
                        elide: Text.ElideRight
                        text: name.display.title !== "" ? name.display.title ?? "" : name.display.key
                        tip: truncated || name.display.title !== "" ? name.display.key ?? "" : ""
                        width: parent.width - 32
                        x: 20
                    }
                    Rule {
                        anchors.bottom: parent.bottom
                        width: parent.width
                    }
                }
            }
            TableView {
                id: cells


                Accessible.name: qsTr("Tasks of the last runs")
                Accessible.role: Accessible.Table
                activeFocusOnTab: true
                boundsBehavior: Flickable.StopAtBounds
                clip: true
                columnWidthProvider: () => root.cellWidth
                focus: true
                height: parent.height - root.headHeight
                keyNavigationEnabled: true
                model: overRuns
                reuseItems: true
                rowHeightProvider: () => Theme.rowHeight
                width: parent.width - root.nameWidth
                x: root.nameWidth
                y: root.headHeight
                onActiveFocusChanged: if (activeFocus && currentRow < 0 && rows > 0)
                    selectionModel.setCurrentIndex(overRuns.index(0, 0), ItemSelectionModel.NoUpdate)
                Keys.onPressed: event => {
                    if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter) {
                        root.opened(overRuns.runAt(currentColumn), overRuns.taskAt(currentRow));
                        event.accepted = true;
                    } else if (event.key === Qt.Key_Space && currentColumn >= 0) {
                        overRuns.toggle(overRuns.runAt(currentColumn));
                        event.accepted = true;
                    }
                }

                delegate: RunGridCell {
                    active: cells.activeFocus
                    isShown: runId === root.run
                    implicitHeight: Theme.rowHeight
                    implicitWidth: root.cellWidth
                    onOpened: root.opened(runId, overRuns.taskAt(row))
                }
                selectionModel: ItemSelectionModel {
                    model: overRuns
                }

                T.ScrollBar.horizontal: ScrollHandle {}
                T.ScrollBar.vertical: ScrollHandle {}
            }
            Rule {
                height: parent.height
                visible: overRuns.loaded
                width: 1
                x: root.nameWidth - 1
            }
            Rule {
                visible: overRuns.loaded
                width: parent.width
                y: root.headHeight - 1
            }
        }
    }
    AppText {
        anchors.centerIn: parent
        color: Theme.failed
        text: overRuns.problem
        visible: text !== "" && !overRuns.loaded
        width: Math.min(parent.width - 40, 600)
        wrapMode: Text.Wrap
    }
}
