// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/messages/messagesstream.h"

#include "base/json.h"

#include <QStringList>

#include <algorithm>

namespace podium::agents
{

namespace
{

using Key = QLatin1StringView;

constexpr qsizetype MaxEventBytes = 64 * 1024 * 1024;

qint64 count(const QJsonObject &object, Key key)
{
    return std::clamp<qint64>(object.value(key).toInteger(), 0, 1'000'000'000'000);
}

/// A later count replaces an earlier one; what is not named stays.
void readUsage(const QJsonObject &usage, domain::TokenCounts *tokens)
{
    if (usage.contains(Key("input_tokens")))
        tokens->input = count(usage, Key("input_tokens"));
    if (usage.contains(Key("output_tokens")))
        tokens->output = count(usage, Key("output_tokens"));
    if (usage.contains(Key("cache_read_input_tokens")))
        tokens->cacheRead = count(usage, Key("cache_read_input_tokens"));
    if (usage.contains(Key("cache_creation_input_tokens"))) {
        const QJsonObject written = usage.value(Key("cache_creation")).toObject();
        tokens->cacheWrite1h = count(written, Key("ephemeral_1h_input_tokens"));
        tokens->cacheWrite5m =
            std::max<qint64>(0, count(usage, Key("cache_creation_input_tokens")) - tokens->cacheWrite1h);
    }
}

} // namespace

QString MessagesAnswer::text() const
{
    QStringList out;
    for (const QJsonValue &block : content) {
        if (block[Key("type")] == Key("text"))
            out.append(block[Key("text")].toString());
    }
    return out.join(u'\n');
}

QString MessagesStream::feed(const QByteArray &bytes)
{
    m_buffer += bytes;
    QString added;
    qsizetype begin = 0;
    for (qsizetype end = m_buffer.indexOf('\n'); end >= 0; end = m_buffer.indexOf('\n', begin)) {
        QByteArray line = m_buffer.mid(begin, end - begin);
        begin = end + 1;
        if (line.endsWith('\r'))
            line.chop(1);
        if (line.startsWith("data:")) {
            m_data += line.mid(5);
        } else if (line.isEmpty() && !m_data.isEmpty()) {
            if (const Result<QJsonValue> data = parseJson(m_data.trimmed()))
                added += event(data->toObject());
            m_data.clear();
        }
    }
    m_buffer.remove(0, begin);
    if (m_buffer.size() + m_data.size() > MaxEventBytes) {
        m_buffer.clear();
        m_data.clear();
        m_answer.error = {{QStringLiteral("type"), QStringLiteral("api_error")},
                          {QStringLiteral("message"), QStringLiteral("an event of the stream is too large")}};
    }
    return added;
}

QString MessagesStream::event(const QJsonObject &data)
{
    const QString type = data.value(Key("type")).toString();
    const int index = data.value(Key("index")).toInt();
    if (type == Key("message_start")) {
        const QJsonObject message = data.value(Key("message")).toObject();
        m_answer.model = message.value(Key("model")).toString();
        readUsage(message.value(Key("usage")).toObject(), &m_answer.tokens);
    } else if (type == Key("content_block_start")) {
        const QJsonObject block = data.value(Key("content_block")).toObject();
        m_blocks.insert(index, {block, {}, {}});
        return block.value(Key("text")).toString();
    } else if (type == Key("content_block_delta") && m_blocks.contains(index)) {
        Block &block = m_blocks[index];
        const QJsonObject delta = data.value(Key("delta")).toObject();
        const QString kind = delta.value(Key("type")).toString();
        if (kind == Key("text_delta")) {
            block.text += delta.value(Key("text")).toString();
            return delta.value(Key("text")).toString();
        }
        if (kind == Key("thinking_delta"))
            block.text += delta.value(Key("thinking")).toString();
        else if (kind == Key("signature_delta"))
            block.start.insert(QStringLiteral("signature"), delta.value(Key("signature")));
        else if (kind == Key("input_json_delta"))
            block.input += delta.value(Key("partial_json")).toString().toUtf8();
    } else if (type == Key("content_block_stop")) {
        blockEnded(index);
    } else if (type == Key("message_delta")) {
        m_answer.stopReason = data.value(Key("delta"))[Key("stop_reason")].toString();
        readUsage(data.value(Key("usage")).toObject(), &m_answer.tokens);
    } else if (type == Key("message_stop")) {
        m_answer.complete = m_answer.error.isEmpty();
    } else if (type == Key("error")) {
        m_answer.complete = false;
        m_answer.error = data.value(Key("error")).toObject();
    }
    return {};
}

void MessagesStream::blockEnded(int index)
{
    if (!m_blocks.contains(index))
        return;
    const Block block = m_blocks.take(index);
    QJsonObject out = block.start;
    const QString type = out.value(Key("type")).toString();
    if (type == Key("text") || type == Key("thinking")) {
        out.insert(type, out.value(type).toString() + block.text);
    } else if (!block.input.isEmpty()) {
        const Result<QJsonValue> input = parseJson(block.input);
        if (!input || !input->isObject()) {
            m_answer.error = {
                {QStringLiteral("type"), QStringLiteral("api_error")},
                {QStringLiteral("message"), QStringLiteral("the arguments of a call are no JSON object")}};
            return;
        }
        out.insert(QStringLiteral("input"), *input);
    }
    m_answer.content.append(out);
}

} // namespace podium::agents
