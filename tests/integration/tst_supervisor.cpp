// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// The real supervisor with real processes, through the real client.
#include "agents/process/supervisorclient.h"
#include "agents/process/treestatistics.h"
#include "supervisor/wire.h"

#include <QDir>
#include <QFile>
#include <QLocalSocket>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

using namespace podium;
using agents::ExitInfo;
using agents::SpawnFailure;
using agents::SpawnRequest;
using agents::SupervisorClient;

namespace
{

constexpr int LongMs = 20'000;

/// A client that remembers what it was told.
class Line : public QObject
{
public:
    explicit Line(const QString &folder, const QString &program = QString::fromLatin1(PODIUM_SUPERVISOR_PROGRAM))
    {
        connect(&client, &SupervisorClient::connected, this, [this](qint64 pid) { supervisor = pid; });
        connect(&client, &SupervisorClient::failed, this, [this](const Error &error) { errors.append(error.text()); });
        connect(&client, &SupervisorClient::running, this,
                [this](const QString &id, const domain::ProcessIdentity &process) { running.insert(id, process); });
        connect(&client, &SupervisorClient::exited, this,
                [this](const QString &id, const ExitInfo &info) { exits.insert(id, info); });
        connect(&client, &SupervisorClient::spawnFailed, this,
                [this](const QString &id, const SpawnFailure &failure) { failures.insert(id, failure); });
        connect(&client, &SupervisorClient::lost, this, [this](const QString &id) { lost.append(id); });
        connect(&client, &SupervisorClient::unknown, this, [this](const QString &id) { unknown.append(id); });
        client.connectOrStart(folder, program);
    }

    SupervisorClient client;
    qint64 supervisor = 0;
    QStringList errors;
    QHash<QString, domain::ProcessIdentity> running;
    QHash<QString, ExitInfo> exits;
    QHash<QString, SpawnFailure> failures;
    QStringList lost;
    QStringList unknown;
};

bool isAlive(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray text = file.readAll();
    return !text.isEmpty() && text.at(text.lastIndexOf(')') + 2) != 'Z';
}

} // namespace

class TestSupervisor : public QObject
{
    Q_OBJECT

private:
    SpawnRequest shell(const QString &id, const QByteArray &script)
    {
        SpawnRequest request;
        request.id = id;
        request.program = "/bin/sh";
        request.argv = {"sh", "-c", script};
        request.environment = {"PATH=/usr/bin:/bin", "FOLDER=" + QFile::encodeName(m_folder->path())};
        request.workingDirectory = "/tmp";
        request.spoolFolder = QFile::encodeName(m_folder->filePath(QString(id).replace(u'/', u'-')));
        request.graceMs = 200;
        QDir().mkpath(QFile::decodeName(request.spoolFolder));
        return request;
    }
    QByteArray output(const QString &id, const QString &stream = QStringLiteral("stdout")) const
    {
        QFile file(m_folder->filePath(QString(id).replace(u'/', u'-') + u'/' + stream));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    /// The number a process wrote into a file, once it is there.
    qint64 pidIn(const char *name) const
    {
        QFile file(m_folder->filePath(QString::fromLatin1(name)));
        return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toLongLong() : 0;
    }
    /// A supervisor stays for its children: a test ends what it started.
    static void endSupervisor(qint64 pid)
    {
        if (pid > 0)
            ::kill(static_cast<pid_t>(pid), SIGTERM);
    }
    static void groups()
    {
        QTest::addColumn<QString>("program");
        QTest::newRow("with cgroups where there are any") << QString::fromLatin1(PODIUM_SUPERVISOR_PROGRAM);
        QTest::newRow("by ancestry and mark") << QString::fromLatin1(PODIUM_PLAIN_SUPERVISOR);
    }

    std::unique_ptr<QTemporaryDir> m_folder;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void childrenMakeFilesAsThoseWhoStartedPodium()
    {
        const mode_t own = ::umask(027);
        Line line(m_folder->path());
        line.client.spawn(shell(QStringLiteral("r/0/1"), "umask"));
        QTRY_VERIFY_WITH_TIMEOUT(line.exits.contains(QStringLiteral("r/0/1")), LongMs);
        ::umask(own);
        QCOMPARE(output(QStringLiteral("r/0/1")), QByteArray("0027\n"));
        endSupervisor(line.supervisor);
    }

    void exitCodesAndOutputArriveAndAreTheSameWhenAskedAgain()
    {
        Line line(m_folder->path());
        line.client.spawn(shell(QStringLiteral("r/0/1"), "echo out; echo err >&2; exit 7"));
        QTRY_VERIFY_WITH_TIMEOUT(line.exits.contains(QStringLiteral("r/0/1")), LongMs);
        const ExitInfo info = line.exits.value(QStringLiteral("r/0/1"));
        QCOMPARE(info.exitCode, std::optional<int>(7));
        QCOMPARE(info.stdoutBytes, 4);
        QCOMPARE(info.stderrBytes, 4);
        QCOMPARE(output(QStringLiteral("r/0/1")), QByteArray("out\n"));
        QVERIFY(info.endedMs >= info.startedMs && info.startedMs > 0);
        line.exits.clear();
        line.client.spawn(shell(QStringLiteral("r/0/1"), "exit 0"));
        QTRY_VERIFY_WITH_TIMEOUT(line.exits.contains(QStringLiteral("r/0/1")), LongMs);
        QCOMPARE(line.exits.value(QStringLiteral("r/0/1")).exitCode, std::optional<int>(7));
        line.client.acknowledge(QStringLiteral("r/0/1"));
        line.client.query(QStringLiteral("r/0/1"));
        QTRY_COMPARE_WITH_TIMEOUT(line.unknown, QStringList{QStringLiteral("r/0/1")}, LongMs);
        endSupervisor(line.supervisor);
    }

    void theIdentityIsWhatTheKernelSays()
    {
        Line line(m_folder->path());
        for (int i = 0; i < 20; ++i)
            line.client.spawn(shell(QStringLiteral("r/%1/1").arg(i), "exec sleep 1000"));
        QTRY_COMPARE_WITH_TIMEOUT(line.running.size(), 20, LongMs);
        for (const domain::ProcessIdentity &process : std::as_const(line.running)) {
            QFile file(QStringLiteral("/proc/%1/stat").arg(process.pid));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray text = file.readAll();
            QCOMPARE(text.mid(text.lastIndexOf(')') + 2).split(' ').at(19).toLongLong(), process.startTime);
            QVERIFY(!process.bootId.isEmpty());
        }
        endSupervisor(line.supervisor);
        QTRY_COMPARE_WITH_TIMEOUT(line.lost.size(), 20, LongMs);
    }

    void missingProgramsAndFoldersAreNamedByStage()
    {
        Line line(m_folder->path());
        SpawnRequest missing = shell(QStringLiteral("r/0/1"), "");
        missing.program = "/nowhere/at/all";
        line.client.spawn(missing);
        SpawnRequest folder = shell(QStringLiteral("r/1/1"), "");
        folder.workingDirectory = "/nowhere";
        line.client.spawn(folder);
        SpawnRequest spool = shell(QStringLiteral("r/2/1"), "");
        spool.spoolFolder = "/nowhere";
        line.client.spawn(spool);
        QTRY_COMPARE_WITH_TIMEOUT(line.failures.size(), 3, LongMs);
        QCOMPARE(line.failures.value(QStringLiteral("r/0/1")).stage, SpawnFailure::Stage::Execute);
        QCOMPARE(line.failures.value(QStringLiteral("r/0/1")).errorNumber, ENOENT);
        QCOMPARE(line.failures.value(QStringLiteral("r/1/1")).stage, SpawnFailure::Stage::WorkingDirectory);
        QCOMPARE(line.failures.value(QStringLiteral("r/2/1")).stage, SpawnFailure::Stage::Spool);
        // A failure leaves nothing behind: the same id may be tried again.
        line.client.spawn(shell(QStringLiteral("r/0/1"), "exit 0"));
        QTRY_VERIFY_WITH_TIMEOUT(line.exits.contains(QStringLiteral("r/0/1")), LongMs);
        endSupervisor(line.supervisor);
    }

    void standardInputGoesBothWays()
    {
        Line line(m_folder->path());
        SpawnRequest open = shell(QStringLiteral("r/0/1"), "cat");
        open.keepStdin = true;
        line.client.spawn(open);
        // More than a pipe holds.
        const QByteArray much(1'000'000, 'x');
        line.client.write(QStringLiteral("r/0/1"), "hello\n");
        line.client.write(QStringLiteral("r/0/1"), much);
        QTRY_COMPARE_WITH_TIMEOUT(output(QStringLiteral("r/0/1")).size(), much.size() + 6, LongMs);
        QVERIFY(!line.exits.contains(QStringLiteral("r/0/1")));
        line.client.closeStdin(QStringLiteral("r/0/1"));
        SpawnRequest given = shell(QStringLiteral("r/1/1"), "wc -c");
        given.stdinBytes = much;
        line.client.spawn(given);
        QTRY_COMPARE_WITH_TIMEOUT(line.exits.size(), 2, LongMs);
        QCOMPARE(output(QStringLiteral("r/1/1")).trimmed(), QByteArray("1000000"));
        endSupervisor(line.supervisor);
    }

    void aThousandShortChildrenEachEndOnce()
    {
        Line line(m_folder->path());
        QSignalSpy exits(&line.client, &SupervisorClient::exited);
        for (int i = 0; i < 1000; ++i)
            line.client.spawn(shell(QStringLiteral("r/%1/1").arg(i), "exit " + QByteArray::number(i % 200)));
        QTRY_COMPARE_WITH_TIMEOUT(line.exits.size(), 1000, 60'000);
        QCOMPARE(exits.size(), 1000);
        for (int i = 0; i < 1000; ++i)
            QCOMPARE(line.exits.value(QStringLiteral("r/%1/1").arg(i)).exitCode, std::optional<int>(i % 200));
        endSupervisor(line.supervisor);
    }

    void killingATreeReachesDaemonsAndTheDeaf_data() { groups(); }
    void killingATreeReachesDaemonsAndTheDeaf()
    {
        QFETCH(QString, program);
        Line line(m_folder->path(), program);
        line.client.spawn(
            shell(QStringLiteral("r/0/1"),
                  "trap '' TERM\n"
                  "setsid sh -c '(setsid sh -c \"echo \\$\\$ >$FOLDER/daemon; exec sleep 1000\" &) ; exit 0'\n"
                  "sh -c 'trap \"\" TERM; echo $$ >$FOLDER/deaf; while :; do sleep 1000; done' &\n"
                  "wait; sleep 1000"));
        QTRY_VERIFY_WITH_TIMEOUT(pidIn("daemon") > 0 && pidIn("deaf") > 0, LongMs);
        QTRY_VERIFY_WITH_TIMEOUT(line.running.contains(QStringLiteral("r/0/1")), LongMs);
        const qint64 main = line.running.value(QStringLiteral("r/0/1")).pid;
        QVERIFY(isAlive(pidIn("daemon")) && isAlive(pidIn("deaf")) && isAlive(main));
        line.client.kill(QStringLiteral("r/0/1"), 100);
        QTRY_VERIFY_WITH_TIMEOUT(line.exits.contains(QStringLiteral("r/0/1")), LongMs);
        QCOMPARE(line.exits.value(QStringLiteral("r/0/1")).reason, ExitInfo::Reason::Killed);
        QVERIFY(!isAlive(main));
        QVERIFY(!isAlive(pidIn("daemon")));
        QVERIFY(!isAlive(pidIn("deaf")));
        endSupervisor(line.supervisor);
    }

    void whatIsStartedAfterAKillLives_data() { groups(); }
    void whatIsStartedAfterAKillLives()
    {
        QFETCH(QString, program);
        Line line(m_folder->path(), program);
        line.client.spawn(
            shell(QStringLiteral("r/0/1"), "trap '' TERM; echo $$ >$FOLDER/deaf; while :; do sleep 1000; done"));
        QTRY_VERIFY_WITH_TIMEOUT(pidIn("deaf") > 0, LongMs);
        line.client.kill(QStringLiteral("r/0/1"), 50);
        QTRY_VERIFY_WITH_TIMEOUT(line.exits.contains(QStringLiteral("r/0/1")), LongMs);
        for (const char *id : {"r/1/1", "r/2/1", "r/3/1"}) {
            line.client.spawn(shell(QLatin1String(id), "exit 7"));
            QTRY_VERIFY_WITH_TIMEOUT(line.exits.contains(QLatin1String(id)), LongMs);
            QCOMPARE(line.exits.value(QLatin1String(id)).exitCode, std::optional<int>(7));
        }
        endSupervisor(line.supervisor);
    }

    void whatATaskLeavesBehindIsEndedWithIt_data() { groups(); }
    void whatATaskLeavesBehindIsEndedWithIt()
    {
        QFETCH(QString, program);
        Line line(m_folder->path(), program);
        line.client.spawn(shell(QStringLiteral("r/0/1"), "(setsid sh -c 'echo $$ >$FOLDER/left; exec sleep 1000' &)\n"
                                                         "while ! [ -s $FOLDER/left ]; do :; done; exit 3"));
        QTRY_VERIFY_WITH_TIMEOUT(line.exits.contains(QStringLiteral("r/0/1")), LongMs);
        QCOMPARE(line.exits.value(QStringLiteral("r/0/1")).exitCode, std::optional<int>(3));
        QCOMPARE(line.exits.value(QStringLiteral("r/0/1")).reason, ExitInfo::Reason::ByItself);
        QVERIFY(pidIn("left") > 0);
        QVERIFY(!isAlive(pidIn("left")));
        endSupervisor(line.supervisor);
    }

    void whatIsLeftBehindIsKnownWhileItBecomesOtherPrograms_data() { groups(); }
    void whatIsLeftBehindIsKnownWhileItBecomesOtherPrograms()
    {
        QFETCH(QString, program);
        Line line(m_folder->path(), program);
        QFile loop(m_folder->filePath(QStringLiteral("loop")));
        QVERIFY(loop.open(QIODevice::WriteOnly) && loop.write("exec sh $FOLDER/loop\n") > 0);
        loop.close();
        for (int i = 0; i < 20; ++i) {
            QFile::remove(m_folder->filePath(QStringLiteral("left")));
            const QString id = QStringLiteral("r/%1/1").arg(i);
            line.client.spawn(shell(id, "(setsid sh -c 'echo $$ >$FOLDER/left; exec sh $FOLDER/loop' &)\n"
                                        "while ! [ -s $FOLDER/left ]; do :; done; exit 3"));
            QTRY_VERIFY_WITH_TIMEOUT(line.exits.contains(id), LongMs);
            QVERIFY(pidIn("left") > 0);
            QVERIFY2(!isAlive(pidIn("left")), qPrintable(id));
        }
        endSupervisor(line.supervisor);
    }

    void aResultWaitsForAClientThatWasAway()
    {
        auto first = std::make_unique<Line>(m_folder->path());
        first->client.spawn(shell(QStringLiteral("r/0/1"), "while ! [ -e $FOLDER/go ]; do sleep 0.01; done; exit 5"));
        QTRY_VERIFY_WITH_TIMEOUT(first->running.contains(QStringLiteral("r/0/1")), LongMs);
        const qint64 main = first->running.value(QStringLiteral("r/0/1")).pid;
        first.reset();
        QFile go(m_folder->filePath(QStringLiteral("go")));
        QVERIFY(go.open(QIODevice::WriteOnly));
        QTRY_VERIFY_WITH_TIMEOUT(!isAlive(main), LongMs);
        Line second(m_folder->path());
        second.client.query(QStringLiteral("r/0/1"));
        QTRY_VERIFY_WITH_TIMEOUT(second.exits.contains(QStringLiteral("r/0/1")), LongMs);
        QCOMPARE(second.exits.value(QStringLiteral("r/0/1")).exitCode, std::optional<int>(5));
        endSupervisor(second.supervisor);
    }

    void killingTheSupervisorEndsItsOrphansAndTellsThatTheyAreLost_data() { groups(); }
    void killingTheSupervisorEndsItsOrphansAndTellsThatTheyAreLost()
    {
        QFETCH(QString, program);
        Line line(m_folder->path(), program);
        line.client.spawn(
            shell(QStringLiteral("r/0/1"), "setsid sh -c 'echo $$ >$FOLDER/inner; exec sleep 1000' & wait"));
        line.client.spawn(
            shell(QStringLiteral("r/1/1"), "trap '' TERM; echo $$ >$FOLDER/deaf; while :; do sleep 1000; done"));
        line.client.spawn(shell(QStringLiteral("r/2/1"), "exit 9"));
        QTRY_VERIFY_WITH_TIMEOUT(pidIn("inner") > 0 && pidIn("deaf") > 0 && line.exits.size() == 1, LongMs);
        const qint64 died = line.supervisor;
        QCOMPARE(::kill(static_cast<pid_t>(died), SIGKILL), 0);
        QTRY_COMPARE_WITH_TIMEOUT(line.lost.size(), 2, LongMs);
        QVERIFY(line.supervisor != died);
        QVERIFY(!isAlive(pidIn("inner")));
        QVERIFY(!isAlive(pidIn("deaf")));
        // An end that was journalled is still known.
        line.exits.clear();
        line.client.query(QStringLiteral("r/2/1"));
        QTRY_VERIFY_WITH_TIMEOUT(line.exits.contains(QStringLiteral("r/2/1")), LongMs);
        QCOMPARE(line.exits.value(QStringLiteral("r/2/1")).exitCode, std::optional<int>(9));
        endSupervisor(line.supervisor);
    }

    void aKillReachesWhatIsStartedOnlyAfterTheOrphansAreGone()
    {
        Line line(m_folder->path());
        line.client.spawn(
            shell(QStringLiteral("r/0/1"), "trap '' TERM; echo $$ >$FOLDER/deaf; while :; do sleep 1000; done"));
        QTRY_VERIFY_WITH_TIMEOUT(pidIn("deaf") > 0, LongMs);
        const qint64 died = line.supervisor;
        QCOMPARE(::kill(static_cast<pid_t>(died), SIGKILL), 0);
        QTRY_VERIFY_WITH_TIMEOUT(line.supervisor != died && line.client.isConnected(), LongMs);
        line.client.spawn(shell(QStringLiteral("r/1/1"), "exec sleep 1000"));
        line.client.kill(QStringLiteral("r/1/1"), 0);
        QTRY_VERIFY_WITH_TIMEOUT(line.exits.contains(QStringLiteral("r/1/1")), LongMs);
        QCOMPARE(line.exits.value(QStringLiteral("r/1/1")).reason, ExitInfo::Reason::Killed);
        QTRY_COMPARE_WITH_TIMEOUT(line.lost, QStringList{QStringLiteral("r/0/1")}, LongMs);
        endSupervisor(line.supervisor);
    }

    void aKillHoldsThoughTheSupervisorDiesBeforeItTakesTheSpawn()
    {
        Line line(m_folder->path());
        QTRY_VERIFY_WITH_TIMEOUT(line.client.isConnected(), LongMs);
        const auto died = static_cast<pid_t>(line.supervisor);
        QCOMPARE(::kill(died, SIGSTOP), 0);
        line.client.spawn(shell(QStringLiteral("r/0/1"), "exec sleep 1000"));
        line.client.kill(QStringLiteral("r/0/1"), 0);
        QCoreApplication::processEvents(); // Both are in its socket.
        QCOMPARE(::kill(died, SIGKILL), 0);
        QTRY_VERIFY_WITH_TIMEOUT(line.exits.contains(QStringLiteral("r/0/1")), LongMs);
        QCOMPARE(line.exits.value(QStringLiteral("r/0/1")).reason, ExitInfo::Reason::Killed);
        endSupervisor(line.supervisor);
    }

    void whatIsWrittenToASpawnThatWaitsReachesIt()
    {
        Line line(m_folder->path());
        line.client.spawn(
            shell(QStringLiteral("r/0/1"), "trap '' TERM; echo $$ >$FOLDER/deaf; while :; do sleep 1000; done"));
        QTRY_VERIFY_WITH_TIMEOUT(pidIn("deaf") > 0, LongMs);
        const qint64 died = line.supervisor;
        QCOMPARE(::kill(static_cast<pid_t>(died), SIGKILL), 0);
        QTRY_VERIFY_WITH_TIMEOUT(line.supervisor != died && line.client.isConnected(), LongMs);
        SpawnRequest open = shell(QStringLiteral("r/1/1"), "cat");
        open.keepStdin = true;
        line.client.spawn(open);
        line.client.write(QStringLiteral("r/1/1"), "one ");
        line.client.write(QStringLiteral("r/1/1"), "two");
        line.client.closeStdin(QStringLiteral("r/1/1"));
        QTRY_VERIFY_WITH_TIMEOUT(line.exits.contains(QStringLiteral("r/1/1")), LongMs);
        QCOMPARE(output(QStringLiteral("r/1/1")), QByteArray("one two"));
        endSupervisor(line.supervisor);
    }

    void aHaltedSupervisorIsNoticedAndNothingIsDoneTwiceWhenItGoesOn()
    {
        Line line(m_folder->path());
        line.client.setPatience(1000);
        QSignalSpy silent(&line.client, &SupervisorClient::silent);
        QSignalSpy answers(&line.client, &SupervisorClient::answersAgain);
        line.client.spawn(shell(QStringLiteral("r/0/1"), "echo once; exec sleep 1000"));
        QTRY_VERIFY_WITH_TIMEOUT(line.running.contains(QStringLiteral("r/0/1")), LongMs);
        const auto halted = static_cast<pid_t>(line.supervisor);
        QCOMPARE(::kill(halted, SIGSTOP), 0);
        QTRY_VERIFY_WITH_TIMEOUT(!silent.isEmpty(), LongMs);
        QCOMPARE(silent.first().first().toLongLong(), qint64(halted));
        QVERIFY(isAlive(line.running.value(QStringLiteral("r/0/1")).pid));
        line.client.spawn(shell(QStringLiteral("r/1/1"), "echo once"));
        line.client.spawn(shell(QStringLiteral("r/1/1"), "echo once"));
        QCOMPARE(::kill(halted, SIGCONT), 0);
        QTRY_VERIFY_WITH_TIMEOUT(!answers.isEmpty(), LongMs);
        QTRY_VERIFY_WITH_TIMEOUT(line.exits.contains(QStringLiteral("r/1/1")), LongMs);
        QTRY_COMPARE_WITH_TIMEOUT(output(QStringLiteral("r/0/1")), QByteArray("once\n"), LongMs);
        QCOMPARE(output(QStringLiteral("r/1/1")), QByteArray("once\n"));
        QVERIFY(line.lost.isEmpty() && !line.exits.contains(QStringLiteral("r/0/1")));
        QCOMPARE(line.supervisor, qint64(halted));
        endSupervisor(line.supervisor);
    }

    void aSupervisorThatIsHaltedBeforeItGreetsIsNoticed()
    {
        Line first(m_folder->path());
        QTRY_VERIFY_WITH_TIMEOUT(first.client.isConnected(), LongMs);
        const auto halted = static_cast<pid_t>(first.supervisor);
        QCOMPARE(::kill(halted, SIGSTOP), 0);
        Line second(m_folder->path());
        second.client.setPatience(1000);
        QSignalSpy silent(&second.client, &SupervisorClient::silent);
        second.client.spawn(shell(QStringLiteral("r/0/1"), "exit 4"));
        QTRY_VERIFY_WITH_TIMEOUT(!silent.isEmpty(), LongMs);
        QVERIFY(second.errors.isEmpty());
        QCOMPARE(::kill(halted, SIGCONT), 0);
        QTRY_VERIFY_WITH_TIMEOUT(second.exits.contains(QStringLiteral("r/0/1")), LongMs);
        endSupervisor(first.supervisor);
    }

    void twoClientsShareOneSupervisorAndBothHear()
    {
        Line first(m_folder->path());
        Line second(m_folder->path());
        QTRY_VERIFY_WITH_TIMEOUT(first.supervisor && second.supervisor, LongMs);
        QCOMPARE(first.supervisor, second.supervisor);
        first.client.spawn(shell(QStringLiteral("r/0/1"), "exec sleep 1000"));
        QTRY_VERIFY_WITH_TIMEOUT(first.running.contains(QStringLiteral("r/0/1")), LongMs);
        second.client.query(QStringLiteral("r/0/1"));
        QTRY_VERIFY_WITH_TIMEOUT(second.running.contains(QStringLiteral("r/0/1")), LongMs);
        second.client.kill(QStringLiteral("r/0/1"), 0);
        QTRY_VERIFY_WITH_TIMEOUT(first.exits.size() == 1 && second.exits.size() == 1, LongMs);
        endSupervisor(first.supervisor);
    }

    void tooMuchOutputEndsTheChild()
    {
        Line line(m_folder->path());
        SpawnRequest endless =
            shell(QStringLiteral("r/0/1"), "while :; do echo 0123456789012345678901234567890123456789; done");
        endless.limits.outputBytes = 100'000;
        line.client.spawn(endless);
        QTRY_VERIFY_WITH_TIMEOUT(line.exits.contains(QStringLiteral("r/0/1")), LongMs);
        QCOMPARE(line.exits.value(QStringLiteral("r/0/1")).reason, ExitInfo::Reason::OutputLimit);
        endSupervisor(line.supervisor);
    }

    void limitsHoldInTheChild()
    {
        Line line(m_folder->path());
        SpawnRequest limited = shell(QStringLiteral("r/0/1"), "ulimit -n; ulimit -t");
        limited.limits.openFiles = 77;
        limited.limits.cpuSeconds = 33;
        line.client.spawn(limited);
        QTRY_VERIFY_WITH_TIMEOUT(line.exits.contains(QStringLiteral("r/0/1")), LongMs);
        QCOMPARE(output(QStringLiteral("r/0/1")), QByteArray("77\n33\n"));
        endSupervisor(line.supervisor);
    }

    void anUnattendedChildIsEndedByPolicy()
    {
        auto first = std::make_unique<Line>(m_folder->path());
        SpawnRequest brief = shell(QStringLiteral("r/0/1"), "exec sleep 1000");
        brief.detachedForMs = 100;
        first->client.spawn(brief);
        first->client.spawn(shell(QStringLiteral("r/1/1"), "exec sleep 1000"));
        QTRY_COMPARE_WITH_TIMEOUT(first->running.size(), 2, LongMs);
        const qint64 ended = first->running.value(QStringLiteral("r/0/1")).pid;
        const qint64 goesOn = first->running.value(QStringLiteral("r/1/1")).pid;
        first.reset();
        QTRY_VERIFY_WITH_TIMEOUT(!isAlive(ended), LongMs);
        QVERIFY(isAlive(goesOn));
        Line second(m_folder->path());
        second.client.query(QStringLiteral("r/0/1"));
        QTRY_VERIFY_WITH_TIMEOUT(second.exits.contains(QStringLiteral("r/0/1")), LongMs);
        QCOMPARE(second.exits.value(QStringLiteral("r/0/1")).reason, ExitInfo::Reason::Unattended);
        endSupervisor(second.supervisor);
    }

    void aTornJournalKeepsWhatIsIntact()
    {
        auto first = std::make_unique<Line>(m_folder->path());
        first->client.spawn(shell(QStringLiteral("r/0/1"), "exit 4"));
        QTRY_COMPARE_WITH_TIMEOUT(first->exits.size(), 1, LongMs);
        const qint64 supervisor = first->supervisor;
        first.reset();
        QCOMPARE(::kill(static_cast<pid_t>(supervisor), SIGKILL), 0);
        QTRY_VERIFY_WITH_TIMEOUT(!isAlive(supervisor), LongMs);
        QFile journal(m_folder->filePath(QStringLiteral("supervisor/journal")));
        QVERIFY(journal.open(QIODevice::Append));
        journal.write(QByteArray("\x12\x34\x56\x78\x40\x00\x00\x00half a rec", 18));
        journal.close();
        Line second(m_folder->path());
        second.client.query(QStringLiteral("r/0/1"));
        QTRY_COMPARE_WITH_TIMEOUT(second.exits.size(), 1, LongMs);
        second.client.spawn(shell(QStringLiteral("r/1/1"), "exit 6"));
        QTRY_COMPARE_WITH_TIMEOUT(second.exits.size(), 2, LongMs);
        endSupervisor(second.supervisor);
    }

    void hostileBytesEndTheConnectionAndNothingElse()
    {
        Line line(m_folder->path());
        line.client.spawn(shell(QStringLiteral("r/0/1"), "exec sleep 1000"));
        QTRY_VERIFY_WITH_TIMEOUT(line.running.contains(QStringLiteral("r/0/1")), LongMs);
        std::string hello;
        using namespace supervisor::wire;
        FrameWriter(hello, Message::Hello)
            .add(Tag::MagicNumber, qint64(Magic))
            .add(Tag::ProtocolVersion, Version)
            .finish();
        quint32 seed = 42;
        for (int round = 0; round < 200; ++round) {
            QLocalSocket socket;
            socket.connectToServer(m_folder->filePath(QStringLiteral("supervisor/socket")));
            QVERIFY(socket.waitForConnected(LongMs));
            QByteArray bytes = round % 2 ? QByteArray(hello.data(), qsizetype(hello.size())) : QByteArray();
            std::string frame;
            FrameWriter(frame, static_cast<Message>(1 + round % 8)).add(Tag::Id, std::string_view("r/0/x")).finish();
            QByteArray mangled(frame.data(), qsizetype(frame.size()));
            for (int i = 0; i < 1 + round % 7; ++i) {
                seed = seed * 1664525 + 1013904223;
                mangled[seed % quint32(mangled.size())] = char(seed >> 24);
            }
            bytes += mangled + QByteArray(round, char(round));
            socket.write(bytes);
            socket.waitForBytesWritten(1000);
        }
        line.client.query(QStringLiteral("r/none/1"));
        QTRY_COMPARE_WITH_TIMEOUT(line.unknown.size(), 1, LongMs);
        QVERIFY(isAlive(line.running.value(QStringLiteral("r/0/1")).pid));
        QVERIFY(isAlive(line.supervisor));
        endSupervisor(line.supervisor);
    }

    void treesAreMeasuredWithTheirDaemons()
    {
        Line line(m_folder->path());
        line.client.spawn(shell(QStringLiteral("r/0/1"),
                                "(setsid sh -c 'echo $$ >$FOLDER/daemon; exec sleep 1000' &); sleep 1000 & wait"));
        QTRY_VERIFY_WITH_TIMEOUT(pidIn("daemon") > 0 && line.running.contains(QStringLiteral("r/0/1")), LongMs);
        const qint64 main = line.running.value(QStringLiteral("r/0/1")).pid;
        const auto measured = [&] {
            return agents::treeStatistics({{main, QStringLiteral("r/0/1")}}, line.supervisor);
        };
        QTRY_COMPARE_WITH_TIMEOUT(measured().value(QStringLiteral("r/0/1")).processes, 3, LongMs);
        QVERIFY(measured().value(QStringLiteral("r/0/1")).rssBytes > 100'000);
        endSupervisor(line.supervisor);
    }

    void aMissingSupervisorProgramIsAnErrorThatNamesIt()
    {
        Line line(m_folder->path(), QStringLiteral("/nowhere/podium-supervisor"));
        QTRY_VERIFY_WITH_TIMEOUT(!line.errors.isEmpty(), LongMs);
        QVERIFY(line.errors.first().contains(QStringLiteral("/nowhere/podium-supervisor")));
    }
};

QTEST_GUILESS_MAIN(TestSupervisor)
#include "tst_supervisor.moc"
