// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Podium.Backend
import Podium.Compare
import Podium.Runs

/// The list of runs, the one that is open, or two beside each other.
FocusScope {
    id: root

    Loader {
        anchors.fill: parent
        active: Navigator.run === ""
        visible: !Navigator.comparing
        focus: active
        sourceComponent: RunList {}
        onLoaded: (item as Item).forceActiveFocus()
    }
    Loader {
        anchors.fill: parent
        active: Navigator.comparing
        z: 1
        sourceComponent: ComparePage {
            compared: Navigator.compared
        }
    }
    Loader {
        anchors.fill: parent
        active: Navigator.run !== ""
        visible: !Navigator.comparing
        sourceComponent: RunPage {
            run: Navigator.run
            wantedTask: Navigator.task
        }
        focus: active
        onLoaded: (item as Item).forceActiveFocus()
    }
}
