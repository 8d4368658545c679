// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// The control socket, both ends: the input is what a client says to a server, and what a server says to a client.
// Whatever comes in, whole lines of JSON go out, and no call of ours is left without an answer.
#include "base/json.h"
#include "control/socket/controlconnection.h"
#include "control/socket/socketworker.h"
#include "fuzz/fuzzing.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLoggingCategory>
#include <QTemporaryDir>

#include <memory>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>

using namespace podium;
using namespace podium::control;
using namespace Qt::StringLiterals;

namespace
{

class QuietStream : public EventStream
{
public:
    void setPaused(bool) override {}
};

/// Answers at once with what it was asked.
class EchoControl : public IControl
{
public:
    QFuture<Result<QJsonObject>> call(const Call &call) override
    {
        QPromise<Result<QJsonObject>> promise;
        promise.start();
        promise.addResult(call.operation.size() % 2 ? Result<QJsonObject>(call.params)
                                                    : fail(ErrorCode::NotFound, call.operation));
        promise.finish();
        return promise.future();
    }
    std::unique_ptr<EventStream> subscribe(const StreamFilter &filter) override
    {
        FUZZ_REQUIRE(filter.patterns.size() <= 100);
        return std::make_unique<QuietStream>();
    }
    bool isLive() const override { return true; }
};

QByteArray readNow(int socket)
{
    QByteArray all;
    char buffer[16 * 1024];
    ssize_t got = 0;
    while ((got = recv(socket, buffer, sizeof buffer, MSG_DONTWAIT)) > 0)
        all.append(buffer, got);
    return all;
}

/// What the server answers to such a client, to the last byte.
QByteArray answersTo(const QByteArray &said)
{
    int ends[2];
    FUZZ_REQUIRE(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends) == 0);
    EchoControl control;
    auto *socket = new QLocalSocket;
    FUZZ_REQUIRE(socket->setSocketDescriptor(ends[0]));
    ControlConnection connection(control, socket, nullptr);
    connection.greet();
    QByteArray heard;
    for (qsizetype sent = 0; sent < said.size();) {
        const ssize_t put =
            send(ends[1], said.constData() + sent, size_t(said.size() - sent), MSG_DONTWAIT | MSG_NOSIGNAL);
        sent += put > 0 ? put : 0;
        QCoreApplication::processEvents();
        heard += readNow(ends[1]);
    }
    // Reading, the answer, and its bytes on the wire are a turn of the event loop each.
    for (int quiet = 0; quiet < 4;) {
        QCoreApplication::processEvents();
        const QByteArray more = readNow(ends[1]);
        quiet = more.isEmpty() ? quiet + 1 : 0;
        heard += more;
    }
    connection.sayGoodbye({ErrorCode::Unavailable, u"closing"_s, {}, {}});
    heard += readNow(ends[1]);
    close(ends[1]);
    return heard;
}

void checkServer(const QByteArray &said)
{
    const QList<QByteArray> lines = answersTo(said).split('\n');
    FUZZ_REQUIRE(lines.size() >= 2 && lines.last().isEmpty());
    for (qsizetype i = 0; i + 1 < lines.size(); ++i) {
        const Result<QJsonValue> line = parseJson(lines.at(i));
        FUZZ_REQUIRE(line && line->isObject());
    }
}

/// A server that says what it is told to whoever comes, and hangs up.
class ScriptedServer
{
public:
    ScriptedServer()
    {
        m_listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const QByteArray name = path().toUtf8();
        memcpy(address.sun_path, name.constData(), size_t(name.size()));
        FUZZ_REQUIRE(bind(m_listener, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0);
        FUZZ_REQUIRE(listen(m_listener, 4) == 0);
    }
    ~ScriptedServer() { close(m_listener); }
    QString path() const { return m_folder.filePath(u"s"_s); }
    void serve(const QByteArray &bytes) const
    {
        const int client = accept(m_listener, nullptr, nullptr);
        for (qsizetype sent = 0; sent < bytes.size();) {
            const ssize_t put = send(client, bytes.constData() + sent, size_t(bytes.size() - sent), MSG_NOSIGNAL);
            if (put <= 0)
                break;
            sent += put;
        }
        shutdown(client, SHUT_WR);
        char buffer[4096];
        while (recv(client, buffer, sizeof buffer, 0) > 0) {
        }
        close(client);
    }

private:
    QTemporaryDir m_folder;
    int m_listener = -1;
};

void checkClient(const QByteArray &said)
{
    static const ScriptedServer server;
    std::thread serving([&] { server.serve("{\"podium\":\"0\",\"protocol\":1,\"pid\":1}\n" + said); });
    {
        const auto worker = std::make_shared<SocketWorker>();
        FUZZ_REQUIRE(worker->open(server.path(), 10'000).has_value());
        const QFuture<Result<QJsonObject>> answer = worker->call(u"run.list"_s, {});
        bool closed = false;
        {
            SocketStream stream(worker, {});
            QObject::connect(&stream, &EventStream::closed, &stream, [&] { closed = true; });
            while (!answer.isFinished() || !closed)
                QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        }
        worker->close();
    }
    serving.join();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    static int argc = 1;
    static char name[] = "fuzz_control";
    static char *argv[] = {name, nullptr};
    static const QCoreApplication application(argc, argv);
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    checkServer(bytes);
    checkClient(bytes);
    return 0;
}
