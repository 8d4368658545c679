// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/ports/idatabasequeries.h"
#include "storage/sql/databaseurl.h"

#include <QMutex>
#include <QObject>
#include <QPromise>
#include <QSqlDatabase>

#include <atomic>
#include <memory>

namespace podium::storage
{

/// A statement on its way.
struct GuestJob
{
    engine::DatabaseQuery query;
    QPromise<Result<QJsonValue>> promise;
    std::atomic<bool> timedOut = false;
};

/// A connection to a database of the user, for reading or for both. Lives in a thread of its own, which its statements
/// block; interrupt() may be called from any other.
class GuestConnection : public QObject
{
    Q_OBJECT
public:
    GuestConnection(QString url, bool mayWrite) : m_urlText(std::move(url)), m_mayWrite(mayWrite) {}
    ~GuestConnection() override;

    /// In the connection's thread.
    void run(const std::shared_ptr<GuestJob> &job);
    /// In the connection's thread.
    void close();
    /// Ends the statement of this job if it runs just now. Thread-safe.
    void interrupt(const GuestJob *job);
    /// Ends what runs, and refuses what follows. Thread-safe.
    void stop();

private:
    Result<void> open();
    Result<QJsonValue> execute(const GuestJob &job);
    Result<QJsonValue> rows(QSqlQuery &query, const engine::DatabaseQuery &asked) const;
    Result<void> begin(qint64 timeLimitMs);
    /// PostgreSQL: ends what a connection does, over another one. Blocks.
    void cancelBackend(qint64 backend) const;
    Error error(const QSqlQuery &query) const;

    const QString m_urlText;
    const bool m_mayWrite;
    DatabaseUrl m_url;
    QString m_name; ///< Of the Qt connection; empty = not open.
    QSqlDatabase m_database;
    QMutex m_mutex; ///< Guards what follows.
    const GuestJob *m_current = nullptr;
    bool m_stopped = false;
    void *m_sqlite = nullptr; ///< Handle of the driver.
    qint64 m_backend = 0;     ///< PostgreSQL: the server's process.
    void (*m_endStatement)(void *) = nullptr;
};

} // namespace podium::storage
