// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Podium.Backend
import Podium.Controls

/// A budget: its limit, what is spent and reserved of it, and what is left.
Item {
    id: root

    required property string level
    required property string name
    required property var limit
    required property var spent
    required property var reserved

    readonly property bool inMoney: limit.usd !== undefined
    readonly property double most: inMoney ? limit.usd : (limit.tokens ?? 0)
    readonly property double used: inMoney ? (spent.usd ?? 0) + (spent.usd_at_most ?? 0) : (spent.tokens ?? 0)
    readonly property double held: inMoney ? (reserved.usd ?? 0) : (reserved.tokens ?? 0)
    readonly property double part: most > 0 ? (used + held) / most : 0

    function amount(value: double): string {
        return root.inMoney ? Format.money(value) : qsTr("%1 tokens").arg(Format.count(value));
    }
    readonly property string what: root.level === "day" ? qsTr("All, today") : root.level === "workflow" ? qsTr("Workflow %1, today").arg(root.name) : root.level === "agent" ? qsTr("Agent %1, today").arg(root.name) : qsTr("Team %1, today").arg(root.name)

    Accessible.name: root.what + ", " + (root.most > 0 ? qsTr("%1 of %2").arg(root.amount(root.used)).arg(root.amount(root.most)) : root.amount(root.used))
    Accessible.role: Accessible.ListItem
    implicitHeight: 54

    ColumnLayout {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        spacing: 6

        RowLayout {
            spacing: 12

            AppText {
                Layout.fillWidth: true
                text: root.what
            }
            AppText {
                color: Theme.text3
                text: qsTr("%1 reserved").arg(root.amount(root.held))
                visible: root.held > 0
            }
            AppText {
                font.weight: Font.DemiBold
                text: root.most > 0 ? qsTr("%1 of %2").arg(root.amount(root.used)).arg(root.amount(root.most)) : root.amount(root.used)
            }
            AppText {
                color: root.part >= 1 ? Theme.failed : Theme.text2
                text: root.most <= 0 ? qsTr("no limit") : root.part >= 1 ? qsTr("used up") : qsTr("%1 left").arg(root.amount(Math.max(0, root.most - root.used - root.held)))
            }
        }
        Track {
            Layout.fillWidth: true
            tint: root.part >= 1 ? Theme.failed : root.part > 0.8 ? Theme.attention : Theme.success
            value: root.part
            visible: root.most > 0
        }
    }
    Rule {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
