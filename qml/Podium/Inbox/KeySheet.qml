// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Podium.Controls
import Podium.Inbox

/// The keys of a page, in front of it.
Sheet {
    id: root

    /// [{keys, what}], in the order in which they are used.
    required property var list

    acceptText: qsTr("Close")
    cancellable: false

    Repeater {
        model: root.list

        RowLayout {
            id: row

            required property var modelData

            Layout.fillWidth: true
            spacing: 12

            Item {
                Layout.preferredWidth: 96
                implicitHeight: hint.implicitHeight

                KeyHint {
                    id: hint

                    keys: row.modelData.keys
                }
            }
            AppText {
                Layout.fillWidth: true
                text: row.modelData.what
                wrapMode: Text.Wrap
            }
        }
    }
}
