// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storage/records/library.h"
#include "storage/records/notes.h"
#include "storage/storage.h"

namespace podium::storage
{

/// What is written beside the engine's decisions: messages, knowledge, decisions with votes, versions of
/// workflows, and the audit trail. Each
/// call is on disk when its future is finished; it shares the transactions of the storage. Thread-safe; read with
/// RunQueries. The storage has to outlive it.
class Notebook
{
public:
    explicit Notebook(Storage &storage) : m_storage(storage) {}

    /// The id of the message.
    QFuture<Result<qint64>> addMessage(const Message &message);
    /// A new entry (id 0) or a changed one; its id.
    QFuture<Result<qint64>> saveKnowledge(const Knowledge &entry);
    QFuture<Result<void>> removeKnowledge(qint64 id);
    QFuture<Result<void>> putDecision(const Decision &decision);
    /// Conflict unless the decision is open and has that option.
    QFuture<Result<void>> castVote(const Vote &vote);
    /// See storage::saveVersion().
    QFuture<Result<LibraryVersion>> saveVersion(const LibraryVersion &version, std::optional<qint64> base);
    /// The entry with its number and hash.
    QFuture<Result<AuditEntry>> appendAudit(const AuditEntry &entry);

private:
    Storage &m_storage;
};

} // namespace podium::storage
