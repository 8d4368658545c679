// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Podium.Backend
import Podium.Controls
import Podium.Shell

/// One page of the rail.
T.AbstractButton {
    id: root

    required property string page
    required property string iconName
    required property string name
    readonly property string keys: Shortcuts.keys[page]
    property int badge: 0
    readonly property bool current: Navigator.page === page

    Accessible.name: badge > 0 ? qsTr("%1, %2 waiting").arg(name).arg(badge) : name
    Accessible.role: Accessible.PageTab
    focusPolicy: Qt.StrongFocus
    height: Math.round(40 * Theme.railScale)
    hoverEnabled: true
    width: Math.round(40 * Theme.railScale)
    Keys.onReturnPressed: root.clicked()
    onClicked: {
        if (root.current)
            Navigator.closeRun();
        Navigator.page = root.page;
    }

    background: Rectangle {
        color: root.current ? Theme.accentWash : root.hovered ? Theme.surface3 : "transparent"
        radius: Theme.fieldRadius

        FocusRing {
            visible: root.visualFocus
        }
    }
    Item {
        anchors.fill: parent

        Icon {
            anchors.centerIn: parent
            color: root.current ? Theme.accent : Theme.text2
            name: root.iconName
            size: Math.round(20 * Theme.railScale / Theme.textScale)
        }
        Rectangle {
            color: Theme.attention
            height: Math.round(16 * Theme.railScale)
            radius: height / 2
            visible: root.badge > 0
            width: Math.max(height, count.implicitWidth + 8)
            x: Math.round(22 * Theme.railScale)
            y: 2

            Text {
                id: count

                anchors.centerIn: parent
                color: Theme.window
                font.family: Theme.uiFont
                font.pixelSize: Math.round(10 * Theme.railScale)
                font.weight: Font.DemiBold
                text: root.badge > 99 ? "99+" : root.badge
            }
        }
    }

    Tip {
        text: root.keys === "" ? root.name : root.name + "  " + root.keys
        visible: root.hovered
        x: root.width + 8
        y: 6
    }
}
