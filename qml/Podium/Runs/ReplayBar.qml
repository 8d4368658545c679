// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Backend
import Podium.Controls
import Podium.Runs

/// Goes through the events of a run: back to any of them, on at several speeds, and back to how it is now. Left and right
/// move by an event on the line, Page Up and Down by a tenth, Home and End to its ends.
Rectangle {
    id: root

    required property RunHistory history
    readonly property list<string> speeds: [qsTr("1×"), qsTr("4×"), qsTr("16×"), qsTr("As it was")]
    readonly property list<string> paces: [qsTr("%1 events a second").arg(10), qsTr("%1 events a second").arg(40), qsTr("%1 events a second").arg(160), qsTr("As fast as it happened")]

    color: Theme.surface1
    implicitHeight: Theme.toolbarHeight

    Rule {
        width: parent.width
    }
    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: 12
        anchors.rightMargin: 20
        spacing: 10

        ActionButton {
            iconName: root.history.playing ? "pause" : "play"
            look: ActionButton.Look.Quiet
            tip: root.history.playing ? qsTr("Pause the replay") : qsTr("Replay the run from here")
            onClicked: root.history.playing ? root.history.pause() : root.history.play()
        }
        T.Slider {
            id: line

            Accessible.name: qsTr("Replay")
            Accessible.description: qsTr("Event %1 of %2").arg(root.history.position).arg(root.history.count)
            Layout.fillHeight: true
            Layout.fillWidth: true
            Layout.minimumWidth: 120
            enabled: root.history.problem === ""
            focusPolicy: Qt.StrongFocus
            from: 0
            hoverEnabled: true
            live: true
            stepSize: 1
            to: Math.max(1, root.history.count)
            value: root.history.live ? to : root.history.position
            Keys.onPressed: event => {
                const steps = {
                    [Qt.Key_PageUp]: -0.1,
                    [Qt.Key_PageDown]: 0.1,
                    [Qt.Key_Home]: -1,
                    [Qt.Key_End]: 1
                };
                const step = steps[event.key];
                if (step === undefined)
                    return;
                root.history.pause();
                root.history.seek(Math.round(root.history.position + step * root.history.count));
                event.accepted = true;
            }
            onActiveFocusChanged: if (activeFocus)
                root.history.prepare()
            onHoveredChanged: if (hovered)
                root.history.prepare()
            onMoved: {
                root.history.pause();
                root.history.seek(Math.round(value));
            }
            onPressedChanged: if (pressed)
                root.history.prepare()

            background: Item {
                Rectangle {
                    anchors.verticalCenter: parent.verticalCenter
                    color: Theme.surface3
                    height: 4
                    radius: 2
                    width: parent.width
                }
                Rectangle {
                    anchors.verticalCenter: parent.verticalCenter
                    color: root.history.live ? Theme.text3 : Theme.accent
                    height: 4
                    radius: 2
                    width: line.handle.x + line.handle.width / 2
                }
                Repeater {
                    model: root.history.marks

                    Rectangle {
                        required property double modelData

                        anchors.verticalCenter: parent.verticalCenter
                        color: Theme.failed
                        height: 12
                        radius: 1
                        width: 2
                        x: line.handle.width / 2 + modelData * (line.width - line.handle.width) - 1
                    }
                }
            }
            handle: Rectangle {
                border.color: Theme.surface1
                border.width: 2
                color: root.history.live ? Theme.text2 : Theme.accent
                height: 16
                radius: 8
                width: 16
                x: line.visualPosition * (line.width - width)
                y: Math.round((line.height - height) / 2)

                FocusRing {
                    radius: 10
                    visible: line.visualFocus
                }
            }

            Tip {
                delay: 0
                text: root.history.ready ? qsTr("Event %1 of %2 · %3").arg(root.history.position).arg(root.history.count).arg(Format.clock(root.history.timeMs)) : ""
                visible: line.pressed && text !== ""
                x: line.handle.x + line.handle.width / 2 - implicitWidth / 2
                y: -implicitHeight - 2
            }
        }
        AppText {
            Layout.preferredWidth: implicitWidth
            color: Theme.text2
            kind: AppText.Kind.Mono
            text: root.history.live ? qsTr("live") : Format.clock(root.history.timeMs)
        }
        AppText {
            color: Theme.text3
            kind: AppText.Kind.Secondary
            text: qsTr("event %1 of %2").arg(root.history.position).arg(root.history.count)
            visible: !root.history.live && root.width > 760
        }
        Choice {
            id: speed

            Accessible.name: qsTr("Speed")
            currentIndex: root.history.speed
            implicitWidth: 118
            model: root.speeds
            onActivated: index => root.history.speed = index

            Tip {
                text: root.paces[root.history.speed]
                visible: speed.hovered
                y: -implicitHeight - 4
            }
        }
        ActionButton {
            enabled: !root.history.live
            iconName: "skip-forward"
            text: qsTr("Back to live")
            tip: qsTr("Show the run as it is now")
            onClicked: root.history.backToLive()
        }
    }
}
