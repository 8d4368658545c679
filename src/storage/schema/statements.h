// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "storage/sql/databaseurl.h"

#include <span>

class QSqlQuery;

namespace podium::storage
{

Dialect dialectOf(const QSqlQuery &query);

/// Executes DDL that is written for SQLite; for PostgreSQL the types are translated (INTEGER → BIGINT, REAL → DOUBLE
/// PRECISION, BLOB → BYTEA) and WITHOUT ROWID is left out.
Result<void> executeAll(QSqlQuery &query, std::span<const char *const> statements);

} // namespace podium::storage
