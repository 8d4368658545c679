// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma Singleton
import QtQuick
import Podium.Controls

/// The colours of states, in bindings that follow the theme.
QtObject {
    function color(state: string): color {
        // A property of the theme, so that the binding is told of its changes.
        return Theme.window.valid ? Theme.stateColor(state) : "transparent";
    }
}
