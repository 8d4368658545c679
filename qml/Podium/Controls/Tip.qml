// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Podium.Controls

/// What a control does, after a moment under the pointer.
T.ToolTip {
    id: root

    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutsideParent | T.Popup.CloseOnReleaseOutsideParent
    delay: 600
    implicitHeight: contentItem.implicitHeight + 12
    implicitWidth: Math.min(contentItem.implicitWidth, 420) + 20
    padding: 6
    leftPadding: 10
    rightPadding: 10
    x: parent ? Math.round((parent.width - implicitWidth) / 2) : 0
    y: parent ? parent.height + 6 : 0

    background: Rectangle {
        border.color: Theme.border
        color: Theme.surface3
        radius: Theme.controlRadius
    }
    contentItem: AppText {
        kind: AppText.Kind.Secondary
        color: Theme.text1
        text: root.text
        wrapMode: Text.Wrap
    }
}
