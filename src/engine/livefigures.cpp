// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/livefigures.h"

#include "domain/usagesum.h"
#include "engine/engine.h"

#include <QJsonArray>

namespace podium::engine
{

using domain::AttemptKey;

void LiveFigures::started(const AttemptKey &key, const QString &runner, qint64 nowMs)
{
    Attempt attempt;
    attempt.runner = runner;
    attempt.sinceMs = attempt.lastSignMs = nowMs;
    m_attempts.insert(key, attempt);
}

bool LiveFigures::activity(const AttemptKey &key, domain::Activity activity, const QString &detail, qint64 nowMs)
{
    const auto it = m_attempts.find(key);
    if (it == m_attempts.end())
        return false;
    it->lastSignMs = nowMs;
    it->reportedGone = false;
    if (it->activity == activity && it->detail == detail)
        return false;
    it->activity = activity;
    it->detail = detail;
    it->sinceMs = nowMs;
    return true;
}

void LiveFigures::running(const AttemptKey &key)
{
    const auto it = m_attempts.find(key);
    if (it == m_attempts.end() || it->activity != domain::Activity::Starting)
        return;
    // Agents say themselves what they do.
    if (it->runner == QLatin1StringView("shell"))
        it->activity = domain::Activity::ToolRunning;
    else if (domain::isSimulated(it->runner))
        it->activity = domain::Activity::Thinking;
}

void LiveFigures::heartbeat(const AttemptKey &key, const TreeStats &stats, qint64 nowMs)
{
    const auto it = m_attempts.find(key);
    if (it == m_attempts.end())
        return;
    it->stats = stats;
    it->lastSignMs = nowMs;
    it->reportedGone = false;
}

void LiveFigures::usage(const AttemptKey &key, const domain::Usage &usage, qint64 nowMs)
{
    const auto it = m_attempts.find(key);
    if (it == m_attempts.end())
        return;
    it->usage = usage;
    it->lastSignMs = nowMs;
}

QList<AttemptKey> LiveFigures::gone(qint64 nowMs, qint64 goneMs)
{
    QList<AttemptKey> out;
    for (auto it = m_attempts.begin(); it != m_attempts.end(); ++it) {
        const bool person =
            it->runner == QLatin1StringView("person") || it->activity == domain::Activity::WaitingForPerson;
        const bool known = it->activity == domain::Activity::ProcessGone; // It says why there is none.
        if (person || known || it->reportedGone || nowMs - it->lastSignMs < goneMs)
            continue;
        it->reportedGone = true;
        it->activity = domain::Activity::Stalled;
        it->sinceMs = nowMs;
        out.append(it.key());
    }
    return out;
}

/// With what it is doing, and what the process trees of its attempts use together.
QJsonObject LiveFigures::inspectAgent(Engine &engine, const domain::Agent &agent, qint64 nowMs) const
{
    const auto breaker = [&](const QString &name) { return engine.scheduler().breaker(name).toJson(nowMs); };
    QJsonArray attempts;
    TreeStats sum;
    for (auto it = m_attempts.cbegin(); it != m_attempts.cend(); ++it) {
        const RunState *of = engine.run(it.key().run);
        if (!of || of->tasks[size_t(it.key().task)].agent != agent.name)
            continue;
        attempts.append(QJsonObject{{QStringLiteral("run"), it.key().run},
                                    {QStringLiteral("task"), of->tasks[size_t(it.key().task)].key},
                                    {QStringLiteral("activity"), domain::activityName(it->activity)},
                                    {QStringLiteral("detail"), it->detail},
                                    {QStringLiteral("silent_ms"), nowMs - it->lastSignMs}});
        sum.cpuMs += it->stats.cpuMs;
        sum.rssBytes += it->stats.rssBytes;
        sum.processes += it->stats.processes;
    }
    QJsonObject out = domain::toJson(agent);
    out.insert(QStringLiteral("running"), engine.scheduler().runningOn(agent.name));
    out.insert(QStringLiteral("attempts"), attempts);
    out.insert(QStringLiteral("cpu_ms"), sum.cpuMs);
    out.insert(QStringLiteral("rss_bytes"), sum.rssBytes);
    out.insert(QStringLiteral("processes"), sum.processes);
    out.insert(QStringLiteral("breaker"), breaker(QStringLiteral("agent:") + agent.name));
    out.insert(QStringLiteral("runner_breaker"), breaker(QStringLiteral("runner:") + agent.runner));
    return out;
}

namespace
{

/// Whether the run goes on without it for good, and somebody should know: not where the workflow says that it may fail.
bool isLeftBehind(const RunState &run, const TaskRun &task)
{
    if (task.state != domain::TaskState::Failed || task.retired ||
        task.spec->onFailure != domain::FailurePolicy::Continue)
        return false;
    for (int owner = task.parent; owner >= 0; owner = run.tasks[size_t(owner)].parent) {
        if (run.tasks[size_t(owner)].spec->onFailure == domain::FailurePolicy::AllowFailure)
            return false;
    }
    return true;
}

/// What has failed in runs that go on, a row a run.
QJsonArray failures(const Engine &engine, const QString &only)
{
    QJsonArray out;
    for (const auto &[id, run] : engine.runs()) {
        if ((!only.isEmpty() && id != only) || domain::isFinished(run->state) || run->cancelling)
            continue;
        const TaskRun *last = nullptr;
        int count = 0;
        for (const TaskRun &task : run->tasks) {
            if (!isLeftBehind(*run, task))
                continue;
            ++count;
            if (!last || task.finishedMs > last->finishedMs)
                last = &task;
        }
        if (!last)
            continue;
        out.append(QJsonObject{{QStringLiteral("run"), id},
                               {QStringLiteral("key"), last->key},
                               {QStringLiteral("agent"), last->agent},
                               {QStringLiteral("why"), last->why},
                               {QStringLiteral("error_class"), last->errorClass},
                               {QStringLiteral("count"), count},
                               {QStringLiteral("since_ms"), last->finishedMs}});
    }
    return out;
}

} // namespace

QJsonObject LiveFigures::inspect(Engine &engine, const QString &run, qint64 nowMs) const
{
    QJsonArray attempts;
    for (auto it = m_attempts.cbegin(); it != m_attempts.cend(); ++it) {
        const RunState *of = engine.run(it.key().run);
        if ((!run.isEmpty() && it.key().run != run) || !of)
            continue;
        const TaskRun &task = of->tasks[size_t(it.key().task)];
        attempts.append(QJsonObject{
            {QStringLiteral("run"), it.key().run},
            {QStringLiteral("task"), it.key().task},
            {QStringLiteral("key"), task.key},
            {QStringLiteral("attempt"), it.key().attempt},
            {QStringLiteral("runner"), it->runner},
            {QStringLiteral("agent"), task.agent},
            {QStringLiteral("activity"), domain::activityName(it->activity)},
            {QStringLiteral("detail"), it->detail},
            {QStringLiteral("since_ms"), it->sinceMs},
            {QStringLiteral("silent_ms"), nowMs - it->lastSignMs},
            {QStringLiteral("cpu_ms"), it->stats.cpuMs},
            {QStringLiteral("rss_bytes"), it->stats.rssBytes},
            {QStringLiteral("processes"), it->stats.processes},
            {QStringLiteral("usage"), domain::usageJson(it->usage, it->runner)},
        });
    }
    QJsonArray waiting;
    for (const Scheduler::Waiting &group : engine.scheduler().waiting()) {
        if (!run.isEmpty() && group.run != run)
            continue;
        const RunState *of = engine.run(group.run);
        QJsonArray keys;
        for (const int task : group.tasks)
            keys.append(of ? of->tasks[size_t(task)].key : QString());
        waiting.append(QJsonObject{{QStringLiteral("run"), group.run},
                                   {QStringLiteral("tasks"), keys},
                                   {QStringLiteral("count"), group.count},
                                   {QStringLiteral("why"), group.why},
                                   {QStringLiteral("needs_person"), group.forGood}});
    }
    QJsonArray agents;
    for (const domain::Agent &agent : engine.scheduler().agents())
        agents.append(inspectAgent(engine, agent, nowMs));
    QJsonArray budgets;
    const QList<domain::BudgetLedger::Account> accounts = engine.scheduler().budgets().accounts(nowMs);
    for (const domain::BudgetLedger::Account &account : accounts)
        budgets.append(domain::toJson(account));
    return {{QStringLiteral("engine"), QJsonObject{{QStringLiteral("running"), engine.scheduler().running()},
                                                   {QStringLiteral("queued"), engine.scheduler().queued()},
                                                   {QStringLiteral("runs"), qint64(engine.runs().size())},
                                                   {QStringLiteral("stopping"), !engine.isClaiming()},
                                                   {QStringLiteral("last_seq"), engine.lastSeq()}}},
            {QStringLiteral("attempts"), attempts},
            {QStringLiteral("waiting"), waiting},
            {QStringLiteral("failed"), failures(engine, run)},
            {QStringLiteral("agents"), agents},
            {QStringLiteral("budgets"), budgets}};
}

} // namespace podium::engine
