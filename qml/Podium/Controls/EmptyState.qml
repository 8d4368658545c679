// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Podium.Controls

/// What a page is for, while there is nothing on it, and the next step.
Column {
    id: root

    property string iconName: ""
    property string title: ""
    property string text: ""
    default property alias actions: row.data

    spacing: 12
    width: Math.min(parent ? parent.width - 48 : 420, 420)

    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        color: Theme.surface2
        height: 56
        radius: 28
        visible: root.iconName !== ""
        width: 56

        Icon {
            anchors.centerIn: parent
            name: root.iconName
            size: 24
        }
    }
    AppText {
        horizontalAlignment: Text.AlignHCenter
        kind: AppText.Kind.Title
        text: root.title
        width: parent.width
        wrapMode: Text.Wrap
    }
    AppText {
        color: Theme.text2
        horizontalAlignment: Text.AlignHCenter
        lineHeight: 1.25
        text: root.text
        width: parent.width
        wrapMode: Text.Wrap
    }
    Row {
        id: row

        anchors.horizontalCenter: parent.horizontalCenter
        spacing: 8
        topPadding: 4
    }
}
