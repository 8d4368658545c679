// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Podium.Controls

/// One of the shipped icons, in a colour of the theme.
Image {
    id: root

    required property string name
    property color color: Theme.text2
    property int size: 16

    Accessible.ignored: true
    fillMode: Image.Pad
    height: size
    width: size
    source: Theme.iconSource(name, color)
    sourceSize.height: size
    sourceSize.width: size
}
