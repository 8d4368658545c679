// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Podium.Backend
import Podium.Controls
import Podium.Runs

/// What a run may spend, how many tasks of it run at a time, and what comes first: from what it is to what it is to be.
Sheet {
    id: root

    required property RunController controller
    readonly property var facts: controller.facts
    readonly property double dollars: budget.text.trim() === "" ? -1 : Number(budget.text.trim().replace(",", "."))
    readonly property int places: parallel.text === "" ? 0 : parseInt(parallel.text)
    readonly property var changes: limits.loaded && !isNaN(dollars) ? limits.changes(priority.value, places, dollars) : ({})
    readonly property bool tooLow: "budget_usd" in changes && dollars < (facts.usage?.usd ?? 0)

    acceptText: qsTr("Change")
    acceptable: limits.loaded && budget.acceptableInput && parallel.acceptableInput && Object.keys(changes).length > 0
    subtitle: qsTr("It holds for what begins from now on; what runs already goes on.")
    title: qsTr("Limits of “%1”").arg(Format.runName(facts.title ?? "", facts.workflow ?? ""))

    onAboutToShow: limits.read()
    onAccepted: controller.perform("change", changes)

    RunLimits {
        id: limits

        run: root.controller.run
        onChanged: if (loaded) {
            budget.text = limits.budget < 0 ? "" : String(limits.budget);
            parallel.text = limits.maxParallel > 0 ? String(limits.maxParallel) : "";
            priority.value = limits.priority;
            budget.forceActiveFocus();
            budget.selectAll();
        }
    }
    component Label: AppText {
        Layout.preferredWidth: Math.round(150 * Theme.textScale)
    }
    component Note: AppText {
        Layout.fillWidth: true
        color: Theme.text2
        kind: AppText.Kind.Secondary
        wrapMode: Text.Wrap
    }

    GridLayout {
        Layout.fillWidth: true
        columnSpacing: 12
        columns: 3
        rowSpacing: 12

        Label {
            text: qsTr("Budget, in dollars")
        }
        Field {
            id: budget

            Accessible.name: qsTr("Budget, in dollars")
            Layout.preferredWidth: Math.round(110 * Theme.textScale)
            placeholderText: qsTr("none")
            wrong: !acceptableInput && text !== ""

            validator: RegularExpressionValidator {
                regularExpression: /^\s*(\d{1,9}([.,]\d{0,4})?)?\s*$/
            }
        }
        Note {
            text: qsTr("now %1, spent %2").arg(limits.budget < 0 ? qsTr("none") : Format.money(limits.budget)).arg(Format.cost(root.facts.usage ?? {}))
        }
        Label {
            text: qsTr("Tasks at a time")
        }
        Field {
            id: parallel

            Accessible.name: qsTr("Tasks at a time")
            Layout.preferredWidth: Math.round(110 * Theme.textScale)
            inputMethodHints: Qt.ImhDigitsOnly
            onActiveFocusChanged: if (activeFocus)
                selectAll()
            placeholderText: qsTr("all places")
            wrong: !acceptableInput && text !== ""

            validator: RegularExpressionValidator {
                regularExpression: /^([1-9]\d{0,4})?$/
            }
        }
        Note {
            text: limits.maxParallel > 0 ? qsTr("now %1").arg(limits.maxParallel) : qsTr("now as many as the engine has places")
        }
        Label {
            text: qsTr("Priority")
        }
        Choice {
            id: priority

            readonly property list<string> names: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]
            property alias value: priority.currentIndex

            Accessible.name: qsTr("Priority: %1").arg(displayText)
            Layout.preferredWidth: Math.round(110 * Theme.textScale)
            model: names
        }
        Note {
            text: qsTr("now %1; 10 comes first, 0 last").arg(limits.priority)
        }
    }
    AppText {
        Layout.fillWidth: true
        color: limits.problem !== "" ? Theme.failed : Theme.attention
        text: limits.problem !== "" ? limits.problem : root.tooLow ? qsTr("That is less than it has spent: nothing more of it will begin.") : ""
        visible: text !== ""
        wrapMode: Text.Wrap
    }
}
