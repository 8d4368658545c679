// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/schema/migrations.h"
#include "storage/schema/statements.h"

namespace podium::storage
{

namespace
{

// Every save is a row that never changes; removing a workflow is one, too, so that it can be taken back.
constexpr const char *Library[] = {
    "CREATE TABLE workflow_versions (workflow TEXT NOT NULL, version INTEGER NOT NULL, hash TEXT NOT NULL,"
    " title TEXT NOT NULL, tasks INTEGER NOT NULL, errors INTEGER NOT NULL, source TEXT NOT NULL,"
    " message TEXT NOT NULL, saved_by TEXT NOT NULL, created_ms INTEGER NOT NULL, removed INTEGER NOT NULL,"
    " PRIMARY KEY (workflow, version))",
};

} // namespace

Result<void> applyLibrary(QSqlQuery &query)
{
    return executeAll(query, Library);
}

} // namespace podium::storage
