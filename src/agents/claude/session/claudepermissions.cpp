// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/claude/session/claudepermissions.h"

#include "agents/claude/claudeapproval.h"
#include "base/json.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace podium::agents
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ClaudePermissions)
};

using domain::Activity;

} // namespace

void ClaudePermissions::ask(const claude::PermissionRequest &request, const QString &hook, ClaudeStep *step)
{
    m_pending.insert(request.requestId, {request, hook, approvalIdFor(request)});
    if (m_answers.isLive() && !m_answers.isGiven(request.requestId))
        decide(request.requestId, step);
}

void ClaudePermissions::caughtUp(ClaudeStep *step)
{
    const QStringList ids = m_pending.keys(); // Deciding takes entries out.
    for (const QString &id : ids) {
        if (!m_answers.repeat(id, step))
            decide(id, step);
    }
}

void ClaudePermissions::answer(const domain::Approval &decided, ClaudeStep *step)
{
    QList<claude::PermissionRequest> answered; // Equal ones at the same time are one request.
    for (const Pending &pending : std::as_const(m_pending)) {
        if (pending.approvalId == decided.id && !m_answers.isGiven(pending.request.requestId))
            answered.append(pending.request);
    }
    for (const claude::PermissionRequest &request : std::as_const(answered))
        answer(request, decided, step);
}

void ClaudePermissions::answer(const claude::PermissionRequest &request, const domain::Approval &decided,
                               ClaudeStep *step)
{
    const domain::Approval asked = approvalFor(request, {}, m_key, m_scene);
    if (!decided.digest.isEmpty() && decided.digest != asked.digest) {
        step->log("tool", "error",
                  Text::tr("The decision on \"%1\" was made about something else and is taken as a denial.")
                      .arg(asked.title));
        reply(request.requestId, denyReply(QStringLiteral("What was decided on is not what was asked.")), step);
        return;
    }
    if (!mayRunChanged(request, decided, step))
        return;
    logDecision(request, decided, step);
    const QJsonObject response = replyFor(request, decided);
    m_deniedWithInterrupt |= response.value(QLatin1StringView("interrupt")).toBool();
    reply(request.requestId, response, step);
}

/// What an approver puts in the place of the agent's input is judged like it: it may not be riskier than what was
/// asked, nor need more votes than it has.
bool ClaudePermissions::mayRunChanged(const claude::PermissionRequest &request, const domain::Approval &decided,
                                      ClaudeStep *step)
{
    const QJsonValue input = decided.answer.value(QLatin1StringView("updated_input"));
    if (decided.state != domain::Approval::State::Approved || !input.isObject() || isQuestion(request))
        return true;
    claude::PermissionRequest changed = request;
    changed.input = input.toObject();
    const PermissionDecision decision = m_policy.decide(changed, m_scene);
    const bool agreed = decision.risk <= std::max(decided.risk, domain::Risk::High) && decision.votes <= decided.needed;
    if (decision.verdict != PermissionRule::Verdict::Deny && agreed)
        return true;
    step->log("tool", "error",
              Text::tr("The changed input is not run, the rule %1 is against it: %2")
                  .arg(decision.why(), toolSummary(changed.tool, changed.input)));
    reply(
        request.requestId,
        denyReply(QStringLiteral("A person changed the input to one that the policy does not allow. Nothing was run.")),
        step);
    return false;
}

/// Whoever reads the log sees who allowed what runs, and that it is just that.
void ClaudePermissions::logDecision(const claude::PermissionRequest &request, const domain::Approval &decided,
                                    ClaudeStep *step)
{
    if (isQuestion(request) || decided.state != domain::Approval::State::Approved)
        return;
    const QJsonValue changed = decided.answer.value(QLatin1StringView("updated_input"));
    const QJsonObject input = changed.isObject() ? changed.toObject() : request.input;
    QStringList who;
    const QJsonArray votes = decided.answer.value(QLatin1StringView("votes")).toArray();
    for (const QJsonValue &vote : votes)
        who.append(vote[QLatin1StringView("by")].toString());
    if (who.isEmpty())
        who.append(decided.decidedBy);
    const QString permit = decided.answer.value(QLatin1StringView("permit")).toString();
    QString text = Text::tr("Approved by %1: %2").arg(who.join(QStringLiteral(", ")), toolSummary(request.tool, input));
    if (changed.isObject())
        text += u' ' + Text::tr("(changed; it was %1)").arg(toolSummary(request.tool, request.input));
    if (!permit.isEmpty())
        text += u' ' + Text::tr("(always, rule %1)").arg(permit);
    text += u' ' + Text::tr("[input SHA-256 %1]").arg(sha256Hex(canonicalJson(input)));
    step->log("tool", "info", text);
}

void ClaudePermissions::withdraw(const QString &requestId, ClaudeStep *step)
{
    const Pending pending = m_pending.take(requestId);
    const bool wanted = std::any_of(m_pending.constBegin(), m_pending.constEnd(), [&](const Pending &other) {
        return other.isAsked && other.approvalId == pending.approvalId;
    });
    if (pending.isAsked && !wanted)
        step->withdrawn.append(pending.approvalId);
}

QString ClaudePermissions::approvalIdFor(const claude::PermissionRequest &request)
{
    if (!request.approval.isEmpty())
        return request.approval;
    const QString digest = approvalFor(request, {}, m_key, m_scene).digest;
    if (!request.toolUse.isEmpty())
        m_calls.insert(request.toolUse, digest);
    const QString what =
        QStringLiteral("%1/%2/%3/%4").arg(m_key.run).arg(m_key.task).arg(digest).arg(m_ended.value(digest));
    return QStringLiteral("claude-") + sha256Hex(what.toUtf8()).left(16);
}

void ClaudePermissions::callEnded(const QString &toolUse, ClaudeStep *step)
{
    if (const QString digest = m_calls.take(toolUse); !digest.isEmpty())
        ++m_ended[digest];
    const QStringList ids = m_pending.keys();
    for (const QString &id : ids) {
        if (m_pending.value(id).request.toolUse == toolUse)
            withdraw(id, step);
    }
}

void ClaudePermissions::turnEnded(ClaudeStep *step)
{
    const QStringList ids = m_pending.keys();
    for (const QString &id : ids) {
        if (m_pending.value(id).request.agentId.isEmpty())
            withdraw(id, step);
    }
}

void ClaudePermissions::decide(const QString &requestId, ClaudeStep *step)
{
    const claude::PermissionRequest request = m_pending.value(requestId).request;
    PermissionDecision decision = m_policy.decide(request, m_scene);
    if (const QString hook = m_pending.value(requestId).hook;
        !hook.isEmpty() && decision.layer != domain::RiskLayer::Guard) {
        decision.verdict = PermissionRule::Verdict::Allow;
        decision.rule = hook;
        decision.layer = domain::RiskLayer::Agent;
    }
    const QString summary = toolSummary(request.tool, request.input);
    if (!isQuestion(request) && decision.verdict == PermissionRule::Verdict::Allow) {
        step->log("tool", "debug", Text::tr("Allowed by the rule %1: %2").arg(decision.why(), summary));
        reply(request.requestId, allowReply(request.input), step);
    } else if (!isQuestion(request) && decision.verdict == PermissionRule::Verdict::Deny) {
        step->log("tool", "warning", Text::tr("Denied by the rule %1: %2").arg(decision.why(), summary));
        reply(request.requestId,
              denyReply(QStringLiteral("Denied by the policy of this team (%1). Do not try it again in another way.")
                            .arg(decision.rule)),
              step);
    } else {
        domain::Approval approval = approvalFor(request, decision, m_key, m_scene);
        Pending &pending = m_pending[requestId];
        approval.id = pending.approvalId;
        pending.isAsked = true;
        step->asked.append(approval);
        step->doing = {Activity::WaitingForPerson, approval.title};
    }
}

void ClaudePermissions::reply(const QString &requestId, const QJsonObject &response, ClaudeStep *step)
{
    m_answers.give(requestId, response, step);
    const Pending answered = m_pending.take(requestId);
    const auto waiting = std::find_if(m_pending.constBegin(), m_pending.constEnd(),
                                      [](const Pending &pending) { return pending.isAsked; });
    if (waiting != m_pending.constEnd())
        step->doing = {Activity::WaitingForPerson, toolSummary(waiting->request.tool, waiting->request.input)};
    else if (!answered.request.tool.isEmpty())
        step->doing = {Activity::ToolRunning, toolSummary(answered.request.tool, answered.request.input)};
}

} // namespace podium::agents
