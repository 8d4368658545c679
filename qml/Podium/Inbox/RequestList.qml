// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Backend
import Podium.Controls
import Podium.Inbox

/// What needs a person, what goes on by itself, what has ended.
Flickable {
    id: root

    required property InboxController controller
    readonly property var kindIcons: ({
            "gate": "circle-dot",
            "review": "git-pull-request",
            "form": "file-pen",
            "permission": "shield-alert",
            "question": "circle-question-mark",
            "interrupted": "triangle-alert",
            "vote": "users"
        })

    function riskColor(risk: string): color {
        return risk === "critical" || risk === "high" ? Theme.failed : risk === "medium" ? Theme.attention : Theme.text2;
    }

    boundsBehavior: Flickable.StopAtBounds
    clip: true
    contentHeight: column.implicitHeight

    T.ScrollBar.vertical: ScrollHandle {}

    component SectionTitle: AppText {
        bottomPadding: 6
        color: Theme.text2
        font.weight: Font.Medium
        kind: AppText.Kind.Secondary
        leftPadding: 16
        topPadding: 14
    }
    component Entry: T.ItemDelegate {
        id: entry

        property string iconName: ""
        property color tint: Theme.text2
        property string heading: ""
        property string note: ""
        property string age: ""
        property string tag: ""
        property color tagTint: Theme.text2
        property bool current: false

        Accessible.name: heading + ", " + note
        height: Theme.rowHeight + 14
        width: root.width

        background: Rectangle {
            color: entry.current ? Theme.surface2 : entry.hovered ? Theme.surface1 : "transparent"

            Rectangle {
                color: Theme.accent
                height: parent.height
                visible: entry.current
                width: 3
            }
            Rule {
                anchors.bottom: parent.bottom
                width: parent.width
            }
            FocusRing {
                anchors.margins: 1
                visible: entry.visualFocus
            }
        }
        leftPadding: 18
        rightPadding: 16
        contentItem: RowLayout {
            spacing: 12

            Icon {
                color: entry.tint
                name: entry.iconName
            }
            Column {
                Layout.fillWidth: true
                spacing: 2

                AppText {
                    font.weight: Font.DemiBold
                    text: entry.heading
                    width: parent.width
                }
                AppText {
                    color: Theme.text2
                    kind: AppText.Kind.Secondary
                    text: entry.note
                    width: parent.width
                }
            }
            Column {
                spacing: 3

                AppText {
                    anchors.right: parent.right
                    color: Theme.text3
                    kind: AppText.Kind.Secondary
                    text: entry.age
                }
                Pill {
                    anchors.right: parent.right
                    text: entry.tag
                    tint: entry.tagTint
                    visible: entry.tag !== ""
                }
            }
        }
    }

    Column {
        id: column

        width: root.width

        RowLayout {
            // The same with and without the button in it, so that nothing moves.
            height: Math.max(implicitHeight, 38)
            visible: root.controller.requests.count > 0
            width: parent.width

            SectionTitle {
                Layout.fillWidth: true
                text: qsTr("Needs you")
            }
            SectionTitle {
                color: Theme.text3
                rightPadding: 16
                text: qsTr("riskiest and oldest first")
                visible: root.controller.fresh === 0
            }
            ActionButton {
                Accessible.name: qsTr("Show %n new", "", root.controller.fresh)
                Layout.preferredHeight: 26
                Layout.rightMargin: 10
                iconName: "bell"
                keys: Shortcuts.keys["inbox.fresh"]
                look: ActionButton.Look.Quiet
                text: qsTr("%n new", "", root.controller.fresh)
                tip: qsTr("Show what came meanwhile; nothing moves before you ask")
                visible: root.controller.fresh > 0
                onClicked: root.controller.showFresh()
            }
        }
        Repeater {
            model: root.controller.requests

            Entry {
                required property string requestId
                required property string kind
                required property string title
                required property string run
                required property string taskKey
                required property string risk
                required property string agent
                required property double createdMs
                required property bool over

                age: Format.now > 0 ? Format.ago(createdMs) : ""
                current: root.controller.selected === requestId
                heading: Format.harmless(title)
                iconName: kind === "stop" ? "triangle-alert" : root.kindIcons[kind] ?? "hand"
                note: (agent !== "" ? agent : taskKey) + " · " + run
                tag: over ? (kind === "stop" ? qsTr("gone") : qsTr("answered")) : risk === "low" ? "" : Format.words(risk)
                tagTint: over ? Theme.text2 : root.riskColor(risk)
                tint: over ? Theme.text3 : kind === "stop" ? Theme.failed : root.riskColor(risk === "low" ? "medium" : risk)
                onClicked: root.controller.select(requestId)
            }
        }
        SectionTitle {
            text: qsTr("Working")
            visible: root.controller.working.count > 0
        }
        Repeater {
            model: root.controller.working

            Entry {
                required property string runId
                required property string title
                required property string workflow
                required property string state
                required property int tasksDone
                required property int tasksTotal
                required property var usage
                required property double startedMs

                age: startedMs > 0 ? Format.duration(Format.now - startedMs) : ""
                heading: Format.runName(title, workflow)
                iconName: Format.stateIcon(state)
                note: qsTr("%1 of %2 · %3").arg(tasksDone).arg(tasksTotal).arg(Format.cost(usage))
                tag: state === "PAUSED" ? Format.state(state) : ""
                tagTint: States.color(state)
                tint: States.color(state)
                onClicked: Navigator.openRun(runId)
            }
        }
        SectionTitle {
            text: qsTr("Done")
            visible: root.controller.done.count > 0
        }
        Repeater {
            model: root.controller.done

            Entry {
                required property string runId
                required property string title
                required property string workflow
                required property string state
                required property int tasksTotal
                required property var usage
                required property double finishedMs
                required property string reason

                age: Format.now > 0 ? Format.ago(finishedMs) : ""
                heading: Format.runName(title, workflow)
                iconName: Format.stateIcon(state)
                note: reason !== "" ? reason : qsTr("%n task(s)", "", tasksTotal) + " · " + Format.cost(usage)
                tint: States.color(state)
                onClicked: Navigator.openRun(runId)
            }
        }
        SectionTitle {
            text: qsTr("Nothing has run yet.")
            visible: root.controller.loaded && root.controller.requests.count + root.controller.working.count + root.controller.done.count === 0
        }
    }
}
