// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Podium.Editor

/// The workflow that is open, or what could be opened.
FocusScope {
    id: root

    Loader {
        anchors.fill: parent
        focus: true
        sourceComponent: EditorSession.active ? editor : shelf
        onLoaded: (item as Item).forceActiveFocus()
    }
    Component {
        id: shelf

        WorkflowShelf {}
    }
    Component {
        id: editor

        WorkflowEditor {}
    }
}
