// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/policy/prices.h"
#include "domain/policy/quiethours.h"

#include <QDateTime>
#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace podium;
using namespace podium::domain;

class TestPrices : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theTableThatComesWithPodiumIsRight()
    {
        QFile file(u":/podium/prices/models.yaml"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const Result<PriceTable> read = PriceTable::read(file.readAll(), u"models.yaml"_s);
        QVERIFY2(read.has_value(), read ? "" : qPrintable(read.error().text()));
        QCOMPARE(PriceTable::builtIn().prices().size(), read->prices().size());
        QVERIFY(!read->prices().isEmpty());
    }

    void everyKindOfTokenHasItsPrice()
    {
        const TokenCounts tokens{1'000'000, 100'000, 200'000, 50'000, 3'000'000};
        const PriceTable table = PriceTable::builtIn();
        const QDate day(2026, 11, 21);
        const double whole = 4 + 0.1 * 20 + 0.2 * 5 + 0.05 * 8 + 3 * 0.2;
        QCOMPARE(table.usd(u"claude-opus-5-5"_s, tokens, day).value(), whole);
        QCOMPARE(table.usd(u"claude-opus-5-5"_s, tokens, day, true).value(), whole / 2);
        // The longer name comes first, names may have a date behind them, and what has no price costs nobody knows
        // what.
        QCOMPARE(table.usd(u"claude-opus-5"_s, {1'000'000, 0, 0, 0, 0}, day).value(), 5.0);
        QCOMPARE(table.usd(u"claude-sonnet-4-5-20250929"_s, {1'000'000, 0, 0, 0, 0}, day).value(), 3.0);
        QVERIFY(!table.usd(u"another-model"_s, tokens, day));
    }

    void ownPricesComeFirstAndBeginOnTheirDay()
    {
        const Result<PriceTable> own =
            PriceTable::read("version: 1\nupdated: 2026-12-01\nprices:\n"
                             "  - {model: claude-opus-5-5, from: 2027-01-01, input: 6, output: 30}\n"
                             "  - {model: local-*, input: 0, output: 0}\n",
                             u"prices.yaml"_s);
        QVERIFY2(own.has_value(), own ? "" : qPrintable(own.error().text()));
        const PriceTable table = PriceTable::builtIn().after(*own);
        const TokenCounts million{1'000'000, 0, 0, 0, 0};
        QCOMPARE(table.usd(u"claude-opus-5-5"_s, million, QDate(2026, 12, 31)).value(), 4.0);
        QCOMPARE(table.usd(u"claude-opus-5-5"_s, million, QDate(2027, 1, 1)).value(), 6.0);
        QCOMPARE(table.usd(u"claude-opus-5-5"_s, {0, 0, 1'000'000, 0, 0}, QDate(2027, 1, 1)).value(), 7.5);
        QCOMPARE(table.usd(u"local-llama"_s, million, QDate(2027, 1, 1)).value(), 0.0);
    }

    void wrongFilesAreRefusedWithTheirPlace_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("says");
        QTest::newRow("version") << QByteArray("updated: 2026-01-01\nprices: []") << u"version: 1"_s;
        QTest::newRow("day") << QByteArray("version: 1\nprices: []") << u"updated"_s;
        const QByteArray head("version: 1\nupdated: 2026-01-01\nprices:\n");
        QTest::newRow("model") << head + "  - {input: 1, output: 1}" << u"model"_s;
        QTest::newRow("amount") << head + "  - {model: x, input: -1, output: 1}" << u"prices.yaml:4"_s;
        QTest::newRow("key") << head + "  - {model: x, input: 1, output: 1, cache: 1}" << u"cache"_s;
    }

    void wrongFilesAreRefusedWithTheirPlace()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, says);
        const Result<PriceTable> read = PriceTable::read(text, u"prices.yaml"_s);
        QVERIFY(!read.has_value());
        QVERIFY2(read.error().text().contains(says), qPrintable(read.error().text()));
    }

    void quietHoursGoOverMidnight_data()
    {
        QTest::addColumn<QString>("hours");
        QTest::addColumn<QString>("at");
        QTest::addColumn<QString>("awake");
        QTest::newRow("evening") << u"22:00-07:00"_s << u"2026-03-02T23:30:00"_s << u"2026-03-03T07:00:00"_s;
        QTest::newRow("night") << u"22:00-07:00"_s << u"2026-03-02T03:00:00"_s << u"2026-03-02T07:00:00"_s;
        QTest::newRow("day") << u"22:00-07:00"_s << u"2026-03-02T12:00:00"_s << u"2026-03-02T12:00:00"_s;
        QTest::newRow("its end") << u"22:00-07:00"_s << u"2026-03-02T07:00:00"_s << u"2026-03-02T07:00:00"_s;
        QTest::newRow("at noon") << u"12:00-13:30"_s << u"2026-03-02T12:10:00"_s << u"2026-03-02T13:30:00"_s;
        QTest::newRow("none") << QString() << u"2026-03-02T03:00:00"_s << u"2026-03-02T03:00:00"_s;
    }

    void quietHoursGoOverMidnight()
    {
        QFETCH(QString, hours);
        QFETCH(QString, at);
        QFETCH(QString, awake);
        const auto ms = [](const QString &text) {
            return QDateTime::fromString(text, Qt::ISODate).toMSecsSinceEpoch();
        };
        QCOMPARE(QuietHours::fromText(hours).value().nextAwakeMs(ms(at)), ms(awake));
    }

    void wrongQuietHoursAreRefused()
    {
        for (const char *text : {"22:00", "22-7", "25:00-07:00", "07:00-07:00", "never"})
            QVERIFY2(!QuietHours::fromText(QString::fromLatin1(text)), text);
    }
};

QTEST_GUILESS_MAIN(TestPrices)
#include "tst_prices.moc"
