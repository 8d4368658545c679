// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Podium.Controls

/// Code or output in a well, to select and copy; long ones are shown in part until asked for.
Rectangle {
    id: root

    property string caption: ""
    property string code: ""
    property color ink: Theme.text1
    /// Lines shown at first.
    property int firstLines: 16
    property bool whole: false
    readonly property list<string> lines: code.split("\n")
    readonly property int hidden: whole ? 0 : Math.max(0, lines.length - firstLines)

    color: Theme.surface2
    implicitHeight: column.implicitHeight + 16
    radius: Theme.controlRadius

    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.margins: 8
        anchors.right: parent.right
        anchors.top: parent.top
        spacing: 4

        AppText {
            kind: AppText.Kind.Caption
            text: root.caption
            visible: text !== ""
        }
        TextEdit {
            Accessible.name: root.caption
            Layout.fillWidth: true
            color: root.ink
            font.family: Theme.monoFont
            font.pixelSize: Theme.secondarySize
            readOnly: true
            selectByMouse: true
            selectedTextColor: Theme.onAccent
            selectionColor: Theme.accent
            text: root.hidden > 0 ? root.lines.slice(0, root.firstLines).join("\n") : root.code
            textFormat: TextEdit.PlainText
            wrapMode: TextEdit.WrapAnywhere
        }
        ActionButton {
            look: ActionButton.Look.Quiet
            text: qsTr("Show %n more line(s)", "", root.hidden)
            visible: root.hidden > 0
            onClicked: root.whole = true
        }
    }
}
