// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/simulated/simulatedrunner.h"

#include "agents/process/runnerthread.h"
#include "agents/simulated/simulatedscript.h"
#include "base/json.h"

#include <QCoreApplication>
#include <QHash>
#include <QSemaphore>
#include <QTimer>

#include <map>

namespace podium::agents
{

using domain::AttemptKey;
using domain::AttemptOutcome;
using Kind = SimulatedStep::Kind;

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SimulatedRunner)
};

/// One attempt being played.
struct Play
{
    engine::AttemptRequest request;
    SimulatedScript script;
    qsizetype next = 0;
    qint64 at = 0;       ///< Time of the script, as milliseconds since 1970: when the next step is due.
    QString asked;       ///< Id of the approval it waits for.
    domain::Usage usage; ///< So far.
};

template<typename T> void addTo(std::optional<T> &sum, const std::optional<T> &more)
{
    if (more)
        sum = sum.value_or(0) + *more;
}

} // namespace

class SimulatedRunner::Private
{
public:
    Private(SimulatedRunner *owner, engine::IAttemptSink &toSink, engine::ILogSink &toLogs, const Clock &ofClock)
        : sink(toSink), logs(toLogs), clock(ofClock), inbox(*owner), timer(new QTimer(owner)),
          heartbeat(new QTimer(owner))
    {
    }

    void begin(const engine::AttemptRequest &request, bool attach);
    void play(const AttemptKey &key);
    bool carryOut(Play &of, const SimulatedStep &step, bool silent);
    void ask(Play &of, const SimulatedStep &step);
    void finish(const AttemptKey &key, const AttemptOutcome &outcome);
    void wakeAt(const AttemptKey &key, qint64 when);
    void setTimer();
    void wake();
    void letGo();

    engine::IAttemptSink &sink;
    engine::ILogSink &logs;
    const Clock &clock;
    CommandInbox inbox;
    QTimer *timer;
    QTimer *heartbeat;
    bool detached = false;
    QHash<AttemptKey, std::shared_ptr<Play>> plays;
    std::multimap<qint64, AttemptKey> due;
};

SimulatedRunner::SimulatedRunner(engine::IAttemptSink &sink, engine::ILogSink &logs, const Clock &clock,
                                 qint64 heartbeatMs)
    : d(std::make_unique<Private>(this, sink, logs, clock))
{
    d->timer->setSingleShot(true);
    d->timer->setTimerType(Qt::PreciseTimer);
    connect(d->timer, &QTimer::timeout, this, [this] { d->wake(); });
    d->heartbeat->setInterval(static_cast<int>(heartbeatMs));
    connect(d->heartbeat, &QTimer::timeout, this, [this] {
        for (auto at = d->plays.cbegin(); at != d->plays.cend(); ++at)
            d->sink.attemptHeartbeat(at.key(), {});
    });
}

SimulatedRunner::~SimulatedRunner() = default;

void SimulatedRunner::start(const engine::AttemptRequest &request)
{
    d->inbox.post([this, request] { d->begin(request, false); });
}

void SimulatedRunner::attach(const engine::AttemptRequest &request)
{
    d->inbox.post([this, request] { d->begin(request, true); });
}

void SimulatedRunner::stop(const AttemptKey &key, engine::StopMode, qint64)
{
    d->inbox.post([this, key] {
        if (!d->plays.contains(key))
            return;
        AttemptOutcome outcome;
        outcome.status = AttemptOutcome::Status::Cancelled;
        d->finish(key, outcome);
    });
}

void SimulatedRunner::answer(const AttemptKey &key, const domain::Approval &decided)
{
    d->inbox.post([this, key, decided] {
        const std::shared_ptr<Play> of = d->plays.value(key);
        if (!of || of->asked.isEmpty() || of->asked != decided.id)
            return;
        of->asked.clear();
        if (decided.state != domain::Approval::State::Approved) {
            AttemptOutcome outcome;
            outcome.errorClass = QStringLiteral("denied");
            outcome.error = Text::tr("what it asked for was not approved");
            outcome.retryable = false;
            d->finish(key, outcome);
            return;
        }
        of->at = d->clock.nowMs();
        d->play(key);
    });
}

void SimulatedRunner::send(const AttemptKey &key, const QString &text)
{
    d->inbox.post([this, key, text] {
        if (!d->plays.contains(key))
            return;
        engine::LogLine line;
        line.key = key;
        line.timeMs = d->clock.nowMs();
        line.stream = QStringLiteral("agent");
        line.text = Text::tr("I was told: %1").arg(text);
        d->logs.append({line});
    });
}

void SimulatedRunner::detach()
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

void SimulatedRunner::Private::letGo()
{
    detached = true;
    timer->stop();
    heartbeat->stop();
    plays.clear();
    due.clear();
}

void SimulatedRunner::Private::begin(const engine::AttemptRequest &request, bool attach)
{
    if (detached || plays.contains(request.key))
        return;
    if (request.spec.simulate.isEmpty() && request.spec.type != u"agent") {
        AttemptOutcome outcome; // The durable no-op: nothing to keep, nothing to parse.
        outcome.status = AttemptOutcome::Status::Succeeded;
        outcome.result = QJsonValue::Null;
        outcome.resultSource = QStringLiteral("simulated");
        sink.attemptFinished(request.key, outcome);
        return;
    }
    Result<SimulatedScript> script = simulatedScript(request);
    if (!script) {
        AttemptOutcome outcome;
        outcome.errorClass = QStringLiteral("script");
        outcome.error = script.error().text();
        outcome.retryable = false;
        sink.attemptFinished(request.key, outcome);
        return;
    }
    auto of = std::make_shared<Play>();
    of->request = request;
    of->script = std::move(*script);
    const qint64 now = clock.nowMs();
    of->at = attach && request.claimedMs > 0 ? std::min(request.claimedMs, now) : now;
    plays.insert(request.key, of);
    if (!heartbeat->isActive())
        heartbeat->start();
    sink.attemptStarted(request.key, {}, request.session);
    play(request.key);
}

void SimulatedRunner::Private::play(const AttemptKey &key)
{
    const std::shared_ptr<Play> of = plays.value(key);
    if (!of)
        return;
    const qint64 now = clock.nowMs();
    while (of->next < of->script.steps.size()) {
        if (of->at > now) {
            wakeAt(key, of->at);
            return;
        }
        const SimulatedStep &step = of->script.steps.at(of->next++);
        // Behind us by more than the timer's jitter: it was played before Podium was restarted.
        const bool silent = of->at < now - 1000;
        if (!carryOut(*of, step, silent))
            return;
    }
    if (of->at > now) {
        wakeAt(key, of->at);
        return;
    }
    AttemptOutcome outcome;
    outcome.status = AttemptOutcome::Status::Succeeded;
    outcome.result = of->script.result;
    outcome.resultSource = QStringLiteral("simulated");
    finish(key, outcome);
}

bool SimulatedRunner::Private::carryOut(Play &of, const SimulatedStep &step, bool silent)
{
    const AttemptKey key = of.request.key;
    switch (step.kind) {
    case Kind::Delay:
        of.at += step.ms;
        return true;
    case Kind::Log:
        if (!silent) {
            engine::LogLine line;
            line.key = key;
            line.timeMs = clock.nowMs();
            line.stream = step.stream;
            line.text = step.text;
            logs.append({line});
        }
        return true;
    case Kind::Usage:
        addTo(of.usage.usd, step.usage.usd);
        addTo(of.usage.inputTokens, step.usage.inputTokens);
        addTo(of.usage.outputTokens, step.usage.outputTokens);
        sink.attemptUsage(key, of.usage);
        return true;
    case Kind::Activity:
        sink.attemptActivity(key, step.activity, {});
        return true;
    case Kind::Ask:
        ask(of, step);
        return false;
    case Kind::Limit: {
        AttemptOutcome outcome;
        outcome.status = AttemptOutcome::Status::Parked;
        outcome.errorClass = QStringLiteral("rate_limit");
        outcome.error = Text::tr("a simulated usage limit was reached");
        outcome.parkedUntilMs = clock.nowMs() + step.ms;
        finish(key, outcome);
        return false;
    }
    case Kind::Fail: {
        AttemptOutcome outcome;
        outcome.errorClass = step.stream;
        outcome.error = step.text;
        outcome.retryable = step.retryable;
        finish(key, outcome);
        return false;
    }
    }
    return true;
}

void SimulatedRunner::Private::ask(Play &of, const SimulatedStep &step)
{
    const AttemptKey key = of.request.key;
    domain::Approval approval;
    // The same again after a restart, or by the next attempt: asking twice for the same thing is one request.
    approval.id = sha256Hex(QStringLiteral("%1/%2/ask/%3").arg(key.run).arg(key.task).arg(of.next).toUtf8()).left(10);
    approval.kind = domain::Approval::Kind::Permission;
    approval.run = key.run;
    approval.task = key.task;
    approval.attempt = key.attempt;
    approval.title = step.text;
    approval.subject = step.subject;
    approval.digest = sha256Hex(canonicalJson(step.subject));
    approval.risk = step.risk;
    approval.reason = Text::tr("the script of the simulated agent asks");
    approval.createdMs = clock.nowMs();
    of.asked = approval.id;
    sink.attemptActivity(key, domain::Activity::WaitingForPerson, step.text);
    sink.approvalRequested(key, approval);
}

void SimulatedRunner::Private::finish(const AttemptKey &key, const AttemptOutcome &outcome)
{
    const std::shared_ptr<Play> of = plays.take(key);
    if (plays.isEmpty())
        heartbeat->stop();
    if (of && !of->asked.isEmpty())
        sink.approvalWithdrawn(key, of->asked);
    AttemptOutcome told = outcome;
    if (of)
        told.usage = of->usage;
    sink.attemptFinished(key, told);
}

void SimulatedRunner::Private::wakeAt(const AttemptKey &key, qint64 when)
{
    const bool first = due.empty() || when < due.begin()->first;
    due.emplace(when, key);
    if (first)
        setTimer();
}

void SimulatedRunner::Private::setTimer()
{
    if (due.empty())
        return;
    const qint64 wait = std::clamp<qint64>(due.begin()->first - clock.nowMs(), 0, 60'000);
    timer->start(static_cast<int>(wait));
}

void SimulatedRunner::Private::wake()
{
    const qint64 now = clock.nowMs();
    while (!due.empty() && due.begin()->first <= now) {
        const AttemptKey key = due.begin()->second;
        due.erase(due.begin());
        play(key);
    }
    setTimer();
}

} // namespace podium::agents
