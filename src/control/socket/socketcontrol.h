// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control/icontrol.h"

#include <QThread>

namespace podium::control
{

class SocketWorker;

/// IControl of the process that owns a data folder, seen from another process. Has a thread of its own for the socket.
class SocketControl : public IControl
{
public:
    /// Blocks until the owner has greeted, at most `timeoutMs`. Unavailable if nobody listens there; Unsupported if
    /// it speaks another version.
    static Result<std::unique_ptr<SocketControl>> connectTo(const QString &path, int timeoutMs);
    ~SocketControl() override;

    QFuture<Result<QJsonObject>> call(const Call &call) override;
    std::unique_ptr<EventStream> subscribe(const StreamFilter &filter) override;
    bool isLive() const override { return true; }
    bool hasTakenLeave() const override;
    /// Process id of the owner, as it said.
    qint64 ownerPid() const { return m_ownerPid; }

private:
    SocketControl();
    QThread m_thread;
    std::shared_ptr<SocketWorker> m_worker;
    qint64 m_ownerPid = 0;
};

} // namespace podium::control
