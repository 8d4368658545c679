// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/agent.h"
#include "domain/policy/budgetledger.h"
#include "domain/policy/circuitbreaker.h"
#include "domain/policy/placementrule.h"
#include "engine/state/runstate.h"

#include <QHash>
#include <QMap>
#include <QSet>

#include <map>
#include <set>

namespace podium::engine
{

/// Places on which attempts run: everything that limits how many there may be.
struct PlacementLimits
{
    int maxParallel = 8;
    QMap<QString, int> pools;
    QMap<QString, int> roles;
    QMap<QString, int> teams;
};

/// Chooses which READY leaf is claimed next, and on which agent: priority, then fairness between runs, then age.
/// Tasks with equal needs share a group, so that a need that cannot be met now costs one look, not one per task.
/// Pure; engine thread.
class Scheduler
{
public:
    void setLimits(PlacementLimits limits);
    void setRunners(const QStringList &names) { m_runners = QSet<QString>(names.begin(), names.end()); }
    void setAgent(const domain::Agent &agent);
    void removeAgent(const QString &name);
    const QMap<QString, domain::Agent> &agents() const { return m_agents; }
    QMap<QString, domain::Agent> &mutableAgents() { return m_agents; }

    /// The leaf is READY and due.
    void add(RunState &run, int task);
    /// A finished task of the run is done again, and perhaps by another agent: what waits is looked at anew.
    void workWasUndone(const RunState &run) { m_undone.insert(run.id); }
    /// Forgets everything about the run.
    void removeRun(const RunState &run);

    struct Placement
    {
        RunState *run = nullptr;
        int task = -1;
        QString runner;
        QString agent;      ///< Empty for kinds that need none.
        domain::Budget cap; ///< What the attempt may spend.
        QString refusal;    ///< Not empty: it can never run, because its own budget is used up.
        QString remark;     ///< What people should know about the choice.
    };
    /// The next leaf that has a place now; it leaves the queue. Nothing if none has.
    std::optional<Placement> next(qint64 nowMs);

    /// An attempt takes its places, or gives them back.
    void occupy(const RunState &run, const TaskRun &task);
    void release(const RunState &run, const TaskRun &task, const domain::Usage &used, qint64 nowMs);
    domain::BudgetLedger &budgets() { return m_budgets; }
    const domain::BudgetLedger &budgets() const { return m_budgets; }
    /// Whether something waits for a limit of the day.
    bool waitsForTomorrow() const;

    /// Outcome of an attempt, for the breakers of its agent and runner; the names of those that changed their state.
    QStringList succeeded(const QString &agent, const QString &runner);
    /// `runnersFault`: the work never came to it, so that other agents of the runner would fare no better.
    QStringList failed(const QString &agent, const QString &runner, bool runnersFault, const QString &reason,
                       qint64 nowMs);
    /// The attempt ended without saying anything about its agent.
    void abandon(const QString &agent, const QString &runner);
    domain::CircuitBreaker &breaker(const QString &name);
    /// Of a process before this one, see CircuitBreaker::fromJson(). After setBreakerPolicy().
    void restoreBreaker(const QString &name, const QJsonObject &record, qint64 timeMs);
    void setBreakerPolicy(int failures, qint64 openMs);

    struct Waiting
    {
        QString run;
        int task = -1;    ///< The first of the group.
        QList<int> tasks; ///< Of the group, the next ones first; not all of very many.
        int count = 0;    ///< How many wait for the same.
        QString why;
        bool forGood = false; ///< Nothing that is running can change it: a person has to.
    };
    /// Why what is in the queue is not running, one entry per group. Refreshed by next().
    QList<Waiting> waiting() const;
    /// The earliest time at which an open breaker lets a try through; 0 = none.
    qint64 nextBreakerMs() const;

    int running() const { return m_running; }
    int runningOn(const QString &agent) const { return m_byAgent.value(agent); }
    qsizetype queued() const;

    /// Whether the kind of task takes a place at all (a person's task does not).
    static bool takesPlace(const domain::TaskSpec &spec);

private:
    struct Entry
    {
        int priority = 0; ///< Larger first.
        qint64 readyMs = 0;
        int task = 0;
        bool operator<(const Entry &other) const
        {
            if (priority != other.priority)
                return priority > other.priority;
            if (readyMs != other.readyMs)
                return readyMs < other.readyMs;
            return task < other.task;
        }
    };
    struct Group
    {
        RunState *run = nullptr;
        std::set<Entry> entries;
        QString why;
        bool forGood = false;
        bool tomorrow = false;
    };
    struct RunLoad
    {
        int running = 0;
        qint64 served = 0; ///< Counter of the last claim, for round robin.
        QHash<QString, int> pools;
        QHash<int, int> parts; ///< Running in each sub-workflow, by graph scope.
    };
    struct Verdict
    {
        bool ok = false;
        bool forGood = false;
        QString why;
        QString runner;
        QString agent;
        domain::Budget cap = {};
        QString refusal = {};
        bool tomorrow = false; ///< A limit of the day is in the way.
        QString remark = {};
        bool waitsForPlace = false; ///< Some agent could do it, were it not busy.
    };
    Verdict place(Group &group, const TaskRun &task, qint64 nowMs);
    Verdict placeOnAgent(const RunState &run, const TaskRun &task, qint64 nowMs);
    Verdict placeOnOneOf(const QStringList &agents, const RunState &run, const TaskRun &task, qint64 nowMs);
    QSet<QString> refusedAgents(const RunState &run, const TaskRun &task, QString *to);
    static domain::Seats seatsBeside(const RunState &run, const TaskRun &task);
    static domain::Payer payerOf(const RunState &run, const TaskRun &task, const QString &agent, const QString &runner);
    static Verdict refused(const domain::BudgetLedger::Verdict &verdict);
    QString limitReached(const RunState &run, const TaskRun &task) const;
    QString roleLimitReached(const QString &role) const;
    QStringList agentsOf(const RunState &run, const TaskRun &task, const QString &taskId);
    void sortAnew(const QString &run);
    void count(const RunState &run, const TaskRun &task, int sign);
    int requirement(const domain::TaskSpec &spec);
    int requirementId(const QString &signature);
    static int limitedPart(const RunState &run, const TaskRun &task);

    PlacementLimits m_limits;
    QSet<QString> m_runners;
    QMap<QString, domain::Agent> m_agents;
    QMap<QString, domain::CircuitBreaker> m_breakers; ///< "agent:x" and "runner:x".
    domain::BudgetLedger m_budgets;
    int m_breakerFailures = 5;
    qint64 m_breakerOpenMs = 30'000;

    struct GroupKey
    {
        QString run;
        int requirement = 0; ///< With the agents that must not do it, where they are known for good.
        int part = 0;        ///< Graph scope: sub-workflows have places, budgets and namesakes of their own.
        bool operator<(const GroupKey &other) const
        {
            return std::tie(run, requirement, part) < std::tie(other.run, other.requirement, other.part);
        }
    };
    GroupKey keyOf(const RunState &run, const TaskRun &task);

    std::map<GroupKey, Group> m_groups;
    QHash<QString, QHash<int, QStringList>> m_doneBy; ///< Run → finished task that somebody is to do (or not) after.
    QSet<QString> m_undone;                           ///< Runs of which m_doneBy may be wrong by now.
    QHash<QString, int> m_requirementIds;
    QHash<const domain::TaskSpec *, int> m_requirements;
    QHash<QString, RunLoad> m_runs;
    QHash<QString, int> m_byAgent;
    QHash<QString, int> m_byRole; ///< Plain word; of tasks without an agent. That of others is the agent's.
    QHash<QString, int> m_byTeam;
    QHash<QString, int> m_byPool;
    int m_running = 0;
    qint64 m_served = 0;
};

} // namespace podium::engine
