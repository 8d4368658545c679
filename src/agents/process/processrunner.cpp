// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/process/processrunner.h"

#include "agents/process/processlife.h"
#include "agents/process/programsearch.h"

#include <QCoreApplication>
#include <QSemaphore>

namespace podium::agents
{

using domain::AttemptKey;
using domain::AttemptOutcome;

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ProcessRunner)
};

constexpr int FollowAfterMs = 20; ///< Output of shorter processes is read once, at their end, without a watch.
constexpr int LogPauseMs = 50;    ///< The log is full; there is no notification that it is not.

} // namespace

ProcessAttempt::ProcessAttempt(const engine::AttemptRequest &asked)
    : request(asked), id(asked.key.toString()), folder{asked.attemptFolder}, session(asked.session),
      runDirectory(asked.workingDirectory)
{
}

ProcessAttempt::~ProcessAttempt() = default;

ProcessRunner::ProcessRunner(const RunnerContext &context) : d(std::make_unique<Private>(this, context))
{
    const auto on = [this](auto signal, auto slot) { connect(d->client, signal, this, slot); };
    on(&SupervisorClient::connected, [this](qint64 pid) { d->supervisorPid = pid; });
    on(&SupervisorClient::silent, [this](qint64 pid) { d->supervisorSilent(pid); });
    on(&SupervisorClient::answersAgain, [this] { d->supervisorAnswers(); });
    d->client->setPatience(context.supervisorPatienceMs);
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
            if (attempt->preparing)
                attempt->preparing->cancel();
            else
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

QFuture<Result<QJsonObject>> ProcessRunner::ask(const AttemptKey &key, const engine::SessionRequest &request)
{
    auto reply = std::make_shared<QPromise<Result<QJsonObject>>>();
    reply->start();
    QFuture<Result<QJsonObject>> out = reply->future();
    d->inbox.post([this, key, request, reply] {
        ProcessAttempt *attempt = find(key);
        if (attempt)
            asked(*attempt, request, reply);
        else
            finish(reply, fail(ErrorCode::Unavailable, Text::tr("its process does not run at this moment"),
                               key.toString(), Text::tr("Try it again in a moment.")));
    });
    return out;
}

void ProcessRunner::settled(const AttemptKey &key)
{
    d->inbox.post([this, key] {
        if (d->detached)
            return;
        const QString id = key.toString();
        d->client->acknowledge(id);
        if (const auto quiet = d->quiet.constFind(id); quiet != d->quiet.cend()) {
            d->spares.takeBack(*quiet);
            d->quiet.erase(quiet);
        }
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

domain::Activity ProcessRunner::activityOf(const ProcessAttempt &attempt) const
{
    return attempt.isRunning ? domain::Activity::ToolRunning : domain::Activity::Starting;
}

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
        log(attempt, QStringLiteral("engine"), QStringLiteral("warning"),
            Text::tr("the output ends here: it wrote more than it may, and the rest was not kept"));
        outcome = failedOutcome(QStringLiteral("output_limit"), Text::tr("it wrote more output than it may"), false);
        break;
    case ExitInfo::Reason::Unattended:
        outcome = interruptedOutcome(QStringLiteral("unattended"),
                                     Text::tr("it was ended as Podium was away for longer than it may run alone"));
        break;
    }
    return outcome;
}

AttemptOutcome ProcessRunner::lost(ProcessAttempt &)
{
    return interruptedOutcome(ProcessGone, Text::tr("its supervisor died while it ran"));
}

void ProcessRunner::stopAsked(ProcessAttempt &attempt, engine::StopMode mode, qint64 graceMs)
{
    kill(attempt, mode == engine::StopMode::Kill ? 0 : graceMs);
}

void ProcessRunner::answered(ProcessAttempt &, const domain::Approval &) {}
void ProcessRunner::messageReceived(ProcessAttempt &, const QString &) {}

void ProcessRunner::asked(ProcessAttempt &, const engine::SessionRequest &, const Reply &reply)
{
    finish(reply, fail(ErrorCode::Unsupported, Text::tr("what runs this task has no session"), name()));
}

void ProcessRunner::finish(const Reply &reply, const Result<QJsonObject> &result)
{
    reply->addResult(result);
    reply->finish();
}

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

} // namespace podium::agents
