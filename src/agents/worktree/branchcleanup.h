// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/worktree/worktreekeeper.h"

namespace podium::agents
{

class Git;

// What merging and discarding a branch have in common. All of it blocks.

/// For messages: a few by name, then how many more.
QString fileList(const QStringList &files);
/// Deletes a branch of Podium's own, if it is still as it was looked at. The repository's mutex is held.
void deleteBranch(const Git &git, const engine::WorktreeRow &row, const QString &commit, QStringList &notes);
/// Worktree and branch go, the lease with them; what cannot be removed without loss stays, and a note says so.
Result<void> cleanUp(WorktreeKeeper &keeper, engine::WorktreeRow &row, const QString &commit, QStringList &notes);
/// What a crash in the middle of a merge has left.
Result<void> settleMerge(WorktreeKeeper &keeper, engine::WorktreeRow &row);

} // namespace podium::agents
