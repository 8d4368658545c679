// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/sql/sqlerror.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSqlError>
#include <QStorageInfo>

namespace podium::storage
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Storage)
};

// Primary result codes of SQLite (sqlite.org/rescode.html); Qt gives the extended ones, whose low byte these are.
enum SqliteCode {
    Busy = 5,
    Locked = 6,
    NoMemory = 7,
    ReadOnly = 8,
    IoError = 10,
    Damaged = 11,
    Full = 13,
    CantOpen = 14,
    TooBig = 18,
    Auth = 23,
    NotADatabase = 26
};

constexpr qint64 FullDiskBytes = 64 * 1024; // Less is of no use to a database.

Error sqliteError(int code, const QString &said, const QString &where)
{
    switch (code & 0xff) {
    case Busy:
    case Locked:
        return {ErrorCode::Unavailable, Text::tr("the database is locked by another program"), where,
                Text::tr("Close the program that has it open, or try again")};
    case NoMemory:
        return {ErrorCode::Exhausted, Text::tr("not enough memory for the database"), where, {}};
    case ReadOnly:
        return {ErrorCode::PermissionDenied, Text::tr("the database cannot be written"), where,
                Text::tr("Check the permissions of the file and of its folder")};
    case IoError:
        return {ErrorCode::Unavailable, Text::tr("the disk reported an error (%1)").arg(said), where,
                Text::tr("Check the disk and its free space; nothing of the interrupted write was kept")};
    case Damaged:
    case NotADatabase:
        return {ErrorCode::Corrupt, Text::tr("the database is damaged or not a database (%1)").arg(said), where,
                Text::tr("Restore a backup with `podiumctl restore`; keep the damaged file for inspection")};
    case Full:
        return {ErrorCode::Exhausted, Text::tr("the disk is full"), where,
                Text::tr("Free some space; nothing of the interrupted write was kept")};
    case CantOpen:
        return {ErrorCode::Unavailable, Text::tr("the database cannot be opened"), where,
                Text::tr("Check that its folder exists and may be entered")};
    case TooBig:
        return {ErrorCode::Exhausted, Text::tr("a value is larger than the database allows"), where, {}};
    case Auth:
        return {ErrorCode::PermissionDenied, Text::tr("the database refuses access"), where, {}};
    default:
        return {
            ErrorCode::Internal, Text::tr("the database refused a statement (%1: %2)").arg(code).arg(said), where, {}};
    }
}

Error postgresError(const QString &state, const QString &said, const QString &where)
{
    // A server that refuses a new connection says why in words only, and in its own language.
    if (state.isEmpty() && said.contains(QRegularExpression(QStringLiteral("database \".*\" does not exist"))))
        return postgresError(QStringLiteral("3D000"), said, where);
    if (state.isEmpty() && said.contains(QRegularExpression(QStringLiteral("authentication failed|no pg_hba.conf entry|"
                                                                           "role \".*\" does not exist|no password"))))
        return postgresError(QStringLiteral("28000"), said, where);
    // No SQLSTATE comes with a connection that broke or never was.
    if (state.isEmpty() || state.startsWith(u"08") || state.startsWith(u"57P")) {
        return {ErrorCode::Unavailable, Text::tr("the database server cannot be reached (%1)").arg(said), where,
                Text::tr("Check that PostgreSQL runs and accepts connections")};
    }
    if (state == u"53100") {
        return {ErrorCode::Exhausted, Text::tr("the database server's disk is full"), where,
                Text::tr("Free some space; nothing of the interrupted write was kept")};
    }
    if (state.startsWith(u"53") || state.startsWith(u"54"))
        return {ErrorCode::Exhausted, Text::tr("the database server is at a limit (%1)").arg(said), where, {}};
    if (state == u"3D000") {
        return {ErrorCode::NotFound, Text::tr("the database does not exist"), where,
                Text::tr("Create it with `createdb`")};
    }
    if (state.startsWith(u"28") || state == u"42501")
        return {ErrorCode::PermissionDenied, Text::tr("the database server refuses access (%1)").arg(said), where, {}};
    if (state == u"25006") {
        return {ErrorCode::PermissionDenied, Text::tr("the database is read-only"), where,
                Text::tr("Connect to the primary server")};
    }
    if (state.startsWith(u"40") || state.startsWith(u"55"))
        return {ErrorCode::Unavailable, Text::tr("the database is busy (%1)").arg(said), where, {}};
    if (state.startsWith(u"XX00") || state.startsWith(u"58"))
        return {ErrorCode::Corrupt, Text::tr("the database server reports damage (%1)").arg(said), where, {}};
    return {ErrorCode::Internal, Text::tr("the database refused a statement (%1: %2)").arg(state, said), where, {}};
}

} // namespace

Error sqlError(const QSqlError &error, const DatabaseUrl &url)
{
    const QString said = error.databaseText().simplified();
    if (url.dialect == Dialect::Postgres)
        return postgresError(error.nativeErrorCode(), said, url.display());
    if (error.type() == QSqlError::ConnectionError && error.nativeErrorCode().isEmpty())
        return {ErrorCode::Unavailable, error.text(), url.display(), {}};
    int code = error.nativeErrorCode().toInt();
    // What SQLite maps into memory cannot grow either, which it calls an I/O error.
    if ((code & 0xff) == IoError && QStorageInfo(QFileInfo(url.path).path()).bytesAvailable() < FullDiskBytes)
        code = Full;
    return sqliteError(code, said, url.display());
}

} // namespace podium::storage
