// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/socket/controlserver.h"
#include "control/socket/protocol.h"
#include "control/socket/socketcontrol.h"

#include <QJsonDocument>
#include <QLocalSocket>
#include <QPromise>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace podium;
using namespace podium::control;

namespace
{

/// A back end that the test steers.
class FakeStream : public EventStream
{
    Q_OBJECT
public:
    void setPaused(bool value) override { paused = value; }
    bool paused = false;
};

class FakeControl : public IControl
{
public:
    QFuture<Result<QJsonObject>> call(const Call &call) override
    {
        calls += call;
        auto promise = std::make_shared<QPromise<Result<QJsonObject>>>();
        promise->start();
        const auto future = promise->future();
        if (call.operation == QLatin1String("never")) {
            waiting += promise;
            return future;
        }
        if (call.operation == QLatin1String("fails"))
            promise->addResult(
                fail(ErrorCode::Conflict, QStringLiteral("no"), QStringLiteral("here"), QStringLiteral("try")));
        else
            promise->addResult(QJsonObject{{QStringLiteral("echo"), call.params}});
        promise->finish();
        return future;
    }
    std::unique_ptr<EventStream> subscribe(const StreamFilter &filter) override
    {
        filters += filter;
        auto stream = std::make_unique<FakeStream>();
        streams += QPointer<FakeStream>(stream.get());
        return stream;
    }
    bool isLive() const override { return true; }
    /// What was held back is answered: a server that closes waits for it.
    void answerAll()
    {
        for (const auto &promise : std::exchange(waiting, {})) {
            promise->addResult(QJsonObject{{QStringLiteral("late"), true}});
            promise->finish();
        }
    }

    QList<Call> calls;
    QList<StreamFilter> filters;
    QList<QPointer<FakeStream>> streams;
    QList<std::shared_ptr<QPromise<Result<QJsonObject>>>> waiting;
};

domain::Events someEvents(qint64 from, int count)
{
    domain::Events out;
    for (int i = 0; i < count; ++i) {
        domain::Event event;
        event.seq = from + i;
        event.timeMs = 1000 + i;
        event.team = QStringLiteral("default");
        event.run = QStringLiteral("r");
        event.type = domain::EventType::TaskReady;
        event.task = i;
        out += event;
    }
    return out;
}

} // namespace

class TestControlSocket : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(QStringLiteral("s"));
        m_control = std::make_unique<FakeControl>();
        m_server = std::make_unique<ControlServer>(*m_control, m_path);
        QVERIFY(m_server->listen());
    }
    void cleanup()
    {
        m_control->answerAll();
        m_server.reset();
        m_control.reset();
    }

    void callsAndErrorsCrossTheSocketUnchanged()
    {
        const auto client = connectClient();
        QVERIFY(client);
        QCOMPARE(client->ownerPid(), QCoreApplication::applicationPid());
        const QJsonObject params{{QStringLiteral("text"), QStringLiteral("ä\n\"")},
                                 {QStringLiteral("n"), 9007199254740991LL}};
        const auto answer = wait(client->call({QStringLiteral("x"), params, {}}));
        QVERIFY(answer);
        QCOMPARE(answer->value(QStringLiteral("echo")).toObject(), params);
        const auto failed = wait(client->call({QStringLiteral("fails"), {}, {}}));
        QCOMPARE(failed.error(),
                 (Error{ErrorCode::Conflict, QStringLiteral("no"), QStringLiteral("here"), QStringLiteral("try")}));
    }

    void streamsDeliverAtTheReadersPace()
    {
        const auto client = connectClient();
        const auto stream = client->subscribe({{QStringLiteral("task.*")}, QStringLiteral("r"), 7, true});
        QSignalSpy events(stream.get(), &EventStream::events);
        QSignalSpy logs(stream.get(), &EventStream::logsGrew);
        QSignalSpy behind(stream.get(), &EventStream::fellBehind);
        QTRY_COMPARE(m_control->filters.size(), 1);
        QCOMPARE(m_control->filters.first().since, 7);
        QCOMPARE(m_control->filters.first().patterns, QStringList{QStringLiteral("task.*")});
        QVERIFY(m_control->filters.first().logs);
        FakeStream *source = m_control->streams.first();
        Q_EMIT source->events(someEvents(8, 3));
        QVERIFY(source->paused);
        QTRY_COMPARE(events.size(), 1);
        QCOMPARE(events.first().first().value<domain::Events>().size(), 3);
        QTRY_VERIFY(!source->paused); // The client has asked for more.

        stream->setPaused(true);
        Q_EMIT source->events(someEvents(11, 1));
        QTRY_COMPARE(events.size(), 2);
        QVERIFY(source->paused);
        Q_EMIT source->logsGrew();
        Q_EMIT source->fellBehind(99);
        QTRY_COMPARE(logs.size(), 1);
        QTRY_COMPARE(behind.size(), 1);
        QVERIFY(source->paused); // Still: the reader has not gone on.
        stream->setPaused(false);
        QTRY_VERIFY(!source->paused);
    }

    void aStreamThatItsReaderEndsIsEndedAtTheOwner()
    {
        const auto client = connectClient();
        auto stream = client->subscribe({});
        QTRY_COMPARE(m_control->streams.size(), 1);
        stream.reset();
        QTRY_VERIFY(m_control->streams.first().isNull());
    }

    void clientsLearnWhyTheOwnerWent()
    {
        const auto client = connectClient();
        const auto stream = client->subscribe({});
        QSignalSpy closed(stream.get(), &EventStream::closed);
        QTRY_COMPARE(m_control->streams.size(), 1);
        const Error reason{ErrorCode::Unavailable, QStringLiteral("closing"), {}, {}};
        m_server->close(reason);
        QTRY_COMPARE(closed.size(), 1);
        QCOMPARE(closed.first().first().value<Error>(), reason);
        QVERIFY(client->hasTakenLeave());
        // Later calls do not hang.
        QCOMPARE(wait(client->call({QStringLiteral("x"), {}, {}})).error(), reason);
        QVERIFY(!QFile::exists(m_path));
    }

    void answersUnderWayAreGivenBeforeTheOwnerGoes()
    {
        const auto client = connectClient();
        const auto first = client->call({QStringLiteral("never"), {}, {}});
        const auto second = client->call({QStringLiteral("never"), {}, {}});
        QTRY_COMPARE(m_control->calls.size(), 2);
        // The server closes in the thread in which it waits: another one answers.
        const std::unique_ptr<QThread> worker(QThread::create([this] { m_control->answerAll(); }));
        worker->start();
        m_server->close({ErrorCode::Unavailable, QStringLiteral("closing"), {}, {}});
        worker->wait();
        QVERIFY(wait(first)->value(QStringLiteral("late")).toBool());
        QVERIFY(wait(second)->value(QStringLiteral("late")).toBool());
        QTRY_VERIFY(client->hasTakenLeave());
    }

    void clientThatIsNotHeardAnyMoreWasNotTakenLeaveOf()
    {
        const auto client = connectClient();
        const auto answer =
            wait(client->call({QStringLiteral("x"), {{QStringLiteral("text"), QString(MaxLineBytes, u'a')}}, {}}));
        QCOMPARE(answer.error().code, ErrorCode::InvalidArgument);
        QVERIFY(!client->hasTakenLeave());
    }

    void nobodyListeningIsUnavailable()
    {
        const auto client = SocketControl::connectTo(m_folder->filePath(QStringLiteral("none")), 500);
        QVERIFY(!client);
        QCOMPARE(client.error().code, ErrorCode::Unavailable);
    }

    void aSocketFileOfADeadProcessIsReplaced()
    {
        m_server.reset();
        QFile stale(m_path);
        QVERIFY(stale.open(QIODevice::WriteOnly));
        stale.close();
        m_server = std::make_unique<ControlServer>(*m_control, m_path);
        QVERIFY(m_server->listen());
        QVERIFY(connectClient());
    }

    void theSocketIsTheUsersAlone()
    {
        const auto others =
            QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
        QCOMPARE(QFile::permissions(m_path) & others, QFileDevice::Permissions());
    }

    void hostileInputIsAnsweredOrHungUpOn_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("not JSON") << QByteArray("GET / HTTP/1.1\r\n\r\n") << QByteArray("goodbye");
        QTest::newRow("an array") << QByteArray("[1,2]\n") << QByteArray("goodbye");
        QTest::newRow("no id") << QByteArray("{\"op\":\"x\"}\n") << QByteArray("\"error\"");
        QTest::newRow("id of another type") << QByteArray("{\"id\":{},\"op\":\"x\"}\n") << QByteArray("\"error\"");
        QTest::newRow("params of another type")
            << QByteArray("{\"id\":1,\"op\":\"x\",\"params\":[]}\n") << QByteArray("\"error\"");
        QTest::newRow("binary") << QByteArray("\xff\xfe\x00\x01\n", 5) << QByteArray("goodbye");
        QTest::newRow("deep") << QByteArray("{\"id\":1,\"op\":\"x\",\"params\":") + QByteArray(5000, '[') + "\n"
                              << QByteArray("goodbye");
        QTest::newRow("unknown stream is ignored")
            << QByteArray("{\"op\":\"$more\",\"params\":{\"stream\":77}}\n{\"id\":3,\"op\":\"x\"}\n")
            << QByteArray("\"echo\"");
    }
    void hostileInputIsAnsweredOrHungUpOn()
    {
        QFETCH(QByteArray, input);
        QFETCH(QByteArray, expected);
        QLocalSocket socket;
        socket.connectToServer(m_path);
        QVERIFY(socket.waitForConnected(5000));
        socket.write(input);
        QByteArray got;
        QTRY_VERIFY_WITH_TIMEOUT((got += socket.readAll()).contains(expected), 5000);
        QVERIFY(connectClient()); // Others are served on.
    }

    void aLineWithoutAnEndIsNotCollectedForEver()
    {
        QLocalSocket socket;
        socket.connectToServer(m_path);
        QVERIFY(socket.waitForConnected(5000));
        QSignalSpy gone(&socket, &QLocalSocket::disconnected);
        const QByteArray chunk(1024 * 1024, 'a');
        for (int i = 0; i < 48 && gone.isEmpty(); ++i) {
            socket.write(chunk);
            QTRY_VERIFY_WITH_TIMEOUT(socket.bytesToWrite() < 2 * chunk.size() || !gone.isEmpty(), 10'000);
        }
        QTRY_COMPARE_WITH_TIMEOUT(gone.size(), 1, 10'000);
    }

    void tooManyCallsAndStreamsAreRefused()
    {
        QLocalSocket socket;
        socket.connectToServer(m_path);
        QVERIFY(socket.waitForConnected(5000));
        QByteArray flood;
        for (int i = 1; i <= MaxStreams + 1; ++i)
            flood += "{\"id\":" + QByteArray::number(i) + ",\"op\":\"$subscribe\"}\n";
        for (int i = 100; i <= 100 + MaxCallsUnderWay; ++i)
            flood += "{\"id\":" + QByteArray::number(i) + ",\"op\":\"never\"}\n";
        socket.write(flood);
        QByteArray got;
        QTRY_VERIFY_WITH_TIMEOUT((got += socket.readAll()).count("\"exhausted\"") == 2, 5000);
        QCOMPARE(m_control->streams.size(), MaxStreams);
        QCOMPARE(m_control->calls.size(), MaxCallsUnderWay);
    }

    void linesAreCutWhereverTheBytesAreSplit()
    {
        const QByteArray text = "{\"a\":1}\r\n\n{\"b\":2}\n{\"c\"";
        for (qsizetype step = 1; step <= text.size(); ++step) {
            LineCutter cutter;
            QList<QByteArray> lines;
            for (qsizetype i = 0; i < text.size(); i += step) {
                QVERIFY(cutter.feed(text.mid(i, step)));
                lines += cutter.take();
            }
            QCOMPARE(lines, QList<QByteArray>({"{\"a\":1}", "{\"b\":2}"}));
        }
    }

    void longDataFoldersGetAShortSocketOfTheirOwn()
    {
        QTemporaryDir folder;
        const QString deep = folder.filePath(QString(90, u'd'));
        QVERIFY(QDir().mkpath(deep + QStringLiteral("/1")));
        QVERIFY(QDir().mkpath(deep + QStringLiteral("/2")));
        const auto one = socketPath(deep + QStringLiteral("/1"));
        const auto two = socketPath(deep + QStringLiteral("/2"));
        QVERIFY(one && two);
        QVERIFY(one->size() < 100);
        QVERIFY(*one != *two);
        // By whatever name the folder is called.
        QCOMPARE(*socketPath(deep + QStringLiteral("/2/../1/")), *one);
        ControlServer server(*m_control, *one);
        QVERIFY(server.listen());
    }

private:
    std::unique_ptr<SocketControl> connectClient()
    {
        // The server lives in this thread, so the client connects from another.
        Result<std::unique_ptr<SocketControl>> client;
        std::atomic<bool> done = false;
        std::unique_ptr<QThread> thread(QThread::create([&] {
            client = SocketControl::connectTo(m_path, 5000);
            done = true;
        }));
        thread->start();
        if (!QTest::qWaitFor([&] { return done.load(); }, 10'000))
            return nullptr;
        thread->wait();
        return client ? std::move(*client) : nullptr;
    }
    static Result<QJsonObject> wait(QFuture<Result<QJsonObject>> future)
    {
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 30'000))
            return fail(ErrorCode::Timeout, QStringLiteral("no answer"));
        return future.result();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::unique_ptr<FakeControl> m_control;
    std::unique_ptr<ControlServer> m_server;
};

QTEST_GUILESS_MAIN(TestControlSocket)
#include "tst_controlsocket.moc"
