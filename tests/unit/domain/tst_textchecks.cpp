// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/workflowloader.h"

#include <QTest>

using namespace podium;
using namespace podium::domain;

namespace
{

LoadResult load(const QByteArray &text)
{
    const auto reader = [](const QString &path) -> Result<QByteArray> {
        if (path != QLatin1StringView("child.yaml"))
            return fail(ErrorCode::NotFound, QStringLiteral("no such file"));
        return QByteArray("inputs:\n"
                          "  n: {type: integer, default: 1}\n"
                          "  mode: {type: string, default: fast, choices: [fast, slow]}\n"
                          "  names: {type: list, default: []}\n"
                          "outputs: {total: inputs.n, list: inputs.names, done: tasks.c.state == 'SUCCESS'}\n"
                          "tasks: [{id: c, run: 'true'}]\n");
    };
    return loadWorkflow(text, QStringLiteral("test.yaml"), reader);
}

/// "line:column message hint" of each.
QStringList findings(const QByteArray &text)
{
    QStringList out;
    for (const Diagnostic &found : load(text).diagnostics)
        out << QStringLiteral("%1:%2 %3 %4").arg(found.line).arg(found.column).arg(found.message, found.hint);
    return out;
}

} // namespace

/// What is written in expressions and templates, against what it will see.
class TestTextChecks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void finds_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QStringList>("words");
        const auto row = [](const char *name, const QByteArray &text, const char *place, const QStringList &words) {
            QTest::newRow(name) << QByteArray("tasks:\n" + text) << QString::fromLatin1(place) << words;
        };
        row("an item in the condition of the whole list",
            "  - id: each\n    foreach: {in: '[1, 2]', as: thing}\n    when: thing > 1\n    run: 'true'\n", "4:11",
            {QStringLiteral("`thing`")});
        row("a number of an item in a gate",
            "  - id: each\n    foreach: {in: '[1, 2]'}\n    gate: Start {{ index }}?\n    run: 'true'\n", "4:20",
            {QStringLiteral("`index`")});
        row("an item in a review",
            "  - id: each\n    foreach: {in: '[1, 2]'}\n    review: {message: 'Good, {{ item }}?'}\n    run: 'true'\n",
            "4:33", {QStringLiteral("`item`")});
        row("an iteration in the condition of the whole loop",
            "  - id: loop\n    repeat: {until: 'true', max: 2}\n    when: iteration == 1\n    run: 'true'\n", "4:11",
            {QStringLiteral("`iteration`")});
        row("a constant of another type", "  - {id: sub, uses: ./child.yaml, with: {n: hello}}\n", "2:45",
            {QStringLiteral("\"n\" must be of type integer"), QStringLiteral("child")});
        row("a fraction for an integer", "  - {id: sub, uses: ./child.yaml, with: {n: 1.5}}\n", "2:45",
            {QStringLiteral("must be of type integer")});
        row("a value that is no choice", "  - {id: sub, uses: ./child.yaml, with: {mode: fats}}\n", "2:48",
            {QStringLiteral("one of fast, slow"), QStringLiteral("`fast`")});
        row("text between braces for an integer", "  - {id: sub, uses: ./child.yaml, with: {n: '{{ run.id }}'}}\n",
            "2:45",
            {QStringLiteral("\"n\" of \"child\" must be of type integer, but this gives text"),
             QStringLiteral("int(")});
        row("text around a number for an integer",
            "  - {id: sub, uses: ./child.yaml, with: {n: '{{ 1 }} and {{ 2 }}'}}\n", "2:45",
            {QStringLiteral("gives text")});
        row("a number for a list", "  - {id: sub, uses: ./child.yaml, with: {names: '{{ 1 + 1 }}'}}\n", "2:49",
            {QStringLiteral("of type list, but this gives a number")});
        row("a slip in the result of a decision",
            "  - {id: dec, options: [p, q], cases: [{when: 'true', choose: p}], otherwise: q}\n"
            "  - {id: b, depends_on: dec, run: 'echo {{ tasks.dec.result.chioce }}'}\n",
            "3:61", {QStringLiteral("no `chioce`"), QStringLiteral("`choice`")});
        row("votes where cases decide",
            "  - {id: dec, options: [p, q], cases: [{when: 'true', choose: p}], otherwise: q}\n"
            "  - {id: b, depends_on: dec, run: 'echo {{ tasks.dec.result.votes }}'}\n",
            "3:61", {QStringLiteral("no `votes`")});
        row("a slip in the result of a vote",
            "  - {id: dec, options: [p, q], question: Which}\n"
            "  - {id: b, depends_on: dec, run: 'echo {{ tasks.dec.result.chioce }}'}\n",
            "3:61", {QStringLiteral("`choice`")});
        row("an output that a sub-workflow has not",
            "  - {id: sub, uses: ./child.yaml}\n"
            "  - {id: b, depends_on: sub, run: 'echo {{ tasks.sub.result.totel }}'}\n",
            "3:61", {QStringLiteral("no `totel`"), QStringLiteral("`total`")});
        row("a task that a sub-workflow without outputs has not",
            "  - {id: sub, workflow: {tasks: [{id: build, run: 'true'}]}}\n"
            "  - {id: b, depends_on: sub, run: 'echo {{ tasks.sub.result.built }}'}\n",
            "3:61", {QStringLiteral("no `built`"), QStringLiteral("`build`")});
        row("a list over an output that is a number",
            "  - {id: sub, uses: ./child.yaml}\n"
            "  - {id: b, depends_on: sub, foreach: {in: tasks.sub.result.total}, run: 'true'}\n",
            "3:44", {QStringLiteral("a number"), QStringLiteral("a list is needed")});
        row("a calculation with an output that is a truth value",
            "  - {id: sub, uses: ./child.yaml}\n"
            "  - {id: b, depends_on: sub, run: 'echo {{ tasks.sub.result.done - 1 }}'}\n",
            "3:44", {QStringLiteral("true or false")});
        row("an output of an output that is a list",
            "  - id: sub\n    workflow:\n      outputs: {all: tasks.in.result.list}\n"
            "      tasks: [{id: in, uses: ./child.yaml}]\n"
            "  - {id: b, depends_on: sub, run: 'echo {{ tasks.sub.result.all - 1 }}'}\n",
            "6:44", {QStringLiteral("a list")});
        row("a slip in an element of a list of results",
            "  - id: each\n    foreach: {in: '[1, 2]'}\n    workflow: {tasks: [{id: build, run: 'true'}]}\n"
            "  - {id: b, depends_on: each, run: 'echo {{ tasks.each.result[0].bulid }}'}\n",
            "5:66", {QStringLiteral("`build`")});
    }

    void finds()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, place);
        QFETCH(QStringList, words);
        const QStringList found = findings(text);
        QVERIFY2(found.size() == 1, qPrintable(found.join(u'\n')));
        QVERIFY2(found.first().startsWith(place + u' '), qPrintable(found.first()));
        for (const QString &word : words)
            QVERIFY2(found.first().contains(word), qPrintable(found.first()));
    }

    void environmentOfAWorkflowReadsNoTask()
    {
        const QStringList found =
            findings("environment:\n  X: '{{ tasks.a.result }}'\n  Y: '{{ inputs.y }}{{ run.id }}"
                     "{{ task.id }}'\ninputs: {y: {default: z}}\n"
                     "tasks:\n  - {id: a, run: 'true', output: text}\n"
                     "  - {id: b, depends_on: a, run: 'true', env: {Z: '{{ tasks.a.result }}'}}\n");
        QVERIFY2(found.size() == 1, qPrintable(found.join(u'\n')));
        QVERIFY2(found.first().startsWith(QStringLiteral("2:10 results of tasks cannot be read here")),
                 qPrintable(found.first()));
        QVERIFY2(found.first().contains(QStringLiteral("`inputs`, `run` and `task`")), qPrintable(found.first()));
    }

    void defaultsReadNoTask()
    {
        const QStringList found =
            findings("defaults:\n  environment:\n    X: '{{ tasks.a.result }}'\n    Y: '{{ inputs.y }}{{ task.id }}'\n"
                     "  working_directory: 'sub/{{ tasks.a.result }}'\n"
                     "inputs: {y: {default: z}}\n"
                     "tasks:\n  - {id: a, run: 'true', output: text}\n  - {id: b, depends_on: a, run: 'true'}\n");
        QVERIFY2(found.size() == 2, qPrintable(found.join(u'\n')));
        QVERIFY2(found.first().startsWith(QStringLiteral("3:12 results of tasks cannot be read here")),
                 qPrintable(found.first()));
        QVERIFY2(found.first().contains(QStringLiteral("Set it in the tasks that need a result")),
                 qPrintable(found.first()));
        QVERIFY2(found.last().startsWith(QStringLiteral("5:30 ")), qPrintable(found.last()));
    }

    void whatFitsIsNotReported()
    {
        const QStringList found = findings(
            "inputs: {count: {type: integer, default: 2}, any: {type: object}}\n"
            "tasks:\n"
            "  - {id: one, run: 'echo 1', output: json}\n"
            "  - {id: dec, options: [p, q], question: Which}\n"
            "  - id: sub\n    depends_on: [one, dec]\n    uses: ./child.yaml\n"
            "    with: {n: '{{ inputs.count }}', mode: slow, names: ['{{ run.id }}', b]}\n"
            "  - {id: unknown, depends_on: one, uses: ./child.yaml, with: {n: '{{ tasks.one.result.n }}'}}\n"
            "  - {id: null_is_default, uses: ./child.yaml, with: {n: null}}\n"
            "  - id: each\n    depends_on: sub\n    foreach: {in: 'range(inputs.count)', as: i}\n"
            "    when: inputs.count > 0 and task.id == 'each'\n    gate: 'Start {{ inputs.count }} of {{ run.id }}?'\n"
            "    uses: ./child.yaml\n    with: {n: '{{ i + index }}'}\n"
            "  - id: loop\n    depends_on: [each, dec]\n    repeat: {until: 'iteration > 1 and result.total > 1', max: "
            "3}\n"
            "    uses: ./child.yaml\n    with: {n: '{{ iteration }}'}\n"
            "  - {id: last, depends_on: loop, run: 'echo {{ tasks.sub.result.total }} "
            "{{ tasks.each.result[0].total }} {{ tasks.loop.result.total }} {{ tasks.dec.result.votes }}'}\n");
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    }
};

QTEST_APPLESS_MAIN(TestTextChecks)
#include "tst_textchecks.moc"
