// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Controls
import Podium.Review

/// The files of a patch.
ListView {
    id: root

    required property BranchDiff diff

    Accessible.name: qsTr("Changed files")
    Accessible.role: Accessible.List
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    currentIndex: diff.file
    keyNavigationEnabled: true
    model: diff.files
    reuseItems: true
    onCurrentIndexChanged: if (activeFocus)
        diff.file = currentIndex

    delegate: T.ItemDelegate {
        id: row

        required property int index
        required property string path
        required property string change
        required property int added
        required property int removed

        Accessible.name: qsTr("%1, %2 lines added, %3 removed").arg(row.path).arg(row.added).arg(row.removed)
        height: Math.round(30 * Theme.textScale)
        width: ListView.view.width
        onClicked: root.diff.file = row.index

        background: Rectangle {
            color: row.index === root.diff.file ? Theme.surface2 : row.hovered ? Theme.surface3 : "transparent"
        }
        leftPadding: 16
        rightPadding: 16
        contentItem: RowLayout {
            spacing: 8

            Icon {
                name: row.change === "added" ? "file-plus" : row.change === "deleted" ? "file-minus" : "file-pen"
                size: 15
            }
            AppText {
                Layout.fillWidth: true
                elide: Text.ElideMiddle
                kind: AppText.Kind.Mono
                text: row.path
            }
            AppText {
                color: Theme.success
                kind: AppText.Kind.Caption
                text: "+" + row.added
            }
            AppText {
                color: Theme.failed
                kind: AppText.Kind.Caption
                text: "−" + row.removed
            }
        }
    }
    T.ScrollBar.vertical: ScrollHandle {}
}
