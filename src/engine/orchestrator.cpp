// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/orchestrator.h"

#include "base/json.h"
#include "base/whenfinished.h"
#include "engine/engine.h"
#include "engine/livefigures.h"
#include "engine/resultstore.h"

#include <QCoreApplication>
#include <QLoggingCategory>
#include <QMutex>
#include <QPromise>
#include <QTimer>

#include <deque>

namespace podium::engine
{

using domain::AttemptKey;

Q_DECLARE_LOGGING_CATEGORY(logEngine)

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Engine)
};

using Reply = std::shared_ptr<QPromise<Result<QJsonObject>>>;

EnginePolicy policyOf(const EngineOptions &options)
{
    EnginePolicy out;
    out.stopGraceMs = options.stopGraceMs;
    out.detachedForMs = options.detachedForMs;
    out.dataFolder = options.dataFolder;
    out.criticalVotes = options.criticalVotes;
    out.answerWithinMs = options.answerWithinMs;
    out.roles = options.roles;
    out.resumesAfterLimit = options.resumesAfterLimit;
    out.shortLimitMs = options.shortLimitMs;
    out.quietHours = options.quietHours;
    return out;
}

void finish(const Reply &reply, const Result<QJsonObject> &result)
{
    reply->addResult(result);
    reply->finish();
}

} // namespace

/// Everything here runs in the engine thread, except post() and the members it touches.
class Orchestrator::Private
{
public:
    Private(Orchestrator *owner, EngineOptions engineOptions, IRunStore &runStore, IArtifactStore &artifacts,
            ILogSink &logSink, const Clock &systemClock)
        : q(owner), options(std::move(engineOptions)), store(runStore), logs(logSink), clock(systemClock),
          results(artifacts, options.inlineResultBytes), engine(policyOf(options), results)
    {
        engine.scheduler().setLimits({options.maxParallel, options.pools, options.roleLimits, options.teamLimits});
        engine.scheduler().setBreakerPolicy(options.breakerFailures, options.breakerOpenMs);
        engine.scheduler().budgets().setLimits(options.budgets, options.budgetShareUsd);
    }

    using Input = std::function<void(qint64 nowMs)>;

    /// Thread-safe: queues an input and wakes the engine once, however many are queued.
    void post(Input input)
    {
        bool wake = false;
        {
            const QMutexLocker lock(&mutex);
            inputs.push_back(std::move(input));
            wake = !std::exchange(woken, true);
        }
        if (wake)
            QMetaObject::invokeMethod(
                q, [this] { drain(); }, Qt::QueuedConnection);
    }

    void drain()
    {
        std::vector<Input> batch;
        {
            const QMutexLocker lock(&mutex);
            batch.swap(inputs);
            woken = false;
        }
        const qint64 now = clock.nowMs();
        for (const Input &input : batch)
            input(now);
        decide(now);
        if (stopped && inFlight.empty() && !shutdownPromises.empty())
            finishShutdown();
    }

    /// Commits what the inputs led to; claims that have become possible go into the same transaction.
    void decide(qint64 now)
    {
        if (!running || error) {
            refuse();
            return;
        }
        if (!stopped) {
            engine.tick(now);
            engine.claim(now);
        }
        Engine::Decision decision = engine.take();
        std::vector<std::pair<Reply, Result<QJsonObject>>> answers = std::move(replies);
        replies.clear();
        if (!stopped)
            armTimer(now);
        if (decision.batch.isEmpty() && decision.effects.isEmpty()) {
            if (inFlight.empty()) {
                settle(std::exchange(ended, {})); // Late reports of attempts whose end is on disk already.
                for (auto &[reply, result] : answers)
                    finish(reply, result);
            } else {
                // An answer may rest on something that is not on disk yet: it waits for that.
                auto &waiting = inFlight.back().answers;
                waiting.insert(waiting.end(), answers.begin(), answers.end());
            }
            return;
        }
        inFlight.push_back(
            {decision.batch.events, std::move(decision.effects), std::move(answers), std::exchange(ended, {})});
        store.commit(std::move(decision.batch),
                     [this](const Result<void> &result) { post([this, result](qint64) { committed(result); }); });
    }

    /// Nothing is decided any more, so nothing will answer these.
    void refuse()
    {
        for (auto &[reply, result] : std::exchange(replies, {}))
            finish(reply, tl::unexpected(unavailable()));
    }

    Error unavailable() const
    {
        return error ? *error : Error{ErrorCode::Unavailable, Text::tr("the engine is not running"), {}, {}};
    }

    void committed(const Result<void> &result)
    {
        if (inFlight.empty())
            return;
        InFlight done = std::move(inFlight.front());
        inFlight.pop_front();
        if (!result) {
            halt(result.error());
            for (auto &[reply, answer] : done.answers)
                finish(reply, tl::unexpected(result.error()));
            return;
        }
        for (IEventSink *sink : std::as_const(sinks))
            sink->published(done.events);
        for (const Effect &effect : std::as_const(done.effects))
            act(effect);
        settle(done.ended);
        for (auto &[reply, answer] : done.answers)
            finish(reply, answer);
    }

    /// The ends are on disk: the runners may forget what they kept in case they were asked again.
    void settle(const QList<AttemptKey> &keys)
    {
        for (const AttemptKey &key : keys) {
            for (IAgentRunner *runner : std::as_const(runners))
                runner->settled(key);
        }
    }

    void act(const Effect &effect)
    {
        IAgentRunner *runner = runners.value(effect.runner);
        if (!runner) {
            if (effect.kind == Effect::Kind::Start || effect.kind == Effect::Kind::Attach) {
                domain::AttemptOutcome outcome;
                outcome.errorClass = QStringLiteral("no_runner");
                outcome.error = Text::tr("this program has no runner \"%1\"").arg(effect.runner);
                outcome.retryable = false;
                q->attemptFinished(effect.key, outcome);
            }
            return;
        }
        switch (effect.kind) {
        case Effect::Kind::Start:
            if (stopped)
                return; // The claim is on disk; whoever takes over starts it.
            live.started(effect.key, effect.runner, clock.nowMs());
            runner->start(effect.request);
            return;
        case Effect::Kind::Attach:
            live.started(effect.key, effect.runner, clock.nowMs());
            runner->attach(effect.request);
            return;
        case Effect::Kind::Stop:
            runner->stop(effect.key, effect.mode, effect.graceMs);
            return;
        case Effect::Kind::Answer:
            runner->answer(effect.key, effect.approval);
            return;
        case Effect::Kind::Send:
            runner->send(effect.key, effect.text);
            return;
        }
    }

    void halt(const Error &cause)
    {
        if (error)
            return;
        error = cause;
        running = false;
        timer->stop();
        qCCritical(logEngine).noquote() << "the engine has stopped deciding:" << cause.text();
        Q_EMIT q->halted(cause);
    }

    void armTimer(qint64 now)
    {
        const qint64 due = engine.nextDueMs();
        if (due == 0 || stopped) { // After the shutdown its thread may end: no timer may be left in it.
            timer->stop();
            return;
        }
        // Never longer than an hour: a clock that is set back must not put the alarm off for ever.
        timer->start(int(qBound(qint64(0), due - now, qint64(3600) * 1000)));
    }

    void watch(qint64 now)
    {
        for (const AttemptKey &key : live.gone(now, options.goneMs)) {
            if (!engine.isCurrent(key))
                continue;
            engine.activityChanged(key, domain::Activity::Stalled, {}, now);
            engine.note(key, Text::tr("no sign of life for %1 s").arg(options.goneMs / 1000), now);
        }
        decide(now);
    }

    void loaded(const Result<StoredState> &state, bool claim, const std::shared_ptr<QPromise<Result<void>>> &promise)
    {
        Result<void> outcome;
        if (state)
            outcome = engine.load(*state, clock.nowMs());
        else
            outcome = tl::unexpected(state.error());
        if (outcome) {
            running = true;
            engine.setClaiming(claim);
            const qint64 now = clock.nowMs();
            engine.attachAll(now);
            decide(now);
        } else {
            error = outcome.error();
        }
        promise->addResult(outcome);
        promise->finish();
    }

    /// All that was decided is on disk, and nothing is decided any more: late reports are for whoever takes over.
    void finishShutdown()
    {
        running = false;
        for (IAgentRunner *runner : std::as_const(runners))
            runner->detach();
        for (auto &promise : shutdownPromises)
            promise->finish();
        shutdownPromises.clear();
    }

    /// Runs the command, loading the finished run it is about first if need be.
    void perform(const Command &command, const Reply &reply, qint64 now)
    {
        if (!running || stopped) {
            finish(reply, tl::unexpected(unavailable()));
            return;
        }
        const bool forks = command.verb == Command::Verb::SubmitRun;
        const QString needed = forks ? command.args.value(u"parent_run").toString() : command.run;
        const bool actsOnFinished =
            forks || command.verb == Command::Verb::RetryTask || command.verb == Command::Verb::SkipTask ||
            command.verb == Command::Verb::ResumeRun || command.verb == Command::Verb::CancelRun ||
            command.verb == Command::Verb::PauseRun || command.verb == Command::Verb::CancelTask ||
            command.verb == Command::Verb::ChangeRun || command.verb == Command::Verb::SendMessage ||
            command.verb == Command::Verb::AskSession || command.verb == Command::Verb::HandOver ||
            command.verb == Command::Verb::GiveBack || command.verb == Command::Verb::EndConversation;
        if (!actsOnFinished || needed.isEmpty() || engine.knows(needed)) {
            replies.emplace_back(reply, engine.perform(command, now));
            if (!needed.isEmpty())
                engine.releaseFinished(needed);
            return;
        }
        whenFinished(store.loadRun(needed), q, [this, command, reply, needed](const Result<StoredRun> &stored) {
            post([this, command, reply, needed, stored](qint64 at) {
                Result<void> adopted;
                if (!stored)
                    adopted = tl::unexpected(stored.error());
                else if (!engine.knows(needed))
                    adopted = engine.adopt(*stored);
                if (!adopted) {
                    finish(reply, tl::unexpected(adopted.error()));
                    return;
                }
                replies.emplace_back(reply, engine.perform(command, at));
                engine.releaseFinished(needed);
            });
        });
    }

    struct InFlight
    {
        domain::Events events;
        Effects effects;
        std::vector<std::pair<Reply, Result<QJsonObject>>> answers;
        QList<AttemptKey> ended;
    };

    Orchestrator *q;
    const EngineOptions options;
    IRunStore &store;
    ILogSink &logs;
    const Clock &clock;
    ResultStore results;
    Engine engine;
    LiveFigures live;
    QMap<QString, IAgentRunner *> runners;
    QList<IEventSink *> sinks;
    QTimer *timer = nullptr;
    QTimer *watchdog = nullptr;
    std::optional<Error> error;
    bool running = false;
    bool stopped = false;
    std::deque<InFlight> inFlight;
    std::vector<std::pair<Reply, Result<QJsonObject>>> replies;
    std::vector<std::shared_ptr<QPromise<void>>> shutdownPromises;
    QList<AttemptKey> ended; ///< Reported as ended since the last commit.

    QMutex mutex;
    std::vector<Input> inputs; ///< Guarded by mutex.
    bool woken = false;        ///< Guarded by mutex.
};

Orchestrator::Orchestrator(EngineOptions options, IRunStore &store, IArtifactStore &artifacts, ILogSink &logs,
                           const Clock &clock)
    : d(std::make_unique<Private>(this, std::move(options), store, artifacts, logs, clock))
{
    // Children, so that they move to the engine thread with their parent.
    d->timer = new QTimer(this);
    d->timer->setSingleShot(true);
    d->timer->setTimerType(Qt::PreciseTimer);
    connect(d->timer, &QTimer::timeout, this, [this] { d->decide(d->clock.nowMs()); });
    d->watchdog = new QTimer(this);
    connect(d->watchdog, &QTimer::timeout, this, [this] { d->watch(d->clock.nowMs()); });
}

Orchestrator::~Orchestrator() = default;

void Orchestrator::addRunner(IAgentRunner *runner)
{
    d->runners.insert(runner->name(), runner);
    d->engine.scheduler().setRunners(d->runners.keys());
}

void Orchestrator::addSink(IEventSink *sink)
{
    d->sinks.append(sink);
}

QFuture<Result<void>> Orchestrator::start(bool claim)
{
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    QFuture<Result<void>> future = promise->future();
    d->post([this, claim, promise](qint64) {
        d->watchdog->start(int(qMax<qint64>(100, d->options.heartbeatMs)));
        whenFinished(d->store.takeOver(d->options.owner), this,
                     [this, claim, promise](const Result<StoredState> &state) { d->loaded(state, claim, promise); });
    });
    return future;
}

QFuture<Result<QJsonObject>> Orchestrator::perform(Command command)
{
    auto reply = std::make_shared<QPromise<Result<QJsonObject>>>();
    reply->start();
    QFuture<Result<QJsonObject>> future = reply->future();
    d->post([this, command = std::move(command), reply](qint64 now) { d->perform(command, reply, now); });
    return future;
}

QFuture<QJsonObject> Orchestrator::inspect(const QString &run)
{
    auto promise = std::make_shared<QPromise<QJsonObject>>();
    promise->start();
    QFuture<QJsonObject> future = promise->future();
    d->post([this, run, promise](qint64 now) {
        promise->addResult(d->live.inspect(d->engine, run, now));
        promise->finish();
    });
    return future;
}

QFuture<void> Orchestrator::shutdown()
{
    auto promise = std::make_shared<QPromise<void>>();
    promise->start();
    QFuture<void> future = promise->future();
    d->post([this, promise](qint64) {
        d->engine.setClaiming(false);
        d->stopped = true;
        d->timer->stop();
        d->watchdog->stop();
        d->shutdownPromises.push_back(promise);
        // drain() decides on what came before; when the last commit is back, it ends the shutdown.
    });
    return future;
}

void Orchestrator::attemptStarted(const AttemptKey &key, const domain::ProcessIdentity &process, const QString &session)
{
    d->post([this, key, process, session](qint64 now) {
        d->live.running(key);
        d->engine.attemptStarted(key, process, session, now);
    });
}

void Orchestrator::attemptPrepared(const AttemptKey &key, const QJsonObject &worktree)
{
    d->post([this, key, worktree](qint64 now) { d->engine.attemptPrepared(key, worktree, now); });
}

void Orchestrator::attemptActivity(const AttemptKey &key, domain::Activity activity, const QString &detail)
{
    d->post([this, key, activity, detail](qint64 now) {
        if (d->live.activity(key, activity, detail, now) && d->engine.isCurrent(key))
            d->engine.activityChanged(key, activity, detail, now);
    });
}

void Orchestrator::attemptHeartbeat(const AttemptKey &key, const TreeStats &stats)
{
    d->post([this, key, stats](qint64 now) { d->live.heartbeat(key, stats, now); });
}

void Orchestrator::attemptUsage(const AttemptKey &key, const domain::Usage &usage)
{
    d->post([this, key, usage](qint64 now) {
        d->live.usage(key, usage, now);
        d->engine.usageReported(key, usage, now);
    });
}

void Orchestrator::approvalRequested(const AttemptKey &key, const domain::Approval &approval)
{
    d->post([this, key, approval](qint64 now) {
        d->live.activity(key, domain::Activity::WaitingForPerson, approval.title, now);
        d->engine.approvalRequested(key, approval, now);
    });
}

void Orchestrator::approvalWithdrawn(const AttemptKey &key, const QString &approvalId)
{
    d->post([this, key, approvalId](qint64 now) { d->engine.approvalWithdrawn(key, approvalId, now); });
}

void Orchestrator::attemptFinished(const AttemptKey &key, const domain::AttemptOutcome &outcome)
{
    // In the runner's thread: a large result is stored here, so that the engine never waits for the disk.
    domain::AttemptOutcome stored = outcome;
    const Result<QJsonValue> result = d->results.keep(outcome.result);
    if (result) {
        stored.result = *result;
    } else {
        stored.status = domain::AttemptOutcome::Status::Failed;
        stored.errorClass = QStringLiteral("storage");
        stored.error = Text::tr("its result could not be stored: %1").arg(result.error().text());
        stored.result = QJsonValue::Null;
    }
    d->post([this, key, stored](qint64 now) {
        d->live.ended(key);
        d->ended.append(key);
        d->engine.attemptFinished(key, stored, now);
    });
}

} // namespace podium::engine
