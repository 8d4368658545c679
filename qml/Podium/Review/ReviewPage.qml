// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Podium.Controls
import Podium.Review

/// The branches that agents have left: what they changed, whether it fits, and its merge or end.
FocusScope {
    id: root

    focus: true
    Keys.onPressed: event => {
        if (Shortcuts.fits("review.merge", event.key, event.modifiers) && controller.open) {
            mergeDialog.open();
            event.accepted = true;
        }
    }

    PageCommand {
        available: root.visible && controller.open
        group: qsTr("Review")
        iconName: "git-merge"
        shortcut: "review.merge"
        title: qsTr("Merge the branch…")
        onTriggered: mergeDialog.open()
    }
    ReviewController {
        id: controller

        onDone: diff.refresh()
    }
    BranchDiff {
        id: diff

        run: controller.run
        task: controller.branch
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PageHeader {
            Layout.fillWidth: true
            iconName: "git-pull-request"
            note: controller.loaded && controller.branches.count > 0 ? qsTr("Branches: %1").arg(controller.branches.count) : ""
            title: qsTr("Review")

            ActionButton {
                checkable: true
                checked: controller.all
                look: ActionButton.Look.Quiet
                text: qsTr("Also done and running")
                onToggled: controller.all = checked
            }
            ActionButton {
                iconName: "refresh-cw"
                tip: qsTr("Compare again")
                onClicked: {
                    controller.refresh();
                    diff.refresh();
                }
            }
        }
        RowLayout {
            Layout.fillHeight: true
            Layout.fillWidth: true
            spacing: 0
            visible: controller.branches.count > 0

            ColumnLayout {
                Layout.fillHeight: true
                Layout.maximumWidth: 340
                Layout.minimumWidth: 280
                Layout.preferredWidth: root.width * 0.26
                spacing: 0

                BranchList {
                    Layout.fillHeight: true
                    Layout.fillWidth: true
                    controller: controller
                    focus: true
                }
                Rule {
                    Layout.fillWidth: true
                }
                AppText {
                    Layout.leftMargin: 16
                    Layout.topMargin: 10
                    kind: AppText.Kind.Caption
                    text: qsTr("Files in %1").arg(controller.branch)
                }
                DiffFiles {
                    Layout.fillWidth: true
                    Layout.preferredHeight: Math.min(contentHeight + 12, root.height * 0.4)
                    diff: diff
                    topMargin: 6
                }
            }
            Rule {
                Layout.fillHeight: true
                Layout.preferredWidth: 1
            }
            ColumnLayout {
                Layout.fillHeight: true
                Layout.fillWidth: true
                spacing: 0

                BranchRemarks {
                    Layout.fillWidth: true
                    Layout.leftMargin: 20
                    Layout.margins: 12
                    Layout.rightMargin: 20
                    branch: controller.shown
                }
                Rule {
                    Layout.fillWidth: true
                }
                DiffView {
                    Layout.fillHeight: true
                    Layout.fillWidth: true
                    diff: diff
                }
                BranchActions {
                    Layout.fillWidth: true
                    controller: controller
                    onDiscardAsked: confirm.open()
                    onMergeAsked: mergeDialog.open()
                }
            }
        }
        Item {
            Layout.fillHeight: true
            Layout.fillWidth: true
            visible: controller.branches.count === 0

            EmptyState {
                anchors.centerIn: parent
                iconName: controller.problem !== "" ? "triangle-alert" : "git-pull-request"
                text: controller.problem !== "" ? controller.problem : controller.outcome !== "" ? controller.outcome : qsTr("A task with a worktree of its own leaves its work as a branch. Here you see what it changed, merge it, or put it aside.")
                title: controller.problem !== "" ? qsTr("The branches cannot be read") : controller.loaded ? qsTr("Nothing to review") : qsTr("Comparing branches…")
            }
        }
    }
    MergeDialog {
        id: mergeDialog

        controller: controller
    }
    Sheet {
        id: confirm

        acceptText: qsTr("Discard")
        destructive: true
        subtitle: qsTr("Its worktree and branch are removed. Everything in them but ignored files is kept as a ref first, also what was not committed; you are told how to get it back.")
        title: qsTr("Discard %1?").arg(controller.branch)
        onAboutToShow: controller.beginToAsk()
        onAccepted: controller.discard()
    }
}
