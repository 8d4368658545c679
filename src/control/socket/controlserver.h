// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control/icontrol.h"

#include <QLocalServer>
#include <QSet>

namespace podium::control
{

class ControlConnection;

/// Serves an IControl to other processes of the same user. Created by whoever holds the store's lock, so that a socket
/// file that is already there is a dead one. Lives in one thread with its connections.
class ControlServer : public QObject
{
    Q_OBJECT
public:
    ControlServer(IControl &control, QString path, QObject *parent = nullptr);
    ~ControlServer() override;

    Result<void> listen();
    /// Removes the socket, so that nobody new comes.
    void stopListening() { m_server.close(); }
    /// Answers what is under way, tells the clients why, hangs up and removes the socket. They may take over.
    void close(const Error &reason);
    int clients() const;

private:
    void accept();

    IControl &m_control;
    QString m_path;
    QLocalServer m_server;
    QSet<ControlConnection *> m_connections;
};

} // namespace podium::control
