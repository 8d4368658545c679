// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Backend
import Podium.Controls
import Podium.Editor

/// What is wrong, in a list that leads to it; what a run would take.
Rectangle {
    id: root

    required property WorkflowDocument document
    readonly property int findings: document.findings.length
    readonly property var estimate: EditorSession.estimate

    signal chosen(var finding)

    border.color: document.errorCount > 0 ? Theme.failed : Theme.border
    color: Theme.surface1
    height: column.implicitHeight + 12
    implicitWidth: Math.max(row.implicitWidth + 28, list.visible ? 520 : 0)
    radius: Theme.fieldRadius

    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.leftMargin: 12
        anchors.right: parent.right
        anchors.rightMargin: 12
        anchors.verticalCenter: parent.verticalCenter
        spacing: 4

        ListView {
            id: list

            Accessible.name: qsTr("Findings")
            Accessible.role: Accessible.List
            Layout.fillWidth: true
            Layout.preferredHeight: Math.min(contentHeight, 200)
            clip: true
            model: root.document.findings
            visible: toggle.checked && root.findings > 0

            T.ScrollBar.vertical: ScrollHandle {}
            delegate: T.ItemDelegate {
                id: finding

                required property var modelData

                Accessible.name: modelData.message
                focusPolicy: Qt.StrongFocus
                hoverEnabled: true
                implicitHeight: lines.implicitHeight + 10
                width: list.width
                Keys.onReturnPressed: finding.clicked()
                onClicked: root.chosen(finding.modelData)

                background: Rectangle {
                    color: finding.hovered || finding.visualFocus ? Theme.surface3 : "transparent"
                    radius: Theme.controlRadius
                }
                RowLayout {
                    anchors.fill: parent
                    anchors.leftMargin: 6
                    anchors.rightMargin: 6
                    spacing: 8

                    Icon {
                        Layout.alignment: Qt.AlignTop
                        Layout.topMargin: 5
                        color: finding.modelData.severity === "error" ? Theme.failed : Theme.attention
                        name: finding.modelData.severity === "error" ? "circle-x" : "triangle-alert"
                        size: 13
                    }
                    AppText {
                        id: lines

                        Layout.fillWidth: true
                        text: (finding.modelData.task !== "" ? finding.modelData.task + ": " : "") + finding.modelData.message + (finding.modelData.hint !== "" ? "\n" + finding.modelData.hint : "")
                        wrapMode: Text.Wrap
                    }
                    AppText {
                        Layout.alignment: Qt.AlignTop
                        Layout.topMargin: 5
                        color: Theme.text3
                        kind: AppText.Kind.Mono
                        text: finding.modelData.line > 0 ? finding.modelData.line : ""
                    }
                }
            }
        }
        RowLayout {
            id: row

            spacing: 12

            ActionButton {
                id: toggle

                checkable: true
                enabled: root.findings > 0
                iconName: root.document.errorCount > 0 || !root.document.readable ? "circle-x" : root.findings > 0 ? "triangle-alert" : "circle-check"
                look: ActionButton.Look.Quiet
                text: !root.document.readable ? qsTr("The text cannot be read") : root.document.errorCount > 0 ? qsTr("%n error(s)", "", root.document.errorCount) : root.findings > 0 ? qsTr("%n warning(s)", "", root.findings) : qsTr("Valid")
            }
            AppText {
                color: Theme.text2
                kind: AppText.Kind.Secondary
                text: qsTr("%n task(s)", "", root.document.nodes.length)
            }
            AppText {
                color: Theme.text2
                kind: AppText.Kind.Secondary
                text: qsTr("Estimating…")
                visible: EditorSession.estimating
            }
            AppText {
                color: Theme.text1
                kind: AppText.Kind.Secondary
                text: root.estimate.duration_ms ? qsTr("~%1 – %2").arg(Format.duration(root.estimate.duration_ms.p10)).arg(Format.duration(root.estimate.duration_ms.p90)) : ""
                visible: text !== ""
            }
            AppText {
                color: Theme.text1
                kind: AppText.Kind.Secondary
                text: root.estimate.usd ? (root.estimate.unknown_costs > 0 ? "≥ " : "~") + qsTr("%1 – %2").arg(Format.money(root.estimate.usd.p10)).arg(Format.money(root.estimate.usd.p90)) : root.estimate.duration_ms ? qsTr("cost unknown") : ""
                visible: text !== ""
            }
            AppText {
                color: Theme.text2
                kind: AppText.Kind.Secondary
                text: root.estimate.critical_path ? qsTr("critical path %n task(s), at most %1 at once", "", root.estimate.critical_path.length).arg(root.estimate.peak_parallel) : ""
                visible: text !== ""
            }
            AppText {
                color: Theme.text3
                kind: AppText.Kind.Secondary
                text: qsTr("(with defaults)")
                visible: root.estimate.uses_defaults === true
            }
        }
    }
}
