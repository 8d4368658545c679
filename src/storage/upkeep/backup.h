// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storage/records/notes.h"
#include "storage/upkeep/check.h"

namespace podium::storage
{

/// Writes everything into a new SQLite file, whatever the database is, while Podium goes on writing. The file is
/// checked before it gets its name; Conflict if `file` exists. Blocks.
Result<CheckReport> backUp(const QString &url, const QString &file);

/// Makes the database what the backup is. The backup is checked first. Nobody may be writing (Conflict). A SQLite
/// database that is there is kept as "<file>.before-restore-<time>"; a PostgreSQL database has to be empty (Conflict).
/// An older backup is brought to this version. `entry` is added to its audit trail. Blocks.
Result<CheckReport> restore(const QString &file, const QString &url, const QString &owner, const AuditEntry &entry);

} // namespace podium::storage
