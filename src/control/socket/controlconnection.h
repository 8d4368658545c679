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
    /// Writes the reason and hangs up, waiting briefly for the bytes to leave.
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

    IControl &m_control;
    QLocalSocket *m_socket;
    LineCutter m_cutter;
    int m_underWay = 0;
    bool m_done = false;
    std::map<qint64, std::unique_ptr<EventStream>> m_streams;
};

} // namespace podium::control
