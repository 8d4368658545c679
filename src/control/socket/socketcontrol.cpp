// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/socket/socketcontrol.h"

#include "control/socket/socketworker.h"

namespace podium::control
{

SocketControl::SocketControl() : m_worker(std::make_shared<SocketWorker>())
{
    m_thread.setObjectName(QStringLiteral("socket"));
    m_worker->moveToThread(&m_thread);
    m_thread.start();
}

Result<std::unique_ptr<SocketControl>> SocketControl::connectTo(const QString &path, int timeoutMs)
{
    std::unique_ptr<SocketControl> control(new SocketControl);
    Result<qint64> opened;
    QMetaObject::invokeMethod(
        control->m_worker.get(), [&] { opened = control->m_worker->open(path, timeoutMs); },
        Qt::BlockingQueuedConnection);
    if (!opened)
        return tl::unexpected(opened.error());
    control->m_ownerPid = *opened;
    return control;
}

SocketControl::~SocketControl()
{
    QMetaObject::invokeMethod(
        m_worker.get(), [this] { m_worker->close(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

QFuture<Result<QJsonObject>> SocketControl::call(const Call &call)
{
    return m_worker->call(call.operation, call.params);
}

bool SocketControl::hasTakenLeave() const
{
    return m_worker->hasTakenLeave();
}

std::unique_ptr<EventStream> SocketControl::subscribe(const StreamFilter &filter)
{
    return std::make_unique<SocketStream>(m_worker, filter);
}

} // namespace podium::control
