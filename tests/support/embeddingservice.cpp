// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "support/embeddingservice.h"

#include "base/json.h"

#include <QJsonArray>
#include <QTcpSocket>

#include <utility>

namespace podium::test
{

EmbeddingService::EmbeddingService()
{
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("no port on loopback");
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = m_server.nextPendingConnection()) {
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
            connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
                m_held.remove(socket);
                socket->deleteLater();
            });
        }
    });
}

QString EmbeddingService::url() const
{
    return QStringLiteral("http://127.0.0.1:%1/v1").arg(m_server.serverPort());
}

void EmbeddingService::refuse(int status, const QByteArray &body, const QByteArray &headers)
{
    m_refusals.append({status, body, headers});
}

void EmbeddingService::read(QTcpSocket *socket)
{
    const QByteArray soFar = socket->peek(socket->bytesAvailable());
    const qsizetype end = soFar.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    const QByteArray head = soFar.first(end);
    const qsizetype at = head.toLower().indexOf("content-length:");
    const qsizetype length = head.mid(at + 15, head.indexOf("\r\n", at) - at - 15).trimmed().toLongLong();
    if (soFar.size() < end + 4 + length)
        return;
    socket->read(end + 4);
    const QJsonObject request = parseJson(socket->read(length)).value_or(QJsonValue()).toObject();
    heads.append(head);
    requests.append(request);
    if (std::exchange(m_holdNext, false)) {
        m_held.insert(socket);
        return;
    }
    Refusal out{200, answer(request), {}};
    if (!m_refusals.isEmpty())
        out = m_refusals.takeFirst();
    socket->write("HTTP/1.1 " + QByteArray::number(out.status) + " x\r\nContent-Type: application/json\r\n" +
                  out.headers + "Content-Length: " + QByteArray::number(out.body.size()) + "\r\n\r\n" + out.body);
}

QByteArray EmbeddingService::answer(const QJsonObject &request)
{
    QJsonArray data;
    const QJsonArray input = request.value(QStringLiteral("input")).toArray();
    for (qsizetype i = input.size() - 1; i >= 0; --i) // In an order of its own, as the protocol allows.
        data.append(QJsonObject{{QStringLiteral("index"), i},
                                {QStringLiteral("embedding"),
                                 QJsonArray{double(input.at(i).toString().size()), double(i), 0.125, 0.0625}}});
    return canonicalJson(QJsonObject{{QStringLiteral("data"), data}});
}

} // namespace podium::test
