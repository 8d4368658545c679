// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/process/processrunner.h"
#include "agents/process/runnerthread.h"
#include "agents/process/sparefolders.h"
#include "agents/process/spoolwatch.h"
#include "agents/process/supervisorclient.h"
#include "base/log.h"

#include <QTimer>

#include <unordered_map>

namespace podium::agents
{

/// Error class of an attempt whose process was lost.
inline const QString ProcessGone = QStringLiteral("process_gone");
domain::AttemptOutcome interruptedOutcome(const QString &errorClass, const QString &why);
/// What log lines about the attempt carry.
LogContext logContext(const ProcessAttempt &attempt);
domain::AttemptOutcome failedOutcome(const QString &errorClass, const QString &error, bool retryable);

/// What a ProcessRunner keeps, and the life of its attempts from launch to outcome. Lives in the runner's thread, but
/// for the inbox.
class ProcessRunner::Private
{
public:
    Private(ProcessRunner *owner, const RunnerContext &given)
        : q(owner), context(given), inbox(*owner), spares(given.dataFolder), client(new SupervisorClient(owner)),
          watch(new SpoolWatch(owner)), heartbeat(new QTimer(owner)), follow(new QTimer(owner)),
          logPause(new QTimer(owner))
    {
    }

    void begin(const engine::AttemptRequest &request, bool attach);
    void launch(ProcessAttempt &attempt);
    void launchPrepared(ProcessAttempt &attempt);
    void prepareWorktree(ProcessAttempt &attempt, const engine::AttemptRequest &request);
    void worktreePrepared(const QString &id, const Result<Workspace> &workspace);
    void recallWorkspace(ProcessAttempt &attempt);
    void withoutSupervisor(const Error &error);
    void supervisorSilent(qint64 pid);
    void supervisorAnswers();
    void tellSilence(const ProcessAttempt &attempt) const;
    void tellGone(ProcessAttempt &attempt) const;
    void runs(const QString &id, const domain::ProcessIdentity &process, qint64 startedMs);
    void exited(const QString &id, const ExitInfo &info);
    void lost(const QString &id);
    void unknown(const QString &id);
    void followYoung();
    void openReader(ProcessAttempt &attempt, int stream);
    void readToEnd(ProcessAttempt &attempt);
    void concludeIfRead(ProcessAttempt &attempt);
    void finish(ProcessAttempt &attempt, domain::AttemptOutcome outcome);
    void beat();
    void pauseIfFull();
    void hold(ProcessAttempt &attempt, int stream, bool full);
    ProcessAttempt *byId(const QString &id) const;
    void letGo();

    ProcessRunner *q;
    RunnerContext context;
    CommandInbox inbox;
    SpareFolders spares;
    SupervisorClient *client;
    SpoolWatch *watch;
    QTimer *heartbeat;
    QTimer *follow;
    QTimer *logPause;
    bool connecting = false;
    bool detached = false;
    qint64 supervisorPid = 0;
    QString complaint; ///< Why there is no supervisor, as it was said last.
    QString silence;   ///< What is said of a supervisor that does not answer; empty: it does.
    std::unordered_map<QString, std::unique_ptr<ProcessAttempt>> attempts;
    QStringList young;                      ///< Running, not followed yet.
    QHash<QByteArray, QByteArray> programs; ///< Name and PATH → where it was found.
    QHash<QString, AttemptFolder> quiet;    ///< Of attempts that ended without output and are not settled yet.
};

} // namespace podium::agents
