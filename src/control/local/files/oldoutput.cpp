// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/local/files/oldoutput.h"

#include "base/continuation.h"
#include "storage/storage.h"
#include "storage/upkeep/retention.h"

#include <QDir>
#include <QDirIterator>
#include <QLoggingCategory>
#include <QSet>
#include <QThreadPool>

namespace podium::control
{

Q_LOGGING_CATEGORY(logOldOutput, "podium.control.oldoutput")

namespace
{

qint64 sizeOf(const QString &folder)
{
    qint64 bytes = 0;
    QDirIterator files(folder, QDir::Files | QDir::Hidden | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (files.hasNext())
        bytes += files.nextFileInfo().size();
    return bytes;
}

qint64 removeIn(const QString &runFolder)
{
    qint64 bytes = 0;
    const QDir run(runFolder);
    for (const QString &attempt : run.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        for (const char *part : {"spool", "temp"}) {
            const QString folder = run.filePath(attempt + u'/' + QLatin1StringView(part));
            if (!QFileInfo::exists(folder))
                continue;
            const qint64 size = sizeOf(folder);
            if (QDir(folder).removeRecursively())
                bytes += size;
            else
                qCWarning(logOldOutput).noquote() << "old output cannot be removed:" << folder;
        }
        run.rmdir(attempt); // If nothing else is in it.
    }
    QDir().rmdir(runFolder);
    return bytes;
}

qint64 removeOf(const QStringList &runs, const QString &dataFolder)
{
    const QSet<QString> old(runs.cbegin(), runs.cend());
    qint64 bytes = 0;
    const QDir folder(dataFolder + QStringLiteral("/runs"));
    for (const QString &run : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (old.contains(run))
            bytes += removeIn(folder.filePath(run));
    }
    return bytes;
}

} // namespace

QFuture<Result<qint64>> removeOldOutput(storage::Storage &storage, const QString &dataFolder,
                                        const storage::RetentionPolicy &policy, qint64 nowMs)
{
    auto promise = std::make_shared<QPromise<Result<qint64>>>();
    promise->start();
    QFuture<Result<qint64>> removed = promise->future();
    then(storage.writeFor<QStringList>([policy, nowMs](storage::Connection &connection) {
        return storage::runsWithoutLogs(connection, policy, nowMs);
    }),
         [dataFolder, promise](const Result<QStringList> &runs) {
             // Whole folders: not in the thread that writes.
             QThreadPool::globalInstance()->start([dataFolder, promise, runs] {
                 promise->addResult(
                     runs.map([&dataFolder](const QStringList &ids) { return removeOf(ids, dataFolder); }));
                 promise->finish();
             });
         });
    return removed;
}

} // namespace podium::control
