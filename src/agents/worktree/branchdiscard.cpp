// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/worktree/branchcleanup.h"
#include "agents/worktree/branchcompare.h"
#include "agents/worktree/branchmerge.h"
#include "agents/worktree/gitrepository.h"
#include "agents/worktree/treesnapshot.h"
#include "agents/worktree/worktreemaker.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace podium::agents
{

using engine::WorktreeRow;
using State = WorktreeRow::State;

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Review)
};

} // namespace

Result<DiscardDone> discardBranch(WorktreeKeeper &keeper, const WorktreeRow &asked)
{
    WorktreeRow row = asked;
    if (row.state == State::Discarded)
        return DiscardDone{row, row.savedRef, {}};
    const Result<std::unique_ptr<WorktreeKeeper::Hold>> hold = keeper.hold(row.path);
    if (!hold)
        return tl::unexpected(hold.error());
    if (Result<void> settled = settleMerge(keeper, row); !settled)
        return tl::unexpected(settled.error());
    if (row.state == State::Merged) {
        return fail(ErrorCode::Conflict, Text::tr("%1 was merged into %2").arg(row.branch, row.target), row.repository,
                    Text::tr("Undo it there: git revert -m 1 %1").arg(row.result));
    }
    const Git git(row.repository, keeper.lifetime());
    const Result<std::optional<QString>> tip = branchCommit(git, row.branch);
    if (!tip)
        return tl::unexpected(tip.error());
    QString commit = tip->value_or(QString());
    QString worthSaving = commit;
    if (row.state != State::Creating && QFileInfo(row.path).isDir()) {
        const Git worktree = git.in(row.path);
        const Result<TreeState> tree = inspectTree(worktree);
        if (!tree)
            return tl::unexpected(tree.error());
        if (Result<void> safe = nothingAtRisk(worktree, *tree, row.base); !safe)
            return tl::unexpected(safe.error());
        const Result<QString> snapshot = snapshotOf(worktree, *tree);
        if (!snapshot)
            return tl::unexpected(snapshot.error());
        worthSaving = *snapshot;
        if (!commit.isEmpty() && tree->head != commit) { // It is on something else; both are kept.
            if (const Result<QString> saved = saveCommit(git, row.branch, commit); !saved)
                return tl::unexpected(saved.error());
        }
    }
    DiscardDone out;
    if (!worthSaving.isEmpty() && worthSaving != row.base) {
        const Result<QString> saved = saveCommit(git, row.branch, worthSaving);
        if (!saved)
            return tl::unexpected(saved.error());
        row.savedRef = *saved;
    }
    // On disk before anything is removed: a crash in between is told where it was saved.
    if (Result<void> noted = keeper.store().saveWorktree(row); !noted)
        return tl::unexpected(noted.error());
    if (!row.teardown.isEmpty() && QFileInfo(row.path).isDir()) {
        const Result<void> done =
            runCommands({row.teardown, row.path, row.environment, row.timeoutMs, keeper.lifetime()}, out.notes);
        if (!done)
            out.notes << Text::tr("teardown: %1").arg(done.error().text());
    }
    {
        const std::shared_ptr<QMutex> mutex = keeper.repositoryMutex(row.repository);
        const QMutexLocker lock(mutex.get());
        const Git plain(row.repository);
        if (Result<void> removed = removeWorktree(plain, row.path); !removed)
            return tl::unexpected(removed.error());
        if (!commit.isEmpty())
            deleteBranch(plain, row, commit, out.notes);
    }
    row.firstPort = 0;
    row.ports = 0;
    row.state = State::Discarded;
    row.endedMs = keeper.clock().nowMs();
    if (Result<void> saved = keeper.store().saveWorktree(row); !saved)
        return tl::unexpected(saved.error());
    out.row = row;
    out.savedRef = row.savedRef;
    return out;
}

} // namespace podium::agents
