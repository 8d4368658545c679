// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "integration/ctlfixture.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>

#include <csignal>

using namespace podium::test;

/// The commands that spend money and tell of it, with the real program and supervisor: `plan` and `budget`.
class TestMoneyCommands : public QObject, private CtlFixture
{
    Q_OBJECT

private:
    /// An agent program that has begun and neither answers nor lets itself be ended politely.
    void useDeafAgent()
    {
        const QString program = path("claude");
        QFile file(program);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("#!/bin/sh\n[ \"$1\" = --version ] && { echo '2.1.0 (Claude Code)'; exit; }\n"
                   "trap '' TERM INT HUP\necho $$ >> '" +
                   path("started").toUtf8() + "'\nwhile :; do read line < '" + path("gate").toUtf8() + "'; done\n");
        file.close();
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        QProcess::execute(QStringLiteral("mkfifo"), {path("gate")});
        setVariable(QStringLiteral("PODIUM_CLAUDE"), program);
        setVariable(QStringLiteral("ANTHROPIC_API_KEY"), QStringLiteral("key-of-the-test"));
    }

    QStringList agents() const { return QString::fromUtf8(ctl({"agents", "-q"}).out).split(u'\n', Qt::SkipEmptyParts); }

    void simulateAgents() const
    {
        for (const QString &agent : agents())
            QCOMPARE(ctl({"agents", "set", agent, "--runner", "simulated"}).code, 0);
    }

    bool isAgentAlive() const
    {
        QFile file(path("started"));
        return file.open(QIODevice::ReadOnly) && ::kill(file.readLine().trimmed().toInt(), 0) == 0;
    }

    /// Starts a planner that is at work.
    QProcess *startPlanner()
    {
        QProcess *plan = start({"plan", "Build a shop", "-o", "shop.yaml"});
        [&] { QTRY_COMPARE_WITH_TIMEOUT(lines("started"), 1, LimitMs); }();
        return plan;
    }

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    void planBecomesAFileAndRunsNothing()
    {
        simulateAgents();
        const Outcome made = ctl({"plan", "Build a shop: fast & {{ safe }}", "-o", "shop.yaml", "--max-tasks", "3"});
        QVERIFY2(made.code == 0, made.err);
        QVERIFY2(made.out.contains("shop.yaml") && made.out.contains("podiumctl validate"), made.out);
        QCOMPARE(ctl({"validate", "shop.yaml"}).code, 0);
        QCOMPARE(ctl({"runs", "-q"}).out.count('\n'), 1);                   // The planner's own.
        QCOMPARE(ctl({"plan", "Build a shop", "-o", "shop.yaml"}).code, 3); // Never over an existing file.
        QCOMPARE(ctl({"plan", " "}).code, 3);
        QCOMPARE(ctl({"plan"}).code, 3);
    }

    void ctrlCStopsThePlanner()
    {
        useDeafAgent();
        QProcess *plan = startPlanner();
        QVERIFY(isAgentAlive());
        ::kill(pid_t(plan->processId()), SIGINT);
        QVERIFY(plan->waitForFinished(LimitMs));
        QCOMPARE(plan->exitCode(), 130);
        QVERIFY(!isAgentAlive());
        QCOMPARE(state(waitForRun()), QStringLiteral("CANCELLED"));
        QVERIFY(!QFile::exists(path("shop.yaml")));
        const Outcome again = ctl({"plan", "--run", waitForRun()});
        QCOMPARE(again.code, 3);
        QVERIFY2(again.err.contains("was cancelled"), again.err);
    }

    void ctrlCStopsThePlannerOfAChange()
    {
        QVERIFY(ctl({"run", write("bad", "name: bad\ntasks:\n  - {id: a, run: 'exit 3'}\n"), "--plain"}).code != 0);
        const QString failed = waitForRun();
        useDeafAgent();
        QProcess *replan = start({"replan", failed});
        QTRY_COMPARE_WITH_TIMEOUT(lines("started"), 1, LimitMs);
        ::kill(pid_t(replan->processId()), SIGINT);
        QVERIFY(replan->waitForFinished(LimitMs));
        QCOMPARE(replan->exitCode(), 130);
        QVERIFY(!isAgentAlive());
        const QString planner = waitForRun();
        QVERIFY(planner != failed);
        QCOMPARE(state(planner), QStringLiteral("CANCELLED"));
        const QByteArray told = replan->readAllStandardError();
        QVERIFY2(told.contains("the planner is run " + planner.toUtf8()), told);
    }

    void ctrlCStopsTheReviewers()
    {
        const QString gated = write("gated", "name: gated\ntasks:\n  - {id: a, run: 'true', gate: 'Go?'}\n");
        QCOMPARE(ctl({"run", gated, "--plain", "--no-wait"}).code, 4);
        const QString asking = waitForRun();
        const QString request = QString::fromUtf8(ctl({"approvals", "-q"}).out).trimmed();
        QVERIFY(!request.isEmpty());
        useDeafAgent();
        QProcess *consult = start({"consult", request});
        QTRY_VERIFY_WITH_TIMEOUT(lines("started") > 0, LimitMs); // As many at a time as the agents take.
        ::kill(pid_t(consult->processId()), SIGINT);
        QVERIFY(consult->waitForFinished(LimitMs));
        QCOMPARE(consult->exitCode(), 130);
        QVERIFY(!isAgentAlive());
        const QString reviewers = waitForRun();
        QVERIFY(reviewers != asking);
        QCOMPARE(state(reviewers), QStringLiteral("CANCELLED"));
        QCOMPARE(QString::fromUtf8(ctl({"approvals", "-q"}).out).trimmed(), request);
    }

    void ctrlCTwiceLeavesThePlanner()
    {
        setVariable(QStringLiteral("PODIUM_ENGINE_STOP_GRACE"), QStringLiteral("10m"));
        useDeafAgent();
        QProcess *plan = startPlanner();
        ::kill(pid_t(plan->processId()), SIGINT);
        QVERIFY(waitForLine(plan, "Ctrl-C again"));
        ::kill(pid_t(plan->processId()), SIGINT);
        QVERIFY(plan->waitForFinished(LimitMs));
        QCOMPARE(plan->exitCode(), 75);
        const QByteArray told = plan->readAllStandardError();
        QVERIFY2(told.contains("being stopped"), told);
        QVERIFY2(told.contains("podiumctl plan --run " + waitForRun().toUtf8()), told);
        QVERIFY(isAgentAlive());
    }

    void planOfAPlannerThatWasLeftIsTakenLaterAndPaidOnce()
    {
        simulateAgents();
        for (const QString &agent : agents())
            QCOMPARE(ctl({"agents", "disable", agent}).code, 0); // So that it waits.
        QProcess *plan = start({"plan", "Build a shop", "--max-tasks", "2"});
        QVERIFY(waitForLine(plan, "the planner is run plan-"));
        const QString run = waitForRun();
        ::kill(pid_t(plan->processId()), SIGTERM);
        QVERIFY(plan->waitForFinished(LimitMs));
        QCOMPARE(plan->exitCode(), 75);
        for (const QString &agent : agents())
            QCOMPARE(ctl({"agents", "enable", agent}).code, 0);
        const Outcome taken = ctl({"plan", "--run", run});
        QVERIFY2(taken.code == 0 && taken.out.contains("tasks:"), taken.out + taken.err);
        QCOMPARE(ctl({"plan", "--run", run.left(7)}).out, taken.out); // A beginning of its id is enough.
        QCOMPARE(ctl({"runs", "-q"}).out.count('\n'), 1);
        QCOMPARE(ctl({"plan", "--run", "plan-no-such"}).code, 3);
        QCOMPARE(ctl({"run", write("other", "tasks: [{id: a, run: 'true'}]\n")}).code, 0);
        const Outcome other = ctl({"plan", "--run", "other"});
        QVERIFY2(other.code == 3 && other.err.contains("not the run of a planner"),
                 QByteArray::number(other.code) + other.err);
    }

    void budgetTellsWhatWasSpentAndHoldsTheDayToIt()
    {
        QVERIFY(ctl({"budget"}).out.contains("Nothing was spent today"));
        const QStringList limit{QStringLiteral("--set"), QStringLiteral("budget.day=usd=20,attempts=1")};
        QProcess *run = start(QStringList{"run", write("two", "tasks:\n  - {id: a, run: 'true'}\n"
                                                              "  - {id: b, run: 'true', depends_on: [a]}\n")} +
                              limit);
        QTRY_VERIFY_WITH_TIMEOUT(ctl({"show", waitForRun()}).out.contains("budget"), LimitMs);
        const QJsonObject live = ctl(QStringList{"budget", "--json"} + limit).json();
        QVERIFY(live.value(QStringLiteral("live")).toBool());
        ::kill(pid_t(run->processId()), SIGINT);
        QVERIFY(run->waitForFinished(LimitMs));
        QCOMPARE(run->exitCode(), 130);
        const Outcome text = ctl(QStringList{"budget"} + limit);
        QVERIFY2(text.out.contains("1 of 1") && text.out.contains("$0.00 of $20.00"), text.out);
        QVERIFY2(text.out.contains("No engine is running"), text.out);
        const QJsonObject later = ctl(QStringList{"budget", "--json"} + limit).json();
        QVERIFY(!later.value(QStringLiteral("live")).toBool());
        const QJsonObject day = later.value(QStringLiteral("accounts")).toArray().last().toObject();
        QCOMPARE(day.value(QStringLiteral("level")).toString(), QStringLiteral("day"));
        QCOMPARE(day[QStringLiteral("spent")][QStringLiteral("attempts")].toInt(), 1);
        QCOMPARE(day[QStringLiteral("limit")][QStringLiteral("usd")].toInt(), 20);
        QCOMPARE(ctl({"budget", "--set", "budget.day=usd=lots"}).code, 2);
    }

    void tasksOfOneKindAreAddedUpAndEstimateEachOther()
    {
        QCOMPARE(ctl({"run", write("first", "tasks:\n  - {id: a, run: 'true', kind: test}\n"
                                            "  - {id: b, run: 'false', kind: test, on_failure: allow_failure}\n"
                                            "  - {id: c, run: 'true'}\n")})
                     .code,
                 0);
        const QJsonArray kinds = ctl({"usage", "--json"}).json().value(QStringLiteral("kinds")).toArray();
        QCOMPARE(kinds.size(), 1);
        QCOMPARE(kinds[0][QStringLiteral("kind")].toString(), QStringLiteral("test"));
        QCOMPARE(kinds[0][QStringLiteral("spent")][QStringLiteral("attempts")].toInt(), 2);
        QCOMPARE(kinds[0][QStringLiteral("succeeded")].toInt(), 1);
        QCOMPARE(kinds[0][QStringLiteral("failed")].toInt(), 1);
        const QByteArray text = ctl({"usage"}).out;
        QVERIFY2(text.contains("KIND OF TASK") && text.contains("\ntest "), text);
        // Another workflow, of which nothing is known yet.
        const QJsonArray tasks = ctl({"simulate",
                                      write("second", "tasks:\n  - {id: x, run: 'true', kind: test}\n"
                                                      "  - {id: y, run: 'true', kind: other}\n"),
                                      "--json"})
                                     .json()
                                     .value(QStringLiteral("estimate"))[QStringLiteral("tasks")]
                                     .toArray();
        QCOMPARE(tasks[0][QStringLiteral("duration_source")].toString(), QStringLiteral("kind"));
        QVERIFY(tasks[0][QStringLiteral("duration_ms")][QStringLiteral("p50")].toDouble() < 30'000);
        QCOMPARE(tasks[1][QStringLiteral("duration_source")].toString(), QStringLiteral("default"));
    }
};

QTEST_GUILESS_MAIN(TestMoneyCommands)
#include "tst_moneycommands.moc"
