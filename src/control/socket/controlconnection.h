// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control/icontrol.h"
#include "control/socket/protocol.h"

#include <QHash>
#include <QLocalSocket>

namespace podium::control
{

/// One client of a ControlServer. Trusts nothing that it reads.
class ControlConnection : public QObject
{
    Q_OBJECT
public:
    /// Takes over the socket.
    ControlConnection(IControl &control, QLocalSocket *socket, QObject *parent);
    ~ControlConnection() override;

    void greet();
    /// Waits for the answers that are under way, writes them and the reason, and hangs up, waiting briefly for the
    /// bytes to leave. What it did not answer until then it did not do.
    void sayGoodbye(const Error &reason);

Q_SIGNALS:
    void finished();

private:
    void read();
    void handle(const QByteArray &line);
    void call(qint64 id, const QString &operation, const QJsonObject &params);
    void subscribe(qint64 id, const QJsonObject &params);
    void send(const QJsonObject &object);
    void sendError(const QJsonValue &id, const Error &error);
    void hangUp(const Error &reason);
    void balance();
    void sendResult(qint64 id, const Result<QJsonObject> &result);

    IControl &m_control;
    QLocalSocket *m_socket;
    LineCutter m_cutter;
    struct UnderWay
    {
        qint64 id; ///< The client's.
        QFuture<Result<QJsonObject>> reply;
    };
    std::map<quint64, UnderWay> m_underWay; ///< By order of arrival: a client may use an id twice.
    quint64 m_arrived = 0;
    bool m_done = false;
    std::map<qint64, std::unique_ptr<EventStream>> m_streams;
};

} // namespace podium::control
