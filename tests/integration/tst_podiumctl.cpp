// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "integration/ctlfixture.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QTest>

#include <csignal>

using namespace podium::test;

/// The real program with real processes, as a shell would use it.
class TestPodiumctl : public QObject, private CtlFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    void aCompletedRunIsExitCodeZeroAndItsJsonIsAStreamOfEvents()
    {
        const Outcome run = ctl({"run",
                                 write("ok", "name: ok\noutputs: {said: '{{ tasks.a.result }}'}\n"
                                             "tasks:\n  - {id: a, output: text, run: 'echo hello'}\n"
                                             "  - {id: b, depends_on: [a], run: 'true'}\n"),
                                 "--json"});
        QVERIFY2(run.code == 0, run.err + run.out);
        const QList<QByteArray> lines = run.out.trimmed().split('\n');
        QStringList types;
        qint64 seq = 0;
        for (const QByteArray &line : lines) {
            const QJsonObject entry = QJsonDocument::fromJson(line).object();
            QVERIFY2(!entry.isEmpty(), line);
            types += entry.value(QStringLiteral("type")).toString();
            if (types.last() != QLatin1String("result")) {
                QVERIFY(entry.value(QStringLiteral("seq")).toInteger() > seq);
                seq = entry.value(QStringLiteral("seq")).toInteger();
            }
        }
        QCOMPARE(types.first(), QStringLiteral("run.created"));
        QCOMPARE(types.at(types.size() - 2), QStringLiteral("run.finished"));
        QCOMPARE(types.last(), QStringLiteral("result"));
        QCOMPARE(types.count(QStringLiteral("task.succeeded")), 2);
        const QJsonObject last = QJsonDocument::fromJson(lines.last()).object();
        QCOMPARE(last[QStringLiteral("run")][QStringLiteral("outputs")][QStringLiteral("said")].toString(),
                 QStringLiteral("hello"));
    }

    void exitCodesSayHowItEnded()
    {
        QCOMPARE(ctl({"run", write("bad", "name: bad\ntasks:\n  - {id: a, run: 'exit 3'}\n")}).code, 1);
        QCOMPARE(ctl({"rnu"}).code, 2);
        QCOMPARE(ctl({"runs", "--set", "engine.max_paralel=3"}).code, 2);
        QCOMPARE(ctl({"show", "nothing"}).code, 3);
        QCOMPARE(ctl({"run", "no-such-template"}).code, 3);
        QCOMPARE(ctl({"run", write("wrong", "name: wrong\ntasks:\n  - {id: a, run: x, depends_on: [b]}\n")}).code, 3);
        QCOMPARE(ctl({"validate", write("wrong", "name: wrong\ntasks:\n  - {id: a, depends_on: [b]}\n")}).code, 1);
        QCOMPARE(ctl({"run", form(), "--no-wait"}).code, 4);
        QCOMPARE(ctl({"runs", "--data-folder", "/proc/none"}).code, 5);
    }

    void inputsArriveWithTheirTypes()
    {
        QFile notes(path("notes.txt"));
        QVERIFY(notes.open(QIODevice::WriteOnly));
        notes.write("two\nlines; $(rm -rf /)");
        notes.close();
        const QString file =
            write("in", "name: in\ninputs:\n  n: {type: integer, required: true}\n  text: {type: string}\n"
                        "tasks:\n  - {id: a, output: text, run: 'printf %s {{ inputs.n + 1 }}:{{ inputs.text }}'}\n");
        const Outcome run = ctl({"run", file, "-i", "n=41", "-i", "text=@" + path("notes.txt"), "--quiet"});
        QVERIFY2(run.code == 0, run.err);
        QCOMPARE(run.out, QByteArray());
        const QString id = QString::fromUtf8(ctl({"runs", "-q"}).out.trimmed());
        const QJsonObject task = ctl({"show", id, "--task", "a", "--json"}).json();
        QCOMPARE(task[QStringLiteral("tasks")].toArray().first()[QStringLiteral("result")].toString(),
                 QStringLiteral("42:two\nlines; $(rm -rf /)"));
        const Outcome wrong = ctl({"run", file, "-i", "n=many"});
        QCOMPARE(wrong.code, 3);
        QVERIFY2(wrong.err.contains("inputs/n"), wrong.err);
    }

    void aSecondProcessIsAClientOfTheFirst()
    {
        QProcess *owner = start({"run", gate(), "--plain"});
        const QString run = waitForRun();
        QTRY_VERIFY_WITH_TIMEOUT(ctl({"logs", run}).out.contains("waiting"), LimitMs);
        // Both see the same live engine; the client's words reach the owner's run.
        QVERIFY(ctl({"agents", "--json"}).json().value(QStringLiteral("live")).toBool());
        const Outcome paused = ctl({"pause", run});
        QVERIFY2(paused.code == 0, paused.err);
        QVERIFY(!paused.out.contains("No process")); // The owner carries on.
        QCOMPARE(state(run), QStringLiteral("PAUSED"));
        openGate();
        QProcess *follower = start({"resume", run});
        QVERIFY(follower->waitForFinished(LimitMs));
        QCOMPARE(follower->exitCode(), 0);
        QVERIFY(owner->waitForFinished(LimitMs));
        QCOMPARE(owner->exitCode(), 0);
    }

    void killingTheOwnerLosesNothingAndResumeTakesOver()
    {
        QProcess *owner = start({"run", gate()});
        const QString run = waitForRun();
        QTRY_VERIFY_WITH_TIMEOUT(ctl({"logs", run}).out.contains("waiting"), LimitMs);
        ::kill(pid_t(owner->processId()), SIGKILL);
        QVERIFY(owner->waitForFinished(LimitMs));
        QCOMPARE(state(run), QStringLiteral("IN_PROGRESS"));
        openGate(); // The task goes on and ends while nobody is there.
        const Outcome resumed = ctl({"resume", run});
        QVERIFY2(resumed.code == 0, resumed.err + resumed.out);
        QCOMPARE(lines("started"), 1); // Its process was not started twice.
    }

    void aFollowerTakesOverWhenTheOwnerDies()
    {
        QProcess *owner = start({"run", gate()});
        const QString run = waitForRun();
        QTRY_VERIFY_WITH_TIMEOUT(ctl({"logs", run}).out.contains("waiting"), LimitMs);
        QProcess *follower = start({"resume", run});
        QVERIFY(follower->waitForReadyRead(LimitMs)); // It has connected and shown the run.
        ::kill(pid_t(owner->processId()), SIGKILL);
        QVERIFY(owner->waitForFinished(LimitMs));
        QByteArray said;
        QTRY_VERIFY_WITH_TIMEOUT((said += follower->readAllStandardError()).contains("taking over"), LimitMs);
        openGate();
        QVERIFY(follower->waitForFinished(LimitMs));
        QCOMPARE(follower->exitCode(), 0);
        QCOMPARE(lines("started"), 1);
    }

    void ctrlCStopsTheRun()
    {
        QProcess *one = start({"run", gate()});
        const QString run = waitForRun();
        QTRY_VERIFY_WITH_TIMEOUT(ctl({"logs", run}).out.contains("waiting"), LimitMs);
        ::kill(pid_t(one->processId()), SIGINT);
        QVERIFY(one->waitForFinished(LimitMs));
        QCOMPARE(one->exitCode(), 130);
        QCOMPARE(state(run), QStringLiteral("CANCELLED"));
    }

    void aSecondCtrlCLeavesWhileItStops_data()
    {
        QTest::addColumn<bool>("atOnce");
        QTest::newRow("resumed while it is being stopped") << true;
        QTest::newRow("resumed when nothing of it runs any more") << false;
    }

    void aSecondCtrlCLeavesWhileItStops()
    {
        QFETCH(bool, atOnce);
        const QString file = write("twice", "name: twice\ntasks:\n  - id: a\n    interpreter: [/bin/bash, -c]\n"
                                            "    run: |\n      trap '' TERM INT\n      echo $$ >> pids\n"
                                            "      until [ -e let ]; do read -t 1 x < /dev/zero || true; done\n"
                                            "      [ $(wc -l < pids) = 2 ]\n"
                                            "  - {id: b, run: 'true', depends_on: a}\n");
        QProcess *left = start({"run", file});
        QTRY_VERIFY_WITH_TIMEOUT(lines("pids") == 1, LimitMs);
        ::kill(pid_t(left->processId()), SIGINT);
        QByteArray said;
        QTRY_VERIFY_WITH_TIMEOUT((said += left->readAllStandardOutput()).contains("Ctrl-C again"), LimitMs);
        ::kill(pid_t(left->processId()), SIGINT);
        QVERIFY(left->waitForFinished(LimitMs));
        QCOMPARE(left->exitCode(), 75);

        // What it was told to do about its processes happens, although nobody is there any more.
        QFile pids(path("pids"));
        QVERIFY(pids.open(QIODevice::ReadOnly));
        const pid_t first = pid_t(pids.readAll().trimmed().toLongLong());
        QVERIFY(first > 0);
        if (!atOnce)
            QTRY_VERIFY_WITH_TIMEOUT(::kill(first, 0) != 0, LimitMs);

        // What it says to do is done to the letter.
        const QString told = QString::fromUtf8(left->readAllStandardError().trimmed());
        QVERIFY2(told.contains(QStringLiteral("being stopped")), qPrintable(told));
        QVERIFY2(!told.contains(QStringLiteral("goes on.")), qPrintable(told));
        QStringList command = QProcess::splitCommand(told.mid(told.indexOf(QStringLiteral("with: ")) + 6));
        QCOMPARE(command.takeFirst(), QStringLiteral("podiumctl"));
        QProcess *resumed = start(command);
        QTRY_VERIFY_WITH_TIMEOUT(lines("pids") == 2, LimitMs);
        QVERIFY(::kill(first, 0) != 0); // Before it is done again nothing of it is left.
        QFile let(path("let"));
        QVERIFY(let.open(QIODevice::WriteOnly));
        QVERIFY(resumed->waitForFinished(LimitMs));
        QVERIFY2(resumed->exitCode() == 0, resumed->readAllStandardError());
        QCOMPARE(state(waitForRun()), QStringLiteral("COMPLETED"));
        QCOMPARE(lines("pids"), 2);
    }

    void theCommandThatIsShownFindsTheSameData()
    {
        QProcess *owner = start({"--data-folder", "other data", "run", gate()});
        QTRY_VERIFY_WITH_TIMEOUT(lines("started") == 1, LimitMs);
        owner->terminate();
        QVERIFY(owner->waitForFinished(LimitMs));
        QCOMPARE(owner->exitCode(), 75);
        const QByteArray told = owner->readAllStandardError().trimmed();
        const QString command = QString::fromUtf8(told.mid(told.indexOf("with: ") + 6));
        QVERIFY2(command.startsWith(QStringLiteral("podiumctl --data-folder ")), told);
        openGate();
        // Pasted in another folder.
        setVariable(QStringLiteral("PATH"),
                    QFileInfo(program()).path() + u':' + QString::fromLocal8Bit(qgetenv("PATH")));
        const Outcome resumed =
            execute(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), QStringLiteral("cd / && ") + command});
        QVERIFY2(resumed.code == 0, resumed.err);
        QCOMPARE(lines("started"), 1);
        QCOMPARE(ctl({"runs", "-q"}).out, QByteArray()); // Not the folder that the others use.
    }

    void sigtermLeavesTheRunAsItIs()
    {
        QProcess *owner = start({"run", gate()});
        const QString run = waitForRun();
        QTRY_VERIFY_WITH_TIMEOUT(ctl({"logs", run}).out.contains("waiting"), LimitMs);
        owner->terminate();
        QVERIFY(owner->waitForFinished(LimitMs));
        QCOMPARE(owner->exitCode(), 75);
        QCOMPARE(state(run), QStringLiteral("IN_PROGRESS"));
        openGate();
        QCOMPARE(ctl({"resume", run}).code, 0);
        QCOMPARE(lines("started"), 1);
    }

    void aBrokenPipeLeavesTheRun()
    {
        QProcess shell;
        shell.setProcessEnvironment(environment());
        shell.start(QStringLiteral("/bin/bash"),
                    {QStringLiteral("-c"),
                     QStringLiteral("%1 run %2 --json | head -n1; echo ${PIPESTATUS[0]}").arg(program(), gate())});
        // It notices when it writes the next event: at once, or when the gate opens.
        QTRY_VERIFY_WITH_TIMEOUT(lines("started") == 1 || shell.state() == QProcess::NotRunning, LimitMs);
        bool opened = false;
        if (shell.state() != QProcess::NotRunning) {
            openGate();
            opened = true;
        }
        QTRY_VERIFY_WITH_TIMEOUT(shell.state() == QProcess::NotRunning, LimitMs);
        const QByteArray said = shell.readAllStandardOutput();
        QVERIFY2(said.endsWith("\n75\n"), said);
        QProcess *resumed = start({"resume", waitForRun()});
        if (!opened)
            openGate();
        QVERIFY(resumed->waitForFinished(LimitMs));
        QCOMPARE(resumed->exitCode(), 0);
        QCOMPARE(lines("started"), 1);
    }

    void logsFollowUntilTheRunEnds()
    {
        start({"run", gate()});
        const QString run = waitForRun();
        QProcess *tail = start({"logs", "-f", run});
        QByteArray said;
        QTRY_VERIFY2_WITH_TIMEOUT((said += tail->readAllStandardOutput()).contains("waiting"),
                                  tail->readAllStandardError(), LimitMs);
        openGate();
        QVERIFY(tail->waitForFinished(LimitMs));
        said += tail->readAllStandardOutput();
        QVERIFY2(said.contains("through"), said);
    }

    void submitAndAnswerWorkWithoutALivingProcess()
    {
        const Outcome submitted = ctl({"submit", form(), "-q"});
        QVERIFY2(submitted.code == 0, submitted.err);
        const QString run = QString::fromUtf8(submitted.out.trimmed());
        QCOMPARE(ctl({"resume", run, "--no-wait"}).code, 4);
        const QString request = QString::fromUtf8(ctl({"approvals", "-q"}).out.trimmed());
        const Outcome answered = ctl({"answer", request, "--field", "count=3"});
        QVERIFY2(answered.code == 0, answered.err);
        QVERIFY(answered.out.contains("podiumctl resume " + run.toUtf8()));
        QCOMPARE(ctl({"resume", run}).code, 0);
    }

    void serveCarriesOutWhatIsSubmittedUntilNothingIsLeft()
    {
        const QString run = QString::fromUtf8(ctl({"submit", gate(), "-q"}).out.trimmed());
        QVERIFY(!run.isEmpty());
        QProcess *engine = start({"serve", "--idle-exit", "1s"});
        QByteArray said;
        const auto hasTakenUp = [&] { return (said += engine->readAllStandardOutput()).contains("taken up"); };
        QVERIFY2(QTest::qWaitFor(hasTakenUp, LimitMs), said);
        openGate();
        QVERIFY(engine->waitForFinished(LimitMs));
        said += engine->readAllStandardOutput();
        QCOMPARE(engine->exitCode(), 0);
        QVERIFY2(said.contains(run.toUtf8() + "  ✓ done a\n"), said);
        QVERIFY2(said.contains(run.toUtf8() + "  ✓ COMPLETED"), said);
        QCOMPARE(state(run), QStringLiteral("COMPLETED"));
    }

    void serveEndsInOrderAndTheNextOneTakesOverWhatRuns()
    {
        QProcess *first = start({"serve"});
        QVERIFY(waitForLine(first, "Ctrl-C ends it"));
        const QString run = QString::fromUtf8(ctl({"submit", gate(), "-q"}).out.trimmed());
        QTRY_VERIFY_WITH_TIMEOUT(ctl({"logs", run}).out.contains("waiting"), LimitMs);
        QProcess *second = start({"serve"}); // Stands by.
        QVERIFY(waitForLine(second, "takes over when it ends"));
        first->terminate();
        QVERIFY(first->waitForFinished(LimitMs));
        QCOMPARE(first->exitCode(), 0);
        QVERIFY(waitForLine(second, "Ctrl-C ends it"));
        openGate();
        QTRY_COMPARE_WITH_TIMEOUT(state(run), QStringLiteral("COMPLETED"), LimitMs);
        QCOMPARE(lines("started"), 1); // The second found the process, and did not start another.
        ::kill(pid_t(second->processId()), SIGINT);
        QVERIFY(second->waitForFinished(LimitMs));
        QCOMPARE(second->exitCode(), 0);
    }

    void resumeWithoutARunTakesUpAllThatHaveNotEnded()
    {
        const QString good = write("good", "name: good\ntasks:\n  - {id: a, run: 'true'}\n");
        const QString bad = write("bad", "name: bad\ntasks:\n  - {id: a, run: 'false'}\n");
        const QString one = QString::fromUtf8(ctl({"submit", good, "-q"}).out.trimmed());
        const QString paused = QString::fromUtf8(ctl({"submit", good, "--paused", "-q"}).out.trimmed());
        const Outcome first = ctl({"resume"});
        QVERIFY2(first.code == 0, first.err);
        QCOMPARE(state(one), QStringLiteral("COMPLETED"));
        QCOMPARE(state(paused), QStringLiteral("PAUSED"));
        QCOMPARE(ctl({"submit", bad, "-q"}).code, 0);
        QCOMPARE(ctl({"resume"}).code, 1);
        QCOMPARE(ctl({"resume"}).code, 0); // Nothing is left.
        QCOMPARE(ctl({"submit", form(), "-q"}).code, 0);
        QCOMPARE(ctl({"resume", "--no-wait"}).code, 4);
    }

    void resumeWithoutARunTellsThatItsRunWasCancelled()
    {
        QCOMPARE(ctl({"submit", gate(), "-q"}).code, 0);
        QProcess *resumed = start({"resume"});
        const QString run = waitForRun();
        QTRY_VERIFY_WITH_TIMEOUT(ctl({"logs", run}).out.contains("waiting"), LimitMs);
        QCOMPARE(ctl({"cancel", run}).code, 0);
        QVERIFY(resumed->waitForFinished(LimitMs));
        QCOMPARE(resumed->exitCode(), 130);
    }

    void oneShotAnswersAreOneLineOfJson()
    {
        QCOMPARE(ctl({"run", form(), "--no-wait"}).code, 4);
        const QString run = QString::fromUtf8(ctl({"runs", "-q"}).out.trimmed());
        for (const QStringList &command : {QStringList{"runs"},
                                           {"show", run},
                                           {"approvals"},
                                           {"doctor"},
                                           {"config"},
                                           {"templates"},
                                           {"validate", form()},
                                           {"agents"},
                                           {"show", "nothing"},
                                           {"logs", "nothing"},
                                           {"resume", "nothing"}}) {
            const Outcome answer = ctl(command + QStringList{"--json"});
            QVERIFY2(answer.out.count('\n') == 1 && answer.out.endsWith('\n'), answer.out);
            QVERIFY2(!answer.json().isEmpty(), answer.out);
            QCOMPARE(answer.json().contains(QStringLiteral("error")), answer.code == 3);
        }
    }

    void aRequestSaysWhoAsksWhatAndHowToAnswer()
    {
        QCOMPARE(ctl({"run", form(), "--no-wait"}).code, 4);
        const QString run = QString::fromUtf8(ctl({"runs", "-q"}).out.trimmed());
        const QString id = QString::fromUtf8(ctl({"approvals", "-q"}).out.trimmed());
        const QByteArray text = ctl({"approvals", id.left(6)}).out;
        QVERIFY2(text.contains("task ask of run " + run.toUtf8()), text);
        QVERIFY2(text.contains("count  integer, required"), text);
        const QByteArray command = "podiumctl answer " + id.toUtf8() + " --field count=1";
        QVERIFY2(text.contains(command), text);
        QVERIFY2(ctl({"show", run}).out.contains(command), text);
        // What is shown is what works.
        QStringList words = QProcess::splitCommand(QString::fromUtf8(command));
        words.removeFirst();
        QCOMPARE(ctl(words).code, 0);
        QVERIFY(ctl({"approvals", id}).out.contains("approved by local"));
        QCOMPARE(ctl({"resume", run}).code, 0);
    }

    void finishedWorkThatIsSentBackIsDoneAgain()
    {
        const QString file = write("review", "name: review\ntasks:\n  - id: a\n    run: echo x >> '" +
                                                 path("started").toUtf8() + "'\n    review: Good?\n");
        QCOMPARE(ctl({"run", file, "--no-wait"}).code, 4);
        const QString run = QString::fromUtf8(ctl({"runs", "-q"}).out.trimmed());
        const QString id = QString::fromUtf8(ctl({"approvals", "-q"}).out.trimmed());
        QCOMPARE(ctl({"deny", id, "--changes", "--comment", "shorter"}).code, 0);
        QCOMPARE(ctl({"resume", run, "--no-wait"}).code, 4); // It asks again.
        QCOMPARE(lines("started"), 2);
        QCOMPARE(ctl({"approve", QString::fromUtf8(ctl({"approvals", "-q"}).out.trimmed())}).code, 0);
        QCOMPARE(ctl({"resume", run}).code, 0);
    }

    void aMissingSupervisorFailsTheTaskInsteadOfWaitingMutely()
    {
        const Outcome run = ctl({"run", write("ok", "name: ok\ntasks:\n  - {id: a, run: 'true'}\n"), "--set",
                                 "supervisor.program=/nowhere/supervisor"});
        QCOMPARE(run.code, 1);
        QVERIFY2(run.out.contains("a failed: /nowhere/supervisor: cannot start the supervisor"), run.out);
    }

    void cancelWithoutALivingProcessEndsTheOrphanedProcesses()
    {
        QProcess *owner = start(
            {"run", write("sleeper", "name: sleeper\ntasks:\n  - {id: a, run: 'echo pid $$; exec sleep 1000'}\n")});
        const QString run = waitForRun();
        QTRY_VERIFY_WITH_TIMEOUT(ctl({"logs", run}).out.contains("pid "), LimitMs);
        const QByteArray log = ctl({"logs", run}).out;
        const QByteArray pid = log.mid(log.indexOf("pid ") + 4).split('\n').first().trimmed();
        QVERIFY2(QFileInfo::exists(QStringLiteral("/proc/") + QString::fromLatin1(pid)), log);
        ::kill(pid_t(owner->processId()), SIGKILL);
        QVERIFY(owner->waitForFinished(LimitMs));
        const Outcome cancelled = ctl({"cancel", run});
        QVERIFY2(cancelled.code == 0, cancelled.err);
        QCOMPARE(state(run), QStringLiteral("CANCELLED"));
        QTRY_VERIFY_WITH_TIMEOUT(!QFileInfo::exists(QStringLiteral("/proc/") + QString::fromLatin1(pid)), LimitMs);
    }
};

QTEST_GUILESS_MAIN(TestPodiumctl)
#include "tst_podiumctl.moc"
