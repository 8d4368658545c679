// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Agents
import Podium.Backend
import Podium.Controls

/// The pool: who is there, what each does now, and how many of each.
FocusScope {
    id: root

    function move(by: int): void {
        const at = Math.max(0, Math.min(list.count - 1, controller.agents.indexOf(controller.selected) + by));
        controller.selected = controller.agents.at(at).name ?? "";
        list.positionViewAtIndex(at, ListView.Contain);
    }

    focus: true
    Keys.onPressed: event => {
        if (Shortcuts.fits("agents.edit", event.key, event.modifiers) && panel.visible)
            sheet.edit(controller.shown);
        else if (Shortcuts.fits("agents.new", event.key, event.modifiers))
            sheet.add();
        else if (event.key === Qt.Key_Escape && panel.visible)
            controller.selected = "";
        else
            return;
        event.accepted = true;
    }

    AgentListController {
        id: controller

        active: root.visible
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PageHeader {
            Layout.fillWidth: true
            iconName: "bot"
            title: qsTr("Agents")

            ActionButton {
                iconName: "plus"
                keys: Shortcuts.keys["agents.new"]
                look: ActionButton.Look.Primary
                text: qsTr("New agent")
                onClicked: sheet.add()
            }
        }
        RowLayout {
            Layout.fillWidth: true
            Layout.margins: 16
            Layout.leftMargin: 20
            Layout.rightMargin: 20
            spacing: 12

            Repeater {
                model: [
                    {
                        name: qsTr("Running"),
                        value: qsTr("%1 of %2").arg(controller.busy).arg(controller.places),
                        note: qsTr("%n agent(s) enabled", "", controller.enabled)
                    },
                    {
                        name: qsTr("Success, 30 days"),
                        value: controller.ended > 0 ? qsTr("%1 %").arg((100 * controller.succeeded / controller.ended).toFixed(1)) : "—",
                        note: controller.ended > 0 ? qsTr("%1 of %n attempt(s)", "", controller.ended).arg(controller.succeeded) : qsTr("no attempt has ended")
                    },
                    {
                        name: qsTr("Spend today"),
                        value: EngineStatus.spentToday < 0 ? "—" : (EngineStatus.unknownCosts > 0 ? "≥ " : "") + Format.money(EngineStatus.spentToday),
                        note: EngineStatus.budgetToday >= 0 ? qsTr("budget %1").arg(Format.money(EngineStatus.budgetToday)) : qsTr("no budget for the day")
                    },
                    {
                        name: qsTr("Memory, all tasks"),
                        value: controller.memory > 0 ? Format.bytes(controller.memory) : "—",
                        note: qsTr("whole process trees")
                    },
                    {
                        name: qsTr("Queue"),
                        value: EngineStatus.queued < 0 ? "—" : EngineStatus.queued.toString(),
                        note: qsTr("tasks that are ready")
                    }
                ]

                Rectangle {
                    id: card

                    required property var modelData

                    Layout.fillWidth: true
                    border.color: Theme.border
                    color: Theme.surface1
                    implicitHeight: figures.implicitHeight + 28
                    radius: Theme.cardRadius

                    Column {
                        id: figures

                        anchors.left: parent.left
                        anchors.leftMargin: 16
                        anchors.right: parent.right
                        anchors.verticalCenter: parent.verticalCenter
                        spacing: 4

                        AppText {
                            color: Theme.text2
                            kind: AppText.Kind.Secondary
                            text: card.modelData.name
                        }
                        AppText {
                            kind: AppText.Kind.Figure
                            text: card.modelData.value
                            width: parent.width - 16
                        }
                        AppText {
                            kind: AppText.Kind.Caption
                            text: card.modelData.note
                            width: parent.width - 16
                        }
                    }
                }
            }
        }
        Rule {
            Layout.fillWidth: true
        }
        RowLayout {
            Layout.fillHeight: true
            Layout.fillWidth: true
            spacing: 0

            ColumnLayout {
                Layout.fillHeight: true
                Layout.fillWidth: true
                spacing: 0

                RowLayout {
                    id: heads

                    Layout.fillWidth: true
                    Layout.leftMargin: 20
                    Layout.preferredHeight: 32
                    Layout.rightMargin: 20
                    spacing: 16

                    component Head: AppText {
                        color: Theme.text2
                        font.weight: Font.DemiBold
                        kind: AppText.Kind.Caption
                    }

                    Head {
                        Layout.preferredWidth: 190
                        text: qsTr("Agent")
                    }
                    Head {
                        Layout.preferredWidth: 130
                        text: qsTr("State")
                    }
                    Head {
                        Layout.fillWidth: true
                        text: qsTr("Now")
                    }
                    Head {
                        Layout.preferredWidth: 70
                        horizontalAlignment: Text.AlignRight
                        text: qsTr("Since")
                    }
                    Head {
                        Layout.preferredWidth: 56
                        horizontalAlignment: Text.AlignRight
                        text: qsTr("CPU")
                    }
                    Head {
                        Layout.preferredWidth: 72
                        horizontalAlignment: Text.AlignRight
                        text: qsTr("Memory")
                    }
                    Head {
                        Layout.preferredWidth: 64
                        horizontalAlignment: Text.AlignRight
                        text: qsTr("Cost")
                    }
                    Head {
                        Layout.preferredWidth: 64
                        horizontalAlignment: Text.AlignRight
                        text: qsTr("Success")
                    }
                    Head {
                        Layout.preferredWidth: 200
                        horizontalAlignment: Text.AlignRight
                        text: qsTr("Instances")
                        visible: !panel.visible
                    }
                }
                Rule {
                    Layout.fillWidth: true
                }
                ListView {
                    id: list

                    Accessible.name: qsTr("Agents")
                    Accessible.role: Accessible.List
                    Layout.fillHeight: true
                    Layout.fillWidth: true
                    boundsBehavior: Flickable.StopAtBounds
                    clip: true
                    focus: true
                    model: controller.agents
                    reuseItems: true
                    Keys.onDownPressed: root.move(1)
                    Keys.onUpPressed: root.move(-1)

                    delegate: AgentRow {
                        id: row

                        chosen: row.name === controller.selected
                        marked: list.activeFocus
                        narrow: panel.visible
                        width: ListView.view.width
                        onPicked: {
                            list.forceActiveFocus();
                            controller.selected = row.name;
                        }
                    }
                    T.ScrollBar.vertical: ScrollHandle {}
                }
            }
            AgentPanel {
                id: panel

                Layout.fillHeight: true
                Layout.preferredWidth: Math.max(340, Math.min(460, root.width * 0.28))
                controller: controller
                visible: panel.name !== ""
                onEditAsked: sheet.edit(controller.shown)
                onKillAsked: kill.open()
                onRemoveAsked: remove.open()
                onRestartAsked: restart.open()
            }
        }
    }
    AgentSheet {
        id: sheet

        controller: controller
    }
    Sheet {
        id: restart

        acceptText: qsTr("Restart")
        subtitle: qsTr("What it is doing is asked to stop, then done again or gone on with, as on_interrupt of each task says.")
        title: qsTr("Restart %1?").arg(controller.selected)
        onAccepted: panel.perform("restart")
    }
    Sheet {
        id: kill

        acceptText: qsTr("Kill")
        destructive: true
        subtitle: qsTr("All its processes end at once; what they did not save is lost. It is disabled. Its tasks go to another agent that can do them, or wait until it is enabled.")
        title: qsTr("Kill %1?").arg(controller.selected)
        onAccepted: panel.perform("kill")
    }
    Sheet {
        id: remove

        acceptText: qsTr("Remove")
        destructive: true
        subtitle: qsTr("It leaves the pool; what it did stays in the runs. Tasks that only it can do wait.")
        title: qsTr("Remove %1?").arg(controller.selected)
        onAccepted: panel.perform("remove")
    }
}
