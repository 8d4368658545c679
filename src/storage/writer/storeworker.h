// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/ports/irunstore.h"
#include "storage/logs/logbuffer.h"
#include "storage/storageoptions.h"
#include "storage/writer/ownership.h"

#include <QMutex>
#include <QObject>
#include <QTimer>

#include <deque>

namespace podium::storage
{

class Connection;

/// What waits for the storage thread. Exactly one of the three is set.
struct StoreJob
{
    std::optional<engine::StoreBatch> batch;
    std::function<Result<void>(Connection &)> write; ///< Inside the transaction, undone by itself if it fails.
    std::function<void()> alone;                     ///< Between transactions, in order.
    engine::IRunStore::Committed done;               ///< For batch and write; in the storage thread.
};

/// The only writer: lives in the storage thread. Whatever is queued when it wakes is one transaction.
class StoreWorker : public QObject
{
    Q_OBJECT
public:
    StoreWorker(StorageOptions options, Result<DatabaseUrl> url);
    ~StoreWorker() override;

    // Thread-safe.
    void enqueue(StoreJob job);
    void appendLogs(const QList<engine::LogLine> &lines);
    qsizetype pendingLogBytes() const { return m_logs.pendingBytes(); }

    // In the storage thread.
    Result<engine::StoredState> takeOver(const QString &owner);
    /// A connection to read from: the writer's, or one that changes nothing if there has been no takeOver().
    Result<Connection *> reader();
    void drain(); ///< Writes what is queued.
    void flushLogs();
    void close(); ///< Writes what is queued, and gives the lock back.

    const StorageOptions &options() const { return m_options; }
    const Result<DatabaseUrl> &url() const { return m_url; }

private:
    using Jobs = std::vector<StoreJob>;

    void wake();
    Jobs takeJobs();
    bool writeTransaction(Jobs &jobs); ///< False if log lines are left that could not be written.
    Result<void> writeAll(Jobs &jobs, std::vector<Result<void>> &results, const QList<engine::LogLine> &lines,
                          bool &logsWritten);
    Result<void> guarded(const std::function<Result<void>()> &work, Result<void> &result);
    Result<void> mayWrite() const;
    Result<void> connectWriter(const QString &owner);
    Result<void> backUpBefore(int version);

    const StorageOptions m_options;
    const Result<DatabaseUrl> m_url;
    QMutex m_mutex;
    std::deque<StoreJob> m_queue;
    std::atomic<bool> m_awake = false;
    std::atomic<bool> m_logTimerWanted = false;
    LogBuffer m_logs;

    // Of the storage thread.
    Ownership m_ownership;
    std::unique_ptr<Connection> m_connection;
    QTimer m_logTimer;
    bool m_owner = false; ///< takeOver() has succeeded and nothing has failed since, or m_failure says what.
    std::optional<Error> m_failure;
    qint64 m_nextLogId = 1;
};

} // namespace podium::storage
