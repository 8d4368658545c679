// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// The shell runner with real processes; also one whose Podium is killed -9 in the middle.
#include "agents/process/runnerthread.h"
#include "agents/shell/shellrunner.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QMutex>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/types.h>

using namespace podium;
using domain::AttemptKey;
using domain::AttemptOutcome;
using Status = AttemptOutcome::Status;

namespace
{

constexpr int LongMs = 20'000;

/// The engine's side of the port, and the log. Called from the runner's thread.
class Engine : public engine::IAttemptSink, public engine::ILogSink, public engine::ILogPositions
{
public:
    void attemptStarted(const AttemptKey &key, const domain::ProcessIdentity &process, const QString &) override
    {
        const QMutexLocker lock(&mutex);
        started.insert(key, process);
    }
    void attemptActivity(const AttemptKey &key, domain::Activity activity, const QString &detail) override
    {
        const QMutexLocker lock(&mutex);
        activities[key] = {activity, detail};
    }
    void attemptHeartbeat(const AttemptKey &key, const engine::TreeStats &stats) override
    {
        const QMutexLocker lock(&mutex);
        beats[key] = stats;
    }
    void attemptUsage(const AttemptKey &, const domain::Usage &) override {}
    void approvalRequested(const AttemptKey &, const domain::Approval &) override {}
    void approvalWithdrawn(const AttemptKey &, const QString &) override {}
    void attemptFinished(const AttemptKey &key, const AttemptOutcome &outcome) override
    {
        const QMutexLocker lock(&mutex);
        outcomes[key].append(outcome);
    }
    void append(const QList<engine::LogLine> &added) override
    {
        const QMutexLocker lock(&mutex);
        lines += added;
    }
    qsizetype pendingBytes() const override { return pending; }
    qint64 lastOffset(const AttemptKey &key, const QString &stream) const override
    {
        return offsets.value(key.toString() + stream);
    }

    int ends(const AttemptKey &key) const
    {
        const QMutexLocker lock(&mutex);
        return static_cast<int>(outcomes.value(key).size());
    }
    AttemptOutcome end(const AttemptKey &key) const
    {
        const QMutexLocker lock(&mutex);
        return outcomes.value(key).value(0);
    }
    bool hasStarted(const AttemptKey &key) const
    {
        const QMutexLocker lock(&mutex);
        return started.contains(key);
    }
    qint64 pid(const AttemptKey &key) const
    {
        const QMutexLocker lock(&mutex);
        return started.value(key).pid;
    }
    QStringList texts(const QString &stream) const
    {
        const QMutexLocker lock(&mutex);
        QStringList found;
        for (const engine::LogLine &line : lines) {
            if (line.stream == stream)
                found.append(line.text);
        }
        return found;
    }
    int processes(const AttemptKey &key) const
    {
        const QMutexLocker lock(&mutex);
        return beats.value(key).processes;
    }

    std::pair<domain::Activity, QString> activity(const AttemptKey &key) const
    {
        const QMutexLocker lock(&mutex);
        return activities.value(key);
    }

    mutable QMutex mutex;
    QHash<AttemptKey, std::pair<domain::Activity, QString>> activities;
    QHash<AttemptKey, domain::ProcessIdentity> started;
    QHash<AttemptKey, engine::TreeStats> beats;
    QHash<AttemptKey, QList<AttemptOutcome>> outcomes;
    QList<engine::LogLine> lines;
    QHash<QString, qint64> offsets;
    std::atomic<qsizetype> pending = 0;
};

/// A runner in its thread, as a process of Podium has it.
struct Podium
{
    explicit Podium(const QString &folder, qint64 patienceMs = 10'000)
        : runner({engine, engine, engine, clock, folder, QString::fromLatin1(PODIUM_SUPERVISOR_PROGRAM), 50, 500,
                  nullptr, nullptr, patienceMs}),
          thread(runner)
    {
    }
    ~Podium() { runner.detach(); }

    SystemClock clock;
    Engine engine;
    agents::ShellRunner runner;
    agents::RunnerThread thread;
};

engine::AttemptRequest request(const QString &folder, int task, const QString &script)
{
    engine::AttemptRequest made;
    made.key = {QStringLiteral("run"), task, 1};
    made.taskKey = QStringLiteral("task%1").arg(task);
    made.runner = QStringLiteral("shell");
    made.spec.type = QStringLiteral("shell");
    made.spec.shell.script = script;
    made.spec.environment.insert(QStringLiteral("FOLDER"), folder);
    made.workingDirectory = folder;
    made.attemptFolder = folder + QStringLiteral("/attempts/%1").arg(task);
    made.claimedMs = SystemClock().nowMs();
    return made;
}

qint64 numberIn(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toLongLong() : 0;
}

constexpr char InterruptedScript[] =
    "echo before\n"
    "setsid sh -c 'echo $$ >$FOLDER/inner; while ! [ -e $FOLDER/go ]; do sleep 0.02; done;"
    " echo done >$FOLDER/result' &\n"
    "wait\n"
    "echo once >>$FOLDER/runs; echo after; echo '{\"answer\": 42}'";

/// The other process of Podium: starts one attempt and runs until it is killed.
int hostOneAttempt(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QString folder = QString::fromLocal8Bit(argv[2]);
    Podium podium(folder);
    engine::AttemptRequest made = request(folder, 0, QString::fromLatin1(InterruptedScript));
    made.spec.shell.output = domain::OutputMode::JsonStdout;
    podium.runner.start(made);
    return app.exec();
}

} // namespace

class TestShellRunner : public QObject
{
    Q_OBJECT

private:
    AttemptOutcome outcomeOf(const engine::AttemptRequest &made)
    {
        m_podium->runner.start(made);
        const bool ended = QTest::qWaitFor([&] { return m_podium->engine.ends(made.key) > 0; }, LongMs);
        return ended ? m_podium->engine.end(made.key) : AttemptOutcome();
    }
    engine::AttemptRequest make(const QString &script) { return request(m_folder->path(), m_next++, script); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Podium> m_podium;
    int m_next = 0;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_podium = std::make_unique<Podium>(m_folder->path());
        m_next = 0;
    }
    void cleanup()
    {
        m_podium.reset(); // No child is left: its supervisor ends by itself soon.
        m_folder.reset();
    }

    void resultsAreReadInEveryMode()
    {
        engine::AttemptRequest none = make(QStringLiteral("exit 0"));
        QCOMPARE(outcomeOf(none).result, QJsonValue(QJsonObject{{QStringLiteral("exit_code"), 0}}));
        engine::AttemptRequest text = make(QStringLiteral("echo 'two words'; echo"));
        text.spec.shell.output = domain::OutputMode::Text;
        QCOMPARE(outcomeOf(text).result, QJsonValue(QStringLiteral("two words")));
        engine::AttemptRequest json = make(QStringLiteral("echo noise; echo '{'; echo ' \"list\": [1,'; echo '2]}'"));
        json.spec.shell.output = domain::OutputMode::JsonStdout;
        const QJsonObject expected{{QStringLiteral("list"), QJsonArray{1, 2}}};
        QCOMPARE(outcomeOf(json).result, QJsonValue(expected));
        engine::AttemptRequest file = make(QStringLiteral("echo '[1]' >\"$PODIUM_OUTPUT\""));
        file.spec.shell.output = domain::OutputMode::JsonFile;
        QCOMPARE(outcomeOf(file).result, QJsonValue(QJsonArray{1}));
        engine::AttemptRequest missing = make(QStringLiteral("exit 0"));
        missing.spec.shell.output = domain::OutputMode::JsonFile;
        const AttemptOutcome without = outcomeOf(missing);
        QCOMPARE(without.status, Status::Failed);
        QCOMPARE(without.errorClass, QStringLiteral("output"));
        engine::AttemptRequest wrong = make(QStringLiteral("echo no json"));
        wrong.spec.shell.output = domain::OutputMode::JsonStdout;
        QCOMPARE(outcomeOf(wrong).errorClass, QStringLiteral("output"));
    }

    void exitCodesDecide()
    {
        const AttemptOutcome failed = outcomeOf(make(QStringLiteral("echo 'the reason' >&2; exit 3")));
        QCOMPARE(failed.status, Status::Failed);
        QCOMPARE(failed.errorClass, QStringLiteral("exit_code"));
        QCOMPARE(failed.exitCode, std::optional<int>(3));
        QVERIFY(failed.error.contains(QStringLiteral("the reason")));
        engine::AttemptRequest nothing = make(QStringLiteral("exit 5"));
        nothing.spec.shell.skipExitCodes = {5};
        QCOMPARE(outcomeOf(nothing).status, Status::Skipped);
        engine::AttemptRequest fine = make(QStringLiteral("exit 9"));
        fine.spec.shell.okExitCodes = {0, 9};
        QCOMPARE(outcomeOf(fine).status, Status::Succeeded);
        const AttemptOutcome signalled = outcomeOf(make(QStringLiteral("kill -SEGV $$")));
        QCOMPARE(signalled.errorClass, QStringLiteral("signal"));
        QVERIFY(signalled.error.contains(QStringLiteral("SIGSEGV")));
    }

    void usedUpCpuTimeIsToldAndNotTriedAgain_data()
    {
        QTest::addColumn<QString>("script");
        QTest::newRow("itself") << QStringLiteral("while :; do :; done");
        QTest::newRow("what it waits for") << QStringLiteral("sh -c 'while :; do :; done'; exit $?");
        QTest::newRow("deaf to the first signal") << QStringLiteral("trap '' XCPU; while :; do :; done");
    }
    void usedUpCpuTimeIsToldAndNotTriedAgain()
    {
        QFETCH(QString, script);
        engine::AttemptRequest made = make(script);
        made.spec.shell.limits.cpuSeconds = 1;
        const AttemptOutcome outcome = outcomeOf(made);
        QCOMPARE(outcome.status, Status::Failed);
        QCOMPARE(outcome.errorClass, QStringLiteral("cpu_limit"));
        QVERIFY(!outcome.retryable);
    }

    void outputBeyondTheLimitIsNotKept()
    {
        engine::AttemptRequest made = make(QStringLiteral("echo first >&2; yes"));
        made.spec.shell.limits.outputBytes = 10'000;
        const AttemptOutcome outcome = outcomeOf(made);
        QCOMPARE(outcome.errorClass, QStringLiteral("output_limit"));
        QCOMPARE(QFileInfo(made.attemptFolder + QStringLiteral("/spool/stdout")).size(), 9'994);
        QCOMPARE(m_podium->engine.texts(QStringLiteral("stderr")), QStringList{QStringLiteral("first")});
        const QStringList marks = m_podium->engine.texts(QStringLiteral("engine"));
        QVERIFY2(marks.size() == 1 && marks.first().contains(QStringLiteral("ends here")),
                 qPrintable(marks.join(u'|')));
    }

    void aProgramThatIsNotThereIsNamedWithWhereItWasSearched()
    {
        engine::AttemptRequest made = make({});
        made.spec.shell.argv = {QStringLiteral("no-such-program-here"), QStringLiteral("x")};
        const AttemptOutcome outcome = outcomeOf(made);
        QCOMPARE(outcome.status, Status::Failed);
        QCOMPARE(outcome.errorClass, QStringLiteral("spawn"));
        QVERIFY(!outcome.retryable);
        QVERIFY(outcome.error.contains(QStringLiteral("no-such-program-here")));
        QVERIFY(outcome.error.contains(QString::fromLocal8Bit(qgetenv("PATH"))));
        engine::AttemptRequest folder = make(QStringLiteral("exit 0"));
        folder.workingDirectory = QStringLiteral("/nowhere/at/all");
        QVERIFY(outcomeOf(folder).error.contains(QStringLiteral("/nowhere/at/all")));
        QFile plain(m_folder->filePath(QStringLiteral("plain")));
        QVERIFY(plain.open(QIODevice::WriteOnly));
        engine::AttemptRequest refused = make({});
        refused.spec.shell.argv = {plain.fileName()};
        QVERIFY(outcomeOf(refused).error.contains(QStringLiteral("not executable")));
    }

    void onlyAllowedVariablesAreInherited()
    {
        qputenv("A_SECRET_TOKEN", "secret");
        qputenv("WANTED_ONE", "1");
        engine::AttemptRequest made =
            make(QStringLiteral("echo \"${A_SECRET_TOKEN-unset} $WANTED_ONE $SET ${PATH:+path}\""));
        made.spec.shell.envAllow = {QStringLiteral("WANTED_*")};
        made.spec.environment.insert(QStringLiteral("SET"), QStringLiteral("by the workflow"));
        made.spec.shell.output = domain::OutputMode::Text;
        QCOMPARE(outcomeOf(made).result.toString(), QStringLiteral("unset 1 by the workflow path"));
    }

    void workspacesAreInheritedNamedOrEmpty()
    {
        engine::AttemptRequest scratch = make(QStringLiteral("pwd; ls"));
        scratch.spec.shell.output = domain::OutputMode::Text;
        scratch.spec.workspace.kind = domain::WorkspacePolicy::Kind::Scratch;
        QCOMPARE(outcomeOf(scratch).result.toString(), scratch.attemptFolder + QStringLiteral("/workspace"));
        engine::AttemptRequest named = make(QStringLiteral("pwd"));
        named.spec.shell.output = domain::OutputMode::Text;
        named.spec.workspace = {domain::WorkspacePolicy::Kind::Directory, QStringLiteral("/usr")};
        QCOMPARE(outcomeOf(named).result.toString(), QStringLiteral("/usr"));
        engine::AttemptRequest worktree = make(QStringLiteral("pwd"));
        worktree.spec.workspace.kind = domain::WorkspacePolicy::Kind::Worktree;
        const AttemptOutcome outcome = outcomeOf(worktree);
        QCOMPARE(outcome.errorClass, QStringLiteral("unsupported")); // Without somebody who keeps them.
    }

    void bothStreamsAreLoggedLineByLineWithOffsets()
    {
        QCOMPARE(outcomeOf(make(QStringLiteral("echo one; echo zwei >&2; printf three"))).status, Status::Succeeded);
        QCOMPARE(m_podium->engine.texts(QStringLiteral("stdout")),
                 (QStringList{QStringLiteral("one"), QStringLiteral("three")}));
        QCOMPARE(m_podium->engine.texts(QStringLiteral("stderr")), QStringList{QStringLiteral("zwei")});
        QCOMPARE(m_podium->engine.lines.last().key.run, QStringLiteral("run"));
        const AttemptOutcome cut = outcomeOf(make(QStringLiteral("head -c 100000 /dev/zero | tr '\\0' x; echo")));
        QCOMPARE(cut.status, Status::Succeeded);
        const QString longest = m_podium->engine.texts(QStringLiteral("stdout")).last();
        QVERIFY(longest.size() < 66'000 && longest.contains(QStringLiteral("34464 bytes cut")));
    }

    void aFullLogHoldsTheReaderBackAndLosesNothing()
    {
        m_podium->engine.pending = 100'000'000;
        engine::AttemptRequest made = make(QStringLiteral("seq 1 200000; echo x >$FOLDER/written"));
        m_podium->runner.start(made);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(m_folder->filePath(QStringLiteral("written"))), LongMs);
        QVERIFY(m_podium->engine.texts(QStringLiteral("stdout")).size() < 200'000);
        m_podium->engine.pending = 0;
        QTRY_COMPARE_WITH_TIMEOUT(m_podium->engine.ends(made.key), 1, LongMs);
        const QStringList lines = m_podium->engine.texts(QStringLiteral("stdout"));
        QCOMPARE(lines.size(), 200'000);
        QCOMPARE(lines.last(), QStringLiteral("200000"));
    }

    void aQuietTaskEndsWhileANoisyOneFillsTheLog()
    {
        m_podium->engine.pending = 100'000'000;
        engine::AttemptRequest noisy = make(QStringLiteral("seq 1 200000; echo x >$FOLDER/written"));
        m_podium->runner.start(noisy);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(m_folder->filePath(QStringLiteral("written"))), LongMs);
        QCOMPARE(outcomeOf(make(QStringLiteral("echo done"))).status, Status::Succeeded);
        QCOMPARE(m_podium->engine.ends(noisy.key), 0);
        m_podium->engine.pending = 0;
        QTRY_COMPARE_WITH_TIMEOUT(m_podium->engine.ends(noisy.key), 1, LongMs);
    }

    void stoppingEndsTheTreeAndCancels()
    {
        engine::AttemptRequest made =
            make(QStringLiteral("trap '' TERM; sleep 1000 & echo $! >$FOLDER/inner; sleep 1000"));
        m_podium->runner.start(made);
        QTRY_VERIFY_WITH_TIMEOUT(numberIn(m_folder->filePath(QStringLiteral("inner"))) > 0, LongMs);
        QTRY_VERIFY_WITH_TIMEOUT(m_podium->engine.processes(made.key) >= 2, LongMs);
        m_podium->runner.stop(made.key, engine::StopMode::Graceful, 50);
        QTRY_COMPARE_WITH_TIMEOUT(m_podium->engine.ends(made.key), 1, LongMs);
        QCOMPARE(m_podium->engine.end(made.key).status, Status::Cancelled);
        QTRY_VERIFY_WITH_TIMEOUT(
            ::kill(static_cast<pid_t>(numberIn(m_folder->filePath(QStringLiteral("inner")))), 0) != 0, LongMs);
    }

    void startingTwiceRunsOnce()
    {
        engine::AttemptRequest made = make(QStringLiteral("echo x >>$FOLDER/count"));
        m_podium->runner.start(made);
        m_podium->runner.start(made);
        QTRY_COMPARE_WITH_TIMEOUT(m_podium->engine.ends(made.key), 1, LongMs);
        // A result that was not settled is delivered again, not made again.
        m_podium->runner.attach(made);
        QTRY_COMPARE_WITH_TIMEOUT(m_podium->engine.ends(made.key), 2, LongMs);
        QCOMPARE(QFileInfo(m_folder->filePath(QStringLiteral("count"))).size(), 2);
    }

    void attachingToWhatWasNeverStartedStartsIt()
    {
        engine::AttemptRequest made = make(QStringLiteral("exit 0"));
        m_podium->runner.attach(made);
        QTRY_COMPARE_WITH_TIMEOUT(m_podium->engine.ends(made.key), 1, LongMs);
        QCOMPARE(m_podium->engine.end(made.key).status, Status::Succeeded);
        // Its claim is older than this start of the machine: whether it ran cannot be known.
        engine::AttemptRequest old = make(QStringLiteral("exit 0"));
        old.claimedMs = 1000;
        m_podium->runner.attach(old);
        QTRY_COMPARE_WITH_TIMEOUT(m_podium->engine.ends(old.key), 1, LongMs);
        QCOMPARE(m_podium->engine.end(old.key).status, Status::Interrupted);
    }

    void aKilledPodiumIsReplacedAndTheResultTaken()
    {
        QProcess other;
        other.setProcessChannelMode(QProcess::ForwardedChannels);
        other.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--host"), m_folder->path()});
        const QString inner = m_folder->filePath(QStringLiteral("inner"));
        QTRY_VERIFY_WITH_TIMEOUT(numberIn(inner) > 0, LongMs);
        other.kill();
        QVERIFY(other.waitForFinished(LongMs));
        QCOMPARE(other.exitStatus(), QProcess::CrashExit);
        QCOMPARE(::kill(static_cast<pid_t>(numberIn(inner)), 0), 0);

        engine::AttemptRequest made = request(m_folder->path(), 0, QString::fromLatin1(InterruptedScript));
        made.spec.shell.output = domain::OutputMode::JsonStdout;
        // The line "before" was logged before the kill.
        m_podium->engine.offsets.insert(made.key.toString() + QStringLiteral("stdout"), 7);
        m_podium->runner.attach(made);
        QTRY_VERIFY_WITH_TIMEOUT(m_podium->engine.hasStarted(made.key), LongMs);
        QFile go(m_folder->filePath(QStringLiteral("go")));
        QVERIFY(go.open(QIODevice::WriteOnly));
        QTRY_COMPARE_WITH_TIMEOUT(m_podium->engine.ends(made.key), 1, LongMs);
        const AttemptOutcome outcome = m_podium->engine.end(made.key);
        QCOMPARE(outcome.status, Status::Succeeded);
        QCOMPARE(outcome.result.toObject().value(u"answer").toInt(), 42);
        QCOMPARE(QFileInfo(m_folder->filePath(QStringLiteral("runs"))).size(), 5); // "once\n", once
        QCOMPARE(m_podium->engine.texts(QStringLiteral("stdout")).first(), QStringLiteral("after"));
    }

    void aHaltedSupervisorIsSaidAndNothingEndsOrRunsTwiceForIt()
    {
        using domain::Activity;
        m_podium.reset();
        m_podium = std::make_unique<Podium>(m_folder->path(), 1000);
        const engine::AttemptRequest one =
            make(QStringLiteral("echo $PPID >$FOLDER/supervisorpid; while ! [ -e $FOLDER/go ]; do sleep 0.02; done;"
                                " echo once >>$FOLDER/runs"));
        m_podium->runner.start(one);
        const QString file = m_folder->filePath(QStringLiteral("supervisorpid"));
        QTRY_VERIFY_WITH_TIMEOUT(numberIn(file) > 0 && m_podium->engine.hasStarted(one.key), LongMs);
        const auto supervisor = static_cast<pid_t>(numberIn(file));
        QCOMPARE(::kill(supervisor, SIGSTOP), 0);
        QTRY_COMPARE_WITH_TIMEOUT(m_podium->engine.activity(one.key).first, Activity::Stalled, LongMs);
        const QString why = m_podium->engine.activity(one.key).second;
        QVERIFY2(why.contains(QStringLiteral("kill -CONT %1").arg(supervisor)), qPrintable(why));
        QVERIFY(m_podium->engine.texts(QStringLiteral("engine")).contains(why));
        const engine::AttemptRequest two = make(QStringLiteral("echo once >>$FOLDER/runs"));
        m_podium->runner.start(two);
        QTRY_COMPARE_WITH_TIMEOUT(m_podium->engine.activity(two.key).first, Activity::Stalled, LongMs);
        QCOMPARE(::kill(supervisor, SIGCONT), 0);
        QTRY_COMPARE_WITH_TIMEOUT(m_podium->engine.activity(one.key).first, Activity::ToolRunning, LongMs);
        QFile go(m_folder->filePath(QStringLiteral("go")));
        QVERIFY(go.open(QIODevice::WriteOnly));
        for (const AttemptKey &key : {one.key, two.key}) {
            QTRY_COMPARE_WITH_TIMEOUT(m_podium->engine.ends(key), 1, LongMs);
            QCOMPARE(m_podium->engine.end(key).status, Status::Succeeded);
        }
        QCOMPARE(QFileInfo(m_folder->filePath(QStringLiteral("runs"))).size(), 10); // "once\n", twice
    }

    void aProcessThatIsGoneIsNotCalledStalled()
    {
        using domain::Activity;
        m_podium.reset();
        m_podium = std::make_unique<Podium>(m_folder->path(), 1000);
        const engine::AttemptRequest made = make(QStringLiteral("echo $PPID >$FOLDER/supervisorpid; exec sleep 1000"));
        m_podium->runner.start(made);
        const QString file = m_folder->filePath(QStringLiteral("supervisorpid"));
        QTRY_VERIFY_WITH_TIMEOUT(numberIn(file) > 0 && m_podium->engine.hasStarted(made.key), LongMs);
        const auto supervisor = static_cast<pid_t>(numberIn(file));
        QCOMPARE(::kill(supervisor, SIGSTOP), 0);
        QTRY_COMPARE_WITH_TIMEOUT(m_podium->engine.activity(made.key).first, Activity::Stalled, LongMs);
        const auto pid = static_cast<pid_t>(m_podium->engine.pid(made.key));
        QCOMPARE(::kill(pid, SIGKILL), 0);
        QTRY_COMPARE_WITH_TIMEOUT(m_podium->engine.activity(made.key).first, Activity::ProcessGone, LongMs);
        const QString why = m_podium->engine.activity(made.key).second;
        QVERIFY2(why.contains(QString::number(pid)), qPrintable(why));
        QCOMPARE(m_podium->engine.ends(made.key), 0);
        QCOMPARE(::kill(supervisor, SIGCONT), 0);
        QTRY_COMPARE_WITH_TIMEOUT(m_podium->engine.ends(made.key), 1, LongMs);
        QCOMPARE(m_podium->engine.end(made.key).errorClass, QStringLiteral("signal"));
    }

    void aKilledSupervisorInterruptsTheAttempt()
    {
        engine::AttemptRequest made = make(QStringLiteral("echo some; echo $PPID >$FOLDER/supervisorpid; sleep 1000"));
        m_podium->runner.start(made);
        const QString file = m_folder->filePath(QStringLiteral("supervisorpid"));
        QTRY_VERIFY_WITH_TIMEOUT(numberIn(file) > 0 && m_podium->engine.hasStarted(made.key), LongMs);
        QCOMPARE(::kill(static_cast<pid_t>(numberIn(file)), SIGKILL), 0);
        QTRY_COMPARE_WITH_TIMEOUT(m_podium->engine.ends(made.key), 1, LongMs);
        QCOMPARE(m_podium->engine.end(made.key).status, Status::Interrupted);
        QCOMPARE(m_podium->engine.end(made.key).errorClass, QStringLiteral("process_gone"));
        QCOMPARE(m_podium->engine.activity(made.key).first, domain::Activity::ProcessGone);
        QCOMPARE(m_podium->engine.texts(QStringLiteral("stdout")), QStringList{QStringLiteral("some")});
        QTRY_VERIFY_WITH_TIMEOUT(::kill(static_cast<pid_t>(m_podium->engine.pid(made.key)), 0) != 0, LongMs);
        // The runner goes on with the new supervisor.
        QCOMPARE(outcomeOf(make(QStringLiteral("exit 0"))).status, Status::Succeeded);
    }
};

int main(int argc, char **argv)
{
    if (argc == 3 && qstrcmp(argv[1], "--host") == 0)
        return hostOneAttempt(argc, argv);
    QCoreApplication app(argc, argv);
    TestShellRunner test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_shellrunner.moc"
