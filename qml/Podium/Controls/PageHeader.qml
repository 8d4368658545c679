// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Podium.Controls

/// What a page is and its verbs. What is put inside stands at the end.
Rectangle {
    id: root

    property string iconName: ""
    property string title: ""
    property string note: ""
    default property alias verbs: verbs.data
    property alias figures: figures.data

    color: Theme.surface1
    implicitHeight: Theme.headerHeight

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: 20
        anchors.rightMargin: 20
        spacing: 12

        Icon {
            name: root.iconName
            visible: root.iconName !== ""
        }
        AppText {
            Accessible.role: Accessible.Heading
            Layout.maximumWidth: root.width * 0.45
            kind: AppText.Kind.Title
            text: root.title
        }
        AppText {
            color: Theme.text2
            text: root.note
            visible: root.note !== ""
        }
        RowLayout {
            id: figures

            Layout.fillWidth: true
            spacing: 12
        }
        RowLayout {
            id: verbs

            spacing: 8
        }
    }
    Rule {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
