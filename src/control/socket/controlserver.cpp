// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/socket/controlserver.h"

#include "control/socket/controlconnection.h"
#include "control/socket/protocol.h"

#include <QCoreApplication>
#include <QLocalSocket>
#include <QLoggingCategory>

#ifdef Q_OS_LINUX
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace podium::control
{

namespace
{

Q_LOGGING_CATEGORY(logSocket, "podium.control.socket")

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ControlServer)
};

/// The socket file's permissions keep others out; this also holds where file systems do not.
bool isSameUser(const QLocalSocket &socket)
{
#ifdef Q_OS_LINUX
    struct ucred peer = {};
    socklen_t size = sizeof peer;
    if (getsockopt(int(socket.socketDescriptor()), SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0)
        return false;
    return peer.uid == geteuid();
#else
    Q_UNUSED(socket)
    return true;
#endif
}

} // namespace

ControlServer::ControlServer(IControl &control, QString path, QObject *parent)
    : QObject(parent), m_control(control), m_path(std::move(path))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &ControlServer::accept);
}

ControlServer::~ControlServer()
{
    close({ErrorCode::Unavailable, Text::tr("the process that ran the engine has ended"), {}, {}});
}

Result<void> ControlServer::listen()
{
    QLocalServer::removeServer(m_path);
    if (!m_server.listen(m_path)) {
        return fail(ErrorCode::Unavailable,
                    Text::tr("cannot listen for other podium programs: %1").arg(m_server.errorString()), m_path);
    }
    return {};
}

void ControlServer::accept()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        if (!isSameUser(*socket) || m_connections.size() >= MaxClients) {
            qCWarning(logSocket) << "refused a connection: another user, or too many of them";
            socket->abort();
            socket->deleteLater();
            continue;
        }
        auto *connection = new ControlConnection(m_control, socket, this);
        m_connections.insert(connection);
        connect(connection, &ControlConnection::finished, this, [this, connection] {
            m_connections.remove(connection);
            connection->deleteLater();
        });
        connection->greet();
    }
}

void ControlServer::close(const Error &reason)
{
    m_server.close();
    const QSet<ControlConnection *> connections = std::exchange(m_connections, {});
    for (ControlConnection *connection : connections) {
        connection->disconnect(this);
        connection->sayGoodbye(reason);
        delete connection;
    }
}

int ControlServer::clients() const
{
    return int(m_connections.size());
}

} // namespace podium::control
