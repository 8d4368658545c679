// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/ports/iworktreestore.h"
#include "storage/sql/table.h"

class QSqlQuery;

namespace podium::storage
{

class Connection;

const Table &worktreesTable();
QVariantList toRow(const engine::WorktreeRow &worktree);
engine::WorktreeRow worktreeFromRow(const QSqlQuery &row);

/// Oldest first. `run` filters unless it is empty; `openOnly` leaves out what was merged or discarded.
Result<QList<engine::WorktreeRow>> readWorktrees(Connection &connection, const QString &run, bool openOnly);

} // namespace podium::storage
