// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/tools/agenttool.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

#include <variant>

namespace podium::agents
{

/// What an MCP client (protocol 2025-11-25, tools only) is answered. Pure: calls are handed to whoever carries them
/// out.
class McpServer
{
public:
    struct Call
    {
        QJsonValue id; ///< Of the JSON-RPC request.
        QString tool;
        QJsonObject arguments;
        QString toolUse;          ///< The call as the model made it; may be empty.
        QJsonValue progressToken; ///< Undefined: the client wants no progress.
    };
    struct Cancel
    {
        QJsonValue id;
    };
    /// An answer to be sent, a call to be carried out, or a call that is no longer wanted.
    using Reply = std::variant<QJsonObject, Call, Cancel>;

    explicit McpServer(const ToolRegistry &tools) : m_tools(tools) {}
    Reply receive(const QJsonObject &message) const;

    /// The answer to a call. An error is one of the tool, not of the protocol, so that the model reads it.
    static QJsonObject result(const QJsonValue &id, const Result<QJsonValue> &result);
    /// `total` 0 = unknown.
    static QJsonObject progress(const QJsonValue &token, double value, double total, const QString &text);
    /// What the client is owed for a notification.
    static QJsonObject acknowledgement();

private:
    QJsonArray list() const;
    const ToolRegistry &m_tools;
};

} // namespace podium::agents
