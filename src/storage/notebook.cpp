// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/notebook.h"

#include "storage/records/notewriter.h"

namespace podium::storage
{

QFuture<Result<qint64>> Notebook::addMessage(const Message &message)
{
    return m_storage.writeFor<qint64>([message](Connection &c) { return storage::addMessage(c, message); });
}

QFuture<Result<qint64>> Notebook::saveKnowledge(const Knowledge &entry)
{
    return m_storage.writeFor<qint64>([entry](Connection &c) { return storage::saveKnowledge(c, entry); });
}

QFuture<Result<void>> Notebook::removeKnowledge(qint64 id)
{
    return m_storage.write([id](Connection &c) { return storage::removeKnowledge(c, id); });
}

QFuture<Result<void>> Notebook::putDecision(const Decision &decision)
{
    return m_storage.write([decision](Connection &c) { return storage::putDecision(c, decision); });
}

QFuture<Result<void>> Notebook::castVote(const Vote &vote)
{
    return m_storage.write([vote](Connection &c) { return storage::castVote(c, vote); });
}

QFuture<Result<LibraryVersion>> Notebook::saveVersion(const LibraryVersion &version, std::optional<qint64> base)
{
    return m_storage.writeFor<LibraryVersion>(
        [version, base](Connection &c) { return storage::saveVersion(c, version, base); });
}

QFuture<Result<AuditEntry>> Notebook::appendAudit(const AuditEntry &entry)
{
    return m_storage.writeFor<AuditEntry>([entry](Connection &c) { return storage::appendAudit(c, entry); });
}

} // namespace podium::storage
