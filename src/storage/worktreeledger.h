// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/ports/iworktreestore.h"
#include "storage/storage.h"

namespace podium::storage
{

/// Worktrees and port leases in the database; shares the transactions of the storage, which has to outlive it. Not for
/// the storage's own thread.
class WorktreeLedger : public engine::IWorktreeStore
{
public:
    explicit WorktreeLedger(Storage &storage) : m_storage(storage) {}

    Result<void> saveWorktree(const engine::WorktreeRow &row) override;
    Result<QList<engine::WorktreeRow>> openWorktrees() override;

private:
    Storage &m_storage;
};

} // namespace podium::storage
