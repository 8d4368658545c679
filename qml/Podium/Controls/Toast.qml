// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Podium.Controls

/// Something that happened elsewhere, in one card at the bottom; stays while the pointer is on it.
Rectangle {
    id: root

    property string iconName: "info"
    property color tint: Theme.running
    property string title: ""
    property string text: ""

    function show(what: string, more: string, bad: bool): void {
        title = what;
        text = more;
        iconName = bad ? "triangle-alert" : "circle-check";
        tint = bad ? Theme.failed : Theme.success;
        opacity = 1;
        timer.restart();
    }

    Accessible.name: title + " " + text
    Accessible.role: Accessible.AlertMessage
    border.color: Theme.border
    color: Theme.surface3
    implicitHeight: row.implicitHeight + 24
    implicitWidth: Math.min(460, row.implicitWidth + 32)
    opacity: 0
    radius: Theme.cardRadius
    visible: opacity > 0

    Behavior on opacity {
        NumberAnimation {
            duration: Theme.calm
        }
    }

    Timer {
        id: timer

        interval: 8000
        onTriggered: if (hover.hovered)
            timer.restart();
        else
            root.opacity = 0
    }
    HoverHandler {
        id: hover
    }
    RowLayout {
        id: row

        anchors.left: parent.left
        anchors.leftMargin: 16
        anchors.verticalCenter: parent.verticalCenter
        spacing: 12
        width: Math.min(implicitWidth, 460 - 32)

        Icon {
            Layout.alignment: Qt.AlignTop
            color: root.tint
            name: root.iconName
        }
        ColumnLayout {
            spacing: 2

            AppText {
                Layout.fillWidth: true
                strong: true
                text: root.title
                wrapMode: Text.Wrap
            }
            AppText {
                Layout.fillWidth: true
                color: Theme.text2
                text: root.text
                visible: root.text !== ""
                wrapMode: Text.Wrap
            }
        }
        ActionButton {
            Layout.alignment: Qt.AlignTop
            iconName: "x"
            look: ActionButton.Look.Quiet
            tip: qsTr("Dismiss")
            onClicked: root.opacity = 0
        }
    }
}
