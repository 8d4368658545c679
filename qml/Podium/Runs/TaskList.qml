// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Backend
import Podium.Controls
import Podium.Runs

/// The tasks of a run as rows.
ListView {
    id: root

    required property RunController controller
    property JsonListModel tasks: controller.tasks
    /// There is room for name and time only.
    property bool narrow: false
    /// That are looked for; empty = all.
    readonly property var states: controller.states

    Accessible.name: qsTr("Tasks")
    Accessible.role: Accessible.List
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    currentIndex: -1
    keyNavigationEnabled: true
    model: tasks
    reuseItems: true
    onCurrentIndexChanged: if (currentIndex >= 0 && activeFocus)
        controller.task = tasks.at(currentIndex).key

    delegate: T.ItemDelegate {
        id: row

        required property int index
        required property string key
        required property string title
        required property int parentTask
        required property string state
        required property int attempt
        required property string agent
        required property string activity
        required property string why
        required property var usage
        required property double startedMs
        required property double finishedMs
        readonly property bool isSelected: root.controller.task === row.key
        readonly property bool isMeant: root.states.length === 0 || root.states.indexOf(row.state) >= 0

        Accessible.name: (row.title !== "" ? row.title : row.key) + ", " + Format.state(row.state)
        height: Theme.rowHeight
        width: ListView.view.width
        onClicked: {
            root.currentIndex = row.index;
            root.controller.task = row.key;
        }

        background: Rectangle {
            color: row.isSelected ? Theme.accentWash : row.hovered ? Theme.surface2 : "transparent"

            Rule {
                anchors.bottom: parent.bottom
                width: parent.width
            }
        }
        leftPadding: 20 + (row.parentTask >= 0 && !root.narrow ? 24 : 0)
        rightPadding: 20
        contentItem: RowLayout {
            opacity: row.isMeant ? 1 : 0.35
            spacing: 12

            Icon {
                color: States.color(row.state)
                name: Format.stateIcon(row.state)
            }
            Column {
                Layout.fillWidth: true
                spacing: 1

                AppText {
                    font.weight: Font.Medium
                    text: row.title !== "" && row.parentTask < 0 ? row.title : row.key
                    width: parent.width
                }
                AppText {
                    color: row.state === "FAILED" ? Theme.failed : Theme.text3
                    kind: AppText.Kind.Secondary
                    text: row.why !== "" ? row.why : row.activity !== "" && row.state === "RUNNING" ? Format.words(row.activity) : row.agent
                    visible: text !== ""
                    width: parent.width
                }
            }
            AppText {
                color: Theme.text3
                kind: AppText.Kind.Secondary
                visible: !root.narrow
                text: row.attempt > 1 ? qsTr("attempt %1").arg(row.attempt) : ""
            }
            AppText {
                Layout.preferredWidth: 112
                visible: !root.narrow
                color: States.color(row.state)
                text: Format.state(row.state)
            }
            AppText {
                Layout.preferredWidth: 80
                color: Theme.text2
                horizontalAlignment: Text.AlignRight
                text: row.startedMs > 0 ? Format.duration((row.finishedMs > 0 ? row.finishedMs : (root.controller.pastMs > 0 ? root.controller.pastMs : Format.now)) - row.startedMs) : "—"
            }
            AppText {
                Layout.preferredWidth: 112 * Theme.textScale // "simulated $ 0.04"
                horizontalAlignment: Text.AlignRight
                text: Format.cost(row.usage)
            }
        }
    }
    T.ScrollBar.vertical: ScrollHandle {}
}
