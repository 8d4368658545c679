// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "domain/policy/quiethours.h"
#include "engine/command.h"
#include "engine/effect.h"
#include "engine/plan/plan.h"
#include "engine/ports/irunstore.h"
#include "engine/scheduler.h"

#include <QMap>
#include <QSet>

#include <memory>
#include <set>
#include <tuple>

namespace podium::engine
{

/// Settings that change decisions; all times in milliseconds.
struct EnginePolicy
{
    qint64 stopGraceMs = 5'000;
    qint64 detachedForMs = 24LL * 3600 * 1000;
    QString dataFolder;               ///< Attempt folders are below it.
    int maxInterruptions = 20;        ///< Attempts of a task lost in a row before it fails.
    int criticalVotes = 2;            ///< People who have to agree to a critical request, if its rule does not say.
    qint64 answerWithinMs = 0;        ///< What agents ask expires after this, if their task does not say; 0 = never.
    QMap<QString, QStringList> roles; ///< Role → people who may decide what is for it.
    /// After a usage limit, tasks of workflows that do not say so themselves go on by themselves; else a person is
    /// asked.
    bool resumesAfterLimit = true;
    qint64 shortLimitMs = 15LL * 60 * 1000; ///< Limits that end within this time are waited for without asking.
    domain::QuietHours quietHours;          ///< For what goes on by itself after a longer one.
};

/// The deterministic heart: (state, input, time) → (new state, events, effects). No I/O, no clock, no threads of its
/// own; the Orchestrator feeds it and carries out what it decides. Every change of state is an event that it has
/// emitted, so that replaying the log gives the same state.
class Engine : private IPlanHost
{
public:
    Engine(EnginePolicy policy, const IResultReader &results);

    Scheduler &scheduler() { return m_scheduler; }
    /// Continues from what the store kept: unfinished runs by replay of their events.
    Result<void> load(const StoredState &stored, qint64 nowMs);
    /// Adds a finished run (from the store) so that an operation can act on it.
    Result<void> adopt(const StoredRun &stored);
    bool knows(const QString &run) const { return m_runs.contains(run); }
    /// Forgets an adopted run that the operation left finished.
    void releaseFinished(const QString &run);
    /// Effects that re-attach to every attempt that was running when the state was stored.
    void attachAll(qint64 nowMs);
    /// False: nothing new is claimed (shutdown, one-off operations).
    void setClaiming(bool claiming) { m_claiming = claiming; }
    bool isClaiming() const { return m_claiming; }

    // Inputs. Each may emit events and effects, collected by take().
    Result<QJsonObject> perform(const Command &command, qint64 nowMs);
    void attemptStarted(const domain::AttemptKey &key, const domain::ProcessIdentity &process, const QString &session,
                        qint64 nowMs);
    void attemptPrepared(const domain::AttemptKey &key, const QJsonObject &worktree, qint64 nowMs);
    void attemptFinished(const domain::AttemptKey &key, const domain::AttemptOutcome &outcome, qint64 nowMs);
    void approvalRequested(const domain::AttemptKey &key, const domain::Approval &approval, qint64 nowMs);
    void approvalWithdrawn(const domain::AttemptKey &key, const QString &approvalId, qint64 nowMs);
    /// A remark about an attempt for people (stalled, back again …).
    void note(const domain::AttemptKey &key, const QString &why, qint64 nowMs);
    /// What the attempt has used so far: it is stopped when that is more than it may.
    void usageReported(const domain::AttemptKey &key, const domain::Usage &usage, qint64 nowMs);
    /// What the attempt's agent is doing has changed.
    void activityChanged(const domain::AttemptKey &key, domain::Activity activity, const QString &detail, qint64 nowMs);
    /// Everything that is due: not-before times, timeouts, expiries.
    void tick(qint64 nowMs);
    /// Claims as much as there is room for.
    void claim(qint64 nowMs);

    struct Decision
    {
        StoreBatch batch;
        Effects effects;
    };
    /// What was decided since the last call. Finished runs leave the memory.
    Decision take();

    /// When tick() has something to do next; 0 = nothing.
    qint64 nextDueMs() const;
    const RunState *run(const QString &id) const;
    const std::map<QString, std::unique_ptr<RunState>> &runs() const { return m_runs; }
    qint64 lastSeq() const { return m_lastSeq; }
    /// Whether the report is about the attempt that is running now.
    bool isCurrent(const domain::AttemptKey &key) const;

private:
    struct Due
    {
        enum class What { NotBefore, Timeout, StopOverdue, Expiry, Breaker, Budget, Day };
        qint64 atMs = 0;
        What what = What::NotBefore;
        QString run;
        int task = -1;
        int attempt = 0;
        QString approval;
        bool operator<(const Due &other) const
        {
            return std::tie(atMs, what, run, task, attempt, approval) <
                   std::tie(other.atMs, other.what, other.run, other.task, other.attempt, other.approval);
        }
    };

    // IPlanHost
    bool emitEvent(RunState &run, domain::EventType type, int task, QJsonObject data, int attempt) override;
    void runnable(RunState &run, int task) override;
    void stopAttempt(RunState &run, int task) override;
    const IResultReader &results() const override { return m_results; }

    void emitGlobal(domain::EventType type, QJsonObject data);
    RunState *findRun(const QString &id);
    RunState *current(const domain::AttemptKey &key);
    Result<void> addRun(const StoredRun &stored);
    void arm(const RunState &run, const TaskRun &task);
    void claimOne(const Scheduler::Placement &placement);
    AttemptRequest request(const RunState &run, const TaskRun &task, const domain::TaskSpec &spec) const;
    void stopIfUnreadable(RunState &run, const TaskRun &task);
    void effect(Effect::Kind kind, const RunState &run, const TaskRun &task);
    domain::AttemptOutcome checkedAgainstSchema(const RunState &run, const TaskRun &task,
                                                const domain::AttemptOutcome &reported) const;
    void breakersChanged(const QStringList &names, const QString &reason);
    void park(Plan &plan, RunState &run, TaskRun &task, const domain::AttemptOutcome &outcome, QJsonObject data);
    void settleFailure(Plan &plan, RunState &run, TaskRun &task, const domain::AttemptOutcome &outcome,
                       QJsonObject data);
    bool goesOnWithMore(const RunState &run, const TaskRun &task, const domain::AttemptOutcome &outcome) const;
    void outOfBudget(RunState &run, TaskRun &task);
    void settleInterruption(Plan &plan, TaskRun &task, RunState &run, const domain::AttemptOutcome &outcome,
                            QJsonObject data);
    void timedOut(RunState &run, TaskRun &task);
    void expire(RunState &run, const QString &approvalId);
    void noteWaiting();

    Result<QJsonObject> submit(const Command &command);
    Result<QJsonObject> decide(const Command &command);
    static bool isTakenUp(const domain::Approval &known, const domain::Approval &asked, const domain::AttemptKey &key,
                          const TaskRun &task);
    Result<void> mayDecide(const domain::Approval &approval, const QString &who);
    Result<domain::Permit> permitFor(const RunState &of, const domain::Approval &approval, const QString &scopeName,
                                     const QString &by) const;
    void givePermit(const domain::Permit &permit);
    const domain::Permit *permitThatCovers(const RunState &of, const domain::Approval &approval) const;
    void answerByPermit(RunState &of, const domain::Approval &approval, const domain::Permit &permit);
    Result<QJsonObject> revokePermit(const Command &command);
    Result<QJsonObject> change(RunState &run, const Command &command);
    Result<QJsonObject> setAgent(const Command &command);
    Result<QJsonObject> removeAgent(const Command &command);
    Result<QJsonObject> pause(RunState &run);
    Result<QJsonObject> stop(const Command &command);
    Result<QJsonObject> stopAgent(const Command &command);
    int interrupt(const QString &agent, QLatin1StringView reason, StopMode mode);
    Result<QJsonObject> performOnSession(RunState &run, int task, const Command &command);
    Result<QJsonObject> sendMessage(RunState &run, TaskRun &task, const Command &command);
    Result<QJsonObject> askSession(RunState &run, const TaskRun &task, const Command &command);
    Result<QJsonObject> handOver(RunState &run, const TaskRun &task, const Command &command);
    Result<QJsonObject> giveBack(RunState &run, TaskRun &task, const Command &command);
    Result<QJsonObject> endConversation(RunState &run, const TaskRun &task, const Command &command);
    void wake(RunState &run, TaskRun &task, qint64 notBeforeMs, const QString &as, const QString &reason);

    static constexpr QLatin1StringView Unreadable{"storage"}; ///< Reason of a stop, and error class: see its `why`.
    static constexpr QLatin1StringView EngineStops{"engine"}; ///< Reason of a stop: Verb::Stop with `now`.
    static constexpr QLatin1StringView AgentStops{"agent"};   ///< Verb::StopAgent.

    EnginePolicy m_policy;
    const IResultReader &m_results;
    Scheduler m_scheduler;
    std::map<QString, std::unique_ptr<RunState>> m_runs;
    QMap<QString, domain::Permit> m_permits; ///< In force, by id.
    std::set<Due> m_due;
    qint64 m_lastSeq = 0;
    qint64 m_now = 0;
    bool m_claiming = true;

    Decision m_decision;
    QMap<QString, std::set<int>> m_touchedTasks; ///< Run → TaskRuns whose rows have to be written.
    QSet<QString> m_touchedRuns;
};

} // namespace podium::engine
