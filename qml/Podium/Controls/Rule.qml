// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Podium.Controls

/// The line between two areas: one pixel, horizontal unless it is made tall.
Rectangle {
    color: Theme.border
    implicitHeight: 1
    implicitWidth: 1
}
