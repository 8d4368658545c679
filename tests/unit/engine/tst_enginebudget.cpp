// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "unit/engine/enginefixture.h"

#include <QTest>

using namespace podium;
using namespace podium::test;
using domain::AttemptOutcome;
using domain::Budget;
using domain::BudgetLedger;
using domain::BudgetLevel;
using engine::Command;

namespace
{

domain::TaskSpec agentTask(const QString &id)
{
    return task(id, {}, QStringLiteral("agent"));
}

void addCoder(EngineFixture &f, int places = 8)
{
    domain::Agent agent;
    agent.name = QStringLiteral("coder");
    agent.runner = QStringLiteral("claude");
    agent.maxParallel = places;
    f.engine->scheduler().setRunners({"claude", "shell", "simulated"});
    f.engine->scheduler().setAgent(agent);
}

AttemptOutcome costing(AttemptOutcome outcome, double usd, const QString &session = {})
{
    outcome.usage.usd = usd;
    outcome.session = session;
    return outcome;
}

void limitDay(EngineFixture &f, double usd, double share = 1.0)
{
    Budget budget;
    budget.usd = usd;
    f.engine->scheduler().budgets().setLimits({{BudgetLevel::Day, {}, budget}}, share);
}

} // namespace

class EngineBudgetTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void attemptIsHeldToTheShareThatIsReservedForIt()
    {
        EngineFixture f;
        addCoder(f);
        limitDay(f, 2.5);
        f.submit(workflow({agentTask("a"), agentTask("b"), agentTask("c"), agentTask("d")}));
        QCOMPARE(f.running(), QStringList({"a", "b", "c"}));
        QCOMPARE(*f.open.at(0).cap.usd, 1.0);
        QCOMPARE(*f.open.at(2).cap.usd, 0.5);
        f.finish("a", costing(succeed(), 0.25));
        QCOMPARE(f.running(), QStringList({"b", "c", "d"}));
        QCOMPARE(*f.open.at(2).cap.usd, 0.75);
        QVERIFY(f.replayEqualsState());
    }

    void reservationsOutliveARestart()
    {
        EngineFixture f;
        addCoder(f);
        limitDay(f, 1.5);
        f.submit(workflow({agentTask("a"), agentTask("b"), agentTask("c")}));
        QCOMPARE(f.running(), QStringList({"a", "b"}));
        f.restart();
        addCoder(f);
        limitDay(f, 1.5);
        f.settle();
        QVERIFY(!f.running().contains("c"));
        QVERIFY(f.replayEqualsState());
        const QList<BudgetLedger::Account> accounts = f.engine->scheduler().budgets().accounts(f.now);
        QCOMPARE(accounts.last().reserved.usd, 1.5);
        QCOMPARE(accounts.last().reserved.attempts, 2);
    }

    void shareThatIsUsedUpIsFollowedByALargerOneInTheSameSession()
    {
        EngineFixture f;
        addCoder(f);
        limitDay(f, 10);
        f.submit(workflow({agentTask("a")}));
        f.finish("a", costing(failWith("max_budget", false), 1.02, "s-1"));
        QCOMPARE(f.running(), QStringList{"a"});
        QCOMPARE(f.open.last().session, QStringLiteral("s-1"));
        QCOMPARE(*f.open.last().cap.usd, 2.0);
        QCOMPARE(f.row("a").failures, 0);
        f.finish("a", costing(succeed(), 1.5, "s-1"));
        QCOMPARE(f.runState(), QStringLiteral("COMPLETED"));
        QCOMPARE(*f.runRows.value("r").usage.usd, 2.52);
    }

    void tokensOfTheRunAreSharedAndWaitedFor()
    {
        EngineFixture f;
        addCoder(f);
        Budget run;
        run.tokens = 40'000;
        domain::Workflow limited = *workflow({agentTask("a"), agentTask("b"), agentTask("c")});
        limited.budget = run;
        f.submit(std::make_shared<const domain::Workflow>(limited));
        QCOMPARE(f.running(), QStringList({"a", "b", "c"})); // Side by side.
        QCOMPARE(*f.open.at(0).cap.tokens, 10'000);
        f.finish("b", succeed());
        f.finish("c", succeed());
        const auto used = [](AttemptOutcome outcome, qint64 tokens) {
            outcome.usage.inputTokens = tokens;
            outcome.session = QStringLiteral("s-1");
            return outcome;
        };
        f.finish("a", used(failWith("max_budget", false), 10'100));
        QCOMPARE(f.open.last().session, QStringLiteral("s-1"));
        QCOMPARE(*f.open.last().cap.tokens, 20'000);
        f.finish("a", used(failWith("max_budget", false), 29'950)); // All there was.
        QVERIFY(f.running().isEmpty());
        QVERIFY(f.row("a").state != domain::TaskState::Failed);
        QVERIFY2(f.row("a").why.contains(QStringLiteral("tokens")), qPrintable(f.row("a").why));
        QVERIFY(f.replayEqualsState());
    }

    void ownBudgetThatIsUsedUpFailsTheTask()
    {
        EngineFixture f;
        addCoder(f);
        domain::TaskSpec dear = agentTask("a");
        dear.budget.usd = 2;
        dear.retry.maxAttempts = 5;
        f.submit(workflow({dear}));
        QCOMPARE(*f.open.last().cap.usd, 2.0);
        f.finish("a", costing(failWith("other"), 1.5));
        f.advance(3'600'000);
        QCOMPARE(*f.open.last().cap.usd, 0.5); // All tries are paid from it.
        f.finish("a", costing(failWith("max_budget", false), 0.6, "s-1"));
        QCOMPARE(f.state("a"), QStringLiteral("FAILED"));
        QCOMPARE(f.row("a").errorClass, QStringLiteral("max_budget"));
    }

    void retryWithoutMoneyIsNotStarted()
    {
        EngineFixture f;
        addCoder(f);
        domain::TaskSpec dear = agentTask("a");
        dear.budget.usd = 1;
        dear.retry.maxAttempts = 5;
        f.submit(workflow({dear, agentTask("b")}));
        f.finish("a", costing(failWith("other"), 1.5));
        f.advance(3'600'000);
        QCOMPARE(f.state("a"), QStringLiteral("FAILED"));
        QVERIFY2(f.row("a").why.contains("budget"), qPrintable(f.row("a").why));
        QVERIFY(f.running().contains("b"));
    }

    void taskThatWaitsForMoneySaysSoAndGoesOnNextDay()
    {
        EngineFixture f;
        addCoder(f, 1);
        limitDay(f, 1);
        f.submit(workflow({agentTask("a"), agentTask("b"), task("test", {}, "shell")}));
        QVERIFY(f.running().contains("test")); // Costs nothing.
        f.finish("a", costing(succeed(), 1.0));
        QCOMPARE(f.running(), QStringList{"test"});
        QVERIFY2(f.row("b").why.contains("today's budget of $1.00"), qPrintable(f.row("b").why));
        const qint64 midnight = BudgetLedger::nextDayMs(f.now);
        QVERIFY(f.engine->nextDueMs() <= midnight);
        f.advance(midnight - f.now);
        QVERIFY(f.running().contains("b"));
    }

    void anotherAgentTakesWhatOneMayNotPayToday()
    {
        EngineFixture f;
        addCoder(f);
        domain::Agent other;
        other.name = QStringLiteral("tester");
        other.runner = QStringLiteral("claude");
        other.maxParallel = 8;
        f.engine->scheduler().setAgent(other);
        Budget budget;
        budget.attempts = 1;
        f.engine->scheduler().budgets().setLimits({{BudgetLevel::Agent, QStringLiteral("coder"), budget}}, 1.0);
        f.submit(workflow({agentTask("a"), agentTask("b"), agentTask("c")}));
        QStringList agents;
        for (const engine::AttemptRequest &request : std::as_const(f.open))
            agents += request.agent->name;
        agents.sort();
        QCOMPARE(agents, QStringList({"coder", "tester", "tester"}));
    }

    void attemptThatUsesMoreThanItMayIsStopped_data()
    {
        QTest::addColumn<QString>("what");
        QTest::newRow("tokens") << "tokens";
        QTest::newRow("time") << "time";
    }
    void attemptThatUsesMoreThanItMayIsStopped()
    {
        QFETCH(QString, what);
        EngineFixture f;
        addCoder(f);
        domain::TaskSpec limited = agentTask("a");
        limited.retry.maxAttempts = 3;
        limited.budget.tokens = 1000;
        limited.budget.wallMs = 60'000;
        f.submit(workflow({limited}));
        const domain::AttemptKey key = f.open.last().key;
        domain::Usage used;
        used.inputTokens = 600;
        used.outputTokens = 400;
        f.engine->usageReported(key, used, f.now);
        f.advance(59'000);
        QVERIFY(f.effects.last().kind != engine::Effect::Kind::Stop);
        if (what == QLatin1String("tokens")) {
            used.outputTokens = 401;
            f.engine->usageReported(key, used, f.now);
            f.settle();
        } else {
            f.advance(1000);
        }
        QCOMPARE(f.effects.last().kind, engine::Effect::Kind::Stop);
        AttemptOutcome stopped;
        stopped.status = AttemptOutcome::Status::Cancelled;
        stopped.usage = used;
        f.finish("a", stopped);
        QCOMPARE(f.state("a"), QStringLiteral("FAILED"));
        QCOMPARE(f.row("a").errorClass, QStringLiteral("max_budget"));
        QVERIFY(f.replayEqualsState());
    }

    void costOfAnAttemptIsUnknownOnlyIfItRan()
    {
        EngineFixture f;
        addCoder(f);
        limitDay(f, 5);
        f.submit(workflow({agentTask("a"), agentTask("b")}));
        f.engine->attemptStarted(f.open.at(1).key, {4711, 1, QStringLiteral("boot")}, {}, f.now);
        f.finish("a", failWith("spawn", false));
        f.finish("b", failWith("crash", false));
        const domain::Spending spent = f.engine->scheduler().budgets().accounts(f.now).last().spent;
        QCOMPARE(spent.attempts, 2);
        QCOMPARE(spent.unknownCosts, 1);
        QCOMPARE(spent.usdAtMost, 1.0);
        QCOMPARE(f.row("a").usage.usd, 0.0);
        QCOMPARE(f.row("b").usage.usd, std::nullopt);
    }

    void moneyOfASkippedAttemptIsCounted()
    {
        EngineFixture f;
        addCoder(f);
        limitDay(f, 5);
        f.submit(workflow({agentTask("a"), agentTask("b")}));
        QVERIFY(f.perform(Command::Verb::SkipTask, "a"));
        AttemptOutcome stopped;
        stopped.status = AttemptOutcome::Status::Cancelled;
        stopped.usage.usd = 0.4;
        f.finish("a", stopped);
        QCOMPARE(f.state("a"), QStringLiteral("SKIPPED"));
        QCOMPARE(*f.runRows.value("r").usage.usd, 0.4);
        QCOMPARE(f.engine->scheduler().budgets().accounts(f.now).last().spent.usd, 0.4);
    }
};

QTEST_GUILESS_MAIN(EngineBudgetTest)
#include "tst_enginebudget.moc"
