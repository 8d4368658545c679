// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// What is said about spawns that wait until the orphans of an earlier supervisor are gone. The loop of the supervisor
// runs in a thread here, so that everything is in its socket before it looks for the first time.
#include "supervisor/launch.h"
#include "supervisor/supervisor.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <memory>
#include <poll.h>
#include <spawn.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace podium::supervisor;
using wire::FrameReader;
using wire::FrameWriter;
using wire::Message;
using wire::Tag;

namespace
{

constexpr int LongMs = 30'000;
const std::string Mark = "test-of-the-queue";

/// An answer of the supervisor.
struct Answer
{
    Message message{};
    std::string id;
    std::int64_t reason = -1;
};

std::string frame(Message message, const std::string &id, std::string_view bytes = {})
{
    std::string out;
    FrameWriter(out, message).add(Tag::Id, id).add(Tag::Bytes, bytes).finish();
    return out;
}

/// A client that speaks frames.
class Client
{
public:
    explicit Client(const std::string &path) : m_socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
        if (::connect(m_socket, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
            qFatal("connect: %s", std::strerror(errno));
        std::string hello;
        FrameWriter(hello, Message::Hello)
            .add(Tag::MagicNumber, static_cast<std::int64_t>(wire::Magic))
            .add(Tag::ProtocolVersion, wire::Version)
            .finish();
        send(hello);
    }
    ~Client() { ::close(m_socket); }
    Client(const Client &) = delete;
    Client &operator=(const Client &) = delete;

    void send(const std::string &bytes) const
    {
        if (::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(bytes.size()))
            qFatal("send: %s", std::strerror(errno));
    }
    /// What has come in the meantime is kept in `answers`. False once the line is closed or nothing comes.
    bool hear()
    {
        pollfd file{m_socket, POLLIN, 0};
        char buffer[65536];
        if (::poll(&file, 1, LongMs) <= 0)
            return false;
        const ssize_t got = ::recv(m_socket, buffer, sizeof buffer, 0);
        if (got <= 0)
            return false;
        m_in.append(buffer, static_cast<std::size_t>(got));
        bool bad = false;
        while (const auto frame = wire::nextFrame(m_in, bad)) {
            FrameReader fields(*frame);
            Answer answer;
            answer.message = fields.message();
            while (fields.next()) {
                if (fields.tag() == Tag::Id)
                    answer.id = fields.bytes();
                else if (fields.tag() == Tag::Reason)
                    answer.reason = fields.number();
            }
            answers.push_back(answer);
            m_in.erase(0, 4 + frame->size());
        }
        return true;
    }
    /// Hears until there is such an answer.
    const Answer *await(Message message, const std::string &id)
    {
        for (;;) {
            for (const Answer &answer : answers) {
                if (answer.message == message && answer.id == id)
                    return &answer;
            }
            if (!hear())
                return nullptr;
        }
    }
    bool has(Message message, const std::string &id) const
    {
        return std::any_of(answers.begin(), answers.end(),
                           [&](const Answer &answer) { return answer.message == message && answer.id == id; });
    }
    std::vector<Answer> answers;

private:
    int m_socket;
    std::string m_in;
};

} // namespace

class TestSupervisorQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareLaunching(077); }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
        QVERIFY(makeOrphan());
        m_listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const std::string path = pathOf("socket");
        QVERIFY(path.size() < sizeof address.sun_path);
        std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
        QCOMPARE(::bind(m_listener, reinterpret_cast<sockaddr *>(&address), sizeof address), 0);
        QCOMPARE(::listen(m_listener, 8), 0);
        m_supervisor = std::make_unique<Supervisor>(
            Supervisor::Options{.mark = Mark, .journal = pathOf("journal"), .idleMs = LongMs, .useCgroups = false});
        QCOMPARE(m_supervisor->open(m_listener), 0);
    }
    void cleanup()
    {
        ::kill(getpid(), SIGTERM);
        run();
        m_thread.join();
        m_supervisor.reset();
    }

    void whatIsWrittenWaitsWithTheSpawnAndComesInOrder()
    {
        Client client(pathOf("socket"));
        client.send(spawn("a", "cat; echo end") + frame(Message::Write, "a", "one ") +
                    frame(Message::Write, "a", "two ") + frame(Message::CloseStdin, "a"));
        run();
        QVERIFY(client.await(Message::Exited, "a"));
        QCOMPARE(output("a"), QByteArray("one two end\n"));
        QVERIFY(!client.has(Message::WriteFailed, "a"));
    }

    void whatIsWrittenLaterDoesNotOvertakeWhatWaited()
    {
        Client client(pathOf("socket"));
        std::string all = spawn("a", "cat") + frame(Message::Write, "a", "one ");
        for (int i = 0; i < 40; ++i) // So that others are still being started when it runs.
            all += spawn("b" + std::to_string(i), "exit 0");
        client.send(all);
        run();
        QVERIFY(client.await(Message::Running, "a"));
        client.send(frame(Message::Write, "a", "two") + frame(Message::CloseStdin, "a"));
        QVERIFY(client.await(Message::Exited, "a"));
        QCOMPARE(output("a"), QByteArray("one two"));
    }

    void aKillEndsTheSpawnWithoutStartingIt()
    {
        Client client(pathOf("socket"));
        client.send(spawn("a", "echo started") + frame(Message::Query, "a") + frame(Message::Write, "a", "lost") +
                    frame(Message::Kill, "a") + spawn("b", "exit 0"));
        run();
        const Answer *ended = client.await(Message::Exited, "a");
        QVERIFY(ended);
        QCOMPARE(ended->reason, static_cast<std::int64_t>(wire::Reason::Killed));
        QVERIFY(client.await(Message::Exited, "b"));
        QVERIFY(!client.has(Message::Running, "a"));
        // Nor is it started by who spawns it again, not knowing.
        client.answers.clear();
        client.send(spawn("a", "echo started"));
        QVERIFY(client.await(Message::Exited, "a"));
        QCOMPARE(output("a"), QByteArray());
    }

    void aQueryIsToldThatItWaitsAndThenWhatBecomesOfIt()
    {
        Client client(pathOf("socket"));
        client.send(spawn("a", "exit 3") + frame(Message::Query, "a") + frame(Message::Query, "never"));
        run();
        QVERIFY(client.await(Message::Waiting, "a"));
        QVERIFY(client.await(Message::Unknown, "never"));
        QVERIFY(client.await(Message::Running, "a"));
        QVERIFY(client.await(Message::Exited, "a"));
        QVERIFY(!client.has(Message::Unknown, "a"));
    }

    void nothingIsStartedByASupervisorThatIsToEnd()
    {
        const int epoll = epoll_create1(EPOLL_CLOEXEC);
        AttemptTable table(pathOf("other-journal"));
        QCOMPARE(table.open("boot", {}), 0);
        CgroupPool groups{std::string()};
        std::string refused;
        ChildCare care(
            epoll, table, groups, Mark, [](Attempt &) {},
            [&](const std::string &id, const std::vector<std::uint32_t> &, wire::Stage, int) { refused = id; });
        care.queueSpawn("a", spawn("a", "echo started").substr(4), 1);
        care.startQueued(8);
        QVERIFY(care.isQueued("a"));
        care.endAll();
        QCOMPARE(refused, std::string("a"));
        QVERIFY(!care.hasQueued());
        ::close(epoll);
    }

private:
    /// A process with the mark of the supervisor that is deaf to TERM: it is there for a second after open().
    bool makeOrphan() const
    {
        int ends[2];
        if (pipe(ends) != 0)
            return false;
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
        posix_spawn_file_actions_addclose(&actions, ends[0]);
        std::string mark = "PODIUM_SUPERVISED_BY=" + Mark;
        char *const argv[] = {const_cast<char *>("sh"), const_cast<char *>("-c"),
                              const_cast<char *>("trap '' TERM; echo deaf; exec sleep 1000"), nullptr};
        char *const environment[] = {mark.data(), const_cast<char *>("PATH=/usr/bin:/bin"), nullptr};
        pid_t pid = 0;
        const int error = posix_spawn(&pid, "/bin/sh", &actions, nullptr, argv, environment);
        posix_spawn_file_actions_destroy(&actions);
        ::close(ends[1]);
        char byte = 0;
        const bool said = error == 0 && ::read(ends[0], &byte, 1) == 1;
        ::close(ends[0]);
        return said;
    }
    std::string spawn(const std::string &id, const std::string &script) const
    {
        const std::string spool = pathOf(id.c_str());
        QDir().mkpath(QString::fromStdString(spool));
        std::string out;
        FrameWriter(out, Message::Spawn)
            .add(Tag::Id, id)
            .add(Tag::Program, "/bin/sh")
            .add(Tag::Argument, "sh")
            .add(Tag::Argument, "-c")
            .add(Tag::Argument, script)
            .add(Tag::Variable, "PATH=/usr/bin:/bin")
            .add(Tag::WorkingDirectory, "/tmp")
            .add(Tag::SpoolFolder, spool)
            .add(Tag::KeepStdin, 1)
            .finish();
        return out;
    }
    QByteArray output(const char *id) const
    {
        QFile file(QString::fromStdString(pathOf(id) + "/stdout"));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    std::string pathOf(const char *name) const { return m_folder->filePath(QLatin1String(name)).toStdString(); }
    void run()
    {
        if (!m_thread.joinable())
            m_thread = std::thread([this] { m_supervisor->run(); });
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Supervisor> m_supervisor;
    int m_listener = -1; ///< Closed by the supervisor.
    std::thread m_thread;
};

int main(int argc, char **argv)
{
    // As the program does it: the loop reads them from a descriptor. Before QTest, which has a thread of its own.
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    sigaddset(&set, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    const QCoreApplication app(argc, argv);
    TestSupervisorQueue test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_supervisorqueue.moc"
