// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "storage/queryvalues.h"
#include "storage/records/notes.h"

namespace podium::storage
{

class Connection;

// Queries of messages, knowledge, decisions and audit; see RunQueries. At most `limit` rows.

/// After `sinceId`, oldest first; run and recipient filter unless empty.
Result<QList<Message>> readMessages(Connection &connection, const QString &run, const QString &recipient,
                                    qint64 sinceId, int limit);
/// By topic unless empty, and by words (see Words) unless empty; newest change first.
Result<QList<Knowledge>> readKnowledge(Connection &connection, const QString &topic, const QString &text, int limit);
Result<QList<Decision>> readDecisions(Connection &connection, const QString &run, int limit);
Result<QList<Vote>> readVotes(Connection &connection, const QString &decision);
Result<QList<AuditEntry>> readAudit(Connection &connection, const AuditFilter &filter, int limit);

} // namespace podium::storage
