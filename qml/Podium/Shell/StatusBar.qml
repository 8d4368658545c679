// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Podium.Backend
import Podium.Controls
import Podium.Shell

/// The truth about the engine, its load and the money.
Rectangle {
    id: root

    signal commandsAsked

    readonly property bool ready: Backend.state === Backend.Ready

    color: Theme.surface1
    implicitHeight: Theme.statusHeight

    Rule {
        width: parent.width
    }
    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: 14
        anchors.rightMargin: 14
        spacing: 20

        Row {
            spacing: 6

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                color: engine.color
                name: root.ready ? "circle-check" : Backend.state === Backend.Failed ? "circle-x" : "loader"
                size: 13
            }
            TipText {
                id: engine

                color: root.ready ? Theme.success : Backend.state === Backend.Failed ? Theme.failed : Theme.text2
                kind: AppText.Kind.Secondary
                text: !root.ready ? (Backend.state === Backend.Failed ? qsTr("No engine") : qsTr("Opening…")) : Backend.owner ? qsTr("Local engine") : qsTr("Engine of another process")
                above: true
                tip: root.ready ? Backend.dataFolder : Backend.problem
            }
        }
        AppText {
            color: Theme.text2
            kind: AppText.Kind.Secondary
            text: qsTr("%1 running").arg(EngineStatus.running)
            visible: EngineStatus.running >= 0
        }
        AppText {
            color: Theme.text2
            kind: AppText.Kind.Secondary
            text: qsTr("%1 queued").arg(EngineStatus.queued)
            visible: EngineStatus.queued >= 0
        }
        Item {
            Layout.fillWidth: true
        }
        AppText {
            color: Theme.text2
            kind: AppText.Kind.Secondary
            text: qsTr("Today")
            visible: EngineStatus.spentToday >= 0
        }
        TipText {
            Layout.leftMargin: -14
            kind: AppText.Kind.Secondary
            color: Theme.text1
            font.weight: Font.DemiBold
            text: (EngineStatus.unknownCosts > 0 ? "≥ " : "") + Format.money(EngineStatus.spentToday)
            visible: EngineStatus.spentToday >= 0
            above: true
            tip: EngineStatus.unknownCosts > 0 ? qsTr("The cost of %n attempt(s) is unknown.", "", EngineStatus.unknownCosts) : ""
        }
        AppText {
            Layout.leftMargin: -14
            color: Theme.text2
            kind: AppText.Kind.Secondary
            text: qsTr("of %1").arg(Format.money(EngineStatus.budgetToday))
            visible: EngineStatus.budgetToday >= 0
        }
        Row {
            spacing: 6

            KeyHint {
                anchors.verticalCenter: parent.verticalCenter
                keys: Shortcuts.keys["commands"]
            }
            AppText {
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.text2
                kind: AppText.Kind.Secondary
                text: qsTr("Commands")
            }
            TapHandler {
                onTapped: root.commandsAsked()
            }
        }
    }
}
