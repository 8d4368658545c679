// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduler.h"

#include "domain/policy/placementrule.h"
#include "domain/taskkind.h"

#include <QCoreApplication>

namespace podium::engine
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Scheduler)
};

constexpr qsizetype MaxNamed = 200;

QString runnerOf(const domain::TaskSpec &spec)
{
    const domain::ITaskKind *kind = domain::TaskKinds::instance().find(spec.type);
    if (!kind)
        return {};
    return kind->executor(spec) == domain::Executor::Person ? QStringLiteral("person") : kind->runner();
}

/// Of a sub-workflow: what the task says goes before what its workflow says.
domain::Budget budgetOf(const TaskRun &subWorkflow)
{
    const domain::Budget &own = subWorkflow.spec->budget;
    return domain::isEmpty(own) ? subWorkflow.spec->sub.definition->budget : own;
}

bool needsAgent(const domain::TaskSpec &spec)
{
    const domain::ITaskKind *kind = domain::TaskKinds::instance().find(spec.type);
    return kind && kind->needsAgent();
}

} // namespace

bool Scheduler::takesPlace(const domain::TaskSpec &spec)
{
    const domain::ITaskKind *kind = domain::TaskKinds::instance().find(spec.type);
    return !kind || kind->executor(spec) == domain::Executor::Runner;
}

void Scheduler::setLimits(PlacementLimits limits)
{
    m_limits = std::move(limits);
    QMap<QString, int> roles;
    for (auto it = m_limits.roles.cbegin(); it != m_limits.roles.cend(); ++it) {
        int &places = roles[domain::plainWord(it.key())];
        places = places > 0 && it.value() > 0 ? qMin(places, it.value()) : qMax(places, it.value());
    }
    m_limits.roles = roles;
}

void Scheduler::setAgent(const domain::Agent &agent)
{
    m_agents.insert(agent.name, agent);
}

void Scheduler::removeAgent(const QString &name)
{
    m_agents.remove(name);
    m_breakers.remove(QStringLiteral("agent:") + name);
}

/// Tasks whose placement is decided by the same facts share a number.
int Scheduler::requirement(const domain::TaskSpec &spec)
{
    const auto known = m_requirements.constFind(&spec);
    if (known != m_requirements.constEnd())
        return *known;
    QStringList capabilities = spec.capabilities;
    capabilities.sort();
    QStringList pools = spec.pools;
    pools.sort();
    // Which has a budget of its own may be refused where others are not.
    const bool paysItself = !domain::isEmpty(spec.budget);
    const QString signature =
        QStringList{spec.type,        spec.role,     spec.agent,        capabilities.join(u','),
                    pools.join(u','), spec.affinity, spec.antiAffinity, paysItself ? spec.id : QString()}
            .join(QChar(0x1f));
    const int id = requirementId(signature);
    m_requirements.insert(&spec, id);
    return id;
}

int Scheduler::requirementId(const QString &signature)
{
    auto id = m_requirementIds.constFind(signature);
    if (id == m_requirementIds.constEnd())
        id = m_requirementIds.insert(signature, int(m_requirementIds.size()));
    return *id;
}

/// The innermost sub-workflow around the task that limits something, as its graph scope; 0 = none.
int Scheduler::limitedPart(const RunState &run, const TaskRun &task)
{
    for (const TaskRun *at = &task; at->parent >= 0;) {
        at = &run.tasks[size_t(at->parent)];
        if (!at->isSubWorkflow())
            continue;
        const domain::Workflow &workflow = *run.scopes[size_t(at->ownScope)].workflow;
        const bool limits = workflow.maxParallel > 0 || !workflow.pools.isEmpty() || !domain::isEmpty(budgetOf(*at)) ||
                            !at->spec->antiAffinity.isEmpty();
        if (limits)
            return at->ownScope;
    }
    return 0;
}

/// The same task id stands for another task in each instance of a sub-workflow. So many instances are still few groups
/// as a rule: as many as there are agents that did what the tasks must not be done by the same as.
Scheduler::GroupKey Scheduler::keyOf(const RunState &run, const TaskRun &task)
{
    const QString &other = task.spec->antiAffinity;
    const int need = requirement(*task.spec);
    const int index = other.isEmpty() ? -1 : run.sibling(task, other);
    if (index < 0)
        return {run.id, need, limitedPart(run, task)};
    if (!domain::isFinished(run.tasks[size_t(index)].state)) {
        const int owner = run.graphScopeOf(task).owner;
        return {run.id, need, owner < 0 ? 0 : run.tasks[size_t(owner)].ownScope};
    }
    const QString agents = agentsOf(run, task, other).join(QChar(0x1f));
    return {run.id, requirementId(QString::number(need) + QChar(0x1e) + agents), limitedPart(run, task)};
}

/// Of the task with this id beside `task`. Of one that has ended they are kept until it is done again.
QStringList Scheduler::agentsOf(const RunState &run, const TaskRun &task, const QString &taskId)
{
    const int index = taskId.isEmpty() ? -1 : run.sibling(task, taskId);
    if (index < 0)
        return {};
    if (!domain::isFinished(run.tasks[size_t(index)].state))
        return run.agentsOf(index);
    QHash<int, QStringList> &known = m_doneBy[run.id];
    auto it = known.constFind(index);
    if (it == known.constEnd())
        it = known.insert(index, run.agentsOf(index));
    return *it;
}

void Scheduler::sortAnew(const QString &id)
{
    m_doneBy.remove(id);
    std::vector<std::pair<RunState *, int>> waiting;
    for (auto it = m_groups.lower_bound({id, 0, 0}); it != m_groups.end() && it->first.run == id;) {
        const Group &group = it->second;
        const TaskRun *first = group.entries.empty() ? nullptr : &group.run->tasks[size_t(group.entries.begin()->task)];
        if (first && first->spec->antiAffinity.isEmpty()) {
            ++it;
            continue;
        }
        for (const Entry &entry : group.entries)
            waiting.emplace_back(group.run, entry.task);
        it = m_groups.erase(it);
    }
    for (const auto &[run, task] : waiting) {
        if (!run->tasks[size_t(task)].retired && run->tasks[size_t(task)].state == domain::TaskState::Ready)
            add(*run, task);
    }
}

void Scheduler::add(RunState &run, int index)
{
    const TaskRun &task = run.tasks[size_t(index)];
    Group &group = m_groups[keyOf(run, task)];
    group.run = &run;
    group.entries.insert({task.spec->priority, task.readyMs, index});
}

void Scheduler::removeRun(const RunState &run)
{
    for (auto it = m_groups.lower_bound({run.id, 0, 0}); it != m_groups.end() && it->first.run == run.id;)
        it = m_groups.erase(it);
    m_runs.remove(run.id);
    m_doneBy.remove(run.id);
    m_undone.remove(run.id);
    // The specs go with the run's workflow: their addresses may be used again for other specs.
    const auto forget = [this](const domain::WorkflowPtr &workflow) {
        for (const domain::TaskSpec &spec : workflow->tasks)
            m_requirements.remove(&spec);
    };
    for (const Scope &scope : run.scopes) {
        if (scope.workflow)
            forget(scope.workflow);
    }
}

std::optional<Scheduler::Placement> Scheduler::next(qint64 nowMs)
{
    struct Candidate
    {
        Group *group;
        int priority;
        int running;
        qint64 served;
        qint64 readyMs;
    };
    const QSet<QString> undone = std::exchange(m_undone, {});
    for (const QString &run : undone)
        sortAnew(run);
    std::vector<Candidate> candidates;
    for (auto it = m_groups.begin(); it != m_groups.end();) {
        Group &group = it->second;
        // What was cancelled, skipped or claimed meanwhile is still in the queue: drop it when it comes up.
        while (!group.entries.empty()) {
            const TaskRun &task = group.run->tasks[size_t(group.entries.begin()->task)];
            if (!task.retired && task.state == domain::TaskState::Ready && task.notBeforeMs <= nowMs)
                break;
            group.entries.erase(group.entries.begin());
        }
        if (group.entries.empty()) {
            it = m_groups.erase(it);
            continue;
        }
        const RunState &run = *group.run;
        group.why.clear();
        group.forGood = false;
        group.tomorrow = false;
        if (run.state == domain::RunState::InProgress && !run.cancelling) {
            const RunLoad load = m_runs.value(run.id);
            // Tasks have the priority of their workflow; one that the run was given of its own moves them all.
            const int moved = run.priority - run.workflow->priority;
            candidates.push_back({&group, group.entries.begin()->priority + moved, load.running, load.served,
                                  group.entries.begin()->readyMs});
        } else {
            group.why = run.cancelling ? Text::tr("the run is being cancelled") : Text::tr("the run is paused");
        }
        ++it;
    }
    std::sort(candidates.begin(), candidates.end(), [](const Candidate &a, const Candidate &b) {
        if (a.priority != b.priority)
            return a.priority > b.priority;
        if (a.group->run != b.group->run) {
            if (a.running != b.running)
                return a.running < b.running;
            if (a.served != b.served)
                return a.served < b.served;
        }
        return a.readyMs < b.readyMs;
    });
    for (const Candidate &candidate : candidates) {
        Group &group = *candidate.group;
        const int index = group.entries.begin()->task;
        const TaskRun &task = group.run->tasks[size_t(index)];
        const Verdict verdict = place(group, task, nowMs);
        if (!verdict.ok && verdict.refusal.isEmpty()) {
            group.why = verdict.why;
            group.forGood = verdict.forGood;
            group.tomorrow = verdict.tomorrow;
            continue;
        }
        group.entries.erase(group.entries.begin());
        if (verdict.ok)
            m_runs[group.run->id].served = ++m_served;
        return Placement{group.run, index, verdict.runner, verdict.agent, verdict.cap, verdict.refusal, verdict.remark};
    }
    return std::nullopt;
}

Scheduler::Verdict Scheduler::place(Group &group, const TaskRun &task, qint64 nowMs)
{
    const RunState &run = *group.run;
    const domain::TaskSpec &spec = *task.spec;
    if (takesPlace(spec)) {
        const QString limit = limitReached(run, task);
        if (!limit.isEmpty())
            return {false, false, limit, {}, {}};
    }
    if (needsAgent(spec))
        return placeOnAgent(run, task, nowMs);
    const QString runner = runnerOf(spec);
    if (!m_runners.contains(runner))
        return {false, true, Text::tr("no runner for tasks of type \"%1\" is available").arg(spec.type), {}, {}};
    if (!takesPlace(spec))
        return {true, false, {}, runner, {}}; // A person's time is not ours to count.
    const domain::BudgetLedger::Verdict budget = m_budgets.ask(payerOf(run, task, {}, runner), nowMs);
    return budget.ok ? Verdict{true, false, {}, runner, {}, budget.cap} : refused(budget);
}

domain::Payer Scheduler::payerOf(const RunState &run, const TaskRun &task, const QString &agent, const QString &runner)
{
    const domain::ITaskKind *kind = domain::TaskKinds::instance().find(task.spec->type);
    domain::Payer out;
    out.run = run.id;
    out.workflow = run.workflow->name;
    out.agent = agent;
    out.team = run.team;
    out.simulated = runner == QLatin1StringView("simulated");
    out.taskBudget = task.spec->budget;
    out.taskSpent = task.spent;
    out.runBudget = run.budget;
    out.runSpent = run.spent;
    out.runStartedMs = run.startedMs;
    out.mayCost = kind && kind->mayCost();
    for (const TaskRun *at = &task; at->parent >= 0;) {
        at = &run.tasks[size_t(at->parent)];
        const domain::Budget budget = at->isSubWorkflow() ? budgetOf(*at) : domain::Budget();
        if (!domain::isEmpty(budget))
            out.subWorkflows.append({at->key, budget, at->spent, at->startedMs});
    }
    if (task.errorClass == QLatin1StringView("max_budget"))
        out.lastCap = task.cap;
    return out;
}

Scheduler::Verdict Scheduler::refused(const domain::BudgetLedger::Verdict &verdict)
{
    Verdict out{false, verdict.forGood, verdict.why, {}, {}};
    if (verdict.level <= domain::BudgetLevel::SubWorkflow && verdict.forGood)
        out.refusal = verdict.why;
    out.tomorrow = verdict.forGood && verdict.level > domain::BudgetLevel::Run;
    return out;
}

void Scheduler::occupy(const RunState &run, const TaskRun &task)
{
    count(run, task, +1);
    if (takesPlace(*task.spec))
        m_budgets.reserve({run.id, task.index, task.attempt}, payerOf(run, task, task.agent, task.runner), task.cap);
}

void Scheduler::release(const RunState &run, const TaskRun &task, const domain::Usage &used, qint64 nowMs)
{
    count(run, task, -1);
    m_budgets.settle({run.id, task.index, task.attempt},
                     domain::spendingOf(used, task.cap, nowMs - task.startedMs, !task.agent.isEmpty()), nowMs);
}

bool Scheduler::waitsForTomorrow() const
{
    return std::any_of(m_groups.begin(), m_groups.end(), [](const auto &group) { return group.second.tomorrow; });
}

QString Scheduler::limitReached(const RunState &run, const TaskRun &task) const
{
    const domain::TaskSpec &spec = *task.spec;
    if (m_running >= m_limits.maxParallel)
        return Text::tr("all %1 places are taken").arg(m_limits.maxParallel);
    const RunLoad load = m_runs.value(run.id);
    if (run.maxParallel > 0 && load.running >= run.maxParallel)
        return Text::tr("the run has its %1 places").arg(run.maxParallel);
    const int team = m_limits.teams.value(run.team);
    if (team > 0 && m_byTeam.value(run.team) >= team)
        return Text::tr("the team has its %1 places").arg(team);
    if (const QString limit = roleLimitReached(spec.role); !limit.isEmpty())
        return limit;
    for (const TaskRun *at = &task; at->parent >= 0;) {
        at = &run.tasks[size_t(at->parent)];
        const int places = at->isSubWorkflow() ? at->spec->sub.definition->maxParallel : 0;
        if (places > 0 && load.parts.value(at->ownScope) >= places)
            return Text::tr("%1 has its %2 places").arg(at->key).arg(places);
    }
    for (const QString &pool : spec.pools) {
        for (const domain::WorkflowPtr &workflow : {run.workflow, run.graphScopeOf(task).workflow}) {
            const int inRun = workflow->pools.value(pool);
            if (inRun > 0 && load.pools.value(pool) >= inRun)
                return Text::tr("the pool \"%1\" is full (%2)").arg(pool).arg(inRun);
        }
        const int overall = m_limits.pools.value(pool);
        if (overall > 0 && m_byPool.value(pool) >= overall)
            return Text::tr("the pool \"%1\" is full (%2)").arg(pool).arg(overall);
    }
    return {};
}

QString Scheduler::roleLimitReached(const QString &role) const
{
    const QString word = m_limits.roles.isEmpty() ? QString() : domain::plainWord(role);
    const int limit = word.isEmpty() ? 0 : m_limits.roles.value(word);
    if (limit <= 0)
        return {};
    int taken = m_byRole.value(word);
    for (const domain::Agent &agent : m_agents) {
        if (domain::isSameWord(agent.role, role))
            taken += m_byAgent.value(agent.name);
    }
    return taken < limit ? QString() : Text::tr("the role \"%1\" has its %2 places").arg(role).arg(limit);
}

void Scheduler::count(const RunState &run, const TaskRun &task, int sign)
{
    if (!task.agent.isEmpty())
        m_byAgent[task.agent] += sign;
    if (!takesPlace(*task.spec))
        return;
    m_running += sign;
    RunLoad &load = m_runs[run.id];
    load.running += sign;
    for (int owner = task.parent; owner >= 0; owner = run.tasks[size_t(owner)].parent) {
        if (run.tasks[size_t(owner)].isSubWorkflow())
            load.parts[run.tasks[size_t(owner)].ownScope] += sign;
    }
    m_byTeam[run.team] += sign;
    if (task.agent.isEmpty() && !task.spec->role.isEmpty())
        m_byRole[domain::plainWord(task.spec->role)] += sign;
    for (const QString &pool : task.spec->pools) {
        load.pools[pool] += sign;
        m_byPool[pool] += sign;
    }
}

domain::CircuitBreaker &Scheduler::breaker(const QString &name)
{
    const auto it = m_breakers.find(name);
    if (it != m_breakers.end())
        return *it;
    return *m_breakers.insert(
        name, domain::CircuitBreaker(domain::CircuitBreaker::Policy{m_breakerFailures, m_breakerOpenMs}));
}

QStringList Scheduler::succeeded(const QString &agent, const QString &runner)
{
    QStringList changed;
    if (agent.isEmpty())
        return changed; // Only agents are held back: a failing shell task says nothing about the next one.
    for (const QString &name : {QStringLiteral("agent:") + agent, QStringLiteral("runner:") + runner}) {
        if (breaker(name).succeeded())
            changed.append(name);
    }
    return changed;
}

QStringList Scheduler::failed(const QString &agent, const QString &runner, bool runnersFault, const QString &reason,
                              qint64 nowMs)
{
    QStringList changed;
    if (agent.isEmpty())
        return changed;
    const QString ofAgent = QStringLiteral("agent:") + agent;
    const QString ofRunner = QStringLiteral("runner:") + runner;
    if (breaker(ofAgent).failed(reason, nowMs))
        changed.append(ofAgent);
    if (!runnersFault)
        breaker(ofRunner).abandoned(); // A try that was let through has shown nothing.
    else if (breaker(ofRunner).failed(reason, nowMs))
        changed.append(ofRunner);
    return changed;
}

void Scheduler::abandon(const QString &agent, const QString &runner)
{
    if (agent.isEmpty())
        return;
    breaker(QStringLiteral("agent:") + agent).abandoned();
    breaker(QStringLiteral("runner:") + runner).abandoned();
}

void Scheduler::restoreBreaker(const QString &name, const QJsonObject &record, qint64 timeMs)
{
    m_breakers.insert(name, domain::CircuitBreaker::fromJson({m_breakerFailures, m_breakerOpenMs}, record, timeMs));
}

void Scheduler::setBreakerPolicy(int failures, qint64 openMs)
{
    m_breakerFailures = failures;
    m_breakerOpenMs = openMs;
}

qint64 Scheduler::nextBreakerMs() const
{
    qint64 earliest = 0;
    for (const domain::CircuitBreaker &breaker : m_breakers) {
        const qint64 at = breaker.retryAtMs();
        if (at > 0 && (earliest == 0 || at < earliest))
            earliest = at;
    }
    return earliest;
}

QList<Scheduler::Waiting> Scheduler::waiting() const
{
    QList<Waiting> out;
    for (const auto &[key, group] : m_groups) {
        if (group.entries.empty())
            continue;
        Waiting waiting{key.run, group.entries.begin()->task, {}, int(group.entries.size()), group.why, group.forGood};
        for (const Entry &entry : group.entries) {
            if (waiting.tasks.size() >= MaxNamed)
                break;
            waiting.tasks.append(entry.task);
        }
        out.append(waiting);
    }
    return out;
}

qsizetype Scheduler::queued() const
{
    qsizetype sum = 0;
    for (const auto &[key, group] : m_groups)
        sum += qsizetype(group.entries.size());
    return sum;
}

} // namespace podium::engine
