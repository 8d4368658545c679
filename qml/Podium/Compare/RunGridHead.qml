// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Podium.Backend
import Podium.Controls
import Podium.Compare

/// A run above its column: its state, when it began, how long it took. Opens it; the box chooses it to compare.
T.AbstractButton {
    id: root

    required property var run
    required property RunGrid grid
    property bool isShown: false
    readonly property string runId: run.id ?? ""
    readonly property bool isChosen: root.grid.chosen.length > 0 && (root.grid.chosen[0] === root.runId || root.grid.chosen[1] === root.runId)
    readonly property double startedMs: run.started_ms ?? 0
    readonly property string taken: startedMs > 0 ? Format.duration((run.finished_ms > 0 ? run.finished_ms : Format.now) - startedMs) : ""
    readonly property int failed: run.tasks_failed ?? 0
    readonly property int done: Math.max(0, (run.tasks_done ?? 0) - failed - (run.tasks_cancelled ?? 0))
    readonly property string progress: failed > 0 ? qsTr("%1 of %2 done, %3 failed").arg(done).arg(run.tasks_total ?? 0).arg(failed) : qsTr("%1 of %2 done").arg(done).arg(run.tasks_total ?? 0)
    readonly property string runName: Format.runName(run.title ?? "", run.workflow ?? "")

    Accessible.description: qsTr("Opens the run")
    Accessible.name: qsTr("%1, %2, %3").arg(root.runName).arg(Format.state(run.state ?? "")).arg(Format.moment(run.created_ms ?? 0))
    Accessible.role: Accessible.ColumnHeader
    focusPolicy: Qt.NoFocus
    hoverEnabled: true

    background: Rectangle {
        color: root.isChosen ? Theme.accentWash : root.hovered ? Theme.surface3 : root.isShown ? Theme.surface2 : "transparent"

        Rectangle {
            color: Theme.accent
            height: 2
            visible: root.isShown
            width: parent.width
        }
    }
    contentItem: Item {
        Icon {
            color: States.color(root.run.state ?? "")
            name: Format.stateIcon(root.run.state ?? "")
            size: 15
            x: 12
            y: 9
        }
        AppText {
            color: Theme.text2
            kind: AppText.Kind.Secondary
            text: root.taken !== "" ? root.taken : "—"
            x: 33
            y: 9
        }
        AppText {
            kind: AppText.Kind.Caption
            text: Format.now > 0 ? Format.ago(root.run.created_ms ?? 0) : ""
            width: parent.width - 38
            x: 12
            y: 33
        }
    }

    T.AbstractButton {
        id: box

        Accessible.checked: root.isChosen
        Accessible.name: qsTr("Compare %1, %2").arg(root.runName).arg(Format.moment(root.run.created_ms ?? 0))
        Accessible.role: Accessible.CheckBox
        focusPolicy: Qt.NoFocus
        height: 26
        hoverEnabled: true
        width: 26
        x: root.width - 28
        y: 28
        onClicked: root.grid.toggle(root.runId)

        Rectangle {
            anchors.centerIn: parent
            border.color: root.isChosen ? Theme.accent : box.hovered ? Theme.text2 : Theme.text3
            color: root.isChosen ? Theme.accent : "transparent"
            height: 14
            radius: 3
            width: 14

            Icon {
                anchors.centerIn: parent
                color: Theme.onAccent
                name: "check"
                size: 12
                visible: root.isChosen
            }
        }
        Tip {
            text: qsTr("Choose two runs to compare them")
            visible: box.hovered
        }
    }
    Tip {
        text: [root.runName, Format.state(root.run.state ?? ""), root.progress, Format.cost(root.run.usage ?? {}), Format.moment(root.run.created_ms ?? 0)].join(" · ") + "\n" + root.runId
        visible: root.hovered && !box.hovered
    }
}
