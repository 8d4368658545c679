// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "domain/policy/budgetledger.h"
#include "domain/policy/quiethours.h"
#include "engine/command.h"
#include "engine/ports/iagentrunner.h"
#include "engine/ports/ieventsink.h"
#include "engine/ports/ilogsink.h"
#include "engine/ports/irunstore.h"

#include <QFuture>
#include <QJsonObject>
#include <QObject>

#include <memory>

namespace podium::engine
{

/// Limits and intervals of the engine; all times in milliseconds.
struct EngineOptions
{
    QString owner;                 ///< For messages: "podiumctl pid 4711 on host".
    QString dataFolder;            ///< Absolute; attempt folders are created below it.
    int maxParallel = 8;           ///< Running attempts in all.
    QMap<QString, int> pools;      ///< Global named pools.
    QMap<QString, int> roleLimits; ///< Role → running attempts.
    QMap<QString, int> teamLimits;
    qint64 heartbeatMs = 10'000;
    qint64 goneMs = 60'000;     ///< No heartbeat for this long: the agent is gone.
    qint64 stopGraceMs = 5'000; ///< Between asking an attempt to stop and killing its tree.
    qint64 detachedForMs = 24LL * 3600 * 1000;
    qsizetype inlineResultBytes = 32 * 1024; ///< Larger results become artifacts.
    int breakerFailures = 5;                 ///< Consecutive failures that open a breaker.
    qint64 breakerOpenMs = 30'000;
    QList<domain::BudgetLedger::Limit> budgets; ///< Per day: of teams, workflows, agents, and in all.
    int criticalVotes = 2;                      ///< People who have to agree to a critical request.
    qint64 answerWithinMs = 0;                  ///< How long what agents ask waits; 0 = without end.
    QMap<QString, QStringList> roles;           ///< Role → people who may decide what is for it.
    bool resumesAfterLimit = true;              ///< By itself, after a usage limit.
    qint64 shortLimitMs = 15LL * 60 * 1000;     ///< Such limits are waited for anyway.
    domain::QuietHours quietHours;
    double budgetShareUsd = 1; ///< Reserved for an attempt whose task has no budget, where dollars are limited.
};

/// Drives the engine: decides, commits, then acts. Lives in the engine thread (create it, move it there, then call
/// start()); the public methods are thread-safe.
class Orchestrator : public QObject, public IAttemptSink
{
    Q_OBJECT
public:
    Orchestrator(EngineOptions options, IRunStore &store, IArtifactStore &artifacts, ILogSink &logs,
                 const Clock &clock);
    ~Orchestrator() override;

    /// Before start(). The orchestrator does not own the runner.
    void addRunner(IAgentRunner *runner);
    /// Before start(). Not owned.
    void addSink(IEventSink *sink);

    /// Takes the store over, replays unfinished runs and re-attaches to their attempts.
    /// With `claim` false nothing new is started (one-off operations like cancel).
    QFuture<Result<void>> start(bool claim = true);

    /// The future is finished after the commit; the object holds what the verb returns (e.g. {"run": id}).
    QFuture<Result<QJsonObject>> perform(Command command);

    /// Why each waiting task waits, live figures of the agents (activity, stats, breaker), engine load.
    QFuture<QJsonObject> inspect(const QString &run = {});

    /// No new claims, everything decided is committed, runners are detached (not ended). Then the object may be
    /// deleted.
    QFuture<void> shutdown();

    // IAttemptSink, called by runners from their threads.
    void attemptStarted(const domain::AttemptKey &key, const domain::ProcessIdentity &process,
                        const QString &session) override;
    void attemptPrepared(const domain::AttemptKey &key, const QJsonObject &worktree) override;
    void attemptActivity(const domain::AttemptKey &key, domain::Activity activity, const QString &detail) override;
    void attemptHeartbeat(const domain::AttemptKey &key, const TreeStats &stats) override;
    void attemptUsage(const domain::AttemptKey &key, const domain::Usage &usage) override;
    void approvalRequested(const domain::AttemptKey &key, const domain::Approval &approval) override;
    void approvalWithdrawn(const domain::AttemptKey &key, const QString &approvalId) override;
    void attemptFinished(const domain::AttemptKey &key, const domain::AttemptOutcome &outcome) override;

Q_SIGNALS:
    /// The store refused a commit: nothing is decided any more. `error` says why and what to do.
    void halted(const podium::Error &error);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace podium::engine
