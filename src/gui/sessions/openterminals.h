// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QFileSystemWatcher>
#include <QHash>
#include <QJsonObject>
#include <QTemporaryDir>

namespace podium::gui
{

/// The sessions that a person has in terminals which this window opened: each is given back when its program has ended.
/// After the window, that is left to the person. GUI thread.
class OpenTerminals : public QObject
{
    Q_OBJECT
public:
    static OpenTerminals *instance();

    /// Whether there is a terminal to open; NotFound says what to do.
    static Result<void> available();
    /// Runs what session.attach answered in a terminal. A failure has given the session back already.
    Result<void> open(const QString &agent, const QJsonObject &place);

Q_SIGNALS:
    /// It was given back, or, with a problem, has to be by hand.
    void givenBack(const QString &run, const QString &task, const QString &problem);

private:
    explicit OpenTerminals(QObject *parent);
    Result<void> start(const QJsonObject &place, const QString &marker) const;
    void programEnded(const QString &marker);
    void release(const QJsonObject &session);

    QTemporaryDir m_markers;
    QFileSystemWatcher m_watcher;
    QHash<QString, QJsonObject> m_open; ///< By marker: what is given back when that is gone; empty = nothing.
    int m_opened = 0;
};

} // namespace podium::gui
