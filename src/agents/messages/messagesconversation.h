// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/messages/messagesoptions.h"
#include "agents/messages/messagesstream.h"
#include "domain/attempt.h"
#include "domain/definition/schema/jsonschema.h"
#include "engine/ports/irunstore.h"

#include <QDate>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace podium::agents
{

/// What was said between an attempt and the model, and what comes next. Pure; toJson() is all there is to keep.
class MessagesConversation
{
public:
    /// Whose turn it is.
    enum class Phase {
        Asking, ///< The model's: a request is due, or under way.
        Acting, ///< Ours: tools are being called.
        Over,   ///< outcome() says how it ended.
    };
    struct Call
    {
        QString id; ///< Of the model.
        QString tool;
        QJsonObject input;
    };
    struct Setup
    {
        QString model;
        QString system;
        int maxTokens = 0;
        int maxTurns = 0;
        std::optional<double> temperature;
        ToolRegistry tools;
        QJsonObject outputSchema;
        domain::Budget cap;
        domain::PriceTable prices;
        QDate day;
    };

    explicit MessagesConversation(Setup setup);

    /// The first message, or one more of ours.
    void say(const QString &text);
    /// Body of the next request.
    QJsonObject request() const;
    /// A complete answer. Afterwards phase() says what is due.
    void take(const MessagesAnswer &answer);
    /// Tokens of an answer that did not come to its end.
    void count(const MessagesAnswer &answer);
    /// Calls of the last answer that have no result yet.
    QList<Call> openCalls() const;
    void callEnded(const QString &id, const QString &text, bool isError);
    /// Whatever ends it.
    void end(const domain::AttemptOutcome &outcome);
    /// What was spent so far is as much as it may be: ends it.
    void checkBudget();

    Phase phase() const { return m_phase; }
    const domain::AttemptOutcome &outcome() const { return m_outcome; }
    const domain::Usage &usage() const { return m_usage; }
    bool isEmpty() const { return m_messages.isEmpty(); }
    /// The model has spoken last: something must be said before it is asked again.
    bool wantsWord() const;

    QJsonObject toJson() const;
    /// The same conversation after a restart.
    void restore(const QJsonObject &kept);
    /// Goes on where an earlier attempt stopped: its messages, none of its costs.
    void resume(const QJsonObject &kept);

private:
    void fail(const QString &errorClass, const QString &error, bool retryable);
    void finished(const MessagesAnswer &answer);
    void takeOutput(const QString &id, const QJsonObject &input);
    void actIfDone();
    QJsonArray offeredTools() const;
    void addBlocks(const QJsonArray &blocks);

    Setup m_setup;
    std::optional<domain::JsonSchema> m_schema;
    bool m_wrapped = false; ///< The output is no object: it is the member `value` of one.

    Phase m_phase = Phase::Asking;
    QJsonArray m_messages;
    QJsonObject m_results; ///< Of the calls of the last answer, by id: blocks as the API wants them.
    QJsonValue m_output = QJsonValue::Undefined;
    int m_turns = 0;
    int m_strikes = 0;     ///< Outputs that did not fit the schema.
    bool m_nagged = false; ///< It was told to use the tool for its output.
    domain::Usage m_usage;
    bool m_unpriced = false;
    domain::AttemptOutcome m_outcome;
};

/// Role, capabilities, and how to report.
QString messagesSystemPrompt(const engine::AttemptRequest &request);
/// What the agent is asked to do, with all it needs to know: it reads no files.
Result<QString> messagesPrompt(const engine::AttemptRequest &request, const engine::IArtifactStore *artifacts);

} // namespace podium::agents
