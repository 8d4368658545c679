// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/claude/session/claudesession.h"
#include "base/json.h"

#include <QJsonArray>
#include <QJsonObject>

/// Lines of Claude Code, and sessions that hear them.
namespace podium::agents::lines
{

inline const QString Prompt = QStringLiteral("11111111-1111-4111-8111-111111111111");

inline ClaudeSession::Setup setup()
{
    ClaudeSession::Setup out;
    out.key = {QStringLiteral("run"), 3, 1};
    out.scene = {QStringLiteral("/nowhere/ws"), QStringLiteral("/nowhere/a/output"), QStringLiteral("/nowhere/a/temp"),
                 QStringLiteral("/nowhere/a"), QStringLiteral("default")};
    return out;
}

inline claude::Message parsed(const QJsonObject &line)
{
    return *claude::parseLine(canonicalJson(line));
}

inline QJsonObject init(const QStringList &capabilities = {QStringLiteral("msg_lifecycle_v1")})
{
    return {{QStringLiteral("type"), QStringLiteral("system")},
            {QStringLiteral("subtype"), QStringLiteral("init")},
            {QStringLiteral("session_id"), QStringLiteral("s")},
            {QStringLiteral("permissionMode"), QStringLiteral("default")},
            {QStringLiteral("capabilities"), QJsonArray::fromStringList(capabilities)}};
}

inline QJsonObject lifecycle(const QString &state, const QString &id = Prompt)
{
    return {{QStringLiteral("type"), QStringLiteral("command_lifecycle")},
            {QStringLiteral("command_uuid"), id},
            {QStringLiteral("state"), state}};
}

inline QJsonObject asks(const QString &tool, const QJsonObject &input, const QString &id = QStringLiteral("r1"),
                        const QString &use = QStringLiteral("t1"))
{
    return {{QStringLiteral("type"), QStringLiteral("control_request")},
            {QStringLiteral("request_id"), id},
            {QStringLiteral("request"), QJsonObject{{QStringLiteral("subtype"), QStringLiteral("can_use_tool")},
                                                    {QStringLiteral("tool_name"), tool},
                                                    {QStringLiteral("tool_use_id"), use},
                                                    {QStringLiteral("input"), input}}}};
}

inline QJsonObject toolResult(const QString &use)
{
    const QJsonObject block{{QStringLiteral("type"), QStringLiteral("tool_result")},
                            {QStringLiteral("tool_use_id"), use},
                            {QStringLiteral("content"), QStringLiteral("done")}};
    return {{QStringLiteral("type"), QStringLiteral("user")},
            {QStringLiteral("message"), QJsonObject{{QStringLiteral("role"), QStringLiteral("user")},
                                                    {QStringLiteral("content"), QJsonArray{block}}}}};
}

inline QJsonObject result(const QJsonObject &more = {})
{
    QJsonObject out{{QStringLiteral("type"), QStringLiteral("result")},
                    {QStringLiteral("subtype"), QStringLiteral("success")},
                    {QStringLiteral("is_error"), false},
                    {QStringLiteral("result"), QStringLiteral("done")}};
    for (auto it = more.begin(); it != more.end(); ++it)
        out.insert(it.key(), it.value());
    return out;
}

inline QJsonObject state(const QString &name)
{
    return {{QStringLiteral("type"), QStringLiteral("system")},
            {QStringLiteral("subtype"), QStringLiteral("session_state_changed")},
            {QStringLiteral("state"), name}};
}

inline QJsonObject background(const QStringList &names, const QString &type = QStringLiteral("local_bash"))
{
    QJsonArray tasks;
    for (const QString &name : names)
        tasks.append(QJsonObject{{QStringLiteral("task_id"), name},
                                 {QStringLiteral("description"), name},
                                 {QStringLiteral("task_type"), type}});
    return {{QStringLiteral("type"), QStringLiteral("system")},
            {QStringLiteral("subtype"), QStringLiteral("background_tasks_changed")},
            {QStringLiteral("tasks"), tasks}};
}

/// The response that a step writes for a request.
inline QJsonObject responseOf(const ClaudeStep &step)
{
    for (const ClaudeWrite &write : step.writes) {
        if (write.kind == ClaudeWrite::Kind::Answer)
            return parseJson(write.line)
                ->toObject()
                .value(QLatin1StringView("response"))
                .toObject()
                .value(QLatin1StringView("response"))
                .toObject();
    }
    return {};
}

inline domain::Approval decided(domain::Approval approval, domain::Approval::State to, const QJsonObject &answer = {})
{
    approval.state = to;
    approval.answer = answer;
    return approval;
}

} // namespace podium::agents::lines
