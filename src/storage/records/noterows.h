// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/approval.h"
#include "domain/event.h"
#include "storage/records/notes.h"
#include "storage/sql/table.h"

#include <QSqlQuery>

namespace podium::storage
{

// The tables of messages, knowledge, decisions, votes and audit; see rows.h.

const Table &messagesTable();
const Table &knowledgeTable();
const Table &decisionsTable();
const Table &votesTable();
const Table &auditTable();

QVariantList toRow(const Message &message);
QVariantList toRow(const Knowledge &knowledge);
QVariantList toRow(const Decision &decision);
QVariantList toRow(const Vote &vote);
QVariantList toRow(const AuditEntry &entry);

Message messageFromRow(const QSqlQuery &row);
Knowledge knowledgeFromRow(const QSqlQuery &row);
Decision decisionFromRow(const QSqlQuery &row);
Vote voteFromRow(const QSqlQuery &row);
AuditEntry auditFromRow(const QSqlQuery &row);

/// The engine's votes are approvals of kind Vote: what of them goes into decisions and votes.
Decision decisionFromApproval(const domain::Approval &approval);
QList<Vote> votesFromApproval(const domain::Approval &approval);
/// What of a MessageSent event goes into messages.
Message messageFromEvent(const domain::Event &event);

} // namespace podium::storage
