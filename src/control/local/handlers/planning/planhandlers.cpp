// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/claude/claudelaunch.h"
#include "agents/claude/claudeprobe.h"
#include "agents/messages/messagesoptions.h"
#include "control/local/handlers/answerjson.h"
#include "control/local/handlers/handlers.h"
#include "control/local/handlers/planning/planner.h"
#include "domain/planner/goalplan.h"
#include "engine/resultstore.h"

#include <QCoreApplication>
#include <QProcessEnvironment>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(PlanHandlers)
};

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
        const Result<QJsonValue> answer = engine::ResultStore(*host->storage(), 0).resolve(task.result);
        if (!answer)
            return tl::unexpected(answer.error());
        return planJson(domain::goalPlan(goal, *answer, limits), run);
    });
}

/// Waits until the planner has ended and makes a workflow of what it answered.
Reply awaitPlan(const Request &request, const QString &run, const QString &goal, int maxTasks)
{
    LocalHost *host = request.host;
    const QString command = QStringLiteral("podiumctl plan --run ") + run;
    return awaitAgents(
        request, run, Text::tr("the planner waits for a person"), command, [=](const QJsonObject &waited) {
            const QString state = waited.value(QStringLiteral("run"))[QStringLiteral("state")].toString();
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

Reply begin(const Request &request, const QString &goal, const QString &run)
{
    const int maxTasks = request.params.value(QStringLiteral("max_tasks")).toInt();
    const auto workflow = [=](const domain::PlanLimits &limits, const QString &agent) {
        return domain::plannerWorkflow(goal, limits, request.text("model"), agent);
    };
    return andThen(
        startPlanner(request, run, request.text("working_directory"), {{QStringLiteral("goal"), goal}}, workflow),
        [=](const QJsonObject &) { return awaitPlan(request, run, goal, maxTasks); });
}

Reply plan(const Request &request)
{
    const QString goal = request.text("goal").trimmed();
    const QString run = request.text("run");
    if (goal.isEmpty() && run.isEmpty())
        return replyNow(fail(ErrorCode::InvalidArgument, Text::tr("the goal is empty"), QStringLiteral("goal")));
    if (goal.isEmpty())
        return andThen(findRun(request), [=](const engine::RunRow &found) { return takeUp(request, found); });
    return beginOnce(
        request, "run", domain::plannerName(), [=](const QString &id) { return begin(request, goal, id); },
        [=](const engine::RunRow &found) { return takeUp(request, found); });
}

QJsonObject whoPlans(const QString &program, const QList<domain::Agent> &agents)
{
    const auto by = [](const QString &who) {
        return QJsonObject{{QStringLiteral("available"), true}, {QStringLiteral("by"), who}};
    };
    bool hasClaude = false;
    for (const domain::Agent &agent : agents) {
        const bool isIdle = !agent.enabled || agent.draining;
        if (isIdle || agent.runner == QLatin1StringView("person") || agent.runner == QLatin1StringView("shell"))
            continue;
        if (agent.runner != QLatin1StringView("claude"))
            return by(agent.title.isEmpty() ? agent.name : agent.title);
        hasClaude = true;
    }
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    agents::ClaudeSettings settings;
    settings.program = program;
    const agents::ClaudeProbe probe = agents::claudeProbe(settings, environment);
    if (hasClaude && probe.usable())
        return by(QStringLiteral("Claude Code"));
    // As plannerAgent() has it: where the program is found, the API does not take its place.
    if (const QString login = agents::messagesLogin(environment); probe.program.isEmpty() && !login.isEmpty())
        return by(Text::tr("the Messages API, with %1").arg(login));
    const QString why = probe.program.isEmpty()
                            ? Text::tr("Claude Code was not found, and there is no key for the Messages API")
                        : !probe.problem.isEmpty() ? probe.problem
                                                   : Text::tr("no agent that can plan is enabled");
    return {{QStringLiteral("available"), false}, {QStringLiteral("why"), why}, {QStringLiteral("hint"), probe.hint}};
}

Reply planner(const Request &request)
{
    const QString program = request.settings.text(QStringLiteral("claude.program"));
    return andThen(request.host->queries().agents(), [program](const QList<domain::Agent> &agents) {
        // The program is asked for its version, which takes a moment.
        return inBackground([=]() -> Result<QJsonObject> { return whoPlans(program, agents); });
    });
}

} // namespace

Handlers planHandlers()
{
    return {{QStringLiteral("workflow.plan"), plan}, {QStringLiteral("planner.show"), planner}};
}

} // namespace podium::control
