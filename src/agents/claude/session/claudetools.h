// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/claude/claudemessage.h"
#include "agents/claude/session/claudeanswers.h"
#include "agents/tools/mcpserver.h"

#include <QHash>
#include <QString>

namespace podium::agents
{

/// The MCP server "podium" that the CLI finds in its host, over control requests. Calls go out with a step and come
/// back by ended().
class ClaudeTools
{
public:
    ClaudeTools(const ToolRegistry &tools, ClaudeAnswers &answers)
        : m_tools(tools), m_server(m_tools), m_answers(answers)
    {
    }
    Q_DISABLE_COPY_MOVE(ClaudeTools)

    static QString serverName() { return QStringLiteral("podium"); }
    /// As the model and permission rules name it: "mcp__podium__share_data".
    static QString fullName(const QString &tool) { return QStringLiteral("mcp__podium__") + tool; }

    bool isOffered() const { return !m_tools.isEmpty(); }
    /// The CLI asks before it answers our own `initialize`.
    void receive(const claude::McpRequest &request, ClaudeStep *step);
    /// Goes on with what came before a restart. A call that may have been carried out and does harm when it is carried
    /// out twice is answered with an error that says so.
    void caughtUp(ClaudeStep *step);
    void ended(const QString &callId, const Result<QJsonValue> &result, ClaudeStep *step);
    void progressed(const QString &callId, double value, double total, const QString &text, ClaudeStep *step) const;
    void withdraw(const QString &requestId, ClaudeStep *step);
    /// The model has the result of this call, or will not get one.
    void callEnded(const QString &toolUse, ClaudeStep *step);

private:
    void serve(const claude::McpRequest &request, ClaudeStep *step);
    void answer(const QString &requestId, const QJsonObject &message, ClaudeStep *step);

    const ToolRegistry m_tools;
    const McpServer m_server;
    ClaudeAnswers &m_answers;
    QList<claude::McpRequest> m_early;         ///< Came before a restart.
    QHash<QString, McpServer::Call> m_running; ///< By request id.
};

} // namespace podium::agents
