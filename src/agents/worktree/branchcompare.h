// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/worktree/git.h"
#include "engine/ports/iworktreestore.h"

#include <optional>

namespace podium::agents
{

/// What merging two commits gives, without a checkout.
struct TrialMerge
{
    QString tree;
    QStringList conflicts; ///< Files; empty = clean.
};
Result<TrialMerge> tryMerge(const Git &git, const QString &ours, const QString &theirs);

/// A branch as a reviewer wants to see it. What is not committed in its worktree counts.
struct BranchReport
{
    engine::WorktreeRow row;
    QString commit;      ///< Of the branch, or a snapshot with what is not committed.
    QString fork;        ///< Where it left the target.
    int commits = 0;     ///< Since then.
    int uncommitted = 0; ///< Files.
    QStringList files;
    int added = 0; ///< Lines.
    int removed = 0;
    QStringList conflicts; ///< Files that conflict with the target.
    struct Clash
    {
        QString branch;
        QStringList files;
    };
    QList<Clash> clashes;         ///< With other open worktrees of the repository.
    bool contained = false;       ///< The target has all of it.
    std::optional<Error> problem; ///< Why the rest is not known.
};

/// Reports on worktrees that are open, each against its own target or `target`; clashes are looked for among
/// `others`, too.
QList<BranchReport> compareBranches(const QList<engine::WorktreeRow> &rows, const QList<engine::WorktreeRow> &others,
                                    const CancelFlag &cancel, const QString &target = {});

/// The changes of a branch since it left its target, as a patch, or as a table of files if `summary`. What is too long
/// for an answer is given as the table with a note.
Result<QString> branchDiff(const engine::WorktreeRow &row, const QString &target, bool summary,
                           const CancelFlag &cancel);

/// The target that holds: the one that was named, or the one that the worktree came from.
Result<QString> targetOf(const Git &git, const engine::WorktreeRow &row, const QString &named);

} // namespace podium::agents
