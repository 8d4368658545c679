// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/claude/session/claudetools.h"

#include "agents/claude/session/claudewire.h"
#include "base/ids.h"

#include <QCoreApplication>

namespace podium::agents
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ClaudeTools)
};

QJsonObject wrapped(const QJsonObject &message)
{
    return {{QStringLiteral("mcp_response"), message}};
}

} // namespace

void ClaudeTools::receive(const claude::McpRequest &request, ClaudeStep *step)
{
    if (m_answers.isLive())
        serve(request, step);
    else
        m_early.append(request);
}

void ClaudeTools::serve(const claude::McpRequest &request, ClaudeStep *step)
{
    if (request.server != serverName() || !isOffered()) {
        m_answers.refuse(request.requestId, QStringLiteral("There is no server of this name: ") + request.server, step);
        return;
    }
    const McpServer::Reply reply = m_server.receive(request.message);
    if (const auto *message = std::get_if<QJsonObject>(&reply)) {
        m_answers.giveLightly(request.requestId, wrapped(*message), step);
    } else if (const auto *call = std::get_if<McpServer::Call>(&reply)) {
        m_running.insert(request.requestId, *call);
        step->calls.append({request.requestId, call->tool, call->arguments});
    } else {
        const QJsonValue id = std::get<McpServer::Cancel>(reply).id;
        m_answers.giveLightly(request.requestId, wrapped(McpServer::acknowledgement()), step);
        const QStringList running = m_running.keys();
        for (const QString &requestId : running) {
            if (m_running.value(requestId).id == id)
                withdraw(requestId, step);
        }
    }
}

void ClaudeTools::caughtUp(ClaudeStep *step)
{
    for (const claude::McpRequest &request : std::exchange(m_early, {})) {
        if (m_answers.repeat(request.requestId, step))
            continue;
        ClaudeStep served;
        serve(request, &served);
        step->writes += served.writes;
        step->cancelledCalls += served.cancelledCalls;
        for (const ClaudeToolCall &call : std::as_const(served.calls)) {
            const AgentTool *tool = m_tools.find(call.tool);
            if (tool && tool->repeatable) {
                step->calls.append(call);
                continue;
            }
            ended(call.id,
                  fail(ErrorCode::Conflict,
                       Text::tr("Podium was restarted in the middle of this call; nobody knows whether it was done"),
                       call.tool, Text::tr("Find out whether it took effect before you call it again.")),
                  step);
        }
    }
}

void ClaudeTools::ended(const QString &callId, const Result<QJsonValue> &result, ClaudeStep *step)
{
    const auto it = m_running.constFind(callId);
    if (it == m_running.constEnd())
        return;
    m_answers.give(callId, wrapped(McpServer::result(it->id, result)), step);
    m_running.erase(it);
}

void ClaudeTools::progressed(const QString &callId, double value, double total, const QString &text,
                             ClaudeStep *step) const
{
    const auto it = m_running.constFind(callId);
    if (it == m_running.constEnd())
        return;
    if (!text.isEmpty())
        step->log("tool", "debug", it->tool + QStringLiteral(": ") + text);
    if (it->progressToken.isUndefined())
        return;
    const QString id = QStringLiteral("podium-") + newId();
    step->writes.append({ClaudeWrite::Kind::Request, id,
                         claude::requestLine(id, {{QStringLiteral("subtype"), QStringLiteral("mcp_message")},
                                                  {QStringLiteral("server_name"), serverName()},
                                                  {QStringLiteral("message"),
                                                   McpServer::progress(it->progressToken, value, total, text)}})});
}

void ClaudeTools::withdraw(const QString &requestId, ClaudeStep *step)
{
    if (m_running.remove(requestId) > 0)
        step->cancelledCalls.append(requestId);
    m_early.removeIf([&](const claude::McpRequest &request) { return request.requestId == requestId; });
}

void ClaudeTools::callEnded(const QString &toolUse, ClaudeStep *step)
{
    const QStringList ids = m_running.keys();
    for (const QString &id : ids) {
        if (!toolUse.isEmpty() && m_running.value(id).toolUse == toolUse)
            withdraw(id, step);
    }
    m_early.removeIf([&](const claude::McpRequest &request) {
        const McpServer::Reply reply = m_server.receive(request.message);
        const auto *call = std::get_if<McpServer::Call>(&reply);
        return call && !toolUse.isEmpty() && call->toolUse == toolUse;
    });
}

} // namespace podium::agents
