// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/claude/session/claudeforms.h"

#include "base/json.h"

#include <QCoreApplication>

namespace podium::agents
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ClaudeForms)
};

domain::Approval approvalFor(const claude::Elicitation &request, const domain::AttemptKey &key)
{
    domain::Approval out;
    out.kind = domain::Approval::Kind::Form;
    out.run = key.run;
    out.task = key.task;
    out.attempt = key.attempt;
    out.subject = {{QStringLiteral("server"), request.server},
                   {QStringLiteral("message"), request.message},
                   {QStringLiteral("form"), request.schema}};
    if (!request.url.isEmpty())
        out.subject.insert(QStringLiteral("url"), request.url);
    out.digest = sha256Hex(canonicalJson(out.subject));
    out.title = request.message.trimmed().section(u'\n', 0, 0).left(160);
    out.reason = Text::tr("The MCP server %1 of the agent asks.").arg(request.server);
    if (!request.url.isEmpty())
        out.reason += u' ' + Text::tr("It wants you to visit %1.").arg(request.url);
    out.risk = domain::Risk::Medium; // What is answered goes to a program of somebody else.
    return out;
}

} // namespace

void ClaudeForms::ask(const claude::Elicitation &request, ClaudeStep *step)
{
    domain::Approval approval = approvalFor(request, m_key);
    // The same for the same question, also of an attempt that goes on with the work of another.
    const QString what = QStringLiteral("%1/%2/%3/%4")
                             .arg(m_key.run)
                             .arg(m_key.task)
                             .arg(approval.digest)
                             .arg(m_asked[approval.digest]++);
    approval.id = QStringLiteral("claude-") + sha256Hex(what.toUtf8()).left(16);
    m_pending.insert(request.requestId, {request, approval});
    if (m_answers.isLive())
        put(approval, step);
}

void ClaudeForms::put(const domain::Approval &approval, ClaudeStep *step)
{
    step->asked.append(approval);
    step->doing = {domain::Activity::WaitingForPerson, approval.title};
}

void ClaudeForms::caughtUp(ClaudeStep *step)
{
    for (const Pending &pending : std::as_const(m_pending)) {
        if (!m_answers.repeat(pending.request.requestId, step))
            put(pending.approval, step);
    }
    m_pending.removeIf([&](const auto &entry) { return m_answers.isGiven(entry.key()); });
}

void ClaudeForms::answer(const domain::Approval &decided, ClaudeStep *step)
{
    const auto it = std::find_if(m_pending.cbegin(), m_pending.cend(),
                                 [&](const Pending &pending) { return pending.approval.id == decided.id; });
    if (it == m_pending.cend() || m_answers.isGiven(it->request.requestId))
        return;
    const claude::Elicitation request = it->request;
    QJsonObject response;
    switch (decided.state) {
    case domain::Approval::State::Approved: {
        QJsonObject content = decided.answer;
        content.remove(QLatin1StringView("comment"));
        response = {{QStringLiteral("action"), QStringLiteral("accept")}, {QStringLiteral("content"), content}};
        break;
    }
    case domain::Approval::State::Denied:
        response = {{QStringLiteral("action"), QStringLiteral("decline")}};
        break;
    default:
        response = {{QStringLiteral("action"), QStringLiteral("cancel")}};
    }
    m_answers.give(request.requestId, response, step);
    step->log("tool", "info", Text::tr("The question of %1 was answered: %2").arg(request.server, request.message));
    step->doing = {domain::Activity::ToolRunning, request.server};
    m_pending.erase(it);
}

void ClaudeForms::withdraw(const QString &requestId, ClaudeStep *step)
{
    if (m_pending.contains(requestId))
        step->withdrawn.append(m_pending.take(requestId).approval.id);
}

void ClaudeForms::withdrawAll(ClaudeStep *step)
{
    const QStringList ids = m_pending.keys();
    for (const QString &id : ids)
        withdraw(id, step);
}

} // namespace podium::agents
