// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/engine.h"

#include "base/json.h"
#include "base/log.h"
#include "domain/definition/schema/jsonschema.h"
#include "domain/policy/retry.h"
#include "domain/taskkind.h"
#include "engine/attemptfolder.h"
#include "engine/eventlog.h"

#include <QCoreApplication>
#include <QJsonArray>
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

/// Of the workflow and of the ones it is part of. The outermost come first, so that nothing that is called is freer
/// than its caller says.
QJsonArray rulesFor(const RunState &run, const TaskRun &task)
{
    const Scope *scope = &run.graphScopeOf(task);
    QJsonArray out = scope->workflow->rules;
    while (scope->owner >= 0) {
        scope = &run.graphScopeOf(run.tasks[size_t(scope->owner)]);
        QJsonArray outer = scope->workflow->rules;
        for (const QJsonValue &rule : std::as_const(out))
            outer.append(rule);
        out = outer;
    }
    return out;
}

} // namespace

Engine::Engine(EnginePolicy policy, const IResultReader &results) : m_policy(std::move(policy)), m_results(results) {}

Result<void> Engine::load(const StoredState &stored, qint64 nowMs)
{
    m_lastSeq = stored.lastSeq;
    for (const domain::Agent &agent : stored.agents)
        m_scheduler.setAgent(agent);
    for (const StoredBreaker &breaker : stored.breakers)
        m_scheduler.restoreBreaker(breaker.name, breaker.record, breaker.timeMs);
    for (const domain::Permit &permit : stored.permits) {
        if (permit.revokedMs == 0)
            m_permits.insert(permit.id, permit);
    }
    for (const StoredSpending &spending : stored.spentToday)
        m_scheduler.budgets().seed(spending.workflow, spending.agent, spending.team, spending.spent, nowMs);
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

/// Queues a READY leaf, or sets the alarms of a running one or of a sub-workflow. After a replay and after each change.
void Engine::arm(const RunState &run, const TaskRun &task)
{
    if (task.retired)
        return;
    if (task.isSubWorkflow()) {
        if (task.state == TaskState::Ready && task.notBeforeMs > 0)
            m_due.insert({task.notBeforeMs, Due::What::NotBefore, run.id, task.index, task.attempt, {}});
        else if (task.state == TaskState::Running && task.stopReason.isEmpty() && task.spec->timeoutMs > 0)
            m_due.insert(
                {task.startedMs + task.spec->timeoutMs, Due::What::Timeout, run.id, task.index, task.attempt, {}});
    }
    if (!task.isLeaf())
        return;
    if (task.state == TaskState::Ready) {
        if (task.notBeforeMs > m_now)
            m_due.insert({task.notBeforeMs, Due::What::NotBefore, run.id, task.index, task.attempt, {}});
        else
            m_scheduler.add(*findRun(run.id), task.index);
    } else if (task.state == TaskState::Running && task.stopReason.isEmpty() && Scheduler::takesPlace(*task.spec)) {
        // A person's time-out is the expiry of the request.
        if (task.spec->timeoutMs > 0) {
            m_due.insert(
                {task.startedMs + task.spec->timeoutMs, Due::What::Timeout, run.id, task.index, task.attempt, {}});
        }
        if (task.cap.wallMs) {
            m_due.insert({task.startedMs + *task.cap.wallMs, Due::What::Budget, run.id, task.index, task.attempt, {}});
        }
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
            if (task.process.pid == 0 && task.stopReason.isEmpty() && Scheduler::takesPlace(*task.spec))
                stopIfUnreadable(*run, task);
            if (!task.stopReason.isEmpty())
                stopAttempt(*run, task.index);
        }
    }
}

/// What may have to be started only now must not begin with its templates not filled in. (What runs has them already.)
void Engine::stopIfUnreadable(RunState &run, const TaskRun &task)
{
    const Result<domain::TaskSpec> spec = Evaluation(run, task, m_results).filled();
    if (spec || errorClassOf(spec.error()) != Unreadable)
        return;
    emitEvent(run, EventType::Noted, task.index, {{QStringLiteral("why"), spec.error().text()}}, task.attempt);
    emitEvent(run, EventType::TaskStopping, task.index, {{QStringLiteral("reason"), Unreadable}}, task.attempt);
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
    const RunState *of = run(key.run);
    const bool known = of && key.task >= 0 && size_t(key.task) < of->tasks.size();
    const ScopedLogContext about(
        {key.run, known ? of->tasks[size_t(key.task)].key : QString::number(key.task), key.attempt, {}});
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
        const ScopedLogContext about(
            {run.id, task >= 0 ? run.tasks[size_t(task)].key : QString(), qMax(0, attempt), {}});
        qCCritical(logEngine).noquote() << "illegal event refused:" << domain::eventTypeName(type) << run.id << task
                                        << (task >= 0 ? domain::stateName(run.tasks[size_t(task)].state) : QString());
        return false;
    }
    m_lastSeq = event.seq;
    logEvent(event, &run);
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
    if (type == EventType::TaskReset)
        m_scheduler.workWasUndone(run);
    if (type == EventType::TaskExpanded)
        arm(run, run.tasks[size_t(task)]);
    const bool begunAgain = (type == EventType::TaskRetrying && run.tasks[size_t(task)].isSubWorkflow()) ||
                            (type == EventType::TaskReviewed && !run.tasks[size_t(task)].isLeaf());
    if (begunAgain || (type == EventType::TaskReset && run.tasks[size_t(task)].ownScope < 0)) {
        // Children that were retired by that change their rows too.
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
    logEvent(event, nullptr);
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
    out.team = run.team;
    out.taskKey = task.key;
    out.workflowName = run.workflow->name;
    out.runner = task.runner;
    out.spec = spec;
    const auto agent = m_scheduler.agents().constFind(task.agent);
    if (agent != m_scheduler.agents().constEnd())
        out.agent = *agent;
    if (!task.model.isEmpty())
        out.spec.model = task.model;
    if (out.agent && !task.permissionMode.isEmpty())
        out.agent->permissionMode = task.permissionMode;
    out.cap = task.cap;
    out.riskRules = rulesFor(run, task);
    out.previousResults = Evaluation(run, task, m_results).previousResults();
    out.workingDirectory = run.workingDirectory;
    out.attemptFolder = attemptFolder(m_policy.dataFolder, out.key);
    out.session = task.session;
    out.messages = task.messages;
    out.continues =
        task.errorClass == domain::AttemptOutcome::Hibernating || task.errorClass == domain::AttemptOutcome::HandedOver;
    // The changes that were asked of a whole are for all of its parts.
    for (int at = task.index; at >= 0 && out.reviewNote.isEmpty(); at = run.tasks[size_t(at)].parent)
        out.reviewNote = run.tasks[size_t(at)].reviewNote;
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
    if (breaker > nowMs) // One that is past lets a try through as soon as there is one.
        m_due.insert({breaker, Due::What::Breaker, {}, -1, 0, {}});
    if (m_scheduler.waitsForTomorrow())
        m_due.insert({domain::BudgetLedger::nextDayMs(nowMs), Due::What::Day, {}, -1, 0, {}});
}

void Engine::claimOne(const Scheduler::Placement &placement)
{
    RunState &run = *placement.run;
    TaskRun &task = run.tasks[size_t(placement.task)];
    if (!placement.refusal.isEmpty()) {
        Plan plan(*this, run, m_now);
        plan.failed(task.index, QStringLiteral("max_budget"), placement.refusal,
                    {{QStringLiteral("before_start"), true}});
        plan.settle();
        return;
    }
    // Filled in before the claim: a template that cannot be evaluated fails the task without an attempt.
    Result<domain::TaskSpec> spec = Evaluation(run, task, m_results).filled();
    if (!spec) {
        Plan plan(*this, run, m_now);
        plan.failed(task.index, errorClassOf(spec.error()), spec.error().text(),
                    {{QStringLiteral("before_start"), true}});
        plan.settle();
        return;
    }
    QJsonObject data{{QStringLiteral("runner"), placement.runner}};
    if (!placement.agent.isEmpty())
        data.insert(QStringLiteral("agent"), placement.agent);
    if (const QJsonObject cap = domain::toJson(placement.cap); !cap.isEmpty())
        data.insert(QStringLiteral("cap"), cap);
    if (!emitEvent(run, EventType::TaskClaimed, task.index, data, task.attempt + 1))
        return;
    m_scheduler.occupy(run, task);
    if (!placement.remark.isEmpty())
        emitEvent(run, EventType::Noted, task.index, {{QStringLiteral("why"), placement.remark}}, task.attempt);
    if (!placement.agent.isEmpty()) {
        for (const QString &name :
             {QStringLiteral("agent:") + placement.agent, QStringLiteral("runner:") + placement.runner}) {
            domain::CircuitBreaker &breaker = m_scheduler.breaker(name);
            breaker.started(m_now);
            if (breaker.stateAt(m_now) == domain::CircuitBreaker::State::HalfOpen)
                breakersChanged({name}, breaker.reason());
        }
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
        if (due.what == Due::What::NotBefore && task.state == TaskState::Ready && task.notBeforeMs <= nowMs) {
            if (task.isLeaf()) {
                m_scheduler.add(*of, due.task);
            } else {
                Plan plan(*this, *of, nowMs);
                plan.beginAgain(due.task);
                plan.settle();
            }
        } else if (due.what == Due::What::Timeout && task.state == TaskState::Running && task.stopReason.isEmpty()) {
            timedOut(*of, task);
        } else if (due.what == Due::What::Budget && task.state == TaskState::Running && task.stopReason.isEmpty()) {
            outOfBudget(*of, task);
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
    if (!task.isLeaf()) {
        Plan plan(*this, run, m_now);
        plan.timedOut(task.index);
        plan.settle();
        return;
    }
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
        // A big run that begins touches all of its tasks: growing by doubling would take twice the memory.
        m_decision.batch.tasks.reserve(m_decision.batch.tasks.size() + it.value().size());
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
