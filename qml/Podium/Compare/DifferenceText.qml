// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Podium.Controls
import Podium.Compare

/// Two texts in two columns, line by line. What was removed stands left with a minus, what was added right with a plus.
ListView {
    id: root

    readonly property real half: Math.floor((width - 12) / 2)

    Accessible.role: Accessible.List
    activeFocusOnTab: true
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    keyNavigationEnabled: true
    reuseItems: true
    spacing: 0

    component Side: Rectangle {
        id: side

        property string line: ""
        property string sign: ""
        property color tint: "transparent"

        color: side.sign !== "" ? Qt.rgba(side.tint.r, side.tint.g, side.tint.b, Theme.dark ? 0.16 : 0.12) : "transparent"
        implicitHeight: words.implicitHeight + 4

        AppText {
            color: side.tint
            kind: AppText.Kind.Mono
            text: side.sign
            x: 8
            y: 2
        }
        AppText {
            id: words

            elide: Text.ElideNone
            kind: AppText.Kind.Mono
            text: side.line
            width: side.width - 28
            wrapMode: Text.WrapAnywhere
            x: 22
            y: 2
        }
    }

    delegate: Item {
        id: row

        required property string kind
        required property string first
        required property string second
        required property var folded
        readonly property bool isFold: row.kind === "folded"

        function said(): string {
            switch (row.kind) {
            case "folded":
                return fold.text;
            case "removed":
                return qsTr("removed: %1").arg(row.first);
            case "added":
                return qsTr("added: %1").arg(row.second);
            case "changed":
                return qsTr("%1 became %2").arg(row.first).arg(row.second);
            }
            return row.first;
        }

        Accessible.name: row.said()
        Accessible.role: Accessible.ListItem
        height: row.isFold ? 26 : Math.max(left.implicitHeight, right.implicitHeight)
        width: ListView.view.width

        Side {
            id: left

            height: row.height
            line: row.first
            sign: row.kind === "removed" || row.kind === "changed" ? "−" : ""
            tint: Theme.failed
            visible: !row.isFold
            width: root.half
        }
        Side {
            id: right

            height: row.height
            line: row.second
            sign: row.kind === "added" || row.kind === "changed" ? "+" : ""
            tint: Theme.success
            visible: !row.isFold
            width: root.half
            x: root.half
        }
        Rectangle {
            anchors.fill: parent
            color: Theme.surface2
            visible: row.isFold

            AppText {
                id: fold

                anchors.verticalCenter: parent.verticalCenter
                color: Theme.text3
                kind: AppText.Kind.Secondary
                text: qsTr("%n line(s) the same", "", row.folded ?? 0)
                x: 22
            }
        }
    }
    T.ScrollBar.vertical: ScrollHandle {}
}
