// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Backend
import Podium.Controls
import Podium.Compare

/// A run that is compared: its state, when it began, how long it took and what it cost. Opens it.
T.AbstractButton {
    id: root

    required property var run
    readonly property double startedMs: run.started_ms ?? 0

    Accessible.description: qsTr("Opens the run")
    Accessible.name: qsTr("%1, %2, %3").arg(Format.runName(run.title ?? "", run.workflow ?? "")).arg(Format.state(run.state ?? "")).arg(Format.moment(run.created_ms ?? 0))
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    implicitHeight: 40
    Keys.onReturnPressed: root.clicked()
    onClicked: Navigator.openRun(root.run.id)

    background: Rectangle {
        color: root.hovered ? Theme.surface2 : "transparent"
        radius: Theme.controlRadius

        FocusRing {
            visible: root.visualFocus
        }
    }
    contentItem: Item {
        Icon {
            color: States.color(root.run.state ?? "")
            name: Format.stateIcon(root.run.state ?? "")
            size: 15
            y: 3
        }
        RowLayout {
            spacing: 6
            width: parent.width - 21
            x: 21

            AppText {
                font.weight: Font.Medium
                text: root.startedMs > 0 ? Format.duration((root.run.finished_ms > 0 ? root.run.finished_ms : Format.now) - root.startedMs) : "—"
            }
            TipText {
                Layout.fillWidth: true
                horizontalAlignment: Text.AlignRight
                kind: AppText.Kind.Secondary
                text: Format.cost(root.run.usage ?? {})
                tip: truncated ? text : ""
            }
        }
        AppText {
            kind: AppText.Kind.Caption
            text: Format.now > 0 ? Format.ago(root.run.created_ms ?? 0) : ""
            width: parent.width - 21
            x: 21
            y: 21
        }
    }

    Tip {
        text: Format.runName(root.run.title ?? "", root.run.workflow ?? "") + " · " + Format.moment(root.run.created_ms ?? 0) + "\n" + (root.run.id ?? "")
        visible: root.hovered
    }
}
