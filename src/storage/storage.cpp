// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/storage.h"

#include "storage/records/artifacts.h"
#include "storage/sql/connection.h"
#include "storage/writer/stateloader.h"
#include "storage/writer/storeworker.h"

#include <QPromise>

namespace podium::storage
{

Storage::Storage(StorageOptions options)
{
    Result<DatabaseUrl> url = DatabaseUrl::parse(options.url);
    m_worker = new StoreWorker(std::move(options), std::move(url));
    m_thread.setObjectName(QStringLiteral("storage"));
    m_worker->moveToThread(&m_thread);
    m_thread.start();
}

Storage::~Storage()
{
    QMetaObject::invokeMethod(
        m_worker, [this] { m_worker->close(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
    delete m_worker; // Its thread has ended and its connection is closed.
}

template<typename T> QFuture<Result<T>> Storage::ask(std::function<Result<T>(StoreWorker &)> question) const
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    QFuture<Result<T>> future = promise->future();
    const auto answer = [promise, question = std::move(question), worker = m_worker] {
        promise->addResult(question(*worker));
        promise->finish();
    };
    if (QThread::currentThread() == &m_thread) {
        answer(); // From a `done` callback: waiting for ourselves would never end.
    } else {
        StoreJob job;
        job.alone = answer;
        m_worker->enqueue(std::move(job));
    }
    return future;
}

template<typename T> Result<T> Storage::wait(QFuture<Result<T>> future) const
{
    future.waitForFinished();
    return future.result();
}

QFuture<Result<engine::StoredState>> Storage::takeOver(const QString &owner)
{
    return ask<engine::StoredState>([owner](StoreWorker &worker) { return worker.takeOver(owner); });
}

void Storage::commit(engine::StoreBatch batch, Committed done)
{
    StoreJob job;
    job.batch = std::move(batch);
    job.done = std::move(done);
    m_worker->enqueue(std::move(job));
}

QFuture<Result<engine::StoredRun>> Storage::loadRun(const QString &runId)
{
    return ask<engine::StoredRun>([runId](StoreWorker &worker) -> Result<engine::StoredRun> {
        const Result<Connection *> connection = worker.reader();
        if (!connection)
            return tl::unexpected(connection.error());
        return loadStoredRun(**connection, runId, worker.options().readWorkflow);
    });
}

void Storage::enqueueWrite(std::function<Result<void>(Connection &)> write, Committed done)
{
    StoreJob job;
    job.write = std::move(write);
    job.done = std::move(done);
    m_worker->enqueue(std::move(job));
}

QFuture<Result<void>> Storage::write(std::function<Result<void>(Connection &)> write)
{
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    enqueueWrite(std::move(write), [promise](const Result<void> &done) {
        promise->addResult(done);
        promise->finish();
    });
    return promise->future();
}

Result<QString> Storage::put(const QByteArray &bytes, const QString &mediaType)
{
    const Result<QVariantList> row = artifactRow(bytes, mediaType, m_worker->options().clock->nowMs());
    if (!row)
        return tl::unexpected(row.error());
    const QString hash = row->first().toString();
    const Result<bool> known = wait(ask<bool>([hash](StoreWorker &worker) -> Result<bool> {
        const Result<Connection *> connection = worker.reader();
        if (!connection)
            return false; // The write says better what is wrong.
        const Result<QVariant> found =
            (*connection)->value(QStringLiteral("SELECT 1 FROM artifacts WHERE hash = ?"), {hash});
        return found && found->isValid();
    }));
    if (known && *known)
        return hash;
    QFuture<Result<void>> future = write([row = *row](Connection &connection) {
        return writeRows(connection, artifactsTable(), OnConflict::Keep, {row});
    });
    if (QThread::currentThread() == &m_thread)
        m_worker->drain();
    const Result<void> written = wait(future);
    return written ? Result<QString>(hash) : tl::unexpected(written.error());
}

Result<QByteArray> Storage::get(const QString &hash) const
{
    return wait(ask<QByteArray>([hash](StoreWorker &worker) -> Result<QByteArray> {
        const Result<Connection *> connection = worker.reader();
        return connection ? readArtifact(**connection, hash) : tl::unexpected(connection.error());
    }));
}

void Storage::append(const QList<engine::LogLine> &lines)
{
    m_worker->appendLogs(lines);
}

qsizetype Storage::pendingBytes() const
{
    return m_worker->pendingLogBytes();
}

qint64 Storage::lastOffset(const domain::AttemptKey &key, const QString &stream) const
{
    const Result<qint64> offset = wait(ask<qint64>([key, stream](StoreWorker &worker) -> Result<qint64> {
        worker.flushLogs();
        const Result<Connection *> connection = worker.reader();
        if (!connection)
            return tl::unexpected(connection.error());
        const Result<QVariant> found = (*connection)
                                           ->value(QStringLiteral("SELECT position FROM log_positions WHERE run = ? AND"
                                                                  " task = ? AND attempt = ? AND stream = ?"),
                                                   {textValue(key.run), key.task, key.attempt, textValue(stream)});
        if (!found)
            return tl::unexpected(found.error());
        return found->toLongLong();
    }));
    return offset.value_or(0);
}

} // namespace podium::storage
