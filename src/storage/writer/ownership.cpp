// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/writer/ownership.h"

#include "storage/sql/connection.h"
#include "storage/sql/filelock.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace podium::storage
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Storage)
};

constexpr int LockPatienceMs = 2000;
constexpr qint64 SessionLock = 0x506f6469756d; // "Podium"; advisory locks are per database.

Result<void> setMeta(Connection &connection, const QString &key, const QString &value)
{
    return connection.run(QStringLiteral("INSERT INTO meta (key, value) VALUES (?, ?) "
                                         "ON CONFLICT (key) DO UPDATE SET value = excluded.value"),
                          {key, textValue(value)});
}

QString storedOwner(Connection &connection)
{
    return connection.value(QStringLiteral("SELECT value FROM meta WHERE key = 'owner'"))
        .value_or(QVariant())
        .toString();
}

} // namespace

Ownership::Ownership() = default;
Ownership::~Ownership() = default;

Result<void> Ownership::lockFile(const DatabaseUrl &url, const QString &owner)
{
    if (m_lock)
        return {};
    const QFileInfo file(url.path);
    if (!QDir().mkpath(file.absolutePath())) {
        return fail(ErrorCode::PermissionDenied, Text::tr("the folder of the database cannot be created"),
                    file.absolutePath());
    }
    // One lock per file, whatever links lead to it.
    const QString canonical = file.exists()
                                  ? file.canonicalFilePath()
                                  : QFileInfo(file.absolutePath()).canonicalFilePath() + u'/' + file.fileName();
    Result<std::unique_ptr<FileLock>> lock = FileLock::acquire(canonical + QStringLiteral(".lock"), owner);
    if (!lock)
        return tl::unexpected(lock.error());
    m_lock = std::move(*lock);
    return {};
}

Result<void> Ownership::lockSession(Connection &connection)
{
    // The server may take a moment to notice that a process has died: that one's lock is waited for, but not for long.
    Result<void> patience = connection.execute(QStringLiteral("SET lock_timeout = %1").arg(LockPatienceMs));
    if (!patience)
        return patience;
    const Result<void> locked = connection.execute(QStringLiteral("SELECT pg_advisory_lock(%1)").arg(SessionLock));
    patience = connection.execute(QStringLiteral("SET lock_timeout = 0"));
    if (locked)
        return patience;
    if (connection.isBroken() || !patience)
        return locked;
    const QString owner = storedOwner(connection);
    return fail(ErrorCode::Conflict,
                owner.isEmpty() ? Text::tr("another program writes to this database")
                                : Text::tr("another program writes to this database: %1").arg(owner),
                connection.url().display(),
                Text::tr("Only one program may schedule at a time; use that one, or end it"));
}

Result<void> Ownership::beginEpoch(Connection &connection, const QString &owner)
{
    qint64 epoch = 0;
    Result<void> done = connection.transaction([&]() -> Result<void> {
        const Result<QVariant> last = connection.value(QStringLiteral("SELECT value FROM meta WHERE key = 'epoch'"));
        if (!last)
            return tl::unexpected(last.error());
        epoch = last->toString().toLongLong() + 1;
        if (Result<void> set = setMeta(connection, QStringLiteral("epoch"), QString::number(epoch)); !set)
            return set;
        return setMeta(connection, QStringLiteral("owner"), owner);
    });
    if (done)
        m_epoch = epoch;
    return done;
}

Result<void> Ownership::check(Connection &connection) const
{
    static const QString s_sqlite = QStringLiteral("SELECT value FROM meta WHERE key = 'epoch'");
    static const QString s_postgres = s_sqlite + QStringLiteral(" FOR SHARE");
    const Result<QVariant> epoch = connection.value(connection.isPostgres() ? s_postgres : s_sqlite);
    if (!epoch)
        return tl::unexpected(epoch.error());
    if (epoch->toString().toLongLong() == m_epoch && m_epoch > 0)
        return {};
    return fail(ErrorCode::Conflict,
                Text::tr("another program took the database over: %1").arg(storedOwner(connection)),
                connection.url().display(), Text::tr("This one stops writing; what it was told of is safe"));
}

} // namespace podium::storage
