// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/editor/workflowdocument.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace podium::gui;
using namespace Qt::StringLiterals;

namespace
{

const QString Source = u"# ünï\nname: demo\ntasks:\n  - id: a\n    run: make\n  - id: b\n    needs: a\n"
                       "    run: echo {{ tasks.a.state }}\n"_s;

/// A text view that follows textEdited().
class View : public QObject
{
public:
    explicit View(WorkflowDocument &document) : text(document.text())
    {
        connect(&document, &WorkflowDocument::textEdited, this,
                [this](int at, int removed, const QString &inserted) { text.replace(at, removed, inserted); });
    }
    QString text;
};

QStringList ids(const QVariantList &list, const QString &key = u"id"_s)
{
    QStringList out;
    for (const QVariant &one : list)
        out << one.toMap().value(key).toString();
    return out;
}

} // namespace

class tst_WorkflowDocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheGraphOfTheText();
    void everyEditReachesTheTextView();
    void undoGivesTheTextBack();
    void typingMergesAndMayBreakTheText();
    void findingsNameTheirTask();
    void refusedEditsSayWhy();
    void stepsCanBeOne();
    void notesAndGroupsStandInTheFile();
    void textAndPictureFindEachOther();
    void typingInAThousandTasksDoesNotWait();
};

void tst_WorkflowDocument::showsTheGraphOfTheText()
{
    WorkflowDocument document;
    document.open(Source);
    QVERIFY(document.isReadable());
    QCOMPARE(ids(document.nodes()), (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(document.nodes().first().toMap().value(u"type"_s), u"shell"_s);
    QVERIFY(!document.nodes().first().toMap().contains(u"x"_s));
    QCOMPARE(document.edges(), (QVariantList{QVariantMap{{u"from"_s, u"a"_s}, {u"to"_s, u"b"_s}}}));
    QCOMPARE(document.task(u"b"_s).value(u"needs"_s), u"a"_s);
    QCOMPARE(document.workflow(), (QVariantMap{{u"name"_s, u"demo"_s}}));
    document.create(u"my: flow"_s);
    QCOMPARE(document.name(), u"my: flow"_s);
    QVERIFY(!document.isModified());
}

void tst_WorkflowDocument::everyEditReachesTheTextView()
{
    WorkflowDocument document;
    document.open(Source);
    const View view(document);
    const QString id = document.addTask(u"agent"_s, {10, 20}, {{u"title"_s, u"Ünï"_s}});
    QCOMPARE(id, u"agent"_s);
    QCOMPARE(view.text, document.text());
    QVERIFY(document.connectTasks(u"b"_s, id));
    QVERIFY(document.renameTask(u"a"_s, u"first"_s));
    QVERIFY(document.setField({u"first"_s, u"b"_s}, u"timeout"_s, u"5m"_s));
    QVERIFY(document.setPositions({{u"b"_s, QPointF(1, 2)}, {u"first"_s, QVariantMap{{u"x"_s, 3}, {u"y"_s, 4}}}}));
    QCOMPARE(document.duplicateTasks({u"first"_s, u"b"_s}), (QStringList{u"first_2"_s, u"b_2"_s}));
    QVERIFY(document.removeTasks({u"b"_s}));
    QVERIFY(document.setWorkflowField(u"inputs/topic/default"_s, u"trees"_s));
    QCOMPARE(view.text, document.text());
    QVERIFY(document.text().startsWith(u"# ünï\nname: demo\n"_s));
    QCOMPARE(document.nodes().at(0).toMap().value(u"x"_s), 3.0);
    QCOMPARE(ids(document.nodes()), (QStringList{u"first"_s, u"agent"_s, u"first_2"_s, u"b_2"_s}));
}

void tst_WorkflowDocument::undoGivesTheTextBack()
{
    WorkflowDocument document;
    document.open(Source);
    const View view(document);
    document.setField({u"a"_s}, u"title"_s, u"B"_s);
    document.setField({u"a"_s}, u"title"_s, u"Bu"_s);
    document.setField({u"a"_s}, u"title"_s, u"Build"_s);
    document.removeTasks({u"b"_s});
    QCOMPARE(document.undoName(), u"Remove 1 task(s)"_s);
    document.undo();
    QCOMPARE(document.undoName(), u"Change title"_s);
    QCOMPARE(document.task(u"a"_s).value(u"title"_s), u"Build"_s);
    document.undo();
    QVERIFY(!document.canUndo());
    QVERIFY(!document.isModified());
    QCOMPARE(document.text(), Source);
    document.redo();
    document.redo();
    QVERIFY(!document.canRedo());
    QCOMPARE(ids(document.nodes()), QStringList{u"a"_s});
    QCOMPARE(view.text, document.text());
}

void tst_WorkflowDocument::typingMergesAndMayBreakTheText()
{
    WorkflowDocument document;
    document.open(Source);
    QSignalSpy told(&document, &WorkflowDocument::textEdited);
    const int at = int(Source.indexOf(u"make"_s)) + 4;
    QVERIFY(document.replaceText(at, 0, u" "_s));
    QVERIFY(document.replaceText(at + 1, 0, u"ä"_s));
    QVERIFY(document.replaceText(at + 2, 0, u"ll"_s));
    QCOMPARE(told.count(), 0);
    QCOMPARE(document.task(u"a"_s).value(u"run"_s), u"make äll"_s);
    QVERIFY(document.replaceText(int(document.text().indexOf(u"id: b"_s)), 0, u"[ "_s));
    QVERIFY(!document.isReadable());
    QCOMPARE(ids(document.nodes()), (QStringList{u"a"_s, u"b"_s})); // The last that could be read.
    QSignalSpy refused(&document, &WorkflowDocument::editRefused);
    QVERIFY(document.addTask(u"noop"_s, {}).isEmpty());
    QCOMPARE(refused.count(), 1);
    QVERIFY(!document.replaceText(100000, 0, u"x"_s));
    document.undo();
    QVERIFY(document.isReadable());
    document.undo();
    QCOMPARE(document.text(), Source);
}

void tst_WorkflowDocument::findingsNameTheirTask()
{
    WorkflowDocument document;
    document.open(Source);
    QTRY_VERIFY(document.isChecked());
    QCOMPARE(document.findings(), QVariantList());
    QVERIFY(document.setField({u"b"_s}, u"timeout"_s, u"soon"_s));
    QTRY_COMPARE(document.errorCount(), 1);
    const QVariantMap finding = document.findingsOf(u"b"_s).first().toMap();
    QCOMPARE(finding.value(u"severity"_s), u"error"_s);
    const QVariantMap place = document.placeInText(u"b"_s, u"timeout"_s);
    QCOMPARE(finding.value(u"line"_s), place.value(u"line"_s));
    QCOMPARE(document.nodes().at(1).toMap().value(u"errors"_s), 1);
    document.undo();
    QTRY_COMPARE(document.errorCount(), 0);
}

void tst_WorkflowDocument::refusedEditsSayWhy()
{
    WorkflowDocument document;
    document.open(Source);
    QSignalSpy refused(&document, &WorkflowDocument::editRefused);
    QCOMPARE(document.canConnect(u"b"_s, u"a"_s), (QStringList{u"a"_s, u"b"_s, u"a"_s}));
    QVERIFY(!document.connectTasks(u"b"_s, u"a"_s));
    QVERIFY(!document.renameTask(u"a"_s, u"b"_s));
    QVERIFY(!document.removeTasks({u"x"_s}));
    QCOMPARE(refused.count(), 3);
    QVERIFY(refused.first().first().toString().contains(u"a → b → a"_s));
    QCOMPARE(document.text(), Source);
    QVERIFY(!document.canUndo());
}

void tst_WorkflowDocument::stepsCanBeOne()
{
    WorkflowDocument document;
    document.open(Source);
    document.beginSteps(u"Both"_s);
    document.addTask(u"noop"_s, {});
    document.connectTasks(u"b"_s, u"noop"_s);
    QVERIFY(!document.canUndo());
    document.commitSteps();
    QCOMPARE(document.undoName(), u"Both"_s);
    document.undo();
    QCOMPARE(document.text(), Source);
}

void tst_WorkflowDocument::notesAndGroupsStandInTheFile()
{
    WorkflowDocument document;
    document.open(Source);
    const QString note = document.addNote(u"Look"_s, {1, 2});
    QVERIFY(document.changeNote(note, {{u"text"_s, u"See\nhere"_s}, {u"x"_s, 50}}));
    const QString group = document.addGroup(u"Both"_s, {u"a"_s, u"b"_s});
    QCOMPARE(document.notes().first().toMap().value(u"text"_s), u"See\nhere"_s);
    QVERIFY(document.renameTask(u"a"_s, u"one"_s));
    QCOMPARE(document.groups().first().toMap().value(u"tasks"_s), (QVariantList{u"one"_s, u"b"_s}));
    QVERIFY(document.removeTasks({u"b"_s}));
    QCOMPARE(document.groups().first().toMap().value(u"tasks"_s), (QVariantList{u"one"_s}));
    QTRY_VERIFY(document.isChecked());
    QCOMPARE(document.errorCount(), 0);
    QVERIFY(document.removeNotes({note}));
    QVERIFY(document.removeGroups({group}));
    QVERIFY(!document.text().contains(u"x-podium"_s));
}

void tst_WorkflowDocument::textAndPictureFindEachOther()
{
    WorkflowDocument document;
    document.open(Source);
    const QVariantMap place = document.placeInText(u"b"_s);
    QCOMPARE(place.value(u"line"_s), 6);
    QCOMPARE(place.value(u"column"_s), 3);
    QCOMPARE(document.text().mid(place.value(u"position"_s).toInt(), 7), u"- id: b"_s);
    QCOMPARE(document.positionOf(6, 3), place.value(u"position"_s).toInt());
    QCOMPARE(document.taskAt(int(Source.indexOf(u"needs"_s))), u"b"_s);
    QCOMPARE(document.taskAt(3), QString());
    const QVariantList completions = document.completions(int(Source.indexOf(u"tasks.a."_s)) + 8);
    QVERIFY(ids(completions, u"text"_s).contains(u"result"_s));
    QVERIFY(ids(document.fields(u"shell"_s), u"name"_s).contains(u"run"_s));
}

void tst_WorkflowDocument::typingInAThousandTasksDoesNotWait()
{
    QString source = u"name: big\ntasks:\n"_s;
    for (int i = 0; i < 1000; ++i)
        source += u"  - id: t%1\n    prompt: Do it {{ run.id }}\n    timeout: 5m\n"_s.arg(i);
    WorkflowDocument document;
    document.open(source);
    QTRY_VERIFY(document.isChecked());
    QSignalSpy graph(&document, &WorkflowDocument::graphChanged);
    const int at = int(source.indexOf(u"Do it"_s));
    QElapsedTimer clock;
    clock.start();
    for (int i = 0; i < 20; ++i)
        QVERIFY(document.replaceText(at + i, 0, u"x"_s));
    qInfo("typing a key: %.2f ms", double(clock.nsecsElapsed()) / 20e6);
    QCOMPARE(graph.count(), 0); // Nothing was read in this thread.
    QTRY_VERIFY(document.isChecked());
    QCOMPARE(graph.count(), 1);
    QVERIFY(document.task(u"t0"_s).value(u"prompt"_s).toString().startsWith(u"xxxx"_s));
}

QTEST_GUILESS_MAIN(tst_WorkflowDocument)
#include "tst_workflowdocument.moc"
