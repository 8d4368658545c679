// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/sql/table.h"

#include "storage/sql/connection.h"

#include <QHash>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace podium::storage
{

namespace
{

constexpr qsizetype MaxPlaceholders = 96; ///< Of one statement, and more than any table has columns.
constexpr qsizetype PostgresRows = 1000;
constexpr qsizetype PostgresBytes = 4 << 20;

QString conflictClause(const Table &table, OnConflict mode)
{
    if (mode == OnConflict::Fail)
        return {};
    QStringList keys;
    QStringList sets;
    for (int i = 0; i < int(table.columns.size()); ++i) {
        const QString name = QString::fromLatin1(table.columns[size_t(i)].name);
        if (i < table.keys)
            keys << name;
        else
            sets << name + QStringLiteral(" = excluded.") + name;
    }
    const QString target = QStringLiteral(" ON CONFLICT (%1) DO ").arg(keys.join(QStringLiteral(", ")));
    return mode == OnConflict::Keep || sets.isEmpty() ? target + QStringLiteral("NOTHING")
                                                      : target + QStringLiteral("UPDATE SET ") + sets.join(u", ");
}

/// Qt writes and looks up a name for each value that is bound by position, which costs more than SQLite's own work;
/// values with ready names are only looked up.
const QStringList &placeholders()
{
    static const QStringList s_names = [] {
        QStringList names;
        for (int i = 0; i < MaxPlaceholders; ++i)
            names << QStringLiteral(":v%1").arg(i);
        return names;
    }();
    return s_names;
}

QString makeValuesStatement(const Table &table, OnConflict mode, qsizetype rows)
{
    const auto columns = qsizetype(table.columns.size());
    QStringList values;
    for (qsizetype row = 0; row < rows; ++row)
        values << u'(' + placeholders().mid(row * columns, columns).join(u", ") + u')';
    return QStringLiteral("INSERT INTO %1 (%2) VALUES %3%4")
        .arg(QString::fromLatin1(table.name), table.columnList(), values.join(u", "), conflictClause(table, mode));
}

/// Tables are constants, and so are their statements: putting one together costs more than writing a row.
QString valuesStatement(const Table &table, OnConflict mode, qsizetype rows)
{
    thread_local QHash<std::pair<const Table *, qsizetype>, QString> t_statements;
    QString &sql = t_statements[{&table, rows * 4 + qsizetype(mode)}];
    if (sql.isEmpty())
        sql = makeValuesStatement(table, mode, rows);
    return sql;
}

Result<void> writeGroup(Connection &connection, const QString &sql, const Rows &rows, qsizetype first, qsizetype count)
{
    const Result<QSqlQuery *> query = connection.prepared(sql);
    if (!query)
        return tl::unexpected(query.error());
    auto name = placeholders().cbegin();
    for (qsizetype i = first; i < first + count; ++i) {
        for (const QVariant &value : rows.at(i))
            (*query)->bindValue(*name++, value);
    }
    return connection.exec(**query);
}

/// Narrow rows cost more in calls than in SQL, so several of them share a statement.
Result<void> writeValues(Connection &connection, const Table &table, OnConflict mode, const Rows &rows)
{
    const qsizetype group = std::clamp<qsizetype>(MaxPlaceholders / qsizetype(table.columns.size()), 1, 32);
    qsizetype i = 0;
    if (group > 1 && rows.size() >= group && !connection.isPostgres()) {
        const QString sql = valuesStatement(table, mode, group);
        for (; i + group <= rows.size(); i += group) {
            if (Result<void> done = writeGroup(connection, sql, rows, i, group); !done)
                return done;
        }
    }
    const QString sql = i < rows.size() ? valuesStatement(table, mode, 1) : QString();
    for (; i < rows.size(); ++i) {
        if (Result<void> done = writeGroup(connection, sql, rows, i, 1); !done)
            return done;
    }
    return {};
}

void appendJsonText(QString &out, const QString &text)
{
    out += u'"';
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            out += u'\\';
        if (c >= u' ')
            out += c;
        else
            out += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
    }
    out += u'"';
}

void appendJsonValue(QString &out, const QVariant &value, ColumnType type)
{
    if (!value.isValid() || value.isNull())
        out += QStringLiteral("null");
    else if (type == ColumnType::Text)
        appendJsonText(out, value.toString());
    else if (type == ColumnType::Integer)
        out += QString::number(value.toLongLong());
    else
        out += std::isfinite(value.toDouble()) ? QString::number(value.toDouble(), 'g', 17) : QStringLiteral("null");
}

/// One statement and one value for any number of rows: PostgreSQL takes them apart. A statement with a placeholder per
/// value would be parsed anew for each number of rows, and travels as text either way.
Result<void> writeRecordset(Connection &connection, const Table &table, OnConflict mode, const Rows &rows)
{
    static constexpr const char *TypeNames[] = {"bigint", "double precision", "text", "bytea"};
    QStringList types;
    for (const Column &column : table.columns)
        types << QLatin1StringView(column.name) + u' ' + QLatin1StringView(TypeNames[int(column.type)]);
    const QString sql =
        QStringLiteral("INSERT INTO %1 (%2) SELECT %3 FROM json_to_recordset(?::json) AS r(%4)%5")
            .arg(QString::fromLatin1(table.name), table.columnList(), table.columnList(QStringLiteral("r.")),
                 types.join(u", "), conflictClause(table, mode));
    QString json;
    qsizetype count = 0;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        json += count++ == 0 ? u'[' : u',';
        for (size_t c = 0; c < table.columns.size(); ++c) {
            json += c == 0 ? QStringLiteral("{\"") : QStringLiteral(",\"");
            json += QLatin1StringView(table.columns[c].name) + QStringLiteral("\":");
            appendJsonValue(json, rows.at(i).at(qsizetype(c)), table.columns[c].type);
        }
        json += u'}';
        if (count == PostgresRows || json.size() > PostgresBytes || i + 1 == rows.size()) {
            if (Result<void> done = connection.run(sql, {QVariant(json + u']')}); !done)
                return done;
            json.clear();
            count = 0;
        }
    }
    return {};
}

} // namespace

QString Table::columnList(const QString &prefix) const
{
    QString out;
    for (const Column &column : columns)
        out += (out.isEmpty() ? prefix : QStringLiteral(", ") + prefix) + QLatin1StringView(column.name);
    return out;
}

Result<void> writeRows(Connection &connection, const Table &table, OnConflict mode, const Rows &rows)
{
    if (rows.isEmpty())
        return {};
    const bool blobs = std::any_of(table.columns.begin(), table.columns.end(),
                                   [](const Column &column) { return column.type == ColumnType::Blob; });
    if (connection.isPostgres() && !blobs)
        return writeRecordset(connection, table, mode, rows);
    return writeValues(connection, table, mode, rows);
}

} // namespace podium::storage
