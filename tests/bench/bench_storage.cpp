// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// What the storage thread does, beside a bare SQLite loop on the same disk in the same run. Prints numbers, judges
// none.
//   bench_storage [ROWS] [POSTGRESQL-URL|private]
#include "storage/sql/connection.h"
#include "storage/storage.h"
#include "support/postgres.h"
#include "support/storesamples.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QSemaphore>

#include <cstdio>
#include <ctime>

using namespace podium;
using namespace podium::test;
using storage::Storage;

namespace
{

std::clock_t s_cpu = 0;

/// Wall time is what counts; CPU time of this process (not of a server) tells a busy machine from a slow program.
void print(const char *what, qint64 count, qint64 ns)
{
    const double cpuUs = double(std::clock() - s_cpu) * 1e6 / CLOCKS_PER_SEC;
    std::printf("%-58s %9.0f /s  %8.1f us each  %6.1f us CPU\n", what, double(count) * 1e9 / double(ns),
                double(ns) / 1000.0 / double(count), cpuUs / double(count));
    std::fflush(stdout);
}

QElapsedTimer started()
{
    QElapsedTimer timer;
    timer.start();
    s_cpu = std::clock();
    return timer;
}

/// One event and one task row in each iteration, `perTransaction` of them together, with nothing around SQL.
void bareSqlite(const QString &folder, int rows, int perTransaction)
{
    storage::DatabaseUrl url;
    url.path = folder + QStringLiteral("/bare%1.db").arg(perTransaction);
    auto opened = storage::Connection::open(url, storage::OpenMode::ReadWrite);
    storage::Connection &db = **opened;
    (void)db.execute(QStringLiteral("CREATE TABLE event (seq INTEGER PRIMARY KEY, run TEXT, data TEXT)"));
    (void)db.execute(QStringLiteral("CREATE TABLE task (id INTEGER PRIMARY KEY, state TEXT)"));
    const QElapsedTimer timer = started();
    for (int i = 0; i < rows; ++i) {
        if (i % perTransaction == 0)
            (void)db.begin();
        (void)db.run(QStringLiteral("INSERT INTO event VALUES (?, ?, ?)"),
                     {i, QStringLiteral("run"), QStringLiteral("{}")});
        (void)db.run(
            QStringLiteral("INSERT INTO task VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state"),
            {i % 1000, QStringLiteral("SUCCESS")});
        if ((i + 1) % perTransaction == 0 || i + 1 == rows)
            (void)db.commit();
    }
    print(qPrintable(QStringLiteral("bare SQLite FULL, event + task, %1 a transaction").arg(perTransaction)), rows,
          timer.nsecsElapsed());
}

engine::StoreBatch transition(qint64 &seq, int task)
{
    engine::StoreBatch batch;
    batch.events << sampleEvent(++seq, QStringLiteral("run"), domain::EventType::TaskStarted, task, 1,
                                {{QStringLiteral("agent"), QStringLiteral("worker-1")}});
    engine::TaskRow row = sampleTask(QStringLiteral("run"), task, domain::TaskState::Running);
    row.attempt = 1;
    row.agent = QStringLiteral("worker-1");
    batch.tasks << row;
    return batch;
}

void benchStore(const QString &url, const char *name, int rows)
{
    Storage store(sampleOptions(url));
    const auto state = await(store.takeOver(QStringLiteral("bench")));
    if (!state) {
        std::printf("%s: %s\n", name, qPrintable(state.error().text()));
        return;
    }
    qint64 seq = 0;
    const domain::WorkflowPtr workflow = sampleWorkflow(10'000, QStringLiteral("big"), 3);
    engine::StoreBatch creation = creationOf(QStringLiteral("run"), workflow, seq);
    QElapsedTimer timer = started();
    if (const Result<void> done = commitNow(store, creation); !done)
        std::printf("%s\n", qPrintable(done.error().text()));
    print(qPrintable(
              QStringLiteral("%1 task created (10,000 with 30,000 dependencies)").arg(QString::fromLatin1(name), -10)),
          10'000, timer.nsecsElapsed());
    engine::StoreBatch again = creationOf(QStringLiteral("run-2"), workflow, seq);
    timer = started();
    (void)commitNow(store, again);
    print(qPrintable(QStringLiteral("%1 task created (of a known workflow)").arg(QString::fromLatin1(name), -10)),
          10'000, timer.nsecsElapsed());

    const int single = qMin(rows, 2000);
    timer = started();
    for (int i = 0; i < single; ++i)
        (void)commitNow(store, transition(seq, i % 10'000));
    print(qPrintable(QStringLiteral("%1 event + task, one by one").arg(QString::fromLatin1(name), -10)), single,
          timer.nsecsElapsed());

    QList<engine::StoreBatch> batches;
    for (int i = 0; i < rows; ++i)
        batches << transition(seq, i % 10'000);
    timer = started();
    for (const engine::StoreBatch &batch : std::as_const(batches))
        store.commit(batch, {});
    (void)commitNow(store, {});
    print(
        qPrintable(QStringLiteral("%1 event + task upsert, queued (group commit)").arg(QString::fromLatin1(name), -10)),
        rows, timer.nsecsElapsed());

    QList<engine::LogLine> lines;
    for (int i = 0; i < 1000; ++i) {
        lines << sampleLine(QStringLiteral("run"), i % 10,
                            QStringLiteral("[%1/1000] Building CXX object src/storage/file%1.cpp.o").arg(i), i * 60);
    }
    timer = started();
    for (int i = 0; i < rows / 1000; ++i)
        store.append(lines);
    (void)store.lastOffset({QStringLiteral("run"), 0, 1}, QStringLiteral("stdout"));
    print(qPrintable(QStringLiteral("%1 log lines with full-text index").arg(QString::fromLatin1(name), -10)), rows,
          timer.nsecsElapsed());

    timer = started();
    const auto loaded = await(store.loadRun(QStringLiteral("run")));
    print(qPrintable(QStringLiteral("%1 events of a run loaded").arg(QString::fromLatin1(name), -10)),
          loaded ? loaded->events.size() : 1, timer.nsecsElapsed());
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const int rows = app.arguments().size() > 1 ? qMax(1000, app.arguments().at(1).toInt()) : 50'000;
    QTemporaryDir folder(QDir::currentPath() + QStringLiteral("/bench-storage-XXXXXX"));
    bareSqlite(folder.path(), 2000, 1);
    bareSqlite(folder.path(), rows, 1000);
    benchStore(QStringLiteral("sqlite://") + folder.path() + QStringLiteral("/podium.db"), "SQLite", rows);
    if (app.arguments().size() > 2) {
        QString url = app.arguments().at(2);
        std::unique_ptr<Postgres> server;
        if (url == u"private") {
            Result<std::unique_ptr<Postgres>> started = Postgres::start(true);
            if (!started) {
                std::printf("%s\n", qPrintable(started.error().text()));
                return 1;
            }
            server = std::move(*started);
            url = server->newDatabase().value_or(QString());
        }
        benchStore(url, "PostgreSQL", rows);
    }
    return 0;
}
