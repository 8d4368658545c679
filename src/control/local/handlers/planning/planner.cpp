// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/local/handlers/planning/planner.h"

#include "agents/claude/claudelaunch.h"
#include "agents/messages/messagesoptions.h"
#include "base/continuation.h"
#include "base/ids.h"
#include "control/local/handlers/runwaiter.h"
#include "engine/command.h"

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
    Q_DECLARE_TR_FUNCTIONS(Planner)
};

using engine::Command;

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

} // namespace

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

Reply startPlanner(const Request &request, const QString &run, const QString &wanted, const QJsonObject &inputs,
                   const PlannerWorkflow &workflow)
{
    LocalHost *host = request.host;
    const QString folder = wanted.isEmpty() ? host->dataFolder() + QStringLiteral("/work") : wanted;
    if (!wanted.isEmpty() && (!QDir::isAbsolutePath(folder) || !QDir(folder).exists()))
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
        command.workflow = workflow(limitsOf(maxTasks, agents), planner ? planner->name : QString());
        if (!command.workflow)
            return replyNow(fail(ErrorCode::Internal, Text::tr("the planner's own workflow is not valid")));
        command.args = {{QStringLiteral("working_directory"), folder}, {QStringLiteral("inputs"), inputs}};
        if (request.has("budget_usd"))
            command.args.insert(QStringLiteral("budget_usd"), request.params.value(QStringLiteral("budget_usd")));
        return andThen(withAgent(host, planner, agents, command.by),
                       [=](const QJsonObject &) { return host->engine().perform(command); });
    });
}

Reply beginOnce(const Request &request, const char *field, const QString &prefix,
                const std::function<Reply(const QString &run)> &begin,
                const std::function<Reply(const engine::RunRow &run)> &takeUp)
{
    const QString run = request.text(field);
    if (run.isEmpty())
        return begin(newReadableId(prefix));
    if (slug(run) != run)
        return replyNow(fail(ErrorCode::InvalidArgument, Text::tr("that cannot be the id of a run"), run,
                             Text::tr("Use lower-case letters, digits and dashes")));
    return then(findRun(request, field), [=](const Result<engine::RunRow> &found) {
        return found && found->id == run ? takeUp(*found) : begin(run);
    });
}

Reply awaitAgents(const Request &request, const QString &run, const QString &who, const QString &command,
                  const std::function<Reply(const QJsonObject &waited)> &next)
{
    const qint64 patience = request.params.value(QStringLiteral("timeout_ms")).toInteger();
    return andThen(RunWaiter::wait(*request.host, run, RunWaiter::Until::Asked, patience),
                   [=](const QJsonObject &waited) {
                       if (!waited.value(QStringLiteral("attention")).toBool())
                           return next(waited);
                       return replyNow(fail(ErrorCode::Conflict, who, run,
                                            Text::tr("podiumctl approvals shows what it asks; then %1").arg(command)));
                   });
}

} // namespace podium::control
