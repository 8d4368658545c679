// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Podium.Controls

/// A text that says more under the pointer.
AppText {
    id: root

    property string tip: ""
    property bool above: false

    HoverHandler {
        id: hover
    }
    Tip {
        text: root.tip
        visible: hover.hovered && root.tip !== ""
        y: root.above ? -implicitHeight - 6 : root.height + 6
    }
}
