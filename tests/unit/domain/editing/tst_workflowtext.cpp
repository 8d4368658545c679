// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"
#include "domain/definition/editing/edithistory.h"
#include "domain/definition/editing/workflowtext.h"
#include "domain/definition/workflowloader.h"

#include <QJsonArray>
#include <QTest>

using namespace podium;
using namespace podium::domain;
using namespace Qt::StringLiterals;

namespace
{

const QByteArray Sample = "# What it is for\n"
                          "name: sample   # a name\n"
                          "title: 'Single ''quoted'''\n"
                          "\n"
                          "inputs:\n"
                          "  topic: {type: string, default: \"trees\"}\n"
                          "\n"
                          "tasks:\n"
                          "  # The first one\n"
                          "  - id: plan\n"
                          "    type: agent\n"
                          "    prompt: |\n"
                          "      Plan {{ inputs.topic }}.\n"
                          "\n"
                          "      Twice.   # no comment\n"
                          "\n"
                          "  # Builds\n"
                          "  - id: build\n"
                          "    run: \"make \\\"all\\\"\"\n"
                          "    depends_on: plan      # only this\n"
                          "\n"
                          "  - id: test\n"
                          "    run: make test\n"
                          "    needs: [build, plan]\n"
                          "    environment:\n"
                          "      # why\n"
                          "      CI: \"1\"\n"
                          "  # Ships it\n"
                          "  - id: ship\n"
                          "    prompt: >-\n"
                          "      Ship what {{ tasks.build.result }}\n"
                          "      gave, and {{ tasks[\"test\"].state }}.\n"
                          "    depends_on:\n"
                          "      - build   # binary\n"
                          "      - test    # proof\n"
                          "    when: tasks.build.result.ok\n"
                          "\n"
                          "# The end\n";

QString problems(const QByteArray &text)
{
    const LoadResult loaded = loadWorkflow(text, u"x.yaml"_s);
    QString out;
    for (const Diagnostic &one : loaded.diagnostics) {
        if (one.severity == Diagnostic::Severity::Error)
            out += one.text() + u'\n';
    }
    return out;
}

/// The lines that are in only one of them: "-old" and "+new".
QByteArrayList difference(const QByteArray &before, const QByteArray &after)
{
    QByteArrayList a = before.split('\n');
    QByteArrayList b = after.split('\n');
    while (!a.isEmpty() && !b.isEmpty() && a.first() == b.first()) {
        a.removeFirst();
        b.removeFirst();
    }
    while (!a.isEmpty() && !b.isEmpty() && a.last() == b.last()) {
        a.removeLast();
        b.removeLast();
    }
    QByteArrayList out;
    for (const QByteArray &line : a)
        out << '-' + line;
    for (const QByteArray &line : b)
        out << '+' + line;
    return out;
}

#define DONE(edits)                                                                                                    \
    do {                                                                                                               \
        const auto result = (edits);                                                                                   \
        QVERIFY2(result, result ? "" : qPrintable(result.error().text()));                                             \
    } while (false)

} // namespace

class tst_WorkflowText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sampleIsAWorkflow() { QCOMPARE(problems(Sample), QString()); }
    void positionsAreThoseOfTheText();
    void aFieldChangesOneLine_data();
    void aFieldChangesOneLine();
    void clearingTakesTheLineAway();
    void newTaskStandsAtTheEnd();
    void removedTaskTakesItsCommentAndReferences();
    void severalTasksGoAtOnce();
    void renameReachesEveryReference();
    void renameToAnIdWithDashesQuotesIt();
    void renameInAMapOfTasks();
    void tasksWithOnlyANameKeepTheirReferences();
    void dependenciesKeepTheirStyle();
    void circleIsRefusedAndNamed();
    void placesDoNotChangeTheHash();
    void anchorsAreKept();
    void aliasedValueIsReplacedOnlyHere();
    void commentsInCrlfFilesSurvive();
    void jsonStaysJson();
    void copiesCarryTheirComments();
    void pastedTasksGetFreeIds();
    void unreadableTextRefusesEdits();
    void shortFormBecomesLong();
    void historyUndoesAndMerges();
};

void tst_WorkflowText::positionsAreThoseOfTheText()
{
    const auto tree = SyntaxTree::read(Sample);
    QVERIFY(tree);
    const SyntaxNode &root = *tree->root();
    QCOMPARE(tree->textOf(*root.find(u"name")), "sample"_ba);
    QCOMPARE(tree->textOf(*root.find(u"title")), "'Single ''quoted'''"_ba);
    const SyntaxNode &tasks = *root.find(u"tasks");
    QCOMPARE(tasks.children.size(), size_t(4));
    QCOMPARE(tree->textOf(*tasks.children[0]->find(u"prompt")),
             "|\n      Plan {{ inputs.topic }}.\n\n      Twice.   # no comment"_ba);
    QCOMPARE(tree->textOf(*tasks.children[1]->find(u"run")), R"("make \"all\"")"_ba);
    QCOMPARE(tree->textOf(*tasks.children[2]->find(u"needs")), "[build, plan]"_ba);
    QCOMPARE(tree->textOf(*tasks.children[3]->find(u"depends_on")), "- build   # binary\n      - test"_ba);
    QCOMPARE(tree->nodeAt(Sample.indexOf("make test"))->key, u"run"_s);
}

void tst_WorkflowText::aFieldChangesOneLine_data()
{
    QTest::addColumn<QString>("task");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QByteArrayList>("lines");
    const auto row = [](const char *name, const char *task, const char *path, const QJsonValue &value,
                        const QByteArrayList &lines) {
        QTest::newRow(name) << QString::fromLatin1(task) << QString::fromLatin1(path) << value << lines;
    };
    row("quoted", "build", "run", u"make \"x\""_s, {"-    run: \"make \\\"all\\\"\"", "+    run: \"make \\\"x\\\"\""});
    row("plain", "test", "run", u"make check"_s, {"-    run: make test", "+    run: make check"});
    row("plain to several lines", "test", "run", u"make test\nmake install\n"_s,
        {"-    run: make test", "+    run: |", "+      make test", "+      make install"});
    row("block", "plan", "prompt", u"Plan {{ inputs.topic }}.\n\nThrice.   # no comment\n"_s,
        {"-      Twice.   # no comment", "+      Thrice.   # no comment"});
    row("block to a line", "plan", "prompt", u"Plan."_s,
        {"-    prompt: |", "-      Plan {{ inputs.topic }}.", "-", "-      Twice.   # no comment", "+    prompt: |-",
         "+      Plan."});
    row("new", "build", "timeout", u"90s"_s, {"+    timeout: 90s"});
    row("new in the middle", "build", "title", u"Build: it"_s, {"+    title: \"Build: it\""});
    row("new map", "build", "retry/attempts", 3, {"+    retry:", "+      attempts: 3"});
    row("into a map", "test", "environment/PATH", u"/bin"_s, {"+      PATH: /bin"});
    row("within a map", "test", "environment/CI", u"0"_s, {"-      CI: \"1\"", "+      CI: \"0\""});
    row("a list", "build", "tags", QJsonArray{u"a"_s, u"b, c"_s}, {"+    tags: [a, \"b, c\"]"});
    row("words that are no words", "build", "title", u"yes"_s, {"+    title: \"yes\""});
    row("comment sign", "build", "title", u"a # b"_s, {"+    title: \"a # b\""});
    row("a list of maps", "plan", "hooks",
        QJsonArray{QJsonObject{{u"event"_s, u"Stop"_s}, {u"do"_s, u"require"_s}, {u"command"_s, u"ctest*"_s}}},
        {"+    hooks:", "+      - command: ctest*", "+        do: require", "+        event: Stop"});
}

void tst_WorkflowText::aFieldChangesOneLine()
{
    QFETCH(QString, task);
    QFETCH(QString, path);
    QFETCH(QJsonValue, value);
    QFETCH(QByteArrayList, lines);
    WorkflowText text(Sample);
    DONE(text.setField({task}, valuePath(path), value));
    QCOMPARE(difference(Sample, text.text()).join('\n'), lines.join('\n'));
    QCOMPARE(problems(text.text()), QString());
}

void tst_WorkflowText::clearingTakesTheLineAway()
{
    WorkflowText text(Sample);
    DONE(text.setField({u"ship"_s}, {u"when"_s}, QJsonValue::Undefined));
    QCOMPARE(difference(Sample, text.text()), QByteArrayList{"-    when: tasks.build.result.ok"});
    // The last key takes its map along.
    const QByteArray before = text.text();
    DONE(text.setField({u"test"_s}, valuePath(u"environment/CI"_s), QJsonValue::Undefined));
    QCOMPARE(difference(before, text.text()).join('\n'), "-    environment:\n-      # why\n-      CI: \"1\""_ba);
}

void tst_WorkflowText::newTaskStandsAtTheEnd()
{
    for (const QString &type :
         {u"agent"_s, u"shell"_s, u"simulated"_s, u"human"_s, u"decision"_s, u"workflow"_s, u"noop"_s}) {
        WorkflowText text(Sample);
        QString id = u"build"_s;
        DONE(text.addTask(type, {}, &id, QPointF(12.4, 30)));
        QCOMPARE(id, u"build_2"_s);
        QCOMPARE(text.positionOf(id), QPointF(12, 30));
        QVERIFY2(text.text().contains("    when: tasks.build.result.ok\n\n  - id: build_2\n    type: " + type.toUtf8()),
                 text.text().constData());
        QVERIFY(text.text().contains("# The end\n"));
        QCOMPARE(problems(text.text()), QString());
    }
}

void tst_WorkflowText::removedTaskTakesItsCommentAndReferences()
{
    WorkflowText text(Sample);
    DONE(text.removeTasks({u"test"_s}));
    QVERIFY(!text.text().contains("# proof"));
    QVERIFY(text.text().contains("    depends_on: plan      # only this\n  # Ships it\n  - id: ship\n"));
    QVERIFY(text.text().contains("    depends_on:\n      - build   # binary\n    when"));

    WorkflowText other(Sample);
    DONE(other.removeTasks({u"plan"_s}));
    QVERIFY2(other.text().contains(
                 "tasks:\n  # The first one\n  # Builds\n  - id: build\n    run: \"make \\\"all\\\"\"\n\n"),
             other.text().constData());
    QVERIFY(other.text().contains("    needs: [build]\n"));
    QCOMPARE(problems(other.text()), QString());
}

void tst_WorkflowText::severalTasksGoAtOnce()
{
    WorkflowText text(Sample);
    DONE(text.removeTasks({u"test"_s, u"ship"_s, u"build"_s}));
    QCOMPARE(text.snapshot()->workflow().tasks.size(), 1);
    QVERIFY(text.text().endsWith("      Twice.   # no comment\n\n# The end\n"));
    QVERIFY(!text.removeTasks({u"nobody"_s}));
}

void tst_WorkflowText::renameReachesEveryReference()
{
    WorkflowText text(Sample);
    DONE(text.setPositions({{u"build"_s, QPointF(1, 2)}}));
    const QByteArray before = text.text();
    DONE(text.renameTask(u"build"_s, u"compile"_s));
    QCOMPARE(text.text().count("build"), 0);
    QByteArray expected = before;
    expected.replace("build", "compile");
    QCOMPARE(text.text(), expected);
    QCOMPARE(problems(text.text()), QString());
    QVERIFY(!text.renameTask(u"compile"_s, u"plan"_s));
    QVERIFY(!text.renameTask(u"compile"_s, u"a b"_s));
    QCOMPARE(text.text(), expected);
}

void tst_WorkflowText::renameToAnIdWithDashesQuotesIt()
{
    WorkflowText text(Sample);
    DONE(text.renameTask(u"build"_s, u"my-build"_s));
    QVERIFY(text.text().contains("when: tasks[\"my-build\"].result.ok"));
    QCOMPARE(problems(text.text()), QString());
}

void tst_WorkflowText::renameInAMapOfTasks()
{
    const QByteArray map = "tasks:\n  # first\n  a:   # is a\n    run: x\n  b: {run: y, needs: a}\n";
    WorkflowText text(map);
    DONE(text.renameTask(u"a"_s, u"first"_s));
    QCOMPARE(text.text(), "tasks:\n  # first\n  first:   # is a\n    run: x\n  b: {run: y, needs: first}\n"_ba);
    QString id;
    DONE(text.addTask(u"noop"_s, {}, &id));
    QVERIFY(text.text().endsWith("  noop:\n    type: noop\n"));
    DONE(text.removeTasks({u"first"_s}));
    QCOMPARE(text.text(), "tasks:\n  # first\n  b: {run: y}\n  noop:\n    type: noop\n"_ba);
}

void tst_WorkflowText::tasksWithOnlyANameKeepTheirReferences()
{
    const QByteArray named = "tasks:\n  - name: Find it\n    prompt: x\n  - name: Use it\n    prompt: y\n"
                             "    depends_on: [Find it]\n    affinity: Find it\n";
    WorkflowText text(named);
    DONE(text.setField({u"find_it"_s}, {u"name"_s}, u"Look"_s));
    QCOMPARE(text.text(), "tasks:\n  - name: Look\n    id: find_it\n    prompt: x\n  - name: Use it\n    prompt: y\n"
                          "    depends_on: [find_it]\n    affinity: find_it\n"_ba);
    WorkflowText other(named);
    DONE(other.renameTask(u"find_it"_s, u"find"_s));
    QCOMPARE(problems(other.text()), QString());
    QCOMPARE(other.snapshot()->workflow().tasks.at(1).dependsOn, QStringList{u"find"_s});
}

void tst_WorkflowText::dependenciesKeepTheirStyle()
{
    WorkflowText text(Sample);
    DONE(text.connectTasks(u"plan"_s, u"ship"_s));
    QCOMPARE(difference(Sample, text.text()), QByteArrayList{"+      - plan"});
    QByteArray before = text.text();
    DONE(text.disconnectTasks({{u"build"_s, u"ship"_s}, {u"plan"_s, u"test"_s}}));
    QVERIFY(text.text().contains("    needs: [build]\n"));
    QVERIFY(text.text().contains("    depends_on:\n      - test    # proof\n      - plan\n"));
    before = text.text();
    QString id;
    DONE(text.addTask(u"noop"_s, {}, &id));
    DONE(text.connectTasks(id, u"build"_s));
    QVERIFY(text.text().contains("    depends_on: [plan, noop]      # only this\n"));
    DONE(text.disconnectTasks({{id, u"build"_s}, {u"plan"_s, u"build"_s}}));
    QVERIFY(text.text().contains("    run: \"make \\\"all\\\"\"\n\n  - id: test\n"));
}

void tst_WorkflowText::circleIsRefusedAndNamed()
{
    WorkflowText text(Sample);
    QCOMPARE(text.canConnect(u"plan"_s, u"ship"_s), QStringList());
    QCOMPARE(text.canConnect(u"plan"_s, u"build"_s), (QStringList{u"plan"_s, u"build"_s}));
    QCOMPARE(text.canConnect(u"ship"_s, u"plan"_s), (QStringList{u"plan"_s, u"build"_s, u"ship"_s, u"plan"_s}));
    QCOMPARE(text.canConnect(u"plan"_s, u"plan"_s), (QStringList{u"plan"_s, u"plan"_s}));
    const auto refused = text.connectTasks(u"ship"_s, u"plan"_s);
    QVERIFY(!refused);
    QVERIFY(refused.error().message.contains(u"plan → build → ship → plan"_s));
    QCOMPARE(text.text(), Sample);
}

void tst_WorkflowText::placesDoNotChangeTheHash()
{
    WorkflowText text(Sample);
    const QString hash = loadWorkflow(Sample, u"x.yaml"_s).workflow->hash;
    DONE(text.setPositions({{u"plan"_s, QPointF(0, 0)}, {u"ship"_s, QPointF(300.6, -20)}}));
    DONE(text.setDrawn(u"notes"_s, QJsonArray{QJsonObject{{u"id"_s, u"n1"_s}, {u"text"_s, u"Look\nhere"_s}}}));
    const LoadResult loaded = loadWorkflow(text.text(), u"x.yaml"_s);
    QVERIFY(loaded.workflow);
    QCOMPARE(loaded.workflow->hash, hash);
    QVERIFY2(text.text().contains("x-podium:\n  positions:\n    plan: [0, 0]\n    ship: [301, -20]\n"),
             text.text().constData());
    DONE(text.setPositions({{u"plan"_s, QPointF(5, 0)}}));
    QVERIFY(text.text().contains("    plan: [5, 0]\n    ship: [301, -20]\n"));
    DONE(text.setDrawn(u"notes"_s, QJsonValue::Undefined));
    DONE(text.clearPositions());
    QCOMPARE(text.text(), Sample);
}

void tst_WorkflowText::anchorsAreKept()
{
    const QByteArray source = "x-env: &env\n  CI: \"1\"\ntasks:\n  - id: a\n    run: x\n    env: *env\n"
                              "  - id: b\n    run: y\n    env: *env\n    needs: &all [a]\n"
                              "  - {id: c, run: z, needs: *all}\n";
    QCOMPARE(problems(source), QString());
    WorkflowText text(source);
    DONE(text.renameTask(u"a"_s, u"first"_s));
    QCOMPARE(text.text(), QByteArray(source).replace("id: a", "id: first").replace("[a]", "[first]"));
    const auto refused = text.removeTasks({u"b"_s}); // Its anchor is used elsewhere.
    QVERIFY(!refused || problems(text.text()).isEmpty());
}

void tst_WorkflowText::aliasedValueIsReplacedOnlyHere()
{
    const QByteArray source = "x-run: &run make\ntasks:\n  - id: a\n    run: *run\n  - id: b\n    run: *run # why\n"
                              "  - id: c\n    <<: {timeout: 5s}\n    run: z\n";
    WorkflowText text(source);
    DONE(text.setField({u"b"_s}, {u"run"_s}, u"make b"_s));
    QCOMPARE(text.text(), QByteArray(source).replace("*run # why", "make b # why"));
    // What a merge gives is overridden, and cannot be taken away.
    DONE(text.setField({u"c"_s}, {u"timeout"_s}, u"9s"_s));
    QVERIFY(text.text().contains("    timeout: 9s\n") || text.text().endsWith("    timeout: 9s\n"));
    DONE(text.setField({u"c"_s}, {u"timeout"_s}, u"5s"_s));
    const QByteArray before = text.text();
    QVERIFY(!text.setField({u"c"_s}, {u"timeout"_s}, QJsonValue::Undefined));
    QCOMPARE(text.text(), before);
}

void tst_WorkflowText::commentsInCrlfFilesSurvive()
{
    QByteArray crlf = Sample;
    crlf.replace("\n", "\r\n");
    QCOMPARE(problems(crlf), QString());
    WorkflowText text(crlf);
    DONE(text.setField({u"build"_s}, {u"timeout"_s}, u"90s"_s));
    QByteArray expected = Sample;
    expected.replace("# only this\n", "# only this\n    timeout: 90s\n");
    expected.replace("\n", "\r\n");
    QCOMPARE(text.text(), expected);
    DONE(text.removeTasks({u"test"_s}));
    QCOMPARE(text.text().count('\n'), text.text().count("\r\n"));
}

void tst_WorkflowText::jsonStaysJson()
{
    WorkflowText text(R"({"tasks": [{"id": "a", "run": "x"}]})");
    QString id = u"b"_s;
    DONE(text.addTask(u"shell"_s, {{u"title"_s, u"B: it"_s}}, &id));
    DONE(text.connectTasks(u"a"_s, u"b"_s));
    DONE(text.setField({u"a"_s}, {u"run"_s}, u"make"_s));
    QVERIFY2(parseJson(text.text()), text.text().constData());
    DONE(text.removeTasks({u"a"_s}));
    QVERIFY2(parseJson(text.text()), text.text().constData());
    QCOMPARE(problems(text.text()), QString());
}

void tst_WorkflowText::copiesCarryTheirComments()
{
    WorkflowText text(Sample);
    DONE(text.setPositions({{u"ship"_s, QPointF(7, 8)}}));
    const QByteArray copy = text.copyTasks({u"ship"_s, u"build"_s});
    QVERIFY2(copy.startsWith("tasks:\n  - id: build\n"), copy.constData());
    QVERIFY(copy.contains("- build   # binary\n"));
    QVERIFY(copy.endsWith("x-podium:\n  positions:\n    ship: [7, 8]\n"));
}

void tst_WorkflowText::pastedTasksGetFreeIds()
{
    WorkflowText text(Sample);
    DONE(text.setPositions({{u"ship"_s, QPointF(7, 8)}}));
    const QByteArray copy = text.copyTasks({u"ship"_s, u"build"_s});
    QStringList ids;
    DONE(text.pasteTasks(copy, {10, 10}, &ids));
    QCOMPARE(ids, (QStringList{u"build_2"_s, u"ship_2"_s}));
    const auto now = text.snapshot();
    QCOMPARE(now->workflow().tasks.at(now->indexOf(u"build_2"_s)).dependsOn, QStringList());
    QCOMPARE(now->workflow().tasks.at(now->indexOf(u"ship_2"_s)).dependsOn, QStringList{u"build_2"_s});
    QCOMPARE(text.positionOf(u"ship_2"_s), QPointF(17, 18));
    QVERIFY2(text.text().contains("      - build_2   # binary\n"), text.text().constData());
    QVERIFY(text.text().contains("tasks.build_2.result"));
    // Lists and single tasks are taken, too; anything else is refused.
    DONE(text.pasteTasks("- id: one\n  run: x\n- id: two\n  run: y\n  needs: one\n", {}, &ids));
    QCOMPARE(ids, (QStringList{u"one"_s, u"two"_s}));
    DONE(text.pasteTasks("id: three\nrun: |\n  a\n  b\n", {}, &ids));
    QCOMPARE(text.snapshot()->task(u"three"_s).value(u"run"_s), u"a\nb\n"_s);
    QVERIFY(!text.pasteTasks("hello", {}, &ids));
}

void tst_WorkflowText::unreadableTextRefusesEdits()
{
    const QByteArray broken = "tasks:\n  - id: [a\n";
    WorkflowText text(broken);
    QVERIFY(!text.isReadable());
    QString id;
    QVERIFY(!text.addTask(u"noop"_s, {}, &id));
    QCOMPARE(text.text(), broken);
}

void tst_WorkflowText::shortFormBecomesLong()
{
    WorkflowText text("tasks:\n  - id: a\n    run: x\n    retry: 3 # tries\n");
    DONE(text.setField({u"a"_s}, valuePath(u"retry/backoff"_s), u"5s"_s));
    QCOMPARE(text.text(),
             "tasks:\n  - id: a\n    run: x\n    retry: # tries\n      attempts: 3\n      backoff: 5s\n"_ba);
}

void tst_WorkflowText::historyUndoesAndMerges()
{
    EditHistory history;
    QByteArray text = "abc";
    const auto type = [&](qsizetype at, const QByteArray &removed, const QByteArray &inserted) {
        const TextEdit edit{at, removed, inserted};
        apply(edit, text);
        history.add({u"Type"_s, {edit}, u"typing"_s});
    };
    type(3, "", "d");
    type(4, "", "ef");
    type(5, "f", "");
    QCOMPARE(history.size(), 1);
    history.endMerging();
    type(0, "a", "A");
    QCOMPARE(history.size(), 2);
    QCOMPARE(text, "Abcde"_ba);
    QVERIFY(history.isModified());
    apply(history.undo(), text);
    apply(history.undo(), text);
    QCOMPARE(text, "abc"_ba);
    QVERIFY(!history.isModified());
    QVERIFY(!history.canUndo());
    apply(history.redo(), text);
    QCOMPARE(text, "abcde"_ba);
    history.markSaved();
    type(5, "", "!");
    QCOMPARE(history.size(), 2); // What could be redone is gone, and what was saved is a step of its own.
    QVERIFY(history.isModified());
    apply(history.undo(), text);
    QVERIFY(!history.isModified());
    history.begin(u"Both"_s);
    type(0, "", "x");
    type(0, "", "y");
    history.end();
    QCOMPARE(history.undoName(), u"Both"_s);
    apply(history.undo(), text);
    QCOMPARE(text, "abcde"_ba);
}

QTEST_APPLESS_MAIN(tst_WorkflowText)
#include "tst_workflowtext.moc"
