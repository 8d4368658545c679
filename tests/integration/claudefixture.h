// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/claude/clauderunner.h"
#include "engine/ports/iagentrunner.h"
#include "engine/ports/ilogsink.h"
#include "support/messagesapi.h"

#include <QMutex>
#include <QTemporaryDir>
#include <QThread>

#include <memory>

namespace podium::test
{

/// Keeps what runners report. Thread-safe.
class RecordingSink : public engine::IAttemptSink, public engine::ILogSink, public engine::ILogPositions
{
public:
    void attemptStarted(const domain::AttemptKey &key, const domain::ProcessIdentity &process,
                        const QString &session) override;
    void attemptActivity(const domain::AttemptKey &key, domain::Activity activity, const QString &detail) override;
    void attemptHeartbeat(const domain::AttemptKey &key, const engine::TreeStats &stats) override;
    void attemptUsage(const domain::AttemptKey &key, const domain::Usage &usage) override;
    void approvalRequested(const domain::AttemptKey &key, const domain::Approval &approval) override;
    void approvalWithdrawn(const domain::AttemptKey &key, const QString &approvalId) override;
    void attemptFinished(const domain::AttemptKey &key, const domain::AttemptOutcome &outcome) override;
    void append(const QList<engine::LogLine> &lines) override;
    qsizetype pendingBytes() const override { return 0; }
    qint64 lastOffset(const domain::AttemptKey &key, const QString &stream) const override;

    QList<domain::AttemptOutcome> outcomes() const;
    QList<domain::Approval> approvals() const;
    QStringList withdrawn() const;
    QList<domain::Activity> activities() const;
    domain::ProcessIdentity process() const;
    domain::Usage usage() const;
    /// "agent: text" of every line.
    QStringList log() const;
    /// For a failed test: everything.
    QString story() const;

private:
    mutable QMutex m_mutex;
    QList<domain::AttemptOutcome> m_outcomes;
    QList<domain::Approval> m_approvals;
    QStringList m_withdrawn;
    QList<domain::Activity> m_activities;
    domain::ProcessIdentity m_process;
    domain::Usage m_usage;
    QList<engine::LogLine> m_lines;
};

/// A data folder, a scripted API, the real CLI and a runner in its thread.
class ClaudeFixture
{
public:
    ClaudeFixture();
    ~ClaudeFixture();

    /// Why the tests cannot run, or empty.
    static QString fault();
    /// PODIUM_TEST_CLAUDE, else what `./dev setup` installs.
    static QString program();

    engine::AttemptRequest request(const QString &prompt, int attempt = 1) const;
    /// Lets a tool's command wait for openGate(): `read line < go` in the workspace.
    void makeGate();
    void openGate();
    QString workspace() const { return m_dir.path() + QStringLiteral("/ws"); }
    QString configFolder() const { return m_dir.path() + QStringLiteral("/config"); }
    QString path(const QString &name) const { return m_dir.path() + u'/' + name; }

    /// A runner in a thread of its own. The one before is detached, as if Podium were restarted.
    agents::ClaudeRunner &startRunner();
    agents::ClaudeRunner &runner() { return *m_runner; }
    void stopRunner();
    /// Processes whose command line contains the text; without the supervisor, which stays a while.
    static QList<qint64> processesWith(const QString &text);
    QList<qint64> supervisors() const; ///< Of this data folder.

    agents::ClaudeSettings settings;
    MessagesApi api;
    RecordingSink sink;

private:
    QTemporaryDir m_dir;
    SystemClock m_clock;
    QThread m_thread;
    std::unique_ptr<agents::ClaudeRunner> m_runner;
    int m_gate = -1; ///< Both ends of the pipe, so that what is written waits for its reader.
};

} // namespace podium::test
