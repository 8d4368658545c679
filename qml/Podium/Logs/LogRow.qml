// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Backend
import Podium.Controls

/// One line of output, with when, who and how grave.
T.ItemDelegate {
    id: root

    required property int index
    required property string run
    required property string key
    required property double timeMs
    required property string stream
    required property string level
    required text
    required property string agent
    property bool chosen: false
    readonly property color tint: level === "error" ? Theme.failed : level === "warning" ? Theme.attention : level === "debug" ? Theme.text3 : Theme.text2

    Accessible.name: level + ", " + key + ", " + text
    height: Math.round(22 * Theme.textScale)

    background: Rectangle {
        color: root.chosen ? Theme.accentWash : root.hovered ? Theme.surface2 : "transparent"
    }
    leftPadding: 20
    rightPadding: 20
    contentItem: RowLayout {
        spacing: 12

        AppText {
            Layout.preferredWidth: 62 * Theme.textScale
            color: Theme.text3
            kind: AppText.Kind.Mono
            text: Format.clock(root.timeMs)
        }
        Icon {
            color: root.tint
            name: root.level === "error" ? "circle-x" : root.level === "warning" ? "triangle-alert" : root.stream === "agent" ? "message-square" : root.stream === "tool" ? "wrench" : root.stream === "engine" ? "settings" : "terminal"
            size: 13
        }
        AppText {
            Layout.preferredWidth: 52 * Theme.textScale
            color: root.tint
            kind: AppText.Kind.Mono
            text: root.level
        }
        AppText {
            Layout.preferredWidth: 150 * Theme.textScale
            color: Theme.text2
            elide: Text.ElideMiddle
            kind: AppText.Kind.Mono
            text: root.key
        }
        AppText {
            Layout.preferredWidth: 110 * Theme.textScale
            color: Theme.text3
            kind: AppText.Kind.Mono
            text: root.agent
            visible: root.width >= 900 * Theme.textScale
        }
        AppText {
            Layout.fillWidth: true
            color: root.level === "error" ? Theme.failed : Theme.text1
            kind: AppText.Kind.Mono
            text: root.text
        }
    }
}
