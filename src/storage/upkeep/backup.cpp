// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/upkeep/backup.h"

#include "base/ids.h"
#include "storage/read/queryworker.h"
#include "storage/records/notewriter.h"
#include "storage/schema/migrations.h"
#include "storage/sql/connection.h"
#include "storage/sql/filecopy.h"
#include "storage/upkeep/copy.h"
#include "storage/writer/ownership.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <filesystem>

namespace podium::storage
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Storage)
};

DatabaseUrl fileUrl(const QString &path)
{
    DatabaseUrl url;
    url.path = QFileInfo(path).absoluteFilePath();
    return url;
}

Error cannotRename(const QString &from, const QString &to)
{
    return {ErrorCode::PermissionDenied, Text::tr("`%1` cannot be renamed").arg(from), to,
            Text::tr("Check the permissions of the folder")};
}

/// A file of this version, checked, closed and without a write-ahead log beside it; with the entry in its audit trail.
Result<CheckReport> finishFile(const QString &path, const std::optional<AuditEntry> &entry = {})
{
    const Result<std::unique_ptr<Connection>> opened = Connection::open(fileUrl(path), OpenMode::ReadWrite);
    if (!opened)
        return tl::unexpected(opened.error());
    const Result<int> version = schemaVersion(**opened);
    if (!version)
        return tl::unexpected(version.error());
    if (*version == 0)
        return fail(ErrorCode::InvalidArgument, Text::tr("the file is not a backup"), path);
    if (const Result<void> migrated = migrate(**opened, migrations(), {}); !migrated)
        return tl::unexpected(migrated.error());
    Result<CheckReport> report = checkDatabase(**opened);
    if (report && !report->isSound())
        return fail(ErrorCode::Corrupt, report->problems.first(), path);
    if (report && entry) {
        if (const Result<AuditEntry> written = appendAudit(**opened, *entry); !written)
            return tl::unexpected(written.error());
    }
    // One file, which can be read where nothing can be written beside it.
    if (const Result<void> merged = (*opened)->execute(QStringLiteral("PRAGMA journal_mode = DELETE")); !merged)
        return tl::unexpected(merged.error());
    return report;
}

Result<void> writeFile(Connection &from, const QString &path)
{
    if (!from.isPostgres()) {
        // SQLite counts the new file as a write of this connection.
        const Result<void> allowed = from.execute(QStringLiteral("PRAGMA query_only = OFF"));
        return allowed ? from.run(QStringLiteral("VACUUM INTO ?"), {path}) : allowed;
    }
    const Result<std::unique_ptr<Connection>> to = Connection::open(fileUrl(path), OpenMode::ReadWrite);
    if (!to)
        return tl::unexpected(to.error());
    const Result<void> migrated = migrate(**to, migrations(), {});
    return migrated ? copyDatabase(from, **to) : migrated;
}

/// A second name, so that the first one is never missing: the next start would take that for a new, empty database.
bool keepName(const QString &path, const QString &kept)
{
    std::error_code error;
    std::filesystem::create_hard_link(path.toStdString(), kept.toStdString(), error);
    return !error || QFile::rename(path, kept); // Where the file system has no links.
}

Result<void> replaceSqlite(const QString &made, const DatabaseUrl &url, const QString &owner)
{
    Ownership ownership;
    if (Result<void> locked = ownership.lockFile(url, owner); !locked)
        return locked;
    if (QFileInfo::exists(url.path)) {
        // Opening it merges what is left of a crash; if it is too damaged for that, its log is kept beside it.
        (void)Connection::open(url, OpenMode::ReadWrite);
        const QString kept = url.path + QStringLiteral(".before-restore-") + newId();
        if (!keepName(url.path, kept))
            return tl::unexpected(cannotRename(url.path, kept));
        for (const char *suffix : {"-wal", "-shm"}) {
            const QString from = url.path + QLatin1StringView(suffix);
            if (QFileInfo::exists(from) && !QFile::rename(from, kept + QLatin1StringView(suffix)))
                return tl::unexpected(cannotRename(from, kept));
        }
    }
    std::error_code error;
    std::filesystem::rename(made.toStdString(), url.path.toStdString(), error); // Replaces, unlike QFile's.
    if (error)
        return tl::unexpected(cannotRename(made, url.path));
    syncToDisk(QFileInfo(url.path).absolutePath());
    return {};
}

Result<void> fillPostgres(const QString &made, const DatabaseUrl &url)
{
    const Result<std::unique_ptr<Connection>> to = Connection::open(url, OpenMode::ReadWrite);
    if (!to)
        return tl::unexpected(to.error());
    Ownership ownership;
    Result<void> done = ownership.lockSession(**to);
    if (done)
        done = migrate(**to, migrations(), {});
    if (!done)
        return done;
    // The agents that a new database gets by itself do not count.
    const Result<QVariant> used =
        (*to)->value(QStringLiteral("SELECT (SELECT count(*) FROM events WHERE type <> 'agent.configured') "
                                    "+ (SELECT count(*) FROM audit) + (SELECT count(*) FROM runs)"));
    if (!used)
        return tl::unexpected(used.error());
    if (used->toLongLong() > 0) {
        return fail(ErrorCode::Conflict, Text::tr("the database is not empty"), url.display(),
                    Text::tr("Restore into a new one, made with `createdb`"));
    }
    for (const char *table : {"events", "agents", "agent_states"}) {
        if (Result<void> emptied = (*to)->execute(QStringLiteral("DELETE FROM ") + QLatin1StringView(table)); !emptied)
            return emptied;
    }
    const Result<std::unique_ptr<Connection>> from = Connection::open(fileUrl(made), OpenMode::ReadOnly);
    return from ? copyDatabase(**from, **to) : tl::unexpected(from.error());
}

} // namespace

Result<CheckReport> backUp(const QString &url, const QString &file)
{
    const Result<DatabaseUrl> parsed = DatabaseUrl::parse(url);
    if (!parsed)
        return tl::unexpected(parsed.error());
    if (QFileInfo::exists(file))
        return fail(ErrorCode::Conflict, Text::tr("the file exists"), file, Text::tr("Give another name"));
    if (const Result<void> usable = checkFolder(file); !usable)
        return tl::unexpected(usable.error());
    const Result<std::unique_ptr<Connection>> from = openToRead(*parsed, {});
    if (!from)
        return tl::unexpected(from.error());
    const QString part = partOf(file);
    const Result<void> written = writeFile(**from, part);
    Result<CheckReport> report = written ? finishFile(part) : tl::unexpected(written.error());
    if (const Result<void> named = report ? giveName(part, file) : Result<void>(); !named)
        report = tl::unexpected(named.error());
    removeDatabase(part);
    return report;
}

Result<CheckReport> restore(const QString &file, const QString &url, const QString &owner, const AuditEntry &entry)
{
    const Result<DatabaseUrl> parsed = DatabaseUrl::parse(url);
    if (!parsed)
        return tl::unexpected(parsed.error());
    if (!QFileInfo(file).isFile())
        return fail(ErrorCode::NotFound, Text::tr("there is no backup"), file);
    // The backup itself is never opened for writing: an older one has to stay what it is.
    const bool sqlite = parsed->dialect == Dialect::Sqlite;
    const QString made = (sqlite ? parsed->path : file) + u'.' + newId() + QStringLiteral(".restoring");
    if (sqlite && !QDir().mkpath(QFileInfo(made).absolutePath()))
        return fail(ErrorCode::PermissionDenied, Text::tr("the folder cannot be created"), made);
    if (!QFile::copy(file, made))
        return fail(ErrorCode::Unavailable, Text::tr("the backup cannot be copied"), made,
                    Text::tr("Check the free space and the permissions of the folder"));
    QFile::setPermissions(made, QFile::ReadOwner | QFile::WriteOwner);
    Result<CheckReport> report = finishFile(made, entry);
    if (report) {
        syncToDisk(made);
        const Result<void> done = sqlite ? replaceSqlite(made, *parsed, owner) : fillPostgres(made, *parsed);
        if (!done)
            report = tl::unexpected(done.error());
    }
    removeDatabase(made);
    return report;
}

} // namespace podium::storage
