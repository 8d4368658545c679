// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QList>
#include <QPair>
#include <QSet>
#include <QString>
#include <QTcpServer>

#include <memory>

class QTcpSocket;

namespace podium::test
{

/// An embedding service as of OpenAI on loopback: the vector of a text is [its length, its place in the request, 0.125,
/// 0.0625].
class EmbeddingService : public QObject
{
    Q_OBJECT
public:
    EmbeddingService();
    /// "http://127.0.0.1:<port>/v1"
    QString url() const;
    /// The next request is not answered.
    void holdNext() { m_holdNext = true; }
    /// Requests that wait for an answer and whose sender is still there.
    int held() const { return int(m_held.size()); }
    /// The next request is answered with this instead.
    void refuse(int status, const QByteArray &body, const QByteArray &headers = {});

    QList<QJsonObject> requests; ///< Bodies.
    QList<QByteArray> heads;     ///< Request lines and headers.

private:
    struct Refusal
    {
        int status;
        QByteArray body;
        QByteArray headers;
    };
    void read(QTcpSocket *socket);
    QByteArray answer(const QJsonObject &request);

    QSet<QTcpSocket *> m_held; ///< Before the server, whose end ends its sockets.
    bool m_holdNext = false;
    QTcpServer m_server;
    QList<Refusal> m_refusals;
};

} // namespace podium::test
