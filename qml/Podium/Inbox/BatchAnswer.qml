// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Backend
import Podium.Controls
import Podium.Inbox

/// Requests of low risk and of one kind, to be marked and answered together. What each asks for stands here, as it was
/// when it came into the list.
Rectangle {
    id: root

    required property InboxController controller
    /// Ids that somebody has unmarked.
    property var unmarked: ({})
    readonly property var all: controller.equals
    readonly property var marked: all.map(request => request.id).filter(id => !unmarked[id])
    readonly property bool ready: marked.length > 1 && !controller.deciding

    signal approved
    signal denied

    function whole(request: var): string {
        const subject = request.subject ?? {};
        const input = subject.input ?? subject;
        return Format.harmless(input.command ?? input.file_path ?? input.url ?? subject.message ?? request.title);
    }

    border.color: Theme.border
    color: Theme.surface1
    implicitHeight: column.implicitHeight + 24
    radius: Theme.cardRadius
    visible: all.length > 1

    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.margins: 14
        anchors.right: parent.right
        spacing: 4
        y: 12

        AppText {
            Layout.fillWidth: true
            font.weight: Font.DemiBold
            text: qsTr("%n request(s) of this kind, all of low risk", "", root.all.length)
        }
        Repeater {
            model: root.all

            T.CheckBox {
                id: box

                required property var modelData

                Accessible.name: root.whole(modelData)
                Layout.fillWidth: true
                checked: !root.unmarked[modelData.id]
                focusPolicy: Qt.TabFocus
                implicitHeight: Theme.controlHeight
                leftPadding: 28
                onToggled: {
                    const next = Object.assign({}, root.unmarked);
                    next[box.modelData.id] = !checked;
                    root.unmarked = next;
                }

                contentItem: RowLayout {
                    spacing: 10

                    AppText {
                        Layout.fillWidth: true
                        kind: AppText.Kind.Mono
                        text: root.whole(box.modelData)
                    }
                    AppText {
                        kind: AppText.Kind.Secondary
                        text: box.modelData.agent ? box.modelData.agent : (box.modelData.task_key ?? "")
                    }
                }
                indicator: Rectangle {
                    border.color: box.checked ? Theme.accent : Theme.text3
                    color: box.checked ? Theme.accent : "transparent"
                    height: 16
                    radius: 4
                    width: 16
                    y: Math.round((box.height - height) / 2)

                    Icon {
                        anchors.centerIn: parent
                        color: Theme.onAccent
                        name: "check"
                        size: 13
                        visible: box.checked
                    }
                    FocusRing {
                        visible: box.visualFocus
                    }
                }
            }
        }
        Flow {
            Layout.fillWidth: true
            Layout.topMargin: 6
            spacing: 8

            ActionButton {
                enabled: root.ready
                iconName: "check"
                keys: Shortcuts.keys["inbox.approveEach"]
                text: qsTr("Approve all %1").arg(root.marked.length)
                onClicked: root.approved()
            }
            ActionButton {
                enabled: root.ready
                iconName: "x"
                look: ActionButton.Look.Danger
                text: qsTr("Deny all %1").arg(root.marked.length)
                onClicked: root.denied()
            }
        }
    }
}
