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

    /// There is no room for all columns; how many there are of one its panel says.
    readonly property bool narrow: panel.visible || tight
    property bool tight: false
    /// Not even for those that tell what is measured: the panel has them, too.
    property bool slim: false
    readonly property var shown: controller.shown
    property var wanted: ({})
    readonly property var figures: [
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

    /// What the selected agent is at, for a question that would end it.
    function atStake(): string {
        const attempts = shown.attempts ?? [];
        if (attempts.length === 0)
            return "";
        const tasks = attempts.slice(0, 3).map(attempt => attempt.task);
        if (attempts.length > tasks.length)
            tasks.push(qsTr("%1 more").arg(attempts.length - tasks.length));
        const spent = attempts.length === 1 && typeof shown.usage?.usd === "number" ? qsTr(" (%1 spent so far)").arg(Format.cost(shown.usage)) : "";
        return qsTr("It is at work on %1%2.").arg(tasks.join(", ")).arg(spent) + " ";
    }
    function move(by: int): void {
        const at = Math.max(0, Math.min(list.count - 1, controller.agents.indexOf(controller.selected) + by));
        controller.selected = controller.agents.at(at).name ?? "";
        list.positionViewAtIndex(at, ListView.Contain);
    }

    /// What another place of the window leads here for.
    function begin(): void {
        const before = root.wanted;
        root.wanted = Navigator.takeAgent();
        if (root.wanted.name === undefined)
            root.wanted = before;
        // Nothing is known of an agent before it is listed.
        if (root.wanted.name === undefined || !controller.loaded)
            return;
        const verb = root.wanted.verb;
        if (root.wanted.name !== "")
            controller.selected = root.wanted.name;
        root.wanted = {};
        switch (verb) {
        case "new":
            sheet.add();
            break;
        case "edit":
            sheet.edit(controller.shown);
            break;
        case "restart":
            restart.open();
            break;
        case "kill":
            kill.open();
            break;
        case "remove":
            remove.open();
            break;
        }
    }

    focus: true
    // Not amid the arrangement that the width comes from: a layout does not hear of a column that comes while it works.
    Component.onCompleted: {
        measure.triggered();
        begin();
    }
    onWidthChanged: measure.start()
    Keys.onPressed: event => {
        if (!event.isAutoRepeat && Shortcuts.take(event.key, event.modifiers))
            ;
        else if (event.key === Qt.Key_Escape && panel.visible)
            controller.selected = "";
        else
            return;
        event.accepted = true;
    }

    AgentListController {
        id: controller

        active: root.visible
        onChanged: if (root.wanted.name !== undefined)
            Qt.callLater(root.begin)
    }
    Connections {
        function onAgentAsked(): void {
            root.begin();
        }

        target: Navigator
    }
    PageCommand {
        available: root.visible
        group: qsTr("Agent")
        iconName: "plus"
        shortcut: "agents.new"
        title: qsTr("New agent…")
        onTriggered: sheet.add()
    }
    AgentCommands {
        panel: panel
    }
    Connections {
        function onChanged(): void {
            measure.start();
        }

        target: Theme
    }
    Timer {
        id: measure

        interval: 0
        onTriggered: {
            root.tight = root.width < 1040 * Theme.textScale;
            root.slim = root.width < 700 * Theme.textScale;
        }
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
        GridLayout {
            Layout.fillWidth: true
            Layout.margins: 16
            Layout.leftMargin: 20
            Layout.rightMargin: 20
            columnSpacing: 12
            columns: root.slim ? 3 : 5
            rowSpacing: 12

            Repeater {
                // Their number stays: cards that come and go while the row is laid out would leave it with ones that are gone.
                model: root.figures.length

                Rectangle {
                    id: card

                    required property int index
                    readonly property var figure: root.figures[index]

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
                            text: card.figure.name
                            width: parent.width
                        }
                        AppText {
                            kind: AppText.Kind.Figure
                            text: card.figure.value
                            width: parent.width - 16
                        }
                        AppText {
                            kind: AppText.Kind.Caption
                            text: card.figure.note
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
                        Layout.preferredWidth: 190 * Theme.textScale
                        text: qsTr("Agent")
                    }
                    Head {
                        Layout.preferredWidth: 130 * Theme.textScale
                        text: qsTr("State")
                    }
                    Head {
                        Layout.fillWidth: true
                        text: qsTr("Now")
                    }
                    Head {
                        Layout.preferredWidth: 70 * Theme.textScale
                        horizontalAlignment: Text.AlignRight
                        text: qsTr("Since")
                        visible: !root.slim
                    }
                    Head {
                        Layout.preferredWidth: 56 * Theme.textScale
                        horizontalAlignment: Text.AlignRight
                        text: qsTr("CPU")
                        visible: !root.slim
                    }
                    Head {
                        Layout.preferredWidth: 72 * Theme.textScale
                        horizontalAlignment: Text.AlignRight
                        text: qsTr("Memory")
                        visible: !root.slim
                    }
                    Head {
                        Layout.preferredWidth: 112 * Theme.textScale
                        horizontalAlignment: Text.AlignRight
                        text: qsTr("Cost")
                    }
                    Head {
                        Layout.preferredWidth: 64 * Theme.textScale
                        horizontalAlignment: Text.AlignRight
                        text: qsTr("Success")
                        visible: !root.slim
                    }
                    Head {
                        Layout.preferredWidth: 200 * Theme.textScale
                        horizontalAlignment: Text.AlignRight
                        text: qsTr("Instances")
                        visible: !root.narrow
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
                        narrow: root.narrow
                        slim: root.slim
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
        subtitle: root.atStake() + qsTr("What it is doing is asked to stop, then done again or gone on with, as on_interrupt of each task says.")
        title: qsTr("Restart %1?").arg(controller.selected)
        onAccepted: panel.perform("restart")
    }
    Sheet {
        id: kill

        acceptText: qsTr("Kill")
        destructive: true
        subtitle: root.atStake() + qsTr("All its processes end at once; what they did not save is lost. It is disabled. Its tasks go to another agent that can do them, or wait until it is enabled.")
        title: qsTr("Kill %1?").arg(controller.selected)
        onAccepted: panel.perform("kill")
    }
    Sheet {
        id: remove

        acceptText: qsTr("Remove")
        destructive: true
        subtitle: root.atStake() + qsTr("It leaves the pool; what it did stays in the runs. Tasks that only it can do wait.")
        title: qsTr("Remove %1?").arg(controller.selected)
        onAccepted: panel.perform("remove")
    }
}
