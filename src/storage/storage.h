// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/ports/ilogsink.h"
#include "engine/ports/irunstore.h"
#include "storage/storageoptions.h"

#include <QPromise>
#include <QThread>

#include <memory>

namespace podium::storage
{

class StoreWorker;

/// The database of Podium, behind the engine's ports. Owns one thread, the only one that writes; all methods are
/// thread-safe. Nothing is opened before the first call that needs it. The destructor writes what is queued.
class Storage : public engine::IRunStore,
                public engine::IArtifactStore,
                public engine::ILogSink,
                public engine::ILogPositions
{
public:
    explicit Storage(StorageOptions options);
    ~Storage() override;
    Q_DISABLE_COPY_MOVE(Storage)

    // IRunStore
    QFuture<Result<engine::StoredState>> takeOver(const QString &owner) override;
    void commit(engine::StoreBatch batch, Committed done) override;
    QFuture<Result<engine::StoredRun>> loadRun(const QString &runId) override;

    // IArtifactStore. Both block for the database.
    Result<QString> put(const QByteArray &bytes, const QString &mediaType) override;
    Result<QByteArray> get(const QString &hash) const override;

    // ILogSink
    void append(const QList<engine::LogLine> &lines) override;
    qsizetype pendingBytes() const override;

    // ILogPositions
    qint64 lastOffset(const domain::AttemptKey &key, const QString &stream) const override;

    /// Writes in the next transaction, beside what the engine commits. If `write` fails only it is undone.
    QFuture<Result<void>> write(std::function<Result<void>(Connection &)> write);
    /// The same for a write that has something to tell.
    template<typename T> QFuture<Result<T>> writeFor(std::function<Result<T>(Connection &)> write);

private:
    void enqueueWrite(std::function<Result<void>(Connection &)> write, Committed done);
    template<typename T> QFuture<Result<T>> ask(std::function<Result<T>(StoreWorker &)> question) const;
    template<typename T> Result<T> wait(QFuture<Result<T>> future) const;

    mutable QThread m_thread;
    StoreWorker *m_worker; ///< Lives in m_thread.
};

template<typename T> QFuture<Result<T>> Storage::writeFor(std::function<Result<T>(Connection &)> write)
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    auto told = std::make_shared<Result<T>>();
    enqueueWrite(
        [told, write = std::move(write)](Connection &connection) -> Result<void> {
            *told = write(connection);
            return *told ? Result<void>() : tl::unexpected(told->error());
        },
        [promise, told](const Result<void> &done) {
            promise->addResult(done ? *told : Result<T>(tl::unexpected(done.error())));
            promise->finish();
        });
    return promise->future();
}

} // namespace podium::storage
