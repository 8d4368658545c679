// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/sql/connection.h"

#include "storage/sql/sqlerror.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSqlDriver>
#include <QSqlError>
#include <QUrl>

#include <atomic>

namespace podium::storage
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Storage)
};

QString nextName()
{
    static std::atomic<quint64> s_count{0};
    return QStringLiteral("podium-%1").arg(++s_count);
}

/// Where nothing can be written and nobody has: SQLite's usual coordination files cannot be made there.
bool isOnReadOnlyMedium(const QString &path)
{
    return !QFileInfo(QFileInfo(path).absolutePath()).isWritable() && !QFileInfo::exists(path + QStringLiteral("-wal"));
}

constexpr qsizetype LargeValue = 256 * 1024; // Bytes or characters.

bool isLarge(const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::QString:
        return value.toString().size() > LargeValue;
    case QMetaType::QByteArray:
        return value.toByteArray().size() > LargeValue;
    default:
        return false;
    }
}

QSqlDatabase describe(const DatabaseUrl &url, OpenMode mode, const ConnectionOptions &options, const QString &name)
{
    if (url.dialect == Dialect::Postgres) {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QPSQL"), name);
        database.setHostName(url.host);
        if (url.port > 0)
            database.setPort(url.port);
        database.setUserName(url.user);
        database.setPassword(url.password);
        database.setDatabaseName(url.database);
        QString extra = url.options;
        if (!extra.contains(u"connect_timeout"))
            extra += (extra.isEmpty() ? QString() : QStringLiteral(";")) + QStringLiteral("connect_timeout=10");
        database.setConnectOptions(extra);
        return database;
    }
    QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
    QString extra = QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(options.busyTimeoutMs);
    if (mode == OpenMode::ReadOnly)
        extra += QStringLiteral(";QSQLITE_OPEN_READONLY");
    if (mode == OpenMode::ReadOnly && isOnReadOnlyMedium(url.path)) {
        QUrl immutable = QUrl::fromLocalFile(url.path);
        immutable.setQuery(QStringLiteral("immutable=1"));
        extra += QStringLiteral(";QSQLITE_OPEN_URI");
        database.setDatabaseName(QString::fromLatin1(immutable.toEncoded()));
    } else {
        database.setDatabaseName(url.path);
    }
    database.setConnectOptions(extra);
    return database;
}

} // namespace

QVariant textValue(const QString &text)
{
    if (text.isNull())
        return QVariant(QStringLiteral("")); // A null QString would be stored as NULL.
    if (!text.contains(QChar(u'\0')) && text.isValidUtf16())
        return text;
    QString clean = text;
    for (qsizetype i = 0; i < clean.size(); ++i) {
        const bool pair = clean.at(i).isHighSurrogate() && i + 1 < clean.size() && clean.at(i + 1).isLowSurrogate();
        if (pair)
            ++i;
        else if (clean.at(i).isSurrogate() || clean.at(i).isNull())
            clean[i] = QChar(QChar::ReplacementCharacter);
    }
    return clean;
}

Result<std::unique_ptr<Connection>> Connection::open(const DatabaseUrl &url, OpenMode mode,
                                                     const ConnectionOptions &options)
{
    if (url.dialect == Dialect::Sqlite && mode == OpenMode::ReadOnly && !QFileInfo::exists(url.path)) {
        return fail(ErrorCode::NotFound, Text::tr("there is no database yet"), url.path,
                    Text::tr("It is created by the first run"));
    }
    const QString name = nextName();
    QSqlDatabase database = describe(url, mode, options, name);
    if (!database.isValid()) {
        database = {};
        QSqlDatabase::removeDatabase(name);
        return fail(ErrorCode::Unsupported, Text::tr("the Qt SQL driver for this kind of database is not installed"),
                    url.display(),
                    url.dialect == Dialect::Postgres ? Text::tr("Install libqt6sql6-psql")
                                                     : Text::tr("Install libqt6sql6-sqlite"));
    }
    std::unique_ptr<Connection> connection(new Connection(url, std::move(database)));
    database = {}; // Qt complains about a connection that is removed while a copy of its handle exists.
    if (!connection->m_database.open())
        return tl::unexpected(sqlError(connection->m_database.lastError(), url));
    if (connection->isPostgres()) {
        const QString access = mode == OpenMode::ReadOnly ? QStringLiteral("on") : QStringLiteral("off");
        // What somebody was told of has to be on disk, whatever the server does by default.
        for (const QString &sql : {QStringLiteral("SELECT set_config('synchronous_commit', 'on', false)"
                                                  " WHERE current_setting('synchronous_commit') = 'off'"),
                                   QStringLiteral("SET client_min_messages = warning"),
                                   QStringLiteral("SET default_transaction_read_only = ") + access}) {
            if (const Result<void> done = connection->execute(sql); !done)
                return tl::unexpected(done.error());
        }
    } else if (const Result<void> done = connection->setUpSqlite(mode, options); !done) {
        return tl::unexpected(done.error());
    }
    connection->m_fault = options.fault;
    return connection;
}

Result<void> Connection::setUpSqlite(OpenMode mode, const ConnectionOptions &options)
{
    QStringList pragmas{QStringLiteral("foreign_keys = ON"), QStringLiteral("cache_size = -16000"),
                        QStringLiteral("temp_store = MEMORY")};
    if (mode == OpenMode::ReadOnly) {
        pragmas << QStringLiteral("query_only = ON");
    } else {
        // A larger write-ahead log before it is merged: fewer merges while a big run starts.
        pragmas << QStringLiteral("journal_mode = WAL") << QStringLiteral("synchronous = FULL")
                << QStringLiteral("wal_autocheckpoint = 4000") << QStringLiteral("journal_size_limit = 67108864");
    }
    for (const QString &pragma : std::as_const(pragmas)) {
        if (Result<void> done = execute(QStringLiteral("PRAGMA ") + pragma); !done)
            return done;
    }
    if (options.maxBytes > 0) {
        const Result<QVariant> pageSize = value(QStringLiteral("PRAGMA page_size"));
        if (!pageSize)
            return tl::unexpected(pageSize.error());
        const qint64 pages = qMax<qint64>(1, options.maxBytes / qMax<qint64>(512, pageSize->toLongLong()));
        return execute(QStringLiteral("PRAGMA max_page_count = %1").arg(pages));
    }
    return {};
}

Connection::~Connection()
{
    const QString name = m_database.connectionName();
    if (!m_broken)
        m_statements.clear();
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(name);
    // Without their driver, statements do not try to tell a lost server that they are no longer needed.
    m_statements.clear();
}

Error Connection::error(const QSqlQuery &query)
{
    Error error = sqlError(query.lastError(), m_url);
    if (isPostgres() && error.code == ErrorCode::Unavailable && !query.lastError().nativeErrorCode().startsWith(u"55"))
        m_broken = true;
    return error;
}

Result<QSqlQuery *> Connection::prepared(const QString &sql)
{
    const auto known = m_statements.constFind(sql);
    if (known != m_statements.constEnd())
        return known->get();
    auto query = std::make_shared<QSqlQuery>(m_database);
    query->setForwardOnly(true);
    if (!query->prepare(sql))
        return tl::unexpected(error(*query));
    m_statements.insert(sql, query);
    return query.get();
}

Result<void> Connection::exec(QSqlQuery &query)
{
    if (m_fault) {
        if (const std::optional<Error> fault = m_fault(query.lastQuery(), false))
            return tl::unexpected(*fault);
    }
    if (!query.exec())
        return tl::unexpected(error(query));
    if (m_fault) {
        if (const std::optional<Error> fault = m_fault(query.lastQuery(), true))
            return tl::unexpected(*fault);
    }
    return {};
}

Result<void> Connection::run(const QString &sql, const QVariantList &values)
{
    const Result<int> changed = change(sql, values);
    return changed ? Result<void>() : tl::unexpected(changed.error());
}

Result<int> Connection::change(const QString &sql, const QVariantList &values)
{
    const Result<QSqlQuery *> query = prepared(sql);
    if (!query)
        return tl::unexpected(query.error());
    for (qsizetype i = 0; i < values.size(); ++i)
        (*query)->bindValue(int(i), values.at(i));
    if (const Result<void> done = exec(**query); !done)
        return tl::unexpected(done.error());
    const int changed = (*query)->numRowsAffected();
    (*query)->finish();
    // A prepared statement keeps its values until the next ones come, Qt's copy and that of the database.
    if (std::any_of(values.begin(), values.end(), isLarge))
        m_statements.remove(sql);
    return changed;
}

Result<void> Connection::each(const QString &sql, const QVariantList &values,
                              const std::function<Result<void>(const QSqlQuery &)> &row)
{
    const Result<QSqlQuery *> query = prepared(sql);
    if (!query)
        return tl::unexpected(query.error());
    for (qsizetype i = 0; i < values.size(); ++i)
        (*query)->bindValue(int(i), values.at(i));
    Result<void> done = exec(**query);
    while (done && (*query)->next())
        done = row(**query);
    // A row that cannot be fetched (damage, a lost server) ends the loop like the last one does.
    if (done && (*query)->lastError().isValid())
        done = tl::unexpected(error(**query));
    (*query)->finish(); // An open statement would keep its snapshot.
    return done;
}

Result<QVariant> Connection::value(const QString &sql, const QVariantList &values)
{
    QVariant first;
    bool have = false;
    const Result<void> done = each(sql, values, [&](const QSqlQuery &row) -> Result<void> {
        if (!std::exchange(have, true))
            first = row.value(0);
        return {};
    });
    return done ? Result<QVariant>(first) : tl::unexpected(done.error());
}

Result<void> Connection::execute(const QString &sql)
{
    const auto fault = [&](bool after) { return m_fault ? m_fault(sql, after) : std::nullopt; };
    if (const std::optional<Error> error = fault(false))
        return tl::unexpected(*error);
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.exec(sql))
        return tl::unexpected(error(query));
    if (const std::optional<Error> error = fault(true))
        return tl::unexpected(*error);
    return {};
}

Result<void> Connection::control(const QString &sql)
{
    return isPostgres() ? execute(sql) : run(sql); // PostgreSQL cannot prepare BEGIN and its like.
}

Result<void> Connection::begin()
{
    return control(isPostgres() ? QStringLiteral("BEGIN") : QStringLiteral("BEGIN IMMEDIATE"));
}

Result<void> Connection::commit()
{
    return control(QStringLiteral("COMMIT"));
}

void Connection::rollback()
{
    if (!m_broken)
        (void)execute(QStringLiteral("ROLLBACK")); // SQLite may have rolled back already (full disk): then it fails.
}

Result<void> Connection::transaction(const std::function<Result<void>()> &work)
{
    Result<void> done = begin();
    if (!done)
        return done;
    done = work();
    if (done)
        done = commit();
    if (!done)
        rollback();
    return done;
}

} // namespace podium::storage
