// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/schema/migrations.h"
#include "storage/schema/statements.h"

namespace podium::storage
{

namespace
{

constexpr const char *SharedData[] = {
    "CREATE TABLE shared_data (team TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, version INTEGER NOT NULL,"
    " author TEXT NOT NULL, run TEXT NOT NULL, task INTEGER NOT NULL, attempt INTEGER NOT NULL,"
    " updated_ms INTEGER NOT NULL, expires_ms INTEGER NOT NULL, PRIMARY KEY (team, key))",
    "CREATE INDEX shared_data_by_expiry ON shared_data (expires_ms)",
};

} // namespace

Result<void> applySharedData(QSqlQuery &query)
{
    return executeAll(query, SharedData);
}

} // namespace podium::storage
