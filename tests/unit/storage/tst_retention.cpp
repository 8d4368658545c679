// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/queries.h"
#include "storage/upkeep/check.h"
#include "storage/upkeep/upkeep.h"
#include "support/backends.h"
#include "support/storesamples.h"

#include <QSignalSpy>
#include <QTest>

using namespace podium;
using namespace podium::test;
using namespace podium::storage;
using domain::RunState;
using engine::StoreBatch;

namespace
{

constexpr qint64 Day = 24LL * 3600 * 1000;
constexpr qint64 Now = 1'800'000'000'000;

struct FixedClock : Clock
{
    qint64 nowMs() const override { return ms; }
    std::atomic<qint64> ms = Now;
};

} // namespace

/// What gets old and what happens to it, on SQLite and on PostgreSQL.
class TestRetention : public QObject
{
    Q_OBJECT

private:
    Backends m_backends;
    QString m_url;
    std::unique_ptr<Storage> m_store;
    std::unique_ptr<RunQueries> m_queries;

    /// "old" ended ten days ago, "new" today, "live" goes on; 1200 log lines each, of two tasks.
    void fill()
    {
        m_url = m_backends.fresh();
        m_store = std::make_unique<Storage>(sampleOptions(m_url));
        m_queries = std::make_unique<RunQueries>(m_url);
        QVERIFY(await(m_store->takeOver(QStringLiteral("test"))));
        qint64 seq = 0;
        const domain::WorkflowPtr workflow = sampleWorkflow();
        const QList<std::tuple<QString, RunState, qint64>> runs{
            {QStringLiteral("live"), RunState::InProgress, 0},
            {QStringLiteral("new"), RunState::Completed, Now - Day / 2},
            {QStringLiteral("old"), RunState::Failed, Now - 10 * Day}};
        for (const auto &[id, state, finished] : runs) {
            StoreBatch batch = creationOf(id, workflow, seq);
            batch.runs.first().state = state;
            batch.runs.first().finishedMs = finished;
            if (finished > 0)
                batch.events << sampleEvent(++seq, id, domain::EventType::RunFinished, -1, 0,
                                            {{"state", domain::stateName(state)}});
            QVERIFY(commitNow(*m_store, batch));
            // A few at a time: many that come together would be packed at once.
            for (int from = 0; from < 1200; from += 12) {
                QList<engine::LogLine> lines;
                for (int i = from; i < from + 12; ++i)
                    lines << sampleLine(id, i % 2, QStringLiteral("%1 needle%2 ä").arg(id).arg(i), i);
                m_store->append(lines);
                (void)m_store->lastOffset({}, {}); // Waits for them.
            }
        }
    }

    qint64 number(const QString &sql)
    {
        const auto ask = [sql](Connection &connection) -> Result<qint64> {
            const Result<QVariant> value = connection.value(sql);
            return value ? Result<qint64>(value->toLongLong()) : tl::unexpected(value.error());
        };
        return await(m_store->writeFor<qint64>(ask)).value_or(-1);
    }

    RetentionStep applyAll(const RetentionPolicy &policy)
    {
        RetentionStep sum;
        for (int i = 0; i < 100; ++i) {
            const Result<RetentionStep> step = await(m_store->writeFor<RetentionStep>(
                [policy](Connection &connection) { return applyRetention(connection, policy, Now); }));
            if (!step) {
                QTest::qFail(qPrintable(step.error().text()), __FILE__, __LINE__);
                return sum;
            }
            sum.packedLines += step->packedLines;
            sum.droppedLines += step->droppedLines;
            sum.removedEvents += step->removedEvents;
            if (!step->more)
                return sum;
        }
        QTest::qFail("retention does not come to an end", __FILE__, __LINE__);
        return sum;
    }

    QList<LogEntry> logs(const LogFilter &filter, int limit = 5000)
    {
        return await(m_queries->logs(filter, limit)).value_or(QList<LogEntry>());
    }

private Q_SLOTS:
    void cleanup()
    {
        m_queries.reset();
        m_store.reset();
    }

    void packedLogsReadAndSearchAsBefore_data() { Backends::addRows(); }
    void packedLogsReadAndSearchAsBefore()
    {
        fill();
        QList<LogFilter> filters(7);
        filters[1].run = filters[2].run = filters[3].run = QStringLiteral("old");
        filters[2].task = 1;
        filters[2].sinceId = 3000;
        filters[3].tail = true;
        filters[4].text = QStringLiteral("needle77");
        filters[5].text = QStringLiteral("OLD needle1*");
        filters[6].tail = true;
        filters[6].text = QStringLiteral("needle5*");
        const auto answers = [&] {
            QStringList out;
            for (const LogFilter &filter : std::as_const(filters)) {
                for (const int limit : {7, 5000}) {
                    for (const LogEntry &entry : logs(filter, limit))
                        out << QStringLiteral("%1 %2 %3").arg(entry.id).arg(entry.line.key.toString(), entry.line.text);
                    out << QStringLiteral("--");
                }
            }
            return out;
        };
        const QStringList before = answers();
        QVERIFY(before.size() > 5000);
        RetentionPolicy policy;
        policy.packLogsAfterMs = 5 * Day;
        const RetentionStep done = applyAll(policy);
        QCOMPARE(done.packedLines, 1200);
        QCOMPARE(done.droppedLines, 0);
        QCOMPARE(answers(), before);
        QCOMPARE(m_store->lastOffset({QStringLiteral("old"), 1, 1}, QStringLiteral("stdout")), 1199);
        QCOMPARE(applyAll(policy).packedLines, 0);
        QVERIFY(checkDatabase(m_url)->isSound());
        // Ids are not given again, though their rows are gone.
        m_queries.reset();
        m_store = std::make_unique<Storage>(sampleOptions(m_url));
        m_queries = std::make_unique<RunQueries>(m_url);
        QTRY_VERIFY(await(m_store->takeOver(QStringLiteral("again"))));
        m_store->append({sampleLine(QStringLiteral("live"), 0, QStringLiteral("newest"))});
        (void)m_store->lastOffset({}, {});
        LogFilter last;
        last.tail = true;
        QCOMPARE(logs(last, 1).first().line.text, QStringLiteral("newest"));
        QCOMPARE(logs(last, 1).first().id, 3601);
    }

    void linesThatComeTogetherAreStoredTogether_data() { Backends::addRows(); }
    void linesThatComeTogetherAreStoredTogether()
    {
        fill();
        const qint64 rows = number(QStringLiteral("SELECT count(*) FROM agent_logs"));
        const QString run = QStringLiteral("live");
        QStringList texts;
        QList<engine::LogLine> lines;
        for (int i = 0; i < 6000; ++i) {
            texts += QStringLiteral("y%1").arg(i);
            lines << sampleLine(run, 2 + i % 2, texts.last(), i);
        }
        m_store->append(lines);
        m_store->append({sampleLine(run, 4, QStringLiteral("alone"))});
        (void)m_store->lastOffset({}, {});
        QCOMPARE(m_store->lastOffset({run, 3, 1}, QStringLiteral("stdout")), 5999);
        QCOMPARE(number(QStringLiteral("SELECT count(*) FROM agent_logs")), rows + 1);
        QVERIFY(number(QStringLiteral("SELECT sum(length(data)) FROM log_chunks")) < 6000 * 12);
        QVERIFY(checkDatabase(m_url)->isSound());
        const auto textsOf = [](const QList<LogEntry> &entries) {
            QStringList out;
            for (const LogEntry &entry : entries)
                out += entry.line.text;
            return out;
        };
        // In order, in parts, from the end, and of one task.
        LogFilter filter;
        filter.run = run;
        filter.sinceId = 3600;
        QStringList read;
        for (QList<LogEntry> part = logs(filter, 700); !part.isEmpty(); part = logs(filter, 700)) {
            read += textsOf(part);
            filter.sinceId = part.last().id;
        }
        QCOMPARE(read, texts + QStringList{QStringLiteral("alone")});
        LogFilter tail;
        tail.run = run;
        tail.tail = true;
        QCOMPARE(textsOf(logs(tail, 3)), QStringList({texts.at(5998), texts.at(5999), QStringLiteral("alone")}));
        tail.task = 2;
        QCOMPARE(textsOf(logs(tail, 2)), QStringList({texts.at(5996), texts.at(5998)}));
        LogFilter search;
        search.text = QStringLiteral("y4711");
        QCOMPARE(textsOf(logs(search)), QStringList{texts.at(4711)});
    }

    void droppedLogsLeaveAMarkAndNothingToFind_data() { Backends::addRows(); }
    void droppedLogsLeaveAMarkAndNothingToFind()
    {
        fill();
        RetentionPolicy policy;
        policy.packLogsAfterMs = Day / 4; // Both ended runs …
        QCOMPARE(applyAll(policy).packedLines, 2400);
        policy.dropLogsAfterMs = 5 * Day; // … of which one loses its lines.
        QCOMPARE(applyAll(policy).droppedLines, 1200);
        LogFilter filter;
        filter.run = QStringLiteral("old");
        const QList<LogEntry> marks = logs(filter);
        QVERIFY(!marks.isEmpty());
        int lines = 0;
        for (const LogEntry &mark : marks) {
            QCOMPARE(mark.line.stream, QStringLiteral("engine"));
            lines += mark.line.text.section(u' ', 0, 0).mid(1).toInt();
        }
        QCOMPARE(lines, 1200);
        filter.text = QStringLiteral("needle77");
        QCOMPARE(logs(filter).size(), 0);
        filter.run.clear();
        QCOMPARE(logs(filter).size(), 2);
    }

    void unpackedLogsAreDroppedToo_data() { Backends::addRows(); }
    void unpackedLogsAreDroppedToo()
    {
        fill();
        RetentionPolicy policy;
        policy.packLogsAfterMs = 0;
        policy.dropLogsAfterMs = 5 * Day;
        QCOMPARE(applyAll(policy).droppedLines, 1200);
        LogFilter filter;
        filter.text = QStringLiteral("needle77");
        QCOMPARE(logs(filter).size(), 2);
    }

    void compactedRunKeepsItsTasksAndExplainsItsGap_data() { Backends::addRows(); }
    void compactedRunKeepsItsTasksAndExplainsItsGap()
    {
        fill();
        const Result<CheckReport> before = checkDatabase(m_url);
        RetentionPolicy policy;
        policy.packLogsAfterMs = 0;
        policy.compactRunsAfterMs = 5 * Day;
        QCOMPARE(applyAll(policy).removedEvents, 3); // The newest events of all.
        const Result<CheckReport> report = checkDatabase(m_url);
        QCOMPARE(report->problems, QStringList());
        QCOMPARE(report->events, before->events - 3);
        QCOMPARE(report->lastSeq, before->lastSeq);
        QCOMPARE(await(m_queries->tasks(QStringLiteral("old")))->size(), 3);
        const Result<engine::StoredRun> gone = await(m_store->loadRun(QStringLiteral("old")));
        QVERIFY(!gone);
        QCOMPARE(gone.error().code, ErrorCode::Conflict);
        QVERIFY(gone.error().message.contains(u"retention"));
        QCOMPARE(await(m_store->loadRun(QStringLiteral("live")))->events.size(), 2);
        QCOMPARE(await(m_store->takeOver(QStringLiteral("me")))->lastSeq, before->lastSeq);
    }

    void snapshotsAreMadeWhenDueAndOldOnesGo()
    {
        QTemporaryDir folder;
        const QString url = QStringLiteral("sqlite://%1/live.db").arg(folder.path());
        Storage store(sampleOptions(url));
        QVERIFY(await(store.takeOver(QStringLiteral("me"))));
        qint64 seq = 0;
        QVERIFY(commitNow(store, creationOf(QStringLiteral("run"), sampleWorkflow(), seq)));
        SnapshotPolicy policy;
        policy.folder = folder.filePath(QStringLiteral("snapshots/of mine"));
        policy.keep = 2;
        auto clock = std::make_shared<FixedClock>();
        for (int day = 0; day < 4; ++day) {
            Upkeep upkeep(store, url, {}, policy, clock);
            QSignalSpy made(&upkeep, &Upkeep::snapshotMade);
            QSignalSpy retained(&upkeep, &Upkeep::retentionDone);
            upkeep.start();
            QTRY_COMPARE_WITH_TIMEOUT(made.count(), 1, 30'000);
            QTRY_COMPARE_WITH_TIMEOUT(retained.count(), 1, 30'000);
            QCOMPARE(checkDatabase(made.first().first().toString())->events, 2);
            clock->ms += Day;
        }
        QCOMPARE(QDir(policy.folder).entryList(QDir::Files),
                 QStringList({snapshotName(Now + 2 * Day), snapshotName(Now + 3 * Day)}));
        policy.folder = folder.filePath(QStringLiteral("live.db")); // Not a folder.
        Upkeep upkeep(store, url, {}, policy, clock);
        QSignalSpy failed(&upkeep, &Upkeep::failed);
        upkeep.start();
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, 30'000);
    }

    void snapshotIsDueByTheClock()
    {
        SnapshotPolicy policy;
        QVERIFY(!isSnapshotDue(policy, 0, Now)); // No folder: never.
        policy.folder = QStringLiteral("/x");
        QVERIFY(isSnapshotDue(policy, 0, Now));
        QVERIFY(!isSnapshotDue(policy, Now, Now));
        QVERIFY(!isSnapshotDue(policy, Now, Now + policy.everyMs - 1));
        QVERIFY(isSnapshotDue(policy, Now, Now + policy.everyMs));
        QVERIFY(!isSnapshotDue(policy, Now, Now - 3600'000)); // Summer time is over.
        QVERIFY(isSnapshotDue(policy, Now, Now - 400 * Day)); // The clock was wrong before.
    }

    void onlyOurSnapshotsAreRemoved()
    {
        SnapshotPolicy policy;
        policy.keep = 0; // One stays at least.
        const QStringList names{snapshotName(Now), snapshotName(Now - Day), snapshotName(Now + Day),
                                QStringLiteral("podium.db"), QStringLiteral("podium-letter-from-mum.snapshot")};
        QCOMPARE(surplusSnapshots(policy, names), QStringList({snapshotName(Now - Day), snapshotName(Now)}));
        QCOMPARE(surplusSnapshots(policy, {}), QStringList());
        QCOMPARE(snapshotTime(snapshotName(Now + 123)), Now + 123);
        QCOMPARE(snapshotTime(QStringLiteral("podium-99999999-999999999.snapshot")), 0);
    }
};

QTEST_GUILESS_MAIN(TestRetention)
#include "tst_retention.moc"
