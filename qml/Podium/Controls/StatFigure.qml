// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Podium.Controls

/// A number with its name above.
Item {
    id: root

    property string label: ""
    property string value: ""

    implicitHeight: column.implicitHeight
    implicitWidth: 70 * Theme.textScale

    Column {
        id: column

        spacing: 2
        width: root.width

        AppText {
            kind: AppText.Kind.Caption
            text: root.label
            width: parent.width
        }
        AppText {
            font.weight: Font.DemiBold
            text: root.value
            width: parent.width
        }
    }
}
