// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/process/programsearch.h"
#include "agents/process/spoolreader.h"
#include "agents/process/spoolwatch.h"
#include "agents/shell/shellenvironment.h"
#include "agents/shell/shelloutput.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <vector>

using namespace podium;
using agents::SpoolLine;
using agents::SpoolReader;

class TestSpoolReader : public QObject
{
    Q_OBJECT

private:
    void write(const QByteArray &bytes)
    {
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::Append));
        file.write(bytes);
    }
    void follow(SpoolReader &reader)
    {
        connect(&reader, &SpoolReader::lines, this, [this](const QList<SpoolLine> &lines) { m_lines += lines; });
        connect(&reader, &SpoolReader::finished, this, [this] { ++m_finished; });
    }

    agents::SpoolWatch m_watch;
    QTemporaryDir m_folder;
    QString m_path;
    QList<SpoolLine> m_lines;
    int m_finished = 0;

private Q_SLOTS:
    void init()
    {
        m_path = m_folder.filePath(QStringLiteral("spool"));
        QFile::remove(m_path);
        write({});
        m_lines.clear();
        m_finished = 0;
    }

    void linesAreGivenOutWhenTheyAreComplete()
    {
        SpoolReader reader(m_path, {}, m_watch);
        follow(reader);
        reader.start();
        write("one\ntw");
        QTRY_COMPARE(m_lines.size(), 1);
        QCOMPARE(m_lines.at(0).text, QByteArray("one"));
        QCOMPARE(m_lines.at(0).offset, 4);
        write("o\r\n\n");
        QTRY_COMPARE(m_lines.size(), 3);
        QCOMPARE(m_lines.at(1).text, QByteArray("two"));
        QCOMPARE(m_lines.at(2).text, QByteArray());
        QCOMPARE(reader.offset(), 10);
        write("rest");
        reader.finish();
        QTRY_COMPARE(m_finished, 1);
        QCOMPARE(m_lines.last().text, QByteArray("rest"));
        QCOMPARE(m_lines.last().offset, 14);
    }

    void readingGoesOnFromAnOffset()
    {
        write("one\ntwo\nthree\n");
        SpoolReader::Options options;
        options.offset = 4;
        SpoolReader reader(m_path, options, m_watch);
        follow(reader);
        reader.finish();
        QTRY_COMPARE(m_finished, 1);
        QCOMPARE(m_lines.size(), 2);
        QCOMPARE(m_lines.at(0).text, QByteArray("two"));
        QCOMPARE(m_lines.at(1).offset, 14);
    }

    void longLinesAreCutAndTheNextOneIsWhole()
    {
        SpoolReader::Options options;
        options.maxLineBytes = 10;
        SpoolReader reader(m_path, options, m_watch);
        follow(reader);
        write(QByteArray(300'000, 'x') + "\nnext\n");
        reader.start();
        QTRY_COMPARE(m_lines.size(), 2);
        QCOMPARE(m_lines.at(0).text, QByteArray(10, 'x'));
        QCOMPARE(m_lines.at(0).cutBytes, 299'990);
        QCOMPARE(m_lines.at(0).offset, 300'001);
        QCOMPARE(m_lines.at(1).text, QByteArray("next"));
    }

    void linesOfManyMegabytesAreWholeWhereTheyMayBe()
    {
        SpoolReader::Options options;
        options.maxLineBytes = 64 << 20;
        SpoolReader reader(m_path, options, m_watch);
        follow(reader);
        write(QByteArray(8'000'000, 'y') + '\n');
        reader.start();
        QTRY_COMPARE(m_lines.size(), 1);
        QCOMPARE(m_lines.at(0).text.size(), 8'000'000);
        QCOMPARE(m_lines.at(0).cutBytes, 0);
    }

    void nothingIsReadWhilePaused()
    {
        SpoolReader reader(m_path, {}, m_watch);
        follow(reader);
        reader.setPaused(true);
        write("one\n");
        reader.start();
        reader.finish();
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
        QCOMPARE(m_lines.size(), 0);
        reader.setPaused(false);
        QTRY_COMPARE(m_finished, 1);
        QCOMPARE(m_lines.size(), 1);
    }

    void readersOfOneFileAreToldBoth()
    {
        auto first = std::make_unique<SpoolReader>(m_path, SpoolReader::Options(), m_watch);
        SpoolReader second(m_path, {}, m_watch);
        follow(*first);
        follow(second);
        first->start();
        second.start();
        write("one\n");
        QTRY_COMPARE(m_lines.size(), 2);
        first.reset();
        write("two\n");
        QTRY_COMPARE(m_lines.size(), 3);
        QCOMPARE(m_lines.last().text, QByteArray("two"));
    }

    void manyFilesAreFollowedAtOnce()
    {
        constexpr int Files = 300; // A user may have 128 instances of inotify.
        std::vector<std::unique_ptr<SpoolReader>> readers;
        QStringList paths;
        for (int i = 0; i < Files; ++i) {
            m_path = m_folder.filePath(QStringLiteral("many%1").arg(i));
            paths += m_path;
            write({});
            readers.push_back(std::make_unique<SpoolReader>(m_path, SpoolReader::Options(), m_watch));
            follow(*readers.back());
            readers.back()->start();
        }
        QCoreApplication::processEvents(); // What was there before is read.
        for (const QString &path : paths) {
            m_path = path;
            write("line\n");
        }
        QTRY_COMPARE(m_lines.size(), Files);
    }

    void aMissingFileIsAnEmptyOne()
    {
        SpoolReader reader(m_folder.filePath(QStringLiteral("nowhere")), {}, m_watch);
        follow(reader);
        reader.start();
        reader.finish();
        QTRY_COMPARE(m_finished, 1);
        QCOMPARE(m_lines.size(), 0);
    }

    void theLastJsonValueIsFound_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("whole") << QByteArray("{\"a\":1}") << QJsonValue(QJsonObject{{QStringLiteral("a"), 1}});
        QTest::newRow("last line") << QByteArray("noise\n3\n4\n\n") << QJsonValue(4);
        QTest::newRow("over lines") << QByteArray("x\n[\n [1],\n [2]\n]\n")
                                    << QJsonValue(QJsonArray{QJsonArray{1}, QJsonArray{2}});
        QTest::newRow("second of two") << QByteArray("{\"a\":1}\n{\"a\":2}\n")
                                       << QJsonValue(QJsonObject{{QStringLiteral("a"), 2}});
        QTest::newRow("none") << QByteArray("a\nb\n") << QJsonValue(QJsonValue::Undefined);
        QTest::newRow("not at the end") << QByteArray("{\"a\":1}\nb\n") << QJsonValue(QJsonValue::Undefined);
        QTest::newRow("empty") << QByteArray(" \n") << QJsonValue(QJsonValue::Undefined);
        QTest::newRow("many braces") << QByteArray(20'000, '{').replace("{", "{\n") + "x}"
                                     << QJsonValue(QJsonValue::Undefined);
    }
    void theLastJsonValueIsFound()
    {
        QFETCH(QByteArray, text);
        QFETCH(QJsonValue, value);
        QCOMPARE(agents::lastJsonValue(text).value_or(QJsonValue(QJsonValue::Undefined)), value);
    }

    void secretsAreNotInheritedUnlessAllowed()
    {
        QVERIFY(agents::isInherited("PATH", {}));
        QVERIFY(agents::isInherited("LC_ALL", {}));
        QVERIFY(!agents::isInherited("ANTHROPIC_API_KEY", {}));
        QVERIFY(agents::isInherited("ANTHROPIC_API_KEY", {QStringLiteral("ANTHROPIC_*")}));
        QVERIFY(agents::isInherited("ANYTHING", {QStringLiteral("*")}));
        QVERIFY(!agents::isInherited("PODIUM_ATTEMPT", {QStringLiteral("*")}));
    }

    void programsAreSearchedInThePathOfTheTask()
    {
        QCOMPARE(*agents::findProgram("sh", {"PATH=/nowhere:/bin"}), QByteArray("/bin/sh"));
        QCOMPARE(*agents::findProgram("./own", {}), QByteArray("./own"));
        // The working directory is no place to search in, whatever PATH says.
        const auto missing = agents::findProgram("sh", {"PATH=:.:/nowhere"});
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, ErrorCode::NotFound);
        QVERIFY(missing.error().hint.contains(QStringLiteral("/nowhere")));
    }
};

QTEST_GUILESS_MAIN(TestSpoolReader)
#include "tst_spoolreader.moc"
