// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Podium.Controls

/// Names with values, a row each. Taken when the focus leaves a row or Enter is pressed.
ColumnLayout {
    id: root

    required property string label
    property var value
    /// Numbers, truths, lists and objects are what they look like; otherwise every value is text.
    property bool typed: false
    property bool adding: false

    /// Undefined if nothing is left.
    signal changed(var value)

    function shown(value: var): string {
        return typeof value === "string" ? value : JSON.stringify(value);
    }
    function meant(text: string): var {
        if (!root.typed || !/^(-?\d|true$|false$|null$|[[{"])/.test(text))
            return text;
        try {
            return JSON.parse(text);
        } catch (error) {
            return text;
        }
    }
    function sync(): void {
        const map = root.value !== undefined && root.value !== null && typeof root.value === "object" ? root.value : {};
        const names = Object.keys(map);
        for (let row = 0; row < names.length; ++row) {
            const entry = {
                name: names[row],
                text: root.shown(map[names[row]])
            };
            if (row < rows.count)
                rows.set(row, entry);
            else
                rows.append(entry);
        }
        const wanted = names.length + (root.adding ? 1 : 0);
        while (rows.count > wanted)
            rows.remove(rows.count - 1);
        if (rows.count < wanted)
            rows.append({
                name: "",
                text: ""
            });
    }
    function take(): void {
        const map = {};
        let some = false;
        for (let row = 0; row < rows.count; ++row) {
            const entry = rows.get(row);
            if (entry.name === "")
                continue;
            map[entry.name] = root.meant(entry.text);
            some = true;
        }
        if (rows.count > 0 && rows.get(rows.count - 1).name !== "")
            root.adding = false;
        root.changed(some ? map : undefined);
    }

    spacing: 4
    Component.onCompleted: sync()
    onAddingChanged: sync()
    onValueChanged: sync()

    ListModel {
        id: rows
    }
    Repeater {
        model: rows

        RowLayout {
            id: row

            required property int index
            required property var model

            Layout.fillWidth: true
            spacing: 4

            Field {
                Accessible.name: qsTr("Name in %1").arg(root.label)
                Layout.fillWidth: true
                Layout.preferredWidth: 2
                font.family: Theme.monoFont
                font.pixelSize: Theme.secondarySize
                implicitWidth: 60
                placeholderText: qsTr("Name")
                text: row.model.name
                Component.onCompleted: if (row.model.name === "")
                    forceActiveFocus()
                onEditingFinished: if (text.trim() !== row.model.name) {
                    row.model.name = text.trim();
                    root.take();
                }
            }
            Field {
                Accessible.name: row.model.name === "" ? qsTr("Value in %1").arg(root.label) : qsTr("%1 in %2").arg(row.model.name).arg(root.label)
                Layout.fillWidth: true
                Layout.preferredWidth: 3
                font.family: Theme.monoFont
                font.pixelSize: Theme.secondarySize
                implicitWidth: 80
                placeholderText: qsTr("Value")
                text: row.model.text
                onEditingFinished: if (text !== row.model.text) {
                    row.model.text = text;
                    if (row.model.name !== "")
                        root.take();
                }
            }
            ActionButton {
                Layout.preferredHeight: 24
                Layout.preferredWidth: 24
                iconName: "x"
                look: ActionButton.Look.Quiet
                tip: qsTr("Remove %1").arg(row.model.name)
                onClicked: {
                    if (row.model.name === "") {
                        root.adding = false;
                        return;
                    }
                    row.model.name = "";
                    root.take();
                }
            }
        }
    }
    ActionButton {
        Accessible.name: qsTr("Add to %1").arg(root.label)
        enabled: !root.adding
        iconName: "plus"
        look: ActionButton.Look.Quiet
        text: qsTr("Add")
        onClicked: root.adding = true
    }
}
