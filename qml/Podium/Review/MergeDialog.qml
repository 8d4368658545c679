// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Podium.Controls
import Podium.Review

/// How a branch is to be merged.
Sheet {
    id: root

    required property ReviewController controller
    readonly property var branch: controller.shown
    readonly property list<string> strategies: ["squash", "merge", "rebase"]

    acceptText: qsTr("Merge")
    subtitle: qsTr("%1 moves last: a conflict, a failed test, or changes that are not committed where it is checked out leave everything as it was.").arg(branch.target ?? "")
    title: qsTr("Merge %1 into %2").arg(branch.branch ?? "").arg(branch.target ?? "")
    onAboutToShow: {
        controller.beginToAsk();
        message.text = "";
        commit.checked = (root.branch.uncommitted ?? 0) > 0;
    }
    onAccepted: root.controller.merge(root.strategies[how.current], test.text, message.text, commit.checked, keep.checked)

    SegmentBar {
        id: how

        options: [qsTr("Squash"), qsTr("Merge commit"), qsTr("Rebase")]
        onChosen: index => how.current = index
    }
    AppText {
        Layout.fillWidth: true
        color: Theme.text2
        kind: AppText.Kind.Secondary
        text: [qsTr("One commit with all of it; the commits as they were are kept as a ref."), qsTr("A merge commit; the branch's commits stay as they are."), qsTr("Its commits on top of the target; as they were they are kept as a ref.")][how.current]
        wrapMode: Text.Wrap
    }
    Field {
        id: message

        Layout.fillWidth: true
        placeholderText: qsTr("Message of the commit (made from the task if empty)")
        visible: how.current !== 2
    }
    Field {
        id: test

        Layout.fillWidth: true
        font.family: Theme.monoFont
        placeholderText: qsTr("Test the merged files first, e.g. make check")
    }
    Toggle {
        id: commit

        text: qsTr("Commit what is not committed in its worktree")
        visible: (root.branch.uncommitted ?? 0) > 0
    }
    Toggle {
        id: keep

        text: qsTr("Keep worktree and branch afterwards")
    }
}
