// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "integration/ctlfixture.h"
#include "support/messagesapi.h"

#include <QJsonObject>
#include <QList>

#include <memory>

namespace podium::test
{

/// The real podiumctl with the real Claude Code program, which asks a scripted Messages API. The API answers in this
/// thread: whoever waits for a process must let events through (finish(), QTRY_…).
class ClaudeCtlFixture : protected CtlFixture
{
protected:
    void begin();
    void end();

    /// Waits for the end of a process; its exit code, or -1 if it did not come.
    int finish(QProcess *process) const;
    /// podiumctl, while the API answers.
    Outcome call(const QStringList &arguments);
    QString newestRun() const;
    QJsonObject shown(const QString &run) const { return ctl({"show", run, "--json"}).json(); }
    QJsonObject task(const QString &run, const QString &key) const;
    /// The id of the oldest request that waits for a person; empty if the process ends instead.
    QString waitForRequest(const QProcess *run) const;
    /// Makes a script the agent program: /bin/sh with the real one in $CLAUDE; each start adds its pid to `pids`.
    void wrap(const QByteArray &script);
    /// Pids of the agents that wrap() has started, oldest first; of the task with this index only.
    QList<qint64> pids(int task = -1) const;

    std::unique_ptr<MessagesApi> m_api;
};

} // namespace podium::test
