// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Podium.Controls
import Podium.Shell

/// Every shortcut by where it works, each to be changed.
ColumnLayout {
    id: root

    spacing: 8

    RowLayout {
        spacing: 12

        AppText {
            Accessible.role: Accessible.Heading
            Layout.fillWidth: true
            kind: AppText.Kind.Title
            text: qsTr("Shortcuts")
        }
        ActionButton {
            enabled: Shortcuts.anyChanged
            text: qsTr("Reset all")
            tip: qsTr("Give every shortcut the keys it came with")
            onClicked: Shortcuts.resetAll()
        }
    }
    Repeater {
        // The rows stay while their keys change: a problem stands where it happened.
        model: Shortcuts.list.length

        ColumnLayout {
            id: row

            required property int index
            readonly property var entry: Shortcuts.list[index]
            readonly property bool first: index === 0 || Shortcuts.list[index - 1].group !== entry.group

            Layout.fillWidth: true
            spacing: 8

            AppText {
                Layout.topMargin: 12
                color: Theme.text2
                font.weight: Font.DemiBold
                kind: AppText.Kind.Secondary
                text: row.entry.group
                visible: row.first
            }
            ShortcutRow {
                Layout.fillWidth: true
                entry: row.entry
            }
        }
    }
}
