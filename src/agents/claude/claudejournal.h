// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/claude/session/claudestep.h"
#include "base/error.h"

#include <QList>
#include <QString>

namespace podium::agents
{

/// What an attempt has told its CLI process, in an append-only file: on disk before it is said, so that after a restart
/// of Podium nothing is decided twice and what may not have arrived is said again.
class ClaudeJournal
{
public:
    explicit ClaudeJournal(const QString &path);

    /// Reads the file; a line that was cut by a crash is left out. A missing file is an empty journal.
    void load();
    /// Forgets everything: the attempt is launched anew.
    Result<void> begin(const QString &session, bool resumed, const QString &workingDirectory);
    Result<void> append(const ClaudeWrite &write);
    /// The agent was asked to repair its result file.
    Result<void> appendRepair();

    bool exists() const { return m_exists; }
    const QString &session() const { return m_session; }
    bool resumed() const { return m_resumed; }
    const QString &workingDirectory() const { return m_workingDirectory; }
    bool repairAsked() const { return m_repairAsked; }
    const QList<ClaudeWrite> &writes() const { return m_writes; }

private:
    Result<void> appendLine(const QJsonObject &entry);

    QString m_path;
    bool m_exists = false;
    QString m_session;
    bool m_resumed = false;
    QString m_workingDirectory;
    bool m_repairAsked = false;
    QList<ClaudeWrite> m_writes;
};

} // namespace podium::agents
