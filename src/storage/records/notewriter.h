// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "storage/records/notes.h"

namespace podium::storage
{

class Connection;

// Writes of single notes, inside the transaction that Storage::write() gives. Ids follow those that are there.

Result<qint64> addMessage(Connection &connection, Message message);
/// A new entry (id 0), or the changed one; NotFound if it is gone.
Result<qint64> saveKnowledge(Connection &connection, Knowledge entry);
Result<void> removeKnowledge(Connection &connection, qint64 id);
Result<void> putDecision(Connection &connection, const Decision &decision);
/// Conflict unless the decision is open and has that option (any, if it lists none).
Result<void> castVote(Connection &connection, const Vote &vote);
/// Chains the entry to the last one and gives it as it was written.
Result<AuditEntry> appendAudit(Connection &connection, AuditEntry entry);

/// The id for the next row of a table whose ids the writer gives.
Result<qint64> nextId(Connection &connection, const char *table);

} // namespace podium::storage
