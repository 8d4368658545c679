// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Podium.Backend
import Podium.Controls
import Podium.Runs

/// What the colours of states mean, and which of them are looked for: everything in another state stands back. Says how
/// many fit. Left and right move between the states, Space chooses, Esc shows all again.
FocusScope {
    id: root

    required property RunController controller
    /// How many there are, by state.
    required property var counts
    readonly property var chosen: controller.states
    readonly property bool filters: chosen.length > 0
    readonly property int all: Object.values(counts).reduce((sum, count) => sum + count, 0)
    readonly property int fitting: chosen.reduce((sum, state) => sum + (counts[state] ?? 0), 0)

    function toggle(state: string): void {
        const at = chosen.indexOf(state);
        controller.states = at < 0 ? chosen.concat([state]) : chosen.filter(other => other !== state);
    }
    function clear(): void {
        controller.states = [];
    }
    /// Somebody wants to choose by keys.
    function begin(): void {
        root.forceActiveFocus(Qt.TabFocusReason);
        if (chips.count > 0)
            chips.itemAt(0).forceActiveFocus(Qt.TabFocusReason);
    }

    implicitHeight: flow.implicitHeight
    Keys.onEscapePressed: event => {
        event.accepted = root.filters;
        root.clear();
    }

    Flow {
        id: flow

        Accessible.name: qsTr("States that are looked for")
        Accessible.role: Accessible.Grouping
        spacing: 6
        width: root.width

        Repeater {
            id: chips

            model: ["SUCCESS", "RUNNING", "FAILED", "AWAITING_REVIEW", "BLOCKED", "READY", "PENDING", "SKIPPED", "CANCELLED"]

            T.AbstractButton {
                id: chip

                required property int index
                required property string modelData
                readonly property int count: root.counts[modelData] ?? 0
                readonly property bool isChosen: root.chosen.indexOf(modelData) >= 0

                Accessible.description: isChosen ? qsTr("Is looked for") : qsTr("Show only this state, and others that are chosen")
                Accessible.name: qsTr("%1, %2").arg(Format.state(modelData)).arg(count)
                checkable: true
                checked: isChosen
                focusPolicy: Qt.StrongFocus
                hoverEnabled: true
                implicitHeight: Theme.controlHeight - 4
                implicitWidth: implicitContentWidth + leftPadding + rightPadding
                leftPadding: 9
                rightPadding: 9
                // What hardly ever happens takes room when it has.
                visible: index < 7 || count > 0 || isChosen
                onToggled: root.toggle(modelData)
                Keys.onEnterPressed: root.toggle(modelData)
                Keys.onLeftPressed: chip.nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
                Keys.onReturnPressed: root.toggle(modelData)
                Keys.onRightPressed: chip.nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)

                background: Rectangle {
                    border.color: chip.isChosen ? Theme.accent : Theme.border
                    color: chip.isChosen ? Theme.accentWash : chip.hovered ? Theme.surface3 : Theme.surface1
                    radius: Theme.fieldRadius

                    FocusRing {
                        visible: chip.visualFocus
                    }
                }
                contentItem: Row {
                    opacity: root.filters && !chip.isChosen ? 0.6 : 1
                    spacing: 5

                    Icon {
                        anchors.verticalCenter: parent.verticalCenter
                        color: States.color(chip.modelData)
                        name: Format.stateIcon(chip.modelData)
                        size: 13
                    }
                    AppText {
                        color: chip.isChosen ? Theme.text1 : Theme.text2
                        height: parent.height
                        kind: AppText.Kind.Secondary
                        text: Format.state(chip.modelData)
                    }
                    AppText {
                        color: Theme.text3
                        height: parent.height
                        kind: AppText.Kind.Secondary
                        text: chip.count
                        visible: chip.count > 0
                    }
                }
            }
        }
        ActionButton {
            iconName: "x"
            implicitHeight: Theme.controlHeight - 4
            text: qsTr("%1 of %2 match").arg(root.fitting).arg(root.all)
            tip: qsTr("Show all states again")
            visible: root.filters
            onClicked: root.clear()
        }
    }
}
