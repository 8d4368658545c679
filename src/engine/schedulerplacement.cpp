// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// On which agent a task is done.
#include "engine/scheduler.h"

#include <QCoreApplication>

namespace podium::engine
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Scheduler)
};

QSet<QString> setOf(const QStringList &names)
{
    return {names.begin(), names.end()};
}

/// The workflow's task that an item or iteration belongs to.
int taskAround(const RunState &run, int index)
{
    while (index >= 0 && run.tasks[size_t(index)].level != TaskRun::Level::Task)
        index = run.tasks[size_t(index)].parent;
    return index;
}

/// Whoever did what the task comes after, also around the sub-workflow that it is in.
QSet<QString> authorsBefore(const RunState &run, const TaskRun &task)
{
    QSet<QString> out;
    for (int at = taskAround(run, task.index); at >= 0;) {
        const Scope &scope = run.graphScopeOf(run.tasks[size_t(at)]);
        for (const int node : scope.graph->ancestors(RunState::node(scope, at)))
            out += setOf(run.agentsOf(scope.members.first() + node));
        at = taskAround(run, scope.owner);
    }
    return out;
}

} // namespace

/// An answer that was given holds its seat, and so does whoever is at work on one. One who failed has left it.
domain::Seats Scheduler::seatsBeside(const RunState &run, const TaskRun &task)
{
    domain::Seats out;
    if (!domain::Seats::isSeat(*task.spec) || task.level != TaskRun::Level::Item)
        return out;
    out.authors = authorsBefore(run, task);
    for (const int index : run.scopes[size_t(task.scope)].members) {
        const TaskRun &other = run.tasks[size_t(index)];
        const bool holds = other.state == domain::TaskState::Running || other.state == domain::TaskState::Success ||
                           other.state == domain::TaskState::AwaitingReview;
        if (index != task.index && !other.retired && holds && !other.agent.isEmpty())
            out.seated.insert(other.agent);
    }
    return out;
}

/// Whom the task must not be given to; `to`: the task that they did, or what else it is.
QSet<QString> Scheduler::refusedAgents(const RunState &run, const TaskRun &task, QString *to)
{
    QSet<QString> out = setOf(run.notBy);
    if (!run.notBy.isEmpty())
        *to = Text::tr("what the run is about");
    for (const TaskRun *at = &task;;) {
        const QString &other = at->spec->antiAffinity;
        const QStringList did = domain::Seats::isSeat(*at->spec) ? QStringList() : agentsOf(run, *at, other);
        if (!did.isEmpty()) {
            *to = other;
            out += setOf(did);
        }
        const int owner = run.graphScopeOf(*at).owner;
        if (owner < 0)
            return out;
        at = &run.tasks[size_t(owner)];
    }
}

Scheduler::Verdict Scheduler::placeOnAgent(const RunState &run, const TaskRun &task, qint64 nowMs)
{
    const domain::TaskSpec &spec = *task.spec;
    const QList<domain::Agent> all = m_agents.values();
    const domain::PlacementRule rule(spec);
    const QString refusal = rule.whyNone(all);
    if (!refusal.isEmpty())
        return {false, true, refusal, {}, {}};

    QString to;
    QSet<QString> refused = refusedAgents(run, task, &to);
    const domain::Seats seats = seatsBeside(run, task);
    QStringList refusing;
    QStringList fitting;
    for (const domain::Agent &agent : all) {
        if (!rule.fits(agent))
            continue;
        if (!refused.contains(agent.name) && seats.authors.contains(agent.name))
            to = Text::tr("what is judged");
        if (refused.contains(agent.name) || seats.authors.contains(agent.name))
            refusing.append(agent.name);
        else
            fitting.append(agent.name);
    }
    if (fitting.isEmpty()) {
        return {false,
                true,
                refusing.size() == 1 ? Text::tr("the only agent that fits, %1, must not do it (anti-affinity to %2)")
                                           .arg(refusing.first(), to)
                                     : Text::tr("the agents that fit, %1, must not do it (anti-affinity to %2)")
                                           .arg(refusing.join(QStringLiteral(", ")), to),
                {},
                {}};
    }
    const QStringList first = seats.unseated(fitting);
    if (first.isEmpty() || first.size() == fitting.size()) {
        Verdict verdict = placeOnOneOf(fitting, run, task, nowMs);
        verdict.remark = seats.whyDoubled(verdict.agent);
        return verdict;
    }
    Verdict verdict = placeOnOneOf(first, run, task, nowMs);
    if (verdict.ok)
        return verdict;
    if (verdict.waitsForPlace) {
        verdict.why =
            Text::tr("waits for %1: whoever else fits has a seat already").arg(first.join(QStringLiteral(", ")));
        return verdict;
    }
    Verdict doubled = placeOnOneOf(fitting, run, task, nowMs);
    doubled.remark = seats.whyDoubled(doubled.agent);
    return doubled;
}

/// On the one of these, who all fit, that has most room.
Scheduler::Verdict Scheduler::placeOnOneOf(const QStringList &agents, const RunState &run, const TaskRun &task,
                                           qint64 nowMs)
{
    const domain::TaskSpec &spec = *task.spec;
    const QStringList preferred = agentsOf(run, task, spec.affinity);
    Verdict best;
    double leastLoad = 0;
    QString busy;
    std::optional<Verdict> unpaid; // Some agent has spent what it may today.
    bool someRunner = false;
    bool waitsForPlace = false;
    for (const QString &name : agents) {
        const domain::Agent &agent = *m_agents.constFind(name);
        if (!m_runners.contains(agent.runner)) {
            busy = Text::tr("agent %1 needs the runner \"%2\", which is not available").arg(agent.name, agent.runner);
            continue;
        }
        someRunner = true;
        const int places = agent.scale * agent.maxParallel;
        const int used = m_byAgent.value(agent.name);
        if (used >= places) {
            busy = Text::tr("every agent that fits is busy");
            waitsForPlace = true;
            continue;
        }
        if (const QString limit = roleLimitReached(agent.role); !limit.isEmpty()) {
            busy = limit;
            waitsForPlace = true;
            continue;
        }
        const domain::CircuitBreaker &ofAgent = breaker(QStringLiteral("agent:") + agent.name);
        if (!ofAgent.allows(nowMs)) {
            busy = Text::tr("agent %1 is held back after failures: %2").arg(agent.name, ofAgent.reason());
            continue;
        }
        const domain::CircuitBreaker &ofRunner = breaker(QStringLiteral("runner:") + agent.runner);
        if (!ofRunner.allows(nowMs)) {
            busy = Text::tr("the runner \"%1\" is held back after failures: %2").arg(agent.runner, ofRunner.reason());
            continue;
        }
        const double load = double(used) / places - (preferred.contains(agent.name) ? 1 : 0);
        if (best.ok && load >= leastLoad)
            continue;
        const domain::BudgetLedger::Verdict budget = m_budgets.ask(payerOf(run, task, agent.name, agent.runner), nowMs);
        if (!budget.ok) {
            if (budget.level != domain::BudgetLevel::Agent)
                return refused(budget); // No other agent could do it either.
            busy = budget.why;
            unpaid = refused(budget);
            continue;
        }
        best = {true, false, {}, agent.runner, agent.name, budget.cap};
        leastLoad = load;
    }
    if (best.ok)
        return best;
    if (unpaid && busy == unpaid->why)
        return *unpaid;
    Verdict out{false, !someRunner, busy, {}, {}};
    out.waitsForPlace = waitsForPlace;
    return out;
}

} // namespace podium::engine
