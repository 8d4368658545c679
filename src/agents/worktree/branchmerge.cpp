// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/worktree/branchmerge.h"

#include "agents/worktree/branchcleanup.h"
#include "agents/worktree/branchcompare.h"
#include "agents/worktree/gitrepository.h"
#include "agents/worktree/scratchtree.h"
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

constexpr int MaxRounds = 3; ///< Merges with a target that moves meanwhile.

tl::unexpected<Error> conflict(const QStringList &files, const WorktreeRow &row, const QString &target)
{
    return fail(ErrorCode::Conflict, Text::tr("%1 conflicts with %2 in: %3").arg(row.branch, target, fileList(files)),
                row.path,
                Text::tr("Merge %1 into the worktree and resolve it there, or let an agent do it; then try again.")
                    .arg(target));
}

/// One merge: what is to be merged, and with what.
struct Job
{
    WorktreeKeeper &keeper;
    WorktreeRow row;
    const MergeWish &wish;
    Git git;
    QString target;
    QString tip; ///< Commit of the target.
    QString branchTip;
    QStringList notes;
};

QString message(const Job &job)
{
    if (!job.wish.message.isEmpty())
        return job.wish.message;
    const QString of = Text::tr("Task %1 of run %2").arg(job.row.taskKey, job.row.user.run);
    if (job.wish.strategy == MergeStrategy::Merge)
        return Text::tr("Merge branch '%1' into %2").arg(job.row.branch, job.target) + u"\n\n"_s + of + u'\n';
    const Result<QString> log =
        job.git.line({u"log"_s, u"--reverse"_s, u"--format=* %s"_s, job.tip + u".."_s + job.branchTip});
    const QString title = job.row.title.isEmpty() ? of : job.row.title;
    return title + u"\n\n"_s + (job.row.title.isEmpty() ? QString() : of + u"\n\n"_s) + log.value_or(QString()) + u'\n';
}

Result<QString> rebased(Job &job)
{
    const Result<std::unique_ptr<ScratchTree>> scratch = ScratchTree::make(job.keeper, job.row, job.branchTip);
    if (!scratch)
        return tl::unexpected(scratch.error());
    const Git git = (*scratch)->git();
    const QStringList arguments{u"rebase"_s, u"--quiet"_s, job.tip};
    const Result<BoundedOutput> output = git.patient().attempt(arguments);
    if (!output)
        return tl::unexpected(output.error());
    if (output->exitCode == 0)
        return git.line({u"rev-parse"_s, u"HEAD"_s});
    const Result<QStringList> files = git.records({u"diff"_s, u"--name-only"_s, u"-z"_s, u"--diff-filter=U"_s});
    if (files && !files->isEmpty())
        return conflict(*files, job.row, job.target);
    return tl::unexpected(gitError(arguments, *output, job.row.path));
}

/// The commit that the target is to become. Nothing is moved.
Result<QString> mergedCommit(Job &job)
{
    if (job.git.succeeds({u"merge-base"_s, u"--is-ancestor"_s, job.branchTip, job.tip}))
        return job.tip;
    if (job.wish.strategy == MergeStrategy::Rebase)
        return rebased(job);
    const Result<TrialMerge> merge = tryMerge(job.git, job.tip, job.branchTip);
    if (!merge)
        return tl::unexpected(merge.error());
    if (!merge->conflicts.isEmpty())
        return conflict(merge->conflicts, job.row, job.target);
    QStringList arguments{u"commit-tree"_s, merge->tree, u"-p"_s, job.tip};
    if (job.wish.strategy == MergeStrategy::Merge)
        arguments << u"-p"_s << job.branchTip;
    return job.git.line(arguments << u"-m"_s << message(job));
}

Result<void> test(Job &job, const QString &commit)
{
    const Result<std::unique_ptr<ScratchTree>> scratch = ScratchTree::make(job.keeper, job.row, commit);
    if (!scratch)
        return tl::unexpected(scratch.error());
    const Git git = (*scratch)->git();
    {
        const std::shared_ptr<QMutex> mutex = job.keeper.repositoryMutex(job.row.repository);
        const QMutexLocker lock(mutex.get());
        initialiseSubmodules(git, job.notes);
    }
    QMap<QString, QString> environment = job.row.environment;
    environment.insert(u"PODIUM_WORKTREE"_s, git.folder());
    const Result<void> passed = runCommands(
        {{job.wish.test}, git.folder(), environment, job.wish.testTimeoutMs, job.keeper.lifetime()}, job.notes);
    if (passed)
        return {};
    return fail(
        passed.error().code == ErrorCode::Unavailable ? ErrorCode::Conflict : passed.error().code,
        Text::tr("the test of the merged files failed, %1 was not moved: %2").arg(job.target, passed.error().message),
        job.row.branch, Text::tr("Correct it in the worktree %1, then try again.").arg(job.row.path));
}

/// Why a checkout of the target cannot be updated, if it cannot.
Result<void> checkUpdatable(Job &job, const Checkout &checkout)
{
    const Git git = job.git.in(checkout.path);
    const Result<QStringList> changed =
        git.records({u"status"_s, u"--porcelain"_s, u"-z"_s, u"--untracked-files=no"_s, u"--no-renames"_s});
    if (!changed)
        return tl::unexpected(changed.error());
    if (!changed->isEmpty()) {
        QStringList files;
        for (const QString &record : *changed)
            files << record.mid(3);
        return fail(
            ErrorCode::Conflict,
            Text::tr("%1 is checked out with changes that are not committed: %2").arg(job.target, fileList(files)),
            checkout.path, Text::tr("Commit or stash them there, or merge into another branch with --into."));
    }
    const Result<QString> folder = git.line({u"rev-parse"_s, u"--absolute-git-dir"_s});
    for (const char *name : {"MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply"}) {
        if (folder && QFileInfo::exists(*folder + u'/' + QLatin1StringView(name)))
            return fail(ErrorCode::Conflict,
                        Text::tr("a merge or rebase is under way in the checkout of %1").arg(job.target), checkout.path,
                        Text::tr("Finish or abort it there."));
    }
    return {};
}

/// True if it has moved; false if the target is not what was merged with any more.
Result<bool> moveTarget(Job &job, const QString &commit)
{
    // Without a flag: half of an update must not be what a closing Podium leaves behind.
    const Git git(job.row.repository);
    const std::shared_ptr<QMutex> mutex = job.keeper.repositoryMutex(job.row.repository);
    const QMutexLocker lock(mutex.get());
    const Result<std::optional<QString>> now = branchCommit(git, job.target);
    if (!now)
        return tl::unexpected(now.error());
    if (!*now || **now != job.tip)
        return false;
    const Result<std::optional<Checkout>> checkout = checkoutOf(git, job.target);
    if (!checkout)
        return tl::unexpected(checkout.error());
    const QString note = u"podium: merge "_s + job.row.branch;
    if (!*checkout) {
        const Result<QByteArray> moved =
            git.run({u"update-ref"_s, u"-m"_s, note, u"refs/heads/"_s + job.target, commit, job.tip});
        return moved ? Result<bool>(true) : tl::unexpected(moved.error());
    }
    if (Result<void> updatable = checkUpdatable(job, **checkout); !updatable)
        return tl::unexpected(updatable.error());
    const Result<QByteArray> moved = git.in((*checkout)->path)
                                         .patient()
                                         .with(u"GIT_REFLOG_ACTION"_s, note)
                                         .run({u"merge"_s, u"--quiet"_s, u"--ff-only"_s, u"--no-edit"_s, commit});
    return moved ? Result<bool>(true) : tl::unexpected(moved.error());
}

Result<void> commitWorktree(Job &job)
{
    if (!QFileInfo(job.row.path).isDir())
        return {};
    const Git worktree = job.git.in(job.row.path);
    const Result<QString> branch = currentBranch(worktree);
    if (branch && *branch != job.row.branch) {
        return fail(ErrorCode::Conflict, Text::tr("the worktree is not on its branch %1").arg(job.row.branch),
                    job.row.path, Text::tr("Check it out there, or commit what is meant to be merged to it."));
    }
    const Result<TreeState> tree = inspectTree(worktree);
    if (!tree)
        return tl::unexpected(tree.error());
    if (Result<void> safe = nothingAtRisk(worktree, *tree, job.row.base); !safe)
        return safe;
    if (tree->changed == 0)
        return {};
    if (!job.wish.commitAll) {
        return fail(ErrorCode::Conflict, Text::tr("%n file(s) not committed in the worktree", nullptr, tree->changed),
                    job.row.path, Text::tr("Commit them there, or let it be done with --commit."));
    }
    if (const Result<QByteArray> added = worktree.run({u"add"_s, u"--all"_s}); !added)
        return tl::unexpected(added.error());
    const Result<QByteArray> committed = worktree.run(
        {u"commit"_s, u"--quiet"_s, u"-m"_s, Text::tr("Task %1 of run %2").arg(job.row.taskKey, job.row.user.run)});
    return committed ? Result<void>() : tl::unexpected(committed.error());
}

} // namespace

Result<MergeDone> mergeBranch(WorktreeKeeper &keeper, const WorktreeRow &asked, const MergeWish &wish)
{
    const Result<std::unique_ptr<WorktreeKeeper::Hold>> hold = keeper.hold(asked.path);
    if (!hold)
        return tl::unexpected(hold.error());
    Job job{keeper, asked, wish, Git(asked.repository, keeper.lifetime()), {}, {}, {}, {}};
    if (Result<void> settled = settleMerge(keeper, job.row); !settled)
        return tl::unexpected(settled.error());
    if (job.row.state == State::Merged) {
        const Result<std::optional<QString>> left = branchCommit(job.git, job.row.branch);
        if (asked.state == State::Merging && !wish.keep && left && *left) { // The crash came before the end.
            Result<void> finished = cleanUp(keeper, job.row, **left, job.notes);
            if (finished)
                finished = keeper.store().saveWorktree(job.row);
            if (!finished)
                job.notes << finished.error().text();
        }
        return MergeDone{job.row, job.row.target, job.row.result, true, job.notes};
    }
    if (job.row.state != State::Open) {
        return fail(ErrorCode::Conflict,
                    job.row.state == State::Discarded ? Text::tr("%1 was discarded").arg(job.row.branch)
                                                      : Text::tr("no task has worked on %1 yet").arg(job.row.branch),
                    job.row.savedRef);
    }
    const Result<QString> target = targetOf(job.git, job.row, wish.into);
    if (!target)
        return tl::unexpected(target.error());
    job.target = *target;
    if (!wish.expected.isEmpty()) {
        const Result<std::optional<QString>> now = branchCommit(job.git, job.row.branch);
        if (!now)
            return tl::unexpected(now.error());
        if (now->value_or(QString()) != wish.expected) {
            return fail(ErrorCode::Conflict, Text::tr("%1 is not what was looked at any more").arg(job.row.branch),
                        now->value_or(QString()), Text::tr("Look at it again, then merge."));
        }
    }
    if (Result<void> committed = commitWorktree(job); !committed)
        return tl::unexpected(committed.error());
    const Result<std::optional<QString>> branchTip = branchCommit(job.git, job.row.branch);
    if (!branchTip)
        return tl::unexpected(branchTip.error());
    if (!*branchTip)
        return fail(ErrorCode::NotFound, Text::tr("the branch %1 is gone").arg(job.row.branch), job.row.repository);
    job.branchTip = **branchTip;

    QString commit;
    bool moved = false;
    for (int round = 0; !moved && round < MaxRounds; ++round) {
        const Result<std::optional<QString>> tip = branchCommit(job.git, job.target);
        if (!tip)
            return tl::unexpected(tip.error());
        job.tip = tip->value_or(QString());
        // Before the work: a refusal should not come after half an hour of tests.
        const Result<std::optional<Checkout>> checkout = checkoutOf(job.git, job.target);
        if (checkout && *checkout) {
            if (Result<void> updatable = checkUpdatable(job, **checkout); !updatable)
                return tl::unexpected(updatable.error());
        }
        const Result<QString> merged = mergedCommit(job);
        if (!merged)
            return tl::unexpected(merged.error());
        commit = *merged;
        if (!wish.test.isEmpty()) {
            if (Result<void> passed = test(job, commit); !passed)
                return tl::unexpected(passed.error());
        }
        job.row.state = State::Merging;
        job.row.target = job.target;
        job.row.result = commit;
        if (Result<void> saved = keeper.store().saveWorktree(job.row); !saved)
            return tl::unexpected(saved.error());
        const Result<bool> done = moveTarget(job, commit);
        moved = done && *done;
        if (!moved) {
            job.row.state = State::Open;
            job.row.result.clear();
            if (Result<void> saved = keeper.store().saveWorktree(job.row); !saved)
                return tl::unexpected(saved.error());
        }
        if (!done)
            return tl::unexpected(done.error());
    }
    if (!moved)
        return fail(ErrorCode::Conflict, Text::tr("%1 moves all the time").arg(job.target), job.row.repository,
                    Text::tr("Try again when nothing else commits to it."));
    // Squashed or rebased, the commits themselves are not in the target.
    if (wish.strategy != MergeStrategy::Merge && commit != job.branchTip) {
        const Result<QString> saved = saveCommit(job.git, job.row.branch, job.branchTip);
        if (saved)
            job.row.savedRef = *saved;
        else
            job.notes << saved.error().text();
    }
    job.row.state = State::Merged;
    job.row.endedMs = keeper.clock().nowMs();
    if (!wish.keep) {
        if (Result<void> cleaned = cleanUp(keeper, job.row, job.branchTip, job.notes); !cleaned)
            job.notes << cleaned.error().text();
    }
    if (Result<void> saved = keeper.store().saveWorktree(job.row); !saved)
        return tl::unexpected(saved.error());
    return MergeDone{job.row, job.target, commit, false, job.notes};
}

} // namespace podium::agents
