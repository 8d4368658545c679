// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/guest/guestconnection.h"

#include "base/json.h"
#include "storage/guest/statementguard.h"
#include "storage/sql/sqlerror.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>
#include <QLibrary>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlField>
#include <QSqlQuery>
#include <QSqlRecord>

namespace podium::storage
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(GuestConnection)
};

constexpr qsizetype MaxBytes = 200 * 1024; ///< Of all rows together, as JSON.
constexpr double ExactInteger = 9007199254740992.0;

using Interrupt = void (*)(void *);

/// sqlite3_interrupt() of the very library that the driver uses; null if that cannot be told.
Interrupt sqliteInterrupt(QSqlDatabase &database)
{
    static QLibrary s_library(QStringLiteral("sqlite3"), 0);
    const auto source = reinterpret_cast<const char *(*)()>(s_library.resolve("sqlite3_sourceid"));
    QSqlQuery query(database);
    if (!source || !query.exec(QStringLiteral("SELECT sqlite_source_id()")) || !query.next() ||
        query.value(0).toString() != QLatin1StringView(source()))
        return nullptr;
    return reinterpret_cast<Interrupt>(s_library.resolve("sqlite3_interrupt"));
}

QJsonValue toJson(const QVariant &value)
{
    if (value.isNull())
        return QJsonValue::Null;
    switch (value.typeId()) {
    case QMetaType::QByteArray:
        return QJsonObject{{QStringLiteral("base64"), QString::fromLatin1(value.toByteArray().toBase64())}};
    case QMetaType::LongLong:
    case QMetaType::ULongLong:
        // Beyond this a JSON number would be another one.
        if (std::abs(value.toDouble()) >= ExactInteger)
            return value.toString();
        return value.toLongLong();
    default:
        break;
    }
    const QJsonValue json = QJsonValue::fromVariant(value);
    return json.isNull() ? QJsonValue(value.toString()) : json;
}

QVariant toVariant(const QJsonValue &value)
{
    if (value.isObject() || value.isArray())
        return QString::fromUtf8(canonicalJson(value));
    return value.toVariant();
}

void bind(QSqlQuery &query, const QJsonValue &parameters)
{
    for (const QJsonValue &value : parameters.toArray())
        query.addBindValue(toVariant(value));
    const QJsonObject named = parameters.toObject();
    for (auto it = named.begin(); it != named.end(); ++it)
        query.bindValue(u':' + it.key(), toVariant(it.value()));
}

QString nextName()
{
    static std::atomic<quint64> s_count{0};
    return QStringLiteral("podium-guest-%1").arg(++s_count);
}

QSqlDatabase described(const DatabaseUrl &url, bool mayWrite, const QString &name)
{
    const bool postgres = url.dialect == Dialect::Postgres;
    QSqlDatabase out = QSqlDatabase::addDatabase(postgres ? QStringLiteral("QPSQL") : QStringLiteral("QSQLITE"), name);
    if (!postgres) {
        out.setDatabaseName(url.path);
        out.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000") +
                              (mayWrite ? QString() : QStringLiteral(";QSQLITE_OPEN_READONLY")));
        return out;
    }
    out.setHostName(url.host);
    if (url.port > 0)
        out.setPort(url.port);
    out.setUserName(url.user);
    out.setPassword(url.password);
    out.setDatabaseName(url.database);
    out.setConnectOptions(url.options.isEmpty() ? QStringLiteral("connect_timeout=10") : url.options);
    return out;
}

} // namespace

GuestConnection::~GuestConnection()
{
    close();
}

void GuestConnection::close()
{
    const QMutexLocker lock(&m_mutex);
    m_sqlite = nullptr;
    if (m_name.isEmpty())
        return;
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(std::exchange(m_name, {}));
}

Result<void> GuestConnection::open()
{
    if (!m_name.isEmpty())
        return {};
    const Result<DatabaseUrl> url = DatabaseUrl::parse(m_urlText);
    if (!url)
        return tl::unexpected(url.error());
    m_url = *url;
    const bool postgres = m_url.dialect == Dialect::Postgres;
    if (!postgres && !QFileInfo::exists(m_url.path))
        return fail(ErrorCode::NotFound, Text::tr("there is no such database file"), m_url.display());
    m_name = nextName();
    m_database = described(m_url, m_mayWrite, m_name);
    if (!m_database.open()) {
        const Error error = sqlError(m_database.lastError(), m_url);
        close();
        return tl::unexpected(error);
    }
    if (!postgres) {
        const Interrupt function = sqliteInterrupt(m_database);
        const QVariant handle = m_database.driver()->handle();
        const QMutexLocker lock(&m_mutex);
        if (function && handle.isValid() && qstrcmp(handle.typeName(), "sqlite3*") == 0) {
            m_endStatement = function;
            m_sqlite = *static_cast<void *const *>(handle.constData());
        }
    }
    return {};
}

void GuestConnection::interrupt(const GuestJob *job)
{
    // PostgreSQL keeps the time itself; there only a statement that nobody wants any more is ended from here.
    const bool unwanted = job->promise.isCanceled();
    qint64 backend = 0;
    {
        const QMutexLocker lock(&m_mutex);
        if (m_current != job)
            return;
        if (m_sqlite)
            m_endStatement(m_sqlite);
        else if (unwanted)
            backend = m_backend;
    }
    cancelBackend(backend);
}

void GuestConnection::stop()
{
    qint64 backend = 0;
    {
        const QMutexLocker lock(&m_mutex);
        m_stopped = true;
        if (m_current && m_sqlite)
            m_endStatement(m_sqlite);
        else if (m_current)
            backend = m_backend;
    }
    cancelBackend(backend);
}

void GuestConnection::cancelBackend(qint64 backend) const
{
    if (backend == 0)
        return;
    const QString name = nextName();
    {
        QSqlDatabase database = described(m_url, false, name);
        if (database.open())
            QSqlQuery(database).exec(QStringLiteral("SELECT pg_cancel_backend(%1)").arg(backend));
    }
    QSqlDatabase::removeDatabase(name);
}

void GuestConnection::run(const std::shared_ptr<GuestJob> &job)
{
    bool stopped = false;
    {
        const QMutexLocker lock(&m_mutex);
        stopped = m_stopped;
        m_current = job.get();
    }
    if (!stopped && !job->promise.isCanceled()) {
        Result<QJsonValue> result =
            job->timedOut ? Result<QJsonValue>(fail(ErrorCode::Timeout, QString())) : execute(*job);
        if (!result && (job->timedOut || result.error().code == ErrorCode::Timeout)) {
            result = fail(ErrorCode::Timeout,
                          Text::tr("it took longer than %1 s and was ended").arg(double(job->query.timeLimitMs) / 1000),
                          {}, Text::tr("Ask for less: fewer rows, a smaller range, an indexed column."));
        }
        job->promise.addResult(result);
    }
    {
        const QMutexLocker lock(&m_mutex);
        m_current = nullptr;
    }
    job->promise.finish(); // Without a result it is cancelled.
}

Result<void> GuestConnection::begin(qint64 timeLimitMs)
{
    QSqlQuery query(m_database);
    QStringList statements;
    if (m_url.dialect == Dialect::Postgres) {
        statements = {m_mayWrite ? QStringLiteral("BEGIN READ WRITE") : QStringLiteral("BEGIN READ ONLY"),
                      QStringLiteral("SET LOCAL statement_timeout = %1").arg(timeLimitMs)};
    } else {
        statements = {m_mayWrite ? QStringLiteral("BEGIN IMMEDIATE") : QStringLiteral("BEGIN")};
    }
    for (const QString &statement : std::as_const(statements)) {
        if (!query.exec(statement))
            return tl::unexpected(error(query));
    }
    if (m_url.dialect == Dialect::Postgres && query.exec(QStringLiteral("SELECT pg_backend_pid()")) && query.next()) {
        const QMutexLocker lock(&m_mutex);
        m_backend = query.value(0).toLongLong();
    }
    return {};
}

Result<QJsonValue> GuestConnection::execute(const GuestJob &job)
{
    const engine::DatabaseQuery &asked = job.query;
    if (const Result<void> allowed = checkStatement(asked.sql, m_mayWrite); !allowed)
        return tl::unexpected(allowed.error());
    if (const Result<void> opened = open(); !opened)
        return tl::unexpected(opened.error());
    if (const Result<void> begun = begin(asked.timeLimitMs); !begun) {
        close(); // A server that was restarted is asked anew by the next statement.
        return tl::unexpected(begun.error());
    }
    QSqlQuery query(m_database); // Goes after the end of the transaction: PostgreSQL frees nothing in a failed one.
    query.setForwardOnly(true);
    Result<QJsonValue> out = [&]() -> Result<QJsonValue> {
        if (!query.prepare(asked.sql))
            return tl::unexpected(error(query));
        bind(query, asked.parameters);
        if (!query.exec())
            return tl::unexpected(error(query));
        if (query.isSelect())
            return rows(query, asked);
        return QJsonValue(QJsonObject{{QStringLiteral("changed"), query.numRowsAffected()}});
    }();
    query.finish();
    QSqlQuery end(m_database);
    if (!end.exec(out && m_mayWrite ? QStringLiteral("COMMIT") : QStringLiteral("ROLLBACK"))) {
        if (out && m_mayWrite)
            out = tl::unexpected(error(end));
        close();
    }
    return out;
}

Result<QJsonValue> GuestConnection::rows(QSqlQuery &query, const engine::DatabaseQuery &asked) const
{
    QJsonArray columns;
    const QSqlRecord record = query.record();
    for (int i = 0; i < record.count(); ++i)
        columns.append(record.fieldName(i));
    QJsonArray rows;
    bool truncated = false;
    qsizetype bytes = 0;
    while (query.next()) {
        QJsonArray row;
        for (int i = 0; i < record.count(); ++i)
            row.append(toJson(query.value(i)));
        bytes += canonicalJson(row).size();
        truncated = rows.size() >= asked.maxRows || bytes > MaxBytes;
        if (truncated)
            break;
        rows.append(row);
    }
    if (!truncated && query.lastError().isValid())
        return tl::unexpected(error(query));
    return QJsonValue(QJsonObject{{QStringLiteral("columns"), columns},
                                  {QStringLiteral("rows"), rows},
                                  {QStringLiteral("truncated"), truncated}});
}

Error GuestConnection::error(const QSqlQuery &query) const
{
    Error out = sqlError(query.lastError(), m_url);
    if (query.lastError().nativeErrorCode() == QLatin1StringView("57014")) // PostgreSQL's own limit was the first.
        out.code = ErrorCode::Timeout;
    else if (out.code == ErrorCode::Internal) // The statement is the agent's, not a defect of ours.
        out.code = ErrorCode::InvalidArgument;
    return out;
}

} // namespace podium::storage
