// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/claude/session/claudesession.h"

#include "agents/claude/claudeapproval.h"
#include "agents/claude/session/claudewire.h"
#include "base/ids.h"
#include "domain/definition/coding/values.h"

#include <QCoreApplication>
#include <QJsonArray>
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
        step->log("agent", "info", prefix + line);
}

/// `known`: subagents that run, by the call that started them.
QString prefixOf(const QString &parentToolUse, const QString &subagent, const QHash<QString, QString> &known)
{
    if (parentToolUse.isEmpty())
        return {};
    const QString type = subagent.isEmpty() ? QStringLiteral("subagent") : subagent;
    return QStringLiteral("[%1] ").arg(known.value(parentToolUse, type));
}

} // namespace

ClaudeSession::ClaudeSession(const Setup &setup)
    : m_hooks({setup.key, setup.hooks}, m_answers), m_permissions(setup.key, setup.scene, setup.policy, m_answers),
      m_forms(setup.key, m_answers), m_podiumTools(setup.tools, m_answers), m_usage(setup.prices, setup.day)
{
    if (!setup.resumed)
        m_usage.beginAtZero();
}

ClaudeStep ClaudeSession::open(const QString &systemPrompt, const QJsonObject &outputSchema, const QString &prompt)
{
    QJsonObject request{{QStringLiteral("subtype"), QStringLiteral("initialize")}};
    if (!systemPrompt.isEmpty())
        request.insert(QStringLiteral("appendSystemPrompt"), systemPrompt);
    if (!outputSchema.isEmpty())
        request.insert(QStringLiteral("jsonSchema"), outputSchema);
    if (const QJsonObject hooks = m_hooks.registration(); !hooks.isEmpty())
        request.insert(QStringLiteral("hooks"), hooks);
    if (m_podiumTools.isOffered())
        request.insert(QStringLiteral("sdkMcpServers"), QJsonArray{ClaudeTools::serverName()});
    ClaudeStep step;
    const QString id = QStringLiteral("podium-initialize");
    step.writes.append({ClaudeWrite::Kind::Request, id, claude::requestLine(id, request)});
    step.writes += say(prompt).writes;
    m_answers.goLive();
    return step;
}

void ClaudeSession::remember(const ClaudeWrite &written)
{
    if (written.kind == ClaudeWrite::Kind::Answer) {
        m_answers.remember(written);
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
    return settled(std::move(step));
}

ClaudeStep ClaudeSession::settled(ClaudeStep step)
{
    if (step.doing && *step.doing != m_doing) {
        m_doing = *step.doing;
        step.activityChanged = true;
    }
    return step;
}

ClaudeStep ClaudeSession::caughtUp()
{
    ClaudeStep step;
    if (m_answers.isLive())
        return step;
    m_answers.goLive();
    // A message whose way to the CLI nobody saw the end of is sent once more; the CLI takes each id once. A CLI that
    // does not tell about messages gets the prompt again only if no turn has begun.
    for (const ClaudeWrite &message : std::as_const(m_messages)) {
        if (m_hasLifecycle || !m_turnStarted)
            step.writes.append(message);
    }
    m_permissions.caughtUp(&step);
    m_forms.caughtUp(&step);
    m_podiumTools.caughtUp(&step);
    m_hooks.caughtUp(&step);
    m_answers.forget();
    step.activityChanged = true;
    return settled(std::move(step));
}

ClaudeStep ClaudeSession::say(const QString &text, bool ofPerson)
{
    ClaudeStep step;
    const QString id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    const ClaudeWrite write{ClaudeWrite::Kind::Message, id, claude::messageLine(id, text), ofPerson};
    m_messages.insert(id, write);
    m_open.insert(id);
    step.writes.append(write);
    return step;
}

ClaudeStep ClaudeSession::ask(const QString &id, const QJsonObject &request)
{
    ClaudeStep step;
    m_asked.insert(id);
    step.writes.append({ClaudeWrite::Kind::Request, id, claude::requestLine(id, request)});
    return step;
}

ClaudeStep ClaudeSession::interrupt()
{
    ClaudeStep step;
    const QString id = QStringLiteral("podium-") + newId();
    step.writes.append({ClaudeWrite::Kind::Request, id,
                        claude::requestLine(id, {{QStringLiteral("subtype"), QStringLiteral("interrupt")},
                                                 {QStringLiteral("cancel_queued"), true}})});
    return step;
}

ClaudeStep ClaudeSession::answer(const domain::Approval &decided)
{
    ClaudeStep step;
    m_permissions.answer(decided, &step);
    m_forms.answer(decided, &step);
    return settled(std::move(step));
}

ClaudeStep ClaudeSession::toolEnded(const QString &callId, const Result<QJsonValue> &result)
{
    ClaudeStep step;
    m_podiumTools.ended(callId, result, &step);
    return step;
}

ClaudeStep ClaudeSession::hookEnded(const QString &callId, const HookAnswer &answer)
{
    ClaudeStep step;
    m_hooks.ended(callId, answer, &step);
    return step;
}

ClaudeStep ClaudeSession::toolProgressed(const QString &callId, double value, double total, const QString &text)
{
    ClaudeStep step;
    m_podiumTools.progressed(callId, value, total, text, &step);
    return step;
}

bool ClaudeSession::isQuiet() const
{
    return waitsForBackground() && m_background.isEmpty() && !m_expectsTurn;
}

bool ClaudeSession::waitsForBackground() const
{
    return m_result && !m_turnRunning && m_open.isEmpty() && m_permissions.isEmpty() && m_forms.isEmpty() &&
           (m_state.isEmpty() || m_state == QLatin1StringView("idle"));
}

void ClaudeSession::stopWaiting()
{
    m_background.clear();
    m_agentsInBackground = false;
    m_expectsTurn = false;
}

void ClaudeSession::giveUpBackground(qint64 silentMs)
{
    m_doom = ClaudeFailure{QStringLiteral("background_silent"),
                           Text::tr("Nothing was heard for %1 of what still runs in the background: %2. If it needs "
                                    "longer, raise background_wait in the agent's options, or claude.background_wait.")
                               .arg(domain::durationText(silentMs), background()),
                           true};
    stopWaiting();
}

std::optional<ClaudeFailure> ClaudeSession::failure() const
{
    if (m_doom)
        return m_doom;
    if (m_result && m_hooks.promptBlocked())
        return ClaudeFailure{QStringLiteral("prompt_blocked"),
                             Text::tr("A hook keeps the prompt from the agent: %1").arg(*m_hooks.promptBlocked()),
                             false};
    if (m_result && m_hooks.givenUp())
        return ClaudeFailure{QStringLiteral("quality_gate"), *m_hooks.givenUp(), true};
    if (!m_result || !isFailure(*m_result))
        return std::nullopt;
    ClaudeFailure out = classifyResult(*m_result, m_turn);
    if (out.errorClass == QLatin1StringView("aborted") && m_permissions.deniedWithInterrupt()) {
        out.errorClass = QStringLiteral("denied");
        out.error = Text::tr("A person denied a tool and ended the turn.");
        out.retryable = false;
    }
    return out;
}

void ClaudeSession::on(const claude::Assistant &said, ClaudeStep *step)
{
    const QString prefix = prefixOf(said.parentToolUse, said.subagent, m_subagents);
    if (!said.error.isEmpty()) {
        m_turn.apiError = said.error;
        if (said.resetsAtMs > 0)
            m_turn.resetsAtMs = said.resetsAtMs;
        step->log("agent", "error", prefix + said.text);
        return;
    }
    if (!said.messageId.isEmpty()) {
        m_usage.add(said);
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
        step->log("tool", "info", prefix + summary);
    }
    if (!said.parentToolUse.isEmpty())
        return;
    if (said.tools.isEmpty())
        step->doing = {Activity::Thinking, {}};
    else
        step->doing = {Activity::ToolRunning, m_tools.value(said.tools.last().id)};
}

void ClaudeSession::on(const claude::User &said, ClaudeStep *step)
{
    const QString prefix = prefixOf(said.parentToolUse, said.subagent, m_subagents);
    for (const claude::ToolResult &result : said.results) {
        const QString what = m_tools.take(result.toolUse);
        step->log("tool", result.isError ? "warning" : "info", prefix + QStringLiteral("→ ") + shortened(result.text));
        m_permissions.callEnded(result.toolUse, step);
        m_hooks.toolEnded(result.toolUse);
        m_podiumTools.callEnded(result.toolUse, step);
        if (said.parentToolUse.isEmpty() && m_turnRunning)
            step->doing = {m_tools.isEmpty() ? Activity::Thinking : Activity::ToolRunning,
                           m_tools.isEmpty() ? QString() : *m_tools.constBegin()};
    }
}

void ClaudeSession::on(const claude::TurnResult &result, ClaudeStep *step)
{
    m_turnRunning = false;
    m_expectsTurn = false;
    m_tools.clear();
    m_result = result;
    m_permissions.turnEnded(step);
    if (!m_agentsInBackground) // A form does not say whose it is: it may be one of theirs.
        m_forms.withdrawAll(step);
    m_hooks.turnEnded();
    if (m_hasLifecycle) {
        for (const QString &id : result.userMessages) {
            m_open.remove(id);
            m_messages.remove(id);
        }
    } else {
        m_open.clear();
        m_messages.clear();
    }
    m_usage.add(result);
    step->usageChanged = true;
    if (const std::optional<ClaudeFailure> failed = failure())
        step->log("agent", "error", failed->error);
    if (!m_doom)
        step->doing = {Activity::Idle, {}};
}

void ClaudeSession::on(const claude::Init &init, ClaudeStep *step)
{
    m_turnStarted = true;
    m_turnRunning = true;
    m_expectsTurn = false;
    m_turn = {};
    m_permissions.setMode(init.permissionMode);
    m_hasLifecycle |= init.capabilities.contains(QLatin1StringView("msg_lifecycle_v1"));
    step->doing = {Activity::Thinking, init.model};
}

void ClaudeSession::on(const claude::ApiRetry &retry, ClaudeStep *step)
{
    const QString what = retry.status ? QStringLiteral("%1 (%2)").arg(retry.error).arg(*retry.status) : retry.error;
    const QString text = Text::tr("The API answered %1; try %2 of %3 follows in %4 s.")
                             .arg(what)
                             .arg(retry.attempt)
                             .arg(retry.maxRetries)
                             .arg(double(retry.delayMs) / 1000, 0, 'f', 1);
    step->log("agent", "warning", text);
    if (retry.status == 401 || retry.error == QLatin1StringView("authentication_failed")) {
        // The CLI would go on for three minutes with credentials that will not become right.
        if (!m_doom && m_answers.isLive())
            step->writes += interrupt().writes;
        m_doom = authFailure(what);
        step->doing = {Activity::LoginNeeded, what};
    } else if (retry.status == 429 || retry.status == 529) {
        step->doing = {Activity::RateLimited, text};
    } else {
        step->doing = {Activity::Thinking, text};
    }
}

void ClaudeSession::on(const claude::RateLimit &limit, ClaudeStep *step)
{
    if (limit.status == QLatin1StringView("allowed"))
        return;
    const QString text =
        Text::tr("Rate limit %1: %2, %3 % used.").arg(limit.window, limit.status).arg(qRound(limit.utilization * 100));
    step->log("agent", "warning", text);
    if (limit.status == QLatin1StringView("rejected")) {
        m_turn.resetsAtMs = limit.resetsAtMs;
        step->doing = {Activity::RateLimited, text};
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
    m_agentsInBackground = tasks.hasAgents;
    if (!m_agentsInBackground && !m_turnRunning)
        m_forms.withdrawAll(step);
    if (!m_background.isEmpty() && !m_turnRunning)
        step->doing = {Activity::ToolRunning, m_background.join(QStringLiteral(", "))};
}

void ClaudeSession::on(const claude::TaskStarted &task, ClaudeStep *step)
{
    QString name = task.subagent;
    if (!task.description.isEmpty())
        name += (name.isEmpty() ? QString() : QStringLiteral(": ")) + shortened(task.description);
    m_subagents.insert(task.toolUse, name);
    m_usage.add(task);
    step->usageChanged = true;
    step->log("tool", "info",
              task.background ? Text::tr("In the background: %1 begins").arg(name) : Text::tr("%1 begins").arg(name));
}

void ClaudeSession::on(const claude::WorkflowProgress &progress, ClaudeStep *step)
{
    m_usage.add(progress);
    step->usageChanged = true;
}

void ClaudeSession::on(const claude::TaskNotification &task, ClaudeStep *step)
{
    const QString name = m_subagents.take(task.toolUse);
    QString text = task.summary.isEmpty() ? task.status : shortened(task.summary);
    if (!name.isEmpty())
        text.prepend(name + QStringLiteral(" → "));
    if (task.tokens)
        text += Text::tr(" (%1 tokens, %2 tool calls, %3 s)")
                    .arg(*task.tokens)
                    .arg(task.toolUses)
                    .arg(double(task.durationMs) / 1000, 0, 'f', 1);
    step->log("tool", "info", Text::tr("Ended: %1").arg(text));
    m_expectsTurn = !m_turnRunning;
}

void ClaudeSession::on(const claude::PermissionRequest &request, ClaudeStep *step)
{
    m_permissions.ask(request, m_hooks.allowedBy(request.toolUse), step);
}

void ClaudeSession::on(const claude::McpRequest &request, ClaudeStep *step)
{
    m_podiumTools.receive(request, step);
}

void ClaudeSession::on(const claude::HookRequest &request, ClaudeStep *step)
{
    m_hooks.receive(request, step);
}

void ClaudeSession::on(const claude::Elicitation &request, ClaudeStep *step)
{
    m_forms.ask(request, step);
}

void ClaudeSession::on(const claude::OtherRequest &request, ClaudeStep *step)
{
    // A request that comes nevertheless must not wait for ever.
    if (!m_answers.isLive())
        return;
    m_answers.refuse(request.requestId, QStringLiteral("Unsupported control request subtype: ") + request.subtype,
                     step);
}

void ClaudeSession::on(const claude::RequestCancelled &cancelled, ClaudeStep *step)
{
    m_permissions.withdraw(cancelled.requestId, step);
    m_forms.withdraw(cancelled.requestId, step);
    m_podiumTools.withdraw(cancelled.requestId, step);
    m_hooks.withdraw(cancelled.requestId, step);
}

void ClaudeSession::on(const claude::Response &response, ClaudeStep *step)
{
    if (m_asked.remove(response.requestId))
        step->replies.append({response.requestId, response.ok, response.value, response.error});
    else if (!response.ok)
        step->log("agent", "error", Text::tr("Claude Code refused a request: %1").arg(response.error));
}

void ClaudeSession::on(const claude::Mode &mode, ClaudeStep *)
{
    m_permissions.setMode(mode.mode);
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
    step->log("agent", notice.warning ? "warning" : "info", notice.text);
}

void ClaudeSession::on(const claude::Reset &reset, ClaudeStep *)
{
    m_session = reset.session;
}

} // namespace podium::agents
