// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "enginefixture.h"

#include <QTest>

using namespace podium;
using namespace podium::test;
using engine::Command;

namespace
{

domain::Agent agent(const QString &name, const QStringList &capabilities = {}, const QString &role = {})
{
    domain::Agent out;
    out.name = name;
    out.runner = QStringLiteral("simulated");
    out.capabilities = capabilities;
    out.role = role;
    return out;
}

domain::TaskSpec agentTask(const QString &id, const QStringList &capabilities = {}, const QString &role = {})
{
    domain::TaskSpec spec = task(id, {}, QStringLiteral("agent"));
    spec.capabilities = capabilities;
    spec.role = role;
    return spec;
}

/// A task that is a workflow of its own.
domain::TaskSpec subWorkflow(const QString &id, const QList<domain::TaskSpec> &tasks)
{
    domain::TaskSpec spec = task(id, {}, QStringLiteral("workflow"));
    spec.sub.definition = workflow(tasks);
    return spec;
}

domain::TaskSpec notBy(const QString &other, const QString &id, const QStringList &capabilities = {})
{
    domain::TaskSpec spec = agentTask(id, capabilities);
    spec.dependsOn = QStringList{other};
    spec.antiAffinity = other;
    return spec;
}

domain::TaskSpec withPriority(const QString &id, int priority)
{
    domain::TaskSpec spec = task(id);
    spec.priority = priority;
    return spec;
}

} // namespace

class SchedulerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("illegal event"))); }

    void higherPriorityStartsFirst()
    {
        EngineFixture f;
        f.engine->scheduler().setLimits({1, {}, {}, {}});
        f.submit(workflow({withPriority("low", 2), withPriority("critical", 10), withPriority("normal", 5)}));
        QCOMPARE(f.running(), QStringList{"critical"});
        f.finish("critical", succeed());
        QCOMPARE(f.running(), QStringList{"normal"});
    }

    void priorityOfAWorkflowIsThatOfItsTasksAndNothingMore()
    {
        EngineFixture f;
        f.engine->scheduler().setLimits({1, {}, {}, {}});
        f.submit(workflow({task("first")}), {}, "zero");
        const auto critical = [](domain::Workflow &w) { w.priority = 10; };
        f.submit(workflow({withPriority("low", 2)}, critical), {}, "one");
        f.submit(workflow({withPriority("six", 6)}), {}, "two");
        f.finish("first", succeed(), "zero");
        QCOMPARE(f.running(), QStringList{"six"});
        f.finish("six", succeed(), "two");
        QCOMPARE(f.running(), QStringList{"low"});
    }

    void priorityThatARunIsGivenMovesAllItsTasks()
    {
        EngineFixture f;
        f.engine->scheduler().setLimits({1, {}, {}, {}});
        f.submit(workflow({task("first")}), {}, "zero");
        f.submit(workflow({withPriority("low", 2), withPriority("normal", 5)}), {}, "one");
        f.submit(workflow({withPriority("six", 6), withPriority("four", 4)}), {}, "two");
        QVERIFY(f.perform(Command::Verb::ChangeRun, {}, {{"priority", 8}}, "one")); // 3 more than the workflow says
        f.finish("first", succeed(), "zero");
        QCOMPARE(f.running(), QStringList{"normal"});
        f.finish("normal", succeed(), "one");
        QCOMPARE(f.running(), QStringList{"six"});
        f.finish("six", succeed(), "two");
        QCOMPARE(f.running(), QStringList{"low"});
        f.finish("low", succeed(), "one");
        QCOMPARE(f.running(), QStringList{"four"});
    }

    void runsOfEqualPriorityTakeTurns()
    {
        EngineFixture f;
        f.engine->scheduler().setLimits({2, {}, {}, {}});
        f.submit(workflow({task("a1"), task("a2"), task("a3")}), {}, "one");
        f.submit(workflow({task("b1"), task("b2")}), {}, "two");
        QCOMPARE(f.running(), (QStringList{"a1", "a2"}));
        f.finish("a1", succeed(), "one");
        QCOMPARE(f.running(), (QStringList{"a2", "b1"}));
        f.finish("a2", succeed(), "one");
        QCOMPARE(f.running(), (QStringList{"b1", "a3"}));
    }

    void ofEqualTasksTheOldestStartsFirst()
    {
        EngineFixture f;
        f.engine->scheduler().setLimits({1, {}, {}, {}});
        f.submit(workflow({task("a"), task("b"), task("c")}));
        f.finish("a", succeed());
        QCOMPARE(f.running(), QStringList{"b"});
    }

    void everyLimitHolds_data()
    {
        QTest::addColumn<QString>("limit");
        for (const char *name : {"total", "run", "role", "team", "pool in the run", "pool of all"})
            QTest::newRow(name) << name;
    }
    void everyLimitHolds()
    {
        QFETCH(QString, limit);
        EngineFixture f;
        engine::PlacementLimits limits;
        limits.maxParallel = limit == "total" ? 2 : 100;
        if (limit == "role")
            limits.roles = {{"tester", 2}};
        if (limit == "team")
            limits.teams = {{"default", 2}};
        if (limit == "pool of all")
            limits.pools = {{"db", 2}};
        f.engine->scheduler().setLimits(limits);
        QList<domain::TaskSpec> tasks;
        for (int i = 0; i < 5; ++i) {
            domain::TaskSpec spec = task(QStringLiteral("t%1").arg(i));
            spec.role = "tester";
            spec.pools = QStringList{"db"};
            tasks.append(spec);
        }
        f.submit(workflow(tasks, [&](domain::Workflow &w) {
            if (limit == "run")
                w.maxParallel = 2;
            if (limit == "pool in the run")
                w.pools = {{"db", 2}};
        }));
        for (int left = 5; left > 0; --left) {
            QCOMPARE(f.running().size(), qMin(2, left));
            f.finish(f.running().first(), succeed());
        }
        QCOMPARE(f.runState(), "COMPLETED");
    }

    void limitOfARoleCountsEverySpellingAndWhoIsOfIt()
    {
        EngineFixture f;
        engine::PlacementLimits limits;
        limits.roles = {{"Code reviewer", 2}};
        f.engine->scheduler().setLimits(limits);
        domain::Agent reviewer = agent("r", {}, "code_reviewer");
        reviewer.maxParallel = 10;
        f.engine->scheduler().setAgent(reviewer);
        // By its role in another spelling; by nothing but the agent that it gets.
        f.submit(workflow({agentTask("1", {}, "code-reviewer"), agentTask("2"), agentTask("3", {}, "Code Reviewer"),
                           agentTask("4")}));
        for (int left = 4; left > 0; --left) {
            QCOMPARE(f.running().size(), qMin(2, left));
            if (left > 2) {
                const QList<engine::Scheduler::Waiting> waiting = f.engine->scheduler().waiting();
                QVERIFY(!waiting.isEmpty());
                for (const engine::Scheduler::Waiting &group : waiting)
                    QVERIFY2(group.why.contains("has its 2 places"), qPrintable(group.why));
            }
            f.finish(f.running().first(), succeed());
        }
        QCOMPARE(f.runState(), "COMPLETED");
    }

    void agentOfAnotherRoleIsTakenWhereOneIsFull()
    {
        EngineFixture f;
        engine::PlacementLimits limits;
        limits.roles = {{"tester", 1}};
        f.engine->scheduler().setLimits(limits);
        domain::Agent tester = agent("a", {}, "tester");
        tester.maxParallel = 10;
        f.engine->scheduler().setAgent(tester);
        f.engine->scheduler().setAgent(agent("b", {}, "author"));
        f.submit(workflow({agentTask("1"), agentTask("2"), agentTask("3")}));
        QCOMPARE(f.row("1").agent, "a");
        QCOMPARE(f.row("2").agent, "b");
        QCOMPARE(f.state("3"), "READY");
    }

    void personsTasksTakeNoPlace()
    {
        EngineFixture f;
        f.engine->scheduler().setLimits({1, {}, {}, {}});
        f.submit(workflow({task("form", {}, "human"), task("a")}));
        QCOMPARE(f.running().size(), 2);
    }

    void taskThatNobodyCanDoSaysWhy()
    {
        EngineFixture f;
        f.engine->scheduler().setAgent(agent("a", {"code_generation"}));
        f.submit(workflow({agentTask("scrape", {"web_scraping"})}));
        QCOMPARE(f.state("scrape"), "READY");
        QCOMPARE(f.row("scrape").why, "needs capability web_scraping; no enabled agent has it");
        QCOMPARE(f.log().count("noted scrape"), 1);
        f.advance(1);
        QCOMPARE(f.log().count("noted scrape"), 1);
        f.engine->scheduler().setAgent(agent("b", {"web_scraping"}));
        f.advance(1);
        QCOMPARE(f.running(), QStringList{"scrape"});
    }

    void leastLoadedAgentGetsTheWork()
    {
        EngineFixture f;
        domain::Agent big = agent("big");
        big.maxParallel = 4;
        f.engine->scheduler().setAgent(big);
        f.engine->scheduler().setAgent(agent("small"));
        f.submit(workflow({agentTask("1"), agentTask("2"), agentTask("3")}));
        QMap<QString, int> work;
        for (const engine::AttemptRequest &request : f.open)
            ++work[request.agent->name];
        QCOMPARE(work, (QMap<QString, int>{{"big", 2}, {"small", 1}}));
    }

    void affinityPrefersAndAntiAffinityRefuses()
    {
        EngineFixture f;
        for (const char *name : {"a", "b"}) {
            domain::Agent one = agent(name);
            one.maxParallel = 5;
            f.engine->scheduler().setAgent(one);
        }
        domain::TaskSpec same = agentTask("same");
        same.affinity = "write";
        same.dependsOn = QStringList{"write"};
        domain::TaskSpec other = agentTask("review");
        other.antiAffinity = "write";
        other.dependsOn = QStringList{"write"};
        f.submit(workflow({agentTask("write"), same, other}));
        const QString writer = f.open.first().agent->name;
        f.finish("write", succeed());
        QCOMPARE(f.row("same").agent, writer);
        QVERIFY(f.row("review").agent != writer);
        QVERIFY(!f.row("review").agent.isEmpty());
    }

    void affinityOfEachInstanceOfASubWorkflowIsItsOwn()
    {
        EngineFixture f;
        f.engine->scheduler().setAgent(agent("a1", {"writes", "reviews"}));
        f.engine->scheduler().setAgent(agent("b1", {"writes"}));
        domain::TaskSpec item =
            subWorkflow("item", {agentTask("code", {"writes"}), notBy("code", "review", {"reviews"})});
        item.foreach = domain::Foreach{"[1, 2]"};
        f.submit(workflow({item}));
        QCOMPARE(f.row("item[0]/code").agent, "a1");
        QCOMPARE(f.row("item[1]/code").agent, "b1");
        f.finish("item[0]/code", succeed());
        QCOMPARE(f.row("item[0]/review").why, "the only agent that fits, a1, must not do it (anti-affinity to code)");
        f.finish("item[1]/code", succeed());
        QCOMPARE(f.row("item[1]/review").agent, "a1");
        QCOMPARE(f.running(), QStringList{"item[1]/review"});
        QVERIFY(f.replayEqualsState());
        f.restart();
        QCOMPARE(f.running(), QStringList{"item[1]/review"});
    }

    void manyInstancesThatAvoidTheSameAgentsAreOneGroup()
    {
        QJsonArray items;
        for (int i = 0; i < 200; ++i)
            items.append(i);
        EngineFixture f;
        f.engine->scheduler().setLimits({1000, {}, {}, {}});
        for (const char *name : {"a1", "b1"}) {
            domain::Agent one = agent(name, {"writes"});
            one.maxParallel = 100;
            f.engine->scheduler().setAgent(one);
        }
        domain::TaskSpec item =
            subWorkflow("item", {agentTask("code", {"writes"}), notBy("code", "review", {"reviews"})});
        item.foreach = domain::Foreach{"inputs.of"};
        f.submit(workflow({item}, [&](domain::Workflow &w) { w.inputs = {{"of", "list", {}, false, items, {}}}; }));
        QCOMPARE(f.running().size(), 200);
        f.runAll();
        const QList<engine::Scheduler::Waiting> waiting = f.engine->scheduler().waiting();
        QCOMPARE(waiting.size(), 2);
        QCOMPARE(waiting.first().count, 100);
    }

    void workThatIsDoneAgainByAnotherAgentIsLookedAtAnew()
    {
        EngineFixture f;
        domain::Agent author = agent("a1", {"writes", "reviews"});
        f.engine->scheduler().setAgent(author);
        f.engine->scheduler().setAgent(agent("b1", {"writes"}));
        domain::TaskSpec review = notBy("code", "review", {"reviews"});
        review.dependsOn.clear();
        f.submit(workflow({agentTask("code", {"writes"}), review}));
        f.finish("code", succeed());
        QCOMPARE(f.state("review"), "READY");
        author.draining = true;
        f.engine->scheduler().setAgent(author);
        QVERIFY(f.perform(Command::Verb::RetryTask, "code"));
        QCOMPARE(f.row("code").agent, "b1");
        author.draining = false;
        f.engine->scheduler().setAgent(author);
        f.finish("code", succeed());
        QCOMPARE(f.row("review").agent, "a1");
    }

    void affinityToAWholeIsToAllThatIsDoneInIt_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char *kind : {"leaf", "foreach", "repeat", "sub-workflow", "foreach of sub-workflows"})
            QTest::newRow(kind) << kind;
    }
    void affinityToAWholeIsToAllThatIsDoneInIt()
    {
        QFETCH(QString, kind);
        EngineFixture f;
        for (const char *name : {"a", "b", "c"}) {
            domain::Agent one = agent(name, {"writes"});
            one.maxParallel = name[0] == 'a' ? 5 : 50; // A place taken at `a` weighs more than one at the others.
            f.engine->scheduler().setAgent(one);
        }
        domain::TaskSpec write = agentTask("write", {"writes"});
        if (kind.contains(QLatin1StringView("sub-workflow")))
            write = subWorkflow("write", {agentTask("part", {"writes"})});
        if (kind.startsWith(QLatin1StringView("foreach")))
            write.foreach = domain::Foreach{"[1]"};
        if (kind == QLatin1StringView("repeat"))
            write.repeat = domain::Repeat{"true", 2};
        domain::TaskSpec same = agentTask("same", {"writes"});
        same.dependsOn = QStringList{"write"};
        same.affinity = "write";
        f.submit(workflow({write, notBy("write", "first", {"writes"}), notBy("write", "second", {"writes"}), same}));
        QCOMPARE(f.open.size(), 1);
        QCOMPARE(f.open.first().agent->name, "a");
        f.finish(f.open.first().taskKey, succeed());
        QCOMPARE(f.row("first").agent, "b");
        QCOMPARE(f.row("second").agent, "c");
        QCOMPARE(f.row("same").agent, "a");
    }

    void whatAllWhoFitHavePartInWaitsAndNamesThem()
    {
        EngineFixture f;
        f.engine->scheduler().setAgent(agent("a"));
        f.engine->scheduler().setAgent(agent("b"));
        domain::TaskSpec write = agentTask("write");
        write.foreach = domain::Foreach{"[1, 2]"};
        f.submit(workflow({write, notBy("write", "review")}));
        f.finish("write[0]", succeed());
        f.finish("write[1]", succeed());
        QCOMPARE(f.state("review"), "READY");
        QCOMPARE(f.row("review").why, "the agents that fit, a, b, must not do it (anti-affinity to write)");
        f.engine->scheduler().setAgent(agent("c"));
        f.advance(1);
        QCOMPARE(f.row("review").agent, "c");
    }

    void drainingAndDisabledAgentsGetNothing()
    {
        EngineFixture f;
        domain::Agent one = agent("one");
        one.draining = true;
        f.engine->scheduler().setAgent(one);
        f.submit(workflow({agentTask("t")}));
        QVERIFY(f.running().isEmpty());
        QVERIFY(f.row("t").why.contains("draining"));
    }

    void breakerHoldsAFailingAgentBackAndTriesItAgain()
    {
        EngineFixture f;
        f.engine->scheduler().setBreakerPolicy(2, 1000);
        domain::Agent one = agent("one");
        f.engine->scheduler().setAgent(one);
        f.submit(workflow({agentTask("1"), agentTask("2"), agentTask("3"), agentTask("4")}));
        f.finish("1", failWith("spawn"));
        f.finish("2", failWith("spawn"));
        QVERIFY(f.running().isEmpty());
        QVERIFY(f.log().contains("breaker.changed"));
        f.advance(1000);
        QCOMPARE(f.running(), QStringList{"3"}); // half-open: one try
        f.finish("3", succeed());
        QCOMPARE(f.running(), QStringList{"4"});
    }

    void openBreakerWithNothingToTryIsNotLookedAtForEver()
    {
        EngineFixture f;
        f.engine->scheduler().setBreakerPolicy(1, 1000);
        f.engine->scheduler().setAgent(agent("one"));
        f.submit(workflow({agentTask("1")}));
        f.finish("1", failWith("spawn"));
        QVERIFY(f.log().contains("breaker.changed"));
        f.advance(1000);
        QCOMPARE(f.engine->nextDueMs(), 0);
    }

    void failingWorkOfOneAgentDoesNotHoldBackTheOthersOfItsRunner()
    {
        EngineFixture f;
        f.engine->scheduler().setBreakerPolicy(1, 1000);
        f.engine->scheduler().setAgent(agent("one"));
        f.engine->scheduler().setAgent(agent("two"));
        domain::TaskSpec first = agentTask("1");
        first.agent = "one";
        domain::TaskSpec second = agentTask("2");
        second.agent = "one";
        domain::TaskSpec third = agentTask("3");
        third.dependsOn = QStringList{"1"};
        third.agent = "two";
        first.onFailure = domain::FailurePolicy::AllowFailure;
        f.submit(workflow({first, second, third}));
        f.finish("1", failWith("timeout"));
        QCOMPARE(f.state("2"), "READY");
        QCOMPARE(f.state("3"), "RUNNING");
        const QList<engine::Scheduler::Waiting> waiting = f.engine->scheduler().waiting();
        QCOMPARE(waiting.size(), 1);
        QVERIFY2(waiting.first().why.contains("agent one"), qPrintable(waiting.first().why));
    }

    void whatKeepsEveryAgentFromWorkingHoldsTheRunnerBack()
    {
        EngineFixture f;
        f.engine->scheduler().setBreakerPolicy(1, 1000);
        f.engine->scheduler().setAgent(agent("one"));
        f.engine->scheduler().setAgent(agent("two"));
        domain::TaskSpec first = agentTask("1");
        first.agent = "one";
        first.onFailure = domain::FailurePolicy::AllowFailure;
        domain::TaskSpec next = agentTask("2");
        next.dependsOn = QStringList{"1"};
        next.agent = "two";
        f.submit(workflow({first, next}));
        f.finish("1", failWith("overloaded"));
        QCOMPARE(f.state("2"), "READY");
        QVERIFY(f.engine->scheduler().waiting().first().why.contains("runner"));
        f.advance(1000);
        QCOMPARE(f.state("2"), "RUNNING");
        const auto last = std::find_if(f.events.crbegin(), f.events.crend(), [](const domain::Event &event) {
            return event.type == domain::EventType::BreakerChanged;
        });
        QCOMPARE(last->data["state"].toString(), "half_open");
        QCOMPARE(last->data["runner"].toString(), "simulated");
    }

    void everyWaitingTaskIsNamedWithItsReason()
    {
        EngineFixture f;
        f.engine->scheduler().setLimits({1, {}, {}, {}});
        f.submit(workflow({task("a"), task("b"), task("c")}));
        const QList<engine::Scheduler::Waiting> waiting = f.engine->scheduler().waiting();
        QCOMPARE(waiting.size(), 1);
        QCOMPARE(waiting.first().tasks, (QList<int>{1, 2}));
    }

    void spentBudgetRefusesTheNextClaim()
    {
        EngineFixture f;
        f.engine->scheduler().setLimits({1, {}, {}, {}});
        f.submit(workflow({task("a"), task("b")}, [](domain::Workflow &w) { w.budget.usd = 1.0; }));
        domain::AttemptOutcome dear = succeed();
        dear.usage.usd = 1.25;
        f.finish("a", dear);
        QVERIFY(f.running().isEmpty());
        QVERIFY(f.row("b").why.contains("budget"));
        QVERIFY(f.perform(Command::Verb::ChangeRun, {}, {{"budget_usd", 3.0}}));
        QCOMPARE(f.running(), QStringList{"b"});
    }

    void idleSchedulerOverManyWaitingTasksStaysCheap()
    {
        // 20,000 tasks with the same need are one group: each claim looks at one entry.
        QList<domain::TaskSpec> tasks;
        for (int i = 0; i < 20'000; ++i)
            tasks.append(task(QString::number(i)));
        EngineFixture f;
        f.engine->scheduler().setLimits({4, {}, {}, {}});
        f.submit(workflow(tasks));
        QCOMPARE(f.engine->scheduler().waiting().size(), 1);
        QCOMPARE(f.engine->scheduler().waiting().first().count, 20'000 - 4);
    }
};

QTEST_GUILESS_MAIN(SchedulerTest)
#include "tst_scheduler.moc"
