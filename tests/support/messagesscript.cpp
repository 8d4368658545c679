// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "support/messagesscript.h"

#include "base/ids.h"
#include "base/json.h"

#include <QSet>

namespace podium::test
{

namespace
{

QString contentText(const QJsonValue &content)
{
    if (content.isString())
        return content.toString();
    QString out;
    for (const QJsonValue &block : content.toArray()) {
        const QJsonObject object = block.toObject();
        out += object.value(QStringLiteral("text")).toString();
        if (object.contains(QStringLiteral("content")))
            out += contentText(object.value(QStringLiteral("content")));
    }
    return out;
}

QByteArray event(const QString &name, QJsonObject data)
{
    data.insert(QStringLiteral("type"), name);
    return "event: " + name.toUtf8() + "\ndata: " + canonicalJson(data) + "\n\n";
}

QString stopReason(const ApiTurn &turn)
{
    if (!turn.stopReason.isEmpty())
        return turn.stopReason;
    for (const QJsonValue &block : turn.content) {
        if (block[QStringLiteral("type")] == QLatin1StringView("tool_use"))
            return QStringLiteral("tool_use");
    }
    return QStringLiteral("end_turn");
}

QJsonArray withIds(const QJsonArray &content)
{
    QJsonArray out;
    for (const QJsonValue &value : content) {
        QJsonObject block = value.toObject();
        if (block.value(QStringLiteral("type")) == QLatin1StringView("tool_use") &&
            !block.contains(QStringLiteral("id")))
            block.insert(QStringLiteral("id"), QStringLiteral("toolu_") + newId());
        out.append(block);
    }
    return out;
}

QJsonObject usage(const ApiTurn &turn, int output)
{
    return {{QStringLiteral("input_tokens"), turn.inputTokens},
            {QStringLiteral("cache_creation_input_tokens"), 0},
            {QStringLiteral("cache_read_input_tokens"), 0},
            {QStringLiteral("output_tokens"), output}};
}

/// What a block looks like before its deltas, and the deltas.
QPair<QJsonObject, QJsonArray> blockParts(const QJsonObject &block)
{
    const QString type = block.value(QStringLiteral("type")).toString();
    QJsonObject start = block;
    QJsonArray deltas;
    if (type == QLatin1StringView("tool_use")) {
        start.insert(QStringLiteral("input"), QJsonObject());
        deltas.append(QJsonObject{
            {QStringLiteral("type"), QStringLiteral("input_json_delta")},
            {QStringLiteral("partial_json"), QString::fromUtf8(canonicalJson(block.value(QStringLiteral("input"))))}});
    } else {
        // Two deltas, so that a stream can be cut in the middle of a block.
        const QString text = block.value(type).toString();
        start.insert(type, QString());
        const qsizetype half = text.size() / 2;
        for (const QString &part : {text.left(half), text.mid(half)})
            deltas.append(QJsonObject{{QStringLiteral("type"), type + QStringLiteral("_delta")}, {type, part}});
        if (type == QLatin1StringView("thinking")) {
            start.insert(QStringLiteral("signature"), QString());
            deltas.append(QJsonObject{{QStringLiteral("type"), QStringLiteral("signature_delta")},
                                      {QStringLiteral("signature"), QStringLiteral("c2lnbmF0dXJl")}});
        }
    }
    return {start, deltas};
}

} // namespace

QString ApiRequest::firstUserText() const
{
    for (const QJsonValue &message : body.value(QStringLiteral("messages")).toArray()) {
        if (message[QStringLiteral("role")] == QLatin1StringView("user"))
            return contentText(message[QStringLiteral("content")]);
    }
    return {};
}

QString ApiRequest::lastUserText() const
{
    const QJsonArray messages = body.value(QStringLiteral("messages")).toArray();
    for (qsizetype i = messages.size() - 1; i >= 0; --i) {
        const QJsonValue message = messages.at(i);
        if (message[QStringLiteral("role")] == QLatin1StringView("user"))
            return contentText(message[QStringLiteral("content")]);
    }
    return {};
}

QString ApiRequest::systemText() const
{
    return contentText(body.value(QStringLiteral("system")));
}

int ApiRequest::assistantMessages() const
{
    int count = 0;
    for (const QJsonValue &message : body.value(QStringLiteral("messages")).toArray()) {
        if (message[QStringLiteral("role")] == QLatin1StringView("assistant"))
            ++count;
    }
    return count;
}

bool ApiRequest::offersTool(const QString &name) const
{
    const QJsonArray tools = body.value(QStringLiteral("tools")).toArray();
    return std::any_of(tools.begin(), tools.end(),
                       [&](const QJsonValue &tool) { return tool[QStringLiteral("name")] == name; });
}

ApiTurn ApiTurn::say(const QString &text)
{
    ApiTurn turn;
    turn.content.append(QJsonObject{{QStringLiteral("type"), QStringLiteral("text")}, {QStringLiteral("text"), text}});
    return turn;
}

ApiTurn ApiTurn::use(const QString &tool, const QJsonObject &input, const QString &text)
{
    ApiTurn turn = text.isEmpty() ? ApiTurn() : say(text);
    turn.content.append(QJsonObject{{QStringLiteral("type"), QStringLiteral("tool_use")},
                                    {QStringLiteral("name"), tool},
                                    {QStringLiteral("input"), input}});
    return turn;
}

ApiTurn ApiTurn::fail(int status, const QString &type, const QString &message,
                      const QList<QPair<QByteArray, QByteArray>> &headers)
{
    ApiTurn turn;
    turn.status = status;
    turn.errorType = type;
    turn.errorMessage = message;
    turn.headers = headers;
    return turn;
}

ApiTurn ApiTurn::forever() &&
{
    times = 0;
    return std::move(*this);
}

ApiTurn ApiTurn::held() &&
{
    hold = true;
    return std::move(*this);
}

Result<ApiTurn> turnFromJson(const QJsonObject &object)
{
    static const QSet<QString> s_known{QStringLiteral("text"),          QStringLiteral("thinking"),
                                       QStringLiteral("tool"),          QStringLiteral("input"),
                                       QStringLiteral("content"),       QStringLiteral("stop_reason"),
                                       QStringLiteral("status"),        QStringLiteral("error_type"),
                                       QStringLiteral("error_message"), QStringLiteral("headers"),
                                       QStringLiteral("delay_ms"),      QStringLiteral("event_delay_ms"),
                                       QStringLiteral("drop"),          QStringLiteral("cut_after_events"),
                                       QStringLiteral("stream_error"),  QStringLiteral("hold_after_events"),
                                       QStringLiteral("times"),         QStringLiteral("input_tokens"),
                                       QStringLiteral("output_tokens"), QStringLiteral("when_prompt"),
                                       QStringLiteral("when_tool")};
    for (const QString &key : object.keys()) {
        if (!s_known.contains(key))
            return podium::fail(ErrorCode::InvalidArgument, QStringLiteral("unknown key \"%1\" in a turn").arg(key));
    }
    ApiTurn turn;
    for (const QString &type : {QStringLiteral("thinking"), QStringLiteral("text")}) {
        if (object.contains(type))
            turn.content.append(QJsonObject{{QStringLiteral("type"), type}, {type, object.value(type)}});
    }
    if (object.contains(QStringLiteral("tool"))) {
        turn.content.append(QJsonObject{{QStringLiteral("type"), QStringLiteral("tool_use")},
                                        {QStringLiteral("name"), object.value(QStringLiteral("tool"))},
                                        {QStringLiteral("input"), object.value(QStringLiteral("input")).toObject()}});
    }
    for (const QJsonValue &block : object.value(QStringLiteral("content")).toArray())
        turn.content.append(block);
    turn.stopReason = object.value(QStringLiteral("stop_reason")).toString();
    turn.status = object.value(QStringLiteral("status")).toInt(200);
    turn.errorType = object.value(QStringLiteral("error_type")).toString(turn.errorType);
    turn.errorMessage = object.value(QStringLiteral("error_message")).toString(turn.errorMessage);
    const QJsonObject headers = object.value(QStringLiteral("headers")).toObject();
    for (auto it = headers.begin(); it != headers.end(); ++it)
        turn.headers.append({it.key().toUtf8(), it.value().toVariant().toString().toUtf8()});
    turn.delayMs = object.value(QStringLiteral("delay_ms")).toInt();
    turn.eventDelayMs = object.value(QStringLiteral("event_delay_ms")).toInt();
    turn.drop = object.value(QStringLiteral("drop")).toBool();
    turn.cutAfterEvents = object.value(QStringLiteral("cut_after_events")).toInt(-1);
    turn.holdAfterEvents = object.value(QStringLiteral("hold_after_events")).toInt(-1);
    turn.streamError = object.value(QStringLiteral("stream_error")).toBool();
    turn.times = object.value(QStringLiteral("times")).toInt(1);
    turn.inputTokens = object.value(QStringLiteral("input_tokens")).toInt(turn.inputTokens);
    turn.outputTokens = object.value(QStringLiteral("output_tokens")).toInt(turn.outputTokens);
    const QString prompt = object.value(QStringLiteral("when_prompt")).toString();
    const QString tool = object.value(QStringLiteral("when_tool")).toString();
    if (!prompt.isEmpty() || !tool.isEmpty()) {
        turn.when = [prompt, tool](const ApiRequest &request) {
            return request.lastUserText().contains(prompt) && (tool.isEmpty() || request.offersTool(tool));
        };
    }
    return turn;
}

QJsonObject turnMessage(const ApiTurn &turn, const QString &model)
{
    return {{QStringLiteral("id"), QStringLiteral("msg_") + newId()},
            {QStringLiteral("type"), QStringLiteral("message")},
            {QStringLiteral("role"), QStringLiteral("assistant")},
            {QStringLiteral("model"), model},
            {QStringLiteral("content"), withIds(turn.content)},
            {QStringLiteral("stop_reason"), stopReason(turn)},
            {QStringLiteral("stop_sequence"), QJsonValue::Null},
            {QStringLiteral("usage"), usage(turn, turn.outputTokens)}};
}

QList<QByteArray> turnEvents(const ApiTurn &turn, const QString &model)
{
    QJsonObject message = turnMessage(turn, model);
    const QJsonArray content = message.value(QStringLiteral("content")).toArray();
    message.insert(QStringLiteral("content"), QJsonArray());
    message.insert(QStringLiteral("stop_reason"), QJsonValue::Null);
    message.insert(QStringLiteral("usage"), usage(turn, 1));
    QList<QByteArray> out{event(QStringLiteral("message_start"), {{QStringLiteral("message"), message}})};
    for (qsizetype i = 0; i < content.size(); ++i) {
        const auto [start, deltas] = blockParts(content.at(i).toObject());
        const QJsonObject at{{QStringLiteral("index"), i}};
        QJsonObject data = at;
        data.insert(QStringLiteral("content_block"), start);
        out.append(event(QStringLiteral("content_block_start"), data));
        for (const QJsonValue &delta : deltas) {
            data = at;
            data.insert(QStringLiteral("delta"), delta);
            out.append(event(QStringLiteral("content_block_delta"), data));
        }
        out.append(event(QStringLiteral("content_block_stop"), at));
    }
    if (turn.streamError) {
        out.append(event(QStringLiteral("error"),
                         {{QStringLiteral("error"), QJsonObject{{QStringLiteral("type"), turn.errorType},
                                                                {QStringLiteral("message"), turn.errorMessage}}}}));
        return out;
    }
    out.append(event(QStringLiteral("message_delta"),
                     {{QStringLiteral("delta"), QJsonObject{{QStringLiteral("stop_reason"), stopReason(turn)},
                                                            {QStringLiteral("stop_sequence"), QJsonValue::Null}}},
                      {QStringLiteral("usage"), usage(turn, turn.outputTokens)}}));
    out.append(event(QStringLiteral("message_stop"), {}));
    return out;
}

} // namespace podium::test
