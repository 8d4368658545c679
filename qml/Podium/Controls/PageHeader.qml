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
    /// What stands there is told whole; the title makes room for it.
    property bool figuresWhole: false
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
            Layout.fillWidth: true
            Layout.maximumWidth: Math.min(Math.ceil(implicitWidth), root.width * 0.45)
            Layout.minimumWidth: 40
            kind: AppText.Kind.Title
            text: root.title
        }
        AppText {
            Layout.fillWidth: true
            Layout.maximumWidth: Math.ceil(implicitWidth)
            Layout.minimumWidth: 0
            color: Theme.text2
            text: root.note
            visible: root.note !== ""
        }
        RowLayout {
            id: figures

            // Where there is little room, the verbs come first.
            Layout.fillWidth: true
            Layout.minimumWidth: root.figuresWhole ? Math.min(Math.ceil(figures.implicitWidth), root.width * 0.6) : 0
            clip: true
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
