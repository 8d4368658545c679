// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/instance.h"

#include "control/socket/protocol.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QJsonDocument>
#include <QLocalSocket>

namespace podium::desktop
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Desktop)
};

constexpr int AnswerMs = 5000;
constexpr int AgainMs = 100; ///< How long to wait for the lock before the other window is asked again.
constexpr qint64 LongestLine = 64 * 1024;
const QByteArray Taken = QByteArrayLiteral("taken\n");

/// What the desktop gave this process to come to the front with.
QByteArray activationToken()
{
    const QByteArray token = qgetenv("XDG_ACTIVATION_TOKEN");
    return token.isEmpty() ? qgetenv("DESKTOP_STARTUP_ID") : token;
}

} // namespace

Instance::Instance(const QString &dataFolder) : m_folder(dataFolder)
{
    connect(&m_server, &QLocalServer::newConnection, this, &Instance::accept);
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
}

Instance::~Instance()
{
    m_server.close();
}

Result<bool> Instance::claim(const Wish &wish)
{
    QDir().mkpath(m_folder);
    const Result<QString> path = control::socketPath(m_folder, QStringLiteral("window"));
    if (!path)
        return tl::unexpected(path.error());
    m_lock = std::make_unique<QLockFile>(m_folder + QStringLiteral("/window.lock"));
    // A lock is stale only when its process has ended, however long it was held.
    m_lock->setStaleLockTime(0);
    const QDeadlineTimer deadline(AnswerMs);
    while (!m_lock->tryLock(AgainMs)) {
        if (m_lock->error() != QLockFile::LockFailedError) {
            return fail(ErrorCode::PermissionDenied, Text::tr("the lock of the window cannot be written"),
                        m_folder + QStringLiteral("/window.lock"),
                        Text::tr("Choose another data folder (--data-folder)"));
        }
        const Result<bool> taken = handOver(*path, wish);
        if (!taken)
            return taken;
        if (*taken)
            return false;
        if (deadline.hasExpired()) {
            return fail(ErrorCode::Unavailable, Text::tr("the window that is open does not answer"), m_folder,
                        Text::tr("End it, or choose another data folder (--data-folder)"));
        }
    }
    QLocalServer::removeServer(*path);
    if (!m_server.listen(*path)) {
        return fail(ErrorCode::Unavailable, Text::tr("cannot listen for other windows: %1").arg(m_server.errorString()),
                    *path);
    }
    return true;
}

Result<bool> Instance::handOver(const QString &path, const Wish &wish)
{
    QLocalSocket socket;
    socket.connectToServer(path);
    if (!socket.waitForConnected(AnswerMs))
        return false;
    QJsonObject message = wish.toJson();
    message.insert(QStringLiteral("token"), QString::fromUtf8(activationToken()));
    socket.write(control::toLine(message));
    QByteArray answer;
    while (!answer.endsWith('\n') && socket.waitForReadyRead(AnswerMs))
        answer += socket.readAll();
    if (answer == Taken)
        return true;
    return fail(ErrorCode::Unavailable, Text::tr("the window that is open does not answer"), path,
                Text::tr("End it, or choose another data folder (--data-folder)"));
}

void Instance::accept()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
            if (!socket->canReadLine()) {
                if (socket->bytesAvailable() > LongestLine)
                    socket->abort();
                return;
            }
            const QJsonObject message = QJsonDocument::fromJson(socket->readLine()).object();
            socket->write(Taken);
            socket->disconnectFromServer();
            Q_EMIT asked(Wish::fromJson(message), message.value(QStringLiteral("token")).toString().toUtf8());
        });
    }
}

} // namespace podium::desktop
