// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/schema/migrations.h"

#include "storage/schema/statements.h"

namespace podium::storage
{

namespace
{

constexpr const char *Spending[] = {
    // What the attempt was allowed to spend: more it cannot have cost where nobody knows what it did.
    "ALTER TABLE subtask_results ADD COLUMN cap_usd REAL",
};

} // namespace

Result<void> applySpending(QSqlQuery &query)
{
    return executeAll(query, Spending);
}

} // namespace podium::storage
