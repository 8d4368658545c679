// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// The tasks of a workflow over its last runs, in the real window.
#include "gui/backend/navigator.h"
#include "gui/compare/rungrid.h"
#include "gui/desktopfixture.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QQuickItem>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace podium;
using namespace podium::gui;
using namespace Qt::StringLiterals;

namespace
{

QString workflow(bool fails, const QString &more = {})
{
    return u"name: nightly\ntasks:\n  - {id: fetch, title: Fetch sources, run: 'true'}\n"
           "  - {id: check, title: Check, depends_on: [fetch], run: '%1'}\n%2"_s.arg(fails ? u"exit 3"_s : u"true"_s,
                                                                                     more);
}

} // namespace

class TestRunGrid : public QObject, private test::DesktopFixture
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(begin(qEnvironmentVariable("PODIUM_PICTURES_THEME", u"dark"_s))); }
    void cleanupTestCase() { QCOMPARE(end(), QStringList()); }

    void tasksOfTheLastRunsStandInColumns()
    {
        m_first = ended(workflow(false));
        m_second = ended(workflow(true, u"  - {id: report, title: Report, run: 'true'}\n"_s));
        const QJsonObject grid = ask(u"run.grid"_s, {{u"workflow"_s, u"nightly"_s}});
        QCOMPARE(grid[u"runs"][0][u"id"].toString(), m_second);
        QCOMPARE(grid[u"runs"][1][u"id"].toString(), m_first);
        const QJsonArray tasks = grid[u"tasks"].toArray();
        QCOMPARE(tasks.size(), 3);
        QCOMPARE(tasks[1][u"key"].toString(), u"check"_s);
        QCOMPARE(tasks[1][u"cells"][0][u"state"].toString(), u"FAILED"_s);
        QCOMPARE(tasks[1][u"cells"][1][u"state"].toString(), u"SUCCESS"_s);
        QVERIFY(tasks[2][u"cells"][1].isNull());
        QVERIFY(!grid[u"more"].toBool());
        QVERIFY(ask(u"run.grid"_s, {{u"run"_s, m_first}, {u"limit"_s, 1}})[u"more"].toBool());
        QVERIFY(ask(u"run.grid"_s).contains(u"problem"_s));
        QVERIFY(ask(u"run.grid"_s, {{u"workflow"_s, u"no such"_s}}).contains(u"problem"_s));
    }

    void partsOfTasksAreShownWhereTheyAreAskedFor()
    {
        ended(u"name: parts\ntasks:\n  - {id: each, foreach: 'range(3)', run: 'true'}\n"_s);
        QCOMPARE(ask(u"run.grid"_s, {{u"workflow"_s, u"parts"_s}})[u"tasks"].toArray().size(), 1);
        QCOMPARE(ask(u"run.grid"_s, {{u"workflow"_s, u"parts"_s}, {u"parts"_s, true}})[u"tasks"].toArray().size(), 4);
    }

    void aCellOpensTheTaskOfItsRun()
    {
        Navigator::instance()->openRun(m_first);
        QVERIFY(click(u"Grid"_s));
        QTRY_VERIFY(find(u"Check, Failed"_s));
        QVERIFY(find(u"Check, Success"_s));
        QVERIFY(find(u"Report was not part of this run"_s));
        picture(u"grid"_s);
        QVERIFY(click(u"Check, Failed"_s));
        QTRY_COMPARE(Navigator::instance()->run(), m_second);
        QCOMPARE(Navigator::instance()->task(), u"check"_s);
    }

    void theListOfRunsTellsWhatFailedFromWhatIsDone()
    {
        Navigator::instance()->closeRun();
        QTRY_VERIFY_WITH_TIMEOUT(find(u"nightly, Failed, 2 of 3 done, 1 failed"_s), 30'000);
        QVERIFY(find(u"nightly, Completed, 2 of 2 done"_s));
        picture(u"runs-failed"_s);
    }

    void theKeyboardGoesThroughTheCells()
    {
        Navigator::instance()->openRun(m_second);
        QVERIFY(click(u"Grid"_s));
        QTRY_VERIFY(find(u"Check, Failed"_s));
        auto *table = qobject_cast<QQuickItem *>(find(u"Tasks of the last runs"_s)->object());
        QVERIFY(table);
        table->forceActiveFocus();
        for (const Qt::Key key : {Qt::Key_Down, Qt::Key_Right})
            QTest::keyClick(window(), key);
        QTRY_COMPARE(table->property("currentColumn").toInt(), 1);
        QCOMPARE(table->property("currentRow").toInt(), 1);
        picture(u"grid-keyboard"_s);
        QTest::keyClick(window(), Qt::Key_Return);
        QTRY_COMPARE(Navigator::instance()->run(), m_first);
        QCOMPARE(Navigator::instance()->task(), u"check"_s);
    }

    void aNewRunComesInWithoutMovingTheOthers()
    {
        RunGrid grid;
        const QAbstractItemModelTester tester(&grid, QAbstractItemModelTester::FailureReportingMode::QtTest);
        grid.setRun(m_second);
        QTRY_COMPARE(grid.columnCount(), 2);
        const QSignalSpy inserted(&grid, &QAbstractItemModel::columnsInserted);
        const QSignalSpy reset(&grid, &QAbstractItemModel::modelReset);
        const QString third = ended(workflow(false, u"  - {id: report, title: Report, run: 'true'}\n"_s));
        QTRY_COMPARE(grid.columnCount(), 3);
        QCOMPARE(grid.runAt(0), third);
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(reset.size(), 0);
        QTRY_COMPARE(grid.data(grid.index(1, 0), RunGrid::StateRole).toString(), u"SUCCESS"_s);
        grid.toggle(m_first);
        grid.toggle(m_second);
        grid.toggle(third);
        QCOMPARE(grid.chosen(), (QStringList{m_second, third}));
        grid.toggle(third);
        QCOMPARE(grid.chosen(), QStringList{m_second});
        // Of another workflow nothing of this one stays, not even until the answer comes.
        const QString other = ended(u"name: other\ntasks:\n  - {id: only, run: 'true'}\n"_s);
        grid.setRun(other);
        QCOMPARE(grid.columnCount(), 0);
        QVERIFY(grid.chosen().isEmpty());
        QTRY_COMPARE(grid.workflow(), u"other"_s);
        QCOMPARE(grid.rowCount(), 1);
    }

    void hundredsOfTasksAndFiftyRunsAreAnsweredAtOnce()
    {
        QString yaml = u"name: wide\ntasks:\n"_s;
        for (int i = 0; i < 300; ++i)
            yaml += u"  - {id: t%1, type: noop}\n"_s.arg(i);
        QString last;
        for (int i = 0; i < 50; ++i) {
            last = submit(yaml, path(u"."_s));
            QVERIFY(!last.isEmpty());
        }
        QTRY_COMPARE_WITH_TIMEOUT(state(last), u"COMPLETED"_s, 120'000);
        QElapsedTimer clock;
        clock.start();
        const QJsonObject grid = ask(u"run.grid"_s, {{u"workflow"_s, u"wide"_s}, {u"limit"_s, 50}});
        qInfo("300 tasks in 50 runs are answered in %lld ms", clock.elapsed());
        QCOMPARE(grid[u"runs"].toArray().size(), 50);
        QCOMPARE(grid[u"tasks"].toArray().size(), 300);
        QCOMPARE(grid[u"tasks"][299][u"cells"].toArray().size(), 50);
        Navigator::instance()->openRun(last);
        clock.start();
        QVERIFY(click(u"Grid"_s));
        QTRY_VERIFY(find(u"t0, Success"_s));
        qInfo("the grid is there after %lld ms", clock.elapsed());
        // Only what is seen has items: a window has room for some 25 by 12 cells.
        auto *table = qobject_cast<QQuickItem *>(find(u"Tasks of the last runs"_s)->object());
        QVERIFY(table);
        QCOMPARE(table->property("rows").toInt(), 300);
        auto *inside = table->property("contentItem").value<QQuickItem *>();
        QVERIFY(inside->childItems().size() < 800);
        picture(u"grid-wide"_s);
    }

    void whatWaitsSaysSoInsteadOfCountingTime()
    {
        // It was tried once and waits for long: no time of it runs.
        const QString run = submit(u"name: waits\ntasks:\n  - id: again\n    title: Again\n    type: simulated\n"
                                   "    retry: {attempts: 2, backoff: 9h, max_backoff: 9h}\n"
                                   "    simulate: {steps: [{fail: {error: broken, times: 1}}]}\n"
                                   "  - {id: later, title: Later, depends_on: [again], run: 'true'}\n"_s,
                                   path(u"."_s));
        Navigator::instance()->openRun(run);
        QVERIFY(click(u"Grid"_s));
        QTRY_VERIFY_WITH_TIMEOUT(find(u"Again, Ready"_s), 30'000);
        QVERIFY(find(u"Later, Pending"_s));
        auto *table = qobject_cast<QQuickItem *>(find(u"Tasks of the last runs"_s)->object());
        QVERIFY(table);
        QTRY_VERIFY_WITH_TIMEOUT(writes(table, u"Ready"_s), 30'000);
        QVERIFY(writes(table, u"Pending"_s));
        picture(u"grid-waits"_s);
        ask(u"run.cancel"_s, {{u"run"_s, run}});
    }

private:
    static bool writes(const QQuickItem *item, const QString &text)
    {
        const QList<QQuickItem *> children = item->childItems();
        return item->property("text").toString() == text ||
               std::any_of(children.begin(), children.end(),
                           [&](const QQuickItem *child) { return writes(child, text); });
    }
    QString state(const QString &run) { return ask(u"run.show"_s, {{u"run"_s, run}})[u"run"][u"state"].toString(); }
    QString ended(const QString &yaml)
    {
        const QString run = submit(yaml, path(u"."_s));
        if (!QTest::qWaitFor(
                [&] {
                    const QString now = state(run);
                    return now == u"COMPLETED" || now == u"FAILED";
                },
                30'000))
            qWarning("the run did not end");
        return run;
    }

    QString m_first;
    QString m_second;
};

QTEST_MAIN(TestRunGrid)
#include "tst_rungrid.moc"
