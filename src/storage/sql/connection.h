// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "storage/sql/databaseurl.h"

#include <QHash>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

#include <functional>
#include <memory>
#include <optional>

namespace podium::storage
{

enum class OpenMode {
    ReadWrite, ///< Creates the SQLite file if it is not there.
    ReadOnly,  ///< Fails with NotFound if there is nothing.
};

/// Limits of a connection.
struct ConnectionOptions
{
    int busyTimeoutMs = 5000; ///< SQLite: how long to wait for another connection's write.
    qint64 maxBytes = 0;      ///< SQLite: largest size of the file; 0 = the disk's.
    /// For fault tests: asked before and after each prepared statement; an error it gives is reported instead.
    std::function<std::optional<Error>(const QString &sql, bool after)> fault;
};

/// One database connection with its prepared statements. Created, used and destroyed in one thread.
class Connection
{
public:
    static Result<std::unique_ptr<Connection>> open(const DatabaseUrl &url, OpenMode mode,
                                                    const ConnectionOptions &options = {});
    ~Connection();
    Q_DISABLE_COPY_MOVE(Connection)

    const DatabaseUrl &url() const { return m_url; }
    bool isPostgres() const { return m_url.dialect == Dialect::Postgres; }
    /// Set by the first error that says that the server is gone; such a connection is of no more use.
    bool isBroken() const { return m_broken; }

    /// A statement with `?` placeholders, prepared once per text and kept. Owned by the connection.
    Result<QSqlQuery *> prepared(const QString &sql);
    /// Executes a prepared statement that returns nothing.
    Result<void> run(const QString &sql, const QVariantList &values = {});
    /// Executes it and returns the number of rows that changed.
    Result<int> change(const QString &sql, const QVariantList &values = {});
    /// Executes a prepared query and calls `row` for each row; a failing row ends it.
    Result<void> each(const QString &sql, const QVariantList &values,
                      const std::function<Result<void>(const QSqlQuery &)> &row);
    /// First column of the first row; an invalid QVariant if there is none.
    Result<QVariant> value(const QString &sql, const QVariantList &values = {});
    /// Executes a statement once, without keeping it (DDL, PRAGMA).
    Result<void> execute(const QString &sql);

    /// Statements that control the transaction: SAVEPOINT and so on.
    Result<void> control(const QString &sql);
    Result<void> begin(); ///< For writing: waits for its turn right away.
    Result<void> commit();
    void rollback(); ///< Of no effect outside a transaction.
    /// begin(), `work`, commit(), or rollback() and the error.
    Result<void> transaction(const std::function<Result<void>()> &work);

    Error error(const QSqlQuery &query);
    /// Executes a prepared and bound statement.
    Result<void> exec(QSqlQuery &query);
    /// A bare query of this connection, for migrations.
    QSqlQuery query() const { return QSqlQuery(m_database); }

private:
    Connection(DatabaseUrl url, const QSqlDatabase &database) : m_url(std::move(url)), m_database(database) {}
    Result<void> setUpSqlite(OpenMode mode, const ConnectionOptions &options);

    DatabaseUrl m_url;
    QSqlDatabase m_database;
    QHash<QString, std::shared_ptr<QSqlQuery>> m_statements;
    std::function<std::optional<Error>(const QString &, bool)> m_fault;
    bool m_broken = false;
};

/// A string as the databases take it: not null, no U+0000, no lone surrogates (both are replaced by U+FFFD).
QVariant textValue(const QString &text);

} // namespace podium::storage
