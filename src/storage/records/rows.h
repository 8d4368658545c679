// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/ports/irunstore.h"
#include "storage/sql/table.h"

#include <QSqlQuery>

namespace podium::storage
{

// The tables behind the engine's values, and the way of a value into a row (VariantList in column order) and back.
// The readers take rows that were selected with Table::columnList(), TaskRow with taskSelect().

const Table &workflowsTable();
const Table &dependenciesTable();
const Table &runsTable();
const Table &tasksTable();
const Table &resultsTable();
const Table &approvalsTable();
const Table &agentsTable();
const Table &permitsTable();
const Table &agentStatesTable();
const Table &eventsTable();

QVariantList toRow(const engine::RunRow &run);
QVariantList toRow(const engine::TaskRow &task);
QVariantList toRow(const domain::Approval &approval);
QVariantList toRow(const domain::Agent &agent);
QVariantList toRow(const domain::Permit &permit);
QVariantList toRow(const domain::Event &event);
/// `outcome`: "succeeded", "failed" … as in the event that ended the attempt.
QVariantList resultRow(const engine::TaskRow &task, const QString &outcome, qint64 endedMs);

engine::RunRow runFromRow(const QSqlQuery &row);
engine::TaskRow taskFromRow(const QSqlQuery &row);
domain::Approval approvalFromRow(const QSqlQuery &row);
domain::Agent agentFromRow(const QSqlQuery &row);
domain::Permit permitFromRow(const QSqlQuery &row);
/// Corrupt if the type is unknown or the data is not JSON.
Result<domain::Event> eventFromRow(const QSqlQuery &row);

/// The UsageColumns columns from `first` on.
inline constexpr int UsageColumns = 9;
domain::Usage usageFromRow(const QSqlQuery &row, int first);

/// "SELECT … FROM tasks" with the result joined to it, up to and without WHERE; the alias of tasks is `t`.
QString taskSelect();

/// JSON text for a text column.
QVariant jsonText(const QJsonValue &value);
QJsonObject objectFromText(const QString &text);
/// A LIKE pattern in which `text` means itself; the statement says ESCAPE '!'.
QString literalPattern(const QString &text);

/// Whether the engine gave the task a result (which may be JSON null).
bool hasResult(const engine::TaskRow &task);

} // namespace podium::storage
