// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import Podium.Backend
import Podium.Controls
import Podium.Logs

/// Whose lines are shown, and of when: a field for each while it is open, in its place what was chosen, which can be
/// taken back.
Flow {
    id: root

    required property LogController controller
    property bool open: false
    readonly property bool any: controller.run !== "" || controller.agent !== "" || controller.fromMs > 0 || controller.toMs > 0

    function begin(): void {
        root.open = true;
        run.begin();
    }

    component Slot: Row {
        id: slot

        required property string kind
        required property string label
        /// What was chosen; empty = anything.
        required property string value
        property string run: ""
        property bool possible: true

        signal chosen(string value)

        function begin(): void {
            picker.forceActiveFocus(Qt.TabFocusReason);
        }
        visible: value !== "" || (root.open && possible)

        Connections {
            target: choices

            function onEntriesChanged(): void {
                picker.answer(choices.entries);
            }
        }
        PickField {
            id: picker

            implicitWidth: 190
            placeholderText: slot.label
            visible: slot.value === ""
            onAsked: text => choices.look(text)
            onPicked: value => {
                picker.nextItemInFocusChain().forceActiveFocus(Qt.TabFocusReason);
                slot.chosen(value);
            }

            LogChoices {
                id: choices

                kind: slot.kind
                run: slot.run
            }
        }
        Chosen {
            text: slot.label + ": " + slot.value
            visible: slot.value !== ""
            onClicked: {
                slot.chosen("");
                if (root.open)
                    slot.begin();
            }
        }
    }
    component Chosen: ActionButton {
        Keys.onDeletePressed: clicked()
        iconName: "x"
        tip: qsTr("Show all again")
    }
    component Moment: Row {
        id: moment

        required property string label
        required property double ms

        signal chosen(string text)

        visible: ms > 0 || root.open

        Field {
            id: time

            Accessible.description: qsTr("14:30, or 2026-11-30 14:30")
            implicitWidth: 150
            placeholderText: moment.label
            visible: moment.ms === 0
            onAccepted: {
                moment.chosen(text);
                wrong = moment.ms === 0 && text !== "";
                if (!wrong)
                    text = "";
            }
            onTextEdited: wrong = false

            Tip {
                text: qsTr("14:30, or 2026-11-30 14:30")
                visible: time.hovered || time.wrong
            }
        }
        Chosen {
            text: moment.label + ": " + Format.moment(moment.ms)
            visible: moment.ms > 0
            onClicked: moment.chosen("")
        }
    }

    spacing: 8
    visible: root.open || root.any

    Slot {
        id: run

        kind: "run"
        label: qsTr("Run")
        value: root.controller.run
        onChosen: value => {
            root.controller.task = "";
            root.controller.run = value;
        }
    }
    Slot {
        kind: "task"
        label: qsTr("Task")
        possible: root.controller.run !== ""
        run: root.controller.run
        value: root.controller.task
        onChosen: value => root.controller.task = value
    }
    Slot {
        kind: "agent"
        label: qsTr("Agent")
        value: root.controller.agent
        onChosen: value => root.controller.agent = value
    }
    Moment {
        label: qsTr("From")
        ms: root.controller.fromMs
        onChosen: text => root.controller.setFrom(text)
    }
    Moment {
        label: qsTr("Until")
        ms: root.controller.toMs
        onChosen: text => root.controller.setUntil(text)
    }
}
