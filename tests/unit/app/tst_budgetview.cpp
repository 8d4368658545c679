// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/textlayout.h"
#include "app/ctl/views/budgetview.h"
#include "base/json.h"

#include <QTest>

using namespace podium;
using namespace podium::ctl;

namespace
{

QJsonObject accounts(bool live)
{
    QJsonObject out = parseJson(R"({"accounts": [
        {"level": "workflow", "name": "nightly-release-notes", "limit": {"usd": 10},
         "spent": {"usd": 2.5, "tokens": 1200, "wall_ms": 65000, "attempts": 3}, "reserved": {"usd": 1}},
        {"level": "day", "name": "", "limit": {"usd": 20, "tokens": 5000000, "wall_ms": 28800000, "attempts": 400},
         "spent": {"usd": 2.5, "tokens": 1200, "wall_ms": 65000, "attempts": 3}, "reserved": {"usd": 1}}]})")
                          ->toObject();
    out.insert(QStringLiteral("live"), live);
    return out;
}

QString shown(bool live, int columns)
{
    AnswerOptions options;
    options.columns = columns;
    return renderBudget(accounts(live), options).join(u'\n');
}

} // namespace

class TestBudgetView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFigureIsShownOnEveryTerminal_data()
    {
        QTest::addColumn<int>("columns");
        for (const int columns : {40, 60, 80, 120, 0})
            QTest::addRow("%d columns", columns) << columns;
    }
    void everyFigureIsShownOnEveryTerminal()
    {
        QFETCH(int, columns);
        const QString text = shown(true, columns);
        for (const char *part : {"workflow", "nightly-release-notes", "$2.50 of $10.00", "$2.50 of $20.00", "$1.00",
                                 "1,200 of 5,000,000", "1:05 of 8:00:00", "3 of 400"})
            QVERIFY2(text.contains(QLatin1StringView(part)), qPrintable(text));
        for (const QString &line : text.split(u'\n'))
            QVERIFY2(columns == 0 || displayWidth(line) <= columns, qPrintable(line));
        QCOMPARE(text.contains(u"WHOSE"), columns == 0 || columns == 120);
    }

    void whatNobodyKnowsIsNotShownAsNothing()
    {
        QVERIFY(!shown(false, 0).contains(u"RESERVED"));
        QVERIFY(shown(true, 0).contains(u"RESERVED"));
        QVERIFY(!shown(true, 0).contains(u"AT MOST")); // Everything's cost is known.
    }
};

QTEST_GUILESS_MAIN(TestBudgetView)
#include "tst_budgetview.moc"
