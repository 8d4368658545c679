// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/process/processattempt.h"
#include "base/clock.h"
#include "engine/ports/iagentrunner.h"
#include "engine/ports/ilogsink.h"

#include <QFuture>
#include <QJsonObject>
#include <QObject>
#include <QPromise>

#include <tl/expected.hpp>

#include <memory>

namespace podium::engine
{
class IArtifactStore;
}

namespace podium::agents
{

class WorktreeKeeper;

/// What every process runner is given. The references outlive the runner.
struct RunnerContext
{
    engine::IAttemptSink &sink;
    engine::ILogSink &logs;
    const engine::ILogPositions &positions;
    const Clock &clock;
    QString dataFolder;        ///< Absolute; the supervisor is this folder's.
    QString supervisorProgram; ///< Empty: see SupervisorClient::supervisorProgram().
    qint64 heartbeatMs = 10'000;
    qint64 stopGraceMs = 5'000;                        ///< For trees that the supervisor ends on its own account.
    WorktreeKeeper *worktrees = nullptr;               ///< None: tasks that want a git worktree are refused.
    const engine::IArtifactStore *artifacts = nullptr; ///< Where large results of earlier tasks are.
    qint64 supervisorPatienceMs = 10'000;              ///< Unanswered for so long, it is said that it is silent.
};

/// Base of the runners whose attempts are processes under the supervisor: the life of an attempt, its logs, statistics
/// and re-attachment. A subclass says what to launch and what an exit means. Create it, move it into a thread of its
/// own (see RunnerThread); the port's methods are thread-safe, the protected ones are called in that thread.
class ProcessRunner : public QObject, public engine::IAgentRunner
{
    Q_OBJECT
public:
    explicit ProcessRunner(const RunnerContext &context);
    ~ProcessRunner() override;

    void start(const engine::AttemptRequest &request) final;
    void attach(const engine::AttemptRequest &request) final;
    void stop(const domain::AttemptKey &key, engine::StopMode mode, qint64 graceMs) final;
    void answer(const domain::AttemptKey &key, const domain::Approval &decided) final;
    void send(const domain::AttemptKey &key, const QString &text) final;
    QFuture<Result<QJsonObject>> ask(const domain::AttemptKey &key, const engine::SessionRequest &request) final;
    void settled(const domain::AttemptKey &key) final;
    void detach() final; ///< Waits until the runner's thread has let go.

protected:
    const RunnerContext &context() const;

    /// The state of one attempt; override to add to it.
    virtual std::unique_ptr<ProcessAttempt> createAttempt(const engine::AttemptRequest &request);
    /// What to launch; the attempt's folders and its workspace exist. The outcome instead, if it cannot or need not be
    /// launched.
    virtual tl::expected<Launch, domain::AttemptOutcome> prepare(ProcessAttempt &attempt) = 0;
    /// The process runs (again after a re-attach: `attempt.reattached`).
    virtual void processRuns(ProcessAttempt &attempt);
    /// What the process is doing as far as is known. Default: ToolRunning while it runs.
    virtual domain::Activity activityOf(const ProcessAttempt &attempt) const;
    /// Where to begin reading a stream ("stdout", "stderr") after a re-attach. Default: where the log ends.
    virtual qint64 readFrom(const ProcessAttempt &attempt, const QString &stream) const;
    /// Complete lines of a stream. Default: into the log.
    virtual void linesRead(ProcessAttempt &attempt, const QString &stream, const QList<SpoolLine> &lines);
    /// The process has ended and both streams were read to their ends.
    virtual domain::AttemptOutcome conclude(ProcessAttempt &attempt, const ExitInfo &exit) = 0;
    /// The same for every way in which it may have ended. Default: conclude() if it ended by itself; a process that was
    /// killed is Cancelled, an unattended one Interrupted.
    virtual domain::AttemptOutcome ended(ProcessAttempt &attempt, const ExitInfo &exit);
    /// Its supervisor died, and it was ended; both streams were read to their ends. Default: Interrupted.
    virtual domain::AttemptOutcome lost(ProcessAttempt &attempt);
    /// Default: kill() of the whole tree.
    virtual void stopAsked(ProcessAttempt &attempt, engine::StopMode mode, qint64 graceMs);
    virtual void answered(ProcessAttempt &attempt, const domain::Approval &decided);
    virtual void messageReceived(ProcessAttempt &attempt, const QString &text);
    using Reply = std::shared_ptr<QPromise<Result<QJsonObject>>>;
    /// Finishes the reply, now or later; its process may not run yet. Default: it is Unsupported.
    virtual void asked(ProcessAttempt &attempt, const engine::SessionRequest &request, const Reply &reply);
    static void finish(const Reply &reply, const Result<QJsonObject> &result);

    // For subclasses, in the runner's thread.
    void writeStdin(ProcessAttempt &attempt, const QByteArray &bytes);
    void closeStdin(ProcessAttempt &attempt);
    void kill(ProcessAttempt &attempt, qint64 graceMs);
    void log(const ProcessAttempt &attempt, const QString &stream, const QString &level, const QString &text);
    /// The running attempt, or nullptr.
    ProcessAttempt *find(const domain::AttemptKey &key) const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace podium::agents
