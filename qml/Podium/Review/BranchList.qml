// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Backend
import Podium.Controls
import Podium.Review

/// The branches that tasks have left, oldest first.
ListView {
    id: root

    required property ReviewController controller

    function summary(fileCount: int, added: int, removed: int): string {
        return qsTr("%n file(s)", "", fileCount) + ", +" + added + " −" + removed;
    }

    Accessible.name: qsTr("Branches")
    Accessible.role: Accessible.List
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    currentIndex: controller.row
    keyNavigationEnabled: true
    model: controller.branches
    reuseItems: true
    onCurrentIndexChanged: if (activeFocus && currentIndex !== controller.row)
        controller.select(currentIndex)

    delegate: T.ItemDelegate {
        id: row

        required property int index
        required property string branch
        required property string target
        required property string title
        required property string rowState
        required property string taskState
        required property var files
        required property int added
        required property int removed
        required property int uncommitted
        required property var conflicts
        required property var clashes
        required property bool contained
        required property string problem
        required property double createdMs
        readonly property bool isOpen: row.rowState === "open"
        readonly property int conflictCount: row.conflicts ? row.conflicts.length : 0
        readonly property int clashCount: row.clashes ? row.clashes.length : 0
        readonly property string remark: row.problem !== "" ? row.problem : row.conflictCount > 0 ? qsTr("%n file(s) conflict with %1", "", row.conflictCount).arg(row.target) : row.clashCount > 0 ? qsTr("also changed in %1").arg(row.clashes[0].branch) : row.contained ? qsTr("already in %1").arg(row.target) : row.isOpen ? qsTr("clean") : Format.words(row.rowState)

        Accessible.name: row.branch + ", " + root.summary(row.files ? row.files.length : 0, row.added, row.removed) + ", " + row.remark
        height: implicitContentHeight + topPadding + bottomPadding
        width: ListView.view.width
        onClicked: root.controller.select(row.index)

        background: Rectangle {
            color: row.index === root.controller.row ? Theme.surface2 : row.hovered ? Theme.surface3 : "transparent"

            Rectangle {
                color: Theme.accent
                height: parent.height
                visible: row.index === root.controller.row
                width: 3
            }
            Rule {
                anchors.bottom: parent.bottom
                width: parent.width
            }
        }
        bottomPadding: 10
        leftPadding: 16
        rightPadding: 16
        topPadding: 10
        contentItem: ColumnLayout {
            spacing: 4

            RowLayout {
                spacing: 8

                Icon {
                    name: "git-branch"
                    size: 15
                }
                AppText {
                    Layout.fillWidth: true
                    elide: Text.ElideMiddle
                    font.weight: Font.DemiBold
                    text: row.branch
                }
                Pill {
                    text: Format.state(row.taskState)
                    tint: States.color(row.taskState)
                    visible: row.taskState !== "SUCCESS"
                }
            }
            AppText {
                Layout.fillWidth: true
                color: Theme.text2
                text: row.title !== "" ? row.title : qsTr("into %1").arg(row.target)
            }
            RowLayout {
                spacing: 8

                AppText {
                    Layout.fillWidth: true
                    color: row.problem !== "" || row.conflictCount > 0 ? Theme.failed : row.clashCount > 0 ? Theme.attention : Theme.text3
                    kind: AppText.Kind.Secondary
                    text: row.remark
                }
                AppText {
                    color: Theme.text2
                    kind: AppText.Kind.Secondary
                    text: row.files ? root.summary(row.files.length, row.added, row.removed) : ""
                    visible: text !== ""
                }
            }
        }
    }
    T.ScrollBar.vertical: ScrollHandle {}
}
