// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/schema/migrations.h"

#include "storage/sql/connection.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <array>

namespace podium::storage
{

namespace
{

Q_LOGGING_CATEGORY(logSchema, "podium.storage.schema", QtWarningMsg)

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Storage)
};

constexpr std::array<Migration, 7> s_migrations{{{1, applyCore},
                                                 {2, applyCollaboration},
                                                 {3, applySpending},
                                                 {4, applyWorktrees},
                                                 {5, applySharedData},
                                                 {6, applyPermits},
                                                 {7, applyLibrary}}};

Result<bool> hasMeta(Connection &connection)
{
    const Result<QVariant> found = connection.value(
        connection.isPostgres() ? QStringLiteral("SELECT count(*) FROM information_schema.tables "
                                                 "WHERE table_schema = current_schema() AND table_name = 'meta'")
                                : QStringLiteral("SELECT count(*) FROM sqlite_master WHERE name = 'meta'"));
    if (!found)
        return tl::unexpected(found.error());
    return found->toInt() > 0;
}

Result<bool> hasAnything(Connection &connection)
{
    const Result<QVariant> found =
        connection.value(connection.isPostgres() ? QStringLiteral("SELECT count(*) FROM information_schema.tables "
                                                                  "WHERE table_schema = current_schema()")
                                                 : QStringLiteral("SELECT count(*) FROM sqlite_master"));
    if (!found)
        return tl::unexpected(found.error());
    return found->toInt() > 0;
}

Result<void> applyStep(Connection &connection, const Migration &step)
{
    return connection.transaction([&]() -> Result<void> {
        QSqlQuery query = connection.query();
        if (Result<void> done = step.apply(query); !done) {
            Error error = done.error();
            error.message = Text::tr("the database could not be brought to version %1: %2 (%3)")
                                .arg(step.version)
                                .arg(error.message, error.where);
            error.where = connection.url().display();
            return tl::unexpected(error);
        }
        query.finish();
        return connection.run(QStringLiteral("INSERT INTO meta (key, value) VALUES ('schema_version', ?) "
                                             "ON CONFLICT (key) DO UPDATE SET value = excluded.value"),
                              {QString::number(step.version)});
    });
}

} // namespace

std::span<const Migration> migrations()
{
    return s_migrations;
}

int newestVersion()
{
    return s_migrations.back().version;
}

Result<int> schemaVersion(Connection &connection)
{
    const Result<bool> meta = hasMeta(connection);
    if (!meta)
        return tl::unexpected(meta.error());
    if (!*meta) {
        const Result<bool> anything = hasAnything(connection);
        if (!anything)
            return tl::unexpected(anything.error());
        if (!*anything)
            return 0;
    } else {
        const Result<QVariant> version =
            connection.value(QStringLiteral("SELECT value FROM meta WHERE key = 'schema_version'"));
        bool ok = false;
        const int number = version ? version->toString().toInt(&ok) : 0;
        if (ok && number > 0)
            return number;
        if (!version && version.error().code != ErrorCode::Internal) // Internal: another program's `meta`.
            return tl::unexpected(version.error());
    }
    return fail(ErrorCode::InvalidArgument, Text::tr("the database belongs to another program"),
                connection.url().display(), Text::tr("Name a new or empty database"));
}

Result<void> checkNotNewer(Connection &connection, int version)
{
    if (version <= newestVersion())
        return {};
    return fail(
        ErrorCode::Unsupported,
        Text::tr("the database has version %1, this Podium knows versions up to %2").arg(version).arg(newestVersion()),
        connection.url().display(), Text::tr("Use a newer Podium, or restore a backup made by this one"));
}

Result<void> migrate(Connection &connection, std::span<const Migration> steps,
                     const std::function<Result<void>(int version)> &beforeChange)
{
    const Result<int> version = schemaVersion(connection);
    if (!version)
        return tl::unexpected(version.error());
    if (steps.empty() || *version >= steps.back().version)
        return checkNotNewer(connection, *version);
    if (*version > 0 && beforeChange) {
        if (Result<void> done = beforeChange(*version); !done)
            return done;
    }
    for (const Migration &step : steps) {
        if (step.version <= *version)
            continue;
        if (Result<void> done = applyStep(connection, step); !done)
            return done;
        qCInfo(logSchema) << "the schema is now at version" << step.version;
    }
    return {};
}

Result<void> copySchema(Connection &connection, int version, const QString &name)
{
    return connection.transaction([&]() -> Result<void> {
        const Result<QVariant> present = connection.value(QStringLiteral("SELECT quote_ident(current_schema())"));
        if (!present)
            return tl::unexpected(present.error());
        // As they were made: after those that they refer to.
        QStringList tables;
        Result<void> done =
            connection.each(QStringLiteral("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = "
                                           "current_schema()::regnamespace ORDER BY oid"),
                            {}, [&](const QSqlQuery &row) -> Result<void> {
                                tables << row.value(0).toString();
                                return {};
                            });
        if (done)
            done = connection.execute(QStringLiteral("CREATE SCHEMA ") + name);
        if (done)
            done = connection.execute(QStringLiteral("SET LOCAL search_path TO ") + name);
        for (const Migration &step : s_migrations) {
            if (!done || step.version > version)
                break;
            QSqlQuery query = connection.query();
            done = step.apply(query);
        }
        for (qsizetype i = 0; done && i < tables.size(); ++i) {
            done = connection.execute(
                QStringLiteral("INSERT INTO %1 SELECT * FROM %2.%1").arg(tables.at(i), present->toString()));
        }
        return done;
    });
}

} // namespace podium::storage
