// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"
#include "storage/guest/databasequeries.h"
#include "storage/sql/connection.h"
#include "support/backends.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace podium;
using namespace podium::storage;
using namespace podium::test;

/// What agents may do with databases of the user, on both kinds.
class TestDatabaseQueries : public QObject
{
    Q_OBJECT

    Backends m_backends;
    QString m_url;

    Result<QJsonValue> ask(const QString &sql, const QJsonValue &parameters = {}, bool mayWrite = false,
                           int maxRows = 100, qint64 timeLimitMs = 20'000)
    {
        DatabaseQueries queries({{u"shop"_s, m_url}});
        QFuture<Result<QJsonValue>> answer =
            queries.query({u"shop"_s, sql, parameters, mayWrite, maxRows, timeLimitMs});
        answer.waitForFinished();
        return answer.result();
    }
    static QString text(const Result<QJsonValue> &result)
    {
        return result ? QString::fromUtf8(canonicalJson(*result))
                      : errorCodeName(result.error().code) + u": "_s + result.error().text();
    }
    int count()
    {
        const Result<QJsonValue> result = ask(u"SELECT count(*) FROM goods"_s);
        return result ? (*result)["rows"_L1].toArray().at(0).toArray().at(0).toInt() : -1;
    }

private Q_SLOTS:
    void init()
    {
        m_url = m_backends.fresh();
        QVERIFY(!m_url.isEmpty());
        const auto connection = Connection::open(*DatabaseUrl::parse(m_url), OpenMode::ReadWrite);
        QVERIFY(connection);
        QVERIFY((*connection)->execute(u"CREATE TABLE goods (id BIGINT PRIMARY KEY, name TEXT, price REAL)"_s));
        QVERIFY((*connection)->execute(u"INSERT INTO goods VALUES (1, 'nail', 0.5), (9007199254740993, NULL, 2)"_s));
    }

    void rowsComeWithTheirColumnsAndTypes_data() { Backends::addRows(); }
    void rowsComeWithTheirColumnsAndTypes()
    {
        QCOMPARE(text(ask(u"SELECT id, name, price FROM goods ORDER BY id"_s)),
                 u"{\"columns\":[\"id\",\"name\",\"price\"],"
                 "\"rows\":[[1,\"nail\",0.5],[\"9007199254740993\",null,2]],\"truncated\":false}"_s);
    }

    void valuesAreBoundNotWrittenIntoTheText_data() { Backends::addRows(); }
    void valuesAreBoundNotWrittenIntoTheText()
    {
        const QString evil = u"x' OR '1'='1"_s;
        QVERIFY(text(ask(u"SELECT id FROM goods WHERE name = ?"_s, QJsonArray{evil})).contains(u"\"rows\":[]"_s));
        QVERIFY(text(ask(u"SELECT id FROM goods WHERE name = :n"_s, QJsonObject{{u"n"_s, u"nail"_s}}))
                    .contains(u"\"rows\":[[1]]"_s));
        QVERIFY(!ask(u"SELECT id FROM goods WHERE name = ?"_s, QJsonArray{}));
    }

    void readerChangesNothing_data()
    {
        QTest::addColumn<QString>("backend");
        QTest::addColumn<QString>("sql");
        const QStringList statements{u"DELETE FROM goods"_s,
                                     u"/* x */ -- y\n UPDATE goods SET price = 0"_s,
                                     u"WITH x AS (SELECT 1) DELETE FROM goods"_s,
                                     u"SELECT 1; DELETE FROM goods"_s,
                                     u"ATTACH '/tmp/x.db' AS x"_s,
                                     u"PRAGMA query_only = OFF"_s,
                                     u"COMMIT"_s,
                                     u"SET default_transaction_read_only = off"_s,
                                     u"COPY goods TO PROGRAM 'true'"_s,
                                     u""_s};
        for (const QString &backend : {u"sqlite"_s, u"postgresql"_s}) {
            for (const QString &sql : statements)
                QTest::newRow(qPrintable(backend + u" "_s + sql)) << backend << sql;
        }
    }
    void readerChangesNothing()
    {
        QFETCH(QString, sql);
        const Result<QJsonValue> refused = ask(sql);
        QVERIFY2(!refused, qPrintable(text(refused)));
        QCOMPARE(count(), 2);
    }

    void writerChangesWhatItSaysAndTellsHowMuch_data() { Backends::addRows(); }
    void writerChangesWhatItSaysAndTellsHowMuch()
    {
        QCOMPARE(text(ask(u"DELETE FROM goods WHERE id = ?"_s, QJsonArray{1}, true)), u"{\"changed\":1}"_s);
        QCOMPARE(count(), 1);
        QVERIFY(!ask(u"ATTACH '/tmp/x.db' AS x"_s, {}, true));
        QVERIFY(!ask(u"INSERT INTO goods VALUES (9007199254740993, 'twice', 1)"_s, {}, true));
        QCOMPARE(count(), 1);
    }

    void moreRowsThanAllowedAreSaidToBeThere_data() { Backends::addRows(); }
    void moreRowsThanAllowedAreSaidToBeThere()
    {
        const QString result = text(ask(u"SELECT 1 FROM goods"_s, {}, false, 1));
        QVERIFY2(result.contains(u"\"rows\":[[1]],\"truncated\":true"_s), qPrintable(result));
    }

    void statementThatTakesTooLongIsEnded_data() { Backends::addRows(); }
    void statementThatTakesTooLongIsEnded()
    {
        const QString endless =
            u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"_s;
        QElapsedTimer clock;
        clock.start();
        const Result<QJsonValue> ended = ask(endless, {}, false, 10, 300);
        QVERIFY(!ended);
        QCOMPARE(int(ended.error().code), int(ErrorCode::Timeout));
        QVERIFY2(clock.elapsed() < 15'000, qPrintable(QString::number(clock.elapsed())));
        QCOMPARE(count(), 2); // The connection is as good as before.
    }

    void statementThatNobodyWantsAnyMoreIsEnded_data()
    {
        QTest::addColumn<QString>("backend");
        QTest::addColumn<bool>("closed");
        for (const QString &backend : {u"sqlite"_s, u"postgresql"_s}) {
            QTest::newRow(qPrintable(backend + u" cancelled"_s)) << backend << false;
            QTest::newRow(qPrintable(backend + u" at the end"_s)) << backend << true;
        }
    }
    void statementThatNobodyWantsAnyMoreIsEnded()
    {
        QFETCH(bool, closed);
        const QString endless =
            u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"_s;
        QElapsedTimer clock;
        clock.start();
        {
            DatabaseQueries queries({{u"shop"_s, m_url}});
            QFuture<Result<QJsonValue>> first = queries.query({u"shop"_s, u"SELECT 1"_s, {}});
            first.waitForFinished(); // It is open.
            QFuture<Result<QJsonValue>> answer = queries.query({u"shop"_s, endless, {}, false, 10, 600'000});
            if (!closed) {
                answer.cancel();
                QFuture<Result<QJsonValue>> next = queries.query({u"shop"_s, u"SELECT 2"_s, {}});
                next.waitForFinished(); // Behind it, on the same connection.
            }
        }
        QVERIFY2(clock.elapsed() < 60'000, qPrintable(QString::number(clock.elapsed())));
    }

    void databaseThatIsNotConfiguredIsNamed()
    {
        DatabaseQueries queries({});
        QFuture<Result<QJsonValue>> answer = queries.query({u"crm"_s, u"SELECT 1"_s, {}});
        answer.waitForFinished();
        QCOMPARE(int(answer.result().error().code), int(ErrorCode::NotFound));
    }
    void databaseThatIsNotConfiguredIsNamed_data()
    {
        QTest::addColumn<QString>("backend");
        QTest::newRow("sqlite") << u"sqlite"_s;
    }
};

QTEST_GUILESS_MAIN(TestDatabaseQueries)
#include "tst_databasequeries.moc"
