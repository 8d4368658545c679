// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Controls
import Podium.Review

/// The changes of one file. N and P go to the next file and the one before.
FocusScope {
    id: root

    required property BranchDiff diff
    /// Room for names of files is above, not in a list beside.
    property bool narrow: false
    readonly property var current: diff.files.count > 0 ? diff.files.at(diff.file) : ({})

    Keys.onPressed: event => {
        if (Shortcuts.fits("review.next", event.key, event.modifiers))
            root.diff.file++;
        else if (Shortcuts.fits("review.previous", event.key, event.modifiers))
            root.diff.file--;
        else
            return;
        event.accepted = true;
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        Rectangle {
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.toolbarHeight
            color: Theme.surface1
            visible: root.diff.files.count > 0

            RowLayout {
                anchors.fill: parent
                anchors.leftMargin: root.narrow ? 8 : 20
                anchors.rightMargin: root.narrow ? 8 : 20
                spacing: 8

                Choice {
                    Layout.fillWidth: true
                    currentIndex: root.diff.file
                    model: root.diff.files
                    textRole: "path"
                    visible: root.narrow
                    onActivated: index => root.diff.file = index
                }
                AppText {
                    Layout.fillWidth: true
                    elide: Text.ElideMiddle
                    kind: AppText.Kind.Mono
                    text: root.current.path ?? ""
                    visible: !root.narrow
                }
                AppText {
                    color: Theme.success
                    kind: AppText.Kind.Mono
                    text: "+" + (root.current.added ?? 0)
                }
                AppText {
                    color: Theme.failed
                    kind: AppText.Kind.Mono
                    text: "−" + (root.current.removed ?? 0)
                }
                SegmentBar {
                    current: root.diff.lines.sideBySide ? 1 : 0
                    options: [qsTr("Unified"), qsTr("Side by side")]
                    visible: !root.narrow
                    onChosen: index => root.diff.lines.sideBySide = index === 1
                }
            }
            Rule {
                anchors.bottom: parent.bottom
                width: parent.width
            }
        }
        ListView {
            id: list

            property real shift: 0

            Accessible.name: qsTr("Changed lines")
            Accessible.role: Accessible.List
            Layout.fillHeight: true
            Layout.fillWidth: true
            boundsBehavior: Flickable.StopAtBounds
            clip: true
            focus: true
            model: root.diff.lines
            reuseItems: true
            topMargin: 6
            Keys.onLeftPressed: list.shift = Math.max(0, list.shift - 60)
            Keys.onRightPressed: list.shift += 60

            delegate: DiffLine {
                shift: list.shift
                sideBySide: root.diff.lines.sideBySide
                width: ListView.view.width
            }
            T.ScrollBar.vertical: ScrollHandle {}

            WheelHandler {
                acceptedModifiers: Qt.ShiftModifier
                orientation: Qt.Vertical
                onWheel: event => list.shift = Math.max(0, list.shift - event.angleDelta.y - event.angleDelta.x)
            }
            AppText {
                anchors.centerIn: parent
                color: root.diff.problem !== "" ? Theme.failed : Theme.text3
                text: root.diff.problem !== "" ? root.diff.problem : root.current.binary === true ? qsTr("A binary file: there are no lines to show") : root.diff.files.count > 0 ? qsTr("No lines were changed") : root.diff.loaded ? qsTr("Nothing was changed") : ""
                visible: list.count === 0
                width: Math.min(implicitWidth, parent.width - 40)
                wrapMode: Text.Wrap
            }
        }
    }
}
