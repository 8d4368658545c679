// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/schema/migrations.h"
#include "storage/schema/statements.h"

namespace podium::storage
{

namespace
{

constexpr const char *Permits[] = {
    "CREATE TABLE permits (id TEXT PRIMARY KEY, scope TEXT NOT NULL, place TEXT NOT NULL, tool TEXT NOT NULL,"
    " input TEXT NOT NULL, digest TEXT NOT NULL, title TEXT NOT NULL, given_by TEXT NOT NULL,"
    " created_ms INTEGER NOT NULL, run TEXT NOT NULL, revoked_by TEXT NOT NULL, revoked_ms INTEGER NOT NULL)",

    // What the table of prices says, beside what the agent's program reported, and what it is made of.
    "ALTER TABLE runs ADD COLUMN estimated_usd REAL",
    "ALTER TABLE runs ADD COLUMN cache_read_tokens INTEGER",
    "ALTER TABLE runs ADD COLUMN cache_write_tokens INTEGER",
    "ALTER TABLE runs ADD COLUMN subagents INTEGER",
    "ALTER TABLE tasks ADD COLUMN estimated_usd REAL",
    "ALTER TABLE tasks ADD COLUMN cache_read_tokens INTEGER",
    "ALTER TABLE tasks ADD COLUMN cache_write_tokens INTEGER",
    "ALTER TABLE tasks ADD COLUMN subagents INTEGER",
    "ALTER TABLE subtask_results ADD COLUMN estimated_usd REAL",
    "ALTER TABLE subtask_results ADD COLUMN cache_read_tokens INTEGER",
    "ALTER TABLE subtask_results ADD COLUMN cache_write_tokens INTEGER",
    "ALTER TABLE subtask_results ADD COLUMN subagents INTEGER",
};

} // namespace

Result<void> applyPermits(QSqlQuery &query)
{
    return executeAll(query, Permits);
}

} // namespace podium::storage
