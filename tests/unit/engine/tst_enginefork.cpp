// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "enginefixture.h"

#include <QTest>

using namespace podium;
using namespace podium::test;
using engine::Command;

namespace
{

const QString Fork = QStringLiteral("fork");

domain::TaskSpec agentTask(const QString &id, const QStringList &dependsOn = {})
{
    return task(id, dependsOn, QStringLiteral("agent"));
}

domain::TaskSpec subWorkflow(const QString &id, const QList<domain::TaskSpec> &tasks)
{
    domain::TaskSpec spec = task(id, {}, QStringLiteral("workflow"));
    spec.sub.definition = workflow(tasks);
    return spec;
}

std::function<void(domain::Workflow &)> withInput(const QString &name)
{
    return [name](domain::Workflow &w) { w.inputs = {{name, "string", {}, false, QStringLiteral("one"), {}}}; };
}

void addAgents(EngineFixture &f, const QStringList &names)
{
    for (const QString &name : names) {
        domain::Agent one;
        one.name = name;
        one.runner = QStringLiteral("simulated");
        f.engine->scheduler().setAgent(one);
    }
}

/// A fork of "r", which has ended.
void fork(EngineFixture &f, QJsonObject args = {})
{
    f.perform(Command::Verb::ChangeRun); // Refused; but the run is there again, as the orchestrator would have it.
    args.insert("parent_run", "r");
    f.submit(f.workflows.value("r"), args, Fork);
}

/// What ends well, but for these.
void runAllBut(EngineFixture &f, const QStringList &failing)
{
    f.runAll([&failing](const engine::AttemptRequest &request) {
        return failing.contains(request.taskKey) ? failWith("exit") : succeed(QJsonValue(request.taskKey));
    });
}

} // namespace

/// What a fork takes over from its run, and what it does anew.
class EngineForkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("illegal event"))); }

    void inputOfAVariableIsOneOfEveryTaskThatGetsTheVariable()
    {
        EngineFixture f;
        domain::TaskSpec ownValue = task("own");
        ownValue.environment = {{"GREETING", "mine"}};
        f.submit(workflow({task("say"), ownValue, task("nothing", {}, "noop"), subWorkflow("part", {task("x")})},
                          [](domain::Workflow &w) {
                              withInput("x")(w);
                              w.environment = {{"GREETING", "{{ inputs.x }}"}, {"OTHER", "fixed"}};
                          }));
        f.runAll();
        QCOMPARE(f.runState(), "COMPLETED");
        fork(f, {{"inputs", QJsonObject{{"x", "two"}}}});
        QCOMPARE(f.running(), QStringList({"say", "part/x"}));
        QCOMPARE(f.row("own", Fork).runner, "fork");
        QCOMPARE(f.row("nothing", Fork).runner, "fork");
    }

    void whoDidTheWorkIsKnownInTheForkToo_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char *kind : {"leaf", "foreach", "sub-workflow"})
            QTest::newRow(kind) << kind;
    }
    void whoDidTheWorkIsKnownInTheForkToo()
    {
        QFETCH(QString, kind);
        EngineFixture f;
        addAgents(f, {"a", "b"});
        domain::TaskSpec code = kind == "sub-workflow" ? subWorkflow("code", {agentTask("x")}) : agentTask("code");
        if (kind == "foreach")
            code.foreach = domain::Foreach{"[1]"};
        domain::TaskSpec review = agentTask("review", {"code"});
        review.antiAffinity = "code";
        review.prompt = "{{ tasks.code.agent }}";
        f.submit(workflow({code, review}));
        f.finish(f.running().first(), succeed());
        QCOMPARE(f.row("review").agent, "b");
        f.finish("review", succeed());
        fork(f, {{"again", QJsonArray{"review"}}});
        QCOMPARE(f.row("code", Fork).runner, "fork");
        QVERIFY(f.row("code", Fork).agent.isEmpty()); // It has no part in this run.
        QCOMPARE(f.engine->scheduler().runningOn("a"), 0);
        QCOMPARE(f.row("review", Fork).agent, "b");
        if (kind == "leaf")
            QCOMPARE(f.open.first().spec.prompt, "a");
        QVERIFY(f.replayEqualsState());
        f.restart();
        QVERIFY(f.replayEqualsState());
        // And in a fork of the fork.
        f.finish("review", succeed(), Fork);
        f.perform(Command::Verb::ChangeRun, {}, {}, Fork);
        f.submit(f.workflows.value(Fork), {{"parent_run", Fork}, {"again", QJsonArray{"review"}}}, "second");
        QCOMPARE(f.row("review", "second").agent, "b");
    }

    void limitsOfTheRunGoOn()
    {
        EngineFixture f;
        f.submit(workflow({task("a"), task("b", {"a"}), task("c", {"a"})}, withInput("x")),
                 {{"max_parallel", 1}, {"budget_usd", 3.5}, {"budget_tokens", 1000}});
        f.runAll();
        fork(f, {{"again", QJsonArray{"b", "c"}}, {"budget_tokens", 2000}});
        const engine::RunState &forked = *f.engine->run(Fork);
        QCOMPARE(f.running(), QStringList{"b"});
        QCOMPARE(forked.maxParallel, 1);
        QCOMPARE(forked.budget.usd.value_or(0), 3.5);
        QCOMPARE(forked.budget.tokens.value_or(0), 2000);
        QVERIFY(!forked.budget.wallMs);
    }

    void whatIsTakenOverCostsTheForkNothing()
    {
        EngineFixture f;
        f.submit(workflow({task("a"), task("b", {"a"})}), {{"budget_attempts", 2}});
        f.runAll();
        QCOMPARE(f.runState(), "COMPLETED");
        fork(f, {{"again", QJsonArray{"b"}}});
        QCOMPARE(f.engine->run(Fork)->spent.attempts, 0);
        f.finish("b", failWith("exit"), Fork);
        QVERIFY(f.perform(Command::Verb::RetryTask, "b", {}, Fork));
        QCOMPARE(f.state("b", Fork), "RUNNING"); // The second of two.
    }

    void satisfiedSkipsAndAllowedFailuresAreTakenOver()
    {
        EngineFixture f;
        domain::TaskSpec skipped = task("test", {"build"});
        skipped.when = "false";
        domain::TaskSpec allowed = task("lint");
        allowed.onFailure = domain::FailurePolicy::AllowFailure;
        domain::TaskSpec last = task("last", {"costly"});
        last.prompt = "{{ inputs.note }}";
        f.submit(workflow({task("build"), skipped, allowed, task("costly", {"build", "test", "lint"}), last},
                          withInput("note")));
        runAllBut(f, {"lint"});
        QCOMPARE(f.runState(), "COMPLETED");
        fork(f, {{"inputs", QJsonObject{{"note", "b"}}}});
        QCOMPARE(f.running(), QStringList{"last"});
        QCOMPARE(f.state("test", Fork), "SKIPPED");
        QCOMPARE(f.row("test", Fork).why, f.row("test").why);
        QCOMPARE(f.state("lint", Fork), "FAILED");
        QCOMPARE(f.row("lint", Fork).errorClass, "exit");
        f.runAll();
        QCOMPARE(f.runState(Fork), "COMPLETED");
        // Asked for, it is done again, and not taken over once more.
        QVERIFY(f.perform(Command::Verb::RetryTask, "lint", {}, Fork));
        QCOMPARE(f.running(), QStringList{"lint"});
        QVERIFY(f.replayEqualsState());
    }

    void finishedItemsOfAFailedForeachAreTakenOver()
    {
        EngineFixture f;
        domain::TaskSpec each = task("each");
        each.foreach = domain::Foreach{"inputs.of"};
        domain::TaskSpec parts = subWorkflow("parts", {task("x"), task("y", {"x"}), task("z")});
        parts.foreach = domain::Foreach{"[1, 2]"};
        const QJsonArray items{"p", "q", 3};
        f.submit(workflow({each, parts, task("end", {"each", "parts"})}, [&items](domain::Workflow &w) {
            w.inputs = {{"of", "list", {}, false, items, {}}, {"other", "string", {}, false, "one", {}}};
        }));
        runAllBut(f, {"each[2]", "parts[1]/x"});
        QCOMPARE(f.runState(), "FAILED");
        fork(f, {{"inputs", QJsonObject{{"of", items}, {"other", "two"}}}});
        QCOMPARE(f.running(), QStringList({"each[2]", "parts[1]/x"}));
        QCOMPARE(f.row("parts[1]/z", Fork).runner, "fork");
        QCOMPARE(f.row("parts[0]", Fork).runner, "fork");
        QVERIFY(f.replayEqualsState());
        f.restart();
        runAllBut(f, {});
        QCOMPARE(f.runState(Fork), "COMPLETED");
        QCOMPARE(f.row("each", Fork).result.toArray(), (QJsonArray{"each[0]", "each[1]", "each[2]"}));
        QCOMPARE(f.row("parts", Fork).result.toArray().first(), f.row("parts[0]").result);
        // Other items are other work.
        f.perform(Command::Verb::ChangeRun);
        f.submit(f.workflows.value("r"),
                 {{"parent_run", "r"}, {"inputs", QJsonObject{{"of", QJsonArray{"q"}}, {"other", "one"}}}}, "second");
        QCOMPARE(f.running(), QStringList({"each[0]", "parts[1]/x"}));
    }

    void finishedTasksOfAFailedSubWorkflowAreTakenOverOnce()
    {
        EngineFixture f;
        f.submit(workflow({subWorkflow("part", {task("costly"), task("last", {"costly"})})}));
        runAllBut(f, {"part/last"});
        QCOMPARE(f.runState(), "FAILED");
        fork(f);
        QCOMPARE(f.running(), QStringList{"part/last"});
        QCOMPARE(f.row("part/costly", Fork).result.toString(), "part/costly");
        f.finish("part/last", failWith("exit"), Fork);
        // All of it again is all of it.
        QVERIFY(f.perform(Command::Verb::RetryTask, "part", {}, Fork));
        QCOMPARE(f.running(), QStringList{"part/costly"});
        QVERIFY(f.replayEqualsState());
    }

    void loopIsDoneAsAWhole()
    {
        EngineFixture f;
        domain::TaskSpec loop = task("loop");
        loop.repeat = domain::Repeat{"iteration == 2", 2};
        f.submit(workflow({loop}));
        runAllBut(f, {"loop#2"});
        fork(f);
        QCOMPARE(f.running(), QStringList{"loop#1"});
    }

    void fromSomethingInsideDoesThatAgainAndWhatFollows()
    {
        EngineFixture f;
        domain::TaskSpec each = subWorkflow("each", {task("x"), task("y", {"x"}), task("z")});
        each.foreach = domain::Foreach{"[1, 2, 3]"};
        f.submit(workflow({each, task("end", {"each"}), task("beside")}));
        f.runAll();
        QCOMPARE(f.runState(), "COMPLETED");
        fork(f, {{"again", QJsonArray{"each[1]"}}});
        QCOMPARE(f.running(), QStringList({"each[1]/x", "each[1]/z"}));
        f.runAll();
        QCOMPARE(f.runState(Fork), "COMPLETED");
        QCOMPARE(f.row("end", Fork).runner, "simulated");
        QCOMPARE(f.row("beside", Fork).runner, "fork");
        f.perform(Command::Verb::ChangeRun);
        f.submit(f.workflows.value("r"), {{"parent_run", "r"}, {"again", QJsonArray{"each[1]/x"}}}, "second");
        QCOMPARE(f.running(), QStringList{"each[1]/x"});
        f.runAll();
        QCOMPARE(f.row("each[1]/y", "second").runner, "simulated");
        QCOMPARE(f.row("each[1]/z", "second").runner, "fork");
    }
};

QTEST_GUILESS_MAIN(EngineForkTest)
#include "tst_enginefork.moc"
