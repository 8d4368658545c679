// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Podium.Agents
import Podium.Controls

/// Adds an agent, or changes one. Only what was changed is sent.
Sheet {
    id: root

    required property AgentListController controller
    /// The agent that is changed; empty = a new one.
    property var agent: ({})
    readonly property bool isNew: (agent.name ?? "") === ""
    readonly property var presets: controller.presets
    readonly property var modes: ["default", "manual", "acceptEdits", "plan", "auto", "dontAsk", "bypassPermissions"]

    function add(): void {
        agent = {};
        start();
        open();
        name.forceActiveFocus();
    }
    function start(): void {
        preset.currentIndex = 0;
        fill(presets[0] ?? {});
        name.text = "";
    }
    function startAgain(): void {
        const kept = name.text;
        start();
        name.text = kept;
    }
    function edit(of: var): void {
        agent = of;
        fill(of);
        open();
        role.forceActiveFocus();
    }
    function fill(from: var): void {
        name.text = from.name ?? "";
        title.text = from.title ?? "";
        role.text = from.role ?? "";
        capabilities.text = (from.capabilities ?? []).join(", ");
        model.text = from.model ?? "";
        mode.currentIndex = Math.max(0, modes.indexOf(from.permission_mode ?? "default"));
        scale.text = from.scale ?? 1;
        parallel.text = from.max_parallel ?? 1;
        controller.forgetProblem();
    }
    function words(text: string): var {
        return text.split(",").map(word => word.trim()).filter(word => word !== "");
    }

    acceptText: root.isNew ? qsTr("Add") : qsTr("Change")
    acceptable: name.text.trim() !== "" && (!isNew || preset.currentIndex >= 0) && scale.acceptableInput && parallel.acceptableInput
    subtitle: root.isNew ? qsTr("It starts from a preset; everything can be changed later.") : qsTr("What it is doing goes on as it began; its next task gets the change.")
    title: root.isNew ? qsTr("New agent") : qsTr("Edit %1").arg(root.agent.name ?? "")
    staysOpen: true

    onAsked: {
        const fields = {
            title: title.text,
            role: role.text.trim(),
            capabilities: words(capabilities.text),
            model: model.text.trim(),
            permission_mode: modes[mode.currentIndex],
            scale: parseInt(scale.text),
            max_parallel: parseInt(parallel.text)
        };
        if (root.isNew)
            controller.add(name.text.trim(), root.presets[preset.currentIndex].name, fields);
        else
            controller.change(root.agent.name, fields);
    }

    Connections {
        // It was opened before it was known what agents can start from.
        function onPresetsChanged(): void {
            if (root.visible && root.isNew)
                Qt.callLater(root.startAgain);
        }
        function onStored(): void {
            root.close();
        }

        target: root.controller
    }
    GridLayout {
        Layout.fillWidth: true
        columnSpacing: 12
        columns: 2
        rowSpacing: 8

        AppText {
            text: qsTr("Preset")
            visible: root.isNew
        }
        Choice {
            id: preset

            Accessible.name: qsTr("Preset")
            Layout.fillWidth: true
            model: root.presets.map(one => one.name)
            visible: root.isNew
            onActivated: index => {
                const kept = name.text;
                root.fill(root.presets[index]);
                name.text = kept;
            }
        }
        AppText {
            text: qsTr("Name")
            visible: root.isNew
        }
        Field {
            id: name

            Accessible.name: qsTr("Name")
            Layout.fillWidth: true
            maximumLength: 100
            visible: root.isNew
        }
        AppText {
            text: qsTr("Title")
        }
        Field {
            id: title

            Accessible.name: qsTr("Title")
            Layout.fillWidth: true
        }
        AppText {
            text: qsTr("Role")
        }
        Field {
            id: role

            Accessible.name: qsTr("Role")
            Layout.fillWidth: true
        }
        AppText {
            text: qsTr("Can do")
        }
        Field {
            id: capabilities

            Accessible.name: qsTr("Capabilities")
            Layout.fillWidth: true
            placeholderText: qsTr("code_generation, testing")
        }
        AppText {
            text: qsTr("Model")
        }
        Field {
            id: model

            Accessible.name: qsTr("Model")
            Layout.fillWidth: true
            placeholderText: qsTr("The runner's own")
        }
        AppText {
            text: qsTr("Permissions")
        }
        Choice {
            id: mode

            Accessible.name: qsTr("Permissions")
            Layout.fillWidth: true
            model: root.modes
        }
        AppText {
            text: qsTr("Instances")
        }
        RowLayout {
            spacing: 8

            Field {
                id: scale

                Accessible.name: qsTr("Instances")
                Layout.preferredWidth: 80

                validator: IntValidator {
                    bottom: 0
                    top: 1000
                }
            }
            AppText {
                text: qsTr("tasks at a time each")
            }
            Field {
                id: parallel

                Accessible.name: qsTr("Tasks at a time")
                Layout.preferredWidth: 80

                validator: IntValidator {
                    bottom: 1
                    top: 1000
                }
            }
        }
    }
    AppText {
        Layout.fillWidth: true
        color: Theme.failed
        text: root.controller.problem
        visible: text !== ""
        wrapMode: Text.Wrap
    }
}
