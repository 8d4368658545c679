// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "domain/agent.h"
#include "domain/approval.h"
#include "domain/attempt.h"
#include "domain/workflow.h"

#include <QCoreApplication>
#include <QFuture>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace podium::engine
{

/// Everything a runner needs for one attempt. A value: templates are filled in, no reference to engine state.
struct AttemptRequest
{
    domain::AttemptKey key;
    QString team;    ///< Of the run.
    QString taskKey; ///< "build", "lint[3]", "fix#2", "release/notes": for people and folder names.
    QString workflowName;
    QString runner;        ///< Name of the runner that gets it.
    domain::TaskSpec spec; ///< Prompt, argv, script, environment … already evaluated.
    std::optional<domain::Agent> agent;
    QJsonObject previousResults; ///< Task id → {state, result} of the dependencies; large results as references.
    domain::Budget cap;          ///< What it may spend; less than the task's budget where others spend from it too.
    QString workingDirectory;    ///< Absolute; of the run. The workspace policy may replace it.
    QString attemptFolder;       ///< Absolute; created by the runner: context/, output/, temp/, spool.
    QString session;             ///< Agent session to resume; empty = a new one.
    QString reviewNote;          ///< A reviewer's request for changes, if this attempt follows one.
    QStringList messages;        ///< Of people, that came while nobody heard them; in order. See attach().
    bool continues = false;      ///< The conversation rested: there is nothing to go on with but the messages.
    qint64 claimedMs = 0;        ///< When the claim was made.
    qint64 detachedForMs = 0;    ///< How long the process may go on without Podium; 0 = until it ends.
    QJsonArray riskRules;        ///< Of the workflow.
    QStringList tools;           ///< Tool rules that need no permission; agent kinds only.
};

/// CPU and memory of an attempt's whole process tree.
struct TreeStats
{
    qint64 cpuMs = 0;    ///< User and system time so far.
    qint64 rssBytes = 0; ///< Resident now.
    int processes = 0;
};

/// Where runners report to. Thread-safe; every call returns at once. Reports about an attempt that is no longer
/// current are dropped by the engine (fencing), so a runner need not know.
class IAttemptSink
{
public:
    virtual ~IAttemptSink() = default;
    /// The process (if there is one) runs; reported again after a re-attach.
    virtual void attemptStarted(const domain::AttemptKey &key, const domain::ProcessIdentity &process,
                                const QString &session) = 0;
    /// The attempt's worktree is there: path, branch, base, port … Before attemptStarted(); other kinds do not report.
    virtual void attemptPrepared(const domain::AttemptKey &key, const QJsonObject &worktree)
    {
        Q_UNUSED(key)
        Q_UNUSED(worktree)
    }
    virtual void attemptActivity(const domain::AttemptKey &key, domain::Activity activity, const QString &detail) = 0;
    /// A sign of life, at least every heartbeat interval.
    virtual void attemptHeartbeat(const domain::AttemptKey &key, const TreeStats &stats) = 0;
    /// Usage so far (cumulative for the attempt).
    virtual void attemptUsage(const domain::AttemptKey &key, const domain::Usage &usage) = 0;
    /// A person (or policy) must decide. Answered by IAgentRunner::answer() with approval.id.
    virtual void approvalRequested(const domain::AttemptKey &key, const domain::Approval &approval) = 0;
    /// The request is no longer needed (the agent withdrew it).
    virtual void approvalWithdrawn(const domain::AttemptKey &key, const QString &approvalId) = 0;
    /// Exactly once per attempt and process of Podium; also for attempts that could not be started.
    virtual void attemptFinished(const domain::AttemptKey &key, const domain::AttemptOutcome &outcome) = 0;
};

/// How an attempt is to be stopped.
enum class StopMode {
    Graceful, ///< Ask it to stop; after `graceMs` the whole tree is killed.
    Kill,     ///< Kill the whole tree now.
};

/// What a person asks of the session of a running attempt.
struct SessionRequest
{
    enum class Verb {
        Interrupt,         ///< Stop what the agent is doing; it waits for the next message.
        SetModel,          ///< `value`; empty = as configured.
        SetPermissionMode, ///< `value`
        RewindFiles,       ///< To what they were before the message `value`; `dryRun` only tells what would change.
        End,               ///< A conversation that stays comes to its end, with what was said last as its result.
        HandOver,          ///< Let go of the session: the attempt ends Parked, the process is gone by then.
    };
    Verb verb = Verb::Interrupt;
    QString value;
    bool dryRun = false;
};

/// Executes attempts of one or more task kinds. Lives in a thread of its own; all methods are thread-safe and return
/// at once.
class IAgentRunner
{
public:
    virtual ~IAgentRunner() = default;
    /// "shell", "claude", "simulated" …
    virtual QString name() const = 0;
    /// Starts the attempt. Doing it twice for the same key does no harm.
    virtual void start(const AttemptRequest &request) = 0;
    /// After a restart of Podium, for an attempt whose claim is on disk: takes its result if it has ended, goes on
    /// with it if its process lives, starts it if it was never started, else reports Interrupted. The messages of the
    /// request are those that began the attempt, and those that were sent since: what of them was not heard is heard
    /// now.
    virtual void attach(const AttemptRequest &request) = 0;
    virtual void stop(const domain::AttemptKey &key, StopMode mode, qint64 graceMs) = 0;
    /// The decision on an approval this attempt asked for.
    virtual void answer(const domain::AttemptKey &key, const domain::Approval &decided) = 0;
    /// A message from a person into the running session. Runners without sessions ignore it.
    virtual void send(const domain::AttemptKey &key, const QString &text) = 0;
    /// The answer comes when the session has given it, in any thread. Unsupported where there is no session.
    virtual QFuture<Result<QJsonObject>> ask(const domain::AttemptKey &key, const SessionRequest &request)
    {
        Q_UNUSED(key)
        Q_UNUSED(request)
        return QtFuture::makeReadyFuture(Result<QJsonObject>(
            fail(ErrorCode::Unsupported,
                 QCoreApplication::translate("IAgentRunner", "what runs this task has no session"), name())));
    }
    /// The outcome of this attempt is on disk: the runner need not keep it for an attach() after a crash any more.
    /// Without this call it is kept, and delivered again by attach().
    virtual void settled(const domain::AttemptKey &key) { Q_UNUSED(key) }
    /// Podium is closing: let go of the processes without ending them.
    virtual void detach() = 0;
};

} // namespace podium::engine
