// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/socket/controlconnection.h"

#include "base/json.h"
#include "base/whenfinished.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QPointer>
#include <QTimer>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ControlConnection)
};

// A client that does not read its answers is not asked for more questions.
constexpr qint64 MaxUnsentBytes = 8 * 1024 * 1024;
constexpr int GoodbyeMs = 500;
constexpr int LingerMs = 2000; ///< What a client says after it was hung up on is taken in and forgotten for so long.

Error badRequest(const QString &message)
{
    return {ErrorCode::InvalidArgument, message, {}, {}};
}

} // namespace

ControlConnection::ControlConnection(IControl &control, QLocalSocket *socket, QObject *parent)
    : QObject(parent), m_control(control), m_socket(socket)
{
    m_socket->setParent(this);
    m_socket->setReadBufferSize(1024 * 1024);
    connect(m_socket, &QLocalSocket::readyRead, this, &ControlConnection::read);
    connect(m_socket, &QLocalSocket::bytesWritten, this, &ControlConnection::balance);
    connect(m_socket, &QLocalSocket::disconnected, this, [this] {
        m_done = true;
        m_streams.clear();
        Q_EMIT finished();
    });
}

ControlConnection::~ControlConnection()
{
    m_socket->disconnect(this);
}

void ControlConnection::greet()
{
    send({{QStringLiteral("podium"), QCoreApplication::applicationVersion()},
          {QStringLiteral("protocol"), ProtocolVersion},
          {QStringLiteral("pid"), QCoreApplication::applicationPid()}});
}

void ControlConnection::sayGoodbye(const Error &reason)
{
    m_streams.clear();
    if (m_socket->state() != QLocalSocket::ConnectedState)
        return;
    for (auto &[order, call] : std::exchange(m_underWay, {})) {
        call.reply.waitForFinished();
        sendResult(call.id, call.reply.result());
    }
    send({{QStringLiteral("goodbye"), toJson(reason)}});
    m_done = true;
    m_socket->flush();
    while (m_socket->bytesToWrite() > 0 && m_socket->waitForBytesWritten(GoodbyeMs)) {
    }
    m_socket->disconnectFromServer();
}

void ControlConnection::send(const QJsonObject &object)
{
    if (!m_done)
        m_socket->write(toLine(object));
}

void ControlConnection::sendError(const QJsonValue &id, const Error &error)
{
    send({{QStringLiteral("id"), id}, {QStringLiteral("error"), toJson(error)}});
}

void ControlConnection::sendResult(qint64 id, const Result<QJsonObject> &result)
{
    if (result)
        send({{QStringLiteral("id"), id}, {QStringLiteral("result"), *result}});
    else
        sendError(id, result.error());
}

void ControlConnection::hangUp(const Error &reason)
{
    send({{QStringLiteral("goodbye"), toJson(reason)}});
    m_done = true;
    // A client that is still writing would find the line cut before it has read why.
    QTimer::singleShot(LingerMs, m_socket, &QLocalSocket::disconnectFromServer);
}

void ControlConnection::balance()
{
    if (m_socket->bytesAvailable() > 0 && m_socket->bytesToWrite() < MaxUnsentBytes)
        read();
}

void ControlConnection::read()
{
    if (m_done)
        m_socket->readAll();
    while (!m_done && m_socket->bytesAvailable() > 0 && int(m_underWay.size()) < MaxCallsUnderWay &&
           m_socket->bytesToWrite() < MaxUnsentBytes) {
        if (!m_cutter.feed(m_socket->read(256 * 1024))) {
            hangUp(badRequest(Text::tr("a line is longer than %1 bytes").arg(MaxLineBytes)));
            return;
        }
        const QList<QByteArray> lines = m_cutter.take();
        for (const QByteArray &line : lines) {
            if (m_done)
                return;
            handle(line);
        }
    }
}

void ControlConnection::handle(const QByteArray &line)
{
    const Result<QJsonValue> parsed = parseJson(line);
    if (!parsed || !parsed->isObject()) {
        hangUp(badRequest(Text::tr("a line is not a JSON object")));
        return;
    }
    const QJsonObject message = parsed->toObject();
    const QString operation = message.value(QStringLiteral("op")).toString();
    const QJsonValue params = message.value(QStringLiteral("params"));
    const QJsonObject arguments = params.toObject();
    if (operation == QLatin1StringView("$more") || operation == QLatin1StringView("$unsubscribe")) {
        const auto it = m_streams.find(arguments.value(QStringLiteral("stream")).toInteger(-1));
        if (it == m_streams.end())
            return; // It may just have ended.
        if (operation == QLatin1StringView("$more"))
            it->second->setPaused(false);
        else
            m_streams.erase(it);
        return;
    }
    const qint64 id = message.value(QStringLiteral("id")).toInteger(-1);
    if (id < 0) {
        sendError(message.value(QStringLiteral("id")),
                  badRequest(Text::tr("\"id\" must be a whole number of at least 0")));
        return;
    }
    if (!params.isObject() && !params.isUndefined()) {
        sendError(id, badRequest(Text::tr("\"params\" must be an object")));
        return;
    }
    if (operation == QLatin1StringView("$subscribe"))
        subscribe(id, arguments);
    else
        call(id, operation, arguments);
}

void ControlConnection::call(qint64 id, const QString &operation, const QJsonObject &params)
{
    if (int(m_underWay.size()) >= MaxCallsUnderWay) {
        sendError(id, {ErrorCode::Exhausted, Text::tr("more than %1 calls at once").arg(MaxCallsUnderWay), {}, {}});
        return;
    }
    const quint64 order = m_arrived++;
    QFuture<Result<QJsonObject>> reply = m_control.call({operation, params, {}});
    m_underWay.emplace(order, UnderWay{id, reply});
    whenFinished(reply, this, [this, order, id](const Result<QJsonObject> &result) {
        if (m_underWay.erase(order) == 0)
            return; // Answered with the goodbye.
        sendResult(id, result);
        balance();
    });
}

void ControlConnection::subscribe(qint64 id, const QJsonObject &params)
{
    if (m_streams.count(id) > 0 || int(m_streams.size()) >= MaxStreams) {
        sendError(
            id,
            {ErrorCode::Exhausted, Text::tr("at most %1 streams, each with an id of its own").arg(MaxStreams), {}, {}});
        return;
    }
    StreamFilter filter;
    const QJsonArray patterns = params.value(QStringLiteral("patterns")).toArray();
    for (const QJsonValue &pattern : patterns) {
        if (filter.patterns.size() < 100)
            filter.patterns += pattern.toString().left(200);
    }
    filter.run = params.value(QStringLiteral("run")).toString();
    filter.since = params.value(QStringLiteral("since")).toInteger(-1);
    filter.logs = params.value(QStringLiteral("logs")).toBool();
    send({{QStringLiteral("id"), id}, {QStringLiteral("result"), QJsonObject()}});

    EventStream *stream = (m_streams[id] = m_control.subscribe(filter)).get();
    connect(stream, &EventStream::events, this, [this, id, stream](const domain::Events &events) {
        stream->setPaused(true); // Until the client asks for more: it sets the pace.
        QJsonArray list;
        for (const domain::Event &event : events)
            list.append(domain::toJson(event));
        send({{QStringLiteral("stream"), id}, {QStringLiteral("events"), list}});
    });
    connect(stream, &EventStream::caughtUp, this, [this, id](qint64 seq) {
        send({{QStringLiteral("stream"), id}, {QStringLiteral("caught_up"), seq}});
    });
    connect(stream, &EventStream::fellBehind, this, [this, id](qint64 seq) {
        send({{QStringLiteral("stream"), id}, {QStringLiteral("behind"), seq}});
    });
    connect(stream, &EventStream::logsGrew, this, [this, id] {
        send({{QStringLiteral("stream"), id}, {QStringLiteral("logs"), true}});
    });
    connect(stream, &EventStream::closed, this, [this, id](const Error &reason) {
        send({{QStringLiteral("stream"), id}, {QStringLiteral("closed"), toJson(reason)}});
    });
}

} // namespace podium::control
