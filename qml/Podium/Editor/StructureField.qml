// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Podium.Controls

/// A value that has parts, as JSON: taken when it can be read and the focus leaves.
Column {
    id: root

    required property string label
    required property var value
    property var example
    property string problem: ""
    readonly property string shown: value === undefined ? "" : JSON.stringify(value, null, 2)

    signal changed(var value)

    function sync(): void {
        if (area.text !== shown)
            area.text = shown;
    }
    function take(): void {
        if (area.text.trim() === "") {
            root.problem = "";
            if (root.value !== undefined)
                root.changed(undefined);
            return;
        }
        if (area.text === root.shown)
            return;
        try {
            const value = JSON.parse(area.text);
            root.problem = "";
            root.changed(value);
        } catch (error) {
            root.problem = qsTr("This is not JSON: %1").arg(error.message);
        }
    }

    spacing: 3
    Component.onCompleted: sync()
    onShownChanged: if (!area.area.activeFocus)
        sync()

    AreaField {
        id: area

        maximumHeight: 180
        mono: true
        placeholderText: root.example !== undefined ? JSON.stringify(root.example) : root.label
        width: root.width

        Connections {
            function onActiveFocusChanged(): void {
                if (!area.area.activeFocus)
                    root.take();
            }

            target: area.area
        }
    }
    AppText {
        color: Theme.failed
        kind: AppText.Kind.Secondary
        text: root.problem
        visible: text !== ""
        width: root.width
        wrapMode: Text.Wrap
    }
}
