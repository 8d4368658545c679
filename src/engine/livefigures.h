// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/ports/iagentrunner.h"

#include <QHash>
#include <QJsonObject>

namespace podium::engine
{

class Engine;

/// What the running attempts are doing right now: observed, never stored, gone with the process. Engine thread.
class LiveFigures
{
public:
    void started(const domain::AttemptKey &key, const QString &runner, qint64 nowMs);
    void ended(const domain::AttemptKey &key) { m_attempts.remove(key); }
    /// True if that is a change.
    bool activity(const domain::AttemptKey &key, domain::Activity activity, const QString &detail, qint64 nowMs);
    /// Its process runs: what tells nothing of itself is at work.
    void running(const domain::AttemptKey &key);
    void heartbeat(const domain::AttemptKey &key, const TreeStats &stats, qint64 nowMs);
    void usage(const domain::AttemptKey &key, const domain::Usage &usage, qint64 nowMs);
    /// Attempts that gave no sign of life for `goneMs`; each is reported once. The start counts as a sign of life, so
    /// that one that never reports is found too. A person may take as long as they like.
    QList<domain::AttemptKey> gone(qint64 nowMs, qint64 goneMs);

    /// {engine, attempts, waiting, agents, breakers}; of one run or of all.
    QJsonObject inspect(Engine &engine, const QString &run, qint64 nowMs) const;

private:
    QJsonObject inspectAgent(Engine &engine, const domain::Agent &agent, qint64 nowMs) const;

    struct Attempt
    {
        QString runner;
        domain::Activity activity = domain::Activity::Starting;
        QString detail;
        qint64 sinceMs = 0;
        qint64 lastSignMs = 0;
        bool reportedGone = false;
        TreeStats stats;
        domain::Usage usage;
    };
    QHash<domain::AttemptKey, Attempt> m_attempts;
};

} // namespace podium::engine
