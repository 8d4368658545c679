// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "support/messagesapi.h"

#include "base/json.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QPointer>
#include <QTcpSocket>
#include <QTimer>

namespace podium::test
{

namespace
{

constexpr qsizetype MaxHeader = 256 * 1024;
constexpr qsizetype MaxBody = 256 * 1024 * 1024;

struct Conversation
{
    QString marker;
    QList<ApiTurn> turns;
};

struct Held
{
    QPointer<QTcpSocket> socket;
    std::function<void()> goOn;
};

QByteArray head(int status, const QList<QPair<QByteArray, QByteArray>> &headers)
{
    QByteArray out = "HTTP/1.1 " + QByteArray::number(status) + " Scripted\r\nrequest-id: req_scripted\r\n";
    for (const auto &[name, value] : headers)
        out += name + ": " +
               (value.startsWith("now+")
                    ? QByteArray::number(QDateTime::currentSecsSinceEpoch() + value.mid(4).toLongLong())
                    : value) +
               "\r\n";
    return out;
}

void sendJson(QTcpSocket *socket, int status, const QJsonObject &body,
              const QList<QPair<QByteArray, QByteArray>> &headers = {})
{
    const QByteArray bytes = canonicalJson(body);
    socket->write(head(status, headers) + "content-type: application/json\r\ncontent-length: " +
                  QByteArray::number(bytes.size()) + "\r\n\r\n" + bytes);
}

QByteArray chunk(const QByteArray &bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

/// Takes one request off the front of the buffer. Nothing: not complete yet.
struct Parsed
{
    bool complete = false;
    bool bad = false;
    bool expectsContinue = false;
    ApiRequest request;
};

std::optional<QByteArray> takeChunked(const QByteArray &buffer, qsizetype start, qsizetype *end)
{
    QByteArray body;
    for (qsizetype at = start;;) {
        const qsizetype eol = buffer.indexOf("\r\n", at);
        if (eol < 0)
            return std::nullopt;
        const qsizetype size = buffer.mid(at, eol - at).split(';').first().trimmed().toLongLong(nullptr, 16);
        if (buffer.size() < eol + 2 + size + 2)
            return std::nullopt;
        body += buffer.mid(eol + 2, size);
        at = eol + 2 + size + 2;
        if (size == 0) {
            *end = at;
            return body;
        }
    }
}

Parsed takeRequest(QByteArray *buffer)
{
    Parsed out;
    const qsizetype headerEnd = buffer->indexOf("\r\n\r\n");
    if (headerEnd < 0) {
        out.bad = buffer->size() > MaxHeader;
        return out;
    }
    const QList<QByteArray> lines = buffer->left(headerEnd).split('\n');
    const QList<QByteArray> first = lines.first().trimmed().split(' ');
    if (first.size() != 3) {
        out.bad = true;
        return out;
    }
    out.request.method = first.at(0);
    out.request.path = first.at(1).split('?').first();
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            out.request.headers.insert(line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed());
    }
    out.expectsContinue = out.request.headers.value("expect").toLower() == "100-continue";
    qsizetype end = headerEnd + 4;
    QByteArray body;
    if (out.request.headers.value("transfer-encoding").toLower() == "chunked") {
        const std::optional<QByteArray> chunked = takeChunked(*buffer, end, &end);
        if (!chunked)
            return out;
        body = *chunked;
    } else {
        const qsizetype length = out.request.headers.value("content-length", "0").toLongLong();
        if (length < 0 || length > MaxBody) {
            out.bad = true;
            return out;
        }
        if (buffer->size() < end + length)
            return out;
        body = buffer->mid(end, length);
        end += length;
    }
    out.request.body = QJsonDocument::fromJson(body).object();
    buffer->remove(0, end);
    out.complete = true;
    return out;
}

} // namespace

class MessagesApi::Private
{
public:
    QTcpServer server;
    QHash<QTcpSocket *, QByteArray> buffers;
    QList<ApiTurn> turns;
    QList<int> used;
    QList<Conversation> conversations;
    QList<ApiRequest> requests;
    QList<Held> held;

    void read(QTcpSocket *socket, MessagesApi *q);
    void handle(QTcpSocket *socket, const ApiRequest &request, MessagesApi *q);
    ApiTurn choose(const ApiRequest &request);
    void answer(QTcpSocket *socket, const ApiTurn &turn, const ApiRequest &request);
    void stream(QTcpSocket *socket, const ApiTurn &turn, QList<QByteArray> events, int sent);
};

void MessagesApi::Private::read(QTcpSocket *socket, MessagesApi *q)
{
    QByteArray &buffer = buffers[socket];
    buffer += socket->readAll();
    for (;;) {
        const Parsed parsed = takeRequest(&buffer);
        if (parsed.bad) {
            socket->abort();
            return;
        }
        if (!parsed.complete) {
            if (parsed.expectsContinue)
                socket->write("HTTP/1.1 100 Continue\r\n\r\n");
            return;
        }
        handle(socket, parsed.request, q);
        if (!buffers.contains(socket))
            return; // The answer closed the connection.
    }
}

void MessagesApi::Private::handle(QTcpSocket *socket, const ApiRequest &request, MessagesApi *q)
{
    if (request.path == "/v1/messages/count_tokens") {
        sendJson(socket, 200, {{QStringLiteral("input_tokens"), 100}});
        return;
    }
    if (request.method != "POST" || request.path != "/v1/messages") {
        sendJson(socket, request.method == "HEAD" ? 200 : 404, {});
        return;
    }
    requests.append(request);
    const ApiTurn turn = choose(request);
    const QPointer<QTcpSocket> guard(socket);
    if (turn.hold) {
        held.append({guard, [this, socket, turn, request] { answer(socket, turn, request); }});
    } else if (turn.delayMs > 0) {
        QTimer::singleShot(turn.delayMs, socket, [this, socket, turn, request] { answer(socket, turn, request); });
    } else {
        answer(socket, turn, request);
    }
    Q_EMIT q->requestReceived(int(requests.size()) - 1);
}

ApiTurn MessagesApi::Private::choose(const ApiRequest &request)
{
    const QString opening = request.firstUserText();
    for (const Conversation &conversation : conversations) {
        if (opening.contains(conversation.marker) && !conversation.turns.isEmpty()) {
            const int step = request.assistantMessages();
            return conversation.turns.at(std::min<qsizetype>(step, conversation.turns.size() - 1));
        }
    }
    for (qsizetype i = 0; i < turns.size(); ++i) {
        const ApiTurn &turn = turns.at(i);
        if ((turn.times == 0 || used.at(i) < turn.times) && (!turn.when || turn.when(request))) {
            ++used[i];
            return turn;
        }
    }
    return ApiTurn::fail(400, QStringLiteral("invalid_request_error"), QStringLiteral("the script has no turn left"));
}

void MessagesApi::Private::answer(QTcpSocket *socket, const ApiTurn &turn, const ApiRequest &request)
{
    if (turn.drop) {
        socket->abort();
        return;
    }
    if (turn.status != 200) {
        sendJson(socket, turn.status,
                 {{QStringLiteral("type"), QStringLiteral("error")},
                  {QStringLiteral("error"), QJsonObject{{QStringLiteral("type"), turn.errorType},
                                                        {QStringLiteral("message"), turn.errorMessage}}}},
                 turn.headers);
        return;
    }
    const QString model = request.body.value(QStringLiteral("model")).toString();
    if (!request.body.value(QStringLiteral("stream")).toBool()) {
        sendJson(socket, 200, turnMessage(turn, model), turn.headers);
        return;
    }
    socket->write(head(200, turn.headers) +
                  "content-type: text/event-stream\r\ncache-control: no-cache\r\ntransfer-encoding: chunked\r\n\r\n");
    stream(socket, turn, turnEvents(turn, model), 0);
}

void MessagesApi::Private::stream(QTcpSocket *socket, const ApiTurn &turn, QList<QByteArray> events, int sent)
{
    while (!events.isEmpty()) {
        if (sent == turn.cutAfterEvents) {
            // Closed, not reset: a reset may take back what was sent before it.
            socket->disconnectFromHost();
            return;
        }
        socket->write(chunk(events.takeFirst()));
        ++sent;
        if (sent == turn.holdAfterEvents) {
            ApiTurn rest = turn;
            rest.holdAfterEvents = -1;
            held.append({socket, [this, socket, rest, events, sent] { stream(socket, rest, events, sent); }});
            return;
        }
        if (turn.eventDelayMs > 0 && !events.isEmpty()) {
            QTimer::singleShot(turn.eventDelayMs, socket,
                               [this, socket, turn, events, sent] { stream(socket, turn, events, sent); });
            return;
        }
    }
    socket->write("0\r\n\r\n");
}

MessagesApi::MessagesApi(QObject *parent) : QObject(parent), d(std::make_unique<Private>())
{
    connect(&d->server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = d->server.nextPendingConnection()) {
            socket->setParent(this);
            d->buffers.insert(socket, {});
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { d->read(socket, this); });
            connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
                d->buffers.remove(socket);
                socket->deleteLater();
            });
        }
    });
}

MessagesApi::~MessagesApi()
{
    // The sockets report their end to this object, whose parts are about to go.
    for (QTcpSocket *socket : findChildren<QTcpSocket *>())
        socket->disconnect(this);
}

Result<void> MessagesApi::listen(quint16 port)
{
    if (!d->server.listen(QHostAddress::LocalHost, port))
        return fail(ErrorCode::Unavailable, d->server.errorString(), QStringLiteral("127.0.0.1:%1").arg(port));
    return {};
}

QString MessagesApi::url() const
{
    return QStringLiteral("http://127.0.0.1:%1").arg(d->server.serverPort());
}

void MessagesApi::add(ApiTurn turn)
{
    d->turns.append(std::move(turn));
    d->used.append(0);
}

void MessagesApi::addConversation(const QString &marker, const QList<ApiTurn> &turns)
{
    d->conversations.append({marker, turns});
}

Result<void> MessagesApi::load(const QJsonObject &script)
{
    const auto read = [](const QJsonValue &list) -> Result<QList<ApiTurn>> {
        QList<ApiTurn> out;
        for (const QJsonValue &value : list.toArray()) {
            const Result<ApiTurn> turn = turnFromJson(value.toObject());
            if (!turn)
                return tl::unexpected(turn.error());
            out.append(*turn);
        }
        return out;
    };
    const Result<QList<ApiTurn>> plain = read(script.value(QStringLiteral("turns")));
    if (!plain)
        return tl::unexpected(plain.error());
    for (const ApiTurn &turn : *plain)
        add(turn);
    for (const QJsonValue &value : script.value(QStringLiteral("conversations")).toArray()) {
        const Result<QList<ApiTurn>> turns = read(value[QStringLiteral("turns")]);
        if (!turns)
            return tl::unexpected(turns.error());
        addConversation(value[QStringLiteral("marker")].toString(), *turns);
    }
    return {};
}

int MessagesApi::remaining() const
{
    int count = 0;
    for (qsizetype i = 0; i < d->turns.size(); ++i)
        count += d->turns.at(i).times == 0 || d->used.at(i) < d->turns.at(i).times;
    return count;
}

void MessagesApi::release()
{
    const QList<Held> held = std::exchange(d->held, {});
    for (const Held &entry : held) {
        if (entry.socket)
            entry.goOn();
    }
}

int MessagesApi::held() const
{
    return int(d->held.size());
}

const QList<ApiRequest> &MessagesApi::requests() const
{
    return d->requests;
}

} // namespace podium::test
