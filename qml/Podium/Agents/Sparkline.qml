// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import Podium.Controls

/// How a figure went, the newest at the right: a bar a look, as high as its share of `ceiling`, or of the highest.
Item {
    id: root

    required property string name
    property var values: []
    /// Bars there is room for.
    property int places: 40
    property real ceiling: 0
    property color tint: Theme.accent
    readonly property real highest: Math.max(ceiling, ...values, 0.0001)

    Accessible.name: values.length > 0 ? qsTr("%1, last %n look(s)", "", values.length).arg(name) : qsTr("%1, nothing measured").arg(name)
    Accessible.role: Accessible.Chart
    implicitHeight: 36
    implicitWidth: 160

    Rectangle {
        anchors.bottom: parent.bottom
        color: Theme.border
        height: 1
        width: parent.width
    }
    Repeater {
        model: root.places

        Rectangle {
            id: bar

            required property int index
            /// NaN where nothing was measured.
            readonly property real value: root.values[root.values.length - root.places + bar.index] ?? NaN

            anchors.bottom: parent?.bottom
            color: root.tint
            height: Math.max(1, bar.value / root.highest * (root.height - 1))
            visible: !isNaN(bar.value)
            width: Math.max(1, root.width / root.places - 1)
            x: bar.index * root.width / root.places
        }
    }
}
