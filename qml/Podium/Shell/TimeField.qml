// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Podium.Controls
import Podium.Shell

/// A time of the day, "22:00". What is no time is marked and not taken.
Field {
    id: root

    required property string time

    signal entered(string time)

    implicitWidth: 80 * Theme.textScale
    maximumLength: 5
    text: root.time
    wrong: !Notices.isTime(text)
    onEditingFinished: if (!root.wrong)
        root.entered(text)
}
