// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/claude/claudelaunch.h"
#include "agents/messages/messagesoptions.h"
#include "base/ids.h"
#include "control/local/handlers/answerjson.h"
#include "control/local/handlers/handlers.h"
#include "control/local/handlers/runwaiter.h"
#include "domain/planner/goalplan.h"
#include "engine/resultstore.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcessEnvironment>

#include <algorithm>
#include <optional>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(PlanHandlers)
};

using engine::Command;

domain::PlanLimits limitsOf(int maxTasks, const QList<domain::Agent> &agents)
{
    domain::PlanLimits out;
    out.maxTasks = maxTasks;
    for (const domain::Agent &agent : agents) {
        if (agent.enabled && !agent.draining)
            out.capabilities += agent.capabilities;
    }
    out.capabilities.removeDuplicates();
    out.capabilities.sort();
    return out;
}

QJsonObject planJson(const domain::GoalPlan &plan, const QString &run)
{
    QJsonObject out{{QStringLiteral("text"), QString::fromUtf8(plan.yaml)},
                    {QStringLiteral("tasks"), plan.workflow ? plan.workflow->tasks.size() : 0},
                    {QStringLiteral("fallback"), plan.fallback},
                    {QStringLiteral("planner_run"), run}};
    if (!plan.reason.isEmpty())
        out.insert(QStringLiteral("reason"), plan.reason);
    return out;
}

/// What the planner's run has come to.
Reply planOf(LocalHost *host, const QString &run, const QString &goal, const domain::PlanLimits &limits)
{
    return answered(host->queries().tasks(run), [=](const QList<engine::TaskRow> &tasks) -> Result<QJsonObject> {
        if (tasks.isEmpty())
            return fail(ErrorCode::Corrupt, Text::tr("the planner's run has no task"), run);
        const engine::TaskRow &task = tasks.first();
        if (task.state != domain::TaskState::Success) {
            const QString why = task.why.isEmpty() ? domain::stateName(task.state) : task.why;
            return planJson(domain::singleTaskPlan(goal, Text::tr("the planner failed: %1").arg(why)), run);
        }
        const QJsonValue answer = engine::ResultStore(*host->storage(), 0).resolve(task.result);
        return planJson(domain::goalPlan(goal, answer, limits), run);
    });
}

/// Waits until the planner has ended and makes a workflow of what it answered.
Reply awaitPlan(const Request &request, const QString &run, const QString &goal, int maxTasks)
{
    LocalHost *host = request.host;
    const qint64 patience = request.params.value(QStringLiteral("timeout_ms")).toInteger();
    return andThen(RunWaiter::wait(*host, run, true, patience), [=](const QJsonObject &waited) {
        const QString state = waited.value(QStringLiteral("run"))[QStringLiteral("state")].toString();
        if (waited.value(QStringLiteral("attention")).toBool()) {
            return replyNow(
                fail(ErrorCode::Conflict, Text::tr("the planner waits for a person"), run,
                     Text::tr("podiumctl approvals shows what it asks; then podiumctl plan --run %1").arg(run)));
        }
        if (state == domain::stateName(domain::RunState::Cancelled))
            return replyNow(fail(ErrorCode::Conflict, Text::tr("the planner was cancelled"), run));
        return andThen(host->queries().agents(), [=](const QList<domain::Agent> &agents) {
            return planOf(host, run, goal, limitsOf(maxTasks, agents));
        });
    });
}

/// Takes up a planner that was begun before.
Reply takeUp(const Request &request, const engine::RunRow &run)
{
    const QString goal = run.inputs.value(QStringLiteral("goal")).toString();
    if (run.workflowName != domain::plannerName() || goal.isEmpty())
        return replyNow(fail(ErrorCode::Conflict, Text::tr("it is not the run of a planner"), run.id));
    return awaitPlan(request, run.id, goal, run.inputs.value(QStringLiteral("max_tasks")).toInt());
}

/// Where Claude Code is not there, but the Messages API can be asked: the agent that asks it. None: any that fits.
std::optional<domain::Agent> plannerAgent(const Settings &settings, const QList<domain::Agent> &agents)
{
    agents::ClaudeSettings claude;
    claude.program = settings.text(QStringLiteral("claude.program"));
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (agents::findClaude(claude, environment))
        return {};
    const QString runner = QStringLiteral("messages");
    for (const domain::Agent &agent : agents) {
        if (agent.runner != QLatin1StringView("claude") && agent.runner != runner && agent.enabled)
            return {}; // Somebody else can work here.
    }
    for (const domain::Agent &agent : agents) {
        if (agent.runner == runner && agent.enabled && !agent.draining)
            return agent;
    }
    if (agents::messagesLogin(environment).isEmpty())
        return {};
    domain::Agent planner;
    planner.name = QStringLiteral("planner");
    planner.title = Text::tr("Plans over the Messages API");
    planner.role = QStringLiteral("planner");
    planner.runner = runner;
    return planner;
}

/// Makes the agent known if it is not.
Reply withAgent(LocalHost *host, const std::optional<domain::Agent> &agent, const QList<domain::Agent> &known,
                const QString &by)
{
    const bool isKnown = !agent || std::any_of(known.begin(), known.end(),
                                               [&](const domain::Agent &other) { return other.name == agent->name; });
    if (isKnown)
        return replyNow(QJsonObject());
    Command command;
    command.verb = Command::Verb::SetAgent;
    command.by = by;
    command.agent = *agent;
    return host->engine().perform(command);
}

Reply begin(const Request &request, const QString &goal, const QString &run)
{
    LocalHost *host = request.host;
    QString folder = request.text("working_directory");
    if (folder.isEmpty())
        folder = host->dataFolder() + QStringLiteral("/work");
    else if (!QDir::isAbsolutePath(folder) || !QDir(folder).exists())
        return replyNow(fail(ErrorCode::InvalidArgument, Text::tr("there is no such folder"),
                             QStringLiteral("working_directory"), Text::tr("Give an absolute path")));
    QDir().mkpath(folder);
    const int maxTasks = request.params.value(QStringLiteral("max_tasks")).toInt();
    return andThen(host->queries().agents(), [=](const QList<domain::Agent> &agents) {
        Command command;
        command.verb = Command::Verb::SubmitRun;
        command.run = run;
        command.by = request.principal.name;
        const std::optional<domain::Agent> planner = plannerAgent(host->settings(), agents);
        command.workflow = domain::plannerWorkflow(goal, limitsOf(maxTasks, agents), request.text("model"),
                                                   planner ? planner->name : QString());
        if (!command.workflow)
            return replyNow(fail(ErrorCode::Internal, Text::tr("the planner's own workflow is not valid")));
        command.args = {{QStringLiteral("working_directory"), folder},
                        {QStringLiteral("inputs"), QJsonObject{{QStringLiteral("goal"), goal}}}};
        if (request.has("budget_usd"))
            command.args.insert(QStringLiteral("budget_usd"), request.params.value(QStringLiteral("budget_usd")));
        return andThen(withAgent(host, planner, agents, command.by), [=](const QJsonObject &) {
            return andThen(host->engine().perform(command),
                           [=](const QJsonObject &) { return awaitPlan(request, run, goal, maxTasks); });
        });
    });
}

Reply plan(const Request &request)
{
    const QString goal = request.text("goal").trimmed();
    const QString run = request.text("run");
    if (goal.isEmpty() && run.isEmpty())
        return replyNow(fail(ErrorCode::InvalidArgument, Text::tr("the goal is empty"), QStringLiteral("goal")));
    if (run.isEmpty())
        return begin(request, goal, newReadableId(domain::plannerName()));
    // The same call again (its owner has died, or whoever asked has come back) must not pay a second planner.
    return findRun(request)
        .then([=](const Result<engine::RunRow> &found) {
            if (found && (goal.isEmpty() || found->id == run))
                return takeUp(request, *found);
            if (goal.isEmpty())
                return replyNow(tl::unexpected(found.error()));
            if (slug(run) != run)
                return replyNow(fail(ErrorCode::InvalidArgument, Text::tr("that cannot be the id of a run"), run,
                                     Text::tr("Use lower-case letters, digits and dashes")));
            return begin(request, goal, run);
        })
        .unwrap();
}

} // namespace

Handlers planHandlers()
{
    return {{QStringLiteral("workflow.plan"), plan}};
}

} // namespace podium::control
