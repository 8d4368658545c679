// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Backend
import Podium.Controls
import Podium.Runs

/// What came of a task: its result, and the files that its last attempt left.
Flickable {
    id: root

    required property var task
    required property TaskAttempts attempts
    readonly property var files: attempts.attempts.count > 0 ? (attempts.attempts.at(0).files ?? []) : []

    boundsBehavior: Flickable.StopAtBounds
    clip: true
    contentHeight: column.implicitHeight + 32

    ColumnLayout {
        id: column

        spacing: 12
        width: root.width - 32
        x: 16
        y: 16

        AppText {
            color: Theme.text3
            text: qsTr("No result yet")
            visible: result.code === "" && root.files.length === 0
        }
        CodeBlock {
            id: result

            Layout.fillWidth: true
            caption: root.task.result_source ? qsTr("Result, from %1").arg(Format.words(root.task.result_source)) : qsTr("Result")
            code: root.task.result === undefined || root.task.result === null ? "" : Format.pretty(root.task.result).trim()
            firstLines: 200
            visible: code !== ""
        }
        AppText {
            kind: AppText.Kind.Caption
            text: qsTr("Files of the last attempt")
            visible: root.files.length > 0
        }
        Repeater {
            model: root.files.length

            RowLayout {
                id: file

                required property int index
                readonly property var entry: root.files[index] ?? ({})

                Layout.fillWidth: true
                spacing: 8

                Icon {
                    name: "file-text"
                    size: 15
                }
                AppText {
                    Layout.fillWidth: true
                    elide: Text.ElideMiddle
                    kind: AppText.Kind.Mono
                    text: file.entry.name ?? ""
                }
                AppText {
                    color: Theme.text3
                    text: Format.bytes(file.entry.bytes ?? 0)
                }
                ActionButton {
                    iconName: "external-link"
                    look: ActionButton.Look.Quiet
                    tip: qsTr("Open %1").arg(file.entry.path ?? "")
                    onClicked: Qt.openUrlExternally("file://" + file.entry.path)
                }
            }
        }
    }
    T.ScrollBar.vertical: ScrollHandle {}
}
