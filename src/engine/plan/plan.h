// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/effect.h"
#include "engine/plan/evaluation.h"
#include "engine/state/runstate.h"

#include <deque>

namespace podium::engine
{

/// What a Plan needs from the engine around it.
class IPlanHost
{
public:
    virtual ~IPlanHost() = default;
    /// Records the event and folds it into the run. False (and nothing happens) if it would be illegal.
    virtual bool emitEvent(RunState &run, domain::EventType type, int task, QJsonObject data, int attempt) = 0;
    /// A leaf is READY and has to be placed, or a sub-workflow to be begun again: now, or at its not-before time.
    virtual void runnable(RunState &run, int task) = 0;
    /// A running leaf has to be stopped.
    virtual void stopAttempt(RunState &run, int task) = 0;
    virtual const IResultReader &results() const = 0;
};

/// Decides what follows in one run: what is ready, what is blocked, what is expanded, when it is finished. Pure: it
/// only emits events, and every change of state is the fold of an event. Engine thread. Short-lived: made for one
/// input.
class Plan
{
public:
    Plan(IPlanHost &host, RunState &run, qint64 nowMs) : m_host(host), m_run(run), m_now(nowMs) {}

    /// Right after RunCreated: starts the run.
    void begin();

    /// Ends of leaf attempts. `data` carries usage, session and the like into the event.
    void succeeded(int task, const QJsonValue &result, const QString &source, QJsonObject data);
    void failed(int task, const QString &errorClass, const QString &error, QJsonObject data = {});
    void skipped(int task, const QString &reason, QJsonObject data = {});
    void cancelled(int task, const QString &reason, QJsonObject data = {});
    /// A person has to say what becomes of an attempt whose process was lost.
    void reviewInterrupted(int task, const QString &error, QJsonObject data);
    /// A usage limit stopped it: a person decides whether it goes on in its session when the limit ends.
    void askToGoOn(int index, const QString &limit, qint64 untilMs, QJsonObject data);

    /// Operations. Each says why it cannot be done in the state the run is in.
    Result<void> cancelRun(const QString &reason);
    Result<void> cancelTask(int task, const QString &reason);
    Result<void> skipTask(int task, const QString &reason);
    Result<void> retryTask(int task);
    Result<void> resumeRun();
    /// The sub-workflow has taken longer than it may: its tasks are stopped, then it fails.
    void timedOut(int task);
    /// The not-before time of a sub-workflow has come.
    void beginAgain(int task);
    /// A gate, review or interrupted approval was decided.
    void decided(const domain::Approval &approval);
    /// Nobody is left who could use what was asked for this task.
    void closeRequests(int index);

    /// Whether the run, or something that the task is part of, is being ended.
    bool isStopping(const TaskRun &of) const;

    /// Works off everything that follows from the events emitted so far. Call once, last.
    void settle();

private:
    TaskRun &task(int index) { return m_run.tasks[size_t(index)]; }
    bool emitEvent(domain::EventType type, int index, QJsonObject data = {}, int attempt = 0)
    {
        return m_host.emitEvent(m_run, type, index, std::move(data), attempt);
    }
    Evaluation evaluation(const TaskRun &of) const { return Evaluation(m_run, of, m_host.results()); }
    Result<void> beingStopped(const TaskRun &of) const;
    Result<void> nobodyWorksWith(int index);
    void failOrRetry(int task, const QString &errorClass, const QString &error, bool retryable);
    void succeedIfItFits(int task, const QJsonValue &result, const QString &source);
    void reopen();

    void afterChange(int index);
    void consider(int index);
    void makeRunnable(int index);
    bool takeOverResult(int index);
    bool isWhatTheForkTook(const TaskRun &of) const;
    void runInline(int index);
    void expandForeach(int index);
    void expandGraph(int index);
    void nextIteration(int index);
    void continueExpansion(int index);
    void startItems(Scope &scope);
    void blockDependants(int index);
    void cancelScope(int scope, const QString &reason);
    void scopeDone(int scope);
    void itemsDone(const Scope &scope, int owner);
    void iterationDone(const Scope &scope, int owner);
    void graphDone(const Scope &scope, int owner);
    void finishRun();
    void requestApproval(int index, domain::Approval::Kind kind, const domain::Gate &gate, QJsonObject subject);
    void closeApproval(const QString &id);
    void resetTask(int index, bool keepChildren);
    void resetDownstream(int index);
    QString approvalId(const TaskRun &of, domain::Approval::Kind kind) const;

    IPlanHost &m_host;
    RunState &m_run;
    qint64 m_now;
    std::deque<int> m_changed; ///< TaskRuns whose end or block has not been worked off yet.
    std::deque<int> m_scopes;  ///< Scopes that an operation may have left with nothing live in them.
};

} // namespace podium::engine
