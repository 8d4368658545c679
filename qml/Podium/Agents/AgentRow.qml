// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Podium.Agents
import Podium.Backend
import Podium.Controls

/// One agent of the pool, and its verbs.
Item {
    id: root

    required property int index
    required property string name
    required property string title
    required property string workRole
    required property string runner
    required property bool isEnabled
    required property bool draining
    required property int instances
    required property int running
    required property int places
    required property var success
    required property var breaker
    required property var runnerBreaker
    /// Why its runner cannot work here, and what to do; nothing if it can.
    required property var absent
    required property var activity
    required property var now
    required property var sinceMs
    required property var cpu
    required property var rssBytes
    required property var usage
    required property var run
    required property var taskKey
    property bool chosen: false
    /// The list has the keyboard.
    property bool marked: false
    /// The panel is beside it, with the verbs.
    property bool narrow: false
    /// There is room for little: its panel tells the rest.
    property bool slim: false
    readonly property bool broken: breaker?.state === "open"
    readonly property bool runnerBroken: runnerBreaker?.state === "open"
    /// What it is doing goes on as it began.
    readonly property bool gone: (absent?.why ?? "") !== "" && running === 0
    readonly property string trouble: broken ? (breaker.reason ?? "") : gone ? absent.why : runnerBroken ? (runnerBreaker.reason ?? "") : ""
    readonly property string stateName: broken ? "FAILED" : !isEnabled || draining ? "CANCELLED" : activity === "waiting_for_person" ? "AWAITING_REVIEW" : activity === "rate_limited" || activity === "stalled" ? "BLOCKED" : runnerBroken ? "FAILED" : gone ? "AWAITING_REVIEW" : running > 0 ? "RUNNING" : "PENDING"

    signal picked

    function stateWords(): string {
        if (broken)
            return qsTr("Breaker open");
        if (!isEnabled)
            return qsTr("Off");
        if (draining)
            return qsTr("Draining");
        if (gone)
            return qsTr("Not available");
        if (runnerBroken)
            return qsTr("Runner held back");
        if (running > 0 && (running > 1 || places > 1))
            return qsTr("%1 of %2 busy").arg(running).arg(Math.max(places, running));
        if (running > 0)
            return activity ? Format.words(activity) : qsTr("running");
        return instances > 0 ? qsTr("idle") : qsTr("no instances");
    }

    Accessible.description: root.trouble
    Accessible.name: root.name + ", " + stateWords()
    Accessible.role: Accessible.ListItem
    height: Theme.rowHeight

    HoverHandler {
        id: hover
    }
    TapHandler {
        onTapped: root.picked()
    }
    Rectangle {
        anchors.fill: parent
        color: root.chosen ? (root.marked ? Theme.accentWash : Theme.surface2) : hover.hovered ? Theme.surface2 : "transparent"

        Rectangle {
            color: Theme.accent
            height: parent.height
            visible: root.chosen
            width: 3
        }
    }
    Rule {
        anchors.bottom: parent.bottom
        width: parent.width
    }
    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: 20
        anchors.rightMargin: 20
        spacing: 16

        Column {
            Layout.preferredWidth: 190 * Theme.textScale
            spacing: 1

            AppText {
                font.weight: Font.DemiBold
                text: root.name
                width: parent.width
            }
            AppText {
                color: Theme.text3
                kind: AppText.Kind.Secondary
                text: root.workRole + " · " + root.runner
                width: parent.width
            }
        }
        Item {
            Layout.preferredWidth: 130 * Theme.textScale
            implicitHeight: pill.implicitHeight

            Pill {
                id: pill

                text: root.stateWords()
                tint: States.color(root.stateName)
                tinted: root.stateName !== "PENDING" && root.stateName !== "CANCELLED"
            }
        }
        TipText {
            Layout.fillWidth: true
            color: Theme.text2
            tip: truncated ? text : ""
            text: root.trouble !== "" ? root.trouble : root.now ? root.now : root.title

            TapHandler {
                enabled: root.run !== undefined && root.run !== null && root.run !== ""
                onTapped: Navigator.openRun(root.run, root.taskKey)
            }
        }
        AppText {
            Layout.preferredWidth: 70 * Theme.textScale
            color: Theme.text3
            horizontalAlignment: Text.AlignRight
            text: root.sinceMs ? Format.duration(Format.now - root.sinceMs) : "—"
            visible: !root.slim
        }
        AppText {
            Layout.preferredWidth: 56 * Theme.textScale
            horizontalAlignment: Text.AlignRight
            text: typeof root.cpu === "number" ? qsTr("%1 %").arg(Math.round(root.cpu)) : "—"
            visible: !root.slim
        }
        AppText {
            Layout.preferredWidth: 72 * Theme.textScale
            horizontalAlignment: Text.AlignRight
            text: root.rssBytes ? Format.bytes(root.rssBytes) : "—"
            visible: !root.slim
        }
        AppText {
            Layout.preferredWidth: 112 * Theme.textScale // "simulated $ 0.04"
            horizontalAlignment: Text.AlignRight
            text: root.usage ? Format.cost(root.usage) : "—"
        }
        AppText {
            id: rate

            readonly property int ended: (root.success?.succeeded ?? 0) + (root.success?.failed ?? 0)

            Layout.preferredWidth: 64 * Theme.textScale
            horizontalAlignment: Text.AlignRight
            text: ended > 0 ? qsTr("%1 %").arg(Math.round(100 * root.success.succeeded / ended)) : "—"
            visible: !root.slim

            HoverHandler {
                id: overSuccess
            }
            Tip {
                text: rate.ended > 0 ? qsTr("%1 of %n attempt(s) in 30 days", "", rate.ended).arg(root.success.succeeded) : qsTr("No attempt has ended in 30 days")
                visible: overSuccess.hovered
            }
        }
        RowLayout {
            Layout.fillWidth: false
            Layout.preferredWidth: 200 * Theme.textScale
            spacing: 4
            visible: !root.narrow

            Item {
                Layout.fillWidth: true
            }
            ActionButton {
                enabled: root.instances > 0
                iconName: "minus"
                look: ActionButton.Look.Quiet
                tip: qsTr("One instance fewer")
                onClicked: Backend.perform("agent.scale", {
                    name: root.name,
                    scale: root.instances - 1
                })
            }
            AppText {
                Layout.preferredWidth: 24 * Theme.textScale
                horizontalAlignment: Text.AlignHCenter
                text: root.instances
            }
            ActionButton {
                iconName: "plus"
                look: ActionButton.Look.Quiet
                tip: qsTr("One instance more")
                onClicked: Backend.perform("agent.scale", {
                    name: root.name,
                    scale: root.instances + 1
                })
            }
            ActionButton {
                Layout.preferredWidth: 84 * Theme.textScale
                look: ActionButton.Look.Normal
                text: root.isEnabled ? qsTr("Disable") : qsTr("Enable")
                tip: root.isEnabled ? qsTr("It gets no further task; what it is doing goes on") : qsTr("It gets tasks again")
                onClicked: Backend.perform(root.isEnabled ? "agent.disable" : "agent.enable", {
                    name: root.name
                })
            }
        }
    }
}
