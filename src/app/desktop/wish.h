// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QJsonObject>
#include <QString>

namespace podium::desktop
{

/// What somebody wants to see in the window: of a command line, a link or a notification.
struct Wish
{
    QString file; ///< A workflow to open in the editor; absolute.
    QString page; ///< One of Navigator::pages().
    QString run;
    QString task;    ///< Key of a task of `run`.
    QString request; ///< Id of what is asked in the inbox.

    /// Of a word of the command line: podium://run/ID, podium://run/ID/task/KEY, podium://inbox/ID, podium://PAGE, or
    /// a file. Says what is wrong with a link that leads nowhere, or a file that is not there.
    static Result<Wish> fromWord(const QString &word);
    static Wish fromJson(const QJsonObject &object);
    QJsonObject toJson() const;
    bool isEmpty() const;
    /// Leads there. GUI thread.
    void carryOut() const;
};

} // namespace podium::desktop
