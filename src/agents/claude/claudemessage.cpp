// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/claude/claudemessage.h"

#include "domain/hooks/hookrule.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>

namespace podium::agents::claude
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ClaudeMessage)
};

QString str(const QJsonObject &object, QLatin1StringView key)
{
    return object.value(key).toString();
}

QStringList strings(const QJsonValue &value)
{
    QStringList out;
    for (const QJsonValue &entry : value.toArray())
        out.append(entry.isString() ? entry.toString() : QString());
    return out;
}

/// Seconds since 1970 as the CLI gives them; nonsense gives 0.
qint64 secondsToMs(const QJsonValue &value)
{
    const double seconds = value.toDouble(0);
    return std::isfinite(seconds) && seconds > 0 && seconds < 1e11 ? qint64(seconds * 1000) : 0;
}

/// An integer, or nothing if the key is missing or no number that could be one.
std::optional<qint64> whole(const QJsonObject &object, QLatin1StringView key)
{
    const QJsonValue value = object.value(key);
    const double number = value.toDouble();
    if (!value.isDouble() || std::abs(number) > 9e15)
        return std::nullopt;
    return qint64(number);
}

std::optional<int> status(const QJsonObject &object, QLatin1StringView key)
{
    const std::optional<qint64> value = whole(object, key);
    return value ? std::optional<int>(int(*value)) : std::nullopt;
}

/// A number of tokens; nonsense is none. The bound keeps whatever is added up of them within its range.
qint64 tokens(const QJsonObject &object, QLatin1StringView key)
{
    constexpr qint64 Most = 1'000'000'000'000;
    return std::clamp<qint64>(whole(object, key).value_or(0), 0, Most);
}

/// An amount of dollars, or nothing: what was spent is never taken back.
std::optional<double> dollars(const QJsonValue &value)
{
    constexpr double Most = 1e9;
    const double amount = value.toDouble(-1);
    return amount >= 0 && amount <= Most ? std::optional(amount) : std::nullopt;
}

QString contentText(const QJsonValue &content)
{
    if (content.isString())
        return content.toString();
    QStringList parts;
    for (const QJsonValue &block : content.toArray()) {
        if (block[QLatin1StringView("type")] == QLatin1StringView("text"))
            parts.append(block[QLatin1StringView("text")].toString());
    }
    return parts.join(u'\n');
}

/// What is sent to the model counts, whether it came from the cache or not.
void addTokens(domain::Usage *usage, const QJsonObject &from, const QList<QLatin1StringView> &inputs,
               QLatin1StringView output)
{
    for (const QLatin1StringView key : inputs)
        usage->inputTokens = usage->inputTokens.value_or(0) + tokens(from, key);
    usage->outputTokens = usage->outputTokens.value_or(0) + tokens(from, output);
}

Body assistant(const QJsonObject &line)
{
    Assistant out;
    const QJsonArray content =
        line.value(QLatin1StringView("message")).toObject().value(QLatin1StringView("content")).toArray();
    for (const QJsonValue &value : content) {
        const QJsonObject block = value.toObject();
        const QString type = str(block, QLatin1StringView("type"));
        if (type == QLatin1StringView("text"))
            out.text += (out.text.isEmpty() ? QString() : QStringLiteral("\n")) + str(block, QLatin1StringView("text"));
        else if (type == QLatin1StringView("tool_use"))
            out.tools.append({str(block, QLatin1StringView("id")), str(block, QLatin1StringView("name")),
                              block.value(QLatin1StringView("input")).toObject()});
        else if (type == QLatin1StringView("thinking"))
            out.thought +=
                (out.thought.isEmpty() ? QString() : QStringLiteral("\n")) + str(block, QLatin1StringView("thinking"));
    }
    out.error = str(line, QLatin1StringView("error"));
    out.resetsAtMs = secondsToMs(line.value(QLatin1StringView("api_error_params"))
                                     .toObject()
                                     .value(QLatin1StringView("rate_limit_info"))
                                     .toObject()
                                     .value(QLatin1StringView("resetsAt")));
    out.parentToolUse = str(line, QLatin1StringView("parent_tool_use_id"));
    out.subagent = str(line, QLatin1StringView("subagent_type"));
    const QJsonObject message = line.value(QLatin1StringView("message")).toObject();
    out.messageId = str(message, QLatin1StringView("id"));
    out.model = str(message, QLatin1StringView("model"));
    const QJsonObject usage = message.value(QLatin1StringView("usage")).toObject();
    const QJsonObject written = usage.value(QLatin1StringView("cache_creation")).toObject();
    out.tokens.input = whole(usage, QLatin1StringView("input_tokens")).value_or(0);
    out.tokens.output = whole(usage, QLatin1StringView("output_tokens")).value_or(0);
    out.tokens.cacheRead = whole(usage, QLatin1StringView("cache_read_input_tokens")).value_or(0);
    out.tokens.cacheWrite1h = whole(written, QLatin1StringView("ephemeral_1h_input_tokens")).value_or(0);
    out.tokens.cacheWrite5m = std::max<qint64>(
        0, whole(usage, QLatin1StringView("cache_creation_input_tokens")).value_or(0) - out.tokens.cacheWrite1h);
    return out;
}

Body user(const QJsonObject &line)
{
    User out;
    const QJsonValue content = line.value(QLatin1StringView("message")).toObject().value(QLatin1StringView("content"));
    out.text = contentText(content);
    for (const QJsonValue &value : content.toArray()) {
        const QJsonObject block = value.toObject();
        if (str(block, QLatin1StringView("type")) == QLatin1StringView("tool_result"))
            out.results.append({str(block, QLatin1StringView("tool_use_id")),
                                contentText(block.value(QLatin1StringView("content"))),
                                block.value(QLatin1StringView("is_error")).toBool()});
    }
    out.synthetic =
        line.value(QLatin1StringView("isSynthetic")).toBool() || line.value(QLatin1StringView("isReplay")).toBool();
    out.parentToolUse = str(line, QLatin1StringView("parent_tool_use_id"));
    out.subagent = str(line, QLatin1StringView("subagent_type"));
    return out;
}

Body result(const QJsonObject &line)
{
    TurnResult out;
    out.subtype = str(line, QLatin1StringView("subtype"));
    out.isError = line.value(QLatin1StringView("is_error")).toBool();
    out.terminalReason = str(line, QLatin1StringView("terminal_reason"));
    out.stopReason = str(line, QLatin1StringView("stop_reason"));
    out.apiErrorStatus = status(line, QLatin1StringView("api_error_status"));
    out.text = str(line, QLatin1StringView("result"));
    out.errors = strings(line.value(QLatin1StringView("errors")));
    out.structuredOutput = line.value(QLatin1StringView("structured_output"));
    out.totalUsd = dollars(line.value(QLatin1StringView("total_cost_usd")));
    const QJsonValue models = line.value(QLatin1StringView("model_usage_since_last_result"));
    if (models.isObject()) {
        domain::Usage usage;
        usage.usd = 0;
        usage.inputTokens = 0;
        usage.outputTokens = 0;
        const QJsonObject byModel = models.toObject();
        for (auto it = byModel.begin(); it != byModel.end(); ++it) {
            const QJsonObject model = it.value().toObject();
            out.models.insert(it.key(), {whole(model, QLatin1StringView("inputTokens")).value_or(0),
                                         whole(model, QLatin1StringView("outputTokens")).value_or(0),
                                         whole(model, QLatin1StringView("cacheCreationInputTokens")).value_or(0), 0,
                                         whole(model, QLatin1StringView("cacheReadInputTokens")).value_or(0)});
            *usage.usd += dollars(model.value(QLatin1StringView("costUSD"))).value_or(0);
            addTokens(&usage, model,
                      {QLatin1StringView("inputTokens"), QLatin1StringView("cacheReadInputTokens"),
                       QLatin1StringView("cacheCreationInputTokens")},
                      QLatin1StringView("outputTokens"));
        }
        out.sinceLast = usage;
    }
    if (line.value(QLatin1StringView("usage")).isObject()) {
        addTokens(&out.turn, line.value(QLatin1StringView("usage")).toObject(),
                  {QLatin1StringView("input_tokens"), QLatin1StringView("cache_read_input_tokens"),
                   QLatin1StringView("cache_creation_input_tokens")},
                  QLatin1StringView("output_tokens"));
    }
    out.userMessages = strings(line.value(QLatin1StringView("user_message_uuids")));
    out.origin = str(line.value(QLatin1StringView("origin")).toObject(), QLatin1StringView("kind"));
    out.startupFailure = str(line, QLatin1StringView("startup_failure_reason"));
    return out;
}

Body rateLimit(const QJsonObject &line)
{
    const QJsonObject info = line.value(QLatin1StringView("rate_limit_info")).toObject();
    return RateLimit{str(info, QLatin1StringView("status")), str(info, QLatin1StringView("rateLimitType")),
                     secondsToMs(info.value(QLatin1StringView("resetsAt"))),
                     info.value(QLatin1StringView("utilization")).toDouble()};
}

Body controlRequest(const QJsonObject &line)
{
    const QString id = str(line, QLatin1StringView("request_id"));
    const QJsonObject request = line.value(QLatin1StringView("request")).toObject();
    const QString subtype = str(request, QLatin1StringView("subtype"));
    if (subtype == QLatin1StringView("mcp_message"))
        return McpRequest{id, str(request, QLatin1StringView("server_name")),
                          request.value(QLatin1StringView("message")).toObject()};
    if (subtype == QLatin1StringView("elicitation"))
        return Elicitation{
            id, str(request, QLatin1StringView("mcp_server_name")), str(request, QLatin1StringView("message")),
            request.value(QLatin1StringView("requested_schema")).toObject(), str(request, QLatin1StringView("url"))};
    if (subtype == QLatin1StringView("hook_callback"))
        return HookRequest{id, str(request, QLatin1StringView("tool_use_id")),
                           request.value(QLatin1StringView("input")).toObject()};
    if (subtype != QLatin1StringView("can_use_tool"))
        return OtherRequest{id, subtype};
    return PermissionRequest{id,
                             str(request, QLatin1StringView("tool_name")),
                             request.value(QLatin1StringView("input")).toObject(),
                             str(request, QLatin1StringView("description")),
                             str(request, QLatin1StringView("tool_use_id")),
                             str(request, QLatin1StringView("blocked_path")),
                             str(request, QLatin1StringView("decision_reason")),
                             str(request, QLatin1StringView("decision_reason_type")),
                             str(request, QLatin1StringView("agent_id"))};
}

Body controlResponse(const QJsonObject &line)
{
    const QJsonObject response = line.value(QLatin1StringView("response")).toObject();
    return Response{str(response, QLatin1StringView("request_id")),
                    str(response, QLatin1StringView("subtype")) == QLatin1StringView("success"),
                    str(response, QLatin1StringView("error")),
                    response.value(QLatin1StringView("response")).toObject()};
}

/// Of the main conversation only: subagents tell what they say in whole blocks.
Body streamEvent(const QJsonObject &line)
{
    const QJsonObject delta = line.value(QLatin1StringView("event"))[QLatin1StringView("delta")].toObject();
    if (!str(line, QLatin1StringView("parent_tool_use_id")).isEmpty() ||
        str(delta, QLatin1StringView("type")) != QLatin1StringView("text_delta"))
        return Ignored{QStringLiteral("stream_event")};
    return Partial{str(delta, QLatin1StringView("text"))};
}

Body init(const QJsonObject &line)
{
    return Init{str(line, QLatin1StringView("model")), str(line, QLatin1StringView("permissionMode")),
                str(line, QLatin1StringView("claude_code_version")), str(line, QLatin1StringView("apiKeySource")),
                strings(line.value(QLatin1StringView("capabilities")))};
}

Body backgroundTasks(const QJsonObject &line)
{
    BackgroundTasks out;
    for (const QJsonValue &value : line.value(QLatin1StringView("tasks")).toArray()) {
        const QJsonObject task = value.toObject();
        const QString description = str(task, QLatin1StringView("description"));
        out.descriptions.append(description.isEmpty() ? str(task, QLatin1StringView("task_id")) : description);
        out.hasAgents |= str(task, QLatin1StringView("task_type")) != QLatin1StringView("local_bash");
    }
    return out;
}

Body taskNotification(const QJsonObject &line)
{
    TaskNotification out;
    out.toolUse = str(line, QLatin1StringView("tool_use_id"));
    out.status = str(line, QLatin1StringView("status"));
    out.summary = str(line, QLatin1StringView("summary"));
    const QJsonObject usage = line.value(QLatin1StringView("usage")).toObject();
    out.tokens = whole(usage, QLatin1StringView("total_tokens"));
    out.toolUses = whole(usage, QLatin1StringView("tool_uses")).value_or(0);
    out.durationMs = whole(usage, QLatin1StringView("duration_ms")).value_or(0);
    return out;
}

Body workflowProgress(const QJsonObject &line)
{
    WorkflowProgress out;
    for (const QJsonValue &value : line.value(QLatin1StringView("workflow_progress")).toArray()) {
        const QJsonObject entry = value.toObject();
        if (const QString agent = str(entry, QLatin1StringView("agentId"));
            !agent.isEmpty() && str(entry, QLatin1StringView("type")) == QLatin1StringView("workflow_agent"))
            out.agents.append(agent);
    }
    return out;
}

Body system(const QJsonObject &line)
{
    const QString subtype = str(line, QLatin1StringView("subtype"));
    if (subtype == QLatin1StringView("init"))
        return init(line);
    if (subtype == QLatin1StringView("api_retry")) {
        return ApiRetry{int(whole(line, QLatin1StringView("attempt")).value_or(0)),
                        int(whole(line, QLatin1StringView("max_retries")).value_or(0)),
                        whole(line, QLatin1StringView("retry_delay_ms")).value_or(0),
                        status(line, QLatin1StringView("error_status")), str(line, QLatin1StringView("error"))};
    }
    if (subtype == QLatin1StringView("session_state_changed"))
        return SessionState{str(line, QLatin1StringView("state"))};
    if (subtype == QLatin1StringView("background_tasks_changed"))
        return backgroundTasks(line);
    if (subtype == QLatin1StringView("task_notification"))
        return taskNotification(line);
    if (subtype == QLatin1StringView("task_started"))
        return TaskStarted{
            str(line, QLatin1StringView("tool_use_id")), str(line, QLatin1StringView("subagent_type")),
            str(line, QLatin1StringView("description")), line.value(QLatin1StringView("is_backgrounded")).toBool(),
            str(line, QLatin1StringView("task_id")),     str(line, QLatin1StringView("task_type"))};
    if (subtype == QLatin1StringView("task_progress") && line.contains(QLatin1StringView("workflow_progress")))
        return workflowProgress(line);
    if (subtype == QLatin1StringView("status") && line.contains(QLatin1StringView("permissionMode")))
        return Mode{str(line, QLatin1StringView("permissionMode"))};
    if (subtype == QLatin1StringView("permission_denied"))
        return Notice{subtype, str(line, QLatin1StringView("message")), true};
    if (subtype == QLatin1StringView("model_fallback") || subtype == QLatin1StringView("informational"))
        return Notice{subtype, str(line, QLatin1StringView("content")), false};
    const QString event = str(line, QLatin1StringView("hook_event"));
    if (subtype == QLatin1StringView("hook_response") && domain::hookEventsOfSession().contains(event)) {
        const int code = int(whole(line, QLatin1StringView("exit_code")).value_or(0));
        return Notice{subtype,
                      Text::tr("Hook %1 ended with %2. %3")
                          .arg(str(line, QLatin1StringView("hook_name")))
                          .arg(code)
                          .arg(str(line, QLatin1StringView("output")).trimmed()),
                      code != 0};
    }
    if (subtype == QLatin1StringView("compact_boundary"))
        return Notice{subtype, Text::tr("The conversation was compacted."), false};
    return Ignored{QStringLiteral("system/") + subtype};
}

} // namespace

Result<Message> parseLine(const QByteArray &line)
{
    if (!line.trimmed().startsWith('{'))
        return Message{{}, {}, Ignored{}};
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(line, &error);
    if (error.error != QJsonParseError::NoError) {
        return fail(ErrorCode::Corrupt,
                    Text::tr("a line of Claude Code is not valid JSON: %1").arg(error.errorString()),
                    Text::tr("offset %1 of %2 bytes").arg(error.offset).arg(line.size()));
    }
    const QJsonObject object = document.object();
    using Parse = Body (*)(const QJsonObject &);
    static const QHash<QString, Parse> s_types{
        {QStringLiteral("assistant"), assistant},
        {QStringLiteral("user"), user},
        {QStringLiteral("result"), result},
        {QStringLiteral("system"), system},
        {QStringLiteral("rate_limit_event"), rateLimit},
        {QStringLiteral("control_request"), controlRequest},
        {QStringLiteral("control_response"), controlResponse},
        {QStringLiteral("stream_event"), streamEvent},
        {QStringLiteral("control_cancel_request"),
         [](const QJsonObject &o) -> Body { return RequestCancelled{str(o, QLatin1StringView("request_id"))}; }},
        {QStringLiteral("command_lifecycle"),
         [](const QJsonObject &o) -> Body {
             return Lifecycle{str(o, QLatin1StringView("command_uuid")), str(o, QLatin1StringView("state"))};
         }},
        {QStringLiteral("conversation_reset"),
         [](const QJsonObject &o) -> Body { return Reset{str(o, QLatin1StringView("new_conversation_id"))}; }},
    };
    const QString type = str(object, QLatin1StringView("type"));
    const Parse parse = s_types.value(type);
    return Message{str(object, QLatin1StringView("session_id")), str(object, QLatin1StringView("uuid")),
                   parse ? parse(object) : Body(Ignored{type})};
}

} // namespace podium::agents::claude
