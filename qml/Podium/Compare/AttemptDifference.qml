// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Podium.Backend
import Podium.Controls
import Podium.Compare

/// Two attempts of a task: their figures, then where their results and what they were given differ.
ColumnLayout {
    id: root

    required property AttemptComparison comparison
    property bool showGiven: false

    function side(of: var): string {
        return of.attempt === undefined ? qsTr("Was not started") : qsTr("Attempt %1, %2").arg(of.attempt).arg(Format.words(of.outcome ?? ""));
    }
    function facts(of: var): string {
        if (of.attempt === undefined)
            return "";
        const parts = [];
        if (of.started_ms > 0)
            parts.push(Format.duration((of.finished_ms > 0 ? of.finished_ms : Format.now) - of.started_ms));
        parts.push(Format.cost(of.usage ?? {}));
        if (of.agent)
            parts.push(of.agent);
        return parts.join(" · ");
    }

    spacing: 0

    RowLayout {
        Layout.fillWidth: true
        Layout.margins: 12
        spacing: 0
        visible: root.comparison.loaded

        Repeater {
            model: [root.comparison.left, root.comparison.right]

            ColumnLayout {
                id: head

                required property var modelData

                Layout.alignment: Qt.AlignTop
                Layout.fillWidth: true
                Layout.leftMargin: 10
                Layout.preferredWidth: 1
                spacing: 2

                AppText {
                    Layout.fillWidth: true
                    font.weight: Font.DemiBold
                    text: root.side(head.modelData)
                }
                AppText {
                    Layout.fillWidth: true
                    color: Theme.text2
                    kind: AppText.Kind.Secondary
                    text: root.facts(head.modelData)
                }
                AppText {
                    Layout.fillWidth: true
                    color: Theme.failed
                    maximumLineCount: 4
                    text: head.modelData.error ?? ""
                    visible: text !== ""
                    wrapMode: Text.Wrap
                }
            }
        }
    }
    RowLayout {
        Layout.bottomMargin: 8
        Layout.leftMargin: 22
        Layout.rightMargin: 12
        spacing: 12
        visible: root.comparison.loaded

        SegmentBar {
            current: root.showGiven ? 1 : 0
            options: [qsTr("Result"), qsTr("Given")]
            onChosen: index => root.showGiven = index === 1
        }
        AppText {
            Layout.fillWidth: true
            color: Theme.text2
            text: (root.showGiven ? root.comparison.sameGiven : root.comparison.sameResult) ? text_.count > 0 ? qsTr("The same on both sides") : qsTr("Nothing on either side") : ""
        }
    }
    Rule {
        Layout.fillWidth: true
        visible: root.comparison.loaded
    }
    DifferenceText {
        id: text_

        Accessible.name: root.showGiven ? qsTr("What they were given") : qsTr("Their results")
        Layout.fillHeight: true
        Layout.fillWidth: true
        bottomMargin: 8
        model: root.showGiven ? root.comparison.given : root.comparison.result
        topMargin: 8
    }
    AppText {
        Layout.fillWidth: true
        Layout.margins: 16
        color: Theme.failed
        text: root.comparison.problem
        visible: text !== ""
        wrapMode: Text.Wrap
    }
}
