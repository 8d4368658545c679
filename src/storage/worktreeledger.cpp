// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/worktreeledger.h"

#include "storage/records/worktreerows.h"

namespace podium::storage
{

using engine::WorktreeRow;

Result<void> WorktreeLedger::saveWorktree(const WorktreeRow &row)
{
    QFuture<Result<void>> written = m_storage.write([row](Connection &connection) {
        return writeRows(connection, worktreesTable(), OnConflict::Replace, {toRow(row)});
    });
    written.waitForFinished();
    return written.result();
}

Result<QList<WorktreeRow>> WorktreeLedger::openWorktrees()
{
    // Through the writer, so that it sees what was just saved.
    QFuture<Result<QList<WorktreeRow>>> read = m_storage.writeFor<QList<WorktreeRow>>(
        [](Connection &connection) { return readWorktrees(connection, {}, true); });
    read.waitForFinished();
    return read.result();
}

} // namespace podium::storage
