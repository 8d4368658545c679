// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "domain/agent.h"
#include "domain/approval.h"
#include "domain/attempt.h"
#include "domain/event.h"
#include "domain/policy/budgetledger.h"
#include "domain/risk/permit.h"
#include "domain/taskstate.h"
#include "domain/workflow.h"

#include <QFuture>
#include <QJsonObject>
#include <QString>

#include <functional>

namespace podium::engine
{

/// A run as the store keeps it: the projection that lists and queries read.
struct RunRow
{
    QString id;
    QString team;
    QString workflowHash;
    QString workflowName;
    QString title;
    domain::RunState state = domain::RunState::Pending;
    bool cancelling = false;
    int priority = 5;
    QString parentRun; ///< The run this one was forked from.
    QString workingDirectory;
    QJsonObject inputs;
    QJsonObject outputs;
    QString reason;     ///< Why it failed or was cancelled.
    int tasksTotal = 0; ///< Leaf TaskRuns known so far.
    int tasksDone = 0;  ///< Of these, finished.
    domain::Usage usage;
    qint64 createdMs = 0;
    qint64 startedMs = 0;
    qint64 finishedMs = 0;
    QString createdBy;
};

/// A TaskRun as the store keeps it.
struct TaskRow
{
    QString run;
    int index = 0;
    int parent = -1;
    QString taskId; ///< In the workflow.
    QString key;    ///< Unique in the run: "lint[3]".
    QString title;
    QString type;
    QString kind;
    domain::TaskState state = domain::TaskState::Pending;
    int attempt = 0;
    int failures = 0; ///< Tries that count against the retry policy.
    QString agent;
    QString runner;
    QString why; ///< What blocks it, or why it failed, was skipped or waits.
    QString errorClass;
    QJsonValue result; ///< Inline, or {"$artifact": …} if it is large.
    QString resultSource;
    domain::Usage usage;        ///< Over all attempts.
    domain::Usage attemptUsage; ///< Of the latest attempt; not read back.
    domain::Budget cap;         ///< What the latest attempt may spend; not read back.
    QString session;
    domain::ProcessIdentity process;
    qint64 readyMs = 0;
    qint64 notBeforeMs = 0;
    qint64 startedMs = 0;
    qint64 finishedMs = 0;
};

/// What one decision of the engine writes; all of it or nothing.
struct StoreBatch
{
    domain::Events events;             ///< With their sequence numbers, ascending, gapless over all batches.
    QList<RunRow> runs;                ///< Upserts by id.
    QList<TaskRow> tasks;              ///< Upserts by (run, index).
    QList<domain::Approval> approvals; ///< Upserts by id.
    QList<domain::Agent> agents;       ///< Upserts by name.
    QStringList removedAgents;
    QList<domain::Permit> permits;        ///< Upserts by id.
    QList<domain::WorkflowPtr> workflows; ///< Inserted by hash if not there yet, before anything that refers to them.
    bool isEmpty() const
    {
        return events.isEmpty() && runs.isEmpty() && tasks.isEmpty() && approvals.isEmpty() && agents.isEmpty() &&
               removedAgents.isEmpty() && permits.isEmpty() && workflows.isEmpty();
    }
};

/// What the engine needs to go on after a restart.
struct StoredRun
{
    domain::WorkflowPtr workflow;
    domain::Events events; ///< All events of the run, in order.
};

/// What attempts that ended on the current day (local time) have used.
struct StoredSpending
{
    QString workflow;
    QString agent;
    QString team;
    domain::Spending spent;
};

/// A circuit breaker that was not closed.
struct StoredBreaker
{
    QString name; ///< "agent:x" or "runner:y".
    QJsonObject record;
    qint64 timeMs = 0; ///< When it was written.
};

struct StoredState
{
    qint64 epoch = 0; ///< Fencing token of this owner; every older owner's writes are refused from now on.
    qint64 lastSeq = 0;
    QList<StoredRun> runs; ///< The unfinished ones.
    QList<domain::Agent> agents;
    QList<StoredBreaker> breakers;
    QList<domain::Permit> permits;
    QList<StoredSpending> spentToday;
};

/// The engine's durable memory. Thread-safe. One writer: see takeOver().
class IRunStore
{
public:
    virtual ~IRunStore() = default;

    /// Becomes the one writer (a new epoch) and loads what is unfinished. Fails with Conflict while another process
    /// holds the store.
    virtual QFuture<Result<StoredState>> takeOver(const QString &owner) = 0;

    using Committed = std::function<void(const Result<void> &)>;
    /// Queues the batch. Whatever is queued when the storage thread wakes goes into one transaction. `done` is called
    /// in the storage thread, in the order of the calls, once the transaction is on disk or has failed. After a failure
    /// every later batch fails too (nothing may be committed behind a hole) until takeOver() is called again.
    virtual void commit(StoreBatch batch, Committed done) = 0;

    /// A run with its events, finished or not, e.g. to try it again or to replay it.
    virtual QFuture<Result<StoredRun>> loadRun(const QString &runId) = 0;
};

/// Keeps large values by content. Thread-safe.
class IArtifactStore
{
public:
    virtual ~IArtifactStore() = default;
    /// Stores the bytes durably and returns their SHA-256 in hexadecimal. Storing the same bytes again is cheap.
    virtual Result<QString> put(const QByteArray &bytes, const QString &mediaType) = 0;
    virtual Result<QByteArray> get(const QString &hash) const = 0;
};

} // namespace podium::engine
