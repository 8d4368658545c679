// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/ports/idatabasequeries.h"

#include <QHash>
#include <QMap>
#include <QMutex>
#include <QThread>

#include <memory>

namespace podium::storage
{

class GuestConnection;

/// The user's databases, each with a connection and thread of its own for reading, and another for writing. Nothing is
/// opened before it is asked for. The destructor ends what runs.
class DatabaseQueries : public engine::IDatabaseQueries
{
public:
    /// Name → address, as of Podium's own database.
    explicit DatabaseQueries(const QMap<QString, QString> &addresses);
    ~DatabaseQueries() override;
    Q_DISABLE_COPY_MOVE(DatabaseQueries)

    QStringList connections() const override { return m_addresses.keys(); }
    QFuture<Result<QJsonValue>> query(const engine::DatabaseQuery &query) override;

private:
    struct Worker
    {
        QThread thread;
        GuestConnection *connection = nullptr; ///< Lives in the thread.
    };
    GuestConnection *connection(const QString &name, bool mayWrite);

    const QMap<QString, QString> m_addresses;
    QMutex m_mutex; ///< Guards m_workers.
    QHash<QString, std::shared_ptr<Worker>> m_workers;
    QThread m_guardThread;
    std::unique_ptr<QObject> m_guard; ///< Lives in m_guardThread; ends statements that take too long.
};

} // namespace podium::storage
