// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "supervisor/attempttable.h"
#include "supervisor/clocks.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace podium::supervisor;
using State = Attempt::State;

class TestAttemptTable : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(QStringLiteral("journal")).toStdString();
    }

    void nextSupervisorKnowsWhatTheOneBeforeLeft()
    {
        {
            AttemptTable table(m_path);
            QCOMPARE(table.open("boot", "/group"), 0);
            spawned(table, "running", 1000);
            Attempt &ended = spawned(table, "ended", 1001);
            table.reaped(ended);
            ended.exit.code = 3;
            ended.exit.endedMs = wallMs();
            table.ended(ended);
            Attempt &forgotten = spawned(table, "forgotten", 1002);
            table.reaped(forgotten);
            table.forget(forgotten, Record::Forgotten);
            QCOMPARE(table.flush(), 0);
        }
        AttemptTable next(m_path);
        QCOMPARE(next.open("boot", "/other"), 0);
        QCOMPARE(next.all().size(), size_t(2));
        QVERIFY(next.find("running")->state == State::Recovering);
        QVERIFY(next.find("ended")->state == State::Ended);
        QCOMPARE(next.find("ended")->exit.code, 3);
        QCOMPARE(next.earlierCgroups(), std::string("/group"));
        // After a start of the machine nothing runs any more.
        AttemptTable later(m_path);
        QCOMPARE(later.open("boot 2", {}), 0);
        QVERIFY(later.find("running")->state == State::Lost);
        QVERIFY(later.earlierCgroups().empty());
    }

    void tornRecordIsLeftOut()
    {
        {
            AttemptTable table(m_path);
            QCOMPARE(table.open("boot", {}), 0);
            table.intend("first");
            table.intend("second");
            QCOMPARE(table.flush(), 0);
        }
        QFile journal(QString::fromStdString(m_path));
        QVERIFY(journal.resize(journal.size() - 1));
        AttemptTable next(m_path);
        QCOMPARE(next.open("boot", {}), 0);
        QVERIFY(next.find("first"));
        QVERIFY(!next.find("second"));
    }

    /// No supervisor writes this; a journal that is wrong must not bring down every one that comes after.
    void ofContradictingRecordsTheLaterIsRight()
    {
        std::string frames;
        intent(frames, 1, "a");
        intent(frames, 1, "b"); // The number of another attempt,
        intent(frames, 2, "b"); // the id of another one,
        record(frames, Record::Failed).add(wire::Tag::Number, 1).finish();
        intent(frames, 3, "c");
        intent(frames, 3, "c"); // or both.
        QCOMPARE(Journal(m_path).rewrite(frames), 0);
        AttemptTable table(m_path);
        QCOMPARE(table.open({}, {}), 0);
        QVERIFY(!table.find("a"));
        QCOMPARE(table.find("b")->number, 2U);
        QCOMPARE(table.find("c"), table.byNumber(3));
        QCOMPARE(table.all().size(), size_t(2));
    }

private:
    static Attempt &spawned(AttemptTable &table, const char *id, pid_t pid)
    {
        Attempt &attempt = table.intend(id);
        attempt.pid = pid;
        table.spawned(attempt);
        return attempt;
    }
    static void intent(std::string &frames, int number, const char *id)
    {
        record(frames, Record::Intent).add(wire::Tag::Number, number).add(wire::Tag::Id, id).finish();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::string m_path;
};

QTEST_GUILESS_MAIN(TestAttemptTable)
#include "tst_attempttable.moc"
