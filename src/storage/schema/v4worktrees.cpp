// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/schema/migrations.h"
#include "storage/schema/statements.h"

namespace podium::storage
{

namespace
{

constexpr const char *Worktrees[] = {
    "CREATE TABLE worktrees (id TEXT PRIMARY KEY, state TEXT NOT NULL, run TEXT NOT NULL, task INTEGER NOT NULL,"
    " attempt INTEGER NOT NULL, task_key TEXT NOT NULL, title TEXT NOT NULL, repository TEXT NOT NULL,"
    " path TEXT NOT NULL, branch TEXT NOT NULL, base TEXT NOT NULL, target TEXT NOT NULL, first_port INTEGER NOT NULL,"
    " ports INTEGER NOT NULL, teardown TEXT NOT NULL, environment TEXT NOT NULL, timeout_ms INTEGER NOT NULL,"
    " result TEXT NOT NULL, saved_ref TEXT NOT NULL, created_ms INTEGER NOT NULL, ended_ms INTEGER NOT NULL)",
    "CREATE INDEX worktrees_by_run ON worktrees (run, created_ms)",
    "CREATE INDEX worktrees_by_state ON worktrees (state, created_ms)",
};

} // namespace

Result<void> applyWorktrees(QSqlQuery &query)
{
    return executeAll(query, Worktrees);
}

} // namespace podium::storage
