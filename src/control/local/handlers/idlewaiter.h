// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control/local/handlers/reply.h"
#include "control/local/localstream.h"

#include <QPromise>
#include <QTimer>

namespace podium::control
{

class LocalHost;

/// Waits until no run has been under way for some time (engine.serve). Lives in the host's service thread and deletes
/// itself when it has answered; if the host closes first the answer is Unavailable.
class IdleWaiter : public QObject
{
    Q_OBJECT
public:
    /// Thread-safe. `idleMs` without a value = until the host closes.
    static Reply wait(LocalHost &host, std::optional<qint64> idleMs);
    ~IdleWaiter() override;

private:
    IdleWaiter(LocalHost &host, std::optional<qint64> idleMs);
    void begin();
    void look();
    void answer(const Result<QJsonObject> &result);

    LocalHost &m_host;
    std::optional<qint64> m_idleMs;
    qint64 m_ended = 0;
    bool m_looking = false;
    bool m_again = false;
    bool m_answered = false;
    QTimer m_timer; ///< Runs while no run is under way.
    std::unique_ptr<LocalStream> m_stream;
    QPromise<Result<QJsonObject>> m_promise;
};

} // namespace podium::control
