// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/claude/claudesession.h"

#include "agents/claude/claudeapproval.h"
#include "base/ids.h"
#include "base/json.h"

#include <QCoreApplication>
#include <QUuid>

namespace podium::agents
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ClaudeSession)
};

using domain::Activity;

QByteArray requestLine(const QString &id, const QJsonObject &request)
{
    return canonicalJson(QJsonObject{{QStringLiteral("type"), QStringLiteral("control_request")},
                                     {QStringLiteral("request_id"), id},
                                     {QStringLiteral("request"), request}}) +
           '\n';
}

/// `client_composed`: text from other tasks must not be able to run the CLI's commands (/…) or to have files read into
/// the conversation (@…).
QByteArray messageLine(const QString &id, const QString &text)
{
    return canonicalJson(
               QJsonObject{{QStringLiteral("type"), QStringLiteral("user")},
                           {QStringLiteral("message"), QJsonObject{{QStringLiteral("role"), QStringLiteral("user")},
                                                                   {QStringLiteral("content"), text}}},
                           {QStringLiteral("parent_tool_use_id"), QJsonValue::Null},
                           {QStringLiteral("session_id"), QString()},
                           {QStringLiteral("client_composed"), true},
                           {QStringLiteral("uuid"), id}}) +
           '\n';
}

QByteArray responseLine(const QJsonObject &response)
{
    return canonicalJson(QJsonObject{{QStringLiteral("type"), QStringLiteral("control_response")},
                                     {QStringLiteral("response"), response}}) +
           '\n';
}

/// A tool's result in one short line.
QString shortened(const QString &text)
{
    const QStringList lines = text.trimmed().split(u'\n');
    QString out = lines.first().left(200);
    if (lines.size() > 1)
        out += Text::tr(" … (%n lines)", nullptr, int(lines.size()));
    else if (lines.first().size() > 200)
        out += QStringLiteral(" …");
    return out;
}

void logLines(const QString &prefix, const QString &text, ClaudeStep *step)
{
    for (const QString &line : text.split(u'\n'))
        step->logs.append({QStringLiteral("agent"), QStringLiteral("info"), prefix + line});
}

QString prefixOf(const QString &parentToolUse, const QString &subagent)
{
    if (parentToolUse.isEmpty())
        return {};
    return QStringLiteral("[%1] ").arg(subagent.isEmpty() ? QStringLiteral("subagent") : subagent);
}

} // namespace

ClaudeSession::ClaudeSession(Setup setup) : m_setup(std::move(setup))
{
    if (!m_setup.resumed)
        m_lastTotal = 0;
}

ClaudeStep ClaudeSession::open(const QString &systemPrompt, const QJsonObject &outputSchema, const QString &prompt)
{
    QJsonObject request{{QStringLiteral("subtype"), QStringLiteral("initialize")}};
    if (!systemPrompt.isEmpty())
        request.insert(QStringLiteral("appendSystemPrompt"), systemPrompt);
    if (!outputSchema.isEmpty())
        request.insert(QStringLiteral("jsonSchema"), outputSchema);
    ClaudeStep step;
    const QString id = QStringLiteral("podium-initialize");
    step.writes.append({ClaudeWrite::Kind::Request, id, requestLine(id, request)});
    step.writes += say(prompt).writes;
    m_live = true;
    return step;
}

void ClaudeSession::remember(const ClaudeWrite &written)
{
    if (written.kind == ClaudeWrite::Kind::Answer) {
        m_answers.insert(written.id, written);
    } else if (written.kind == ClaudeWrite::Kind::Message) {
        m_messages.insert(written.id, written);
        m_open.insert(written.id);
    }
}

ClaudeStep ClaudeSession::feed(const claude::Message &message)
{
    ClaudeStep step;
    if (!message.session.isEmpty())
        m_session = message.session;
    std::visit([&](const auto &body) { on(body, &step); }, message.body);
    return step;
}

ClaudeStep ClaudeSession::caughtUp()
{
    ClaudeStep step;
    if (m_live)
        return step;
    m_live = true;
    // A message whose way to the CLI nobody saw the end of is sent once more; the CLI takes each id once. A CLI that
    // does not tell about messages gets the prompt again only if no turn has begun.
    for (const ClaudeWrite &message : std::as_const(m_messages)) {
        if (m_hasLifecycle || !m_turnStarted)
            step.writes.append(message);
    }
    const QStringList ids = m_pending.keys(); // Deciding takes entries out.
    for (const QString &id : ids) {
        const auto answered = m_answers.constFind(id);
        if (answered != m_answers.constEnd())
            step.writes.append(*answered);
        else
            decide(id, &step);
    }
    step.activityChanged = true;
    return step;
}

ClaudeStep ClaudeSession::say(const QString &text)
{
    ClaudeStep step;
    const QString id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    const ClaudeWrite write{ClaudeWrite::Kind::Message, id, messageLine(id, text)};
    m_messages.insert(id, write);
    m_open.insert(id);
    step.writes.append(write);
    return step;
}

ClaudeStep ClaudeSession::interrupt()
{
    ClaudeStep step;
    const QString id = QStringLiteral("podium-") + newId();
    step.writes.append({ClaudeWrite::Kind::Request, id,
                        requestLine(id, {{QStringLiteral("subtype"), QStringLiteral("interrupt")},
                                         {QStringLiteral("cancel_queued"), true}})});
    return step;
}

ClaudeStep ClaudeSession::answer(const domain::Approval &decided)
{
    ClaudeStep step;
    const auto it = std::find_if(m_pending.begin(), m_pending.end(), [&](const Pending &pending) {
        return QStringLiteral("claude-") + pending.request.requestId == decided.id;
    });
    if (it == m_pending.end() || m_answers.contains(it->request.requestId))
        return step; // Withdrawn or answered meanwhile.
    const claude::PermissionRequest request = it->request;
    const domain::Approval asked = approvalFor(request, {}, m_setup.key, m_setup.scene);
    if (!decided.digest.isEmpty() && decided.digest != asked.digest) {
        step.logs.append({QStringLiteral("tool"), QStringLiteral("error"),
                          Text::tr("The decision on \"%1\" was made about something else and is taken as a denial.")
                              .arg(asked.title)});
        reply(request.requestId, denyReply(QStringLiteral("What was decided on is not what was asked.")), &step);
        return step;
    }
    const QJsonObject response = replyFor(request, decided);
    m_deniedWithInterrupt |= response.value(QLatin1StringView("interrupt")).toBool();
    reply(request.requestId, response, &step);
    return step;
}

bool ClaudeSession::isQuiet() const
{
    return waitsForBackground() && m_background.isEmpty() && !m_expectsTurn;
}

bool ClaudeSession::waitsForBackground() const
{
    return m_result && !m_turnRunning && m_open.isEmpty() && m_pending.isEmpty() &&
           (m_state.isEmpty() || m_state == QLatin1StringView("idle"));
}

void ClaudeSession::stopWaiting()
{
    m_background.clear();
    m_expectsTurn = false;
}

std::optional<ClaudeFailure> ClaudeSession::failure() const
{
    if (m_doom)
        return m_doom;
    if (!m_result || !isFailure(*m_result))
        return std::nullopt;
    ClaudeFailure out = classifyResult(*m_result, m_turn);
    if (out.errorClass == QLatin1StringView("aborted") && m_deniedWithInterrupt) {
        out.errorClass = QStringLiteral("denied");
        out.error = Text::tr("A person denied a tool and ended the turn.");
        out.retryable = false;
    }
    return out;
}

void ClaudeSession::on(const claude::Assistant &said, ClaudeStep *step)
{
    const QString prefix = prefixOf(said.parentToolUse, said.subagent);
    if (!said.error.isEmpty()) {
        m_turn.apiError = said.error;
        if (said.resetsAtMs > 0)
            m_turn.resetsAtMs = said.resetsAtMs;
        step->logs.append({QStringLiteral("agent"), QStringLiteral("error"), prefix + said.text});
        return;
    }
    if (!said.messageId.isEmpty()) {
        m_openAnswers.insert(said.messageId, said.usage);
        step->usageChanged = true;
    }
    if (said.parentToolUse.isEmpty()) {
        m_turnRunning = true;
        m_turn = {}; // The API answers again.
    }
    if (!said.text.isEmpty())
        logLines(prefix, said.text, step);
    for (const claude::ToolUse &use : said.tools) {
        const QString summary = toolSummary(use.name, use.input);
        m_tools.insert(use.id, summary);
        step->logs.append({QStringLiteral("tool"), QStringLiteral("info"), prefix + summary});
    }
    if (!said.parentToolUse.isEmpty())
        return;
    if (said.tools.isEmpty())
        setActivity(Activity::Thinking, {}, step);
    else
        setActivity(Activity::ToolRunning, m_tools.value(said.tools.last().id), step);
}

void ClaudeSession::on(const claude::User &said, ClaudeStep *step)
{
    const QString prefix = prefixOf(said.parentToolUse, said.subagent);
    for (const claude::ToolResult &result : said.results) {
        const QString what = m_tools.take(result.toolUse);
        step->logs.append({QStringLiteral("tool"), result.isError ? QStringLiteral("warning") : QStringLiteral("info"),
                           prefix + QStringLiteral("→ ") + shortened(result.text)});
        // The call is over, however it was decided; a request about it needs no answer any more.
        const QList<QString> ids = m_pending.keys();
        for (const QString &id : ids) {
            if (m_pending.value(id).request.toolUse == result.toolUse)
                dropPending(id, step);
        }
        if (said.parentToolUse.isEmpty() && m_turnRunning)
            setActivity(m_tools.isEmpty() ? Activity::Thinking : Activity::ToolRunning,
                        m_tools.isEmpty() ? QString() : *m_tools.constBegin(), step);
    }
}

void ClaudeSession::on(const claude::TurnResult &result, ClaudeStep *step)
{
    m_turnRunning = false;
    m_expectsTurn = false;
    m_tools.clear();
    m_result = result;
    // What the turn asked for is over with it; subagents in the background may go on asking.
    const QStringList ids = m_pending.keys();
    for (const QString &id : ids) {
        if (m_pending.value(id).request.agentId.isEmpty())
            dropPending(id, step);
    }
    if (m_hasLifecycle) {
        for (const QString &id : result.userMessages) {
            m_open.remove(id);
            m_messages.remove(id);
        }
    } else {
        m_open.clear();
        m_messages.clear();
    }
    addUsage(result);
    step->usageChanged = true;
    if (const std::optional<ClaudeFailure> failed = failure())
        step->logs.append({QStringLiteral("agent"), QStringLiteral("error"), failed->error});
    if (!m_doom)
        setActivity(Activity::Idle, {}, step);
}

void ClaudeSession::on(const claude::Init &init, ClaudeStep *step)
{
    m_turnStarted = true;
    m_turnRunning = true;
    m_expectsTurn = false;
    m_turn = {};
    m_setup.scene.mode = init.permissionMode;
    m_hasLifecycle |= init.capabilities.contains(QLatin1StringView("msg_lifecycle_v1"));
    setActivity(Activity::Thinking, init.model, step);
}

void ClaudeSession::on(const claude::ApiRetry &retry, ClaudeStep *step)
{
    const QString what = retry.status ? QStringLiteral("%1 (%2)").arg(retry.error).arg(*retry.status) : retry.error;
    const QString text = Text::tr("The API answered %1; try %2 of %3 follows in %4 s.")
                             .arg(what)
                             .arg(retry.attempt)
                             .arg(retry.maxRetries)
                             .arg(double(retry.delayMs) / 1000, 0, 'f', 1);
    step->logs.append({QStringLiteral("agent"), QStringLiteral("warning"), text});
    if (retry.status == 401 || retry.error == QLatin1StringView("authentication_failed")) {
        // The CLI would go on for three minutes with credentials that will not become right.
        if (!m_doom && m_live)
            step->writes += interrupt().writes;
        m_doom = authFailure(what);
        setActivity(Activity::LoginNeeded, what, step);
    } else if (retry.status == 429 || retry.status == 529) {
        setActivity(Activity::RateLimited, text, step);
    } else {
        setActivity(Activity::Thinking, text, step);
    }
}

void ClaudeSession::on(const claude::RateLimit &limit, ClaudeStep *step)
{
    if (limit.status == QLatin1StringView("allowed"))
        return;
    const QString text =
        Text::tr("Rate limit %1: %2, %3 % used.").arg(limit.window, limit.status).arg(qRound(limit.utilization * 100));
    step->logs.append({QStringLiteral("agent"), QStringLiteral("warning"), text});
    if (limit.status == QLatin1StringView("rejected")) {
        m_turn.resetsAtMs = limit.resetsAtMs;
        setActivity(Activity::RateLimited, text, step);
    }
}

void ClaudeSession::on(const claude::SessionState &state, ClaudeStep *)
{
    m_state = state.state;
    if (m_state == QLatin1StringView("running"))
        m_expectsTurn = false;
    if (m_state == QLatin1StringView("idle") && m_result) {
        m_turnRunning = false;
        m_open -= m_begun; // Lifecycle lines that got lost must not keep an attempt open for ever.
        m_begun.clear();
    }
}

void ClaudeSession::on(const claude::BackgroundTasks &tasks, ClaudeStep *step)
{
    m_background = tasks.descriptions;
    if (!m_background.isEmpty() && !m_turnRunning)
        setActivity(Activity::ToolRunning, m_background.join(QStringLiteral(", ")), step);
}

void ClaudeSession::on(const claude::TaskNotification &task, ClaudeStep *step)
{
    step->logs.append(
        {QStringLiteral("tool"), QStringLiteral("info"),
         Text::tr("In the background: %1").arg(task.summary.isEmpty() ? task.status : shortened(task.summary))});
    m_expectsTurn = !m_turnRunning;
}

void ClaudeSession::on(const claude::PermissionRequest &request, ClaudeStep *step)
{
    m_pending.insert(request.requestId, {request, {}});
    if (m_live && !m_answers.contains(request.requestId))
        decide(request.requestId, step);
}

void ClaudeSession::on(const claude::OtherRequest &request, ClaudeStep *step)
{
    // We offer neither hooks nor tools nor dialogs; a request that comes nevertheless must not wait for ever.
    if (!m_live)
        return;
    if (request.subtype == QLatin1StringView("elicitation")) {
        reply(request.requestId, {{QStringLiteral("action"), QStringLiteral("decline")}}, step);
        return;
    }
    step->writes.append({ClaudeWrite::Kind::Request, request.requestId,
                         responseLine({{QStringLiteral("subtype"), QStringLiteral("error")},
                                       {QStringLiteral("request_id"), request.requestId},
                                       {QStringLiteral("error"),
                                        QStringLiteral("Unsupported control request subtype: ") + request.subtype}})});
}

void ClaudeSession::on(const claude::RequestCancelled &cancelled, ClaudeStep *step)
{
    dropPending(cancelled.requestId, step);
}

void ClaudeSession::on(const claude::Response &response, ClaudeStep *step)
{
    if (!response.ok)
        step->logs.append({QStringLiteral("agent"), QStringLiteral("error"),
                           Text::tr("Claude Code refused a request: %1").arg(response.error)});
}

void ClaudeSession::on(const claude::Mode &mode, ClaudeStep *)
{
    m_setup.scene.mode = mode.mode;
}

void ClaudeSession::on(const claude::Lifecycle &lifecycle, ClaudeStep *)
{
    m_hasLifecycle = true;
    m_messages.remove(lifecycle.message); // It has arrived.
    if (lifecycle.state == QLatin1StringView("started"))
        m_begun.insert(lifecycle.message);
    if (lifecycle.state == QLatin1StringView("completed") || lifecycle.state == QLatin1StringView("cancelled")) {
        m_open.remove(lifecycle.message);
        m_begun.remove(lifecycle.message);
    }
}

void ClaudeSession::on(const claude::Notice &notice, ClaudeStep *step)
{
    step->logs.append(
        {QStringLiteral("agent"), notice.warning ? QStringLiteral("warning") : QStringLiteral("info"), notice.text});
}

void ClaudeSession::on(const claude::Reset &reset, ClaudeStep *)
{
    m_session = reset.session;
}

void ClaudeSession::decide(const QString &requestId, ClaudeStep *step)
{
    const claude::PermissionRequest request = m_pending.value(requestId).request;
    const PermissionDecision decision = m_setup.policy.decide(request, m_setup.scene);
    const QString summary = toolSummary(request.tool, request.input);
    if (!isQuestion(request) && decision.verdict == PermissionRule::Verdict::Allow) {
        step->logs.append({QStringLiteral("tool"), QStringLiteral("debug"),
                           Text::tr("Allowed by the rule \"%1\": %2").arg(decision.rule, summary)});
        reply(request.requestId, allowReply(request.input), step);
    } else if (!isQuestion(request) && decision.verdict == PermissionRule::Verdict::Deny) {
        step->logs.append({QStringLiteral("tool"), QStringLiteral("warning"),
                           Text::tr("Denied by the rule \"%1\": %2").arg(decision.rule, summary)});
        reply(request.requestId,
              denyReply(QStringLiteral("Denied by the policy of this team (%1). Do not try it again in another way.")
                            .arg(decision.rule)),
              step);
    } else {
        const domain::Approval approval = approvalFor(request, decision, m_setup.key, m_setup.scene);
        m_pending[requestId].approvalId = approval.id;
        step->asked.append(approval);
        setActivity(Activity::WaitingForPerson, approval.title, step);
    }
}

void ClaudeSession::reply(const QString &requestId, const QJsonObject &response, ClaudeStep *step)
{
    const ClaudeWrite write{ClaudeWrite::Kind::Answer, requestId,
                            responseLine({{QStringLiteral("subtype"), QStringLiteral("success")},
                                          {QStringLiteral("request_id"), requestId},
                                          {QStringLiteral("response"), response}})};
    m_answers.insert(requestId, write);
    const Pending answered = m_pending.take(requestId);
    step->writes.append(write);
    const auto waiting = std::find_if(m_pending.constBegin(), m_pending.constEnd(),
                                      [](const Pending &pending) { return !pending.approvalId.isEmpty(); });
    if (waiting != m_pending.constEnd())
        setActivity(Activity::WaitingForPerson, toolSummary(waiting->request.tool, waiting->request.input), step);
    else if (!answered.request.tool.isEmpty())
        setActivity(Activity::ToolRunning, toolSummary(answered.request.tool, answered.request.input), step);
}

void ClaudeSession::dropPending(const QString &requestId, ClaudeStep *step)
{
    const Pending pending = m_pending.take(requestId);
    if (!pending.approvalId.isEmpty())
        step->withdrawn.append(pending.approvalId);
}

void ClaudeSession::setActivity(Activity activity, const QString &detail, ClaudeStep *step)
{
    if (m_activity == activity && m_detail == detail)
        return;
    m_activity = activity;
    m_detail = detail;
    step->activityChanged = true;
}

domain::Usage ClaudeSession::usage() const
{
    domain::Usage out = m_usage;
    for (const domain::Usage &answer : m_openAnswers) {
        out.inputTokens = out.inputTokens.value_or(0) + answer.inputTokens.value_or(0);
        out.outputTokens = out.outputTokens.value_or(0) + answer.outputTokens.value_or(0);
    }
    return out;
}

void ClaudeSession::addUsage(const claude::TurnResult &result)
{
    m_openAnswers.clear(); // The result counts them.
    domain::Usage turn = result.sinceLast.value_or(result.turn);
    if (!result.sinceLast && result.totalUsd && m_lastTotal)
        turn.usd =
            *result.totalUsd >= *m_lastTotal ? *result.totalUsd - *m_lastTotal : *result.totalUsd; // After /clear.
    if (result.totalUsd)
        m_lastTotal = result.totalUsd;
    if (turn.usd)
        m_usage.usd = m_usage.usd.value_or(0) + *turn.usd;
    if (turn.inputTokens)
        m_usage.inputTokens = m_usage.inputTokens.value_or(0) + *turn.inputTokens;
    if (turn.outputTokens)
        m_usage.outputTokens = m_usage.outputTokens.value_or(0) + *turn.outputTokens;
}

} // namespace podium::agents
