// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// What can be done with a workflow before it runs: parts dropped, an estimate, one task alone, a plan from a goal.
#include "gui/backend/navigator.h"
#include "gui/desktopfixture.h"
#include "gui/editor/editorsession.h"
#include "gui/graphedit/grapheditor.h"

#include <QDir>
#include <QDropEvent>
#include <QJsonArray>
#include <QMimeData>
#include <QQuickItem>
#include <QStandardPaths>
#include <QTest>

using namespace podium;
using namespace podium::gui;
using namespace Qt::StringLiterals;

class TestEditorVerbs : public QObject, private test::DesktopFixture
{
    Q_OBJECT

private:
    static EditorSession &session() { return *EditorSession::instance(); }
    static GraphModel *model() { return session().graph()->model(); }
    static GraphEditor *editorIn(QQuickItem *item)
    {
        if (auto *editor = qobject_cast<GraphEditor *>(item))
            return editor;
        const QList<QQuickItem *> children = item->childItems();
        for (QQuickItem *child : children) {
            if (GraphEditor *found = editorIn(child))
                return found;
        }
        return nullptr;
    }
    GraphEditor *editor() const { return editorIn(window()->contentItem()); }
    void type(const QString &text)
    {
        for (const QChar letter : text)
            QTest::keyClick(window(), letter.toLatin1());
    }
    void open(const QString &text)
    {
        Navigator::instance()->closeRun();
        Navigator::instance()->setPage(u"workflows"_s);
        session().openText(text);
        QTRY_VERIFY(editor() && editor()->width() > 100);
        QTRY_VERIFY(session().document()->isChecked());
    }

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName(u"tst_editorverbs"_s);
        QDir(QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation)).removeRecursively();
        qputenv("PATH", "/usr/bin:/bin");
        for (const char *key : {"ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"})
            qunsetenv(key);
        QVERIFY(begin());
    }
    void cleanupTestCase() { QCOMPARE(end(), QStringList()); }

    void aPartLandsWhereItIsDropped()
    {
        open(u"name: drop\ntasks:\n  - {id: a, type: noop}\n"_s);
        editor()->fit();
        QTRY_VERIFY(editor()->isSettled());
        const QPointF spot(editor()->width() - 260, editor()->height() - 240);
        const QPointF inWindow = editor()->mapToScene(spot);
        QMimeData part;
        part.setData(u"podium/part"_s, "type:shell");
        QDragEnterEvent enter(inWindow.toPoint(), Qt::CopyAction, &part, Qt::LeftButton, {});
        QCoreApplication::sendEvent(window(), &enter);
        QDragMoveEvent move(inWindow.toPoint(), Qt::CopyAction, &part, Qt::LeftButton, {});
        QCoreApplication::sendEvent(window(), &move);
        QDropEvent drop(inWindow, Qt::CopyAction, &part, Qt::LeftButton, {});
        QCoreApplication::sendEvent(window(), &drop);
        QTRY_COMPARE(model()->count(), 2);
        QVERIFY(editor()->rectOf(u"shell"_s).adjusted(-30, -30, 30, 30).contains(spot));
        QVERIFY(!editor()->rectOf(u"shell"_s).intersects(editor()->rectOf(u"a"_s)));
    }

    void aSelectionIsSavedAsAPart()
    {
        open(u"name: one\ntasks:\n  - {id: a, type: noop, title: First}\n  - {id: b, type: noop, depends_on: [a]}\n"_s);
        editor()->forceActiveFocus();
        QTest::keyClick(window(), Qt::Key_A, Qt::ControlModifier);
        QTRY_VERIFY(sees(u"Save the selection as a part"_s) || (click(u"Save as a part for any workflow"_s), false));
        type(u"Pair"_s);
        QTest::keyClick(window(), Qt::Key_Return);
        QTRY_VERIFY(find(u"Pair"_s));
        // In any other workflow, by the keys.
        open(u"name: other\ntasks:\n  - {id: x, type: noop}\n"_s);
        QVERIFY(click(u"Find a part"_s, QAccessible::EditableText));
        type(u"pair"_s);
        QTest::keyClick(window(), Qt::Key_Return);
        QTRY_COMPARE(model()->count(), 3);
        QCOMPARE(model()->edges().size(), 1);
        QVERIFY(model()->indexOf(u"a"_s) >= 0);
        QVERIFY(click(u"Find a part"_s, QAccessible::EditableText));
        QTest::keyClick(window(), Qt::Key_Down);
        QTest::keyClick(window(), Qt::Key_Delete);
        QTRY_VERIFY(sees(u"Forget “Pair”?"_s));
        QVERIFY(click(u"Forget the part"_s));
        QTRY_VERIFY(!find(u"Pair"_s));
    }

    void whatARunWouldTakeIsSaidBeforeItStarts()
    {
        open(u"name: known\ntasks:\n"
             "  - {id: a, run: x, estimate: 10m}\n  - {id: b, run: y, estimate: 1m}\n"
             "  - {id: c, run: z, estimate: 1m, gate: Sure, depends_on: [a, b]}\n"_s);
        QVERIFY(click(u"Before running: time, cost, agents, files, risk"_s));
        QTRY_VERIFY(sees(u"Before it runs"_s));
        QTRY_VERIFY(!session().estimate().isEmpty());
        QTRY_VERIFY(sees(u"Critical path, …"_s));
        QVERIFY(sees(u"given in the workflow …"_s));
        QVERIFY(sees(u"0 on branches, 3 in place"_s));
        QVERIFY(sees(u"high"_s)); // Both write in one folder at the same time.
        for (int i = 0; i < model()->edges().size(); ++i)
            QCOMPARE(model()->isCritical(i), model()->edges().at(i).from == u"a"_s);
        picture(u"estimate"_s);
        // It follows what is edited.
        session().document()->setField({u"b"_s}, u"estimate"_s, u"90m"_s);
        QTRY_COMPARE(session().estimate().value(u"critical_path"_s).toStringList().value(0), u"b"_s);
        QVERIFY(click(u"Back to the fields"_s));
        QTRY_VERIFY(!sees(u"Before it runs"_s));
    }

    void oneTaskIsTriedAlone()
    {
        open(u"name: parts\ninputs:\n  who: world\ntasks:\n  - {id: a, run: 'exit 3', output: text}\n"
             "  - {id: b, run: 'echo {{ inputs.who }} {{ tasks.a.result }}', output: text, depends_on: [a]}\n"_s);
        model()->select(u"b"_s);
        // What it is shown in may still be on its way.
        QTRY_VERIFY(sees(u"Try b alone"_s) || (click(u"Try alone…"_s, QAccessible::Button), false));
        QVERIFY(click(u"who"_s, QAccessible::EditableText));
        type(u"ann"_s);
        QVERIFY(click(u"Result of a"_s, QAccessible::EditableText));
        type(u"given"_s);
        picture(u"try"_s);
        QVERIFY(click(u"Run this task"_s));
        QTRY_VERIFY_WITH_TIMEOUT(!Navigator::instance()->run().isEmpty(), 10'000);
        const QString run = Navigator::instance()->run();
        QTRY_COMPARE_WITH_TIMEOUT(ask(u"run.show"_s, {{u"run"_s, run}})[u"run"][u"state"].toString(), u"COMPLETED"_s,
                                  20'000);
        QCOMPARE(ask(u"run.show"_s, {{u"run"_s, run}, {u"task"_s, u"b"_s}})[u"tasks"]
                     .toArray()
                     .first()[u"result"]
                     .toString(),
                 u"ann given"_s);
        Navigator::instance()->closeRun();
    }

    void aGoalBecomesAProposal()
    {
        session().close();
        Navigator::instance()->setPage(u"workflows"_s);
        QTRY_VERIFY(sees(u"From a goal"_s));
        QTRY_VERIFY(sees(u"Nobody can plan here: …"_s));
        QVERIFY(find(u"Research"_s)); // Templates instead.
        picture(u"nobody"_s);
        const QJsonArray agents = ask(u"agent.list"_s)[u"agents"].toArray();
        for (const QJsonValue &agent : agents) {
            const QJsonObject done = ask(u"agent.set"_s, {{u"name"_s, agent[u"name"]}, {u"runner"_s, u"simulated"_s}});
            QVERIFY2(!done.contains(u"problem"), qPrintable(done[u"problem"].toString()));
        }
        QVERIFY(click(u"Look again"_s));
        QVERIFY(click(u"What is to be reached? …"_s, QAccessible::EditableText));
        type(u"Build a shop"_s);
        const int runs = int(ask(u"run.list"_s)[u"runs"].toArray().size());
        QVERIFY(click(u"Propose a workflow"_s));
        QTRY_VERIFY_WITH_TIMEOUT(session().isActive(), 30'000);
        QTRY_VERIFY(!session().proposal().isEmpty());
        QTRY_VERIFY(sees(session().proposal()));
        QVERIFY(model()->count() > 0);
        picture(u"proposal"_s);
        // Only the planner has run; what it proposes is not saved, and can be changed.
        QCOMPARE(ask(u"run.list"_s)[u"runs"].toArray().size(), runs + 1);
        QCOMPARE(session().version(), 0);
        const QString first = model()->nodes().first().id;
        QVERIFY(session().document()->setField({first}, u"title"_s, u"Mine"_s));
        QVERIFY(click(u"Hide this"_s));
        QTRY_VERIFY(session().proposal().isEmpty());
    }
};

QTEST_MAIN(TestEditorVerbs)
#include "tst_editorverbs.moc"
