// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Podium.Controls

/// An input of a run, to change.
ColumnLayout {
    id: root

    required property string name
    property alias value: area.text

    spacing: 4

    AppText {
        kind: AppText.Kind.Caption
        text: root.name
    }
    AreaField {
        id: area

        Layout.fillWidth: true
        maximumHeight: 140
        mono: true
        placeholderText: qsTr("Empty")
    }
}
