// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "enginefixture.h"

#include <QTest>

using namespace podium;
using namespace podium::test;
using engine::Command;

namespace
{

domain::TaskSpec foreachTask(const QString &id, const QString &in, int maxParallel = 0)
{
    domain::TaskSpec spec = task(id);
    spec.foreach = domain::Foreach{in, QStringLiteral("item"), maxParallel};
    spec.prompt = QStringLiteral("{{ index }}:{{ item }}");
    return spec;
}

domain::TaskSpec repeatTask(const QString &id, const QString &until, int max)
{
    domain::TaskSpec spec = task(id);
    spec.repeat = domain::Repeat{until, max};
    spec.prompt = QStringLiteral("pass {{ iteration }}");
    return spec;
}

domain::AttemptOutcome promptBack(const engine::AttemptRequest &request)
{
    return succeed(QJsonValue(request.spec.prompt));
}

} // namespace

class EngineExpansionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("illegal event"))); }

    void foreachRunsOneTaskPerItemAndCollectsTheResults()
    {
        EngineFixture f;
        f.submit(workflow({task("a"),
                           [] {
                               domain::TaskSpec each = foreachTask("each", "tasks.a.result");
                               each.dependsOn = QStringList{"a"};
                               return each;
                           }(),
                           task("end", {"each"})}));
        f.finish("a", succeed(QJsonArray{"x", "y"}));
        QCOMPARE(f.running(), (QStringList{"each[0]", "each[1]"}));
        f.runAll(promptBack);
        QCOMPARE(f.row("each").result.toArray(), (QJsonArray{"0:x", "1:y"}));
        QCOMPARE(f.runState(), "COMPLETED");
    }

    void foreachKeepsItsOwnLimit()
    {
        EngineFixture f;
        f.submit(workflow({foreachTask("each", "range(5)", 2)}));
        QCOMPARE(f.running(), (QStringList{"each[0]", "each[1]"}));
        f.finish("each[1]", succeed());
        QCOMPARE(f.running(), (QStringList{"each[0]", "each[2]"}));
        f.runAll();
        QCOMPARE(f.runState(), "COMPLETED");
    }

    void foreachOverNothingSucceedsWithAnEmptyList()
    {
        EngineFixture f;
        f.submit(workflow({foreachTask("each", "[]"), task("b", {"each"})}));
        QCOMPARE(f.state("each"), "SUCCESS");
        QCOMPARE(f.running(), QStringList{"b"});
    }

    void foreachOverSomethingElseFailsWithAClearError()
    {
        EngineFixture f;
        f.submit(workflow({foreachTask("each", "'text'")}));
        QCOMPARE(f.state("each"), "FAILED");
        QVERIFY(f.row("each").why.contains("list"));
    }

    void failedItemFailsTheTaskAfterTheOthersHaveEnded()
    {
        EngineFixture f;
        f.submit(workflow({foreachTask("each", "[1,2,3]"), task("b", {"each"})}));
        f.finish("each[1]", failWith("exit_code"));
        QCOMPARE(f.state("each"), "RUNNING");
        f.runAll();
        QCOMPARE(f.state("each"), "FAILED");
        QVERIFY(f.row("each").why.contains("each[1]"));
        QCOMPARE(f.state("b"), "BLOCKED");
    }

    void retryOfOneItemKeepsTheOthers()
    {
        EngineFixture f;
        f.submit(workflow({foreachTask("each", "[1,2,3]"), task("b", {"each"})}));
        f.finish("each[1]", failWith("exit_code"));
        f.runAll(promptBack);
        QCOMPARE(f.runState(), "FAILED");
        QVERIFY(f.perform(Command::Verb::RetryTask, "each[1]"));
        QCOMPARE(f.running(), QStringList{"each[1]"});
        f.runAll(promptBack);
        QCOMPARE(f.runState(), "COMPLETED");
        QCOMPARE(f.row("each").result.toArray(), (QJsonArray{"0:1", "1:2", "2:3"}));
        QCOMPARE(f.row("each[0]").attempt, 1);
    }

    void resumeOfARunDoesOnlyTheFailedItemsAgain()
    {
        EngineFixture f;
        f.submit(workflow({foreachTask("each", "[1,2,3]"), task("b", {"each"})}));
        f.finish("each[1]", failWith("exit_code"));
        f.runAll();
        QVERIFY(f.perform(Command::Verb::ResumeRun));
        QCOMPARE(f.running(), QStringList{"each[1]"});
        f.runAll();
        QCOMPARE(f.runState(), "COMPLETED");
    }

    void retryOfTheWholeTaskExpandsAnew()
    {
        EngineFixture f;
        f.submit(workflow({foreachTask("each", "[1,2]"), task("b", {"each"})}));
        f.runAll();
        QVERIFY(f.perform(Command::Verb::RetryTask, "each"));
        QCOMPARE(f.running(), (QStringList{"each[0]", "each[1]"}));
        f.runAll(promptBack);
        QCOMPARE(f.runState(), "COMPLETED");
        QCOMPARE(f.row("each").result.toArray().size(), 2);
    }

    void repeatGoesOnUntilItsConditionHolds()
    {
        EngineFixture f;
        f.submit(workflow({repeatTask("fix", "result == 'pass 3'", 5)}));
        QCOMPARE(f.running(), QStringList{"fix#1"});
        f.runAll(promptBack);
        QCOMPARE(f.runState(), "COMPLETED");
        QCOMPARE(f.row("fix").result.toString(), "pass 3");
        QCOMPARE(f.state("fix#4"), QString());
    }

    void reviewedLoopIsDoneAnewFromItsFirstIteration()
    {
        EngineFixture f;
        domain::TaskSpec spec = repeatTask("fix", "result == 'pass 2'", 5);
        spec.review = domain::Gate{QStringLiteral("Good?"), {}, 1};
        f.submit(workflow({spec}));
        f.runAll(promptBack);
        QCOMPARE(f.state("fix"), "AWAITING_REVIEW");
        const QString asked = f.approvals.first().id;
        QVERIFY(f.perform(Command::Verb::Decide, {},
                          {{"approval", asked}, {"approve", false}, {"changes", true}, {"comment", "shorter"}}));
        QCOMPARE(f.running(), QStringList{"fix#1"});
        QCOMPARE(f.open.first().reviewNote, "shorter");
        QVERIFY(f.replayEqualsState());
        f.runAll(promptBack);
        QCOMPARE(f.state("fix#2"), "SUCCESS");
        QCOMPARE(f.state("fix"), "AWAITING_REVIEW");
        QCOMPARE(f.row("fix").result.toString(), "pass 2");
    }

    void repeatThatNeverHoldsFailsAfterItsBound()
    {
        EngineFixture f;
        f.submit(workflow({repeatTask("fix", "result == 'never'", 3)}));
        f.runAll(promptBack);
        QCOMPARE(f.state("fix"), "FAILED");
        QCOMPARE(f.row("fix").errorClass, "not_reached");
        QCOMPARE(f.state("fix#3"), "SUCCESS");
    }

    void foreachOfRepeatsNests()
    {
        EngineFixture f;
        domain::TaskSpec spec = foreachTask("t", "['a','b']");
        spec.repeat = domain::Repeat{QStringLiteral("iteration == 2"), 4};
        spec.prompt = QStringLiteral("{{ item }}{{ iteration }}");
        f.submit(workflow({spec}));
        f.runAll(promptBack);
        QCOMPARE(f.row("t").result.toArray(), (QJsonArray{"a2", "b2"}));
        QCOMPARE(f.state("t[1]#2"), "SUCCESS");
    }

    void subWorkflowHasNamesAndInputsOfItsOwn()
    {
        domain::TaskSpec inner = task("work");
        inner.prompt = QStringLiteral("{{ inputs.topic }}");
        const domain::WorkflowPtr child = workflow({inner, task("end", {"work"})}, [](domain::Workflow &w) {
            w.inputs = {{"topic", "string", {}, true, QJsonValue::Undefined, {}}};
            w.outputs = {{"answer", "tasks.work.result"}};
        });
        domain::TaskSpec sub = task("sub", {"a"}, "workflow");
        sub.sub.definition = child;
        sub.sub.with = {{"topic", QJsonValue("{{ tasks.a.result }}")}};
        EngineFixture f;
        f.submit(workflow({task("a"), sub, task("b", {"sub"})}));
        f.finish("a", succeed(QJsonValue("bees")));
        QCOMPARE(f.running(), QStringList{"sub/work"});
        f.runAll(promptBack);
        QCOMPARE(f.row("sub").result["answer"].toString(), "bees");
        QCOMPARE(f.runState(), "COMPLETED");
    }

    void failureInASubWorkflowFailsItsTask()
    {
        domain::TaskSpec sub = task("sub", {}, "workflow");
        sub.sub.definition = workflow({task("x"), task("y", {"x"})});
        EngineFixture f;
        f.submit(workflow({sub, task("b", {"sub"})}));
        f.finish("sub/x", failWith("exit_code"));
        QCOMPARE(f.state("sub/y"), "BLOCKED");
        QCOMPARE(f.state("sub"), "FAILED");
        QCOMPARE(f.state("b"), "BLOCKED");
        QVERIFY(f.perform(Command::Verb::ResumeRun));
        f.runAll();
        QCOMPARE(f.runState(), "COMPLETED");
    }

    void cancellingACompositeStopsWhatRunsInIt()
    {
        EngineFixture f;
        f.submit(workflow({foreachTask("each", "[1,2,3]", 2), task("other")}));
        QVERIFY(f.perform(Command::Verb::CancelTask, "each"));
        QCOMPARE(f.state("each[2]"), "CANCELLED");
        f.finish("each[0]", failWith("killed"));
        f.finish("each[1]", failWith("killed"));
        QCOMPARE(f.state("each"), "CANCELLED");
        QCOMPARE(f.running(), QStringList{"other"});
    }

    void hugeListIsRefusedNotExpanded()
    {
        EngineFixture f;
        f.submit(workflow({task("a"), [] {
                               domain::TaskSpec each = foreachTask("each", "tasks.a.result");
                               each.dependsOn = QStringList{"a"};
                               return each;
                           }()}));
        QJsonArray huge;
        for (int i = 0; i < 100'001; ++i)
            huge.append(i);
        f.finish("a", succeed(huge));
        QCOMPARE(f.state("each"), "FAILED");
    }

    void decisionWithCasesIsTakenByTheEngine()
    {
        domain::TaskSpec choose = task("choose", {"a"}, "decision");
        choose.decision.options = QStringList{"ship", "fix"};
        choose.decision.cases = {{"tasks.a.result.ok", "ship"}};
        choose.decision.otherwise = "fix";
        domain::TaskSpec ship = task("ship", {"choose"});
        ship.when = "tasks.choose.result.choice == 'ship'";
        domain::TaskSpec fix = task("fix", {"choose"});
        fix.when = "tasks.choose.result.choice == 'fix'";
        EngineFixture f;
        f.submit(workflow({task("a"), choose, ship, fix}));
        f.finish("a", succeed(QJsonObject{{"ok", false}}));
        QCOMPARE(f.running(), QStringList{"fix"});
        QCOMPARE(f.state("ship"), "SKIPPED");
    }
};

QTEST_GUILESS_MAIN(EngineExpansionTest)
#include "tst_engineexpansion.moc"
