// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/process/processlife.h"

#include "agents/process/programsearch.h"
#include "agents/process/treestatistics.h"
#include "agents/worktree/worktreekeeper.h"

#include <QCoreApplication>
#include <QFile>
#include <QLoggingCategory>

#include <ctime>

namespace podium::agents
{

using domain::AttemptKey;
using domain::AttemptOutcome;

namespace
{

Q_LOGGING_CATEGORY(logProcesses, "podium.agents.process", QtWarningMsg)

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ProcessRunner)
};

constexpr qsizetype LogFullBytes = 8 * 1024 * 1024;
// So little is read even then: the end of a quiet task does not wait for the log of a noisy one.
constexpr qint64 SmallRest = 64 * 1024;
constexpr qint64 BootSlackMs = 2000; ///< Between two looks at two clocks.

const QString s_streams[] = {QStringLiteral("stdout"), QStringLiteral("stderr")};

} // namespace

AttemptOutcome interruptedOutcome(const QString &errorClass, const QString &why)
{
    AttemptOutcome outcome;
    outcome.status = AttemptOutcome::Status::Interrupted;
    outcome.errorClass = errorClass;
    outcome.error = why;
    return outcome;
}

AttemptOutcome failedOutcome(const QString &errorClass, const QString &error, bool retryable)
{
    AttemptOutcome outcome;
    outcome.errorClass = errorClass;
    outcome.error = error;
    outcome.retryable = retryable;
    return outcome;
}

LogContext logContext(const ProcessAttempt &attempt)
{
    const AttemptKey &key = attempt.request.key;
    return {key.run, attempt.request.taskKey, key.attempt, attempt.session};
}

ProcessAttempt *ProcessRunner::Private::byId(const QString &id) const
{
    const auto at = attempts.find(id);
    return at == attempts.end() ? nullptr : at->second.get();
}

void ProcessRunner::Private::begin(const engine::AttemptRequest &request, bool attach)
{
    const QString id = request.key.toString();
    if (detached || byId(id))
        return;
    if (!std::exchange(connecting, true))
        client->connectOrStart(context.dataFolder, context.supervisorProgram);
    if (!heartbeat->isActive())
        heartbeat->start();
    ProcessAttempt &attempt = *(attempts[id] = q->createAttempt(request));
    attempt.reattached = attach;
    if (!silence.isEmpty())
        tellSilence(attempt);
    if (attach) {
        recallWorkspace(attempt);
        client->query(id);
    } else {
        launch(attempt);
    }
}

/// For an attempt that an earlier process of Podium has started, if it has.
void ProcessRunner::Private::recallWorkspace(ProcessAttempt &attempt)
{
    if (workspacePolicy(attempt.request).kind != domain::WorkspacePolicy::Kind::Worktree) {
        if (const Result<Workspace> plain = plainWorkspace(attempt.request))
            attempt.workspace = *plain;
        return;
    }
    attempt.workspace = keptWorkspace(attempt.folder.root);
    if (attempt.workspace && context.worktrees)
        context.worktrees->claim(attempt.request.key, attempt.workspace->worktree);
}

/// The client tries again by itself; what it has to say is said once.
void ProcessRunner::Private::withoutSupervisor(const Error &error)
{
    if (std::exchange(complaint, error.text()) != error.text()) {
        qCWarning(logProcesses).noquote() << error.text();
        for (const auto &[id, attempt] : attempts)
            q->log(*attempt, QStringLiteral("engine"), QStringLiteral("error"), error.text());
    }
    if (error.code != ErrorCode::NotFound)
        return;
    const QStringList notStarted = client->takeUnsent();
    for (const QString &id : notStarted) {
        if (ProcessAttempt *attempt = byId(id))
            finish(*attempt, failedOutcome(QStringLiteral("spawn"), error.text(), true));
    }
}

/// Nothing is ended or begun anew for it: what was asked holds when it goes on, and its processes do not notice.
void ProcessRunner::Private::supervisorSilent(qint64 pid)
{
    const double seconds = double(context.supervisorPatienceMs) / 1000;
    silence =
        pid > 0
            ? Text::tr("the supervisor (process %1) has not answered for %2 s: what runs goes on, but nothing "
                       "is started or stopped, and no end is noticed, until it does; if it was halted, "
                       "continue it with kill -CONT %1")
                  .arg(pid)
                  .arg(seconds)
            : Text::tr("the supervisor has not answered for %1 s: nothing can be started until it does").arg(seconds);
    qCWarning(logProcesses).noquote() << silence;
    for (const auto &[id, attempt] : attempts)
        tellSilence(*attempt);
}

void ProcessRunner::Private::tellSilence(const ProcessAttempt &attempt) const
{
    q->log(attempt, QStringLiteral("engine"), QStringLiteral("warning"), silence);
    // Who waits for a person goes on waiting; that says more.
    if (!attempt.toldGone && q->activityOf(attempt) != domain::Activity::WaitingForPerson)
        context.sink.attemptActivity(attempt.request.key, domain::Activity::Stalled, silence);
}

/// The supervisor would tell of the end, but it does not answer; the table of processes does.
void ProcessRunner::Private::tellGone(ProcessAttempt &attempt) const
{
    if (std::exchange(attempt.toldGone, true))
        return;
    const QString why = Text::tr("its process (%1) is gone; how it ended is known when the supervisor answers")
                            .arg(attempt.process.pid);
    q->log(attempt, QStringLiteral("engine"), QStringLiteral("warning"), why);
    context.sink.attemptActivity(attempt.request.key, domain::Activity::ProcessGone, why);
}

void ProcessRunner::Private::supervisorAnswers()
{
    silence.clear();
    const QString text = Text::tr("the supervisor answers again");
    qCWarning(logProcesses).noquote() << text;
    for (const auto &[id, attempt] : attempts) {
        q->log(*attempt, QStringLiteral("engine"), QStringLiteral("info"), text);
        attempt->toldGone = false;
        const domain::Activity activity = q->activityOf(*attempt);
        if (activity != domain::Activity::WaitingForPerson)
            context.sink.attemptActivity(attempt->request.key, activity, {});
    }
}

void ProcessRunner::Private::launch(ProcessAttempt &attempt)
{
    attempt.reattached = false;
    const AttemptFolder &folder = attempt.folder;
    if (!spares.provide(folder)) {
        finish(attempt, failedOutcome(QStringLiteral("spawn"),
                                      Text::tr("%1: the attempt's folder cannot be created").arg(folder.root), true));
        return;
    }
    engine::AttemptRequest request = attempt.request;
    request.workingDirectory = attempt.runDirectory;
    if (workspacePolicy(request).kind == domain::WorkspacePolicy::Kind::Worktree) {
        prepareWorktree(attempt, request);
        return;
    }
    const Result<Workspace> workspace = plainWorkspace(request);
    if (!workspace) {
        finish(attempt, failedOutcome(QStringLiteral("workspace"), workspace.error().text(), false));
        return;
    }
    for (const QString &note : workspace->notes)
        q->log(attempt, QStringLiteral("engine"), QStringLiteral("info"), note);
    attempt.workspace = *workspace;
    launchPrepared(attempt);
}

void ProcessRunner::Private::prepareWorktree(ProcessAttempt &attempt, const engine::AttemptRequest &request)
{
    if (!context.worktrees) {
        finish(attempt,
               failedOutcome(QStringLiteral("unsupported"), Text::tr("this process cannot make git worktrees"), false));
        return;
    }
    attempt.preparing.emplace();
    context.worktrees->prepare(request, *attempt.preparing,
                               [this, id = attempt.id](const Result<Workspace> &workspace) {
                                   inbox.post([this, id, workspace] { worktreePrepared(id, workspace); });
                               });
}

void ProcessRunner::Private::worktreePrepared(const QString &id, const Result<Workspace> &workspace)
{
    ProcessAttempt *attempt = byId(id);
    if (!attempt || !attempt->preparing)
        return;
    attempt->preparing.reset();
    Result<void> usable =
        workspace ? keepWorkspace(attempt->folder.root, *workspace) : Result<void>(tl::unexpected(workspace.error()));
    if (workspace) {
        for (const QString &note : workspace->notes)
            q->log(*attempt, QStringLiteral("engine"), QStringLiteral("info"), note);
    }
    if (attempt->stopping) {
        AttemptOutcome outcome;
        outcome.status = AttemptOutcome::Status::Cancelled;
        finish(*attempt, outcome);
        return;
    }
    if (!usable) {
        const ErrorCode code = usable.error().code;
        const bool hopeless = code == ErrorCode::InvalidArgument || code == ErrorCode::NotFound;
        finish(*attempt, failedOutcome(QStringLiteral("workspace"), usable.error().text(), !hopeless));
        return;
    }
    attempt->workspace = *workspace;
    context.sink.attemptPrepared(attempt->request.key, facts(*workspace));
    launchPrepared(*attempt);
}

void ProcessRunner::Private::launchPrepared(ProcessAttempt &attempt)
{
    const AttemptFolder &folder = attempt.folder;
    auto launch = q->prepare(attempt);
    if (!launch) {
        finish(attempt, launch.error());
        return;
    }
    const QString workingDirectory = launch->workingDirectory;
    if (launch->agentFolders &&
        !(makeFolder(folder.context()) && makeFolder(folder.output()) && makeFolder(folder.temp()))) {
        finish(attempt, failedOutcome(QStringLiteral("spawn"),
                                      Text::tr("%1: the attempt's folder cannot be created").arg(folder.root), true));
        return;
    }
    QByteArray name = launch->program;
    if (name.isEmpty() && !launch->argv.isEmpty())
        name = launch->argv.first();
    QByteArray &known = programs[name + '\0' + environmentValue(launch->environment, "PATH")];
    if (known.isEmpty()) {
        const Result<QByteArray> found = findProgram(name, launch->environment);
        if (!found) {
            finish(attempt, failedOutcome(QStringLiteral("spawn"), found.error().text(), false));
            return;
        }
        known = *found;
    }
    attempt.program = known;
    attempt.workingDirectory = workingDirectory;
    attempt.maxLineBytes = launch->maxLineBytes;
    SpawnRequest request;
    request.id = attempt.id;
    request.program = known;
    request.argv = std::move(launch->argv);
    request.environment = std::move(launch->environment);
    request.workingDirectory = QFile::encodeName(workingDirectory);
    request.spoolFolder = QFile::encodeName(folder.spool());
    request.keepStdin = launch->keepStdin;
    request.stdinBytes = launch->stdinBytes;
    request.limits = launch->limits;
    request.detachedForMs = attempt.request.detachedForMs;
    request.graceMs = context.stopGraceMs;
    client->spawn(request);
}

void ProcessRunner::Private::runs(const QString &id, const domain::ProcessIdentity &process, qint64 startedMs)
{
    ProcessAttempt *attempt = byId(id);
    if (!attempt || attempt->isRunning)
        return;
    attempt->isRunning = true;
    attempt->process = process;
    attempt->startedMs = startedMs;
    {
        const ScopedLogContext about(logContext(*attempt));
        qCInfo(logProcesses).noquote() << (attempt->reattached ? "process found again, pid" : "process started, pid")
                                       << process.pid << "in" << attempt->workingDirectory;
    }
    context.sink.attemptStarted(attempt->request.key, process, attempt->session);
    young.append(id);
    if (!follow->isActive())
        follow->start();
    q->processRuns(*attempt);
}

void ProcessRunner::Private::followYoung()
{
    for (const QString &id : std::exchange(young, {})) {
        ProcessAttempt *attempt = byId(id);
        if (!attempt || attempt->isFollowed || attempt->exit)
            continue;
        attempt->isFollowed = true;
        for (int stream : {0, 1}) {
            openReader(*attempt, stream);
            attempt->readers[stream]->start();
        }
    }
}

void ProcessRunner::Private::openReader(ProcessAttempt &attempt, int stream)
{
    SpoolReader::Options options;
    if (attempt.reattached)
        options.offset = q->readFrom(attempt, s_streams[stream]);
    if (stream == 0)
        options.maxLineBytes = attempt.maxLineBytes;
    auto reader = std::make_unique<SpoolReader>(attempt.folder.spool() + u'/' + s_streams[stream], options, *watch);
    const QString id = attempt.id;
    QObject::connect(reader.get(), &SpoolReader::lines, q, [this, id, stream](const QList<SpoolLine> &lines) {
        if (ProcessAttempt *of = byId(id))
            q->linesRead(*of, s_streams[stream], lines);
        pauseIfFull();
    });
    QObject::connect(reader.get(), &SpoolReader::finished, q, [this, id] {
        if (ProcessAttempt *of = byId(id)) {
            --of->openReaders;
            concludeIfRead(*of);
        }
    });
    ++attempt.openReaders;
    attempt.readers[stream] = std::move(reader);
    hold(attempt, stream, logPause->isActive());
}

void ProcessRunner::Private::hold(ProcessAttempt &attempt, int stream, bool full)
{
    SpoolReader *reader = attempt.readers[stream].get();
    if (!reader)
        return;
    const qint64 size = attempt.exit ? (stream == 0 ? attempt.exit->stdoutBytes : attempt.exit->stderrBytes) : -1;
    reader->setPaused(full && (size < 0 || size - reader->offset() > SmallRest));
}

void ProcessRunner::Private::pauseIfFull()
{
    const bool full = context.logs.pendingBytes() > LogFullBytes;
    if (full == logPause->isActive())
        return;
    if (full)
        logPause->start();
    else
        logPause->stop();
    for (const auto &[id, attempt] : attempts) {
        for (const int stream : {0, 1})
            hold(*attempt, stream, full);
    }
}

void ProcessRunner::Private::exited(const QString &id, const ExitInfo &info)
{
    ProcessAttempt *attempt = byId(id);
    if (!attempt || attempt->exit || attempt->wasLost)
        return;
    attempt->exit = info;
    attempt->startedMs = info.startedMs;
    readToEnd(*attempt);
}

void ProcessRunner::Private::readToEnd(ProcessAttempt &attempt)
{
    const qint64 sizes[] = {attempt.exit ? attempt.exit->stdoutBytes : 1, attempt.exit ? attempt.exit->stderrBytes : 1};
    for (const int stream : {0, 1}) {
        if (!attempt.readers[stream] && sizes[stream] > 0)
            openReader(attempt, stream);
        if (attempt.readers[stream])
            attempt.readers[stream]->finish();
        hold(attempt, stream, logPause->isActive());
    }
    concludeIfRead(attempt);
}

void ProcessRunner::Private::concludeIfRead(ProcessAttempt &attempt)
{
    if (attempt.openReaders > 0)
        return;
    if (!attempt.exit) {
        finish(attempt, q->lost(attempt));
        return;
    }
    const ExitInfo exit = *attempt.exit;
    if (exit.reason == ExitInfo::Reason::ByItself && exit.stdoutBytes == 0 && exit.stderrBytes == 0)
        quiet.insert(attempt.id, attempt.folder);
    AttemptOutcome outcome = q->ended(attempt, exit);
    outcome.exitCode = exit.exitCode;
    outcome.endedMs = exit.endedMs;
    if (!outcome.usage.cpuMs)
        outcome.usage.cpuMs = exit.usage.cpuMs;
    if (!outcome.usage.maxRssBytes)
        outcome.usage.maxRssBytes = exit.usage.maxRssBytes;
    finish(attempt, outcome);
}

void ProcessRunner::Private::lost(const QString &id)
{
    ProcessAttempt *attempt = byId(id);
    if (!attempt || attempt->exit || attempt->wasLost)
        return;
    attempt->wasLost = true;
    readToEnd(*attempt);
}

void ProcessRunner::Private::unknown(const QString &id)
{
    ProcessAttempt *attempt = byId(id);
    if (!attempt || attempt->isRunning)
        return;
    if (attempt->stopping) {
        AttemptOutcome outcome;
        outcome.status = AttemptOutcome::Status::Cancelled;
        finish(*attempt, outcome);
        return;
    }
    // Never spawned, if its files do not say otherwise and the journal is not of before the last start of the machine,
    // which may have taken the end of it along.
    timespec up{};
    clock_gettime(CLOCK_BOOTTIME, &up);
    const qint64 bootedMs = context.clock.nowMs() - up.tv_sec * 1000LL;
    const bool beforeBoot = attempt->request.claimedMs > 0 && attempt->request.claimedMs < bootedMs - BootSlackMs;
    if (beforeBoot || hasTrace(attempt->folder.spool())) {
        finish(*attempt,
               interruptedOutcome(ProcessGone, Text::tr("it may have run, but how it ended was not recorded")));
        return;
    }
    launch(*attempt);
}

void ProcessRunner::Private::finish(ProcessAttempt &attempt, AttemptOutcome outcome)
{
    const AttemptKey key = attempt.request.key;
    if (outcome.session.isEmpty())
        outcome.session = attempt.session;
    {
        const ScopedLogContext about(logContext(attempt));
        qCInfo(logProcesses).noquote() << "attempt ended"
                                       << (outcome.error.isEmpty() ? QString() : u'(' + outcome.error + u')');
    }
    // A reader may be in the middle of telling us.
    for (auto &reader : attempt.readers) {
        if (reader)
            reader.release()->deleteLater();
    }
    if (outcome.status == AttemptOutcome::Status::Interrupted && outcome.errorClass == ProcessGone)
        context.sink.attemptActivity(key, domain::Activity::ProcessGone, outcome.error);
    attempts.erase(attempt.id);
    if (context.worktrees)
        context.worktrees->release(key);
    if (attempts.empty())
        heartbeat->stop();
    context.sink.attemptFinished(key, outcome);
}

void ProcessRunner::Private::beat()
{
    QHash<qint64, QString> roots;
    for (const auto &[id, attempt] : attempts) {
        if (attempt->isRunning && !attempt->exit)
            roots.insert(attempt->process.pid, id);
        else if (attempt->preparing)
            context.sink.attemptHeartbeat(attempt->request.key, {});
    }
    const QHash<QString, engine::TreeStats> statistics = treeStatistics(roots, supervisorPid);
    for (auto at = statistics.cbegin(); at != statistics.cend(); ++at) {
        if (ProcessAttempt *attempt = byId(at.key()))
            context.sink.attemptHeartbeat(attempt->request.key, *at);
    }
    if (silence.isEmpty())
        return; // Whatever has ended is told at once.
    for (const QString &id : std::as_const(roots)) {
        ProcessAttempt *attempt = statistics.contains(id) ? nullptr : byId(id);
        if (attempt)
            tellGone(*attempt);
    }
}

void ProcessRunner::Private::letGo()
{
    if (std::exchange(detached, true))
        return;
    heartbeat->stop();
    follow->stop();
    logPause->stop();
    for (const auto &[id, attempt] : attempts) {
        if (attempt->preparing)
            attempt->preparing->cancel();
    }
    attempts.clear();
    delete client;
    client = nullptr;
}

} // namespace podium::agents
