// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/messages/messagesconversation.h"

#include "agents/claude/session/claudetools.h"

#include <QCoreApplication>
#include <QStringList>

namespace podium::agents
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(MessagesConversation)
};

using Key = QLatin1StringView;
using Outcome = domain::AttemptOutcome;

constexpr int MaxStrikes = 3;
const QString OutputTool = QStringLiteral("structured_output");

QString str(const QJsonValue &value, const char *key)
{
    return value[Key(key)].toString();
}

QJsonObject textBlock(const QString &text)
{
    return {{QStringLiteral("type"), QStringLiteral("text")}, {QStringLiteral("text"), text}};
}

QJsonObject resultBlock(const QString &id, const QString &text, bool isError)
{
    QJsonObject out{{QStringLiteral("type"), QStringLiteral("tool_result")},
                    {QStringLiteral("tool_use_id"), id},
                    {QStringLiteral("content"), text}};
    if (isError)
        out.insert(QStringLiteral("is_error"), true);
    return out;
}

QJsonObject tool(const QString &name, const QString &description, const QJsonObject &schema)
{
    return {{QStringLiteral("name"), name},
            {QStringLiteral("description"), description},
            {QStringLiteral("input_schema"), schema}};
}

/// Tools take objects only; definitions stay where references look for them.
QJsonObject wrapped(QJsonObject schema)
{
    QJsonObject out{{QStringLiteral("type"), QStringLiteral("object")},
                    {QStringLiteral("required"), QJsonArray{QStringLiteral("value")}}};
    for (const char *name : {"definitions", "$defs"}) {
        if (schema.contains(Key(name)))
            out.insert(Key(name), schema.take(Key(name)));
    }
    out.insert(QStringLiteral("properties"), QJsonObject{{QStringLiteral("value"), schema}});
    return out;
}

const char *phaseName(MessagesConversation::Phase phase)
{
    return phase == MessagesConversation::Phase::Asking   ? "asking"
           : phase == MessagesConversation::Phase::Acting ? "acting"
                                                          : "over";
}

} // namespace

MessagesConversation::MessagesConversation(Setup setup) : m_setup(std::move(setup))
{
    if (m_setup.outputSchema.isEmpty())
        return;
    m_wrapped = str(m_setup.outputSchema, "type") != Key("object");
    if (const Result<domain::JsonSchema> schema = domain::JsonSchema::compile(m_setup.outputSchema))
        m_schema = *schema;
}

void MessagesConversation::say(const QString &text)
{
    addBlocks({textBlock(text)});
    m_phase = Phase::Asking;
}

/// To the last message, if it is ours: two in a row would be joined by the API anyway.
void MessagesConversation::addBlocks(const QJsonArray &blocks)
{
    QJsonArray content;
    if (!m_messages.isEmpty() && str(m_messages.last(), "role") == Key("user"))
        content = m_messages.takeAt(m_messages.size() - 1)[Key("content")].toArray();
    for (const QJsonValue &block : blocks)
        content.append(block);
    m_messages.append(
        QJsonObject{{QStringLiteral("role"), QStringLiteral("user")}, {QStringLiteral("content"), content}});
}

QJsonArray MessagesConversation::offeredTools() const
{
    QJsonArray out;
    for (const AgentTool &of : m_setup.tools.tools())
        out.append(tool(ClaudeTools::fullName(of.name), of.description, of.inputSchema));
    if (!m_setup.outputSchema.isEmpty())
        out.append(tool(OutputTool, QStringLiteral("Takes the result of the task. Call it once, as the last thing."),
                        m_wrapped ? wrapped(m_setup.outputSchema) : m_setup.outputSchema));
    return out;
}

QJsonObject MessagesConversation::request() const
{
    QJsonObject out{{QStringLiteral("model"), m_setup.model},
                    {QStringLiteral("max_tokens"), m_setup.maxTokens},
                    {QStringLiteral("stream"), true},
                    {QStringLiteral("messages"), m_messages}};
    const QJsonArray tools = offeredTools();
    const bool wantsOutput = !m_setup.outputSchema.isEmpty();
    // Worth a cache only where more of the same follows.
    const bool goesOn = tools.size() > (wantsOutput ? 1 : 0);
    QJsonObject system = textBlock(m_setup.system);
    if (goesOn)
        system.insert(QStringLiteral("cache_control"),
                      QJsonObject{{QStringLiteral("type"), QStringLiteral("ephemeral")}});
    out.insert(QStringLiteral("system"), QJsonArray{system});
    if (m_setup.temperature)
        out.insert(QStringLiteral("temperature"), *m_setup.temperature);
    if (!tools.isEmpty())
        out.insert(QStringLiteral("tools"), tools);
    if (wantsOutput && (!goesOn || m_nagged))
        out.insert(QStringLiteral("tool_choice"),
                   QJsonObject{{QStringLiteral("type"), QStringLiteral("tool")}, {QStringLiteral("name"), OutputTool}});
    return out;
}

void MessagesConversation::count(const MessagesAnswer &answer)
{
    const domain::TokenCounts &tokens = answer.tokens;
    const qint64 written = tokens.cacheWrite5m + tokens.cacheWrite1h;
    m_usage.inputTokens = m_usage.inputTokens.value_or(0) + tokens.input + written + tokens.cacheRead;
    m_usage.outputTokens = m_usage.outputTokens.value_or(0) + tokens.output;
    m_usage.cacheReadTokens = m_usage.cacheReadTokens.value_or(0) + tokens.cacheRead;
    m_usage.cacheWriteTokens = m_usage.cacheWriteTokens.value_or(0) + written;
    const QString model = answer.model.isEmpty() ? m_setup.model : answer.model;
    const std::optional<double> usd = m_setup.prices.usd(model, tokens, m_setup.day);
    m_unpriced = m_unpriced || !usd;
    // The API counts the tokens and tells no price: that of the table is all there is.
    m_usage.usd = m_unpriced ? std::nullopt : std::optional(m_usage.usd.value_or(0) + *usd);
    m_usage.estimatedUsd = m_usage.usd;
}

void MessagesConversation::take(const MessagesAnswer &answer)
{
    count(answer);
    ++m_turns;
    m_results = {};
    if (!answer.content.isEmpty()) // The API takes no empty messages.
        m_messages.append(QJsonObject{{QStringLiteral("role"), QStringLiteral("assistant")},
                                      {QStringLiteral("content"), answer.content}});
    if (answer.stopReason == Key("refusal"))
        return fail(QStringLiteral("refusal"), Text::tr("The model refuses the task: %1").arg(answer.text().left(500)),
                    false);
    if (answer.stopReason == Key("max_tokens"))
        return fail(
            QStringLiteral("max_output_tokens"),
            Text::tr("The answer was cut at %1 tokens. Raise max_tokens in the agent's options, or split the task.")
                .arg(m_setup.maxTokens),
            false);
    if (answer.stopReason == Key("model_context_window_exceeded"))
        return fail(QStringLiteral("prompt_too_long"), Text::tr("The conversation has become too long for the model."),
                    false);
    if (answer.stopReason == Key("pause_turn"))
        return; // It goes on when it is asked again.
    m_phase = Phase::Acting;
    const QList<Call> calls = openCalls();
    for (const Call &call : calls) {
        if (call.tool == OutputTool && !m_setup.outputSchema.isEmpty())
            takeOutput(call.id, call.input);
    }
    if (m_phase == Phase::Acting && openCalls().isEmpty() && m_results.isEmpty())
        return finished(answer);
    actIfDone();
}

void MessagesConversation::takeOutput(const QString &id, const QJsonObject &input)
{
    const QJsonValue value = m_wrapped ? input.value(Key("value")) : QJsonValue(input);
    const QStringList misfits = m_schema ? m_schema->check(value) : QStringList();
    if (misfits.isEmpty()) {
        m_output = value;
        m_results.insert(id, resultBlock(id, QStringLiteral("Taken."), false));
        return;
    }
    if (++m_strikes >= MaxStrikes)
        return fail(QStringLiteral("structured_output"),
                    Text::tr("The agent's output does not fit its schema: %1").arg(misfits.join(QStringLiteral("; "))),
                    true);
    m_results.insert(id, resultBlock(id, QStringLiteral("It does not fit the schema:\n") + misfits.join(u'\n'), true));
}

void MessagesConversation::finished(const MessagesAnswer &answer)
{
    if (!m_setup.outputSchema.isEmpty()) {
        if (m_nagged)
            return fail(QStringLiteral("structured_output"),
                        Text::tr("The agent ended without the structured output that the task asks for. It said: %1")
                            .arg(answer.text().left(500)),
                        true);
        m_nagged = true;
        say(QStringLiteral("Now give the result by a call of the tool structured_output."));
        return;
    }
    Outcome out;
    out.status = Outcome::Status::Succeeded;
    out.result = answer.text();
    out.resultSource = QStringLiteral("message");
    end(out);
}

QList<MessagesConversation::Call> MessagesConversation::openCalls() const
{
    QList<Call> out;
    if (m_messages.isEmpty() || str(m_messages.last(), "role") != Key("assistant"))
        return out;
    const QJsonArray content = m_messages.last()[Key("content")].toArray();
    for (const QJsonValue &block : content) {
        if (str(block, "type") == Key("tool_use") && !m_results.contains(str(block, "id")))
            out.append({str(block, "id"), str(block, "name"), block[Key("input")].toObject()});
    }
    return out;
}

void MessagesConversation::callEnded(const QString &id, const QString &text, bool isError)
{
    m_results.insert(id, resultBlock(id, text, isError));
    actIfDone();
}

void MessagesConversation::actIfDone()
{
    if (m_phase != Phase::Acting || !openCalls().isEmpty())
        return;
    if (!m_output.isUndefined()) {
        Outcome out;
        out.status = Outcome::Status::Succeeded;
        out.result = m_output;
        out.resultSource = QStringLiteral("structured_output");
        return end(out);
    }
    if (m_turns >= m_setup.maxTurns)
        return fail(QStringLiteral("max_turns"),
                    Text::tr("It has taken %n turn(s). Raise max_turns in the agent's options, or split the task.",
                             nullptr, m_turns),
                    false);
    QJsonArray blocks;
    const QJsonArray content = m_messages.last()[Key("content")].toArray();
    for (const QJsonValue &block : content) { // In the order of the calls.
        if (const QJsonValue result = m_results.value(str(block, "id")); result.isObject())
            blocks.append(result);
    }
    addBlocks(blocks);
    m_results = {};
    m_phase = Phase::Asking;
}

void MessagesConversation::fail(const QString &errorClass, const QString &error, bool retryable)
{
    Outcome out;
    out.errorClass = errorClass;
    out.error = error;
    out.retryable = retryable;
    end(out);
}

void MessagesConversation::end(const Outcome &outcome)
{
    if (m_phase == Phase::Over)
        return;
    m_phase = Phase::Over;
    m_outcome = outcome;
    m_outcome.usage = m_usage;
}

void MessagesConversation::checkBudget()
{
    const qint64 tokens = m_usage.inputTokens.value_or(0) + m_usage.outputTokens.value_or(0);
    const bool spent = (m_setup.cap.usd && m_usage.usd && *m_usage.usd >= *m_setup.cap.usd) ||
                       (m_setup.cap.tokens && tokens >= *m_setup.cap.tokens);
    if (spent && m_phase != Phase::Over)
        fail(QStringLiteral("max_budget"),
             Text::tr("It has used up what it was allowed. Raise the task's budget, or split the task."), false);
}

QJsonObject MessagesConversation::toJson() const
{
    QJsonObject out{{QStringLiteral("version"), 1},
                    {QStringLiteral("phase"), QLatin1StringView(phaseName(m_phase))},
                    {QStringLiteral("messages"), m_messages},
                    {QStringLiteral("results"), m_results},
                    {QStringLiteral("turns"), m_turns},
                    {QStringLiteral("strikes"), m_strikes},
                    {QStringLiteral("nagged"), m_nagged},
                    {QStringLiteral("unpriced"), m_unpriced},
                    {QStringLiteral("usage"), domain::toJson(m_usage)}};
    if (!m_output.isUndefined())
        out.insert(QStringLiteral("output"), m_output);
    if (m_phase == Phase::Over)
        out.insert(QStringLiteral("outcome"), domain::toJson(m_outcome));
    return out;
}

void MessagesConversation::restore(const QJsonObject &kept)
{
    const QString phase = str(kept, "phase");
    m_phase = phase == Key("over") ? Phase::Over : phase == Key("acting") ? Phase::Acting : Phase::Asking;
    m_messages = kept.value(Key("messages")).toArray();
    m_results = kept.value(Key("results")).toObject();
    m_output = kept.value(Key("output"));
    m_turns = kept.value(Key("turns")).toInt();
    m_strikes = kept.value(Key("strikes")).toInt();
    m_nagged = kept.value(Key("nagged")).toBool();
    m_unpriced = kept.value(Key("unpriced")).toBool();
    m_usage = domain::usageFromJson(kept.value(Key("usage")).toObject());
    m_outcome = domain::outcomeFromJson(kept.value(Key("outcome")).toObject());
}

void MessagesConversation::resume(const QJsonObject &kept)
{
    m_messages = kept.value(Key("messages")).toArray();
    m_results = kept.value(Key("results")).toObject();
    m_phase = Phase::Acting;
    const QList<Call> cut = openCalls();
    for (const Call &call : cut)
        callEnded(
            call.id,
            QStringLiteral("The work was interrupted before this call had a result. Whether it took effect is not "
                           "known: check before you rely on it, or do it again."),
            true);
    if (cut.isEmpty() && !m_results.isEmpty())
        actIfDone();
    m_phase = Phase::Asking;
    m_outcome = {};
}

bool MessagesConversation::wantsWord() const
{
    return m_messages.isEmpty() || str(m_messages.last(), "role") == Key("assistant");
}

} // namespace podium::agents
