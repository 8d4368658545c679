// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/process/processrunner.h"

#include "agents/process/programsearch.h"
#include "agents/process/runnerthread.h"
#include "agents/process/supervisorclient.h"
#include "agents/process/treestatistics.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QLoggingCategory>
#include <QSemaphore>
#include <QTimer>

#include <ctime>
#include <sys/stat.h>
#include <unordered_map>

namespace podium::agents
{

using domain::AttemptKey;
using domain::AttemptOutcome;

namespace
{

Q_LOGGING_CATEGORY(logProcesses, "podium.agents.process")

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ProcessRunner)
};

constexpr int FollowAfterMs = 20; ///< Output of shorter processes is read once, at their end, without a watch.
constexpr int LogPauseMs = 50;    ///< The log is full; there is no notification that it is not.
constexpr qsizetype LogFullBytes = 8 * 1024 * 1024;
constexpr qint64 BootSlackMs = 2000; ///< Between two looks at two clocks.

const QString s_streams[] = {QStringLiteral("stdout"), QStringLiteral("stderr")};

AttemptOutcome interrupted(const QString &why)
{
    AttemptOutcome outcome;
    outcome.status = AttemptOutcome::Status::Interrupted;
    outcome.errorClass = QStringLiteral("interrupted");
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

/// Quick where the parent exists, which it does for all but the first attempt of a run.
bool makeFolder(const QString &path)
{
    return mkdir(QFile::encodeName(path).constData(), 0700) == 0 || QDir().mkpath(path);
}

} // namespace

ProcessAttempt::ProcessAttempt(const engine::AttemptRequest &asked)
    : request(asked), id(asked.key.toString()), folder{asked.attemptFolder}, session(asked.session)
{
}

ProcessAttempt::~ProcessAttempt() = default;

class ProcessRunner::Private
{
public:
    Private(ProcessRunner *owner, const RunnerContext &given)
        : q(owner), context(given), inbox(*owner), client(new SupervisorClient(owner)), heartbeat(new QTimer(owner)),
          follow(new QTimer(owner)), logPause(new QTimer(owner))
    {
    }

    void begin(const engine::AttemptRequest &request, bool attach);
    void launch(ProcessAttempt &attempt);
    void withoutSupervisor(const Error &error);
    void runs(const QString &id, const domain::ProcessIdentity &process, qint64 startedMs);
    void exited(const QString &id, const ExitInfo &info);
    void lost(const QString &id);
    void unknown(const QString &id);
    void followYoung();
    void openReader(ProcessAttempt &attempt, int stream);
    void readToEnd(ProcessAttempt &attempt);
    void concludeIfRead(ProcessAttempt &attempt);
    void finish(ProcessAttempt &attempt, AttemptOutcome outcome);
    void beat();
    void pauseIfFull();
    ProcessAttempt *byId(const QString &id) const;
    void letGo();

    ProcessRunner *q;
    RunnerContext context;
    CommandInbox inbox;
    SupervisorClient *client;
    QTimer *heartbeat;
    QTimer *follow;
    QTimer *logPause;
    bool connecting = false;
    bool detached = false;
    qint64 supervisorPid = 0;
    QString complaint; ///< Why there is no supervisor, as it was said last.
    std::unordered_map<QString, std::unique_ptr<ProcessAttempt>> attempts;
    QStringList young;                      ///< Running, not followed yet.
    QHash<QByteArray, QByteArray> programs; ///< Name and PATH → where it was found.
};

ProcessRunner::ProcessRunner(const RunnerContext &context) : d(std::make_unique<Private>(this, context))
{
    const auto on = [this](auto signal, auto slot) { connect(d->client, signal, this, slot); };
    on(&SupervisorClient::connected, [this](qint64 pid) { d->supervisorPid = pid; });
    on(&SupervisorClient::failed, [this](const Error &error) { d->withoutSupervisor(error); });
    on(&SupervisorClient::running, [this](const QString &id, const domain::ProcessIdentity &process, qint64 startedMs) {
        d->runs(id, process, startedMs);
    });
    on(&SupervisorClient::spawnFailed, [this](const QString &id, const SpawnFailure &failure) {
        if (ProcessAttempt *attempt = d->byId(id)) {
            d->programs.clear();
            const Error error = spawnError(failure, attempt->program, attempt->workingDirectory);
            d->finish(*attempt,
                      failedOutcome(QStringLiteral("spawn"), error.text(),
                                    error.code == ErrorCode::Exhausted || error.code == ErrorCode::Unavailable));
        }
    });
    on(&SupervisorClient::exited, [this](const QString &id, const ExitInfo &info) { d->exited(id, info); });
    on(&SupervisorClient::lost, [this](const QString &id) { d->lost(id); });
    on(&SupervisorClient::unknown, [this](const QString &id) { d->unknown(id); });
    on(&SupervisorClient::writeFailed, [this](const QString &id, int error) {
        if (ProcessAttempt *attempt = d->byId(id))
            log(*attempt, QStringLiteral("engine"), QStringLiteral("warning"),
                Text::tr("standard input was not taken: %1").arg(qt_error_string(error)));
    });
    d->heartbeat->setInterval(static_cast<int>(context.heartbeatMs));
    connect(d->heartbeat, &QTimer::timeout, this, [this] { d->beat(); });
    d->follow->setSingleShot(true);
    d->follow->setInterval(FollowAfterMs);
    connect(d->follow, &QTimer::timeout, this, [this] { d->followYoung(); });
    d->logPause->setInterval(LogPauseMs);
    connect(d->logPause, &QTimer::timeout, this, [this] { d->pauseIfFull(); });
}

ProcessRunner::~ProcessRunner() = default;

const RunnerContext &ProcessRunner::context() const
{
    return d->context;
}

// --- The port: any thread
// ---------------------------------------------------------------------------------------------

void ProcessRunner::start(const engine::AttemptRequest &request)
{
    d->inbox.post([this, request] { d->begin(request, false); });
}

void ProcessRunner::attach(const engine::AttemptRequest &request)
{
    d->inbox.post([this, request] { d->begin(request, true); });
}

void ProcessRunner::stop(const AttemptKey &key, engine::StopMode mode, qint64 graceMs)
{
    d->inbox.post([this, key, mode, graceMs] {
        if (ProcessAttempt *attempt = find(key)) {
            attempt->stopping = true;
            stopAsked(*attempt, mode, graceMs);
        }
    });
}

void ProcessRunner::answer(const AttemptKey &key, const domain::Approval &decided)
{
    d->inbox.post([this, key, decided] {
        if (ProcessAttempt *attempt = find(key))
            answered(*attempt, decided);
    });
}

void ProcessRunner::send(const AttemptKey &key, const QString &text)
{
    d->inbox.post([this, key, text] {
        if (ProcessAttempt *attempt = find(key))
            messageReceived(*attempt, text);
    });
}

void ProcessRunner::settled(const AttemptKey &key)
{
    d->inbox.post([this, key] {
        if (!d->detached)
            d->client->acknowledge(key.toString());
    });
}

void ProcessRunner::detach()
{
    if (!thread()->isRunning() || QThread::currentThread() == thread()) {
        d->letGo();
        return;
    }
    QSemaphore done;
    d->inbox.post([this, &done] {
        d->letGo();
        done.release();
    });
    done.acquire();
}

// --- For subclasses
// ---------------------------------------------------------------------------------------------------

std::unique_ptr<ProcessAttempt> ProcessRunner::createAttempt(const engine::AttemptRequest &request)
{
    return std::make_unique<ProcessAttempt>(request);
}

void ProcessRunner::processRuns(ProcessAttempt &) {}

qint64 ProcessRunner::readFrom(const ProcessAttempt &attempt, const QString &stream) const
{
    return d->context.positions.lastOffset(attempt.request.key, stream);
}

void ProcessRunner::linesRead(ProcessAttempt &attempt, const QString &stream, const QList<SpoolLine> &lines)
{
    QList<engine::LogLine> out;
    out.reserve(lines.size());
    const qint64 now = d->context.clock.nowMs();
    for (const SpoolLine &line : lines) {
        engine::LogLine entry;
        entry.key = attempt.request.key;
        entry.timeMs = now;
        entry.stream = stream;
        entry.text = QString::fromUtf8(line.text);
        if (line.cutBytes > 0)
            entry.text += Text::tr(" … [%1 bytes cut]").arg(line.cutBytes);
        entry.offset = line.offset;
        out.append(entry);
    }
    d->context.logs.append(out);
}

AttemptOutcome ProcessRunner::ended(ProcessAttempt &attempt, const ExitInfo &exit)
{
    AttemptOutcome outcome;
    switch (exit.reason) {
    case ExitInfo::Reason::ByItself:
        outcome = conclude(attempt, exit);
        break;
    case ExitInfo::Reason::Killed:
        outcome.status = AttemptOutcome::Status::Cancelled;
        break;
    case ExitInfo::Reason::OutputLimit:
        outcome = failedOutcome(QStringLiteral("output_limit"), Text::tr("it wrote more output than it may"), false);
        break;
    case ExitInfo::Reason::Unattended:
        outcome = interrupted(Text::tr("it was ended as Podium was away for longer than it may run alone"));
        break;
    }
    return outcome;
}

AttemptOutcome ProcessRunner::lost(ProcessAttempt &)
{
    return interrupted(Text::tr("its supervisor died while it ran"));
}

void ProcessRunner::stopAsked(ProcessAttempt &attempt, engine::StopMode mode, qint64 graceMs)
{
    kill(attempt, mode == engine::StopMode::Kill ? 0 : graceMs);
}

void ProcessRunner::answered(ProcessAttempt &, const domain::Approval &) {}
void ProcessRunner::messageReceived(ProcessAttempt &, const QString &) {}

void ProcessRunner::writeStdin(ProcessAttempt &attempt, const QByteArray &bytes)
{
    d->client->write(attempt.id, bytes);
}

void ProcessRunner::closeStdin(ProcessAttempt &attempt)
{
    d->client->closeStdin(attempt.id);
}

void ProcessRunner::kill(ProcessAttempt &attempt, qint64 graceMs)
{
    d->client->kill(attempt.id, graceMs);
}

void ProcessRunner::log(const ProcessAttempt &attempt, const QString &stream, const QString &level, const QString &text)
{
    engine::LogLine line;
    line.key = attempt.request.key;
    line.timeMs = d->context.clock.nowMs();
    line.stream = stream;
    line.level = level;
    line.text = text;
    d->context.logs.append({line});
}

ProcessAttempt *ProcessRunner::find(const AttemptKey &key) const
{
    return d->byId(key.toString());
}
// --- The life of an attempt
// -------------------------------------------------------------------------------------------

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
    if (attach)
        client->query(id);
    else
        launch(attempt);
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

void ProcessRunner::Private::launch(ProcessAttempt &attempt)
{
    attempt.reattached = false;
    const AttemptFolder &folder = attempt.folder;
    if (!makeFolder(folder.root) || !makeFolder(folder.spool())) {
        finish(attempt, failedOutcome(QStringLiteral("spawn"),
                                      Text::tr("%1: the attempt's folder cannot be created").arg(folder.root), true));
        return;
    }
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
    auto reader = std::make_unique<SpoolReader>(attempt.folder.spool() + u'/' + s_streams[stream], options);
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
    reader->setPaused(logPause->isActive());
    ++attempt.openReaders;
    attempt.readers[stream] = std::move(reader);
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
        for (const auto &reader : attempt->readers) {
            if (reader)
                reader->setPaused(full);
        }
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
    if (beforeBoot || QFile::exists(attempt->folder.spool() + QStringLiteral("/stdout"))) {
        finish(*attempt, interrupted(Text::tr("it may have run, but how it ended was not recorded")));
        return;
    }
    launch(*attempt);
}

void ProcessRunner::Private::finish(ProcessAttempt &attempt, AttemptOutcome outcome)
{
    const AttemptKey key = attempt.request.key;
    if (outcome.session.isEmpty())
        outcome.session = attempt.session;
    // A reader may be in the middle of telling us.
    for (auto &reader : attempt.readers) {
        if (reader)
            reader.release()->deleteLater();
    }
    attempts.erase(attempt.id);
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
    }
    const QHash<QString, engine::TreeStats> statistics = treeStatistics(roots, supervisorPid);
    for (auto at = statistics.cbegin(); at != statistics.cend(); ++at) {
        if (ProcessAttempt *attempt = byId(at.key()))
            context.sink.attemptHeartbeat(attempt->request.key, *at);
    }
}

void ProcessRunner::Private::letGo()
{
    if (std::exchange(detached, true))
        return;
    heartbeat->stop();
    follow->stop();
    logPause->stop();
    attempts.clear();
    delete client;
    client = nullptr;
}

} // namespace podium::agents
