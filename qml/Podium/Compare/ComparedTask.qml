// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Backend
import Podium.Controls
import Podium.Compare

/// A task of two runs: its state, time and cost in each, and what differs.
T.ItemDelegate {
    id: root

    required property string key
    required property string title
    required property var first
    required property var second
    required property var differs
    property bool isSelected: false
    readonly property string differences: {
        const words = {
            only_left: qsTr("only in the first"),
            only_right: qsTr("only in the second"),
            state: qsTr("state"),
            result: qsTr("result"),
            attempts: qsTr("attempts"),
            agent: qsTr("agent")
        };
        return root.differs.map(word => words[word] ?? word).join(", ");
    }

    function said(of: var): string {
        return of ? Format.state(of.state) : qsTr("not there");
    }

    component Side: RowLayout {
        id: side

        property var task
        readonly property bool exists: side.task !== null && side.task !== undefined

        spacing: 6

        Icon {
            color: side.exists ? States.color(side.task.state) : Theme.text3
            name: side.exists ? Format.stateIcon(side.task.state) : "minus"
            size: 15
        }
        AppText {
            Layout.fillWidth: true
            color: Theme.text2
            // Only what runs takes time; what waits says so.
            text: !side.exists ? "—" : side.task.finished_ms > 0 && side.task.started_ms > 0 ? Format.duration(side.task.finished_ms - side.task.started_ms) : side.task.state === "RUNNING" ? Format.duration(Format.now - side.task.started_ms) : Format.state(side.task.state)
        }
        TipText {
            Layout.preferredWidth: Math.max(52 * Theme.textScale, Math.min(implicitWidth, 76 * Theme.textScale))
            horizontalAlignment: Text.AlignRight
            kind: AppText.Kind.Secondary
            text: side.exists ? Format.cost(side.task.usage ?? {}) : ""
            tip: truncated ? text : ""
        }
    }

    Accessible.name: qsTr("%1: %2 and %3").arg(root.title !== "" ? root.title : root.key).arg(root.said(root.first)).arg(root.said(root.second)) + (root.differences !== "" ? ", " + qsTr("differs in %1").arg(root.differences) : "")
    height: Theme.rowHeight + 6
    leftPadding: 20
    rightPadding: 16

    background: Rectangle {
        color: root.isSelected ? Theme.accentWash : root.hovered ? Theme.surface2 : "transparent"

        Rule {
            anchors.bottom: parent.bottom
            width: parent.width
        }
    }
    contentItem: RowLayout {
        spacing: 12

        Column {
            Layout.fillWidth: true
            Layout.minimumWidth: 80
            spacing: 2

            AppText {
                text: root.title !== "" ? root.title : root.key
                width: parent.width
            }
            AppText {
                color: root.differences !== "" ? Theme.text2 : Theme.text3
                kind: AppText.Kind.Secondary
                text: root.differences !== "" ? qsTr("differs in %1").arg(root.differences) : qsTr("the same")
                width: parent.width
            }
        }
        Repeater {
            model: [root.first, root.second]

            Side {
                required property var modelData

                Layout.preferredWidth: 128 * Theme.textScale
                task: modelData
            }
        }
    }
}
