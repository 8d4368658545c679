// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Podium.Controls

/// Some words: each can be taken away, another one is typed or chosen.
Flow {
    id: root

    required property string label
    property var values: []
    /// If there are any, only these.
    property var choices: []
    /// Offered, beside any other.
    property var hints: []
    readonly property var rest: (choices.length > 0 ? choices : hints).filter(word => !values.includes(word))

    signal changed(var values)

    spacing: 4

    Repeater {
        model: root.values

        T.AbstractButton {
            id: chip

            required property int index
            required property var modelData

            Accessible.name: qsTr("Remove %1").arg(chip.modelData)
            focusPolicy: Qt.StrongFocus
            hoverEnabled: true
            implicitHeight: 24
            implicitWidth: word.implicitWidth + 34
            Keys.onDeletePressed: chip.clicked()
            Keys.onReturnPressed: chip.clicked()
            onClicked: root.changed(root.values.filter((value, place) => place !== chip.index))

            background: Rectangle {
                border.color: chip.visualFocus ? Theme.accent : "transparent"
                border.width: 2
                color: Theme.accentWash
                radius: height / 2
            }

            AppText {
                id: word

                anchors.verticalCenter: parent.verticalCenter
                color: Theme.accent
                kind: AppText.Kind.Secondary
                text: chip.modelData
                x: 10
            }
            Icon {
                anchors.right: parent.right
                anchors.rightMargin: 8
                anchors.verticalCenter: parent.verticalCenter
                color: chip.hovered ? Theme.failed : Theme.accent
                name: "x"
                size: 13
            }
        }
    }
    Choice {
        Accessible.name: qsTr("Add to %1").arg(root.label)
        currentIndex: -1
        displayText: root.choices.length > 0 ? qsTr("Add…") : ""
        implicitWidth: root.choices.length > 0 ? 120 : 34
        popup.width: 220
        model: root.rest
        visible: root.rest.length > 0
        onActivated: index => root.changed(root.values.concat([root.rest[index]]))
    }
    Field {
        id: more

        Accessible.name: qsTr("Add to %1").arg(root.label)
        implicitWidth: 130
        placeholderText: qsTr("Add…")
        visible: root.choices.length === 0
        onAccepted: {
            const word = more.text.trim();
            if (word !== "" && !root.values.includes(word))
                root.changed(root.values.concat([word]));
            more.text = "";
        }
    }
}
