// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/guest/databasequeries.h"

#include "storage/guest/guestconnection.h"

#include <QCoreApplication>
#include <QFutureWatcher>
#include <QMutexLocker>
#include <QTimer>

namespace podium::storage
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DatabaseQueries)
};

constexpr int AgainMs = 100; ///< An interruption that came before the statement began has no effect.

using Answer = QFuture<Result<QJsonValue>>;

/// In the guard's thread.
void watch(QObject *guard, const std::shared_ptr<GuestJob> &job, GuestConnection *connection, const Answer &answer)
{
    auto *watcher = new QFutureWatcher<Result<QJsonValue>>(guard);
    auto *timer = new QTimer(watcher);
    const std::weak_ptr<GuestJob> weak = job;
    QObject::connect(timer, &QTimer::timeout, watcher, [weak, timer, connection] {
        if (const std::shared_ptr<GuestJob> running = weak.lock()) {
            running->timedOut = true;
            connection->interrupt(running.get());
            timer->start(AgainMs);
        }
    });
    QObject::connect(watcher, &QFutureWatcherBase::canceled, watcher, [timer] { timer->start(0); });
    QObject::connect(watcher, &QFutureWatcherBase::finished, watcher, &QObject::deleteLater);
    timer->start(int(job->query.timeLimitMs));
    watcher->setFuture(answer);
}

} // namespace

DatabaseQueries::DatabaseQueries(const QMap<QString, QString> &addresses)
    : m_addresses(addresses), m_guard(std::make_unique<QObject>())
{
    m_guardThread.setObjectName(QStringLiteral("database guard"));
    m_guard->moveToThread(&m_guardThread);
    m_guardThread.start();
}

DatabaseQueries::~DatabaseQueries()
{
    m_guard.release()->deleteLater();
    m_guardThread.quit();
    m_guardThread.wait();
    for (const std::shared_ptr<Worker> &worker : std::as_const(m_workers)) {
        GuestConnection *const connection = worker->connection;
        QMetaObject::invokeMethod(
            connection,
            [connection, thread = &worker->thread] {
                connection->close();
                thread->quit();
            },
            Qt::QueuedConnection);
        do
            connection->stop();
        while (!worker->thread.wait(AgainMs));
        delete connection;
    }
}

GuestConnection *DatabaseQueries::connection(const QString &name, bool mayWrite)
{
    const QMutexLocker lock(&m_mutex);
    std::shared_ptr<Worker> &worker = m_workers[name + (mayWrite ? u'w' : u'r')];
    if (!worker) {
        worker = std::make_shared<Worker>();
        worker->connection = new GuestConnection(m_addresses.value(name), mayWrite);
        worker->connection->moveToThread(&worker->thread);
        worker->thread.setObjectName(QStringLiteral("database ") + name);
        worker->thread.start();
    }
    return worker->connection;
}

QFuture<Result<QJsonValue>> DatabaseQueries::query(const engine::DatabaseQuery &query)
{
    auto job = std::make_shared<GuestJob>();
    job->query = query;
    job->promise.start();
    const Answer answer = job->promise.future();
    if (!m_addresses.contains(query.connection)) {
        job->promise.addResult(fail(ErrorCode::NotFound,
                                    Text::tr("no database \"%1\" is configured").arg(query.connection), {},
                                    Text::tr("Configured: %1.").arg(connections().join(QStringLiteral(", ")))));
        job->promise.finish();
        return answer;
    }
    GuestConnection *const connection = this->connection(query.connection, query.mayWrite);
    QMetaObject::invokeMethod(
        m_guard.get(), [guard = m_guard.get(), job, connection, answer] { watch(guard, job, connection, answer); },
        Qt::QueuedConnection);
    QMetaObject::invokeMethod(
        connection, [connection, job] { connection->run(job); }, Qt::QueuedConnection);
    return answer;
}

} // namespace podium::storage
