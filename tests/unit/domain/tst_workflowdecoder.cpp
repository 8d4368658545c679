// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/coding/values.h"
#include "domain/definition/workflowbuilder.h"
#include "domain/definition/workflowloader.h"

#include <QFile>
#include <QTest>

using namespace podium;
using namespace podium::domain;
using namespace Qt::StringLiterals;

/// Every key of the file format reaches its field.
class TestWorkflowDecoder : public QObject
{
    Q_OBJECT

    WorkflowPtr m_workflow;

    const TaskSpec &task(const QString &id) const { return m_workflow->tasks.at(m_workflow->indexOf(id)); }

private Q_SLOTS:
    void initTestCase()
    {
        QFile file(QStringLiteral(PODIUM_TEST_DATA "/workflows/everything.yaml"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const LoadResult loaded = loadWorkflow(file.readAll(), u"everything.yaml"_s);
        QVERIFY2(loaded.workflow,
                 qPrintable(loaded.diagnostics.isEmpty() ? QString() : loaded.diagnostics.first().text()));
        // The stored form is looked at: so a field that is lost on the way there is seen, too.
        m_workflow = workflowFromDefinition(loaded.workflow->definition).workflow;
        QVERIFY(m_workflow);
    }

    void workflowFields()
    {
        const Workflow &w = *m_workflow;
        QCOMPARE(w.name, u"everything"_s);
        QCOMPARE(w.title, u"All keys"_s);
        QCOMPARE(w.description, u"For the tests of the loader."_s);
        QCOMPARE(w.team, u"core"_s);
        QCOMPARE(w.tags, (QStringList{u"a"_s, u"b"_s}));
        QCOMPARE(w.priority, 2);
        QCOMPARE(w.maxParallel, 7);
        QCOMPARE(w.onFailure, FailurePolicy::FailFast);
        QCOMPARE(w.budget.usd, 10.0);
        QCOMPARE(w.budget.tokens, 500'000);
        QCOMPARE(w.budget.wallMs, 7'200'000);
        QCOMPARE(w.pools.value(u"gpu"_s), 2);
        QCOMPARE(w.environment.value(u"COUNT"_s), u"3"_s);
        QCOMPARE(w.outputs.value(u"answer"_s), u"tasks.shell.result"_s);
        QCOMPARE(w.inputs.size(), 4);
        QStringList inputs;
        for (const InputSpec &input : w.inputs)
            inputs << input.name + u':' + input.type;
        QCOMPARE(inputs, (QStringList{u"flag:boolean"_s, u"list:list"_s, u"name:string"_s, u"ratio:number"_s}));
        QVERIFY(w.inputs.at(2).required);
        QCOMPARE(w.inputs.at(2).choices.size(), 2);
        QVERIFY(w.inputs.at(2).defaultValue.isUndefined());
        QCOMPARE(w.inputs.at(3).defaultValue, QJsonValue(0.5));
    }

    void shellFields()
    {
        const TaskSpec &t = task(u"shell"_s);
        QCOMPARE(t.type, u"shell"_s);
        QCOMPARE(t.kind, u"code"_s);
        QCOMPARE(t.tags, QStringList{u"quick"_s});
        QCOMPARE(t.input.value(u"deep").toObject().value(u"list").toArray().at(1), QJsonValue(u"{{ inputs.name }}"_s));
        QCOMPARE(t.shell.script, u"echo {{ inputs.name }}"_s);
        QCOMPARE(t.shell.interpreter, (QStringList{u"/bin/bash"_s, u"-c"_s}));
        QCOMPARE(t.shell.envAllow, (QStringList{u"HOME"_s, u"SSH_AUTH_SOCK"_s}));
        QCOMPARE(t.shell.standardInput, u"{{ inputs.name }}"_s);
        QCOMPARE(t.shell.okExitCodes, (QList<int>{0, 3}));
        QCOMPARE(t.shell.skipExitCodes, QList<int>{77});
        QCOMPARE(t.shell.output, OutputMode::JsonFile);
        QCOMPARE(t.shell.outputPath, u"out/{{ inputs.name }}.json"_s);
        QCOMPARE(t.shell.limits.cpuSeconds, 90);
        QCOMPARE(t.shell.limits.memoryBytes, 512LL * 1024 * 1024);
        QCOMPARE(t.shell.limits.openFiles, 256);
        QCOMPARE(t.shell.limits.outputBytes, 10'000'000);
        QCOMPARE(t.environment.value(u"Y"_s), u"1.50"_s);
        QCOMPARE(t.timeoutMs, 5'400'000);
        QCOMPARE(t.retry.maxAttempts, 4);
        QCOMPARE(t.retry.backoffMs, 250);
        QCOMPARE(t.retry.factor, 3.0);
        QCOMPARE(t.retry.maxBackoffMs, 60'000);
        QCOMPARE(t.retry.jitter, 0.5);
        QCOMPARE(t.retry.on, (QStringList{u"exit_code"_s, u"timeout"_s}));
        QVERIFY(t.onInterrupt == OnInterrupt::Review);
        QCOMPARE(t.onFailure, FailurePolicy::AllowFailure);
        QCOMPARE(t.workspace.kind, WorkspacePolicy::Kind::Worktree);
        QCOMPARE(t.workspace.branch, u"b/{{ inputs.name }}"_s);
        QCOMPARE(t.workspace.base, u"origin/main"_s);
        QCOMPARE(t.workspace.per, WorkspacePolicy::Per::Attempt);
        QCOMPARE(t.workspace.ports, 3);
        QCOMPARE(t.workspace.setup, (QStringList{u"npm ci"_s, u"echo {{ inputs.name }}"_s}));
        QCOMPARE(t.workspace.teardown, QStringList{u"docker compose down"_s});
        QCOMPARE(t.workspace.setupTimeoutMs, 120'000);
        QCOMPARE(t.workspace.environment.value(u"URL"_s), u"http://localhost:${PODIUM_PORT}/{{ inputs.name }}"_s);
        QCOMPARE(t.pools, QStringList{u"gpu"_s});
        QCOMPARE(t.estimate.durationMs, 600'000);
        QCOMPARE(t.estimate.usd, 0.5);
        QCOMPARE(t.outputSchema.value(u"type"), QJsonValue(u"object"_s));
        QCOMPARE(t.priority, 10);
        QCOMPARE(t.detachedForMs, 3'600'000);
        const TaskSpec &p = task(u"program"_s);
        QCOMPARE(p.shell.argv.size(), 3);
        QCOMPARE(p.shell.output, OutputMode::Text);
        QCOMPARE(p.workspace.kind, WorkspacePolicy::Kind::Directory);
        QCOMPARE(p.when, u"inputs.flag"_s);
        QCOMPARE(p.detachedForMs, 300'000);
        QCOMPARE(p.priority, 2);
        QCOMPARE(p.onFailure, FailurePolicy::FailFast);
    }

    void agentFields()
    {
        const TaskSpec &t = task(u"agent"_s);
        QCOMPARE(t.prompt, u"Think about {{ item }}."_s);
        QCOMPARE(t.role, u"testing"_s);
        QCOMPARE(t.agent, u"bob"_s);
        QCOMPARE(t.capabilities, (QStringList{u"a"_s, u"b"_s}));
        QCOMPARE(t.model, u"opus"_s);
        QCOMPARE(t.answerWithinMs, 1'800'000);
        QCOMPARE(t.human.defaultAnswer.toObject().value(u"*"), QJsonValue(u"the safest"_s));
        QCOMPARE(t.hooks.size(), 1);
        QCOMPARE(t.hooks.first()["command"_L1].toString(), u"ctest*"_s);
        QCOMPARE(t.dependsOn, (QStringList{u"shell"_s, u"program"_s}));
        QCOMPARE(t.foreach->in, u"inputs.list"_s);
        QCOMPARE(t.foreach->maxParallel, 2);
        QCOMPARE(t.gate->message, u"Go?"_s);
        QCOMPARE(t.gate->role, u"lead"_s);
        QCOMPARE(t.gate->approvals, 2);
        QVERIFY(t.review && t.review->message.isEmpty());
        QCOMPARE(t.budget.usd, 1.5);
        QCOMPARE(t.affinity, u"shell"_s);
        QCOMPARE(t.antiAffinity, u"program"_s);
    }

    void fieldsOfTheOtherKinds()
    {
        QCOMPARE(task(u"loop"_s).repeat->until, u"result.exit_code == 0"_s);
        QCOMPARE(task(u"loop"_s).repeat->max, 4);
        QCOMPARE(task(u"loop"_s).workspace.kind, WorkspacePolicy::Kind::Scratch);
        QCOMPARE(task(u"simulated"_s).simulate.value(u"steps").toArray().size(), 7);
        const HumanSpec &human = task(u"human"_s).human;
        QCOMPARE(human.message, u"Please say."_s);
        QCOMPARE(human.assignee, u"lead"_s);
        QCOMPARE(human.onTimeout, u"default"_s);
        QCOMPARE(human.defaultAnswer.toObject().value(u"a"), QJsonValue(u"b"_s));
        const DecisionSpec &vote = task(u"vote"_s).decision;
        QCOMPARE(vote.question, u"Which?"_s);
        QCOMPARE(vote.voters.size(), 3);
        QCOMPARE(vote.quorum, 2);
        const DecisionSpec &rules = task(u"rules"_s).decision;
        QCOMPARE(rules.cases.first().when, u"inputs.flag"_s);
        QCOMPARE(rules.cases.first().choose, u"left"_s);
        QCOMPARE(rules.otherwise, u"right"_s);
        QCOMPARE(task(u"child"_s).sub.definition->name, u"inner"_s);
        QCOMPARE(task(u"child"_s).sub.with.value(u"topic"_s), QJsonValue(u"{{ inputs.name }}"_s));
        QCOMPARE(task(u"nothing"_s).type, u"noop"_s);
    }

    void durations_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("ms");
        QTest::newRow("s") << u"90s"_s << 90'000LL;
        QTest::newRow("hm") << u"1h30m"_s << 5'400'000LL;
        QTest::newRow("ms") << u"250ms"_s << 250LL;
        QTest::newRow("fraction") << u"1.5 h"_s << 5'400'000LL;
        QTest::newRow("all") << u"1d 2h 3m 4s 5ms"_s << 93'784'005LL;
        QTest::newRow("min") << u"2min"_s << 120'000LL;
        QTest::newRow("zero") << u"0s"_s << 0LL;
        for (const char *bad : {"", "5", "s", "5x", "-5s", "1h-3m", "1..5s", "1e3s", "99999999999d"})
            QTest::newRow(bad) << QString::fromLatin1(bad) << -1LL;
    }
    void durations()
    {
        QFETCH(QString, text);
        QFETCH(qint64, ms);
        QCOMPARE(durationFromText(text).value_or(-1), ms);
        if (ms >= 0)
            QCOMPARE(durationFromText(durationText(ms)), ms);
    }

    void sizes()
    {
        QCOMPARE(sizeFromText(u"512MiB"_s), 512LL << 20);
        QCOMPARE(sizeFromText(u"2GB"_s), 2'000'000'000LL);
        QCOMPARE(sizeFromText(u"1.5k"_s), 1500);
        QCOMPARE(sizeFromText(u"100"_s), 100);
        for (const char *bad : {"", "MiB", "5X", "5iB", "-5", "99999999T"})
            QVERIFY2(!sizeFromText(QString::fromLatin1(bad)), bad);
    }

    void bracesAroundAnExpressionAreRemoved()
    {
        QCOMPARE(bareExpression(u" {{ a.b }} "_s), u"a.b"_s);
        QCOMPARE(bareExpression(u"a == 1"_s), u"a == 1"_s);
        QCOMPARE(bareExpression(u"{{ a }} and {{ b }}"_s), u"{{ a }} and {{ b }}"_s);
        QCOMPARE(bareExpression(u"{{}}"_s), QString());
        QCOMPARE(bareExpression(u"{{}"_s), u"{{}"_s);
    }

    void builderMakesTheSameAsAFile()
    {
        const LoadResult built =
            WorkflowBuilder(u"release"_s)
                .input(u"version"_s, {{u"required"_s, true}})
                .pool(u"ci"_s, 2)
                .task(TaskBuilder(u"build"_s).run(u"make {{ inputs.version }}"_s).timeout(90'000).pool(u"ci"_s))
                .task(TaskBuilder(u"notes"_s)
                          .prompt(u"Write."_s)
                          .dependsOn(u"build"_s)
                          .retry(3, 5000)
                          .priority(8)
                          .environment(u"A"_s, u"b"_s))
                .output(u"notes"_s, u"tasks.notes.result"_s)
                .onFailure(FailurePolicy::FailFast)
                .build();
        QVERIFY2(built.workflow,
                 qPrintable(built.diagnostics.isEmpty() ? QString() : built.diagnostics.first().text()));
        const LoadResult written =
            loadWorkflow("name: release\ninputs: {version: {required: true}}\npools: {ci: 2}\n"
                         "on_failure: fail_fast\noutputs: {notes: tasks.notes.result}\ntasks:\n"
                         "  - {id: build, run: \"make {{ inputs.version }}\", timeout: 90s, pools: ci}\n"
                         "  - {id: notes, prompt: Write., depends_on: build, retry: {attempts: 3, backoff: 5s},"
                         " priority: HIGH, environment: {A: b}}\n",
                         u"w.yaml"_s);
        QVERIFY(written.workflow);
        QCOMPARE(built.workflow->definition, written.workflow->definition);
    }

    void builderIsCheckedLikeAFile()
    {
        const LoadResult result = WorkflowBuilder(u"w"_s)
                                      .task(TaskBuilder(u"a"_s).run(u"x"_s).dependsOn(u"b"_s).set(u"tmieout"_s, 3))
                                      .build();
        QVERIFY(!result.workflow);
        QCOMPARE(result.diagnostics.size(), 2);
        QCOMPARE(result.diagnostics.at(0).path, u"/tasks/0/tmieout"_s);
        QCOMPARE(result.diagnostics.at(1).path, u"/tasks/0/depends_on/0"_s);
        QCOMPARE(result.diagnostics.at(0).line, 0);
    }
};

QTEST_GUILESS_MAIN(TestWorkflowDecoder)
#include "tst_workflowdecoder.moc"
