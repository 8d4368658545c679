// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Podium.Controls

/// One of the shipped icons, in a colour of the theme.
Image {
    id: root

    required property string name
    property color color: Theme.text2
    /// At a text size of 100 %; it grows with the text.
    property int size: 16
    readonly property int side: Math.round(size * Theme.textScale)

    Accessible.ignored: true
    fillMode: Image.Pad
    height: side
    width: side
    source: Theme.iconSource(name, color)
    sourceSize.height: side
    sourceSize.width: side
}
