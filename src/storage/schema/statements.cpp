// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/schema/statements.h"

#include "storage/sql/sqlerror.h"

#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>

namespace podium::storage
{

Dialect dialectOf(const QSqlQuery &query)
{
    return query.driver()->dbmsType() == QSqlDriver::PostgreSQL ? Dialect::Postgres : Dialect::Sqlite;
}

Result<void> executeAll(QSqlQuery &query, std::span<const char *const> statements)
{
    const Dialect dialect = dialectOf(query);
    for (const char *statement : statements) {
        QString sql = QString::fromLatin1(statement);
        if (dialect == Dialect::Postgres) {
            sql.replace(QStringLiteral(" INTEGER"), QStringLiteral(" BIGINT"))
                .replace(QStringLiteral(" REAL"), QStringLiteral(" DOUBLE PRECISION"))
                .replace(QStringLiteral(" BLOB"), QStringLiteral(" BYTEA"))
                .remove(QStringLiteral(" WITHOUT ROWID"));
        }
        if (!query.exec(sql)) {
            DatabaseUrl nowhere;
            nowhere.dialect = dialect;
            Error error = sqlError(query.lastError(), nowhere);
            error.where = sql.section(u'(', 0, 0).simplified();
            return tl::unexpected(error);
        }
    }
    return {};
}

} // namespace podium::storage
