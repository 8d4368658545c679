// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/worktree/worktreekeeper.h"

namespace podium::agents
{

/// How a branch becomes part of its target.
enum class MergeStrategy {
    Merge,  ///< A commit with two parents.
    Squash, ///< One commit with all changes.
    Rebase, ///< Its commits, one by one, on top of the target.
};

struct MergeWish
{
    MergeStrategy strategy = MergeStrategy::Merge;
    QString into;    ///< Empty = the branch that the worktree came from.
    QString message; ///< Empty = one that names branch, task and run.
    QString test;    ///< Shell command that has to succeed on the merged files before the target moves; may be empty.
    qint64 testTimeoutMs = 1'800'000;
    bool commitAll = false; ///< Commit what is not committed in the worktree first; else that is refused.
    bool keep = false;      ///< Leave worktree and branch in place.
    QString expected;       ///< Commit of the branch that was looked at: another is refused. Empty = any.
};

struct MergeDone
{
    engine::WorktreeRow row;
    QString target;
    QString commit;       ///< What the target is now.
    bool already = false; ///< It had been merged before; nothing was changed.
    QStringList notes;
};

/// Merges a branch that no attempt works on. The target moves last and at once, only if it is still the commit that
/// was merged with; where it is checked out, that checkout is updated, and a dirty one is left alone and refused.
/// Whatever fails before leaves everything as it was. Blocks; thread-safe.
Result<MergeDone> mergeBranch(WorktreeKeeper &keeper, const engine::WorktreeRow &row, const MergeWish &wish);

struct DiscardDone
{
    engine::WorktreeRow row;
    QString savedRef; ///< Empty if there was nothing to save.
    QStringList notes;
};

/// Removes worktree and branch (a branch that a person has named stays) after everything in them was saved as a ref.
/// Doing it again gives the same answer. Blocks; thread-safe.
Result<DiscardDone> discardBranch(WorktreeKeeper &keeper, const engine::WorktreeRow &row);

} // namespace podium::agents
