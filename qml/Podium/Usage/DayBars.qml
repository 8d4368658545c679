// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Podium.Backend
import Podium.Controls
import Podium.Usage

/// A bar a day, as high as what was spent.
ListView {
    id: root

    required property UsageController controller
    readonly property int labelHeight: Theme.captionSize + 6

    Accessible.name: qsTr("Spent by day")
    Accessible.role: Accessible.List
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    interactive: false
    model: controller.days
    orientation: ListView.Horizontal

    delegate: T.ItemDelegate {
        id: day

        required property int index
        required property string date
        required property double usd
        required property double unknownCosts
        required property double tokens
        required property double attempts
        required property double share
        readonly property bool isToday: day.index === root.count - 1
        readonly property string cost: (day.unknownCosts > 0 ? "≥ " : "") + Format.money(day.usd)

        Accessible.name: qsTr("%1: %2, %3 tokens, %4 attempts").arg(day.date).arg(day.cost).arg(Format.count(day.tokens)).arg(day.attempts)
        height: ListView.view.height
        hoverEnabled: true
        width: ListView.view.width / Math.max(1, root.count)

        background: Item {
            Rectangle {
                anchors.bottom: parent.bottom
                anchors.bottomMargin: root.labelHeight + 6
                anchors.horizontalCenter: parent.horizontalCenter
                color: day.hovered || day.isToday ? Theme.accent : Qt.rgba(Theme.accent.r, Theme.accent.g, Theme.accent.b, 0.5)
                height: day.share > 0 ? Math.max(3, day.share * (parent.height - 54)) : 1
                radius: 3
                width: Math.max(3, Math.min(42, parent.width - 6))

                AppText {
                    anchors.bottom: parent.top
                    anchors.bottomMargin: 3
                    anchors.horizontalCenter: parent.horizontalCenter
                    color: Theme.text2
                    kind: AppText.Kind.Caption
                    text: day.cost
                    visible: (day.attempts > 0 && root.count <= 14) || day.hovered
                }
            }
            AppText {
                anchors.bottom: parent.bottom
                anchors.horizontalCenter: parent.horizontalCenter
                height: root.labelHeight
                color: day.isToday ? Theme.text1 : Theme.text3
                kind: AppText.Kind.Caption
                text: day.isToday ? qsTr("Today") : day.date.slice(8) + "." + day.date.slice(5, 7) + "."
                visible: root.count <= 14 || day.index % 5 === (root.count - 1) % 5
            }
        }
    }
}
