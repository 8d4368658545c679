// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Podium.Controls
import Podium.Runs

/// What an agent was told, said and did, to read; follows the end until one scrolls away from it.
ListView {
    id: root

    required property Transcript transcript
    /// The agent works now: more will come.
    property bool live: false
    property bool following: true

    Accessible.name: qsTr("Conversation")
    Accessible.role: Accessible.List
    boundsBehavior: Flickable.StopAtBounds
    cacheBuffer: 400
    clip: true
    currentIndex: -1
    keyNavigationEnabled: true
    model: transcript.rows
    Keys.onReturnPressed: if (currentIndex >= 0)
        transcript.toggle(transcript.rows.at(currentIndex).at)
    onContentHeightChanged: if (following && live)
        toEnd.start()
    onMovementEnded: following = atYEnd

    delegate: ConversationRow {
        current: ListView.isCurrentItem && root.activeFocus
        width: ListView.view.width
        onToggled: at => root.transcript.toggle(at)
    }
    T.ScrollBar.vertical: ScrollHandle {}

    Timer {
        id: toEnd

        interval: 0
        onTriggered: root.positionViewAtEnd()
    }
    EmptyState {
        anchors.centerIn: parent
        iconName: "message-square"
        text: root.transcript.problem !== "" ? root.transcript.problem : qsTr("What the agent says and does appears here as it happens.")
        title: root.transcript.problem !== "" ? qsTr("It cannot be read") : qsTr("Nothing was said yet")
        visible: root.count === 0 && (root.transcript.loaded || root.transcript.problem !== "")
    }
    ActionButton {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 12
        anchors.horizontalCenter: parent.horizontalCenter
        iconName: "chevron-down"
        text: qsTr("Follow")
        visible: root.live && !root.following && root.count > 0
        onClicked: {
            root.following = true;
            root.positionViewAtEnd();
        }
    }
}
