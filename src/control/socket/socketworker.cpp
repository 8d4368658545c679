// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/socket/socketworker.h"

#include "base/json.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QJsonArray>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SocketWorker)
};

} // namespace

Result<qint64> SocketWorker::open(const QString &path, int timeoutMs)
{
    m_socket = new QLocalSocket(this);
    const QDeadlineTimer deadline(timeoutMs);
    m_socket->connectToServer(path);
    if (!m_socket->waitForConnected(int(deadline.remainingTime()))) {
        return fail(ErrorCode::Unavailable, Text::tr("no process answers: %1").arg(m_socket->errorString()), path);
    }
    QList<QByteArray> lines;
    while (lines.isEmpty()) {
        if (!m_socket->waitForReadyRead(int(deadline.remainingTime())) || !m_cutter.feed(m_socket->readAll())) {
            return fail(ErrorCode::Unavailable, Text::tr("the process that owns the data does not answer"), path,
                        Text::tr("It may be stopped or closing; try again"));
        }
        lines = m_cutter.take();
    }
    const QJsonObject hello = parseJson(lines.takeFirst()).value_or(QJsonValue()).toObject();
    if (hello.value(QStringLiteral("protocol")).toInt() != ProtocolVersion) {
        return fail(ErrorCode::Unsupported,
                    Text::tr("the process that owns the data is another version of Podium (%1)")
                        .arg(hello.value(QStringLiteral("podium")).toString(QStringLiteral("?"))),
                    path, Text::tr("End it, or use the podiumctl that belongs to it"));
    }
    connect(m_socket, &QLocalSocket::readyRead, this, &SocketWorker::read);
    connect(m_socket, &QLocalSocket::disconnected, this, [this] {
        read(); // A goodbye may still be there.
        lost({ErrorCode::Unavailable,
              Text::tr("the process that ran the engine has gone"),
              {},
              Text::tr("podiumctl resume RUN takes the run over")});
    });
    for (const QByteArray &line : std::as_const(lines))
        handle(parseJson(line).value_or(QJsonValue()).toObject());
    // What came while we waited does not announce itself again.
    QMetaObject::invokeMethod(this, &SocketWorker::read, Qt::QueuedConnection);
    return hello.value(QStringLiteral("pid")).toInteger();
}

void SocketWorker::close()
{
    lost({ErrorCode::Unavailable, Text::tr("the connection was closed"), {}, {}});
    delete m_socket;
    m_socket = nullptr;
}

void SocketWorker::finish(const Promise &promise, const Result<QJsonObject> &result)
{
    promise->addResult(result);
    promise->finish();
}

void SocketWorker::write(const QJsonObject &message)
{
    if (m_socket && !m_lost)
        m_socket->write(toLine(message));
}

QFuture<Result<QJsonObject>> SocketWorker::call(const QString &operation, const QJsonObject &params)
{
    auto promise = std::make_shared<QPromise<Result<QJsonObject>>>();
    promise->start();
    const qint64 id = m_nextId++;
    QMetaObject::invokeMethod(this, [this, promise, id, operation, params] {
        if (m_lost) {
            finish(promise, tl::unexpected(*m_lost));
            return;
        }
        m_calls.insert(id, promise);
        write({{QStringLiteral("id"), id}, {QStringLiteral("op"), operation}, {QStringLiteral("params"), params}});
    });
    return promise->future();
}

qint64 SocketWorker::addStream(SocketStream *stream, const QJsonObject &params)
{
    const qint64 id = m_nextId++;
    {
        const QMutexLocker lock(&m_mutex);
        m_streams.insert(id, stream);
    }
    QMetaObject::invokeMethod(this, [this, id, params] {
        if (m_lost)
            deliver(id, {{QStringLiteral("closed"), toJson(*m_lost)}});
        write({{QStringLiteral("id"), id},
               {QStringLiteral("op"), QStringLiteral("$subscribe")},
               {QStringLiteral("params"), params}});
    });
    return id;
}

void SocketWorker::removeStream(qint64 id)
{
    {
        const QMutexLocker lock(&m_mutex);
        m_streams.remove(id);
    }
    QMetaObject::invokeMethod(this, [this, id] {
        write({{QStringLiteral("op"), QStringLiteral("$unsubscribe")},
               {QStringLiteral("params"), QJsonObject{{QStringLiteral("stream"), id}}}});
    });
}

void SocketWorker::more(qint64 id)
{
    QMetaObject::invokeMethod(this, [this, id] {
        write({{QStringLiteral("op"), QStringLiteral("$more")},
               {QStringLiteral("params"), QJsonObject{{QStringLiteral("stream"), id}}}});
    });
}

void SocketWorker::read()
{
    if (!m_socket || m_lost)
        return;
    if (!m_cutter.feed(m_socket->readAll())) {
        lost({ErrorCode::Corrupt, Text::tr("the process that owns the data sent nonsense"), {}, {}});
        return;
    }
    const QList<QByteArray> lines = m_cutter.take();
    for (const QByteArray &line : lines)
        handle(parseJson(line).value_or(QJsonValue()).toObject());
}

void SocketWorker::handle(const QJsonObject &message)
{
    if (message.contains(QStringLiteral("goodbye"))) {
        const Error reason = errorFromJson(message.value(QStringLiteral("goodbye")).toObject());
        m_hasTakenLeave = reason.code == ErrorCode::Unavailable; // Else it is us whom it will not hear any more.
        lost(reason);
        return;
    }
    if (message.contains(QStringLiteral("stream"))) {
        deliver(message.value(QStringLiteral("stream")).toInteger(), message);
        return;
    }
    const qint64 id = message.value(QStringLiteral("id")).toInteger(-1);
    const bool failed = message.contains(QStringLiteral("error"));
    const Error error = errorFromJson(message.value(QStringLiteral("error")).toObject());
    if (const Promise promise = m_calls.take(id)) {
        finish(promise, failed ? Result<QJsonObject>(tl::unexpected(error))
                               : Result<QJsonObject>(message.value(QStringLiteral("result")).toObject()));
    } else if (failed) {
        deliver(id, {{QStringLiteral("closed"), toJson(error)}}); // The subscription was refused.
    }
}

void SocketWorker::deliver(qint64 id, const QJsonObject &message)
{
    const QMutexLocker lock(&m_mutex);
    // Alive while we hold the lock; Qt drops the posted call if the stream dies before it runs.
    if (SocketStream *stream = m_streams.value(id, nullptr))
        QMetaObject::invokeMethod(
            stream, [stream, message] { stream->receive(message); }, Qt::QueuedConnection);
}

void SocketWorker::lost(const Error &reason)
{
    if (m_lost)
        return;
    m_lost = reason;
    const QHash<qint64, Promise> calls = std::exchange(m_calls, {});
    for (const Promise &promise : calls)
        finish(promise, tl::unexpected(reason));
    QList<qint64> ids;
    {
        const QMutexLocker lock(&m_mutex);
        ids = m_streams.keys();
    }
    for (const qint64 id : std::as_const(ids))
        deliver(id, {{QStringLiteral("closed"), toJson(reason)}});
}

SocketStream::SocketStream(std::shared_ptr<SocketWorker> worker, const StreamFilter &filter)
    : m_worker(std::move(worker))
{
    m_id = m_worker->addStream(this, {{QStringLiteral("patterns"), QJsonArray::fromStringList(filter.patterns)},
                                      {QStringLiteral("run"), filter.run},
                                      {QStringLiteral("since"), filter.since},
                                      {QStringLiteral("logs"), filter.logs}});
}

SocketStream::~SocketStream()
{
    m_worker->removeStream(m_id);
}

void SocketStream::setPaused(bool paused)
{
    m_paused = paused;
    if (!paused && std::exchange(m_owesMore, false))
        m_worker->more(m_id);
}

void SocketStream::receive(const QJsonObject &message)
{
    if (message.contains(QStringLiteral("events"))) {
        domain::Events list;
        const QJsonArray array = message.value(QStringLiteral("events")).toArray();
        for (const QJsonValue &value : array) {
            if (const std::optional<domain::Event> event = domain::eventFromJson(value.toObject()))
                list += *event;
        }
        m_owesMore = true;
        Q_EMIT events(list);
        if (!m_paused && std::exchange(m_owesMore, false))
            m_worker->more(m_id);
    } else if (message.contains(QStringLiteral("caught_up"))) {
        Q_EMIT caughtUp(message.value(QStringLiteral("caught_up")).toInteger());
    } else if (message.contains(QStringLiteral("behind"))) {
        Q_EMIT fellBehind(message.value(QStringLiteral("behind")).toInteger());
    } else if (message.contains(QStringLiteral("logs"))) {
        Q_EMIT logsGrew();
    } else if (message.contains(QStringLiteral("closed"))) {
        Q_EMIT closed(errorFromJson(message.value(QStringLiteral("closed")).toObject()));
    }
}

} // namespace podium::control
