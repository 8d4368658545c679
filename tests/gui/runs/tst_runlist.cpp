// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// Ten thousand runs: searched, put in order and read in pages by the store, on the page of runs.
#include "gui/backend/navigator.h"
#include "gui/desktopfixture.h"
#include "gui/runs/runlistcontroller.h"
#include "storage/storage.h"
#include "support/storesamples.h"

#include <QDir>
#include <QJsonArray>
#include <QSettings>
#include <QTest>

using namespace podium;
using namespace podium::gui;
using namespace Qt::StringLiterals;
using domain::RunState;

class TestRunList : public QObject, private test::DesktopFixture
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QSettings().clear();
        fill();
        QVERIFY(begin(qEnvironmentVariable("PODIUM_THEME", u"dark"_s)));
        Navigator::instance()->setPage(u"runs"_s);
        window()->requestActivate();
        QTRY_VERIFY_WITH_TIMEOUT(window()->isActive(), LimitMs);
    }
    void cleanupTestCase() { QCOMPARE(end(), QStringList()); }

    void theOperationSearchesSortsAndPages()
    {
        const auto titles = [&](const QJsonObject &params) {
            const QJsonObject answer = ask(u"run.list"_s, params);
            QStringList out{QString::number(answer[u"total"].toInt())};
            const QJsonArray runs = answer[u"runs"].toArray();
            for (const QJsonValue &run : runs)
                out << run[u"title"].toString();
            return out;
        };
        QCOMPARE(titles({{u"limit"_s, 2}}), QStringList({u"10000"_s, u"Job 9999"_s, u"Job 9998"_s}));
        QCOMPARE(titles({{u"limit"_s, 1}, {u"offset"_s, 9000}}), QStringList({u"10000"_s, u"Job 999"_s}));
        QCOMPARE(titles({{u"text"_s, u"ledger QUARTER"_s}}), QStringList({u"1"_s, u"Ledger of the quarter"_s}));
        QCOMPARE(titles({{u"sort"_s, u"dearest"_s}, {u"limit"_s, 1}}),
                 QStringList({u"10000"_s, u"Ledger of the quarter"_s}));
        QCOMPARE(titles({{u"sort"_s, u"longest"_s}, {u"limit"_s, 1}}), QStringList({u"10000"_s, u"Job 4000"_s}));
        QCOMPARE(titles({{u"sort"_s, u"newest"_s}, {u"reverse"_s, true}, {u"limit"_s, 1}}),
                 QStringList({u"10000"_s, u"Job 0"_s}));
    }

    void wordsFindARunFarDown()
    {
        QTRY_VERIFY_WITH_TIMEOUT(find(u"Job 9999, Completed, 3 of 3 done"_s), LimitMs);
        picture(u"runlist-all"_s);
        QTest::keyClick(window(), Qt::Key_Slash);
        for (const char sign : QByteArray("ledger quar"))
            QTest::keyClick(window(), sign);
        QTRY_VERIFY_WITH_TIMEOUT(find(u"Ledger of the quarter, Failed, 3 of 3 done"_s), LimitMs);
        QTRY_VERIFY_WITH_TIMEOUT(!find(u"Job 9999, Completed, 3 of 3 done"_s), LimitMs);
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"1 run found"_s), LimitMs);
        picture(u"runlist-search"_s);
        // From the words into the list, into the run, and back to what was looked for.
        QTest::keyClick(window(), Qt::Key_Down);
        QTest::keyClick(window(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(Navigator::instance()->run(), u"run-0017"_s, LimitMs);
        Navigator::instance()->closeRun();
        QTRY_VERIFY_WITH_TIMEOUT(find(u"Ledger of the quarter, Failed, 3 of 3 done"_s), LimitMs);
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"1 run found"_s), LimitMs);
        QVERIFY(!find(u"Job 9999, Completed, 3 of 3 done"_s));
    }

    void whatFitsNothingSaysSoAndShowsAllAgain()
    {
        QVERIFY(click(u"Completed"_s));
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"No run fits"_s), LimitMs);
        QVERIFY(click(u"Show all runs again"_s, QAccessible::Button));
        QTRY_VERIFY_WITH_TIMEOUT(find(u"Job 9999, Completed, 3 of 3 done"_s), LimitMs);
    }

    void aHeadOrdersAndTurnsRound()
    {
        QVERIFY(click(u"Cost"_s));
        QTRY_VERIFY_WITH_TIMEOUT(top(u"Ledger of the quarter"_s), LimitMs);
        picture(u"runlist-dearest"_s);
        QVERIFY(click(u"Created"_s));
        QTRY_VERIFY_WITH_TIMEOUT(top(u"Job 9999"_s), LimitMs);
        QTest::keyClick(window(), Qt::Key_Return); // The head has the keyboard.
        QTRY_VERIFY_WITH_TIMEOUT(top(u"Job 0"_s), LimitMs);
        QCOMPARE(QSettings().value(u"runs/order"_s).toString(), u"newest"_s);
        QVERIFY(QSettings().value(u"runs/reverse"_s).toBool());
        QVERIFY(click(u"Time"_s));
        QTRY_VERIFY_WITH_TIMEOUT(top(u"Job 4000"_s), LimitMs);
        // Another page of runs begins with what was chosen.
        RunListController later;
        QCOMPARE(later.order(), u"longest"_s);
        QVERIFY(!later.reverse());
    }

    void theListSaysWhatItDoesNotRead()
    {
        RunListController list;
        list.orderBy(u"name"_s);
        QTRY_VERIFY_WITH_TIMEOUT(list.runs()->count() == 100 && list.total() == Count, LimitMs);
        QTRY_COMPARE_WITH_TIMEOUT(list.runs()->at(0)[u"title"].toString(), u"Job 0"_s, LimitMs);
        QVERIFY(!list.isFull());
        for (int rows = 200; rows <= 1000; rows += 100) {
            list.more();
            QTRY_COMPARE_WITH_TIMEOUT(list.runs()->count(), rows, LimitMs);
        }
        QVERIFY(list.isFull());
    }

private:
    /// Which run stands at the top of the list.
    bool top(const QString &title)
    {
        QAccessibleInterface *row = find(title + u", …"_s);
        QAccessibleInterface *list = find(u"Runs"_s, QAccessible::List);
        return row && list && row->rect().top() - list->rect().top() < row->rect().height() / 2;
    }

    void fill()
    {
        QDir().mkpath(path(u"data"_s));
        storage::Storage store(test::sampleOptions(path(u"data/podium.db"_s)));
        QVERIFY(test::await(store.takeOver(u"test"_s)));
        const domain::WorkflowPtr workflow = test::sampleWorkflow(3, u"nightly"_s);
        engine::StoreBatch batch;
        batch.workflows << workflow;
        for (int i = 0; i < Count; ++i) {
            engine::RunRow run = test::sampleRun(u"run-%1"_s.arg(i, 4, 10, QLatin1Char('0')), workflow,
                                                 i % 7 ? RunState::Completed : RunState::Failed);
            run.title = u"Job %1"_s.arg(i);
            run.tasksDone = run.tasksTotal;
            run.createdMs += i * 1000;
            run.startedMs = run.createdMs;
            run.finishedMs = run.startedMs + (i == 4000 ? 900'000 : 100 + i % 50);
            if (i % 3 == 0)
                run.usage.usd = (i % 100) / 100.0;
            if (i == 17) {
                run.title = u"Ledger of the quarter"_s;
                run.state = RunState::Failed;
                run.usage.usd = 12;
            }
            batch.runs << run;
        }
        QVERIFY(test::commitNow(store, batch));
    }

    static constexpr int LimitMs = 30'000;
    static constexpr int Count = 10'000;
};

QTEST_MAIN(TestRunList)
#include "tst_runlist.moc"
