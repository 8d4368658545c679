// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/engine.h"

#include "base/json.h"
#include "engine/eventlog.h"
#include "engine/plan/forkreuse.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace podium::engine
{

using domain::EventType;

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Engine)
};

QJsonObject runReply(const RunState &run)
{
    return {{QStringLiteral("run"), run.id},
            {QStringLiteral("state"), domain::stateName(run.state)},
            {QStringLiteral("cancelling"), run.cancelling}};
}

const QStringList s_budgetFields{QStringLiteral("budget_usd"), QStringLiteral("budget_tokens"),
                                 QStringLiteral("budget_wall_ms"), QStringLiteral("budget_attempts"),
                                 QStringLiteral("budget_agents")};

/// A fork may do what its run might, unless it is told otherwise.
void inheritLimits(const RunState &parent, QJsonObject &data)
{
    if (!data.contains(u"max_parallel"))
        data.insert(QStringLiteral("max_parallel"), parent.maxParallel);
    const auto inherit = [&data](const char *field, const auto &limit) {
        if (limit && !data.contains(QLatin1StringView(field)))
            data.insert(QLatin1StringView(field), *limit);
    };
    inherit("budget_usd", parent.budget.usd);
    inherit("budget_tokens", parent.budget.tokens);
    inherit("budget_wall_ms", parent.budget.wallMs);
    inherit("budget_attempts", parent.budget.attempts);
    inherit("budget_agents", parent.budget.agents);
}

/// Those of the arguments with these names; each has to be a number of at least 0.
Result<QJsonObject> numbersOf(const QJsonObject &arguments, const QStringList &names)
{
    QJsonObject out;
    for (const QString &name : names) {
        const QJsonValue value = arguments.value(name);
        if (value.isUndefined())
            continue;
        if (!value.isDouble() || value.toDouble() < 0)
            return fail(ErrorCode::InvalidArgument, Text::tr("a number of at least 0 was expected"), name);
        out.insert(name, value);
    }
    return out;
}

bool aboutSession(Command::Verb verb)
{
    using Verb = Command::Verb;
    return verb == Verb::SendMessage || verb == Verb::AskSession || verb == Verb::HandOver || verb == Verb::GiveBack ||
           verb == Verb::EndConversation;
}

} // namespace

Result<QJsonObject> Engine::perform(const Command &command, qint64 nowMs)
{
    using Verb = Command::Verb;
    m_now = nowMs;
    switch (command.verb) {
    case Verb::SubmitRun:
        return submit(command);
    case Verb::Decide:
        return decide(command);
    case Verb::RevokePermit:
        return revokePermit(command);
    case Verb::SetAgent:
        return setAgent(command);
    case Verb::RemoveAgent:
        return removeAgent(command);
    case Verb::StopAgent:
        return stopAgent(command);
    case Verb::Stop:
        return stop(command);
    default:
        break;
    }
    RunState *of = findRun(command.run);
    if (!of)
        return fail(ErrorCode::NotFound, Text::tr("there is no run \"%1\"").arg(command.run), {},
                    Text::tr("`podiumctl runs` lists them."));
    if (command.verb == Verb::PauseRun)
        return pause(*of);
    if (command.verb == Verb::ChangeRun)
        return change(*of, command);

    int task = -1;
    const bool aboutTask = command.verb == Verb::RetryTask || command.verb == Verb::SkipTask ||
                           command.verb == Verb::CancelTask || aboutSession(command.verb);
    if (aboutTask) {
        task = of->indexOf(command.task);
        if (task < 0) {
            return fail(ErrorCode::NotFound, Text::tr("the run has no task \"%1\"").arg(command.task), of->id,
                        Text::tr("`podiumctl show %1` lists its tasks.").arg(of->id));
        }
    }
    if (aboutSession(command.verb))
        return performOnSession(*of, task, command);

    Plan plan(*this, *of, nowMs);
    const QString reason = command.args.value(u"reason").toString();
    Result<void> done;
    switch (command.verb) {
    case Verb::CancelRun:
        done = plan.cancelRun(reason.isEmpty() ? Text::tr("cancelled by %1").arg(command.by) : reason);
        break;
    case Verb::ResumeRun:
        done = plan.resumeRun();
        break;
    case Verb::RetryTask:
        done = plan.retryTask(task);
        break;
    case Verb::SkipTask:
        done = plan.skipTask(task, reason);
        break;
    case Verb::CancelTask:
        // Never one of the words that say what else a stop can mean.
        done = plan.cancelTask(task, reason.isEmpty() ? Text::tr("cancelled by %1").arg(command.by)
                                                      : Text::tr("cancelled by %1: %2").arg(command.by, reason));
        break;
    default:
        return fail(ErrorCode::Unsupported, Text::tr("the engine does not know this command"));
    }
    plan.settle();
    if (!done)
        return tl::unexpected(done.error());
    return runReply(*of);
}

Result<QJsonObject> Engine::submit(const Command &command)
{
    if (!command.workflow || command.run.isEmpty())
        return fail(ErrorCode::InvalidArgument, Text::tr("a run needs a workflow and an id"));
    if (m_runs.contains(command.run))
        return fail(ErrorCode::Conflict, Text::tr("there is a run \"%1\" already").arg(command.run));
    const Result<QJsonObject> inputs =
        checkedInputs(*command.workflow, command.args.value(u"inputs").toObject(), command.workflow->name);
    if (!inputs)
        return inputs;
    QJsonObject data{
        {QStringLiteral("workflow"), command.workflow->hash},
        {QStringLiteral("name"), command.workflow->name},
        {QStringLiteral("inputs"), *inputs},
        {QStringLiteral("title"), command.args.value(u"title").toString(command.workflow->title)},
        {QStringLiteral("by"), command.by},
        {QStringLiteral("working_directory"), command.args.value(u"working_directory").toString()},
        {QStringLiteral("priority"), command.args.value(u"priority").toInt(command.workflow->priority)},
    };
    if (const QJsonArray notBy = command.args.value(u"not_by").toArray(); !notBy.isEmpty())
        data.insert(QStringLiteral("not_by"), notBy);
    const Result<QJsonObject> limits =
        numbersOf(command.args, QStringList{QStringLiteral("max_parallel")} + s_budgetFields);
    if (!limits)
        return limits;
    for (auto it = limits->begin(); it != limits->end(); ++it)
        data.insert(it.key(), it.value());
    const QString parent = command.args.value(u"parent_run").toString();
    if (!parent.isEmpty()) {
        const RunState *from = run(parent);
        if (!from)
            return fail(ErrorCode::NotFound, Text::tr("there is no run \"%1\" to fork").arg(parent));
        data.insert(QStringLiteral("parent_run"), parent);
        inheritLimits(*from, data);
        QStringList again;
        for (const QJsonValue &key : command.args.value(u"again").toArray()) {
            again.append(key.toString());
            if (from->indexOf(again.last()) < 0) {
                return fail(ErrorCode::NotFound, Text::tr("the run has no task \"%1\"").arg(again.last()), parent,
                            Text::tr("`podiumctl show %1` lists its tasks").arg(parent));
            }
        }
        data.insert(QStringLiteral("reuse"), reusable(*from, *command.workflow, *inputs, again));
    }
    if (!data.contains(u"max_parallel"))
        data.insert(QStringLiteral("max_parallel"), command.workflow->maxParallel);
    RunState &created = *(m_runs[command.run] = std::make_unique<RunState>(command.workflow));
    created.id.clear();
    m_decision.batch.workflows.append(command.workflow);
    // The run's own id is set by the fold; the event needs it before.
    domain::Event event;
    event.seq = m_lastSeq + 1;
    event.timeMs = m_now;
    event.team = command.workflow->team.isEmpty() ? QStringLiteral("default") : command.workflow->team;
    event.run = command.run;
    event.type = EventType::RunCreated;
    event.data = data;
    created.fold(event);
    logEvent(event, &created);
    m_lastSeq = event.seq;
    m_decision.batch.events.append(event);
    m_touchedRuns.insert(created.id);
    std::set<int> &touched = m_touchedTasks[created.id];
    for (const TaskRun &task : created.tasks)
        touched.insert(touched.end(), task.index);

    Plan plan(*this, created, m_now);
    plan.begin();
    plan.settle();
    if (command.args.value(u"start_paused").toBool() && created.state == domain::RunState::InProgress)
        emitEvent(created, EventType::RunPaused, -1, {}, 0);
    return runReply(created);
}

Result<QJsonObject> Engine::stop(const Command &command)
{
    m_claiming = command.args.value(u"off").toBool();
    if (command.args.value(u"now").toBool())
        interrupt({}, EngineStops, StopMode::Graceful);
    return QJsonObject{{QStringLiteral("running"), m_scheduler.running()}, {QStringLiteral("stopping"), !m_claiming}};
}

Result<QJsonObject> Engine::stopAgent(const Command &command)
{
    const QString name = command.args.value(u"name").toString();
    const StopMode mode = command.args.value(u"kill").toBool() ? StopMode::Kill : StopMode::Graceful;
    return QJsonObject{{QStringLiteral("stopped"), interrupt(name, AgentStops, mode)}};
}

/// Stops the running attempts of an agent, or all, so that their tasks are taken up again.
int Engine::interrupt(const QString &agent, QLatin1StringView reason, StopMode mode)
{
    int stopped = 0;
    for (const auto &[id, run] : m_runs) {
        for (const TaskRun &task : run->tasks) {
            if (task.retired || !task.isLeaf() || task.state != domain::TaskState::Running ||
                !Scheduler::takesPlace(*task.spec) || (!agent.isEmpty() && task.agent != agent))
                continue;
            // What is being stopped already may still be killed.
            if (!task.stopReason.isEmpty() && mode != StopMode::Kill)
                continue;
            if (task.stopReason.isEmpty())
                emitEvent(*run, EventType::TaskStopping, task.index, {{QStringLiteral("reason"), reason}},
                          task.attempt);
            stopAttempt(*run, task.index);
            m_decision.effects.last().mode = mode;
            ++stopped;
        }
    }
    return stopped;
}

Result<QJsonObject> Engine::pause(RunState &of)
{
    if (of.state == domain::RunState::Paused)
        return runReply(of);
    if (of.state != domain::RunState::InProgress || of.cancelling) {
        return fail(ErrorCode::Conflict, Text::tr("a run that is %1 cannot be paused").arg(domain::stateName(of.state)),
                    of.id);
    }
    emitEvent(of, EventType::RunPaused, -1, {}, 0);
    return runReply(of);
}

Result<QJsonObject> Engine::change(RunState &of, const Command &command)
{
    const Result<QJsonObject> data = numbersOf(
        command.args, QStringList{QStringLiteral("priority"), QStringLiteral("max_parallel")} + s_budgetFields);
    if (!data)
        return data;
    if (domain::isFinished(of.state))
        return fail(ErrorCode::Conflict, Text::tr("the run has ended"), of.id);
    emitEvent(of, EventType::RunChanged, -1, *data, 0);
    return runReply(of);
}

Result<QJsonObject> Engine::setAgent(const Command &command)
{
    if (command.agent.name.isEmpty() || command.agent.runner.isEmpty())
        return fail(ErrorCode::InvalidArgument, Text::tr("an agent needs a name and a runner"));
    m_scheduler.setAgent(command.agent);
    m_decision.batch.agents.append(command.agent);
    emitGlobal(EventType::AgentConfigured, domain::toJson(command.agent));
    return domain::toJson(command.agent);
}

Result<QJsonObject> Engine::removeAgent(const Command &command)
{
    const QString name = command.args.value(u"name").toString();
    if (!m_scheduler.agents().contains(name))
        return fail(ErrorCode::NotFound, Text::tr("there is no agent \"%1\"").arg(name));
    if (m_scheduler.runningOn(name) > 0) {
        return fail(ErrorCode::Conflict, Text::tr("the agent is at work"), name,
                    Text::tr("Drain it first (`podiumctl agents drain %1`).").arg(name));
    }
    m_scheduler.removeAgent(name);
    m_decision.batch.removedAgents.append(name);
    emitGlobal(EventType::AgentRemoved, {{QStringLiteral("name"), name}});
    return QJsonObject{{QStringLiteral("name"), name}};
}

} // namespace podium::engine
