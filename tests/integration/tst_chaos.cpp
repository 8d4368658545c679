// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// Kills podiumctl at random moments and wants the same end as if nothing had happened.
//   PODIUM_CHAOS_KILLS=100   how often (default 20 a database)
//   PODIUM_CHAOS_SEED=…      the seed that a failed test printed
#include "base/json.h"
#include "domain/definition/workflowloader.h"
#include "engine/state/runstate.h"
#include "integration/chaosrun.h"
#include "storage/queries.h"
#include "storage/storage.h"
#include "support/backends.h"

#include <QTest>

using namespace podium;
using namespace podium::test;
using namespace Qt::StringLiterals;

namespace
{

/// Everything that the database says of a task, for a comparison that names what differs.
QJsonObject fields(const engine::TaskRow &row)
{
    return {{u"run"_s, row.run},
            {u"index"_s, row.index},
            {u"parent"_s, row.parent},
            {u"id"_s, row.taskId},
            {u"key"_s, row.key},
            {u"title"_s, row.title},
            {u"type"_s, row.type},
            {u"kind"_s, row.kind},
            {u"state"_s, domain::stateName(row.state)},
            {u"attempt"_s, row.attempt},
            {u"failures"_s, row.failures},
            {u"agent"_s, row.agent},
            {u"runner"_s, row.runner},
            {u"why"_s, row.why},
            {u"error_class"_s, row.errorClass},
            {u"result"_s, row.result},
            {u"result_source"_s, row.resultSource},
            {u"usage"_s, domain::toJson(row.usage)},
            {u"session"_s, row.session},
            {u"process"_s, domain::toJson(row.process)},
            {u"ready"_s, row.readyMs},
            {u"not_before"_s, row.notBeforeMs},
            {u"started"_s, row.startedMs},
            {u"finished"_s, row.finishedMs}};
}

QJsonObject fields(const engine::RunRow &row)
{
    return {{u"id"_s, row.id},
            {u"team"_s, row.team},
            {u"hash"_s, row.workflowHash},
            {u"workflow"_s, row.workflowName},
            {u"title"_s, row.title},
            {u"state"_s, domain::stateName(row.state)},
            {u"cancelling"_s, row.cancelling},
            {u"priority"_s, row.priority},
            {u"parent"_s, row.parentRun},
            {u"directory"_s, row.workingDirectory},
            {u"inputs"_s, row.inputs},
            {u"outputs"_s, row.outputs},
            {u"reason"_s, row.reason},
            {u"total"_s, row.tasksTotal},
            {u"done"_s, row.tasksDone},
            {u"usage"_s, domain::toJson(row.usage)},
            {u"created"_s, row.createdMs},
            {u"started"_s, row.startedMs},
            {u"finished"_s, row.finishedMs},
            {u"by"_s, row.createdBy}};
}

template<typename Row> QByteArray text(const Row &row)
{
    return canonicalJson(fields(row));
}

} // namespace

class ChaosTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void undisturbedRunDoesEverythingOnce_data();
    void undisturbedRunDoesEverythingOnce();
    void killedAgainAndAgainTheRunEndsAsIfUndisturbed_data();
    void killedAgainAndAgainTheRunEndsAsIfUndisturbed();

private:
    void finish(ChaosRun &run);
    void compareWithReplay(const ChaosRun &run);
    void checkWhole(storage::RunQueries &queries, const QList<engine::TaskRow> &tasks, const ChaosRun &run);

    Backends m_backends;
    quint32 m_seed = 0;
    int m_kills = 100;
};

void ChaosTest::initTestCase()
{
    m_seed = qEnvironmentVariable("PODIUM_CHAOS_SEED").toUInt();
    if (m_seed == 0)
        m_seed = QRandomGenerator::global()->bounded(1u, 1'000'000'000u);
    m_kills = qMax(1, qEnvironmentVariableIntValue("PODIUM_CHAOS_KILLS") > 0
                          ? qEnvironmentVariableIntValue("PODIUM_CHAOS_KILLS")
                          : m_kills);
    qInfo("PODIUM_CHAOS_SEED=%u PODIUM_CHAOS_KILLS=%d", m_seed, m_kills);
}

/// Lets podiumctl do the rest, and holds the end against what was expected.
void ChaosTest::finish(ChaosRun &run)
{
    const Result<bool> ended = run.live(240'000);
    QVERIFY2(ended, ended ? "" : qPrintable(ended.error().text()));
    QVERIFY2(*ended, "The run did not end.");
    QVERIFY2(run.exitCode() == 0, run.output().constData());
    QCOMPARE(run.journal(u"begin"_s), run.expectation().starts);
    QCOMPARE(run.journal(u"end"_s), run.expectation().starts);
    QTRY_COMPARE_WITH_TIMEOUT(run.survivors(), QStringList(), 10'000);
    compareWithReplay(run);
}

void ChaosTest::compareWithReplay(const ChaosRun &run)
{
    storage::StorageOptions options;
    options.url = run.databaseUrl();
    options.readOnly = true;
    options.readWorkflow = [](const QJsonObject &definition, const QString &file) -> Result<domain::WorkflowPtr> {
        const domain::LoadResult loaded = domain::workflowFromDefinition(definition);
        if (!loaded.workflow)
            return fail(ErrorCode::Corrupt, u"unreadable"_s, file);
        return loaded.workflow;
    };
    storage::Storage store(options);
    storage::RunQueries queries(run.databaseUrl());
    QFuture<Result<QList<engine::RunRow>>> runs = queries.listRuns({});
    runs.waitForFinished();
    QVERIFY2(runs.result(), runs.result() ? "" : qPrintable(runs.result().error().text()));
    QCOMPARE(runs.result()->size(), 1);
    const engine::RunRow row = runs.result()->first();
    QCOMPARE(row.state, domain::RunState::Completed);

    QFuture<Result<engine::StoredRun>> stored = store.loadRun(row.id);
    stored.waitForFinished();
    QVERIFY2(stored.result(), stored.result() ? "" : qPrintable(stored.result().error().text()));
    engine::RunState replayed(stored.result()->workflow);
    const domain::Events events = stored.result()->events;
    for (const domain::Event &event : events)
        QVERIFY2(replayed.fold(event), qPrintable(u"Illegal event: "_s + event.topic()));
    QCOMPARE(text(replayed.row()), text(row));
    QCOMPARE(row.outputs, run.expectation().outputs);

    QFuture<Result<QList<engine::TaskRow>>> rows = queries.tasks(row.id);
    rows.waitForFinished();
    QVERIFY2(rows.result(), rows.result() ? "" : qPrintable(rows.result().error().text()));
    QCOMPARE(rows.result()->size(), qsizetype(replayed.tasks.size()));
    const QList<engine::TaskRow> tasks = *rows.result();
    for (const engine::TaskRow &task : tasks) {
        QCOMPARE(text(replayed.taskRow(task.index)), text(task));
        QCOMPARE(domain::stateName(task.state), run.expectation().states.value(task.key));
        QCOMPARE(task.result, QJsonValue(run.expectation().results.value(task.key)));
        // One attempt per process that began: nothing was claimed twice.
        QCOMPARE(task.attempt, run.expectation().starts.value(task.key));
    }
    checkWhole(queries, tasks, run);
}

/// No event is missing, and what the tasks said is in the log once.
void ChaosTest::checkWhole(storage::RunQueries &queries, const QList<engine::TaskRow> &tasks, const ChaosRun &run)
{
    qint64 last = 0;
    for (bool more = true; more;) {
        storage::EventFilter filter;
        filter.sinceSeq = last;
        QFuture<Result<storage::EventPage>> page = queries.events(filter, 1000);
        page.waitForFinished();
        QVERIFY2(page.result(), page.result() ? "" : qPrintable(page.result().error().text()));
        const domain::Events events = page.result()->events;
        for (const domain::Event &event : events)
            QCOMPARE(event.seq, ++last);
        more = page.result()->more;
    }
    storage::LogFilter filter;
    filter.run = tasks.first().run;
    filter.stream = u"stdout"_s;
    QFuture<Result<QList<storage::LogEntry>>> logs = queries.logs(filter, 1000);
    logs.waitForFinished();
    QVERIFY2(logs.result(), logs.result() ? "" : qPrintable(logs.result().error().text()));
    QMap<QString, QStringList> said;
    const QList<storage::LogEntry> lines = *logs.result();
    for (const storage::LogEntry &entry : lines)
        said[tasks.at(entry.line.key.task).key] += entry.line.text;
    QCOMPARE(said, run.expectation().lines);
}

void ChaosTest::undisturbedRunDoesEverythingOnce_data()
{
    Backends::addRows();
}

void ChaosTest::undisturbedRunDoesEverythingOnce()
{
    QFETCH(QString, backend);
    ChaosRun run(m_seed, backend == u"sqlite" ? QString() : m_backends.fresh());
    QVERIFY(run.isValid());
    finish(run);
}

void ChaosTest::killedAgainAndAgainTheRunEndsAsIfUndisturbed_data()
{
    Backends::addRows();
}

void ChaosTest::killedAgainAndAgainTheRunEndsAsIfUndisturbed()
{
    QFETCH(QString, backend);
    QRandomGenerator random(m_seed);
    int kills = 0;
    int runs = 0;
    while (kills < m_kills) {
        const quint32 seed = random.generate();
        ChaosRun run(seed, backend == u"sqlite" ? QString() : m_backends.fresh());
        QVERIFY(run.isValid());
        ++runs;
        bool ended = false;
        while (!ended && kills < m_kills) {
            // Half of the deaths are early: while it starts, replays and attaches.
            const int life = random.bounded(2) == 0 ? random.bounded(1, 120) : random.bounded(100, 700);
            const Result<bool> lived = run.live(life);
            QVERIFY2(lived, lived ? "" : qPrintable(lived.error().text()));
            ended = *lived;
            if (ended)
                QVERIFY2(run.exitCode() == 0, run.output().constData());
            else
                ++kills;
        }
        finish(run);
        if (QTest::currentTestFailed()) {
            qWarning("seed of this run: %u, after %d kills", seed, kills);
            return;
        }
    }
    qInfo("%d kills in %d runs", kills, runs);
}

QTEST_GUILESS_MAIN(ChaosTest)
#include "tst_chaos.moc"
