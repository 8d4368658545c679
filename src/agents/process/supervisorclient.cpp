// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/process/supervisorclient.h"

#include "agents/process/sparefolders.h"
#include "agents/process/supervisorframes.h"
#include "agents/process/supervisorstart.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QSet>
#include <QSocketNotifier>
#include <QTimer>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace podium::agents
{

using supervisor::wire::FrameWriter;
using supervisor::wire::Message;
using supervisor::wire::Tag;
namespace wire = supervisor::wire;

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Supervisor)
};

constexpr int ShortestPauseMs = 10;
constexpr int LongestPauseMs = 2000;
constexpr size_t MaxReceive = 256 * 1024;
/// Looks within one patience. They are counted, not the time: of a thread or a machine that stood still itself, or is
/// merely slow, one look is late, and the answer is there at the next.
constexpr int Looks = 4;
constexpr qint64 DefaultPatienceMs = 10'000;
/// Asked about as a sign of life: never spawned, so every supervisor answers that it does not know it.
const QString s_pingId = QStringLiteral("podium/ping");

} // namespace

class SupervisorClient::Private
{
public:
    explicit Private(SupervisorClient *owner) : q(owner), start(owner) {}
    ~Private() { closeSocket(); }

    /// A spawn that was not answered yet: kept, as the supervisor may die before it takes it.
    struct Spawning
    {
        std::string frame;
        QByteArray spoolFolder;
        bool sent = false;
    };

    void connectNow();
    int openSocket() const;
    void closeSocket();
    void disconnected();
    void retry(const Error &why);
    void welcomed(const SupervisorAnswer &answer);
    void receive();
    void handle(const SupervisorAnswer &answer);
    void handleUnknown(const QString &id);
    void scheduleFlush();
    void flush();
    void watch();
    void look();
    void heard();

    SupervisorClient *q;
    SupervisorStart start;
    QTimer retryTimer;
    QTimer lookTimer;   ///< Runs while something is asked of it.
    int unanswered = 0; ///< Looks since it was asked something, without a sign of life.
    bool isSilent = false;
    QString dataFolder;
    QString program;
    int socket = -1;
    std::unique_ptr<QSocketNotifier> readable;
    std::unique_ptr<QSocketNotifier> writable;
    bool isWelcome = false;
    bool flushScheduled = false;
    bool justStarted = false; ///< A supervisor has just said that it, or another one, is there.
    int pauseMs = ShortestPauseMs;
    qint64 supervisorPid = 0;
    QString bootId;
    std::unique_ptr<char[]> buffer{new char[MaxReceive]};
    std::string in;
    std::string out;
    std::string early; ///< Frames that wait for the first connection.
    QHash<QString, Spawning> spawning;
    QSet<QString> followed; ///< Ids to ask about again after a reconnection.
    QSet<QString> asked;    ///< query() without an answer so far.
    QHash<QString, qint64> kills;
};

SupervisorClient::SupervisorClient(QObject *parent) : QObject(parent), d(std::make_unique<Private>(this))
{
    d->retryTimer.setParent(this);
    d->retryTimer.setSingleShot(true);
    connect(&d->retryTimer, &QTimer::timeout, this, [this] { d->connectNow(); });
    d->lookTimer.setParent(this);
    setPatience(DefaultPatienceMs);
    connect(&d->lookTimer, &QTimer::timeout, this, [this] { d->look(); });
    connect(&d->start, &SupervisorStart::done, this, [this] {
        d->justStarted = true;
        d->connectNow();
    });
    connect(&d->start, &SupervisorStart::failed, this, [this](const Error &error) { d->retry(error); });
}

SupervisorClient::~SupervisorClient() = default;

QString SupervisorClient::supervisorProgram()
{
    const QString named = qEnvironmentVariable("PODIUM_SUPERVISOR");
    if (!named.isEmpty())
        return named;
    const QString folder = QCoreApplication::applicationDirPath();
    for (const QString &place :
         {folder, folder + QStringLiteral("/../libexec/podium"), folder + QStringLiteral("/../bin")}) {
        const QString path = place + QStringLiteral("/podium-supervisor");
        if (QFileInfo::exists(path))
            return path;
    }
    return folder + QStringLiteral("/podium-supervisor");
}

void SupervisorClient::connectOrStart(const QString &dataFolder, const QString &program)
{
    d->dataFolder = dataFolder;
    d->program = program.isEmpty() ? supervisorProgram() : program;
    d->connectNow();
}

void SupervisorClient::setPatience(qint64 ms)
{
    d->lookTimer.setInterval(static_cast<int>(std::max<qint64>(1, ms / Looks)));
}

QStringList SupervisorClient::takeUnsent()
{
    QStringList out;
    for (auto at = d->spawning.begin(); at != d->spawning.end();) {
        if (at->sent) {
            ++at;
            continue;
        }
        out.append(at.key());
        at = d->spawning.erase(at);
    }
    return out;
}

bool SupervisorClient::isConnected() const
{
    return d->isWelcome;
}

// --- The connection
// ---------------------------------------------------------------------------------------------------

int SupervisorClient::Private::openSocket() const
{
    // Addresses are short, paths of data folders need not be: the folder is named by a descriptor.
    const QByteArray folder = QFile::encodeName(dataFolder + QStringLiteral("/supervisor"));
    const int at = open(folder.constData(), O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (at < 0)
        return -1;
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::snprintf(address.sun_path, sizeof address.sun_path, "/proc/self/fd/%d/socket", at);
    const int file = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    const bool connected = file >= 0 && ::connect(file, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0;
    ::close(at);
    if (connected)
        return file;
    if (file >= 0)
        ::close(file);
    return -1;
}

void SupervisorClient::Private::connectNow()
{
    if (socket >= 0 || start.isUnderWay())
        return;
    socket = openSocket();
    if (socket < 0) {
        // Where one is there but does not listen yet, the new one finds that out ("busy").
        if (justStarted)
            retryTimer.start(std::exchange(pauseMs, std::min(pauseMs * 2, LongestPauseMs)));
        else
            start.start(program, dataFolder);
        justStarted = false;
        return;
    }
    readable = std::make_unique<QSocketNotifier>(socket, QSocketNotifier::Read);
    writable = std::make_unique<QSocketNotifier>(socket, QSocketNotifier::Write);
    writable->setEnabled(false);
    QObject::connect(readable.get(), &QSocketNotifier::activated, q, [this] { receive(); });
    QObject::connect(writable.get(), &QSocketNotifier::activated, q, [this] { flush(); });
    in.clear();
    out.clear();
    unanswered = 1; // The kernel takes a connection for it also while it is halted.
    watch();
    FrameWriter(out, Message::Hello)
        .add(Tag::MagicNumber, static_cast<qint64>(wire::Magic))
        .add(Tag::ProtocolVersion, wire::Version)
        .add(Tag::Pid, getpid())
        .finish();
    flush();
}

void SupervisorClient::Private::closeSocket()
{
    // Possibly within a signal of one of them.
    for (auto *notifier : {&readable, &writable}) {
        if (*notifier) {
            (*notifier)->setEnabled(false);
            notifier->release()->deleteLater();
        }
    }
    if (socket >= 0)
        ::close(socket);
    socket = -1;
    isWelcome = false;
}

void SupervisorClient::Private::disconnected()
{
    closeSocket();
    retryTimer.start(pauseMs);
    pauseMs = std::min(pauseMs * 2, LongestPauseMs);
}

void SupervisorClient::Private::retry(const Error &why)
{
    closeSocket();
    retryTimer.start(pauseMs);
    pauseMs = std::min(pauseMs * 2, LongestPauseMs);
    Q_EMIT q->failed(why);
}

void SupervisorClient::Private::welcomed(const SupervisorAnswer &answer)
{
    const bool restarted = supervisorPid != 0 && supervisorPid != answer.process.pid;
    supervisorPid = answer.process.pid;
    bootId = answer.bootId;
    isWelcome = true;
    justStarted = false;
    pauseMs = ShortestPauseMs;
    for (auto at = spawning.begin(); at != spawning.end(); ++at) {
        if (at->sent)
            addFrame(out, Message::Query, at.key());
        else
            out += at->frame;
        at->sent = true;
    }
    for (const QString &id : std::as_const(followed) + asked)
        addFrame(out, Message::Query, id);
    out += early;
    early.clear();
    for (auto at = kills.cbegin(); at != kills.cend(); ++at)
        FrameWriter(out, Message::Kill).add(Tag::Id, at.key().toStdString()).add(Tag::GraceMs, at.value()).finish();
    flush();
    Q_EMIT q->connected(supervisorPid, restarted);
}

void SupervisorClient::Private::scheduleFlush()
{
    if (flushScheduled || !isWelcome)
        return;
    flushScheduled = true;
    QMetaObject::invokeMethod(
        q,
        [this] {
            flushScheduled = false;
            flush();
        },
        Qt::QueuedConnection);
}

void SupervisorClient::Private::flush()
{
    size_t done = 0;
    while (socket >= 0 && done < out.size()) {
        const ssize_t put = ::send(socket, out.data() + done, out.size() - done, MSG_NOSIGNAL);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0 && errno != EAGAIN) {
            disconnected();
            return;
        }
        if (put < 0)
            break;
        done += static_cast<size_t>(put);
    }
    out.erase(0, done);
    if (writable)
        writable->setEnabled(!out.empty());
}

void SupervisorClient::Private::receive()
{
    const ssize_t got = ::recv(socket, buffer.get(), MaxReceive, 0);
    const int error = errno;
    if (got < 0 && (error == EAGAIN || error == EINTR))
        return;
    if (got <= 0) {
        disconnected();
        return;
    }
    heard();
    std::string bytes;
    bytes.swap(in);
    bytes.append(buffer.get(), static_cast<size_t>(got));
    std::string_view rest = bytes;
    bool bad = false;
    const int of = socket;
    while (const auto frame = wire::nextFrame(rest, bad)) {
        rest.remove_prefix(4 + frame->size());
        const SupervisorAnswer answer = readAnswer(*frame);
        if (!answer.valid) {
            bad = true;
            break;
        }
        handle(answer);
        if (socket != of)
            return; // The connection ended meanwhile.
    }
    if (bad)
        disconnected();
    else
        in.assign(rest);
}

void SupervisorClient::Private::watch()
{
    if (socket >= 0 && !lookTimer.isActive())
        lookTimer.start();
}

void SupervisorClient::Private::look()
{
    const bool matters = !isWelcome || isSilent || !(spawning.isEmpty() && followed.isEmpty() && asked.isEmpty());
    if (socket < 0 || !matters) {
        lookTimer.stop();
        unanswered = 0;
        return;
    }
    receive(); // It may have answered long ago, and this thread was busy.
    if (socket < 0)
        return;
    if (unanswered == 0) {
        addFrame(out, Message::Query, s_pingId);
        flush();
    }
    if (++unanswered <= Looks || isSilent)
        return;
    isSilent = true;
    Q_EMIT q->silent(supervisorPid);
}

void SupervisorClient::Private::heard()
{
    unanswered = 0;
    if (std::exchange(isSilent, false))
        Q_EMIT q->answersAgain();
}

void SupervisorClient::Private::handle(const SupervisorAnswer &answer)
{
    const QString &id = answer.id;
    if (id == s_pingId)
        return;
    asked.remove(id);
    switch (answer.message) {
    case Message::Welcome:
        welcomed(answer);
        return;
    case Message::Refused:
        if (answer.text == QStringLiteral("ending"))
            disconnected();
        else
            retry({ErrorCode::Conflict, Text::tr("an older or newer supervisor still has running tasks"), dataFolder,
                   Text::tr("Wait until they have ended, or end them with the version of Podium that started them")});
        return;
    case Message::Running: {
        spawning.remove(id);
        followed.insert(id);
        domain::ProcessIdentity process = answer.process;
        process.bootId = bootId;
        // A kill that came before the spawn was carried out met nothing.
        if (const auto wanted = kills.constFind(id); wanted != kills.cend())
            q->kill(id, *wanted);
        Q_EMIT q->running(id, process, answer.exit.startedMs);
        return;
    }
    case Message::SpawnFailed:
        spawning.remove(id);
        followed.remove(id);
        kills.remove(id);
        Q_EMIT q->spawnFailed(id, answer.failure);
        return;
    case Message::Exited:
    case Message::Lost:
        spawning.remove(id);
        followed.remove(id);
        kills.remove(id);
        if (answer.message == Message::Exited)
            Q_EMIT q->exited(id, answer.exit);
        else
            Q_EMIT q->lost(id);
        return;
    case Message::Waiting:
        // Not followed: if the supervisor dies now, it has not run.
        if (!spawning.contains(id))
            asked.insert(id);
        return;
    case Message::Unknown:
        handleUnknown(id);
        return;
    case Message::WriteFailed:
        Q_EMIT q->writeFailed(id, answer.failure.errorNumber);
        return;
    default:
        return;
    }
}

void SupervisorClient::Private::handleUnknown(const QString &id)
{
    const auto spawn = spawning.constFind(id);
    if (spawn == spawning.cend()) {
        kills.remove(id);
        // What ran and is not known any more has lost its journal too.
        const bool ran = followed.remove(id);
        if (ran)
            Q_EMIT q->lost(id);
        else
            Q_EMIT q->unknown(id);
        return;
    }
    // It died before it took the spawn. Its files would exist otherwise.
    if (hasTrace(QFile::decodeName(spawn->spoolFolder))) {
        spawning.remove(id);
        kills.remove(id);
        Q_EMIT q->lost(id);
        return;
    }
    out += spawn->frame;
    if (const auto wanted = kills.constFind(id); wanted != kills.cend())
        FrameWriter(out, Message::Kill).add(Tag::Id, id.toStdString()).add(Tag::GraceMs, *wanted).finish();
    scheduleFlush();
}

// --- What can be asked
// ------------------------------------------------------------------------------------------------

void SupervisorClient::spawn(const SpawnRequest &request)
{
    if (d->spawning.contains(request.id))
        return;
    Private::Spawning &spawn = d->spawning[request.id];
    addSpawnFrame(spawn.frame, request);
    spawn.spoolFolder = request.spoolFolder;
    d->watch();
    if (!d->isWelcome)
        return;
    spawn.sent = true;
    d->out += spawn.frame;
    d->scheduleFlush();
}

void SupervisorClient::query(const QString &id)
{
    d->asked.insert(id);
    d->watch();
    if (!d->isWelcome)
        return;
    addFrame(d->out, Message::Query, id);
    d->scheduleFlush();
}

void SupervisorClient::write(const QString &id, const QByteArray &bytes)
{
    FrameWriter(d->isWelcome ? d->out : d->early, Message::Write)
        .add(Tag::Id, id.toStdString())
        .add(Tag::Bytes, std::string_view(bytes.constData(), static_cast<size_t>(bytes.size())))
        .finish();
    d->scheduleFlush();
}

void SupervisorClient::closeStdin(const QString &id)
{
    addFrame(d->isWelcome ? d->out : d->early, Message::CloseStdin, id);
    d->scheduleFlush();
}

void SupervisorClient::kill(const QString &id, qint64 graceMs)
{
    d->kills[id] = graceMs;
    if (!d->isWelcome)
        return;
    FrameWriter(d->out, Message::Kill).add(Tag::Id, id.toStdString()).add(Tag::GraceMs, graceMs).finish();
    d->scheduleFlush();
}

void SupervisorClient::acknowledge(const QString &id)
{
    d->followed.remove(id);
    d->asked.remove(id);
    d->kills.remove(id);
    addFrame(d->isWelcome ? d->out : d->early, Message::Acknowledge, id);
    d->scheduleFlush();
}

} // namespace podium::agents
