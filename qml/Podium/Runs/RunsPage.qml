// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Podium.Backend
import Podium.Runs

/// The list of runs, or the one that is open.
Item {
    id: root

    Loader {
        anchors.fill: parent
        active: Navigator.run === ""
        sourceComponent: RunList {}
    }
    Loader {
        anchors.fill: parent
        active: Navigator.run !== ""
        sourceComponent: RunPage {
            run: Navigator.run
            wantedTask: Navigator.task
        }
    }
}
