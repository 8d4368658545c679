// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/claude/claudepolicy.h"
#include "base/suggestion.h"
#include "control/local/handlers/answerjson.h"
#include "control/local/handlers/handlers.h"
#include "control/local/handlers/workflowsource.h"
#include "control/local/policyfiles.h"

#include <QCoreApplication>
#include <QDir>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(RuleHandlers)
};

/// The rules that an agent works under, with those of a workflow where one is named.
Result<agents::ClaudePolicy> policyFor(const Request &request, const QList<domain::Agent> &agents)
{
    Result<QList<domain::RiskRule>> rules = ownRiskRules(request.settings);
    if (!rules)
        return tl::unexpected(rules.error());
    if (request.has("file") || request.has("template") || request.has("definition")) {
        const Result<domain::WorkflowPtr> workflow = requestedWorkflow(request);
        if (!workflow)
            return tl::unexpected(workflow.error());
        const Result<QList<domain::RiskRule>> its =
            domain::riskRulesFromJson((*workflow)->rules, domain::RiskLayer::Workflow, QStringLiteral("rules"));
        if (!its)
            return tl::unexpected(its.error());
        *rules = *its + *rules;
    }
    if (!request.has("agent"))
        return agents::ClaudePolicy(*rules);
    QStringList names;
    for (const domain::Agent &agent : agents) {
        names += agent.name;
        if (agent.name != request.text("agent"))
            continue;
        const Result<QList<domain::RiskRule>> own = domain::riskRulesFromJson(
            agent.options.value(u"policy").toArray(), domain::RiskLayer::Agent, QStringLiteral("policy"));
        if (!own)
            return tl::unexpected(own.error());
        return agents::ClaudePolicy(*own + *rules);
    }
    const QString meant = suggestion(request.text("agent"), names);
    return fail(ErrorCode::NotFound, Text::tr("there is no agent \"%1\"").arg(request.text("agent")),
                QStringLiteral("agent"), meant.isEmpty() ? Text::tr("podiumctl agents lists them") : meant);
}

Reply list(const Request &request)
{
    LocalHost *host = request.host;
    return andThen(host->queries().agents(), [host, request](const QList<domain::Agent> &agents) {
        const Result<agents::ClaudePolicy> policy = policyFor(request, agents);
        if (!policy)
            return replyNow(tl::unexpected(policy.error()));
        const QJsonArray rules =
            jsonArray(policy->rules(), [](const domain::RiskRule &rule) { return domain::toJson(rule); });
        const bool all = request.params.value(QStringLiteral("all")).toBool();
        return answered(host->queries().permits(),
                        [rules, all](const QList<domain::Permit> &permits) -> Result<QJsonObject> {
                            QJsonArray given;
                            for (const domain::Permit &permit : permits) {
                                if (all || permit.revokedMs == 0)
                                    given.append(domain::toJson(permit));
                            }
                            return QJsonObject{{QStringLiteral("rules"), rules}, {QStringLiteral("permits"), given}};
                        });
    });
}

/// "Bash(git push)" as the CLI would ask it.
Result<agents::claude::PermissionRequest> parsed(const QString &call)
{
    agents::claude::PermissionRequest out;
    const qsizetype open = call.indexOf(u'(');
    out.tool = call.left(open).trimmed();
    if (out.tool.isEmpty() || (open >= 0 && !call.trimmed().endsWith(u')'))) {
        return fail(ErrorCode::InvalidArgument, Text::tr("\"%1\" is no tool call").arg(call), QStringLiteral("call"),
                    Text::tr("Write for example Bash(git push)."));
    }
    if (open < 0)
        return out;
    const QString argument = call.mid(open + 1, call.lastIndexOf(u')') - open - 1);
    const bool runs = out.tool == QLatin1StringView("Bash") || out.tool == QLatin1StringView("Monitor");
    const QString key = runs                                          ? QStringLiteral("command")
                        : argument.contains(QLatin1StringView("://")) ? QStringLiteral("url")
                        : out.tool == QLatin1StringView("Grep") || out.tool == QLatin1StringView("Glob")
                            ? QStringLiteral("path")
                            : QStringLiteral("file_path");
    out.input.insert(key, argument);
    return out;
}

Reply test(const Request &request)
{
    const Result<agents::claude::PermissionRequest> call = parsed(request.text("call"));
    if (!call)
        return replyNow(tl::unexpected(call.error()));
    return answered(request.host->queries().agents(),
                    [request, call = *call](const QList<domain::Agent> &agents) -> Result<QJsonObject> {
                        const Result<agents::ClaudePolicy> policy = policyFor(request, agents);
                        if (!policy)
                            return tl::unexpected(policy.error());
                        agents::PermissionScene scene;
                        scene.workingDirectory = request.has("folder") ? request.text("folder") : QDir::currentPath();
                        scene.mode = request.text("mode");
                        const domain::RiskDecision decision = policy->decide(call, scene);
                        const bool asked = decision.verdict == domain::RiskRule::Verdict::Ask;
                        const int votes = decision.votes > 0 ? decision.votes
                                          : decision.risk == domain::Risk::Critical
                                              ? int(request.settings.number(QStringLiteral("approvals.votes")))
                                              : 1;
                        return QJsonObject{{QStringLiteral("risk"), domain::riskName(decision.risk)},
                                           {QStringLiteral("decide"), domain::verdictName(decision.verdict)},
                                           {QStringLiteral("rule"), decision.rule},
                                           {QStringLiteral("layer"), domain::riskLayerName(decision.layer)},
                                           {QStringLiteral("part"), decision.part},
                                           {QStringLiteral("why"), decision.why()},
                                           {QStringLiteral("votes"), asked ? votes : 0}};
                    });
}

Reply revoke(const Request &request)
{
    engine::Command command;
    command.verb = engine::Command::Verb::RevokePermit;
    command.by = request.principal.name;
    command.args = {{QStringLiteral("permit"), request.text("permit")}};
    return request.host->engine().perform(command);
}

} // namespace

Handlers ruleHandlers()
{
    return {{QStringLiteral("rule.list"), orFromLibrary(list)},
            {QStringLiteral("rule.test"), orFromLibrary(test)},
            {QStringLiteral("rule.revoke"), revoke}};
}

} // namespace podium::control
