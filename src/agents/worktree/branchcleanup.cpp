// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/worktree/branchcleanup.h"

#include "agents/worktree/branchcompare.h"
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

using namespace Qt::StringLiterals;

constexpr qsizetype MaxNamedFiles = 20;

} // namespace

QString fileList(const QStringList &files)
{
    QString out = files.mid(0, MaxNamedFiles).join(u", "_s);
    if (files.size() > MaxNamedFiles)
        out += Text::tr(" and %n more", nullptr, int(files.size() - MaxNamedFiles));
    return out;
}

void deleteBranch(const Git &git, const WorktreeRow &row, const QString &commit, QStringList &notes)
{
    if (!row.branch.startsWith(u"podium/")) {
        notes << Text::tr("the branch %1 was named by the workflow and stays").arg(row.branch);
        return;
    }
    const Result<std::optional<Checkout>> elsewhere = checkoutOf(git, row.branch);
    if (!elsewhere || *elsewhere) {
        notes << Text::tr("the branch %1 is checked out elsewhere and stays").arg(row.branch);
        return;
    }
    const Result<QByteArray> deleted = git.run({u"update-ref"_s, u"-d"_s, u"refs/heads/"_s + row.branch, commit});
    if (!deleted)
        notes << Text::tr("the branch stays: %1").arg(deleted.error().message);
}

Result<void> cleanUp(WorktreeKeeper &keeper, WorktreeRow &row, const QString &commit, QStringList &notes)
{
    const Git git(row.repository);
    if (QFileInfo(row.path).isDir()) {
        if (!row.teardown.isEmpty()) {
            const Result<void> done =
                runCommands({row.teardown, row.path, row.environment, row.timeoutMs, keeper.lifetime()}, notes);
            if (!done)
                notes << Text::tr("teardown: %1").arg(done.error().text());
        }
        const Result<TreeState> tree = inspectTree(git.in(row.path));
        // Looked at again: somebody may have worked there meanwhile.
        if (!tree || tree->changed > 0 || tree->head != commit || !nothingAtRisk(git.in(row.path), *tree, row.base)) {
            notes << Text::tr("the worktree has changed meanwhile and stays: %1").arg(row.path);
            return {};
        }
    }
    const std::shared_ptr<QMutex> mutex = keeper.repositoryMutex(row.repository);
    const QMutexLocker lock(mutex.get());
    if (Result<void> removed = removeWorktree(git, row.path); !removed)
        return removed;
    row.firstPort = 0;
    row.ports = 0;
    deleteBranch(git, row, commit, notes);
    return {};
}

Result<void> settleMerge(WorktreeKeeper &keeper, WorktreeRow &row)
{
    if (row.state != State::Merging)
        return {};
    const bool arrived =
        Git(row.repository).succeeds({u"merge-base"_s, u"--is-ancestor"_s, row.result, u"refs/heads/"_s + row.target});
    row.state = arrived ? State::Merged : State::Open;
    if (arrived)
        row.endedMs = keeper.clock().nowMs();
    else
        row.result.clear();
    return keeper.store().saveWorktree(row);
}

} // namespace podium::agents
