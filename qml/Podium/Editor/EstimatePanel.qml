// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Podium.Backend
import Podium.Controls
import Podium.Editor

/// What a run would take and touch: ranges, and where each of them comes from. Follows what is edited.
Rectangle {
    id: root

    required property WorkflowDocument document
    readonly property var estimate: EditorSession.estimate
    readonly property var outlook: estimate.outlook ?? ({})
    readonly property bool known: estimate.duration_ms !== undefined && outlook.agents !== undefined
    readonly property bool costUnknown: known && estimate.unknown_costs >= estimate.tasks.length

    signal chosen(var tasks)
    signal closeAsked

    function span(quantiles: var, text: var): string {
        const low = text(quantiles.p10);
        const high = text(quantiles.p90);
        return low === high ? qsTr("~ %1").arg(low) : qsTr("%1 – %2").arg(low).arg(high);
    }
    function sourceWord(source: string): string {
        switch (source) {
        case "history":
            return qsTr("measured in earlier runs");
        case "given":
            return qsTr("given in the workflow");
        case "children":
            return qsTr("from its own tasks");
        case "kind":
            return qsTr("from tasks of the same kind");
        case "default":
            return qsTr("a guess");
        }
        return qsTr("unknown");
    }
    function taskRows(critical: bool): var {
        if (!root.known)
            return [];
        return root.estimate.tasks.filter(task => root.estimate.critical_path.includes(task.id) === critical);
    }
    function titleOf(id: string): string {
        for (const node of root.document.nodes) {
            if (node.id === id)
                return node.title !== "" ? node.title : id;
        }
        return id;
    }

    color: Theme.surface1
    Component.onCompleted: again.restart()
    Keys.onEscapePressed: root.closeAsked()

    Timer {
        id: again

        interval: 500
        onTriggered: if (root.document.errorCount === 0 && root.document.readable)
            EditorSession.askEstimate()
    }
    Connections {
        function onTextChanged(): void {
            again.restart();
        }
        function onFindingsChanged(): void {
            if (!root.known)
                again.restart();
        }

        target: root.document
    }
    Rule {
        height: parent.height
        width: 1
    }
    Flickable {
        id: flick

        anchors.fill: parent
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        contentHeight: column.implicitHeight + 40

        T.ScrollBar.vertical: ScrollHandle {}

        ColumnLayout {
            id: column

            spacing: 14
            width: flick.width - 36
            x: 18
            y: 14

            RowLayout {
                Layout.fillWidth: true

                AppText {
                    Accessible.role: Accessible.Heading
                    Layout.fillWidth: true
                    kind: AppText.Kind.Title
                    text: qsTr("Before it runs")
                }
                AppText {
                    kind: AppText.Kind.Secondary
                    text: qsTr("Estimating…")
                    visible: EditorSession.estimating
                }
                ActionButton {
                    iconName: "x"
                    look: ActionButton.Look.Quiet
                    tip: qsTr("Back to the fields")
                    onClicked: root.closeAsked()
                }
            }
            AppText {
                Layout.fillWidth: true
                color: Theme.failed
                text: qsTr("It has errors: nothing can be said before they are mended.")
                visible: root.document.errorCount > 0
                wrapMode: Text.Wrap
            }
            Answer {
                figure: root.known ? root.span(root.estimate.duration_ms, Format.duration) : ""
                iconName: "clock"
                note: root.known ? qsTr("In 8 of 10 of %1 simulated runs; half of them take less than %2.").arg(root.estimate.rounds).arg(Format.duration(root.estimate.duration_ms.p50)) : ""
                title: qsTr("Time")
            }
            Answer {
                figure: !root.known ? "" : root.costUnknown ? qsTr("unknown") : root.estimate.unknown_costs === 0 && root.estimate.usd.p90 === 0 ? qsTr("nothing") : (root.estimate.unknown_costs > 0 ? "≥ " : "") + root.span(root.estimate.usd, Format.money)
                iconName: "wallet"
                note: root.known && root.estimate.unknown_costs > 0 ? qsTr("Nobody knows yet what %n task(s) cost.", "", root.estimate.unknown_costs) : ""
                title: qsTr("Cost")
            }
            Answer {
                figure: root.known ? qsTr("%n task(s) for agents", "", root.outlook.agents.length) : ""
                iconName: "bot"
                note: root.known ? qsTr("At most %1 tasks at once, %2 on average.").arg(root.estimate.peak_parallel).arg(root.estimate.average_parallel.toFixed(1)) + (root.outlook.roles.length > 0 ? " " + qsTr("Roles: %1.").arg(root.outlook.roles.join(", ")) : "") + (root.outlook.people.length > 0 ? " " + qsTr("A person is asked at %n task(s).", "", root.outlook.people.length) : "") : ""
                title: qsTr("Agents and people")
            }
            Answer {
                figure: root.known ? qsTr("%n on branches, ", "", root.outlook.branches.length) + qsTr("%n in place", "", root.outlook.in_place.length) : ""
                iconName: "git-branch"
                note: root.known ? (root.outlook.branches.length > 0 ? qsTr("What is done on branches comes to the review.") + " " : "") + (root.outlook.in_place.length > 0 ? qsTr("Tasks in place change the files of the folder itself.") : root.outlook.branches.length === 0 ? qsTr("No task changes files.") : "") : ""
                title: qsTr("Files")
            }
            Answer {
                figure: !root.known ? "" : root.outlook.risk === "high" ? qsTr("high") : root.outlook.risk === "medium" ? qsTr("medium") : qsTr("low")
                iconName: root.outlook.risk === "low" ? "circle-check" : "shield-alert"
                ink: root.outlook.risk === "high" ? Theme.failed : root.outlook.risk === "medium" ? Theme.attention : Theme.success
                title: qsTr("Risk")
            }
            Repeater {
                model: root.outlook.reasons ?? []

                T.AbstractButton {
                    id: reason

                    required property var modelData

                    Accessible.name: modelData.text
                    Layout.fillWidth: true
                    Layout.leftMargin: 25
                    Layout.topMargin: -8
                    focusPolicy: Qt.StrongFocus
                    hoverEnabled: true
                    implicitHeight: words.implicitHeight + 6
                    Keys.onReturnPressed: reason.clicked()
                    onClicked: root.chosen(reason.modelData.tasks.map(id => id.split("/")[0]))

                    background: Rectangle {
                        color: reason.hovered ? Theme.surface2 : "transparent"
                        radius: Theme.controlRadius

                        FocusRing {
                            visible: reason.visualFocus
                        }
                    }

                    AppText {
                        id: words

                        anchors.verticalCenter: parent.verticalCenter
                        kind: AppText.Kind.Secondary
                        maximumLineCount: 4
                        text: qsTr("%1: %2").arg(reason.modelData.text).arg(reason.modelData.tasks.map(root.titleOf).join(", "))
                        width: parent.width
                        wrapMode: Text.Wrap
                    }
                }
            }
            TaskRows {
                heading: root.known ? qsTr("Critical path, ~ %1").arg(Format.duration(root.estimate.critical_path_ms)) : ""
                iconName: "route"
                rows: root.taskRows(true)
            }
            TaskRows {
                heading: qsTr("Beside it")
                iconName: "split"
                rows: root.taskRows(false)
            }
        }
    }

    /// One question and its answer.
    component Answer: RowLayout {
        id: answer

        required property string title
        required property string iconName
        required property string figure
        property string note: ""
        property color ink: Theme.text2

        Layout.fillWidth: true
        spacing: 10
        visible: figure !== ""

        Icon {
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: 1
            color: answer.ink
            name: answer.iconName
            size: 15
        }
        ColumnLayout {
            spacing: 2

            AppText {
                kind: AppText.Kind.Secondary
                text: answer.title
            }
            AppText {
                Layout.fillWidth: true
                font.pixelSize: Theme.titleSize
                strong: true
                text: answer.figure
                wrapMode: Text.Wrap
            }
            AppText {
                Layout.fillWidth: true
                kind: AppText.Kind.Secondary
                text: answer.note
                visible: text !== ""
                wrapMode: Text.Wrap
            }
        }
    }
    /// Tasks with their ranges and where these come from.
    component TaskRows: ColumnLayout {
        id: list

        required property string heading
        required property string iconName
        required property var rows

        Layout.fillWidth: true
        spacing: 2
        visible: rows.length > 0

        RowLayout {
            spacing: 8

            Icon {
                color: Theme.text2
                name: list.iconName
                size: 15
            }
            AppText {
                Accessible.role: Accessible.Heading
                strong: true
                text: list.heading
            }
        }
        Repeater {
            model: list.rows

            T.AbstractButton {
                id: row

                required property var modelData

                Accessible.name: root.titleOf(modelData.id)
                Layout.fillWidth: true
                focusPolicy: Qt.StrongFocus
                hoverEnabled: true
                implicitHeight: facts.implicitHeight + 10
                Keys.onReturnPressed: row.clicked()
                onClicked: root.chosen([row.modelData.id])

                background: Rectangle {
                    color: row.hovered ? Theme.surface2 : "transparent"
                    radius: Theme.controlRadius

                    FocusRing {
                        visible: row.visualFocus
                    }
                }

                ColumnLayout {
                    id: facts

                    anchors.left: parent.left
                    anchors.leftMargin: 25
                    anchors.right: parent.right
                    anchors.rightMargin: 4
                    anchors.verticalCenter: parent.verticalCenter
                    spacing: 1

                    RowLayout {
                        Layout.fillWidth: true
                        spacing: 8

                        AppText {
                            Layout.fillWidth: true
                            text: row.Accessible.name
                        }
                        AppText {
                            text: root.span(row.modelData.duration_ms, Format.duration)
                        }
                    }
                    AppText {
                        Layout.fillWidth: true
                        color: Theme.text3
                        kind: AppText.Kind.Secondary
                        text: {
                            if (row.modelData.skipped)
                                return qsTr("left out by its condition");
                            const time = root.sourceWord(row.modelData.duration_source);
                            const items = row.modelData.items !== 1 ? " · " + (row.modelData.items_assumed ? qsTr("%n time(s), assumed", "", row.modelData.items) : qsTr("%n time(s)", "", row.modelData.items)) : "";
                            if (row.modelData.usd_source === "unknown")
                                return time + items + " · " + qsTr("cost unknown");
                            if (row.modelData.usd.p90 === 0)
                                return time + items + " · " + qsTr("costs nothing");
                            const cost = root.span(row.modelData.usd, Format.money);
                            return time + items + " · " + (row.modelData.usd_source === row.modelData.duration_source ? cost : qsTr("%1, %2").arg(cost).arg(root.sourceWord(row.modelData.usd_source)));
                        }
                    }
                }
            }
        }
    }
}
