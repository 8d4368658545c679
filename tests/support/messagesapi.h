// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/messagesscript.h"

#include <QObject>
#include <QString>
#include <QTcpServer>

#include <memory>

namespace podium::test
{

/// A Messages API on loopback that answers from a script, over HTTP/1.1 with keep-alive: `/v1/messages` (streaming and
/// not) and `/v1/messages/count_tokens`. Lives in the thread that makes it; needs that thread's event loop.
class MessagesApi : public QObject
{
    Q_OBJECT
public:
    explicit MessagesApi(QObject *parent = nullptr);
    ~MessagesApi() override;

    /// Listens on 127.0.0.1; port 0 takes any free one.
    Result<void> listen(quint16 port = 0);
    /// "http://127.0.0.1:<port>", for ANTHROPIC_BASE_URL.
    QString url() const;

    /// Adds a turn. The first turn that is not used up and whose condition holds answers a request.
    void add(ApiTurn turn);
    /// Adds turns for the conversation whose first user message contains `marker`. Which one answers depends on how
    /// far the conversation is, not on what was asked before: retries, resumed sessions and a restarted server get the
    /// right one. Conversations are tried before the turns of add().
    void addConversation(const QString &marker, const QList<ApiTurn> &turns);
    /// {"turns": […], "conversations": [{"marker": "…", "turns": […]}]}
    Result<void> load(const QJsonObject &script);
    /// Turns of add() that are not used up.
    int remaining() const;
    /// Lets the held answers go.
    void release();
    int held() const;

    /// Every request to `/v1/messages` so far.
    const QList<ApiRequest> &requests() const;

Q_SIGNALS:
    void requestReceived(int index);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace podium::test
