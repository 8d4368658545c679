// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/claude/session/claudestep.h"
#include "base/error.h"

#include <QList>
#include <QString>

namespace podium::agents
{

inline constexpr QLatin1StringView LeaveForGood{"end"};

/// What an attempt has told its CLI process, in an append-only file: on disk before it is said, so that after a restart
/// of Podium nothing is decided twice and what may not have arrived is said again.
class ClaudeJournal
{
public:
    explicit ClaudeJournal(const QString &path);

    /// Reads the file; a line that was cut by a crash is left out. A missing file is an empty journal.
    void load();
    /// Forgets everything: the attempt is launched anew.
    /// `heard`: messages of people that the first lines contain.
    Result<void> begin(const QString &session, bool resumed, const QString &workingDirectory, int heard = 0);
    Result<void> append(const ClaudeWrite &write);
    /// The agent was asked to repair its result file.
    Result<void> appendRepair();
    /// A person has asked something of the session with the request `id`, in words.
    Result<void> appendAsked(const QString &id, const QString &words);
    /// The session waits for a person's message, although its task could end.
    Result<void> appendHold();
    /// The process is let go: the error class of the attempt's end (AttemptOutcome::Hibernating …), or LeaveForGood.
    Result<void> appendLeave(const QString &as);

    bool exists() const { return m_exists; }
    const QString &session() const { return m_session; }
    bool resumed() const { return m_resumed; }
    const QString &workingDirectory() const { return m_workingDirectory; }
    bool repairAsked() const { return m_repairAsked; }
    /// So many messages of people came to the agent.
    int heard() const { return m_heard; }
    bool held() const { return m_held; }
    QString leaving() const { return m_leaving; }
    /// Messages, answers, and requests of people (the line is what they were about, in words).
    const QList<ClaudeWrite> &writes() const { return m_writes; }

private:
    void count(const ClaudeWrite &write);
    Result<void> appendLine(const QJsonObject &entry);

    QString m_path;
    bool m_exists = false;
    QString m_session;
    bool m_resumed = false;
    QString m_workingDirectory;
    bool m_repairAsked = false;
    int m_heard = 0;
    bool m_held = false;
    QString m_leaving;
    QList<ClaudeWrite> m_writes;
};

} // namespace podium::agents
