// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Controls

/// A question in front of the page. Escape closes it, Enter does its primary verb. Where what is asked for can be
/// refused, it stays open until whoever hears asked() closes it, so that nothing that was typed is lost.
T.Dialog {
    id: root

    default property alias body: column.data
    property string subtitle: ""
    property string acceptText: qsTr("OK")
    property bool acceptable: true
    property bool destructive: false
    /// False where there is nothing to take back.
    property bool cancellable: true
    /// asked() is emitted for the primary verb, in place of accepted().
    property bool staysOpen: false

    signal asked

    function agree(): void {
        if (!acceptable)
            return;
        if (staysOpen)
            asked();
        else
            accept();
    }

    anchors.centerIn: T.Overlay.overlay
    dim: true
    focus: true
    implicitHeight: layout.implicitHeight + 40
    implicitWidth: 520
    modal: true
    padding: 0

    T.Overlay.modal: Rectangle {
        color: Qt.rgba(0, 0, 0, Theme.dark ? 0.55 : 0.3)
    }
    background: Rectangle {
        border.color: Theme.border
        color: Theme.surface1
        radius: Theme.cardRadius
    }
    FocusScope {
        anchors.fill: parent
        focus: true
        Keys.onReturnPressed: root.agree()
        Keys.onEnterPressed: root.agree()

        ColumnLayout {
            id: layout

            anchors.fill: parent
            anchors.margins: 20
            spacing: 12

            AppText {
                Accessible.role: Accessible.Heading
                Layout.fillWidth: true
                kind: AppText.Kind.Title
                text: root.title
                wrapMode: Text.Wrap
            }
            AppText {
                Layout.fillWidth: true
                color: Theme.text2
                lineHeight: 1.2
                text: root.subtitle
                visible: root.subtitle !== ""
                wrapMode: Text.Wrap
            }
            ColumnLayout {
                id: column

                Layout.fillWidth: true
                spacing: 12
            }
            RowLayout {
                Layout.topMargin: 8
                spacing: 8

                Item {
                    Layout.fillWidth: true
                }
                ActionButton {
                    text: qsTr("Cancel")
                    visible: root.cancellable
                    onClicked: root.reject()
                }
                ActionButton {
                    enabled: root.acceptable
                    focus: true
                    look: root.destructive ? ActionButton.Look.Danger : ActionButton.Look.Primary
                    text: root.acceptText
                    onClicked: root.agree()
                }
            }
        }
    }
}
