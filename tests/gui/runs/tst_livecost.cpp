// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// What a run has cost while its agents still work: the same wherever it is asked for.
#include "gui/backend/format.h"
#include "gui/backend/navigator.h"
#include "gui/desktopfixture.h"

#include <QJsonArray>
#include <QTest>

using namespace podium;
using namespace podium::gui;
using namespace Qt::StringLiterals;

class TestLiveCost : public QObject, private test::DesktopFixture
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(begin()); }
    void cleanupTestCase() { QCOMPARE(end(), QStringList()); }

    void whatRunningAttemptsUseIsCounted()
    {
        // One has ended, one is at its second attempt, one has not begun.
        const QString run = submit(
            u"name: spending\ntasks:\n"
            "  - {id: done, type: simulated, simulate: {steps: [{usage: {usd: 0.5, input_tokens: 10}}]}}\n"
            "  - id: again\n    type: simulated\n    depends_on: [done]\n    retry: {max_attempts: 2}\n"
            "    simulate:\n      steps: [{usage: {usd: 1.25, output_tokens: 3}}, {fail: {error: broken, times: 1}},\n"
            "              {usage: {usd: 0.75, output_tokens: 1}}, {delay: 9h}]\n"
            "  - {id: later, type: simulated, depends_on: [again], simulate: {steps: []}}\n"_s,
            path(u"."_s));
        QVERIFY(!run.isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(cost(shown(run)), 3.75, LimitMs);
        QCOMPARE(shown(run)[u"usage"][u"input_tokens"].toInt(), 10);
        QCOMPARE(shown(run)[u"usage"][u"output_tokens"].toInt(), 7);
        QCOMPARE(cost(task(run, u"again"_s)), 3.25);
        QCOMPARE(cost(task(run, u"done"_s)), 0.5);
        QVERIFY(!task(run, u"later"_s)[u"usage"][u"usd"].isDouble());
        QCOMPARE(cost(ask(u"run.list"_s)[u"runs"][0].toObject()), 3.75);
        // In the header of its page, in time although no event tells of it.
        Navigator::instance()->openRun(run);
        QTRY_VERIFY_WITH_TIMEOUT(sees(simulated(3.75)), LimitMs);
        ask(u"run.cancel"_s, {{u"run"_s, run}});
        QTRY_COMPARE_WITH_TIMEOUT(shown(run)[u"state"].toString(), u"CANCELLED"_s, LimitMs);
        QCOMPARE(cost(shown(run)), 3.75); // Counted once.
        // Nobody may take it for money: not in what operations answer, not in the list of runs.
        const QJsonObject listed = ask(u"run.list"_s)[u"runs"][0].toObject();
        for (const QJsonObject &row : {shown(run), listed})
            QCOMPARE(row[u"usage"][u"simulated_usd"].toDouble(), 3.75);
        QCOMPARE(task(run, u"again"_s)[u"usage"][u"simulated_usd"].toDouble(), 3.25);
        Navigator::instance()->closeRun();
        QTRY_VERIFY_WITH_TIMEOUT(find(u"spending, Cancelled, 1 of 3 done"_s), LimitMs);
        QTRY_VERIFY_WITH_TIMEOUT(sees(simulated(3.75)), LimitMs);
        QVERIFY(!sees(Format::money(3.75)));
        picture(u"runs-simulated"_s);
    }

    void thePageFollowsWhatNoEventTells()
    {
        const QString run = submit(u"name: slow\ntasks:\n  - id: one\n    type: simulated\n    simulate:\n"
                                   "      steps: [{usage: {usd: 1}}, {delay: 4s}, {usage: {usd: 6}}, {delay: 9h}]\n"_s,
                                   path(u"."_s));
        Navigator::instance()->openRun(run, u"one"_s);
        QTRY_VERIFY_WITH_TIMEOUT(sees(simulated(1)), LimitMs);
        QTRY_VERIFY_WITH_TIMEOUT(sees(simulated(7)), LimitMs);
        QVERIFY(!sees(simulated(1)));
        ask(u"run.cancel"_s, {{u"run"_s, run}});
        QTRY_COMPARE_WITH_TIMEOUT(shown(run)[u"state"].toString(), u"CANCELLED"_s, LimitMs);
    }

private:
    static constexpr int LimitMs = 30'000;
    QJsonObject shown(const QString &run) { return ask(u"run.show"_s, {{u"run"_s, run}})[u"run"].toObject(); }
    QJsonObject task(const QString &run, const QString &key)
    {
        return ask(u"run.show"_s, {{u"run"_s, run}, {u"task"_s, key}})[u"tasks"][0].toObject();
    }
    static QString simulated(double usd) { return u"simulated "_s + Format::money(usd); }
    static double cost(const QJsonObject &row) { return row[u"usage"][u"usd"].toDouble(); }
};

QTEST_MAIN(TestLiveCost)
#include "tst_livecost.moc"
