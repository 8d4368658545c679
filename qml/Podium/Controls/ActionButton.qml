// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Podium.Controls

/// A verb: with an icon, a word, or both. A shortcut is shown beside the word and in the tip.
T.AbstractButton {
    id: root

    enum Look { Normal, Primary, Danger, Quiet }

    property int look: ActionButton.Look.Normal
    property string iconName: ""
    property string keys: ""
    /// Keys that only the tip tells, where there is no room beside the word.
    property string tipKeys: ""
    property string tip: ""
    readonly property color ink: {
        if (!root.enabled)
            return Theme.text3;
        switch (root.look) {
        case ActionButton.Look.Primary:
            return Theme.onAccent;
        case ActionButton.Look.Danger:
            return Theme.failed;
        case ActionButton.Look.Quiet:
            return root.checked ? Theme.accent : Theme.text2;
        }
        return Theme.text1;
    }

    Accessible.description: tip
    Accessible.name: text !== "" ? text : tip
    focusPolicy: Qt.StrongFocus
    font.family: Theme.uiFont
    font.pixelSize: Theme.bodySize
    font.weight: Font.Medium
    hoverEnabled: true
    implicitHeight: Theme.controlHeight
    implicitWidth: Math.max(implicitHeight, implicitContentWidth + (text === "" ? 12 : 24))
    opacity: enabled ? 1 : 0.6

    Keys.onReturnPressed: root.clicked()
    Keys.onEnterPressed: root.clicked()

    background: Rectangle {
        border.color: root.look === ActionButton.Look.Normal || root.look === ActionButton.Look.Danger ? Theme.border : "transparent"
        color: {
            if (root.look === ActionButton.Look.Primary)
                return root.down ? Qt.darker(Theme.accent, 1.15) : root.hovered ? Qt.lighter(Theme.accent, 1.08) : Theme.accent;
            if (root.checked)
                return Theme.accentWash;
            if (root.down || root.hovered)
                return Theme.surface3;
            return root.look === ActionButton.Look.Quiet ? "transparent" : Theme.surface1;
        }
        radius: Theme.controlRadius

        Behavior on color {
            ColorAnimation {
                duration: Theme.quick
                easing.type: Easing.OutCubic
            }
        }

        FocusRing {
            visible: root.visualFocus
        }
    }
    contentItem: ButtonFace {
        font: root.font
        iconName: root.iconName
        ink: root.ink
        keys: root.text !== "" ? root.keys : ""
        keysBorder: root.look === ActionButton.Look.Primary ? Qt.rgba(Theme.onAccent.r, Theme.onAccent.g, Theme.onAccent.b, 0.4) : Theme.border
        text: root.text
    }

    Tip {
        text: {
            const keys = root.tipKeys !== "" ? root.tipKeys : root.text === "" ? root.keys : "";
            const what = root.tip !== "" ? root.tip : keys !== "" ? root.text : "";
            return keys === "" ? what : what + "  " + keys;
        }
        visible: root.hovered && text !== "" && !root.down
    }
}
