// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Podium.Controls
import Podium.Inbox

/// Says that something is allowed for good from now on, with the way back.
Rectangle {
    id: root

    property string permit: ""
    property string what: ""

    signal revoked(permit: string)

    function show(id: string, title: string): void {
        permit = id;
        what = title;
    }

    color: Theme.surface2
    implicitHeight: 44
    visible: permit !== ""

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: 20
        anchors.rightMargin: 20
        spacing: 12

        Icon {
            color: Theme.attention
            name: "repeat"
        }
        AppText {
            Layout.fillWidth: true
            text: qsTr("Nobody is asked again about: %1").arg(root.what)
        }
        ActionButton {
            text: qsTr("Revoke the rule")
            onClicked: {
                root.revoked(root.permit);
                root.permit = "";
            }
        }
        ActionButton {
            iconName: "x"
            look: ActionButton.Look.Quiet
            tip: qsTr("Keep the rule")
            onClicked: root.permit = ""
        }
    }
    Rule {
        width: parent.width
    }
}
