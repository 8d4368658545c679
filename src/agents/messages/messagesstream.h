// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/policy/prices.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QString>

namespace podium::agents
{

/// An answer of the Messages API, as far as it came.
struct MessagesAnswer
{
    QString model;
    QString stopReason;         ///< "end_turn", "tool_use", "max_tokens", "refusal" …
    QJsonArray content;         ///< Its complete blocks.
    domain::TokenCounts tokens; ///< What it has cost so far.
    bool complete = false;      ///< It ended as an answer does.
    QJsonObject error;          ///< That came in its place, or in the middle of it: {"type", "message"}.

    /// Of all text blocks.
    QString text() const;
};

/// Reads the server-sent events of an answer that is streamed. Pure.
class MessagesStream
{
public:
    /// Takes bytes as they come, and gives the text that they add to the answer.
    QString feed(const QByteArray &bytes);
    const MessagesAnswer &answer() const { return m_answer; }

private:
    struct Block
    {
        QJsonObject start;
        QString text;     ///< Of the text or the thinking.
        QByteArray input; ///< JSON of a tool's arguments.
    };
    QString event(const QJsonObject &data);
    void blockEnded(int index);

    QByteArray m_buffer; ///< Of a line that is not complete.
    QByteArray m_data;   ///< Of the event so far.
    QMap<int, Block> m_blocks;
    MessagesAnswer m_answer;
};

} // namespace podium::agents
