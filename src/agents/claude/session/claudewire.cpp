// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/claude/session/claudewire.h"

#include "base/json.h"

namespace podium::agents::claude
{

namespace
{

QByteArray responseLine(const QJsonObject &response)
{
    return canonicalJson(QJsonObject{{QStringLiteral("type"), QStringLiteral("control_response")},
                                     {QStringLiteral("response"), response}}) +
           '\n';
}

} // namespace

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

QByteArray answerLine(const QString &id, const QJsonObject &response)
{
    return responseLine({{QStringLiteral("subtype"), QStringLiteral("success")},
                         {QStringLiteral("request_id"), id},
                         {QStringLiteral("response"), response}});
}

QByteArray errorLine(const QString &id, const QString &error)
{
    return responseLine({{QStringLiteral("subtype"), QStringLiteral("error")},
                         {QStringLiteral("request_id"), id},
                         {QStringLiteral("error"), error}});
}

} // namespace podium::agents::claude
