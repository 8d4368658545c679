// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/writer/storeworker.h"

#include "storage/logs/logwriter.h"
#include "storage/records/batchwriter.h"
#include "storage/sql/connection.h"

#include <QCoreApplication>
#include <QMutexLocker>

namespace podium::storage
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Storage)
};

// A transaction stays small enough to be over in a fraction of a second …
constexpr qsizetype MaxRows = 20'000;
constexpr qsizetype MaxJobs = 4'000;
// … and log lines, which nobody waits for, take a small share of it.
constexpr qsizetype MaxLines = 2'000;
constexpr qsizetype MaxLineBytes = 1 << 20;
// Log lines that come alone gather for a moment: a sync for each would keep the disk busy.
constexpr int LogGatherMs = 40;
constexpr int LogRetryMs = 1'000;
constexpr qsizetype ManyLogBytes = 1 << 20;

qsizetype rowsOf(const StoreJob &job)
{
    return job.batch ? job.batch->events.size() + job.batch->tasks.size() : 1;
}

} // namespace

StoreWorker::StoreWorker(StorageOptions options, Result<DatabaseUrl> url)
    : m_options(std::move(options)), m_url(std::move(url)), m_logTimer(this)
{
    m_logTimer.setSingleShot(true);
    connect(&m_logTimer, &QTimer::timeout, this, [this] {
        m_logTimerWanted = false;
        drain();
    });
}

StoreWorker::~StoreWorker() = default;

void StoreWorker::enqueue(StoreJob job)
{
    {
        const QMutexLocker lock(&m_mutex);
        m_queue.push_back(std::move(job));
    }
    wake();
}

void StoreWorker::appendLogs(const QList<engine::LogLine> &lines)
{
    if (lines.isEmpty())
        return;
    m_logs.append(lines);
    if (m_logs.pendingBytes() > ManyLogBytes)
        wake();
    else if (!m_logTimerWanted.exchange(true))
        QMetaObject::invokeMethod(
            this, [this] { m_logTimer.start(LogGatherMs); }, Qt::QueuedConnection);
}

void StoreWorker::wake()
{
    if (!m_awake.exchange(true))
        QMetaObject::invokeMethod(
            this, [this] { drain(); }, Qt::QueuedConnection);
}

StoreWorker::Jobs StoreWorker::takeJobs()
{
    const QMutexLocker lock(&m_mutex);
    Jobs jobs;
    qsizetype rows = 0;
    while (!m_queue.empty() && qsizetype(jobs.size()) < MaxJobs && rows < MaxRows) {
        if (m_queue.front().alone && !jobs.empty())
            break;
        rows += rowsOf(m_queue.front());
        jobs.push_back(std::move(m_queue.front()));
        m_queue.pop_front();
        if (jobs.back().alone)
            break;
    }
    return jobs;
}

void StoreWorker::drain()
{
    m_awake = false; // Before the queue is looked at: what comes later wakes us again.
    for (;;) {
        Jobs jobs = takeJobs();
        if (!jobs.empty() && jobs.front().alone) {
            jobs.front().alone();
            continue;
        }
        const bool logs = m_owner && !m_failure && !m_logs.isEmpty();
        if (jobs.empty() && !logs)
            return;
        if (!writeTransaction(jobs) && jobs.empty())
            return; // The lines are tried again later.
    }
}

void StoreWorker::flushLogs()
{
    while (m_owner && !m_failure && !m_logs.isEmpty()) {
        Jobs none;
        if (!writeTransaction(none))
            return;
    }
}

Result<void> StoreWorker::mayWrite() const
{
    if (m_failure)
        return tl::unexpected(*m_failure);
    if (!m_owner || !m_connection)
        return fail(ErrorCode::Conflict, Text::tr("the database has not been taken over for writing"));
    return {};
}

bool StoreWorker::writeTransaction(Jobs &jobs)
{
    std::vector<Result<void>> results(jobs.size());
    const QList<engine::LogLine> lines =
        m_owner && !m_failure ? m_logs.take(MaxLines, MaxLineBytes) : QList<engine::LogLine>();
    bool logsWritten = false;
    Result<void> done = mayWrite();
    if (done) {
        done = m_connection->begin();
        if (done)
            done = writeAll(jobs, results, lines, logsWritten);
        if (done)
            done = m_connection->commit();
        if (!done)
            m_connection->rollback();
        const bool anyBatch =
            std::any_of(jobs.begin(), jobs.end(), [](const StoreJob &job) { return job.batch.has_value(); });
        // Nothing may be committed behind a hole; and one who was fenced off has nothing more to write.
        if (!done && (anyBatch || done.error().code == ErrorCode::Conflict || m_connection->isBroken()))
            m_failure = done.error();
    }
    if (!lines.isEmpty()) {
        if (done && logsWritten) {
            m_logs.written(lines);
        } else {
            m_logs.putBack(lines);
            m_logTimerWanted = true;
            m_logTimer.start(LogRetryMs);
        }
    }
    for (size_t i = 0; i < jobs.size(); ++i) {
        if (jobs[i].done)
            jobs[i].done(done ? results[i] : done);
    }
    return lines.isEmpty() || (done && logsWritten);
}

Result<void> StoreWorker::writeAll(Jobs &jobs, std::vector<Result<void>> &results, const QList<engine::LogLine> &lines,
                                   bool &logsWritten)
{
    Result<void> done = m_ownership.check(*m_connection);
    if (!done)
        return done;
    BatchWriter batches;
    for (const StoreJob &job : jobs) {
        if (job.batch)
            batches.add(*job.batch);
    }
    done = batches.write(*m_connection, m_options.clock->nowMs());
    for (size_t i = 0; done && i < jobs.size(); ++i) {
        if (jobs[i].write)
            done = guarded([&] { return jobs[i].write(*m_connection); }, results[i]);
    }
    if (done && !lines.isEmpty()) {
        Result<void> written;
        done = guarded([&] { return writeLogLines(*m_connection, lines, m_nextLogId); }, written);
        logsWritten = done && written.has_value();
    }
    return done;
}

Result<void> StoreWorker::guarded(const std::function<Result<void>()> &work, Result<void> &result)
{
    Result<void> done = m_connection->control(QStringLiteral("SAVEPOINT guarded"));
    if (!done)
        return done;
    result = work();
    if (!result) {
        // If not even this works (the transaction is gone with a full disk), all of it has failed.
        done = m_connection->control(QStringLiteral("ROLLBACK TO SAVEPOINT guarded"));
        if (!done)
            return tl::unexpected(result.error());
    }
    return m_connection->control(QStringLiteral("RELEASE SAVEPOINT guarded"));
}

} // namespace podium::storage
