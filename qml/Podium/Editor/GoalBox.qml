// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Podium.Backend
import Podium.Controls
import Podium.Editor

/// A goal in words, from which an agent makes a workflow to look at; or why nobody can.
Rectangle {
    id: root

    border.color: Theme.border
    color: Theme.surface1
    implicitHeight: column.implicitHeight + 32
    radius: Theme.cardRadius
    Component.onCompleted: if (Backend.state === Backend.Ready)
        planner.check()

    Connections {
        function onStateChanged(): void {
            if (Backend.state === Backend.Ready)
                planner.check();
        }

        target: Backend
    }
    GoalPlanner {
        id: planner

        onPlanned: (text, reason) => EditorSession.openProposal(text, reason)
    }
    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.leftMargin: 16
        anchors.right: parent.right
        anchors.rightMargin: 16
        spacing: 10
        y: 16

        RowLayout {
            spacing: 8

            Icon {
                color: Theme.accent
                name: "sparkles"
            }
            AppText {
                Accessible.role: Accessible.Heading
                strong: true
                text: qsTr("From a goal")
            }
            AppText {
                Layout.fillWidth: true
                color: Theme.text2
                kind: AppText.Kind.Secondary
                text: planner.available ? qsTr("Planned by %1. You get a proposal to change; nothing of it runs by itself.").arg(planner.who) : ""
            }
        }
        RowLayout {
            Layout.fillWidth: true
            spacing: 8
            visible: planner.checked && !planner.available

            Icon {
                Layout.alignment: Qt.AlignTop
                color: Theme.attention
                name: "triangle-alert"
                size: 15
            }
            AppText {
                Layout.fillWidth: true
                text: qsTr("Nobody can plan here: %1. %2").arg(planner.who).arg(planner.hint) + " " + qsTr("Begin with one of the templates below instead.")
                wrapMode: Text.Wrap
            }
            ActionButton {
                iconName: "refresh-cw"
                tip: qsTr("Look again")
                onClicked: planner.check()
            }
        }
        AreaField {
            id: goal

            Layout.fillWidth: true
            area.readOnly: planner.busy
            maximumHeight: 160
            placeholderText: qsTr("What is to be reached? For example: add a dark theme to the settings page, with tests")
            visible: planner.available
        }
        RowLayout {
            Layout.fillWidth: true
            spacing: 8
            visible: planner.available

            Field {
                id: folder

                Layout.fillWidth: true
                enabled: !planner.busy
                placeholderText: qsTr("Folder of the project it is about (your home folder if empty)")
            }
            Field {
                id: budget

                Accessible.name: qsTr("Most dollars that the planner may spend")
                enabled: !planner.busy
                implicitWidth: 190
                placeholderText: qsTr("At most $ (may be empty)")
                wrong: text !== "" && isNaN(Number(text))
            }
            ActionButton {
                text: qsTr("Cancel")
                visible: planner.busy
                onClicked: planner.cancel()
            }
            ActionButton {
                enabled: !planner.busy && goal.text.trim() !== "" && !budget.wrong
                iconName: "wand-sparkles"
                text: planner.busy ? qsTr("Planning…") : qsTr("Propose a workflow")
                onClicked: planner.plan(goal.text, folder.text, Number(budget.text))
            }
        }
        AppText {
            Layout.fillWidth: true
            color: Theme.failed
            text: planner.problem
            visible: text !== ""
            wrapMode: Text.Wrap
        }
    }
}
