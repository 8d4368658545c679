// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/local/access.h"

#include "control/local/localcontrol.h"
#include "control/socket/controlserver.h"
#include "control/socket/protocol.h"
#include "control/socket/socketcontrol.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QLoggingCategory>
#include <QSemaphore>
#include <QThread>

namespace podium::control
{

namespace
{

Q_LOGGING_CATEGORY(logAccess, "podium.control.access")

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Access)
};

constexpr int ConnectMs = 3000;
constexpr int BetweenTriesMs = 50;

/// The owner's control together with the door for other processes, which closes first. The door has a thread of its
/// own: others are served also while the output of this one is held up.
class ServedControl : public IControl
{
public:
    ServedControl(const Settings &settings, std::shared_ptr<LocalHost> host, const QString &path)
        : m_local(settings, std::move(host))
    {
        m_thread.setObjectName(QStringLiteral("door"));
        m_inThread.moveToThread(&m_thread);
        m_thread.start();
        inThread([&] { m_server = std::make_unique<ControlServer>(m_local, path); });
    }
    ~ServedControl() override
    {
        inThread([this] {
            // Before the clients are told goodbye, which waits for the answers that they are owed: no run is waited
            // for.
            m_server->stopListening();
            m_local.endStreams();
            m_server.reset();
        });
        m_thread.quit();
        m_thread.wait();
    }
    Result<void> serve()
    {
        Result<void> listening;
        inThread([&] { listening = m_server->listen(); });
        return listening;
    }

    Reply call(const Call &call) override { return m_local.call(call); }
    std::unique_ptr<EventStream> subscribe(const StreamFilter &filter) override { return m_local.subscribe(filter); }
    bool isLive() const override { return true; }

private:
    template<typename Work> void inThread(Work work)
    {
        QMetaObject::invokeMethod(&m_inThread, work, Qt::BlockingQueuedConnection);
    }

    LocalControl m_local;
    QThread m_thread;
    QObject m_inThread;                      ///< Lives in m_thread.
    std::unique_ptr<ControlServer> m_server; ///< Made, used and ended in m_thread.
};

} // namespace

Result<Access> openControl(const Settings &settings, Reach reach, bool claim, int timeoutMs)
{
    if (reach == Reach::Process || reach == Reach::Alone)
        return Access{std::make_shared<LocalControl>(settings), false, 0};
    const Result<QString> path = socketPath(settings.text(QStringLiteral("data_folder")));
    if (reach == Reach::Glance) {
        std::unique_ptr<IControl> control;
        if (auto client = path ? SocketControl::connectTo(*path, ConnectMs) : tl::unexpected(path.error()))
            control = std::move(*client);
        else if (auto host = LocalHost::glance(settings))
            control = std::make_unique<LocalControl>(settings, *host);
        else
            control = std::make_unique<LocalControl>(settings);
        return Access{std::move(control), false, 0};
    }
    if (!path)
        return tl::unexpected(path.error());
    const QDeadlineTimer deadline(timeoutMs);
    QSemaphore never;
    while (true) {
        Result<std::unique_ptr<SocketControl>> client = SocketControl::connectTo(*path, ConnectMs);
        if (client) {
            const qint64 pid = (*client)->ownerPid();
            return Access{std::shared_ptr<IControl>(std::move(*client)), false, pid};
        }
        if (client.error().code == ErrorCode::Unsupported)
            return tl::unexpected(client.error());
        Result<std::shared_ptr<LocalHost>> host =
            reach == Reach::Read ? LocalHost::look(settings) : LocalHost::own(settings, claim);
        if (host && reach == Reach::Read)
            return Access{std::make_shared<LocalControl>(settings, *host), false, 0};
        if (host) {
            auto served = std::make_shared<ServedControl>(settings, std::move(*host), *path);
            if (Result<void> listening = served->serve(); !listening)
                qCWarning(logAccess).noquote() << listening.error().text();
            return Access{served, true, 0};
        }
        if (host.error().code != ErrorCode::Conflict || deadline.hasExpired())
            return tl::unexpected(host.error());
        // The owner has the lock but does not listen: it is starting or closing. Neither the lock nor the socket tells
        // when that is over, so both are tried again shortly.
        never.tryAcquire(1, BetweenTriesMs);
    }
}

} // namespace podium::control
