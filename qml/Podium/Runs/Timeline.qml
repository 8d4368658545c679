// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Podium.Backend
import Podium.Controls
import Podium.Runs

/// When each task waited and ran, as bars over the time of the run. Tasks in states that are not looked for stand back.
FocusScope {
    id: root

    required property RunController controller
    readonly property var facts: controller.facts
    readonly property var states: controller.states
    readonly property double from: facts.started_ms ?? 0
    readonly property bool goesOn: from > 0 && !((facts.finished_ms ?? 0) > 0) && controller.pastMs <= 0
    readonly property double to: (facts.finished_ms ?? 0) > 0 ? facts.finished_ms : controller.pastMs > 0 ? controller.pastMs : Format.now
    readonly property double span: Math.max(1, to - from)
    readonly property int names: Math.min(220, width * 0.3)
    readonly property real room: Math.max(1, width - names - 110)
    readonly property int mostTicks: 12
    /// Between two marks of the axis, in milliseconds: the first that leaves the labels apart.
    readonly property double step: {
        const least = span / Math.max(1, Math.min(mostTicks - 1, Math.floor(room / (90 * Theme.textScale))));
        const second = 1000, minute = 60 * second, hour = 60 * minute, day = 24 * hour;
        const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, second, 2 * second, 5 * second, 10 * second, 15 * second, 30 * second, minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute, hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour, day];
        return steps.find(each => each >= least) ?? Math.ceil(least / day) * day;
    }
    /// The first mark: a round time of the clock on the wall.
    readonly property double firstTick: {
        const zone = new Date(from).getTimezoneOffset() * 60000;
        return Math.ceil((from - zone) / step) * step + zone;
    }

    function xOf(ms: double): real {
        return names + room * Math.max(0, Math.min(1, (ms - from) / span));
    }
    function tick(index: int): double {
        return firstTick + index * step;
    }
    function isMarked(index: int): bool {
        return from > 0 && tick(index) <= to;
    }
    function label(ms: double): string {
        return Qt.formatDateTime(new Date(ms), step >= 24 * 3600000 ? "d MMM" : step >= 60000 ? "HH:mm" : step >= 1000 ? "HH:mm:ss" : "HH:mm:ss.zzz");
    }

    // As many marks as there may ever be: they do not come and go while they are laid out.
    Repeater {
        model: root.mostTicks

        Rule {
            required property int index

            height: root.height
            visible: root.isMarked(index)
            width: 1
            x: root.xOf(root.tick(index))
        }
    }
    Rectangle {
        color: Theme.accent
        height: root.height
        visible: root.goesOn
        width: 1
        x: root.xOf(root.to)
    }
    ListView {
        id: list

        Accessible.name: qsTr("Timeline")
        Accessible.role: Accessible.List
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: axis.bottom
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        focus: true
        model: root.controller.tasks
        reuseItems: true

        delegate: T.ItemDelegate {
            id: row

            required property string key
            required property string title
            required property int parentTask
            required property string state
            required property double readyMs
            required property double startedMs
            required property double finishedMs
            readonly property double end: finishedMs > 0 ? finishedMs : root.to
            readonly property bool isMeant: root.states.length === 0 || root.states.indexOf(row.state) >= 0

            Accessible.description: row.startedMs > 0 ? tip.text : ""
            Accessible.name: row.key + ", " + Format.state(row.state)
            height: Math.round(26 * Theme.textScale)
            hoverEnabled: true
            width: ListView.view.width
            onClicked: root.controller.task = row.key

            background: Rectangle {
                color: root.controller.task === row.key ? Theme.accentWash : row.hovered ? Theme.surface2 : "transparent"
            }
            contentItem: Item {
                opacity: row.isMeant ? 1 : 0.35

                AppText {
                    anchors.verticalCenter: parent.verticalCenter
                    color: Theme.text2
                    kind: AppText.Kind.Secondary
                    text: row.title !== "" && row.parentTask < 0 ? row.title : row.key
                    width: root.names - 12 - x
                    x: row.parentTask < 0 ? 20 : 36
                }
                // What it waited between being ready and being begun.
                Rectangle {
                    color: Theme.ready
                    height: 2
                    visible: row.readyMs > 0 && row.startedMs > row.readyMs
                    width: root.xOf(row.startedMs) - x
                    x: root.xOf(row.readyMs)
                    y: Math.round((row.height - height) / 2)
                }
                Rectangle {
                    readonly property color tint: States.color(row.state)

                    border.color: tint
                    color: Qt.rgba(tint.r, tint.g, tint.b, 0.5)
                    height: 12
                    radius: 3
                    visible: row.startedMs > 0
                    width: Math.max(3, root.xOf(row.end) - x)
                    x: root.xOf(row.startedMs)
                    y: Math.round((row.height - height) / 2)
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
            Tip {
                id: tip

                text: {
                    const until = row.finishedMs > 0 ? Format.clock(row.finishedMs) : qsTr("now");
                    const ran = qsTr("%1 to %2").arg(Format.clock(row.startedMs)).arg(until);
                    return row.readyMs > 0 && row.startedMs - row.readyMs >= 1000 ? ran + " · " + qsTr("waited %1").arg(Format.duration(row.startedMs - row.readyMs)) : ran;
                }
                visible: row.hovered && row.startedMs > 0
            }
        }
        T.ScrollBar.vertical: ScrollHandle {}
    }
    Rectangle {
        id: axis

        color: Theme.surface1
        height: Math.round(28 * Theme.textScale)
        width: parent.width

        Repeater {
            model: root.mostTicks

            AppText {
                required property int index

                anchors.verticalCenter: parent?.verticalCenter
                color: Theme.text2
                kind: AppText.Kind.Caption
                text: root.label(root.tick(index))
                visible: root.isMarked(index) && x + width < (root.goesOn ? root.xOf(root.to) - 4 : root.width)
                x: root.xOf(root.tick(index)) + 4
            }
        }
        AppText {
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.accent
            kind: AppText.Kind.Caption
            text: qsTr("now")
            visible: root.goesOn
            x: root.xOf(root.to) + 4
        }
        Rule {
            anchors.bottom: parent.bottom
            width: parent.width
        }
    }
}
