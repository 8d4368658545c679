// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"
#include "domain/definition/templates.h"
#include "domain/definition/workflowloader.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace podium;
using namespace podium::domain;

namespace
{

LoadResult load(const QByteArray &text)
{
    return loadWorkflow(text, QStringLiteral("test.yaml"));
}

QString texts(const Diagnostics &diagnostics)
{
    QStringList out;
    for (const Diagnostic &diagnostic : diagnostics)
        out << diagnostic.text();
    return out.join(u'\n');
}

/// "line:column code" of each, to compare the lot at once.
QStringList places(const Diagnostics &diagnostics)
{
    QStringList out;
    for (const Diagnostic &diagnostic : diagnostics)
        out << QStringLiteral("%1:%2 %3").arg(diagnostic.line).arg(diagnostic.column).arg(diagnostic.code);
    return out;
}

QByteArray fileContent(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

SourceReader readerOf(const QMap<QString, QByteArray> &files)
{
    return [files](const QString &path) -> Result<QByteArray> {
        if (!files.contains(path))
            return fail(ErrorCode::NotFound, QStringLiteral("no such file"));
        return files.value(path);
    };
}

} // namespace

class TestWorkflowLoader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void smallestWorkflowIsOneTask()
    {
        const LoadResult result = load("tasks:\n  - id: a\n    run: echo hello\n");
        QVERIFY2(result.workflow, qPrintable(texts(result.diagnostics)));
        QCOMPARE(result.workflow->name, QStringLiteral("test"));
        QCOMPARE(result.workflow->tasks.size(), 1);
        QCOMPARE(result.workflow->tasks.first().type, QStringLiteral("shell"));
        QCOMPARE(result.workflow->tasks.first().shell.script, QStringLiteral("echo hello"));
        QCOMPARE(result.workflow->hash.size(), 64);
        QVERIFY(result.diagnostics.isEmpty());
    }

    void allErrorsAreReportedAtOnceWithTheirPlaces()
    {
        const LoadResult result = load("name: broken\n"
                                       "tsaks: 3\n"
                                       "max_parallel: many\n"
                                       "tasks:\n"
                                       "  - id: build\n"
                                       "    run: make\n"
                                       "    timout: 5m\n"
                                       "    retry: {atempts: 2}\n"
                                       "  - id: test\n"
                                       "    run: make test\n"
                                       "    depends_on: [biuld]\n"
                                       "    on_failure: continu\n"
                                       "    timeout: soon\n");
        QVERIFY(!result.workflow);
        QCOMPARE(places(result.diagnostics),
                 (QStringList{QStringLiteral("2:1 unknown-key"), QStringLiteral("3:15 wrong-type"),
                              QStringLiteral("7:5 unknown-key"), QStringLiteral("8:13 unknown-key"),
                              QStringLiteral("11:18 unknown-task"), QStringLiteral("12:17 bad-value"),
                              QStringLiteral("13:14 bad-value")}));
        const Diagnostics &all = result.diagnostics;
        QCOMPARE(all.at(0).hint, QStringLiteral("did you mean `tasks`?"));
        QCOMPARE(all.at(2).hint, QStringLiteral("did you mean `timeout`?"));
        QCOMPARE(all.at(2).path, QStringLiteral("/tasks/0/timout"));
        QCOMPARE(all.at(3).hint, QStringLiteral("did you mean `attempts`?"));
        QCOMPARE(all.at(4).hint, QStringLiteral("did you mean `build`?"));
        QCOMPARE(all.at(5).hint, QStringLiteral("did you mean `continue`?"));
        QVERIFY(all.at(6).message.contains(QStringLiteral("90s")));
        QCOMPARE(all.at(6).text().section(u' ', 0, 1), QStringLiteral("test.yaml:13:14: error:"));
    }

    void cycleIsPrinted()
    {
        const LoadResult result = load("tasks:\n"
                                       "  a: {run: x, depends_on: c}\n"
                                       "  b: {run: x, depends_on: a}\n"
                                       "  c: {run: x, depends_on: [b]}\n");
        QVERIFY(!result.workflow);
        QCOMPARE(result.diagnostics.size(), 1);
        const QString message = result.diagnostics.first().message;
        QCOMPARE(result.diagnostics.first().code, QStringLiteral("cycle"));
        QVERIFY2(message.contains(QStringLiteral("a -> c -> b -> a")), qPrintable(message));
        QVERIFY(result.diagnostics.first().line > 0);
        const Diagnostics behind = load("tasks:\n  a: {run: x, depends_on: a}\n  c: {run: x, depends_on: [a]}\n"
                                        "  d: {run: x, depends_on: [c]}\n  e: {run: x}\n")
                                       .diagnostics;
        QCOMPARE(places(behind), (QStringList{QStringLiteral("2:27 cycle"), QStringLiteral("3:27 unreachable")}));
        QVERIFY2(behind.at(1).message.endsWith(QStringLiteral(": c, d")), qPrintable(behind.at(1).message));
    }

    void selfDependencyAndDuplicateIdsAreErrors()
    {
        const LoadResult result = load("tasks:\n"
                                       "  - {id: a, run: x, depends_on: a}\n"
                                       "  - {id: b, run: x}\n"
                                       "  - {id: b, run: x}\n");
        QCOMPARE(places(result.diagnostics),
                 (QStringList{QStringLiteral("2:33 cycle"), QStringLiteral("4:10 duplicate-id")}));
        QVERIFY(result.diagnostics.at(1).message.contains(QStringLiteral("line 3")));
    }

    void unknownTypeSuggestsTheNearest()
    {
        const LoadResult result =
            load("tasks:\n  - {id: a, type: shel, run: x}\n  - {id: b, type: research, prompt: x}\n");
        QCOMPARE(result.diagnostics.size(), 2);
        QVERIFY(result.diagnostics.at(0).hint.contains(QStringLiteral("`shell`")));
        QVERIFY(result.diagnostics.at(1).hint.contains(QStringLiteral("`kind`")));
    }

    void keysOfAnotherKindAreRefused()
    {
        const LoadResult result = load("tasks:\n  - {id: a, prompt: think, stdin: x}\n");
        QCOMPARE(places(result.diagnostics), QStringList{QStringLiteral("2:28 wrong-kind")});
        QVERIFY(result.diagnostics.first().hint.contains(QStringLiteral("type: shell")));
    }

    void twoSpellingsOfOneKeyAreRefused()
    {
        const LoadResult result = load("tasks:\n  - {id: a, run: x}\n  - {id: b, run: x, needs: a, depends_on: a}\n  - "
                                       "{id: c, run: x, script: y}\n");
        QCOMPARE(result.diagnostics.size(), 2);
        QCOMPARE(result.diagnostics.at(0).code, QStringLiteral("said-twice"));
        QCOMPARE(result.diagnostics.at(1).code, QStringLiteral("said-twice"));
    }

    void wrongTypesSayWhatToWrite_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("hint");
        QTest::newRow("quoted number") << QByteArray("max_parallel: \"4\"") << QStringLiteral("remove the quotes");
        QTest::newRow("yes") << QByteArray("inputs: {a: {required: yes}}") << QStringLiteral("write `true`");
        QTest::newRow("off") << QByteArray("inputs: {a: {required: off}}") << QStringLiteral("write `false`");
        QTest::newRow("number for text") << QByteArray("title: 5") << QStringLiteral("put it in quotes: \"5\"");
        QTest::newRow("nothing") << QByteArray("title:") << QStringLiteral("give it a value, or remove the key");
    }
    void wrongTypesSayWhatToWrite()
    {
        QFETCH(QByteArray, line);
        QFETCH(QString, hint);
        const LoadResult result = load("tasks: [{id: a, run: x}]\n" + line + "\n");
        QCOMPARE(result.diagnostics.size(), 1);
        QCOMPARE(result.diagnostics.first().hint, hint);
        QCOMPARE(result.diagnostics.first().line, 2);
    }

    void noIsAStringAndQuotedNumbersStayStrings()
    {
        const LoadResult result =
            load("environment: {A: no, B: \"0\", C: 1.10, D: 0o17, E: on}\n"
                 "tasks: [{id: a, run: x, input: {country: NO, zip: \"01234\", n: 0x10, f: 1e3, z: ~}}]\n");
        QVERIFY2(result.workflow, qPrintable(texts(result.diagnostics)));
        const auto &env = result.workflow->environment;
        QCOMPARE(env.value(QStringLiteral("A")), QStringLiteral("no"));
        QCOMPARE(env.value(QStringLiteral("C")), QStringLiteral("1.10"));
        const QJsonObject input = result.workflow->tasks.first().input;
        QCOMPARE(input.value(u"country"), QJsonValue(QStringLiteral("NO")));
        QCOMPARE(input.value(u"zip"), QJsonValue(QStringLiteral("01234")));
        QCOMPARE(input.value(u"n"), QJsonValue(16));
        QCOMPARE(input.value(u"f"), QJsonValue(1000));
        QVERIFY(input.value(u"z").isNull());
    }

    void columnsCountCharacters()
    {
        const LoadResult result = load("tasks:\n  - {id: a, title: \"äöü€😀\", bad: 1, run: x}\n");
        QCOMPARE(places(result.diagnostics), QStringList{QStringLiteral("2:29 unknown-key")});
    }

    void jsonGivesTheSameWorkflowAsYaml()
    {
        const LoadResult yaml = load("name: w\ntasks:\n  - id: a\n    run: \"echo \\U0001F600\"\n    timeout: 90s\n");
        const LoadResult json =
            loadWorkflow(R"({"name": "w", "tasks": [{"id": "a", "run": "echo \ud83d\ude00", "timeout": 90}]})",
                         QStringLiteral("w.json"));
        QVERIFY2(yaml.workflow && json.workflow, qPrintable(texts(yaml.diagnostics + json.diagnostics)));
        QCOMPARE(yaml.workflow->hash, json.workflow->hash);
    }

    void jsonErrorsHavePlaces()
    {
        LoadResult result =
            loadWorkflow("{\n  \"tasks\": [\n    {\"id\": \"a\", \"rn\": \"x\"}\n  ]\n}", QStringLiteral("w.json"));
        QCOMPARE(places(result.diagnostics), QStringList{QStringLiteral("3:17 unknown-key")});
        result = loadWorkflow("{\n  \"tasks\": [1,]\n}", QStringLiteral("w.json"));
        QCOMPARE(places(result.diagnostics), QStringList{QStringLiteral("2:15 syntax")});
        result = loadWorkflow("{\"tasks\": [], \"tasks\": []}", QString());
        QCOMPARE(places(result.diagnostics), QStringList{QStringLiteral("1:15 duplicate-key")});
    }

    void hashDependsOnTheMeaningNotOnTheSpelling()
    {
        const LoadResult one =
            load("# comment\nname: w\ntasks:\n  - id: a\n    script: make\n    timeout: 1m30s\n    priority: HIGH\n"
                 "  - id: b\n    prompt: \"x\"\n    needs: a\n");
        const LoadResult two = load("tasks:\n  - {timeout: 90, id: a, run: make, priority: 8}\n"
                                    "  - {id: b, type: agent, description: x, depends_on: [a]}\nname: w\n");
        QVERIFY2(one.workflow && two.workflow, qPrintable(texts(one.diagnostics + two.diagnostics)));
        QCOMPARE(one.workflow->hash, two.workflow->hash);
        const LoadResult other = load("name: w\ntasks:\n  - {id: a, run: make}\n");
        QVERIFY(other.workflow->hash != one.workflow->hash);
    }

    void storedDefinitionLoadsBackToTheSame_data()
    {
        QTest::addColumn<QString>("path");
        const auto add = [](const QString &folder) {
            for (const QString &file : QDir(folder).entryList({QStringLiteral("*.yaml")}, QDir::Files))
                QTest::newRow(qPrintable(file)) << folder + u'/' + file;
        };
        add(QStringLiteral(PODIUM_SOURCE_DIR "/resources/templates"));
        add(QStringLiteral(PODIUM_SOURCE_DIR "/resources/examples"));
        add(QStringLiteral(PODIUM_TEST_DATA "/workflows"));
    }
    void storedDefinitionLoadsBackToTheSame()
    {
        QFETCH(QString, path);
        const LoadResult loaded = loadWorkflow(
            fileContent(path), path, [](const QString &file) -> Result<QByteArray> { return fileContent(file); });
        QVERIFY2(loaded.workflow, qPrintable(texts(loaded.diagnostics)));
        QVERIFY2(loaded.diagnostics.isEmpty(), qPrintable(texts(loaded.diagnostics)));
        const LoadResult stored = workflowFromDefinition(loaded.workflow->definition);
        QVERIFY2(stored.workflow, qPrintable(texts(stored.diagnostics)));
        QCOMPARE(stored.workflow->hash, loaded.workflow->hash);
        QCOMPARE(stored.workflow->tasks.size(), loaded.workflow->tasks.size());
        // The normalised form is a workflow file: it passes every check and does not change any more.
        const LoadResult again = loadWorkflow(canonicalJson(loaded.workflow->definition), QStringLiteral("again.json"));
        QVERIFY2(again.workflow, qPrintable(texts(again.diagnostics)));
        QCOMPARE(canonicalJson(again.workflow->definition), canonicalJson(loaded.workflow->definition));
    }

    void brokenStoredDefinitionIsRefusedNotFollowed()
    {
        QVERIFY(!workflowFromDefinition({}).workflow);
        const auto of = [](const char *json) { return workflowFromDefinition(parseJson(json)->toObject()); };
        QVERIFY(!of(R"({"tasks": [{"id": "a", "type": "noop", "depends_on": ["b"]}]})").workflow);
        QVERIFY(!of(R"({"tasks": [{"id": "a", "type": "warp"}]})").workflow);
        QVERIFY(!of(R"({"tasks": "none"})").workflow);
        QVERIFY(!of(R"({"tasks": [3, null, {"id": {"x": 1}}]})").workflow);
    }

    void builtInTemplatesAreThere()
    {
        QCOMPARE(templateNames().join(u' '), QStringLiteral("consensus content-creation incident-response "
                                                            "ml-model-development research software-development"));
        QCOMPARE(
            QDir(QStringLiteral(":/podium/templates")).entryList().replaceInStrings(QStringLiteral(".yaml"), QString()),
            templateNames());
        for (const QString &name : templateNames()) {
            const Result<QByteArray> source = templateSource(name);
            QVERIFY(source);
            const LoadResult result = loadWorkflow(*source, name + QStringLiteral(".yaml"));
            QVERIFY2(result.workflow && result.diagnostics.isEmpty(), qPrintable(texts(result.diagnostics)));
            QCOMPARE(result.workflow->name, name);
            QVERIFY(!result.workflow->description.isEmpty());
            QVERIFY(!result.workflow->inputs.isEmpty());
        }
        QCOMPARE(templateSource(QStringLiteral("../schemas/workflow.schema.json")).error().code, ErrorCode::NotFound);
        QVERIFY(templateSource(QStringLiteral("reserch")).error().hint.contains(QStringLiteral("`research`")));
    }

    void swarmFileWithNamesOnlyIsAccepted()
    {
        const QString path = QStringLiteral(PODIUM_SOURCE_DIR "/resources/examples/swarm.yaml");
        const LoadResult result = loadWorkflow(fileContent(path), path);
        QVERIFY2(result.workflow, qPrintable(texts(result.diagnostics)));
        const auto &tasks = result.workflow->tasks;
        QCOMPARE(tasks.at(0).id, QStringLiteral("collect_competitors"));
        QCOMPARE(tasks.at(0).title, QStringLiteral("Collect competitors"));
        QCOMPARE(tasks.at(0).type, QStringLiteral("agent"));
        QCOMPARE(tasks.at(1).dependsOn, QStringList{QStringLiteral("collect_competitors")});
        QCOMPARE(tasks.at(2).timeoutMs, 600'000);
        QCOMPARE(tasks.at(3).dependsOn, (QStringList{QStringLiteral("compare_features"), QStringLiteral("risks")}));
    }

    void subWorkflowsAreEmbedded()
    {
        const auto reader = readerOf(
            {{QStringLiteral("flows/lib/child.yaml"), "inputs: {x: {required: true}}\ntasks: [{id: c, run: x}]\n"}});
        const LoadResult result = loadWorkflow("tasks: [{id: p, uses: ./lib/child.yaml, with: {x: y}}]\n",
                                               QStringLiteral("flows/main.yaml"), reader);
        QVERIFY2(result.workflow, qPrintable(texts(result.diagnostics)));
        const SubWorkflow &sub = result.workflow->tasks.first().sub;
        QCOMPARE(sub.uses, QStringLiteral("./lib/child.yaml"));
        QVERIFY(sub.definition);
        QCOMPARE(sub.definition->name, QStringLiteral("child"));
        // What is stored needs no file any more.
        const LoadResult stored = workflowFromDefinition(result.workflow->definition);
        QVERIFY(stored.workflow && stored.workflow->tasks.first().sub.definition);
        QCOMPARE(stored.workflow->tasks.first().sub.definition->hash, sub.definition->hash);
    }

    void subWorkflowInPlaceAndTemplatesCanBeUsed()
    {
        const LoadResult result = load("tasks:\n"
                                       "  - id: inner\n    workflow:\n      tasks: [{id: x, run: y}]\n"
                                       "  - {id: study, uses: research, with: {question: why}}\n");
        QVERIFY2(result.workflow, qPrintable(texts(result.diagnostics)));
        QCOMPARE(result.workflow->tasks.at(0).type, QStringLiteral("workflow"));
        QCOMPARE(result.workflow->tasks.at(0).sub.definition->tasks.first().id, QStringLiteral("x"));
        QCOMPARE(result.workflow->tasks.at(1).sub.definition->name, QStringLiteral("research"));
    }

    void recursionOfSubWorkflowsPrintsTheChain()
    {
        const auto reader = readerOf({{QStringLiteral("a.yaml"), "tasks: [{id: x, uses: ./b.yaml}]\n"},
                                      {QStringLiteral("b.yaml"), "tasks: [{id: y, uses: ./a.yaml}]\n"}});
        const LoadResult result = loadWorkflow("tasks: [{id: x, uses: ./b.yaml}]\n", QStringLiteral("a.yaml"), reader);
        QVERIFY(!result.workflow);
        QVERIFY2(texts(result.diagnostics).contains(QStringLiteral("a.yaml -> b.yaml -> a.yaml")),
                 qPrintable(texts(result.diagnostics)));
    }

    void errorsOfSubWorkflowsNameTheirFile()
    {
        const auto reader = readerOf({{QStringLiteral("b.yaml"), "tasks:\n  - {id: y, rnu: x}\n"}});
        const LoadResult result =
            loadWorkflow("tasks: [{id: x, uses: ./b.yaml}, {id: z, uses: ./c.yaml}, {id: q, uses: reserch}]\n",
                         QStringLiteral("a.yaml"), reader);
        const QString all = texts(result.diagnostics);
        QVERIFY2(all.contains(QStringLiteral("b.yaml:2:13: error: unknown key `rnu`")), qPrintable(all));
        QVERIFY(all.contains(QStringLiteral("`c.yaml` cannot be read")));
        QVERIFY(all.contains(QStringLiteral("did you mean `research`?")));
    }

    void inputsOfAChildAreChecked()
    {
        const LoadResult result = load("tasks:\n  - {id: study, uses: research, with: {qestion: why}}\n");
        QCOMPARE(places(result.diagnostics),
                 (QStringList{QStringLiteral("2:39 task-kind"), QStringLiteral("2:49 task-kind")}));
        QVERIFY(result.diagnostics.at(1).hint.contains(QStringLiteral("`question`")));
    }

    void subWorkflowsCannotMultiplyBeyondTheLimit()
    {
        // 10 children of 10 children of …: each file is small, all together would be 10^9 tasks.
        QMap<QString, QByteArray> files;
        for (int level = 1; level <= 9; ++level) {
            QByteArray text = "tasks:\n";
            for (int i = 0; i < 10; ++i) {
                text += level == 9 ? QStringLiteral("  - {id: t%1, run: x}\n").arg(i).toUtf8()
                                   : QStringLiteral("  - {id: t%1, uses: ./f%2.yaml}\n").arg(i).arg(level + 1).toUtf8();
            }
            files.insert(QStringLiteral("f%1.yaml").arg(level), text);
        }
        const LoadResult result =
            loadWorkflow(files.value(QStringLiteral("f1.yaml")), QStringLiteral("f1.yaml"), readerOf(files));
        QVERIFY(!result.workflow);
        QVERIFY(texts(result.diagnostics).contains(QStringLiteral("[too-big]")));
    }

    void defaultsApplyToTasksThatDoNotSayOtherwise()
    {
        const LoadResult result =
            load("on_failure: fail_fast\npriority: LOW\n"
                 "defaults: {timeout: 10m, retry: 3, environment: {A: \"1\", B: \"2\"}, tags: [t]}\n"
                 "tasks:\n  - {id: a, run: x}\n"
                 "  - {id: b, run: x, timeout: 1m, retry: {backoff: 2s}, environment: {B: \"3\"}, priority: 9, "
                 "on_failure: continue}\n");
        QVERIFY2(result.workflow, qPrintable(texts(result.diagnostics)));
        const TaskSpec &a = result.workflow->tasks.at(0);
        const TaskSpec &b = result.workflow->tasks.at(1);
        QCOMPARE(a.timeoutMs, 600'000);
        QCOMPARE(a.retry.maxAttempts, 3);
        QCOMPARE(a.priority, 2);
        QCOMPARE(a.onFailure, FailurePolicy::FailFast);
        QCOMPARE(b.timeoutMs, 60'000);
        QCOMPARE(b.retry.maxAttempts, 3);
        QCOMPARE(b.retry.backoffMs, 2000);
        QCOMPARE(b.environment.value(QStringLiteral("A")), QStringLiteral("1"));
        QCOMPARE(b.environment.value(QStringLiteral("B")), QStringLiteral("3"));
        QCOMPARE(b.priority, 9);
        QCOMPARE(b.onFailure, FailurePolicy::Continue);
        const LoadResult stored = workflowFromDefinition(result.workflow->definition);
        QCOMPARE(stored.workflow->tasks.at(1).onFailure, FailurePolicy::Continue);
        QCOMPARE(stored.workflow->tasks.at(0).priority, 2);
    }

    void hooksAreCheckedAndOfAgentTasksOnly()
    {
        const QByteArray wrong = "tasks:\n"
                                 "  - {id: a, prompt: x, hooks: [{event: Stop, do: allow}]}\n"
                                 "  - {id: b, prompt: x, hooks: [{event: Stopp, do: record}]}\n"
                                 "  - {id: c, run: x, hooks: [{event: Stop, do: record}]}\n";
        const LoadResult loaded = loadWorkflow(wrong, QStringLiteral("h.yaml"));
        QVERIFY(!loaded.workflow);
        QStringList all;
        for (const Diagnostic &diagnostic : loaded.diagnostics)
            all << diagnostic.text();
        const QString text = all.join(u'\n');
        QVERIFY2(text.contains(QStringLiteral("h.yaml:2:")) && text.contains(QStringLiteral("has no meaning")),
                 qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("h.yaml:3:")) && text.contains(QStringLiteral("Stopp")),
                 qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("h.yaml:4:")), qPrintable(text));

        const LoadResult shared = loadWorkflow("defaults: {hooks: [{event: Stop, do: record}]}\n"
                                               "tasks: [{id: a, prompt: x}, {id: b, run: x}]\n",
                                               QStringLiteral("d.yaml"));
        QVERIFY2(shared.workflow, qPrintable(shared.diagnostics.value(0).text()));
        const WorkflowPtr stored = workflowFromDefinition(shared.workflow->definition).workflow;
        QVERIFY(stored);
        QCOMPARE(stored->tasks.first().hooks.size(), 1);
    }

    void unknownPoolIsAWarning()
    {
        const LoadResult result = load("pools: {database: 1}\ntasks: [{id: a, run: x, pools: databse}]\n");
        QVERIFY(result.workflow);
        QCOMPARE(result.diagnostics.size(), 1);
        QCOMPARE(result.diagnostics.first().severity, Diagnostic::Severity::Warning);
        QCOMPARE(result.diagnostics.first().hint, QStringLiteral("did you mean `database`?"));
    }

    void kindsCheckTheirOwnFields_data()
    {
        QTest::addColumn<QByteArray>("task");
        QTest::addColumn<QString>("part");
        QTest::newRow("agent") << QByteArray("type: agent") << QStringLiteral("needs a prompt");
        QTest::newRow("shell") << QByteArray("type: shell") << QStringLiteral("needs something to run");
        QTest::newRow("exit codes") << QByteArray("run: x, skip_exit_codes: [0]") << QStringLiteral("exit code 0");
        QTest::newRow("human") << QByteArray("type: human") << QStringLiteral("needs a message or a form");
        QTest::newRow("form") << QByteArray("form: {type: objekt}") << QStringLiteral("`objekt` is not a type");
        QTest::newRow("answer")
            << QByteArray("form: {type: object, required: [a]}, timeout: 1h, on_timeout: default, default_answer: {}")
            << QStringLiteral("does not fit the form");
        QTest::newRow("vote") << QByteArray("type: decision, question: x, options: [a]")
                              << QStringLiteral("at least two options");
        QTest::newRow("quorum") << QByteArray("question: x, options: [a, b], voters: [x], quorum: 2")
                                << QStringLiteral("quorum of 2");
        QTest::newRow("case") << QByteArray("options: [a, b], cases: [{when: true, choose: c}], otherwise: a")
                              << QStringLiteral("\"c\" is not one of the options");
        QTest::newRow("schema") << QByteArray("run: x, output_schema: {$ref: \"http://example.org/x\"}")
                                << QStringLiteral("references within the schema");
        QTest::newRow("loop") << QByteArray("run: x, foreach: [1], repeat: {until: \"true\", max: 2}")
                              << QStringLiteral("both `foreach` and `repeat`");
    }
    void kindsCheckTheirOwnFields()
    {
        QFETCH(QByteArray, task);
        QFETCH(QString, part);
        const LoadResult result = load("tasks:\n  - {id: a, " + task + "}\n");
        QVERIFY(!result.workflow);
        QCOMPARE(result.diagnostics.size(), 1);
        QVERIFY2(result.diagnostics.first().text().contains(part), qPrintable(texts(result.diagnostics)));
        QCOMPARE(result.diagnostics.first().line, 2);
    }

    void inputsAreCheckedAgainstTheirTypes()
    {
        const LoadResult result = load("inputs:\n  a: {type: integer, default: x}\n  b: {choices: [u, v], default: w}\n"
                                       "  c: {required: true, default: 1}\n  d: 5\ntasks: [{id: a, run: x}]\n");
        QVERIFY(!result.workflow);
        QCOMPARE(places(result.diagnostics),
                 (QStringList{QStringLiteral("2:31 wrong-type"), QStringLiteral("3:33 bad-value"),
                              QStringLiteral("4:17 no-effect")}));
    }

    void errorsThatFollowFromOthersAreNotReported()
    {
        const LoadResult result = load("tasks:\n  - {id: a, type: agent, promt: x}\n");
        QCOMPARE(places(result.diagnostics), QStringList{QStringLiteral("2:26 unknown-key")});
    }

    void oneErrorOfATaskHidesNoOther()
    {
        const LoadResult result = load(R"(tasks:
  - id: a
    run: echo
    timeout: 5 parsecs
    output_schema: {type: objct}
    workspace: {kind: directory}
  - id: b
    type: human
    priority: 99
)");
        QCOMPARE(places(result.diagnostics),
                 (QStringList{QStringLiteral("4:14 bad-value"), QStringLiteral("5:27 bad-schema"),
                              QStringLiteral("6:16 missing-key"), QStringLiteral("7:5 task-kind"),
                              QStringLiteral("9:15 bad-value")}));
    }

    void keysWithoutEffectAreTold_data()
    {
        QTest::addColumn<QByteArray>("task");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char *name, const char *task, const QStringList &expected) {
            QTest::newRow(name) << QByteArray(task) << expected;
        };
        row("shell", "run: echo, capabilities: x, agent: y, role: z", {"2:24 no-effect", "2:41 no-effect"});
        row("agent", "prompt: hi, capabilities: x, agent: y, role: z, pools: []", {});
        row("sub-workflow", "workflow: {tasks: [{id: c}]}, role: z, timeout: 1s, retry: 2, budget: 1",
            {"2:43 no-effect"});
        row("noop", "type: noop, timeout: 1s, when: 'true'", {"2:25 no-effect"});
        row("person", "type: human, message: hi, budget: 1, timeout: 1s", {"2:39 no-effect"});
        row("error class", "run: echo, retry: {on: [exitcode, my_own]}", {"2:36 unknown-error-class"});
    }
    void keysWithoutEffectAreTold()
    {
        QFETCH(QByteArray, task);
        QFETCH(QStringList, expected);
        const LoadResult result = load("tasks:\n  - {id: a, " + task + "}\n");
        QVERIFY2(result.workflow, qPrintable(places(result.diagnostics).join(u'\n')));
        QCOMPARE(places(result.diagnostics), expected);
    }

    void expressionsAreCheckedWithTheirPlaces()
    {
        const LoadResult result = load("inputs: {topic: {}}\n"
                                       "tasks:\n"
                                       "  - id: a\n"
                                       "    prompt: |\n"
                                       "      First line.\n"
                                       "      Write äbout {{ inputs.topc }}.\n"
                                       "  - id: b\n"
                                       "    run: \"echo {{ tasks.a.result }}\"\n"
                                       "  - id: c\n"
                                       "    run: echo\n"
                                       "    depends_on: a\n"
                                       "    when: tasks.a.result.x ==\n"
                                       "    environment: {X: \"{{ tasks.zz.result }}\"}\n"
                                       "outputs: {x: inputs.nothing}\n");
        QVERIFY(!result.workflow);
        QStringList lines;
        for (const Diagnostic &diagnostic : result.diagnostics)
            lines << QStringLiteral("%1 %2").arg(diagnostic.line).arg(diagnostic.path);
        QCOMPARE(lines, (QStringList{QStringLiteral("6 /tasks/0/prompt"), QStringLiteral("8 /tasks/1/run"),
                                     QStringLiteral("12 /tasks/2/when"), QStringLiteral("13 /tasks/2/environment/X"),
                                     QStringLiteral("14 /outputs/x")}));
        QCOMPARE(result.diagnostics.first().column, 29);
        QVERIFY2(result.diagnostics.first().hint.contains(QStringLiteral("topic")),
                 qPrintable(texts(result.diagnostics)));
    }

    void wrongGraphDoesNotMakeNamesWrong()
    {
        const LoadResult result =
            load("tasks:\n  - {id: abc, run: x}\n  - {id: b, run: \"echo {{ tasks.abc.result }}\", needs: abd}\n");
        QCOMPARE(result.diagnostics.size(), 1);
        QCOMPARE(result.diagnostics.first().code, QStringLiteral("unknown-task"));
    }

    void manyWrongNamesAreRefusedWithoutAGuessForEach()
    {
        QByteArray text = "tasks:\n";
        for (int i = 0; i < 20'000; ++i)
            text += QStringLiteral("  - {id: t%1, run: \"echo {{ tasks.u%1.result }}\", needs: v%1}\n").arg(i).toUtf8();
        const LoadResult result = load(text);
        QVERIFY(!result.workflow);
        QVERIFY(result.diagnostics.first().hint.contains(QStringLiteral("did you mean")));
        QVERIFY(result.diagnostics.size() < 300);
    }

    void manyErrorsAreCountedNotListed()
    {
        QByteArray text = "tasks:\n";
        for (int i = 0; i < 5000; ++i)
            text += QStringLiteral("  - {id: t%1, bogus: 1}\n").arg(i).toUtf8();
        const LoadResult result = load(text);
        QVERIFY(result.diagnostics.size() < 300);
        QCOMPARE(result.diagnostics.last().code, QStringLiteral("more"));
    }
};

QTEST_GUILESS_MAIN(TestWorkflowLoader)
#include "tst_workflowloader.moc"
