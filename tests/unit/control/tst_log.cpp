// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/log.h"
#include "base/logfile.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <atomic>

using namespace podium;

Q_LOGGING_CATEGORY(lcEngineTest, "podium.engine.plan")
Q_LOGGING_CATEGORY(lcStorageTest, "podium.storage")

class TestLog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { uninstallLogging(); }

    void theLongestAreaDecidesTheLevel()
    {
        const auto levels = LogLevels::parse(QStringLiteral("warning,engine=debug,engine.plan=error"));
        QVERIFY(levels);
        QVERIFY(levels->enabled("podium.engine", QtDebugMsg));
        QVERIFY(levels->enabled("podium.engine.other", QtDebugMsg));
        QVERIFY(!levels->enabled("podium.engine.plan", QtWarningMsg));
        QVERIFY(!levels->enabled("podium.storage", QtInfoMsg));
        QVERIFY(levels->enabled("podium.storage", QtWarningMsg));
        QVERIFY(!LogLevels::parse(QStringLiteral("debug"))->enabled("qt.core", QtDebugMsg));
        QVERIFY(!LogLevels::parse(QStringLiteral("engine=loud")));
    }

    void linesCarryTheContextOfTheirThread()
    {
        install(LogFormat::Json);
        {
            const ScopedLogContext run({QStringLiteral("run-1"), {}, 0, {}});
            const ScopedLogContext task({{}, QStringLiteral("build"), 2, QStringLiteral("s1")});
            qCInfo(lcStorageTest) << "inside";
            std::unique_ptr<QThread> other(QThread::create([] { qCInfo(lcStorageTest) << "other"; }));
            other->start();
            other->wait();
        }
        qCInfo(lcStorageTest) << "outside";
        const QList<QJsonObject> lines = read();
        QCOMPARE(lines.size(), 3);
        QCOMPARE(lines[0].value(QStringLiteral("run")).toString(), QStringLiteral("run-1"));
        QCOMPARE(lines[0].value(QStringLiteral("task")).toString(), QStringLiteral("build"));
        QCOMPARE(lines[0].value(QStringLiteral("attempt")).toInt(), 2);
        QCOMPARE(lines[0].value(QStringLiteral("area")).toString(), QStringLiteral("storage"));
        QVERIFY(!lines[1].contains(QStringLiteral("run")));
        QVERIFY(!lines[2].contains(QStringLiteral("run")));
    }

    void quietAreasStayQuiet()
    {
        install(LogFormat::Json, QStringLiteral("info,engine=error"));
        qCWarning(lcEngineTest) << "hidden";
        qCInfo(lcStorageTest) << "shown";
        QCOMPARE(read().size(), 1);
    }

    void textLinesCannotSteerATerminal()
    {
        const QByteArray line =
            formatLogLine(LogFormat::Text, false, QtWarningMsg, QStringLiteral("podium.engine"),
                          QStringLiteral("a\x1b[2Jb\nsecond\rline"), {QStringLiteral("r\x1b"), {}, 0, {}},
                          QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5, 6)));
        QCOMPARE(line, QByteArray("03:04:05.006 warn  engine    a\\x1b[2Jb\n    second\\x0dline  run=r\\x1b\n"));
    }

    void filesAreRotatedAndNothingIsLost()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("sub/podium.log"));
        LogFile file;
        QVERIFY(file.open(path, 100, 3));
        for (int i = 0; i < 30; ++i)
            QVERIFY(file.write(QByteArray::number(i).rightJustified(19, ' ') + '\n'));
        const QStringList names = QDir(folder.filePath(QStringLiteral("sub"))).entryList(QDir::Files, QDir::Name);
        QCOMPARE(names, QStringList({QStringLiteral("podium.log"), QStringLiteral("podium.log.1"),
                                     QStringLiteral("podium.log.2"), QStringLiteral("podium.log.3")}));
        QFile last(path);
        QVERIFY(last.open(QIODevice::ReadOnly));
        QVERIFY(last.readAll().endsWith("29\n"));
    }

    void twoWritersOfOneFileRotateItOnce()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("podium.log"));
        LogFile a;
        LogFile b;
        QVERIFY(a.open(path, 100, 9));
        QVERIFY(b.open(path, 100, 9));
        const QByteArray line = QByteArray(49, 'x') + '\n';
        QVERIFY(a.write(line));
        QVERIFY(b.write(line));
        QVERIFY(a.write(line)); // rotates
        QVERIFY(b.write(line)); // its own file is full: it must find the fresh one, not rotate that away
        QVERIFY(!QFile::exists(path + QStringLiteral(".2")));
        QCOMPARE(QFileInfo(path).size(), 100);
    }

    void aSinkThatWasTakenAwayIsNotInUseAnyMore()
    {
        LogOptions options;
        options.levels = *LogLevels::parse(QStringLiteral("info"));
        QVERIFY(installLogging(options));
        QSemaphore entered;
        QSemaphore leave;
        std::atomic<bool> inUse = false;
        setLogTerminalSink([&](const QByteArray &) {
            inUse = true;
            entered.release();
            leave.acquire();
            inUse = false;
        });
        const std::unique_ptr<QThread> logs(QThread::create([] { qCInfo(lcStorageTest) << "said above the table"; }));
        logs->start();
        entered.acquire();
        bool usedAfterwards = true;
        const std::unique_ptr<QThread> takes(QThread::create([&] {
            setLogTerminalSink({});
            usedAfterwards = inUse;
        }));
        takes->start();
        QVERIFY(!takes->wait(50)); // As long as somebody is in it.
        leave.release();
        QVERIFY(takes->wait());
        QVERIFY(logs->wait());
        QVERIFY(!usedAfterwards);
    }

    void aFileThatCannotBeWrittenIsAnError()
    {
        LogOptions options;
        options.file = QStringLiteral("/proc/no/such.log");
        QVERIFY(!installLogging(options));
    }

private:
    void install(LogFormat format, const QString &levels = QStringLiteral("info"))
    {
        LogOptions options;
        options.format = format;
        options.levels = *LogLevels::parse(levels);
        options.file = m_folder.filePath(QStringLiteral("log"));
        QFile::remove(options.file);
        QVERIFY(installLogging(options));
    }
    QList<QJsonObject> read()
    {
        QFile file(m_folder.filePath(QStringLiteral("log")));
        QList<QJsonObject> out;
        if (file.open(QIODevice::ReadOnly)) {
            const QList<QByteArray> lines = file.readAll().split('\n');
            for (const QByteArray &line : lines) {
                if (!line.isEmpty())
                    out += QJsonDocument::fromJson(line).object();
            }
        }
        return out;
    }
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestLog)
#include "tst_log.moc"
