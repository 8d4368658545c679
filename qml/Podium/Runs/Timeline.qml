// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Podium.Backend
import Podium.Controls
import Podium.Runs

/// When each task ran, as bars over the time of the run.
ListView {
    id: root

    required property RunController controller
    readonly property var facts: controller.facts
    readonly property double from: facts.started_ms ?? 0
    readonly property double to: (facts.finished_ms ?? 0) > 0 ? facts.finished_ms : controller.pastMs > 0 ? controller.pastMs : Format.now
    readonly property double span: Math.max(1, to - from)
    readonly property int names: Math.min(220, width * 0.3)

    Accessible.name: qsTr("Timeline")
    Accessible.role: Accessible.List
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    model: controller.tasks
    reuseItems: true
    topMargin: 8

    delegate: T.ItemDelegate {
        id: row

        required property string key
        required property string title
        required property string state
        required property double startedMs
        required property double finishedMs
        readonly property double end: finishedMs > 0 ? finishedMs : root.to

        Accessible.name: row.key + ", " + Format.state(row.state)
        height: 26
        width: ListView.view.width
        onClicked: root.controller.task = row.key

        background: Rectangle {
            color: root.controller.task === row.key ? Theme.accentWash : row.hovered ? Theme.surface2 : "transparent"
        }
        contentItem: Item {
            AppText {
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.text2
                kind: AppText.Kind.Secondary
                text: row.title !== "" ? row.title : row.key
                width: root.names - 32
                x: 20
            }
            Rectangle {
                readonly property color tint: States.color(row.state)
                readonly property real room: root.width - root.names - 110

                border.color: tint
                color: Qt.rgba(tint.r, tint.g, tint.b, 0.5)
                height: 12
                radius: 3
                visible: row.startedMs > 0
                width: Math.max(3, room * (row.end - row.startedMs) / root.span)
                x: root.names + room * Math.max(0, row.startedMs - root.from) / root.span
                y: 7
            }
            AppText {
                anchors.right: parent.right
                anchors.rightMargin: 20
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.text3
                kind: AppText.Kind.Secondary
                text: row.startedMs > 0 ? Format.duration(row.end - row.startedMs) : ""
            }
        }
    }
    T.ScrollBar.vertical: ScrollHandle {}
}
