// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/records/worktreerows.h"

#include "base/json.h"
#include "storage/records/rows.h"
#include "storage/sql/connection.h"

#include <QJsonArray>

namespace podium::storage
{

using engine::WorktreeRow;

namespace
{

constexpr ColumnType Integer = ColumnType::Integer;
constexpr ColumnType String = ColumnType::Text;

QVariant mapText(const QMap<QString, QString> &map)
{
    QJsonObject out;
    for (auto it = map.cbegin(); it != map.cend(); ++it)
        out.insert(it.key(), it.value());
    return jsonText(out);
}

QJsonValue jsonIn(const QSqlQuery &row, int column)
{
    return parseJson(row.value(column).toString().toUtf8()).value_or(QJsonValue());
}

} // namespace

const Table &worktreesTable()
{
    static const Table s_table{"worktrees",
                               {{"id", String},          {"state", String},       {"run", String},
                                {"task", Integer},       {"attempt", Integer},    {"task_key", String},
                                {"title", String},       {"repository", String},  {"path", String},
                                {"branch", String},      {"base", String},        {"target", String},
                                {"first_port", Integer}, {"ports", Integer},      {"teardown", String},
                                {"environment", String}, {"timeout_ms", Integer}, {"result", String},
                                {"saved_ref", String},   {"created_ms", Integer}, {"ended_ms", Integer}},
                               1};
    return s_table;
}

QVariantList toRow(const WorktreeRow &w)
{
    return {textValue(w.id),
            nameOf(engine::WorktreeStates, w.state),
            textValue(w.user.run),
            w.user.task,
            w.user.attempt,
            textValue(w.taskKey),
            textValue(w.title),
            textValue(w.repository),
            textValue(w.path),
            textValue(w.branch),
            textValue(w.base),
            textValue(w.target),
            w.firstPort,
            w.ports,
            jsonText(QJsonArray::fromStringList(w.teardown)),
            mapText(w.environment),
            w.timeoutMs,
            textValue(w.result),
            textValue(w.savedRef),
            w.createdMs,
            w.endedMs};
}

WorktreeRow worktreeFromRow(const QSqlQuery &row)
{
    WorktreeRow out;
    int at = 0;
    const auto text = [&] { return row.value(at++).toString(); };
    const auto number = [&] { return row.value(at++).toLongLong(); };
    out.id = text();
    out.state = valueOf(engine::WorktreeStates, text()).value_or(WorktreeRow::State::Open);
    out.user.run = text();
    out.user.task = int(number());
    out.user.attempt = int(number());
    out.taskKey = text();
    out.title = text();
    out.repository = text();
    out.path = text();
    out.branch = text();
    out.base = text();
    out.target = text();
    out.firstPort = int(number());
    out.ports = int(number());
    const QJsonArray teardown = jsonIn(row, at++).toArray();
    for (const QJsonValue &command : teardown)
        out.teardown << command.toString();
    const QJsonObject environment = jsonIn(row, at++).toObject();
    for (auto it = environment.begin(); it != environment.end(); ++it)
        out.environment.insert(it.key(), it.value().toString());
    out.timeoutMs = number();
    out.result = text();
    out.savedRef = text();
    out.createdMs = number();
    out.endedMs = number();
    return out;
}

Result<QList<WorktreeRow>> readWorktrees(Connection &connection, const QString &run, bool openOnly)
{
    QString sql = QStringLiteral("SELECT %1 FROM worktrees WHERE 1 = 1").arg(worktreesTable().columnList());
    QVariantList values;
    if (!run.isEmpty()) {
        sql += QStringLiteral(" AND run = ?");
        values << textValue(run);
    }
    if (openOnly)
        sql += QStringLiteral(" AND state NOT IN ('merged', 'discarded')");
    QList<WorktreeRow> out;
    const Result<void> read = connection.each(sql + QStringLiteral(" ORDER BY created_ms, id"), values,
                                              [&](const QSqlQuery &row) -> Result<void> {
                                                  out.append(worktreeFromRow(row));
                                                  return {};
                                              });
    return read ? Result<QList<WorktreeRow>>(std::move(out)) : tl::unexpected(read.error());
}

} // namespace podium::storage
