// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QPair>
#include <QString>

#include <functional>

namespace podium::test
{

/// One HTTP request that the scripted Messages API received.
struct ApiRequest
{
    QByteArray method;
    QByteArray path;                      ///< Without the query.
    QMap<QByteArray, QByteArray> headers; ///< Names in lower case.
    QJsonObject body;

    /// Text of all content of the first user message; what a conversation is recognised by.
    QString firstUserText() const;
    /// Text of the newest user message, tool results included.
    QString lastUserText() const;
    /// Text of the system prompt, all blocks.
    QString systemText() const;
    /// Assistant messages so far: the step that the conversation is at.
    int assistantMessages() const;
    bool offersTool(const QString &name) const;
};

/// One scripted answer of the API.
struct ApiTurn
{
    QJsonArray content; ///< Blocks as the API has them: text, thinking, tool_use (an id is made if it has none).
    QString stopReason; ///< Empty: "tool_use" if a tool is used, else "end_turn".
    int status = 200;   ///< Anything else answers with `errorType` and `errorMessage`.
    QString errorType = QStringLiteral("api_error");
    QString errorMessage = QStringLiteral("scripted error");
    QList<QPair<QByteArray, QByteArray>> headers; ///< A value "now+20" is that second since 1970 when it is sent.
    int delayMs = 0;                              ///< Before the status line.
    int eventDelayMs = 0;                         ///< Between the events of a stream.
    bool hold = false;                            ///< Answered only after MessagesApi::release().
    int holdAfterEvents = -1;                     ///< The rest of a stream comes only after MessagesApi::release().
    bool drop = false;                            ///< The connection is closed without an answer.
    int cutAfterEvents = -1;                      ///< The connection is closed after so many events of the stream.
    bool streamError = false;                     ///< An SSE `error` event instead of the end of the stream.
    int inputTokens = 100;
    int outputTokens = 20;
    int times = 1;                                ///< How often it is used; 0 = for ever.
    std::function<bool(const ApiRequest &)> when; ///< Empty: any request.

    static ApiTurn say(const QString &text);
    static ApiTurn use(const QString &tool, const QJsonObject &input, const QString &text = {});
    static ApiTurn fail(int status, const QString &type, const QString &message,
                        const QList<QPair<QByteArray, QByteArray>> &headers = {});
    ApiTurn forever() &&;
    ApiTurn held() &&;
};

/// Reads a turn from JSON; the keys are those of ApiTurn in snake case, with the shorthands `text`, `thinking`,
/// `tool` + `input`. Unknown keys are errors.
Result<ApiTurn> turnFromJson(const QJsonObject &object);

/// The turn as a non-streaming Messages API answer.
QJsonObject turnMessage(const ApiTurn &turn, const QString &model);
/// The turn as server-sent events, one element each.
QList<QByteArray> turnEvents(const ApiTurn &turn, const QString &model);

} // namespace podium::test
