// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/worktree/git.h"

namespace podium::agents
{

/// What a worktree has that no commit has.
struct TreeState
{
    QString head;                 ///< Commit that is checked out.
    int changed = 0;              ///< Files that are changed or new, ignored ones aside.
    QStringList submodules;       ///< That are checked out here.
    QStringList submodulesAtRisk; ///< With changes, or commits, that are nowhere else.
};

Result<TreeState> inspectTree(const Git &worktree);

/// An error that names what a snapshot or a merge would lose: submodules at risk, and repositories and worktrees inside
/// this one that are no submodules, of which git keeps the id of a commit and nothing else. Ignored folders are not
/// looked into, but for worktrees of the same repository. `base`: the commit that the branch began at; may be empty.
Result<void> nothingAtRisk(const Git &worktree, const TreeState &state, const QString &base);

/// A commit with all that is in the worktree, ignored files aside: its head if nothing is changed, else a new one on
/// top of it. Neither the worktree nor its index is touched.
Result<QString> snapshotOf(const Git &worktree, const TreeState &state);

/// Keeps a commit as refs/podium/saved/<branch>-<first digits>, for good. The ref's name.
Result<QString> saveCommit(const Git &repository, const QString &branch, const QString &commit);

} // namespace podium::agents
