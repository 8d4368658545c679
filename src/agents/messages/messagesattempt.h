// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/claude/session/claudepermissions.h"
#include "agents/messages/messagesconversation.h"
#include "agents/messages/messagesfailure.h"
#include "agents/tools/toolcalls.h"
#include "base/clock.h"
#include "engine/ports/iagentrunner.h"
#include "engine/ports/ilogsink.h"

#include <QNetworkReply>
#include <QObject>
#include <QPointer>
#include <QSet>
#include <QTimer>

#include <memory>
#include <optional>

class QNetworkAccessManager;

namespace podium::agents
{

/// What attempts of the runner `messages` work with; outlives them.
struct MessagesPorts
{
    engine::IAttemptSink &sink;
    engine::ILogSink &logs;
    const Clock &clock;
    const engine::IArtifactStore *artifacts = nullptr;
};

/// One attempt: asks, calls tools, asks again. What was said is kept in its folder (`conversation.json`), written
/// before each request and each call. Lives in the runner's thread.
class MessagesAttempt : public QObject
{
    Q_OBJECT
public:
    MessagesAttempt(const engine::AttemptRequest &request, const MessagesPorts &ports, const MessagesSettings &settings,
                    QNetworkAccessManager &network);
    ~MessagesAttempt() override;

    /// `attach`: it may have been begun before.
    void begin(bool attach);
    void stop();
    void answer(const domain::Approval &decided);
    void say(const QString &text);

Q_SIGNALS:
    /// Once.
    void ended(const podium::domain::AttemptOutcome &outcome);

private:
    QString file() const;
    bool takeUp(); ///< False: it was never begun.
    Result<void> open();
    void save();
    void go(); ///< Whatever is due.
    void ask();
    void received();
    void replied();
    void failed(const MessagesFailure &failure);
    void act();
    void decide(const MessagesConversation::Call &call);
    void carryOut(const ClaudeStep &step);
    void call(const MessagesConversation::Call &call, const QJsonObject &input);
    void callEnded(const QString &id, const Result<QJsonValue> &result);
    void finish(domain::AttemptOutcome outcome);
    void dropReply();
    void logText(bool all);
    void log(const char *stream, const char *level, const QString &text);
    QString hidden(QString text) const;

    const engine::AttemptRequest m_request;
    const MessagesPorts m_ports;
    const MessagesSettings &m_settings;
    QNetworkAccessManager &m_network;

    MessagesOptions m_options;
    std::optional<MessagesConversation> m_conversation;
    PermissionScene m_scene;
    ClaudeAnswers m_answers;
    std::unique_ptr<ClaudePermissions> m_permissions;
    QHash<QString, MessagesConversation::Call> m_asked; ///< By the id of the request for leave.
    QSet<QString> m_begun;                              ///< Calls that may have taken effect.
    QSet<QString> m_begunBefore;                        ///< The same, by an earlier process of Podium.
    ToolCalls m_calls;

    QPointer<QNetworkReply> m_reply;
    MessagesStream m_stream;
    QString m_text; ///< Of a line that is not complete.
    QTimer m_retry;
    int m_tries = 0;
    QStringList m_queued; ///< From a person, for the next request.
    bool m_over = false;
};

} // namespace podium::agents
