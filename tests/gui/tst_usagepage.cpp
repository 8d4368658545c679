// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// What was spent, as the page of usage adds it up and shows it.
#include "gui/backend/navigator.h"
#include "gui/desktopfixture.h"
#include "gui/usage/usagecontroller.h"

#include <QJsonArray>
#include <QTest>

using namespace podium;
using namespace podium::gui;
using namespace Qt::StringLiterals;

class TestUsagePage : public QObject, private test::DesktopFixture
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(begin());
        const QString run =
            submit(u"name: work\ntasks:\n  - {id: a, run: 'true'}\n  - {id: b, run: 'true'}\n"_s, path(u"."_s));
        QTRY_COMPARE_WITH_TIMEOUT(ask(u"run.show"_s, {{u"run"_s, run}})[u"run"][u"state"].toString(), u"COMPLETED"_s,
                                  30'000);
    }
    void cleanupTestCase() { QCOMPARE(end(), QStringList()); }

    void thePageTellsWhatWasDoneToday()
    {
        Navigator::instance()->setPage(u"usage"_s);
        QTRY_VERIFY(sees(u"work"_s));
        QVERIFY(sees(u"By workflow"_s));
        QTRY_VERIFY(sees(QDate::currentDate().toString(Qt::ISODate) + u": …"_s));
        picture(u"usage"_s);
        QVERIFY(click(u"30 days"_s));
        QTRY_VERIFY(sees(u"In 30 days"_s));
    }

    void daysAgentsAndWorkflowsAreAddedUp()
    {
        const auto spent = [](double usd, int tokens, int unknown) {
            return QJsonObject{
                {u"usd"_s, usd}, {u"tokens"_s, tokens}, {u"attempts"_s, 1}, {u"unknown_costs"_s, unknown}};
        };
        const auto part = [&](const QString &workflow, const QString &agent, const QJsonObject &figures) {
            return QJsonObject{{u"workflow"_s, workflow}, {u"agent"_s, agent}, {u"spent"_s, figures}};
        };
        UsageController usage;
        usage.setSpan(7);
        usage.takeUsage(
            {{u"days"_s, QJsonArray{QJsonObject{{u"date"_s, u"2026-03-10"_s},
                                                {u"spent"_s, spent(3, 300, 1)},
                                                {u"parts"_s, QJsonArray{part(u"a"_s, u"coder"_s, spent(1, 100, 0)),
                                                                        part(u"b"_s, u"coder"_s, spent(2, 200, 1))}}},
                                    QJsonObject{{u"date"_s, u"2026-03-08"_s},
                                                {u"spent"_s, spent(1.5, 50, 0)},
                                                {u"parts"_s, QJsonArray{part(u"a"_s, {}, spent(1.5, 50, 0))}}}}}},
            QDate(2026, 3, 10));
        QCOMPARE(usage.days()->count(), 7);
        QCOMPARE(usage.days()->at(6)[u"usd"].toDouble(), 3.0);
        QCOMPARE(usage.days()->at(6)[u"share"].toDouble(), 1.0);
        QCOMPARE(usage.days()->at(4)[u"share"].toDouble(), 0.5);
        QCOMPARE(usage.days()->at(5)[u"usd"].toDouble(), 0.0);
        QCOMPARE(usage.total()[u"usd"_s].toDouble(), 4.5);
        QCOMPARE(usage.today()[u"unknown_costs"_s].toInt(), 1);
        QCOMPARE(usage.agents()->count(), 1);
        QCOMPARE(usage.agents()->at(0)[u"usd"].toDouble(), 3.0);
        QCOMPARE(usage.workflows()->at(0)[u"name"].toString(), u"a"_s);
        QCOMPARE(usage.workflows()->at(0)[u"usd"].toDouble(), 2.5);
    }
};

QTEST_MAIN(TestUsagePage)
#include "tst_usagepage.moc"
