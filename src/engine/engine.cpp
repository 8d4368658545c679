// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/engine.h"

#include "base/json.h"
#include "domain/definition/schema/jsonschema.h"
#include "domain/policy/retry.h"
#include "domain/taskkind.h"

#include <QCoreApplication>
#include <QLoggingCategory>

namespace podium::engine
{

using domain::AttemptKey;
using domain::AttemptOutcome;
using domain::EventType;
using domain::TaskState;

Q_LOGGING_CATEGORY(logEngine, "podium.engine")

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Engine)
};

// Beyond the grace that a runner has for ending a tree: by then it must have reported.
constexpr qint64 StopOverdueMs = 15'000;

} // namespace

Engine::Engine(EnginePolicy policy, const IResultReader &results) : m_policy(std::move(policy)), m_results(results) {}

Result<void> Engine::load(const StoredState &stored)
{
    m_lastSeq = stored.lastSeq;
    for (const domain::Agent &agent : stored.agents)
        m_scheduler.setAgent(agent);
    for (const StoredRun &run : stored.runs) {
        if (Result<void> added = addRun(run); !added)
            return added;
    }
    return {};
}

Result<void> Engine::adopt(const StoredRun &stored)
{
    return addRun(stored);
}

Result<void> Engine::addRun(const StoredRun &stored)
{
    auto run = std::make_unique<RunState>(stored.workflow);
    for (const domain::Event &event : stored.events) {
        if (!run->fold(event)) {
            return fail(ErrorCode::Corrupt,
                        Text::tr("event %1 (%2) does not fit the state of the run")
                            .arg(event.seq)
                            .arg(domain::eventTypeName(event.type)),
                        event.run, Text::tr("Run `podiumctl check`, or restore a backup."));
        }
    }
    if (run->id.isEmpty())
        return fail(ErrorCode::Corrupt, Text::tr("a run has no events"), stored.workflow->name);
    for (const TaskRun &task : run->tasks) {
        if (!task.retired && task.isLeaf() && task.state == TaskState::Running)
            m_scheduler.occupy(*run, task);
    }
    const QString id = run->id;
    RunState &added = *(m_runs[id] = std::move(run));
    for (const TaskRun &task : added.tasks)
        arm(added, task);
    for (const domain::Approval &approval : std::as_const(added.approvals)) {
        if (approval.state == domain::Approval::State::Open && approval.expiresMs > 0)
            m_due.insert({approval.expiresMs, Due::What::Expiry, id, approval.task, approval.attempt, approval.id});
    }
    return {};
}

/// Queues a READY leaf, or sets the alarms of a running one. After a replay and after each change.
void Engine::arm(const RunState &run, const TaskRun &task)
{
    if (task.retired || !task.isLeaf())
        return;
    if (task.state == TaskState::Ready) {
        if (task.notBeforeMs > m_now)
            m_due.insert({task.notBeforeMs, Due::What::NotBefore, run.id, task.index, task.attempt, {}});
        else
            m_scheduler.add(*findRun(run.id), task.index);
    } else if (task.state == TaskState::Running && task.spec->timeoutMs > 0 && task.stopReason.isEmpty() &&
               Scheduler::takesPlace(*task.spec)) { // A person's time-out is the expiry of the request.
        m_due.insert({task.startedMs + task.spec->timeoutMs, Due::What::Timeout, run.id, task.index, task.attempt, {}});
    }
}

void Engine::attachAll(qint64 nowMs)
{
    m_now = nowMs;
    for (const auto &[id, run] : m_runs) {
        for (const TaskRun &task : run->tasks) {
            if (task.retired || !task.isLeaf() || task.state != TaskState::Running)
                continue;
            effect(Effect::Kind::Attach, *run, task);
            if (!task.stopReason.isEmpty())
                stopAttempt(*run, task.index);
        }
    }
}

RunState *Engine::findRun(const QString &id)
{
    const auto it = m_runs.find(id);
    return it == m_runs.end() ? nullptr : it->second.get();
}

const RunState *Engine::run(const QString &id) const
{
    const auto it = m_runs.find(id);
    return it == m_runs.end() ? nullptr : it->second.get();
}

bool Engine::isCurrent(const AttemptKey &key) const
{
    const RunState *of = run(key.run);
    if (!of || key.task < 0 || size_t(key.task) >= of->tasks.size())
        return false;
    const TaskRun &task = of->tasks[size_t(key.task)];
    return !task.retired && task.state == TaskState::Running && task.attempt == key.attempt;
}

/// The fence: reports of an attempt that is over are dropped.
RunState *Engine::current(const AttemptKey &key)
{
    if (isCurrent(key))
        return findRun(key.run);
    qCInfo(logEngine).noquote() << "dropped a report of an attempt that is over:" << key.toString();
    return nullptr;
}

bool Engine::emitEvent(RunState &run, EventType type, int task, QJsonObject data, int attempt)
{
    domain::Event event;
    event.seq = m_lastSeq + 1;
    event.timeMs = m_now;
    event.team = run.team;
    event.run = run.id;
    event.task = task;
    event.attempt = attempt;
    event.type = type;
    event.data = std::move(data);
    const size_t tasksBefore = run.tasks.size();
    if (!run.fold(event)) {
        qCCritical(logEngine).noquote() << "illegal event refused:" << domain::eventTypeName(type) << run.id << task
                                        << (task >= 0 ? domain::stateName(run.tasks[size_t(task)].state) : QString());
        return false;
    }
    m_lastSeq = event.seq;
    m_touchedRuns.insert(run.id);
    std::set<int> &touched = m_touchedTasks[run.id];
    if (task >= 0)
        touched.insert(task);
    for (size_t added = tasksBefore; added < run.tasks.size(); ++added)
        touched.insert(touched.end(), int(added));
    const bool aboutApproval = type == EventType::ApprovalRequested || type == EventType::ApprovalDecided ||
                               type == EventType::ApprovalClosed || type == EventType::DecisionVoted;
    if (aboutApproval)
        m_decision.batch.approvals.append(run.approvals.value(event.data.value(u"id").toString()));
    if (type == EventType::TaskReset && run.tasks[size_t(task)].ownScope < 0) {
        // Children that were retired by the reset change their rows too.
        for (const TaskRun &other : run.tasks) {
            if (other.retired)
                touched.insert(other.index);
        }
    }
    m_decision.batch.events.append(std::move(event));
    return true;
}

void Engine::emitGlobal(EventType type, QJsonObject data)
{
    domain::Event event;
    event.seq = ++m_lastSeq;
    event.timeMs = m_now;
    event.team = QStringLiteral("default");
    event.type = type;
    event.data = std::move(data);
    m_decision.batch.events.append(std::move(event));
}

void Engine::runnable(RunState &run, int task)
{
    arm(run, run.tasks[size_t(task)]);
}

void Engine::stopAttempt(RunState &run, int index)
{
    const TaskRun &task = run.tasks[size_t(index)];
    effect(Effect::Kind::Stop, run, task);
    m_due.insert(
        {m_now + m_policy.stopGraceMs + StopOverdueMs, Due::What::StopOverdue, run.id, index, task.attempt, {}});
}

void Engine::effect(Effect::Kind kind, const RunState &run, const TaskRun &task)
{
    Effect out;
    out.kind = kind;
    out.runner = task.runner;
    out.key = {run.id, task.index, task.attempt};
    out.graceMs = m_policy.stopGraceMs;
    if (kind == Effect::Kind::Attach) {
        // The same templates over the same results give the same request as at the claim.
        const Result<domain::TaskSpec> spec = Evaluation(run, task, m_results).filled();
        out.request = request(run, task, spec ? *spec : *task.spec);
    }
    m_decision.effects.append(std::move(out));
}

AttemptRequest Engine::request(const RunState &run, const TaskRun &task, const domain::TaskSpec &spec) const
{
    AttemptRequest out;
    out.key = {run.id, task.index, task.attempt};
    out.taskKey = task.key;
    out.workflowName = run.workflow->name;
    out.runner = task.runner;
    out.spec = spec;
    const auto agent = m_scheduler.agents().constFind(task.agent);
    if (agent != m_scheduler.agents().constEnd())
        out.agent = *agent;
    out.previousResults = Evaluation(run, task, m_results).previousResults();
    out.workingDirectory = run.workingDirectory;
    out.attemptFolder =
        QStringLiteral("%1/runs/%2/%3-%4").arg(m_policy.dataFolder, run.id).arg(task.index).arg(task.attempt);
    out.session = task.session;
    out.reviewNote = task.reviewNote;
    out.claimedMs = task.startedMs;
    out.detachedForMs = spec.detachedForMs > 0 ? spec.detachedForMs : m_policy.detachedForMs;
    return out;
}

void Engine::claim(qint64 nowMs)
{
    m_now = nowMs;
    if (!m_claiming)
        return;
    while (const std::optional<Scheduler::Placement> placement = m_scheduler.next(nowMs))
        claimOne(*placement);
    noteWaiting();
    const qint64 breaker = m_scheduler.nextBreakerMs();
    if (breaker > 0)
        m_due.insert({breaker, Due::What::Breaker, {}, -1, 0, {}});
}

void Engine::claimOne(const Scheduler::Placement &placement)
{
    RunState &run = *placement.run;
    TaskRun &task = run.tasks[size_t(placement.task)];
    // Filled in before the claim: a template that cannot be evaluated fails the task without an attempt.
    Result<domain::TaskSpec> spec = Evaluation(run, task, m_results).filled();
    if (!spec) {
        Plan plan(*this, run, m_now);
        plan.failed(task.index, QStringLiteral("expression"), spec.error().text(),
                    {{QStringLiteral("before_start"), true}});
        plan.settle();
        return;
    }
    QJsonObject data{{QStringLiteral("runner"), placement.runner}};
    if (!placement.agent.isEmpty())
        data.insert(QStringLiteral("agent"), placement.agent);
    if (!emitEvent(run, EventType::TaskClaimed, task.index, data, task.attempt + 1))
        return;
    m_scheduler.occupy(run, task);
    if (!placement.agent.isEmpty()) {
        m_scheduler.breaker(QStringLiteral("agent:") + placement.agent).started(m_now);
        m_scheduler.breaker(QStringLiteral("runner:") + placement.runner).started(m_now);
    }
    arm(run, task);
    Effect start;
    start.kind = Effect::Kind::Start;
    start.runner = placement.runner;
    start.key = {run.id, task.index, task.attempt};
    start.request = request(run, task, *spec);
    m_decision.effects.append(std::move(start));
}

/// What nobody can place is said once, on the first task that waits for it.
void Engine::noteWaiting()
{
    const QList<Scheduler::Waiting> waiting = m_scheduler.waiting();
    for (const Scheduler::Waiting &group : waiting) {
        RunState *of = findRun(group.run);
        if (of && group.forGood && of->tasks[size_t(group.task)].why != group.why)
            emitEvent(*of, EventType::Noted, group.task, {{QStringLiteral("why"), group.why}}, 0);
    }
}

void Engine::attemptStarted(const AttemptKey &key, const domain::ProcessIdentity &process, const QString &session,
                            qint64 nowMs)
{
    m_now = nowMs;
    RunState *of = current(key);
    if (!of)
        return;
    const TaskRun &task = of->tasks[size_t(key.task)];
    const bool known =
        domain::toJson(task.process) == domain::toJson(process) && (session.isEmpty() || session == task.session);
    if (known && process.pid != 0)
        return; // A re-attach tells nothing new.
    QJsonObject data{{QStringLiteral("process"), domain::toJson(process)}};
    if (!session.isEmpty())
        data.insert(QStringLiteral("session"), session);
    emitEvent(*of, EventType::TaskStarted, key.task, data, key.attempt);
}

/// A result that does not fit the task's output schema is a failure like any other: it may be tried again.
AttemptOutcome Engine::checkedAgainstSchema(const TaskRun &task, const AttemptOutcome &reported) const
{
    if (reported.status != AttemptOutcome::Status::Succeeded || task.spec->outputSchema.isEmpty())
        return reported;
    const Result<domain::JsonSchema> schema = domain::JsonSchema::compile(task.spec->outputSchema);
    const QStringList wrong =
        schema ? schema->check(m_results.resolve(reported.result)) : QStringList{schema.error().text()};
    if (wrong.isEmpty())
        return reported;
    AttemptOutcome failed = reported;
    failed.status = AttemptOutcome::Status::Failed;
    failed.errorClass = QStringLiteral("output_schema");
    failed.error =
        Text::tr("its result does not fit the output schema: %1").arg(wrong.mid(0, 5).join(QStringLiteral("; ")));
    failed.retryable = schema.has_value();
    return failed;
}

void Engine::attemptFinished(const AttemptKey &key, const AttemptOutcome &reported, qint64 nowMs)
{
    m_now = nowMs;
    RunState *of = current(key);
    if (!of)
        return;
    TaskRun &task = of->tasks[size_t(key.task)];
    m_scheduler.release(*of, task);
    const AttemptOutcome outcome = checkedAgainstSchema(task, reported);
    QJsonObject data;
    const QJsonObject used = domain::toJson(outcome.usage);
    if (!used.isEmpty())
        data.insert(QStringLiteral("usage"), used);
    const QString session = outcome.session.isEmpty() ? task.session : outcome.session;
    if (!session.isEmpty())
        data.insert(QStringLiteral("session"), session);
    if (outcome.exitCode)
        data.insert(QStringLiteral("exit_code"), *outcome.exitCode);

    Plan plan(*this, *of, nowMs);
    for (const domain::Approval &approval : std::as_const(of->approvals)) {
        const bool asked = approval.task == key.task && approval.attempt == key.attempt &&
                           approval.state == domain::Approval::State::Open;
        if (asked) {
            emitEvent(*of, EventType::ApprovalClosed, key.task,
                      {{QStringLiteral("id"), approval.id},
                       {QStringLiteral("state"), domain::approvalStateName(domain::Approval::State::Closed)}},
                      key.attempt);
        }
    }
    const QString stop = task.stopReason;
    if (outcome.status == AttemptOutcome::Status::Succeeded) {
        recordOutcome(task, true, {});
        plan.succeeded(key.task, outcome.result, outcome.resultSource, data);
    } else if (stop == QLatin1StringView("skip")) {
        plan.skipped(key.task, Text::tr("skipped by a person"), data);
    } else if (!stop.isEmpty() && stop != QLatin1StringView("timeout")) {
        plan.cancelled(key.task, stop, data);
    } else if (outcome.status == AttemptOutcome::Status::Skipped) {
        plan.skipped(key.task, outcome.error.isEmpty() ? Text::tr("nothing to do") : outcome.error, data);
    } else if (outcome.status == AttemptOutcome::Status::Cancelled && stop.isEmpty()) {
        // Ended by somebody else, e.g. with `kill`: that is a failure, not our cancellation.
        AttemptOutcome killed = outcome;
        killed.errorClass = QStringLiteral("killed");
        settleFailure(plan, *of, task, killed, data);
    } else if (outcome.status == AttemptOutcome::Status::Parked) {
        data.insert(QStringLiteral("not_before"), qMax(outcome.parkedUntilMs, nowMs));
        data.insert(QStringLiteral("reason"), outcome.error);
        data.insert(QStringLiteral("error_class"), outcome.errorClass);
        emitEvent(*of, EventType::TaskParked, key.task, data, key.attempt);
        arm(*of, task);
    } else if (outcome.status == AttemptOutcome::Status::Interrupted && stop.isEmpty()) {
        settleInterruption(plan, task, *of, outcome, data);
    } else {
        AttemptOutcome ended = outcome;
        if (stop == QLatin1StringView("timeout")) {
            ended.errorClass = QStringLiteral("timeout");
            ended.error = Text::tr("timed out after %1 s").arg(double(task.spec->timeoutMs) / 1000);
            ended.retryable = true;
        }
        settleFailure(plan, *of, task, ended, data);
    }
    m_scheduler.abandon(task.agent, task.runner);
    plan.settle();
}

/// Tells the breakers, and everybody else if one of them opens or closes.
void Engine::recordOutcome(const TaskRun &task, bool ok, const QString &reason)
{
    if (!m_scheduler.record(task.agent, task.runner, ok, reason, m_now))
        return;
    emitGlobal(EventType::BreakerChanged,
               {{QStringLiteral("agent"), task.agent},
                {QStringLiteral("runner"), task.runner},
                {QStringLiteral("state"), ok ? QStringLiteral("closed") : QStringLiteral("open")},
                {QStringLiteral("reason"), reason}});
}

void Engine::settleFailure(Plan &plan, RunState &run, TaskRun &task, const AttemptOutcome &outcome, QJsonObject data)
{
    recordOutcome(task, false, outcome.error);
    const domain::RetryPolicy &retry = task.spec->retry;
    const bool triesLeft = task.failures + 1 < retry.maxAttempts;
    if (!triesLeft || !domain::isRetryable(retry, outcome.errorClass, outcome.retryable) || run.cancelling) {
        if (!outcome.result.isNull() && !outcome.result.isUndefined())
            data.insert(QStringLiteral("result"), outcome.result);
        plan.failed(task.index, outcome.errorClass, outcome.error, data);
        return;
    }
    const AttemptKey key{run.id, task.index, task.attempt};
    data.insert(QStringLiteral("not_before"), m_now + domain::retryDelayMs(retry, task.failures + 1, key.toString()));
    data.insert(QStringLiteral("error"), outcome.error);
    data.insert(QStringLiteral("error_class"), outcome.errorClass);
    emitEvent(run, EventType::TaskRetrying, task.index, data, task.attempt);
    arm(run, task);
}

void Engine::settleInterruption(Plan &plan, TaskRun &task, RunState &run, const AttemptOutcome &outcome,
                                QJsonObject data)
{
    const domain::ITaskKind *kind = domain::TaskKinds::instance().find(task.spec->type);
    const domain::OnInterrupt policy =
        task.spec->onInterrupt.value_or(kind ? kind->defaultOnInterrupt() : domain::OnInterrupt::Retry);
    const QString error = outcome.error.isEmpty() ? Text::tr("its process was lost") : outcome.error;
    if (policy == domain::OnInterrupt::Fail || task.interruptions >= m_policy.maxInterruptions) {
        plan.failed(task.index, QStringLiteral("interrupted"), error, data);
        return;
    }
    if (policy == domain::OnInterrupt::Review) {
        plan.reviewInterrupted(task.index, error, data);
        return;
    }
    if (policy == domain::OnInterrupt::Retry)
        data.insert(QStringLiteral("session"), QString());
    data.insert(QStringLiteral("not_before"), m_now);
    data.insert(QStringLiteral("reason"), error);
    data.insert(QStringLiteral("error_class"), QStringLiteral("interrupted"));
    data.insert(QStringLiteral("interrupted"), true);
    emitEvent(run, EventType::TaskParked, task.index, data, task.attempt);
    arm(run, task);
}

void Engine::note(const AttemptKey &key, const QString &why, qint64 nowMs)
{
    m_now = nowMs;
    if (RunState *of = current(key))
        emitEvent(*of, EventType::Noted, key.task, {{QStringLiteral("why"), why}}, key.attempt);
}

void Engine::activityChanged(const AttemptKey &key, domain::Activity activity, const QString &detail, qint64 nowMs)
{
    m_now = nowMs;
    RunState *of = current(key);
    if (!of)
        return;
    QJsonObject data{{QStringLiteral("activity"), domain::activityName(activity)},
                     {QStringLiteral("agent"), of->tasks[size_t(key.task)].agent}};
    if (!detail.isEmpty())
        data.insert(QStringLiteral("detail"), detail);
    emitEvent(*of, EventType::AgentStateChanged, key.task, data, key.attempt);
}

void Engine::releaseFinished(const QString &id)
{
    const RunState *of = run(id);
    if (of && domain::isFinished(of->state) && !m_touchedRuns.contains(id)) {
        m_scheduler.removeRun(*of);
        m_runs.erase(id);
    }
}

void Engine::tick(qint64 nowMs)
{
    m_now = nowMs;
    while (!m_due.empty() && m_due.begin()->atMs <= nowMs) {
        const Due due = *m_due.begin();
        m_due.erase(m_due.begin());
        RunState *of = findRun(due.run);
        if (!of)
            continue;
        if (due.what == Due::What::Expiry) {
            expire(*of, due.approval);
            continue;
        }
        TaskRun &task = of->tasks[size_t(due.task)];
        if (task.retired || task.attempt != due.attempt)
            continue;
        if (due.what == Due::What::NotBefore && task.state == TaskState::Ready) {
            m_scheduler.add(*of, due.task);
        } else if (due.what == Due::What::Timeout && task.state == TaskState::Running && task.stopReason.isEmpty()) {
            timedOut(*of, task);
        } else if (due.what == Due::What::StopOverdue && task.state == TaskState::Running) {
            AttemptOutcome lost;
            lost.status = AttemptOutcome::Status::Failed;
            lost.errorClass = QStringLiteral("unstoppable");
            lost.error = Text::tr("its runner did not confirm that it was stopped");
            lost.retryable = false;
            attemptFinished({of->id, due.task, due.attempt}, lost, nowMs);
        }
    }
}

void Engine::timedOut(RunState &run, TaskRun &task)
{
    emitEvent(run, EventType::TaskStopping, task.index, {{QStringLiteral("reason"), QStringLiteral("timeout")}},
              task.attempt);
    stopAttempt(run, task.index);
}

qint64 Engine::nextDueMs() const
{
    return m_due.empty() ? 0 : m_due.begin()->atMs;
}

Engine::Decision Engine::take()
{
    for (auto it = m_touchedTasks.cbegin(); it != m_touchedTasks.cend(); ++it) {
        const RunState *of = run(it.key());
        if (!of)
            continue;
        for (const int task : it.value())
            m_decision.batch.tasks.append(of->taskRow(task));
    }
    for (const QString &id : std::as_const(m_touchedRuns)) {
        if (const RunState *of = run(id))
            m_decision.batch.runs.append(of->row());
    }
    m_touchedTasks.clear();
    for (const QString &id : std::as_const(m_touchedRuns)) {
        const RunState *of = run(id);
        if (of && domain::isFinished(of->state)) {
            m_scheduler.removeRun(*of);
            m_runs.erase(id);
        }
    }
    m_touchedRuns.clear();
    return std::exchange(m_decision, {});
}

} // namespace podium::engine
