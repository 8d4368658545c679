// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Backend
import Podium.Controls
import Podium.Compare

/// Two runs beside each other, task by task, and two attempts of the task that is chosen.
FocusScope {
    id: root

    required property var compared
    /// Only about two attempts of a task.
    readonly property bool ofAttempts: (compared.task ?? "") !== ""
    property string task: compared.task ?? ""

    focus: true
    Keys.onEscapePressed: Navigator.closeComparison()
    Component.onCompleted: (root.ofAttempts ? difference : list).forceActiveFocus()

    RunComparison {
        id: runs

        run: root.ofAttempts ? "" : root.compared.run ?? ""
        other: root.ofAttempts ? "" : root.compared.with ?? ""
    }
    AttemptComparison {
        id: attempts

        attempt: root.compared.attempt ?? 0
        run: root.compared.run ?? ""
        task: root.task
        other: root.compared.with ?? ""
        withAttempt: root.compared.with_attempt ?? 0
    }
    Rectangle {
        anchors.fill: parent
        color: Theme.window
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PageHeader {
            Layout.fillWidth: true
            iconName: "columns-2"
            note: root.ofAttempts ? qsTr("%1, attempts %2 and %3").arg(root.task).arg(root.compared.attempt).arg(root.compared.with_attempt) : runs.loaded ? qsTr("Differences in %n task(s)", "", runs.differing) : ""
            title: root.ofAttempts ? qsTr("Two attempts") : qsTr("Two runs")

            ActionButton {
                checkable: true
                checked: runs.onlyDifferent
                iconName: "filter"
                text: qsTr("Only what differs")
                visible: !root.ofAttempts
                onToggled: runs.onlyDifferent = checked
            }
            ActionButton {
                iconName: "x"
                keys: "Esc"
                text: qsTr("Close")
                onClicked: Navigator.closeComparison()
            }
        }
        RowLayout {
            Layout.fillHeight: true
            Layout.fillWidth: true
            spacing: 0

            ColumnLayout {
                Layout.fillHeight: true
                Layout.fillWidth: true
                Layout.preferredWidth: 5
                spacing: 0
                visible: !root.ofAttempts

                RowLayout {
                    Layout.fillWidth: true
                    Layout.leftMargin: 20
                    Layout.margins: 10
                    Layout.rightMargin: 16
                    spacing: 12
                    visible: runs.loaded

                    AppText {
                        Layout.fillWidth: true
                        Layout.minimumWidth: 80
                        color: Theme.text2
                        text: runs.sameDefinition ? qsTr("The same version of the workflow") : qsTr("Different versions of the workflow")
                        wrapMode: Text.Wrap
                    }
                    Repeater {
                        model: [runs.left, runs.right]

                        RunColumnHead {
                            required property var modelData

                            Layout.preferredWidth: 128 * Theme.textScale
                            run: modelData
                        }
                    }
                }
                Repeater {
                    model: runs.inputs

                    AppText {
                        required property string name
                        required property var first
                        required property var second

                        function written(value: var): string {
                            return value === undefined || value === null ? qsTr("not given") : Format.pretty(value).trim();
                        }

                        Layout.bottomMargin: 8
                        Layout.fillWidth: true
                        Layout.leftMargin: 20
                        Layout.rightMargin: 16
                        kind: AppText.Kind.Secondary
                        maximumLineCount: 2
                        text: qsTr("Input %1: %2 → %3").arg(name).arg(written(first)).arg(written(second))
                        wrapMode: Text.Wrap
                    }
                }
                Rule {
                    Layout.fillWidth: true
                }
                ListView {
                    id: list

                    Accessible.name: qsTr("Tasks of both runs")
                    Accessible.role: Accessible.List
                    Layout.fillHeight: true
                    Layout.fillWidth: true
                    boundsBehavior: Flickable.StopAtBounds
                    clip: true
                    currentIndex: -1
                    focus: true
                    keyNavigationEnabled: true
                    model: runs.tasks
                    reuseItems: true
                    onCurrentIndexChanged: if (currentIndex >= 0)
                        root.task = runs.tasks.at(currentIndex).key

                    delegate: ComparedTask {
                        required property int index

                        isSelected: root.task === key
                        width: ListView.view.width
                        onClicked: {
                            ListView.view.currentIndex = index;
                            root.task = key;
                        }
                    }
                    T.ScrollBar.vertical: ScrollHandle {}

                    AppText {
                        anchors.centerIn: parent
                        color: Theme.text3
                        text: qsTr("No task differs")
                        visible: runs.loaded && list.count === 0
                    }
                    AppText {
                        anchors.centerIn: parent
                        color: Theme.failed
                        text: runs.problem
                        visible: text !== "" && !runs.loaded
                        width: Math.min(parent.width - 40, 600)
                        wrapMode: Text.Wrap
                    }
                }
            }
            Rule {
                Layout.fillHeight: true
                visible: !root.ofAttempts
            }
            Item {
                Layout.fillHeight: true
                Layout.fillWidth: true
                Layout.preferredWidth: 6

                AttemptDifference {
                    id: difference

                    anchors.fill: parent
                    comparison: attempts
                    visible: root.task !== ""
                }
                EmptyState {
                    anchors.centerIn: parent
                    iconName: "columns-2"
                    text: qsTr("Choose a task to see where its results, and what it was given, differ.")
                    title: qsTr("Line by line")
                    visible: root.task === ""
                }
            }
        }
    }
}
