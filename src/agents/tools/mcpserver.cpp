// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/tools/mcpserver.h"

#include "base/json.h"

#include <QCoreApplication>

namespace podium::agents
{

namespace
{

constexpr int MethodNotFound = -32601;
constexpr int InvalidParams = -32602;

QJsonObject envelope(const QJsonValue &id)
{
    return {{QStringLiteral("jsonrpc"), QStringLiteral("2.0")}, {QStringLiteral("id"), id}};
}

QJsonObject success(const QJsonValue &id, const QJsonObject &result)
{
    QJsonObject out = envelope(id);
    out.insert(QStringLiteral("result"), result);
    return out;
}

QJsonObject failure(const QJsonValue &id, int code, const QString &message)
{
    QJsonObject out = envelope(id);
    out.insert(QStringLiteral("error"),
               QJsonObject{{QStringLiteral("code"), code}, {QStringLiteral("message"), message}});
    return out;
}

QJsonObject text(const QString &text)
{
    return {{QStringLiteral("type"), QStringLiteral("text")}, {QStringLiteral("text"), text}};
}

} // namespace

McpServer::Reply McpServer::receive(const QJsonObject &message) const
{
    const QString method = message.value(QLatin1StringView("method")).toString();
    const QJsonObject params = message.value(QLatin1StringView("params")).toObject();
    const QJsonValue id = message.value(QLatin1StringView("id"));
    if (method == QLatin1StringView("notifications/cancelled"))
        return Cancel{params.value(QLatin1StringView("requestId"))};
    if (id.isUndefined() || method.startsWith(QLatin1StringView("notifications/")))
        return acknowledgement();
    if (method == QLatin1StringView("initialize")) {
        return success(id, {{QStringLiteral("protocolVersion"),
                             params.value(QLatin1StringView("protocolVersion")).toString(QStringLiteral("2025-11-25"))},
                            {QStringLiteral("capabilities"), QJsonObject{{QStringLiteral("tools"), QJsonObject()}}},
                            {QStringLiteral("serverInfo"),
                             QJsonObject{{QStringLiteral("name"), QStringLiteral("podium")},
                                         {QStringLiteral("version"), QCoreApplication::applicationVersion()}}}});
    }
    if (method == QLatin1StringView("ping"))
        return success(id, {});
    if (method == QLatin1StringView("tools/list"))
        return success(id, {{QStringLiteral("tools"), list()}});
    if (method == QLatin1StringView("tools/call")) {
        const QString name = params.value(QLatin1StringView("name")).toString();
        if (!m_tools.find(name))
            return failure(id, InvalidParams, QStringLiteral("Unknown tool: ") + name);
        const QJsonObject meta = params.value(QLatin1StringView("_meta")).toObject();
        return Call{id, name, params.value(QLatin1StringView("arguments")).toObject(),
                    meta.value(QLatin1StringView("claudecode/toolUseId")).toString(),
                    meta.value(QLatin1StringView("progressToken"))};
    }
    return failure(id, MethodNotFound, QStringLiteral("Method not found: ") + method);
}

QJsonArray McpServer::list() const
{
    QJsonArray out;
    for (const AgentTool &tool : m_tools.tools()) {
        out.append(QJsonObject{
            {QStringLiteral("name"), tool.name},
            {QStringLiteral("description"), tool.description},
            {QStringLiteral("inputSchema"), tool.inputSchema},
            {QStringLiteral("annotations"), QJsonObject{{QStringLiteral("readOnlyHint"), tool.readOnly},
                                                        {QStringLiteral("idempotentHint"), tool.repeatable}}},
            // Without this the model would have to search for the tool before it knows of it.
            {QStringLiteral("_meta"), QJsonObject{{QStringLiteral("anthropic/alwaysLoad"), true}}}});
    }
    return out;
}

QJsonObject McpServer::result(const QJsonValue &id, const Result<QJsonValue> &result)
{
    if (!result) {
        const Error &error = result.error();
        return success(id, {{QStringLiteral("content"),
                             QJsonArray{text(errorCodeName(error.code) + QStringLiteral(": ") + error.text())}},
                            {QStringLiteral("isError"), true}});
    }
    const QString said = result->isString() ? result->toString() : QString::fromUtf8(canonicalJson(*result));
    return success(id, {{QStringLiteral("content"), QJsonArray{text(said)}}});
}

QJsonObject McpServer::progress(const QJsonValue &token, double value, double total, const QString &text)
{
    QJsonObject params{{QStringLiteral("progressToken"), token}, {QStringLiteral("progress"), value}};
    if (total > 0)
        params.insert(QStringLiteral("total"), total);
    if (!text.isEmpty())
        params.insert(QStringLiteral("message"), text);
    return {{QStringLiteral("jsonrpc"), QStringLiteral("2.0")},
            {QStringLiteral("method"), QStringLiteral("notifications/progress")},
            {QStringLiteral("params"), params}};
}

QJsonObject McpServer::acknowledgement()
{
    return success(0, {});
}

} // namespace podium::agents
