// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "enginefixture.h"

#include <QTest>

using namespace podium;
using namespace podium::test;
using engine::Command;

namespace
{

domain::TaskSpec subWorkflow(const QList<domain::TaskSpec> &tasks, std::function<void(domain::Workflow &)> change = {})
{
    domain::TaskSpec spec = task("sub", {}, "workflow");
    spec.sub.definition = workflow(tasks, std::move(change));
    return spec;
}

} // namespace

/// What a task says of itself holds for it as a whole, also when it is a workflow.
class EngineSubWorkflowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("illegal event"))); }

    void rulesAreTheCallersAndThenItsOwn()
    {
        EngineFixture f;
        const auto rules = [](const char *name) {
            return [name](domain::Workflow &of) { of.rules = {QJsonObject{{"name", name}, {"risk", "low"}}}; };
        };
        domain::TaskSpec inner = task("sub", {}, "workflow");
        inner.sub.definition = workflow({task("x")}, rules("inner"));
        domain::TaskSpec middle = task("middle", {}, "workflow");
        middle.sub.definition = workflow({inner});
        f.submit(workflow({middle, task("beside")}, rules("outer")));
        const auto namesFor = [&f](const QString &key) {
            QStringList out;
            for (const engine::Effect &effect : f.effects) {
                if (effect.request.taskKey == key) {
                    for (const QJsonValue &rule : effect.request.riskRules)
                        out += rule[QStringLiteral("name")].toString();
                }
            }
            return out;
        };
        QCOMPARE(namesFor("middle/sub/x"), QStringList({"outer", "inner"}));
        QCOMPARE(namesFor("beside"), QStringList{"outer"});
    }

    void timeoutStopsEverythingInItAndFailsIt()
    {
        EngineFixture f;
        domain::TaskSpec sub = subWorkflow({task("x"), task("y", {"x"})});
        sub.timeoutMs = 1000;
        f.submit(workflow({sub, task("after", {"sub"})}));
        f.advance(999);
        QCOMPARE(f.effects.last().kind, engine::Effect::Kind::Start);
        f.advance(1);
        QCOMPARE(f.effects.last().kind, engine::Effect::Kind::Stop);
        QCOMPARE(f.state("sub/y"), "CANCELLED");
        f.finish("sub/x", failWith("killed"));
        QCOMPARE(f.state("sub/x"), "CANCELLED");
        QVERIFY2(f.row("sub/x").why.contains("timed out"), qPrintable(f.row("sub/x").why));
        QCOMPARE(f.state("sub"), "FAILED");
        QCOMPARE(f.row("sub").errorClass, "timeout");
        QCOMPARE(f.state("after"), "BLOCKED");
        QVERIFY(f.replayEqualsState());
    }

    void timeoutIsNotForgottenByARestart()
    {
        EngineFixture f;
        domain::TaskSpec sub = subWorkflow({task("x")});
        sub.timeoutMs = 1000;
        f.submit(workflow({sub}));
        f.restart();
        f.advance(1000);
        QCOMPARE(f.effects.last().kind, engine::Effect::Kind::Stop);
    }

    void retryDoesAllOfItAgain()
    {
        EngineFixture f;
        domain::TaskSpec sub = subWorkflow({task("x"), task("y", {"x"})});
        sub.retry.maxAttempts = 2;
        sub.retry.backoffMs = 1000;
        sub.retry.jitter = 0;
        f.submit(workflow({sub, task("after", {"sub"})}));
        f.finish("sub/x", succeed());
        f.finish("sub/y", failWith("exit_code"));
        QCOMPARE(f.state("sub"), "READY");
        QVERIFY2(f.row("sub").why.contains("sub/y"), qPrintable(f.row("sub").why));
        QVERIFY(f.running().isEmpty());
        f.restart();
        QVERIFY(f.running().isEmpty());
        f.advance(1000);
        QCOMPARE(f.running(), QStringList{"sub/x"});
        QVERIFY(f.replayEqualsState());
        f.runAll();
        QCOMPARE(f.runState(), "COMPLETED");
    }

    void retryEndsWithItsTries()
    {
        EngineFixture f;
        domain::TaskSpec sub = subWorkflow({task("x")});
        sub.retry.maxAttempts = 2;
        sub.retry.backoffMs = 0;
        f.submit(workflow({sub}));
        f.finish("sub/x", failWith("exit_code"));
        f.advance(0);
        QCOMPARE(f.running(), QStringList{"sub/x"});
        f.finish("sub/x", failWith("exit_code"));
        QCOMPARE(f.state("sub"), "FAILED");
        QCOMPARE(f.runState(), "FAILED");
    }

    void retryIsForTheErrorsItNames()
    {
        EngineFixture f;
        domain::TaskSpec sub = subWorkflow({task("x")});
        sub.retry.maxAttempts = 2;
        sub.retry.on = QStringList{"timeout"};
        f.submit(workflow({sub}));
        f.finish("sub/x", failWith("exit_code"));
        QCOMPARE(f.state("sub"), "FAILED");
    }

    void cancellingTheRunWhileItWaitsForItsNextTryEndsIt()
    {
        EngineFixture f;
        domain::TaskSpec sub = subWorkflow({task("x")});
        sub.retry.maxAttempts = 2;
        f.submit(workflow({sub}));
        f.finish("sub/x", failWith("exit_code"));
        QCOMPARE(f.state("sub"), "READY");
        QVERIFY(f.perform(Command::Verb::CancelRun));
        QCOMPARE(f.runState(), "CANCELLED");
    }

    void outputsHaveToFitTheOutputSchema()
    {
        EngineFixture f;
        domain::TaskSpec sub = subWorkflow({task("x")}, [](domain::Workflow &w) {
            w.outputs = {{"v", "tasks.x.result"}};
        });
        sub.outputSchema = {{"type", "object"}, {"properties", QJsonObject{{"v", QJsonObject{{"type", "integer"}}}}}};
        f.submit(workflow({sub}));
        f.finish("sub/x", succeed(QJsonValue("text")));
        QCOMPARE(f.state("sub"), "FAILED");
        QCOMPARE(f.row("sub").errorClass, "output_schema");
    }

    void decisionHasToFitTheOutputSchemaToo()
    {
        EngineFixture f;
        domain::TaskSpec choose = task("choose", {}, "decision");
        choose.decision.options = QStringList{"ship", "fix"};
        choose.decision.otherwise = "fix";
        choose.decision.cases = {{"false", "ship"}};
        choose.outputSchema = {{"required", QJsonArray{"reason"}}};
        f.submit(workflow({choose}));
        QCOMPARE(f.state("choose"), "FAILED");
    }

    void environmentReachesItsTasks()
    {
        EngineFixture f;
        domain::TaskSpec x = task("x");
        x.environment = {{"OWN", "task"}, {"FROM", "{{ inputs.name }}"}};
        domain::TaskSpec sub = subWorkflow({x}, [](domain::Workflow &w) {
            w.inputs = {{"name", "string", {}, false, QJsonValue("inner"), {}}};
            w.environment = {{"MODE", "child"}, {"OWN", "child"}, {"LEVEL", "child"}};
        });
        sub.environment = {{"MODE", "caller"}, {"OWN", "caller"}, {"CALLER", "{{ inputs.name }}"}};
        f.submit(workflow({sub}, [](domain::Workflow &w) {
            w.inputs = {{"name", "string", {}, false, QJsonValue("outer"), {}}};
            w.environment = {{"ALL", "run"}, {"LEVEL", "run"}};
        }));
        const QMap<QString, QString> expected{{"ALL", "run"},     {"CALLER", "outer"}, {"FROM", "inner"},
                                              {"LEVEL", "child"}, {"MODE", "caller"},  {"OWN", "task"}};
        QCOMPARE(f.open.first().spec.environment, expected);
    }

    void itsOwnLimitsHold()
    {
        EngineFixture f;
        domain::TaskSpec one =
            subWorkflow({task("x"), task("y"), task("z")}, [](domain::Workflow &w) { w.maxParallel = 1; });
        one.id = "one";
        domain::TaskSpec two = one;
        two.id = "two";
        f.submit(workflow({one, two, task("free")}));
        QCOMPARE(f.running(), (QStringList{"free", "one/x", "two/x"}));
        f.finish("one/x", succeed());
        QCOMPARE(f.running(), (QStringList{"free", "two/x", "one/y"}));
        f.runAll();
        QCOMPARE(f.runState(), "COMPLETED");
    }

    void itsOwnPoolsHold()
    {
        EngineFixture f;
        domain::TaskSpec x = task("x");
        x.pools = QStringList{"db"};
        domain::TaskSpec y = x;
        y.id = "y";
        f.submit(workflow({subWorkflow({x, y}, [](domain::Workflow &w) { w.pools = {{"db", 1}}; })}));
        QCOMPARE(f.running(), QStringList{"sub/x"});
        f.runAll();
        QCOMPARE(f.runState(), "COMPLETED");
    }

    void itsBudgetHoldsForAllThatIsInIt()
    {
        EngineFixture f;
        domain::TaskSpec sub = subWorkflow({task("x"), task("y", {"x"}), task("z", {"y"})});
        sub.budget.attempts = 2;
        f.submit(workflow({sub, task("free", {}, "simulated")}));
        f.finish("sub/x", succeed());
        f.finish("sub/y", succeed());
        QCOMPARE(f.state("sub/z"), "FAILED");
        QVERIFY2(f.row("sub/z").why.contains("sub"), qPrintable(f.row("sub/z").why));
        QCOMPARE(f.row("sub/z").errorClass, "max_budget");
        QCOMPARE(f.state("sub"), "FAILED");
        QCOMPARE(f.running(), QStringList{"free"});
        QVERIFY(f.replayEqualsState());
    }
};

QTEST_GUILESS_MAIN(EngineSubWorkflowTest)
#include "tst_enginesubworkflow.moc"
