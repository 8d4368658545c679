// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "enginefixture.h"

#include "base/json.h"

namespace podium::test
{

using engine::Effect;
using engine::Engine;

domain::TaskSpec task(const QString &id, const QStringList &dependsOn, const QString &type)
{
    domain::TaskSpec spec;
    spec.id = id;
    spec.type = type;
    spec.dependsOn = dependsOn;
    return spec;
}

domain::WorkflowPtr workflow(const QList<domain::TaskSpec> &tasks, std::function<void(domain::Workflow &)> change)
{
    auto out = std::make_shared<domain::Workflow>();
    out->name = QStringLiteral("w");
    out->tasks = tasks;
    if (change)
        change(*out);
    QJsonArray definitions;
    for (const domain::TaskSpec &spec : out->tasks) {
        definitions.append(QJsonObject{{QStringLiteral("id"), spec.id},
                                       {QStringLiteral("prompt"), spec.prompt},
                                       {QStringLiteral("when"), spec.when}});
    }
    out->definition = {{QStringLiteral("tasks"), definitions}};
    out->hash = sha256Hex(canonicalJson(out->definition));
    return out;
}

domain::AttemptOutcome succeed(const QJsonValue &result)
{
    domain::AttemptOutcome outcome;
    outcome.status = domain::AttemptOutcome::Status::Succeeded;
    outcome.result = result.isUndefined() ? QJsonValue(QJsonValue::Null) : result;
    return outcome;
}

domain::AttemptOutcome failWith(const QString &errorClass, bool retryable)
{
    domain::AttemptOutcome outcome;
    outcome.errorClass = errorClass;
    outcome.error = QStringLiteral("it went wrong");
    outcome.retryable = retryable;
    return outcome;
}

EngineFixture::EngineFixture()
{
    restart();
}

void EngineFixture::restart()
{
    engine::StoredState stored;
    QMap<QString, engine::StoredRun> byRun;
    for (const domain::Event &event : std::as_const(events)) {
        stored.lastSeq = event.seq;
        if (!event.run.isEmpty()) {
            byRun[event.run].workflow = workflows.value(event.run);
            byRun[event.run].events.append(event);
        }
    }
    for (auto it = byRun.cbegin(); it != byRun.cend(); ++it) {
        if (!domain::isFinished(runRows.value(it.key()).state))
            stored.runs.append(it.value());
    }
    const QMap<QString, domain::Agent> agents = engine ? engine->scheduler().agents() : QMap<QString, domain::Agent>();
    stored.agents = agents.values();
    stored.permits = permits.values();
    policy.stopGraceMs = 5'000;
    policy.detachedForMs = 0;
    policy.dataFolder = QStringLiteral("/data");
    engine = std::make_unique<Engine>(policy, results);
    engine->scheduler().setRunners({QStringLiteral("simulated"), QStringLiteral("shell"), QStringLiteral("person")});
    engine->scheduler().setLimits({8, {}, {}, {}});
    open.clear();
    const Result<void> loaded = engine->load(stored, now);
    if (!loaded)
        qFatal("load: %s", qPrintable(loaded.error().text()));
    engine->attachAll(now);
    settle();
}

QString EngineFixture::submit(const domain::WorkflowPtr &definition, const QJsonObject &args, const QString &id)
{
    engine::Command command;
    command.verb = engine::Command::Verb::SubmitRun;
    command.run = id;
    command.args = args;
    command.workflow = definition;
    command.by = QStringLiteral("anna");
    workflows.insert(id, definition);
    const Result<QJsonObject> done = engine->perform(command, now);
    if (!done)
        qFatal("submit: %s", qPrintable(done.error().text()));
    settle();
    return id;
}

Result<QJsonObject> EngineFixture::perform(engine::Command::Verb verb, const QString &taskKey, const QJsonObject &args,
                                           const QString &run, const QString &by)
{
    if (!run.isEmpty() && !engine->knows(run) && workflows.contains(run)) {
        engine::StoredRun stored;
        stored.workflow = workflows.value(run);
        for (const domain::Event &event : std::as_const(events)) {
            if (event.run == run)
                stored.events.append(event);
        }
        const Result<void> adopted = engine->adopt(stored);
        if (!adopted)
            return tl::unexpected(adopted.error());
    }
    engine::Command command;
    command.verb = verb;
    command.run = run;
    command.task = taskKey;
    command.args = args;
    command.by = by;
    Result<QJsonObject> done = engine->perform(command, now);
    settle();
    return done;
}

void EngineFixture::settle()
{
    engine->tick(now);
    engine->claim(now);
    Engine::Decision decision = engine->take();
    events += decision.batch.events;
    for (const engine::TaskRow &changed : std::as_const(decision.batch.tasks))
        rows.insert({changed.run, changed.key}, changed);
    for (const engine::RunRow &changed : std::as_const(decision.batch.runs))
        runRows.insert(changed.id, changed);
    for (const domain::Approval &approval : std::as_const(decision.batch.approvals))
        approvals.insert(approval.id, approval);
    for (const domain::Permit &permit : std::as_const(decision.batch.permits))
        permits.insert(permit.id, permit);
    for (const Effect &effect : std::as_const(decision.effects)) {
        if (effect.kind == Effect::Kind::Start || effect.kind == Effect::Kind::Attach)
            open.append(effect.request);
    }
    effects += decision.effects;
}

void EngineFixture::finish(const QString &key, const domain::AttemptOutcome &outcome, const QString &run)
{
    for (qsizetype i = 0; i < open.size(); ++i) {
        if (open.at(i).key.run != run || open.at(i).taskKey != key)
            continue;
        const domain::AttemptKey attempt = open.at(i).key;
        open.removeAt(i);
        engine->attemptFinished(attempt, outcome, now);
        settle();
        return;
    }
    qFatal("%s is not running", qPrintable(key));
}

void EngineFixture::runAll(const std::function<domain::AttemptOutcome(const engine::AttemptRequest &)> &outcome)
{
    for (int guard = 0; guard < 100'000 && (!open.isEmpty() || engine->nextDueMs() > 0); ++guard) {
        if (open.isEmpty()) {
            advance(engine->nextDueMs() - now);
            continue;
        }
        const engine::AttemptRequest request = open.takeFirst();
        engine->attemptFinished(request.key, outcome ? outcome(request) : succeed(), now);
        settle();
    }
}

void EngineFixture::advance(qint64 ms)
{
    now += qMax<qint64>(1, ms);
    settle();
}

QString EngineFixture::state(const QString &key, const QString &run) const
{
    const auto it = rows.constFind({run, key});
    return it == rows.constEnd() ? QString() : domain::stateName(it->state);
}

QString EngineFixture::runState(const QString &run) const
{
    return domain::stateName(runRows.value(run).state);
}

engine::TaskRow EngineFixture::row(const QString &key, const QString &run) const
{
    return rows.value({run, key});
}

QStringList EngineFixture::running() const
{
    QStringList out;
    for (const engine::AttemptRequest &request : open)
        out.append(request.taskKey);
    return out;
}

QStringList EngineFixture::log() const
{
    QStringList out;
    for (const domain::Event &event : events) {
        QString line = domain::eventTypeName(event.type);
        for (const engine::TaskRow &known : rows) {
            if (known.run == event.run && known.index == event.task)
                line += u' ' + known.key;
        }
        out.append(line);
    }
    return out;
}

bool EngineFixture::replayEqualsState() const
{
    for (const auto &[id, live] : engine->runs()) {
        engine::RunState replayed(workflows.value(id));
        for (const domain::Event &event : events) {
            if (event.run == id && !replayed.fold(event))
                return false;
        }
        if (replayed.canonical() != live->canonical())
            return false;
    }
    return true;
}

} // namespace podium::test
