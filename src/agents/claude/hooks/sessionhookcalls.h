// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/claude/hooks/hookhandler.h"

#include <QFileSystemWatcher>
#include <QList>
#include <QObject>
#include <QSet>

namespace podium::agents
{

/// Handlers in C++ of the begin and the end of a session: Claude Code runs a command for them, which puts the event
/// into a folder and waits for the answer there. Lives in the runner's thread.
class SessionHookCalls : public QObject
{
    Q_OBJECT
public:
    explicit SessionHookCalls(QObject *parent = nullptr);

    /// From now on, and what waits there already: after a restart handlers are called again.
    void watch(const domain::AttemptKey &key, const QList<HookHandler> &hooks, const QString &attemptFolder);

Q_SIGNALS:
    /// `fault`: why the answer did not get there, or empty.
    void answered(const podium::domain::HookRule &rule, const podium::agents::HookEvent &event,
                  const podium::agents::HookAnswer &answer, const QString &fault);

private:
    void look();

    QFileSystemWatcher m_watcher;
    QString m_folder;
    domain::AttemptKey m_key;
    QList<HookHandler> m_hooks;
    QSet<QString> m_called;
};

} // namespace podium::agents
