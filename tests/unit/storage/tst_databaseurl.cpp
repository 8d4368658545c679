// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/logs/logbuffer.h"
#include "storage/read/words.h"
#include "storage/sql/connection.h"
#include "storage/sql/filelock.h"

#include <QTemporaryDir>
#include <QTest>

using namespace podium;
using namespace podium::storage;

/// The small parts of the storage: addresses, locks, words, the log buffer.
class TestDatabaseUrl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addressIsUnderstood_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("shown");
        QTest::newRow("three slashes") << "sqlite:///var/p.db"
                                       << "/var/p.db";
        QTest::newRow("plain path") << "/var/a b.db"
                                    << "/var/a b.db";
        QTest::newRow("escaped") << "sqlite:///var/a%20b.db"
                                 << "/var/a b.db";
        QTest::newRow("host") << "postgresql://ann@db.example:5433/podium"
                              << "postgresql://ann@db.example:5433/podium";
        QTest::newRow("short scheme") << "postgres://db/podium"
                                      << "postgresql://db/podium";
        QTest::newRow("password is not shown") << "postgresql://ann:s%40cret@db/podium"
                                               << "postgresql://ann@db/podium";
        QTest::newRow("socket") << "postgresql://ann@/podium?host=/run/pg"
                                << "postgresql://ann@/podium?host=/run/pg";
        QTest::newRow("socket as host") << "postgresql://%2Frun%2Fpg/podium"
                                        << "postgresql:///podium?host=/run/pg";
        QTest::newRow("IPv6") << "postgresql://[::1]:5433/podium"
                              << "postgresql://[::1]:5433/podium";
    }
    void addressIsUnderstood()
    {
        QFETCH(QString, text);
        QFETCH(QString, shown);
        const Result<DatabaseUrl> url = DatabaseUrl::parse(text);
        QVERIFY2(url, qPrintable(url ? QString() : url.error().text()));
        QCOMPARE(url->display(), shown);
    }

    void partsOfAnAddressAreTakenApart()
    {
        const Result<DatabaseUrl> url =
            DatabaseUrl::parse(QStringLiteral("postgresql://ann:s%40c:t@h:1/podium?sslmode=require&connect_timeout=3"));
        QVERIFY(url);
        QCOMPARE(url->user, QStringLiteral("ann"));
        QCOMPARE(url->password, QStringLiteral("s@c:t"));
        QCOMPARE(url->host, QStringLiteral("h"));
        QCOMPARE(url->port, 1);
        QCOMPARE(url->options, QStringLiteral("sslmode=require;connect_timeout=3"));
    }

    void wrongAddressIsRefusedWithoutThePassword_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"", ":memory:", "mysql://x/y", "postgresql://h", "postgresql://h/",
                                 "postgresql://h/a/b", "postgresql://u:secret@h:port/d",
                                 "postgresql://u:secret@h:70000/d", "postgresql://h/d?passfile=/etc/shadow",
                                 "postgresql://h/d?sslmode=x;host=evil", "postgresql://h/d?sslmode=x%20host=evil"})
            QTest::newRow(*text ? text : "empty") << QString::fromLatin1(text);
    }
    void wrongAddressIsRefusedWithoutThePassword()
    {
        QFETCH(QString, text);
        const Result<DatabaseUrl> url = DatabaseUrl::parse(text);
        QVERIFY(!url);
        QCOMPARE(url.error().code, ErrorCode::InvalidArgument);
        QVERIFY(!url.error().text().contains(u"secret"));
    }

    void lockIsHeldOnceAndNamesItsOwner()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("x.lock"));
        auto first = FileLock::acquire(path, QStringLiteral("the first"));
        QVERIFY(first);
        const auto second = FileLock::acquire(path, QStringLiteral("the second"));
        QVERIFY(!second);
        QCOMPARE(second.error().code, ErrorCode::Conflict);
        QVERIFY(second.error().message.contains(u"the first"));
        first->reset();
        QVERIFY(FileLock::acquire(path, QStringLiteral("the second")));
        QCOMPARE(FileLock::acquire(QStringLiteral("/no/such/folder/x"), {}).error().code, ErrorCode::PermissionDenied);
    }

    void wordsAreTakenLiterally()
    {
        const Result<Words> words = Words::parse(QStringLiteral("Main.cpp \"err*\" -- OR"));
        QVERIFY(words);
        QCOMPARE(words->fts5(), QStringLiteral("\"main\" \"cpp\" \"err\"* \"or\""));
        QCOMPARE(words->tsquery(), QStringLiteral("'main' & 'cpp' & 'err':* & 'or'"));
        QVERIFY(words->matches(QStringLiteral("or: ERRORS in src/main.CPP")));
        QVERIFY(!words->matches(QStringLiteral("errors in src/main.cpp")));
        QVERIFY(!Words::parse(QStringLiteral(" *\"'")));
        QVERIFY(!Words::parse(QStringLiteral("a ").repeated(1000)));
    }

    void textIsMadeStorable()
    {
        QCOMPARE(textValue(QString()).isNull(), false);
        QCOMPARE(textValue(QStringLiteral("ä\U0001F600")).toString(), QStringLiteral("ä\U0001F600"));
        const QString bad = QString(QChar(0xd800)) + u'a' + QChar(u'\0') + QChar(0xdc00);
        QCOMPARE(textValue(bad).toString(), QStringLiteral("\uFFFDa\uFFFD\uFFFD"));
    }

    void logBufferCutsLongLinesAndCountsWhatItLoses()
    {
        LogBuffer buffer;
        engine::LogLine line;
        line.key = {QStringLiteral("run"), 0, 1};
        line.text = QString(200'000, u'x');
        buffer.append({line});
        const auto first = buffer.take(10, 1 << 20);
        QCOMPARE(first.size(), 1);
        QVERIFY(first.first().text.size() < LogBuffer::MaxLineBytes + 100);
        QVERIFY(first.first().text.endsWith(u']'));
        QVERIFY(buffer.pendingBytes() > 0); // Not on disk yet.
        buffer.putBack(first);
        QCOMPARE(buffer.take(10, 1 << 20).size(), 1);
        buffer.written(first);
        QCOMPARE(buffer.pendingBytes(), 0);

        line.text = QString(60'000, u'y');
        const QList<engine::LogLine> many(100, line);
        for (int i = 0; i < 20; ++i)
            buffer.append(many);
        QVERIFY(buffer.pendingBytes() <= LogBuffer::MaxBytes);
        qsizetype taken = 0;
        QList<engine::LogLine> last;
        for (;;) {
            const auto lines = buffer.take(100, 1 << 30);
            if (lines.isEmpty())
                break;
            taken += lines.size();
            last = lines;
            buffer.written(lines);
        }
        QVERIFY(taken < 2000);
        QVERIFY2(last.last().text.contains(QString::number(2000 - (taken - 1))), qPrintable(last.last().text));
        QCOMPARE(buffer.pendingBytes(), 0);
    }
};

QTEST_GUILESS_MAIN(TestDatabaseUrl)
#include "tst_databaseurl.moc"
