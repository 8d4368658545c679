// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/read/spendingreader.h"

#include "domain/usagesum.h"
#include "storage/sql/connection.h"

#include <limits>

namespace podium::storage
{

namespace
{

/// The columns of domain::Spending, of attempts `s`.
const QString s_sums = QStringLiteral(
    "SUM(COALESCE(s.usd, 0)),"
    " SUM(CASE WHEN s.usd IS NULL AND s.agent <> '' THEN COALESCE(s.cap_usd, s.estimated_usd, 0) ELSE 0 END),"
    " SUM(COALESCE(s.input_tokens, 0) + COALESCE(s.output_tokens, 0)),"
    " SUM(CASE WHEN s.started_ms > 0 THEN s.finished_ms - s.started_ms ELSE 0 END), COUNT(*),"
    " SUM(CASE WHEN s.usd IS NULL AND s.agent <> '' THEN 1 ELSE 0 END),"
    " SUM(COALESCE(s.subagents, 0)), SUM(COALESCE(s.estimated_usd, 0))");
/// Which attempts count. By the runs, which have an index by their end.
const QString s_counted =
    QStringLiteral(" (r.finished_ms = 0 OR r.finished_ms >= ?) AND s.finished_ms >= ? AND s.finished_ms < ?"
                   " AND s.runner NOT IN ('', '%1', 'person', 'expansion')")
        .arg(domain::SimulatedRunner);

domain::Spending spendingOf(const QSqlQuery &row, int first)
{
    domain::Spending out;
    out.usd = row.value(first).toDouble();
    out.usdAtMost = row.value(first + 1).toDouble();
    out.tokens = row.value(first + 2).toLongLong();
    out.wallMs = row.value(first + 3).toLongLong();
    out.attempts = row.value(first + 4).toInt();
    out.unknownCosts = row.value(first + 5).toInt();
    out.agents = row.value(first + 6).toInt();
    out.estimatedUsd = row.value(first + 7).toDouble();
    return out;
}

} // namespace

Result<QList<engine::StoredSpending>> readSpending(Connection &connection, qint64 sinceMs, qint64 untilMs)
{
    QList<engine::StoredSpending> out;
    static const QString s_sql =
        QStringLiteral("SELECT r.workflow_name, s.agent, r.team, %1 FROM runs r JOIN subtask_results s ON s.run = r.id"
                       " WHERE%2 GROUP BY r.workflow_name, s.agent, r.team ORDER BY r.workflow_name, s.agent, r.team")
            .arg(s_sums, s_counted);
    const Result<void> read =
        connection.each(s_sql, {sinceMs, sinceMs, untilMs > 0 ? untilMs : std::numeric_limits<qint64>::max()},
                        [&](const QSqlQuery &row) -> Result<void> {
                            engine::StoredSpending spending;
                            spending.workflow = row.value(0).toString();
                            spending.agent = row.value(1).toString();
                            spending.team = row.value(2).toString();
                            spending.spent = spendingOf(row, 3);
                            out.append(spending);
                            return {};
                        });
    return read ? Result<QList<engine::StoredSpending>>(std::move(out)) : tl::unexpected(read.error());
}

Result<QList<KindSpending>> readSpendingByKind(Connection &connection, qint64 sinceMs)
{
    QList<KindSpending> out;
    static const QString s_sql =
        QStringLiteral("SELECT t.kind, SUM(CASE WHEN s.outcome = 'succeeded' THEN 1 ELSE 0 END),"
                       " SUM(CASE WHEN s.outcome = 'failed' THEN 1 ELSE 0 END), %1"
                       " FROM runs r JOIN subtask_results s ON s.run = r.id"
                       " JOIN tasks t ON t.run = s.run AND t.idx = s.idx"
                       " WHERE%2 AND t.kind <> '' GROUP BY t.kind ORDER BY t.kind")
            .arg(s_sums, s_counted);
    const Result<void> read = connection.each(
        s_sql, {sinceMs, sinceMs, std::numeric_limits<qint64>::max()}, [&out](const QSqlQuery &row) -> Result<void> {
            out.append({row.value(0).toString(), spendingOf(row, 3), row.value(1).toInt(), row.value(2).toInt()});
            return {};
        });
    return read ? Result<QList<KindSpending>>(std::move(out)) : tl::unexpected(read.error());
}

Result<QHash<QString, AgentOutcomes>> readAgentOutcomes(Connection &connection, qint64 sinceMs)
{
    QHash<QString, AgentOutcomes> out;
    static const QString s_sql = QStringLiteral(
        "SELECT s.agent, SUM(CASE WHEN s.outcome = 'succeeded' THEN 1 ELSE 0 END),"
        " SUM(CASE WHEN s.outcome = 'failed' THEN 1 ELSE 0 END)"
        " FROM runs r JOIN subtask_results s ON s.run = r.id"
        " WHERE (r.finished_ms = 0 OR r.finished_ms >= ?) AND s.finished_ms >= ? AND s.agent <> '' GROUP BY s.agent");
    const Result<void> read = connection.each(s_sql, {sinceMs, sinceMs}, [&out](const QSqlQuery &row) -> Result<void> {
        out.insert(row.value(0).toString(), {row.value(1).toInt(), row.value(2).toInt()});
        return {};
    });
    return read ? Result<QHash<QString, AgentOutcomes>>(std::move(out)) : tl::unexpected(read.error());
}

} // namespace podium::storage
