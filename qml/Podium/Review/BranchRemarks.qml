// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Podium.Backend
import Podium.Controls
import Podium.Review

/// What a reviewer has to know of a branch before a decision.
ColumnLayout {
    id: root

    required property var branch
    readonly property var conflicts: branch.conflicts ?? []
    readonly property var clashes: branch.clashes ?? []

    spacing: 6

    RowLayout {
        Layout.fillWidth: true
        spacing: 10

        AppText {
            Layout.fillWidth: true
            Layout.maximumWidth: Math.ceil(implicitWidth)
            Layout.preferredWidth: implicitWidth
            elide: Text.ElideMiddle
            kind: AppText.Kind.Title
            text: root.branch.branch ?? ""
        }
        AppText {
            color: Theme.text2
            text: qsTr("into %1").arg(root.branch.target ?? "")
        }
        AppText {
            Layout.fillWidth: true
            color: Theme.text3
            text: qsTr("%n commit(s)", "", root.branch.commits ?? 0) + " · " + Format.ago(root.branch.created_ms ?? 0)
        }
        ActionButton {
            iconName: "external-link"
            look: ActionButton.Look.Quiet
            text: qsTr("Open the task")
            onClicked: Navigator.openRun(root.branch.run, root.branch.task)
        }
    }
    AppText {
        Layout.fillWidth: true
        color: Theme.text3
        elide: Text.ElideMiddle
        kind: AppText.Kind.Mono
        text: root.branch.path ?? ""
    }
    Repeater {
        model: {
            const out = [];
            if (root.branch.problem)
                out.push([root.branch.problem, true]);
            if (root.conflicts.length > 0)
                out.push([qsTr("Conflicts with %1: %2").arg(root.branch.target).arg(root.conflicts.join(", ")), true]);
            for (const clash of root.clashes)
                out.push([qsTr("Conflicts with %1, which is open, too: %2").arg(clash.branch).arg(clash.files.join(", ")), false]);
            if ((root.branch.uncommitted ?? 0) > 0)
                out.push([qsTr("%n file(s) are not committed yet; a merge can commit them.", "", root.branch.uncommitted), false]);
            if (root.branch.contained === true)
                out.push([qsTr("All of it is in %1 already.").arg(root.branch.target), false]);
            if (root.branch.saved_ref)
                out.push([qsTr("Kept as %1").arg(root.branch.saved_ref), false]);
            return out;
        }

        RowLayout {
            id: remark

            required property var modelData

            Layout.fillWidth: true
            spacing: 8

            Icon {
                Layout.alignment: Qt.AlignTop
                color: remark.modelData[1] ? Theme.failed : Theme.attention
                name: remark.modelData[1] ? "circle-x" : "triangle-alert"
                size: 15
            }
            AppText {
                Layout.fillWidth: true
                text: remark.modelData[0]
                wrapMode: Text.Wrap
            }
        }
    }
}
