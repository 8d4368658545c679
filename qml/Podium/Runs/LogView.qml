// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Podium.Backend
import Podium.Controls
import Podium.Runs

/// Output as it comes; follows the end until one scrolls away from it.
ListView {
    id: root

    required property TaskLog log
    property bool showTask: false
    property bool following: true

    Accessible.name: qsTr("Log")
    Accessible.role: Accessible.List
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    model: log.lines
    reuseItems: true
    onCountChanged: if (following)
        positionViewAtEnd()
    onMovementEnded: following = atYEnd

    delegate: Item {
        id: line

        required property string key
        required property double timeMs
        required property string stream
        required property string text

        height: body.implicitHeight + 4
        width: ListView.view.width

        AppText {
            id: time

            color: Theme.text3
            kind: AppText.Kind.Mono
            text: Format.clock(line.timeMs)
            x: 16
            y: 2
        }
        AppText {
            id: task

            anchors.left: time.right
            anchors.leftMargin: 12
            color: Theme.text3
            kind: AppText.Kind.Mono
            text: line.key
            visible: root.showTask
            width: visible ? 140 : 0
            y: 2
        }
        AppText {
            id: body

            anchors.left: task.right
            anchors.leftMargin: root.showTask ? 12 : 0
            anchors.right: parent.right
            anchors.rightMargin: 16
            color: line.stream === "stderr" ? Theme.attention : Theme.text1
            kind: AppText.Kind.Mono
            text: line.text
            wrapMode: Text.WrapAnywhere
            y: 2
        }
    }
    T.ScrollBar.vertical: ScrollHandle {}

    Pill {
        anchors.horizontalCenter: parent.horizontalCenter
        text: qsTr("Earlier lines were left out here; podiumctl logs shows them all")
        tinted: false
        visible: root.log.cut && root.atYBeginning
        y: 8
    }
    AppText {
        anchors.centerIn: parent
        color: Theme.text3
        text: qsTr("No output yet")
        visible: root.log.loaded && root.count === 0
    }
    ActionButton {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 12
        anchors.horizontalCenter: parent.horizontalCenter
        iconName: "chevron-down"
        text: qsTr("Follow")
        visible: !root.following && root.count > 0
        onClicked: {
            root.following = true;
            root.positionViewAtEnd();
        }
    }
}
