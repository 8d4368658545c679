// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Podium.Controls
import Podium.Review

/// What can be done with a branch, and what came of the last thing that was.
Rectangle {
    id: root

    required property ReviewController controller
    readonly property bool isOpen: controller.open
    readonly property bool running: controller.taskRunning

    signal mergeAsked
    signal discardAsked

    color: Theme.surface1
    implicitHeight: column.implicitHeight + 24

    Rule {
        width: parent.width
    }
    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.leftMargin: 20
        anchors.right: parent.right
        anchors.rightMargin: 20
        spacing: 8
        y: 12

        AppText {
            Layout.fillWidth: true
            color: root.controller.refusal !== "" ? Theme.failed : Theme.text1
            text: root.controller.refusal !== "" ? root.controller.refusal : root.controller.outcome
            visible: text !== ""
            wrapMode: Text.Wrap
        }
        RowLayout {
            spacing: 8
            visible: root.controller.branches.count > 0

            ActionButton {
                enabled: root.isOpen && !root.running && root.controller.busy === ""
                iconName: "git-merge"
                keys: Shortcuts.keys["review.merge"]
                look: ActionButton.Look.Primary
                text: root.controller.busy === "merge" ? qsTr("Merging…") : qsTr("Merge…")
                onClicked: root.mergeAsked()
            }
            ActionButton {
                enabled: root.isOpen && !root.running && root.controller.busy === ""
                iconName: "trash-2"
                look: ActionButton.Look.Danger
                text: root.controller.busy === "discard" ? qsTr("Discarding…") : qsTr("Discard (keeps a ref)")
                onClicked: root.discardAsked()
            }
            AppText {
                Layout.fillWidth: true
                color: Theme.text3
                horizontalAlignment: Text.AlignRight
                text: root.running ? qsTr("Its task is still running") : !root.isOpen ? qsTr("Nothing can be done with it any more") : qsTr("%1 / %2 next and previous file").arg(Shortcuts.keys["review.next"]).arg(Shortcuts.keys["review.previous"])
            }
        }
    }
}
