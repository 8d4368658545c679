// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Backend
import Podium.Controls
import Podium.Runs

/// What happened in a run, newest first. Choosing an event shows the run as it was then.
ListView {
    id: root

    required property RunController controller
    required property RunHistory history

    function nameOf(task: int): string {
        const row = controller.tasks.indexOf(task);
        return row < 0 ? "" : controller.tasks.at(row).key;
    }
    function words(details: var): string {
        if (!details)
            return "";
        return details.error ?? details.reason ?? details.by ?? details.agent ?? details.text ?? "";
    }

    Accessible.name: qsTr("Events")
    Accessible.role: Accessible.List
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    model: controller.events
    reuseItems: true

    currentIndex: -1
    keyNavigationEnabled: true
    Keys.onReturnPressed: if (currentIndex >= 0)
        root.history.seekEvent(controller.events.at(currentIndex).seq)

    delegate: T.ItemDelegate {
        id: row

        required property int seq
        required property double timeMs
        required property string type
        required property var task
        required property var details

        readonly property bool isShown: !root.history.live && root.history.seq === row.seq
        readonly property bool isAhead: !root.history.live && row.seq > root.history.seq

        Accessible.description: qsTr("Shows the run as it was then")
        Accessible.name: Format.clock(row.timeMs) + " " + Format.event(row.type) + (row.task >= 0 ? " " + root.nameOf(row.task) : "")
        height: Math.round(28 * Theme.textScale)
        leftPadding: 20
        rightPadding: 20
        width: ListView.view.width
        onClicked: root.history.seekEvent(row.seq)

        background: Rectangle {
            color: row.isShown ? Theme.accentWash : row.hovered || row.ListView.isCurrentItem && root.activeFocus ? Theme.surface2 : "transparent"
        }
        contentItem: RowLayout {
            opacity: row.isAhead ? 0.5 : 1
            spacing: 16

            AppText {
                Layout.preferredWidth: 70
                color: Theme.text3
                kind: AppText.Kind.Mono
                text: Format.clock(row.timeMs)
            }
            TipText {
                Layout.preferredWidth: Math.round(190 * Theme.textScale)
                text: Format.event(row.type)
                tip: row.type
            }
            AppText {
                Layout.preferredWidth: 160
                color: Theme.text2
                text: row.task >= 0 ? root.nameOf(row.task) : ""
            }
            AppText {
                Layout.fillWidth: true
                color: Theme.text3
                text: root.words(row.details)
            }
        }
    }
    T.ScrollBar.vertical: ScrollHandle {}
}
