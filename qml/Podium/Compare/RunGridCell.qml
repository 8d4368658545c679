// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Podium.Backend
import Podium.Controls
import Podium.Compare

/// A task in a run: its state, and how long it took.
T.AbstractButton {
    id: root

    required property int row
    required property int column
    required property bool current
    required property string runId
    required property string task
    // Not "state": every item has one.
    required property var model
    /// The keyboard talks to the table.
    property bool active: false
    /// Of the run that is open.
    property bool isShown: false
    readonly property string stateName: model.state ?? ""
    readonly property bool exists: stateName !== ""
    readonly property double startedMs: model.startedMs ?? 0
    readonly property double finishedMs: model.finishedMs ?? 0
    readonly property bool runs: stateName === "RUNNING"
    /// Of what has ended or runs; an attempt that is over may have begun what waits now.
    readonly property string taken: startedMs > 0 && (finishedMs > 0 || runs) ? Format.duration((finishedMs > 0 ? finishedMs : Format.now) - startedMs) : ""
    readonly property string cost: Format.cost(model.usage ?? {})

    signal opened

    Accessible.description: root.exists ? root.facts() : ""
    Accessible.name: root.exists ? qsTr("%1, %2").arg(root.task).arg(Format.state(root.stateName)) : qsTr("%1 was not part of this run").arg(root.task)
    Accessible.role: Accessible.Cell
    enabled: root.exists
    focusPolicy: Qt.NoFocus
    hoverEnabled: true
    onClicked: root.opened()

    function facts(): string {
        let out = Format.state(root.stateName);
        if (root.taken !== "")
            out += " · " + root.taken;
        if (root.cost !== "—")
            out += " · " + root.cost;
        if (root.model.attempt > 1)
            out += " · " + qsTr("attempt %1").arg(root.model.attempt);
        if ((root.model.why ?? "") !== "")
            out += " · " + root.model.why;
        return out;
    }

    background: Rectangle {
        color: root.model.isChosen ? Theme.accentWash : root.hovered ? Theme.surface3 : root.isShown ? Theme.surface2 : "transparent"

        Rule {
            anchors.bottom: parent.bottom
            width: parent.width
        }
        Rectangle {
            anchors.fill: parent
            anchors.margins: 1
            border.color: Theme.accent
            border.width: 2
            color: "transparent"
            radius: Theme.controlRadius
            visible: root.current && root.active
        }
    }
    contentItem: Item {
        Row {
            anchors.verticalCenter: parent.verticalCenter
            spacing: 6
            visible: root.exists
            x: 12

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                color: States.color(root.stateName)
                name: Format.stateIcon(root.stateName)
                size: 15
            }
            AppText {
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.text2
                kind: AppText.Kind.Secondary
                text: root.taken !== "" ? root.taken : Format.state(root.stateName)
                width: Math.min(implicitWidth, root.width - 39)
            }
        }
    }

    Tip {
        text: root.task + "\n" + root.facts()
        visible: root.hovered && root.exists
    }
}
