// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Podium.Backend
import Podium.Controls

/// What had which part in what was spent, the dearest first.
ColumnLayout {
    id: root

    required property JsonListModel parts
    property string title: ""

    spacing: 0

    AppText {
        Accessible.role: Accessible.Heading
        Layout.bottomMargin: 6
        Layout.fillWidth: true
        font.weight: Font.DemiBold
        text: root.title
    }
    Repeater {
        model: root.parts

        Item {
            id: part

            required property string name
            required property double usd
            required property double unknownCosts
            required property double tokens
            required property double attempts
            required property double share

            Accessible.name: qsTr("%1: %2").arg(part.name).arg(Format.money(part.usd))
            Accessible.role: Accessible.ListItem
            Layout.fillWidth: true
            implicitHeight: 38

            RowLayout {
                anchors.fill: parent
                spacing: 12

                AppText {
                    Layout.fillWidth: true
                    Layout.preferredWidth: 2
                    elide: Text.ElideMiddle
                    text: part.name
                }
                Track {
                    Layout.fillWidth: true
                    Layout.preferredWidth: 2
                    tint: Theme.accent
                    value: part.share
                }
                AppText {
                    Layout.preferredWidth: 80 * Theme.textScale
                    color: Theme.text3
                    horizontalAlignment: Text.AlignRight
                    kind: AppText.Kind.Secondary
                    text: qsTr("%1 tokens").arg(Format.count(part.tokens))
                }
                AppText {
                    Layout.preferredWidth: 76 * Theme.textScale
                    font.weight: Font.DemiBold
                    horizontalAlignment: Text.AlignRight
                    text: (part.unknownCosts > 0 ? "≥ " : "") + Format.money(part.usd)
                }
            }
            Rule {
                anchors.bottom: parent.bottom
                width: parent.width
            }
        }
    }
    AppText {
        color: Theme.text3
        text: qsTr("Nothing in this time")
        visible: root.parts.count === 0
    }
}
