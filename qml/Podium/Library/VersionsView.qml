// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Podium.Controls
import Podium.Library

/// Versions of a workflow at the left, the picture of what is different in the middle, the list of it at the right.
FocusScope {
    id: root

    required property WorkflowLibrary library
    /// What is edited, as text.
    required property string text
    required property bool modified
    /// The version that is being edited.
    property int base: 0
    property int from: 0
    /// 0: what is edited now.
    property int to: 0

    signal restoreAsked(int version)
    signal closeAsked

    function start(): void {
        root.to = 0;
        root.from = root.base;
        // Nothing has been changed since: then what the last save has changed.
        if (!root.modified && root.base > 1) {
            root.to = root.base;
            root.from = root.base - 1;
        }
        root.compare();
    }
    function compare(): void {
        if (root.from > 0)
            comparison.compare(root.library.workflow, root.from, root.to, root.text);
    }

    Component.onCompleted: {
        root.library.refresh();
        root.start();
    }
    Keys.onEscapePressed: root.closeAsked()

    VersionComparison {
        id: comparison
    }
    Rectangle {
        anchors.fill: parent
        color: Theme.window
    }
    RowLayout {
        anchors.fill: parent
        spacing: 0

        Rectangle {
            Layout.fillHeight: true
            Layout.preferredWidth: root.width < 1200 ? 240 : 290
            color: Theme.surface1

            ColumnLayout {
                anchors.fill: parent
                spacing: 0

                AppText {
                    Accessible.role: Accessible.Heading
                    Layout.bottomMargin: 6
                    Layout.leftMargin: 16
                    Layout.topMargin: 14
                    kind: AppText.Kind.Title
                    text: qsTr("Versions")
                }
                VersionList {
                    Layout.fillHeight: true
                    Layout.fillWidth: true
                    base: root.base
                    focus: true
                    library: root.library
                    version: root.from
                    onChosen: version => {
                        root.from = version;
                        if (root.to !== 0 && version >= root.to)
                            root.to = 0;
                        root.compare();
                    }
                }
            }
            Rule {
                anchors.right: parent.right
                height: parent.height
                width: 1
            }
        }
        ColumnLayout {
            Layout.fillHeight: true
            Layout.fillWidth: true
            spacing: 0

            Rectangle {
                Layout.fillWidth: true
                color: Theme.surface1
                implicitHeight: Theme.controlHeight + 16

                RowLayout {
                    anchors.fill: parent
                    anchors.leftMargin: 16
                    anchors.rightMargin: 12
                    spacing: 8

                    AppText {
                        strong: true
                        text: root.from > 0 ? qsTr("Version %1").arg(root.from) : qsTr("Choose a version")
                    }
                    AppText {
                        color: Theme.text2
                        text: qsTr("compared with")
                        visible: root.from > 0
                    }
                    Choice {
                        readonly property var numbers: {
                            const later = [0];
                            for (let row = 0; row < root.library.versions.count; ++row) {
                                const version = root.library.versions.at(row);
                                if (version.version > root.from && !version.removed)
                                    later.push(version.version);
                            }
                            return later;
                        }

                        Accessible.name: qsTr("Compared with")
                        currentIndex: Math.max(0, numbers.indexOf(root.to))
                        implicitWidth: 170
                        model: numbers.map(number => number === 0 ? qsTr("what is edited now") : qsTr("version %1").arg(number))
                        visible: root.from > 0
                        onActivated: index => {
                            root.to = numbers[index];
                            root.compare();
                        }
                    }
                    AppText {
                        Layout.fillWidth: true
                        color: Theme.text2
                        kind: AppText.Kind.Secondary
                        text: comparison.busy ? qsTr("Comparing…") : comparison.same ? qsTr("They mean the same.") : ""
                    }
                    ActionButton {
                        enabled: root.from > 0 && root.from !== root.base
                        iconName: "rotate-ccw"
                        text: qsTr("Restore version %1").arg(root.from)
                        tip: qsTr("Makes it the newest version; nothing is lost")
                        visible: root.from > 0
                        onClicked: root.restoreAsked(root.from)
                    }
                    ActionButton {
                        iconName: "x"
                        keys: "Esc"
                        look: ActionButton.Look.Quiet
                        tip: qsTr("Back to the editor")
                        onClicked: root.closeAsked()
                    }
                }
                Rule {
                    anchors.bottom: parent.bottom
                    width: parent.width
                }
            }
            ComparedCanvas {
                id: picture

                Layout.fillHeight: true
                Layout.fillWidth: true
                comparison: comparison
            }
        }
        Rectangle {
            Layout.fillHeight: true
            Layout.preferredWidth: root.width < 1200 ? 280 : 340
            color: Theme.surface1

            ColumnLayout {
                anchors.fill: parent
                spacing: 0

                AppText {
                    Accessible.role: Accessible.Heading
                    Layout.bottomMargin: 6
                    Layout.leftMargin: 16
                    Layout.topMargin: 14
                    kind: AppText.Kind.Title
                    text: qsTr("Changes")
                }
                AppText {
                    Layout.fillWidth: true
                    Layout.leftMargin: 16
                    Layout.rightMargin: 14
                    color: Theme.text2
                    text: qsTr("Comments, order and places do not count.")
                    visible: comparison.same
                    wrapMode: Text.Wrap
                }
                ChangeList {
                    Layout.fillHeight: true
                    Layout.fillWidth: true
                    comparison: comparison
                    selected: picture.canvas.selectedId
                    onChosen: id => {
                        picture.canvas.select(id);
                        picture.canvas.ensureVisible(id);
                    }
                }
            }
            Rule {
                height: parent.height
                width: 1
            }
        }
    }
}
