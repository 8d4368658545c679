// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Backend
import Podium.Controls
import Podium.Runs

/// How often a task was tried and what came of it. Choosing one shows its conversation; each can be compared with the one
/// before it.
ListView {
    id: root

    required property TaskAttempts attempts
    /// The attempt whose conversation is shown; 0 = the last one.
    property int chosen: 0
    /// Until when what has not ended has taken.
    property double nowMs: Format.now

    signal picked(int attempt)

    function icon(outcome: string): string {
        switch (outcome) {
        case "succeeded":
            return "circle-check";
        case "failed":
            return "circle-x";
        case "running":
            return "loader";
        case "parked":
            return "octagon-pause";
        case "skipped":
            return "skip-forward";
        }
        return "circle-slash";
    }
    function tint(outcome: string): color {
        return outcome === "succeeded" ? Theme.success : outcome === "failed" ? Theme.failed : outcome === "running" ? Theme.running : outcome === "parked" ? Theme.blocked : Theme.text3;
    }

    Accessible.name: qsTr("Attempts")
    Accessible.role: Accessible.List
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    currentIndex: -1
    keyNavigationEnabled: true
    model: attempts.attempts
    Keys.onReturnPressed: if (currentIndex >= 0)
        root.picked(attempts.attempts.at(currentIndex).attempt)

    delegate: T.ItemDelegate {
        id: row

        required property int attempt
        required property string outcome
        required property string agent
        required property string error
        required property var usage
        required property double startedMs
        required property double finishedMs
        required property string reviewNote
        required property var files

        Accessible.name: qsTr("Attempt %1, %2").arg(row.attempt).arg(row.outcome)
        height: implicitContentHeight + topPadding + bottomPadding
        width: ListView.view.width
        onClicked: root.picked(row.attempt)

        background: Rectangle {
            color: row.ListView.isCurrentItem && root.activeFocus ? Theme.accentWash : row.hovered ? Theme.surface2 : "transparent"

            Rule {
                anchors.bottom: parent.bottom
                width: parent.width
            }
        }
        bottomPadding: 10
        leftPadding: 16
        rightPadding: 16
        topPadding: 10
        contentItem: ColumnLayout {
            spacing: 4

            RowLayout {
                spacing: 8

                Icon {
                    color: root.tint(row.outcome)
                    name: root.icon(row.outcome)
                    size: 15
                }
                AppText {
                    font.weight: Font.DemiBold
                    text: qsTr("Attempt %1").arg(row.attempt)
                }
                AppText {
                    Layout.fillWidth: true
                    color: root.tint(row.outcome)
                    text: Format.words(row.outcome)
                }
                AppText {
                    color: Theme.text2
                    text: row.startedMs > 0 ? Format.duration((row.finishedMs > 0 ? row.finishedMs : root.nowMs) - row.startedMs) : "—"
                }
                AppText {
                    Layout.preferredWidth: Math.max(60 * Theme.textScale, implicitWidth)
                    horizontalAlignment: Text.AlignRight
                    text: Format.cost(row.usage ?? {})
                }
                Item {
                    // Keeps the figures of all attempts below each other.
                    Layout.preferredWidth: Theme.controlHeight
                    visible: row.attempt === 1 && root.count > 1
                }
                ActionButton {
                    iconName: "columns-2"
                    look: ActionButton.Look.Quiet
                    tip: qsTr("Compare with attempt %1").arg(row.attempt - 1)
                    visible: row.attempt > 1
                    onClicked: Navigator.compareAttempts(root.attempts.run, root.attempts.task, row.attempt - 1, row.attempt)
                }
            }
            AppText {
                Layout.fillWidth: true
                Layout.leftMargin: 23
                color: Theme.text3
                kind: AppText.Kind.Secondary
                text: (row.agent !== "" ? row.agent + " · " : "") + Format.ago(row.startedMs)
            }
            AppText {
                Layout.fillWidth: true
                Layout.leftMargin: 23
                color: Theme.failed
                text: row.error
                visible: text !== ""
                wrapMode: Text.Wrap
            }
            AppText {
                Layout.fillWidth: true
                Layout.leftMargin: 23
                color: Theme.text2
                text: qsTr("Asked to change: %1").arg(row.reviewNote)
                visible: row.reviewNote !== ""
                wrapMode: Text.Wrap
            }
        }
    }
    T.ScrollBar.vertical: ScrollHandle {}

    AppText {
        anchors.centerIn: parent
        color: Theme.text3
        text: root.attempts.problem !== "" ? root.attempts.problem : qsTr("It was not started yet")
        visible: root.count === 0 && (root.attempts.loaded || root.attempts.problem !== "")
    }
}
