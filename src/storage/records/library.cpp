// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/records/library.h"

#include "storage/sql/connection.h"

#include <QCoreApplication>
#include <QSqlQuery>

namespace podium::storage
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Storage)
};

QVariantList toRow(const LibraryVersion &v)
{
    return {textValue(v.workflow),
            v.version,
            textValue(v.hash),
            textValue(v.title),
            v.tasks,
            v.errors,
            textValue(v.source),
            textValue(v.message),
            textValue(v.savedBy),
            v.createdMs,
            v.removed ? 1 : 0};
}

LibraryVersion fromRow(const QSqlQuery &row)
{
    return {row.value(0).toString(), row.value(1).toLongLong(), row.value(2).toString(),   row.value(3).toString(),
            row.value(4).toInt(),    row.value(5).toInt(),      row.value(6).toString(),   row.value(7).toString(),
            row.value(8).toString(), row.value(9).toLongLong(), row.value(10).toInt() != 0};
}

/// Sources may be long and are not wanted in lists.
QString columnsOfList()
{
    return workflowVersionsTable().columnList().replace(QStringLiteral("source"), QStringLiteral("'' AS source"));
}

Result<QList<LibraryVersion>> select(Connection &connection, const QString &sql, const QVariantList &values)
{
    QList<LibraryVersion> out;
    const Result<void> read = connection.each(sql, values, [&](const QSqlQuery &row) -> Result<void> {
        out.append(fromRow(row));
        return {};
    });
    return read ? Result<QList<LibraryVersion>>(std::move(out)) : tl::unexpected(read.error());
}

} // namespace

const Table &workflowVersionsTable()
{
    static const Table s_table{"workflow_versions",
                               {{"workflow", ColumnType::Text},
                                {"version", ColumnType::Integer},
                                {"hash", ColumnType::Text},
                                {"title", ColumnType::Text},
                                {"tasks", ColumnType::Integer},
                                {"errors", ColumnType::Integer},
                                {"source", ColumnType::Text},
                                {"message", ColumnType::Text},
                                {"saved_by", ColumnType::Text},
                                {"created_ms", ColumnType::Integer},
                                {"removed", ColumnType::Integer}},
                               2};
    return s_table;
}

Result<QList<LibraryVersion>> readLibrary(Connection &connection)
{
    return select(connection,
                  QStringLiteral("SELECT %1 FROM workflow_versions AS v WHERE removed = 0 AND version = (SELECT "
                                 "max(version) FROM workflow_versions AS w WHERE w.workflow = v.workflow) "
                                 "ORDER BY workflow")
                      .arg(columnsOfList()),
                  {});
}

Result<QList<LibraryVersion>> readVersions(Connection &connection, const QString &workflow)
{
    return select(connection,
                  QStringLiteral("SELECT %1 FROM workflow_versions WHERE workflow = ? ORDER BY version DESC")
                      .arg(columnsOfList()),
                  {textValue(workflow)});
}

Result<std::optional<LibraryVersion>> readVersion(Connection &connection, const QString &workflow, qint64 version)
{
    QString sql =
        QStringLiteral("SELECT %1 FROM workflow_versions WHERE workflow = ?").arg(workflowVersionsTable().columnList());
    QVariantList values{textValue(workflow)};
    if (version > 0) {
        sql += QStringLiteral(" AND version = ?");
        values << version;
    }
    const Result<QList<LibraryVersion>> found =
        select(connection, sql + QStringLiteral(" ORDER BY version DESC LIMIT 1"), values);
    if (!found)
        return tl::unexpected(found.error());
    if (found->isEmpty() || (version == 0 && found->first().removed))
        return std::optional<LibraryVersion>();
    return std::optional<LibraryVersion>(found->first());
}

Result<LibraryVersion> saveVersion(Connection &connection, LibraryVersion version, std::optional<qint64> base)
{
    const Result<QList<LibraryVersion>> before =
        select(connection,
               QStringLiteral("SELECT %1 FROM workflow_versions WHERE workflow = ? ORDER BY version DESC LIMIT 1")
                   .arg(columnsOfList()),
               {textValue(version.workflow)});
    if (!before)
        return tl::unexpected(before.error());
    const LibraryVersion newest = before->value(0);
    const bool isThere = newest.version > 0 && !newest.removed;
    if (version.removed && !isThere) {
        return fail(ErrorCode::NotFound, Text::tr("there is no workflow \"%1\" in the library").arg(version.workflow));
    }
    if (base && *base != (isThere ? newest.version : 0)) {
        return fail(ErrorCode::Conflict,
                    isThere
                        ? Text::tr("version %1 has been saved meanwhile, by %2").arg(newest.version).arg(newest.savedBy)
                        : Text::tr("it has been removed meanwhile"),
                    version.workflow, Text::tr("Compare with that version, then save on top of it"));
    }
    if (isThere && !version.removed && newest.hash == version.hash)
        return newest;
    version.version = newest.version + 1;
    const Result<void> done = writeRows(connection, workflowVersionsTable(), OnConflict::Fail, {toRow(version)});
    return done ? Result<LibraryVersion>(version) : tl::unexpected(done.error());
}

} // namespace podium::storage
