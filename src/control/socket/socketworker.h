// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control/icontrol.h"
#include "control/socket/protocol.h"

#include <QHash>
#include <QLocalSocket>
#include <QMutex>
#include <QPromise>

#include <atomic>

namespace podium::control
{

class SocketStream;

/// The client's side of the wire; lives in the thread of its SocketControl.
class SocketWorker : public QObject
{
    Q_OBJECT
public:
    // In the worker's thread.
    Result<qint64> open(const QString &path, int timeoutMs);
    void close();

    // Thread-safe.
    QFuture<Result<QJsonObject>> call(const QString &operation, const QJsonObject &params);
    qint64 addStream(SocketStream *stream, const QJsonObject &params);
    void removeStream(qint64 id);
    void more(qint64 id);
    bool hasTakenLeave() const { return m_hasTakenLeave; }

private:
    using Promise = std::shared_ptr<QPromise<Result<QJsonObject>>>;

    void read();
    void handle(const QJsonObject &message);
    void deliver(qint64 id, const QJsonObject &message);
    void lost(const Error &reason);
    void write(const QJsonObject &message);
    static void finish(const Promise &promise, const Result<QJsonObject> &result);

    QLocalSocket *m_socket = nullptr;
    LineCutter m_cutter;
    QHash<qint64, Promise> m_calls;
    std::optional<Error> m_lost;
    std::atomic<bool> m_hasTakenLeave = false;
    std::atomic<qint64> m_nextId = 1;
    QMutex m_mutex;
    QHash<qint64, SocketStream *> m_streams; ///< Guarded by m_mutex; a stream removes itself before it dies.
};

/// A subscription over the wire; lives in the subscriber's thread.
class SocketStream : public EventStream
{
    Q_OBJECT
public:
    SocketStream(std::shared_ptr<SocketWorker> worker, const StreamFilter &filter);
    ~SocketStream() override;
    void setPaused(bool paused) override;
    /// In the stream's thread.
    void receive(const QJsonObject &message);

private:
    std::shared_ptr<SocketWorker> m_worker;
    qint64 m_id = 0;
    bool m_paused = false;
    bool m_owesMore = false; ///< The owner waits for our word before it sends the next events.
};

} // namespace podium::control
