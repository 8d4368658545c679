// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Agents
import Podium.Backend
import Podium.Controls
import Podium.Sessions

/// Explains the selected agent: what it does and uses, what it may do, and its verbs.
FocusScope {
    id: root

    required property AgentListController controller
    readonly property var agent: controller.shown
    readonly property string name: agent.name ?? ""
    readonly property bool on: agent.enabled ?? false
    readonly property int busy: agent.running ?? 0
    readonly property var breaker: agent.breaker ?? ({})
    readonly property var runnerBreaker: agent.runner_breaker ?? ({})

    signal editAsked
    signal killAsked
    signal removeAsked
    signal restartAsked

    function perform(verb: string): void {
        Backend.perform("agent." + verb, {
            name: root.name
        });
    }
    function scaleTo(text: string): void {
        const wanted = parseInt(text);
        if (!isNaN(wanted) && wanted >= 0 && wanted <= 1000)
            Backend.perform("agent.scale", {
                name: root.name,
                scale: wanted
            });
    }

    component Fact: RowLayout {
        id: fact

        required property string label
        property string value: ""

        Layout.fillWidth: true
        spacing: 12
        visible: value !== ""

        AppText {
            Layout.alignment: Qt.AlignTop
            Layout.preferredWidth: 110 * Theme.textScale
            color: Theme.text2
            text: fact.label
        }
        AppText {
            Layout.fillWidth: true
            text: fact.value
            wrapMode: Text.Wrap
        }
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.surface1
    }
    Rule {
        height: parent.height
        width: 1
    }
    readonly property bool talks: agent.runner === "claude"

    TabStrip {
        id: tabs

        anchors.left: parent.left
        anchors.leftMargin: 12
        anchors.right: parent.right
        current: 0
        options: [qsTr("About"), qsTr("Session")]
        visible: root.talks
        y: 6
        onChosen: index => current = index
    }
    Rule {
        anchors.top: tabs.bottom
        visible: tabs.visible
        width: parent.width
    }
    AgentSession {
        agent: root.agent
        anchors.fill: parent
        anchors.leftMargin: 1
        anchors.topMargin: tabs.height + 7
        visible: root.talks && tabs.current === 1
    }
    Flickable {
        anchors.fill: parent
        anchors.topMargin: root.talks ? tabs.height + 7 : 0
        visible: !root.talks || tabs.current === 0
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        contentHeight: column.implicitHeight + 40

        ColumnLayout {
            id: column

            spacing: 12
            width: parent.width - 40
            x: 20
            y: 16

            RowLayout {
                spacing: 8

                AppText {
                    Accessible.role: Accessible.Heading
                    Layout.fillWidth: true
                    kind: AppText.Kind.Title
                    text: root.name
                }
                ActionButton {
                    iconName: "pencil"
                    keys: Shortcuts.keys["agents.edit"]
                    tip: qsTr("Edit")
                    onClicked: root.editAsked()
                }
                ActionButton {
                    iconName: "x"
                    look: ActionButton.Look.Quiet
                    tip: qsTr("Close")
                    onClicked: root.controller.selected = ""
                }
            }
            AppText {
                Layout.fillWidth: true
                color: Theme.text2
                text: root.agent.title ?? ""
                visible: text !== ""
                wrapMode: Text.Wrap
            }
            Flow {
                Layout.fillWidth: true
                spacing: 8

                ActionButton {
                    iconName: root.on ? "pause" : "play"
                    text: root.on && !root.agent.draining ? qsTr("Disable") : qsTr("Enable")
                    tip: root.on ? qsTr("It gets no further task; what it is doing goes on") : qsTr("It gets tasks again")
                    tipKeys: Shortcuts.keys["agents.enable"]
                    onClicked: root.perform(root.on && !root.agent.draining ? "disable" : "enable")
                }
                ActionButton {
                    enabled: root.on && !root.agent.draining
                    text: qsTr("Drain")
                    tip: qsTr("It finishes what it has and takes nothing new")
                    tipKeys: Shortcuts.keys["agents.drain"]
                    onClicked: root.perform("drain")
                }
                ActionButton {
                    enabled: root.busy > 0
                    iconName: "rotate-ccw"
                    text: qsTr("Restart…")
                    tipKeys: Shortcuts.keys["agents.restart"]
                    onClicked: root.restartAsked()
                }
                ActionButton {
                    enabled: root.busy > 0
                    look: ActionButton.Look.Danger
                    text: qsTr("Kill…")
                    tipKeys: Shortcuts.keys["agents.kill"]
                    onClicked: root.killAsked()
                }
                ActionButton {
                    enabled: root.busy === 0
                    iconName: "trash-2"
                    look: ActionButton.Look.Danger
                    text: qsTr("Remove…")
                    onClicked: root.removeAsked()
                }
            }
            AppText {
                Layout.fillWidth: true
                color: States.color("AWAITING_REVIEW")
                text: root.agent.absent ? qsTr("It gets no tasks: %1. %2").arg(root.agent.absent.why).arg(root.agent.absent.hint) : ""
                visible: text !== ""
                wrapMode: Text.Wrap
            }
            AppText {
                Layout.fillWidth: true
                color: Theme.failed
                text: root.runnerBreaker.state === "open" ? qsTr("Its runner is held back after failures of all its agents: %1").arg(root.runnerBreaker.reason ?? "") : root.runnerBreaker.state === "half_open" ? qsTr("Its runner is on trial with one task after failures: %1").arg(root.runnerBreaker.reason ?? "") : ""
                visible: text !== ""
                wrapMode: Text.Wrap
            }
            AppText {
                Layout.fillWidth: true
                color: Theme.failed
                text: root.breaker.state === "open" ? qsTr("Held back after failures: %1").arg(root.breaker.reason ?? "") : root.breaker.state === "half_open" ? qsTr("On trial with one task after failures: %1").arg(root.breaker.reason ?? "") : ""
                visible: text !== ""
                wrapMode: Text.Wrap
            }
            RowLayout {
                spacing: 16

                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: 4

                    AppText {
                        kind: AppText.Kind.Caption
                        text: typeof root.agent.cpu === "number" ? qsTr("Processor %1 %").arg(Math.round(root.agent.cpu)) : qsTr("Processor")
                    }
                    Sparkline {
                        Layout.fillWidth: true
                        ceiling: 100
                        name: qsTr("Processor")
                        values: root.controller.cpuHistory
                    }
                }
                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: 4

                    AppText {
                        kind: AppText.Kind.Caption
                        text: root.agent.rss_bytes ? qsTr("Memory %1").arg(Format.bytes(root.agent.rss_bytes)) : qsTr("Memory")
                    }
                    Sparkline {
                        Layout.fillWidth: true
                        name: qsTr("Memory")
                        tint: Theme.running
                        values: root.controller.memoryHistory
                    }
                }
            }
            RowLayout {
                Layout.fillWidth: true
                spacing: 12

                AppText {
                    Layout.preferredWidth: 110 * Theme.textScale
                    color: Theme.text2
                    text: qsTr("Instances")
                }
                Field {
                    id: scale

                    /// What the engine was told last; what the list shows may be older.
                    property string sent: ""

                    Accessible.name: qsTr("Instances of %1").arg(root.name)
                    Layout.preferredWidth: 80 * Theme.textScale
                    inputMethodHints: Qt.ImhDigitsOnly
                    onActiveFocusChanged: if (activeFocus)
                        sent = text
                    onEditingFinished: if (text !== sent) {
                        sent = text;
                        root.scaleTo(text);
                    }

                    // What is being typed is not put right by the next look.
                    Binding on text {
                        restoreMode: Binding.RestoreNone
                        value: root.agent.scale ?? ""
                        when: !scale.activeFocus
                    }

                    validator: IntValidator {
                        bottom: 0
                        top: 1000
                    }
                }
                AppText {
                    Layout.fillWidth: true
                    color: Theme.text3
                    text: (root.agent.max_parallel ?? 1) > 1 ? qsTr("each with %1 tasks at a time").arg(root.agent.max_parallel) : ""
                }
            }
            Fact {
                label: qsTr("Success")
                value: {
                    const of = root.agent.success ?? {};
                    const ended = (of.succeeded ?? 0) + (of.failed ?? 0);
                    return ended > 0 ? qsTr("%1 % · %2 of %n attempt(s) in 30 days", "", ended).arg(Math.round(100 * of.succeeded / ended)).arg(of.succeeded) : qsTr("no attempt has ended in 30 days");
                }
            }
            Fact {
                label: qsTr("Role")
                value: root.agent.role ?? ""
            }
            Fact {
                label: qsTr("Runner")
                value: root.agent.runner ?? ""
            }
            Fact {
                label: qsTr("Model")
                value: root.agent.model || qsTr("the runner's own")
            }
            Fact {
                label: qsTr("Permissions")
                value: root.agent.permission_mode ?? ""
            }
            Fact {
                label: qsTr("Works in")
                value: Format.words(root.agent.workspace ?? "")
            }
            Fact {
                label: qsTr("Can do")
                value: (root.agent.capabilities ?? []).map(word => Format.words(word)).join(", ")
            }
            AppText {
                Accessible.role: Accessible.Heading
                Layout.topMargin: 8
                font.weight: Font.DemiBold
                text: qsTr("What it is doing")
            }
            AppText {
                color: Theme.text3
                text: qsTr("Nothing at the moment")
                visible: works.count === 0
            }
            AppText {
                Layout.fillWidth: true
                color: stopper.problem !== "" ? Theme.failed : Theme.text2
                text: stopper.problem !== "" ? stopper.problem : stopper.note
                visible: text !== ""
                wrapMode: Text.Wrap
            }
            Repeater {
                id: works

                model: root.agent.attempts?.length ?? 0

                RowLayout {
                    id: work

                    required property int index
                    readonly property var attempt: root.agent.attempts?.[index] ?? ({})

                    Layout.fillWidth: true
                    spacing: 4

                    ActionButton {
                        Layout.fillWidth: true
                        iconName: "loader"
                        look: ActionButton.Look.Quiet
                        text: (work.attempt.task ?? "") + " · " + Format.words(work.attempt.activity ?? "")
                        tip: qsTr("Open the task")
                        onClicked: Navigator.openRun(work.attempt.run, work.attempt.task)
                    }
                    ActionButton {
                        Accessible.name: qsTr("Interrupt %1").arg(work.attempt.task ?? "")
                        iconName: "octagon-pause"
                        look: ActionButton.Look.Quiet
                        tip: qsTr("It stops what it does and waits for what you say; its task goes on")
                        visible: root.talks
                        onClicked: stopper.stop(work.attempt.run, work.attempt.task)
                    }
                }
            }
        }
        T.ScrollBar.vertical: ScrollHandle {}
    }
    SessionController {
        id: stopper

        function stop(ofRun: string, ofTask: string): void {
            run = ofRun;
            task = ofTask;
            interrupt();
        }

        agent: root.name
    }
}
