// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/worktree/branchcompare.h"

#include "agents/worktree/gitrepository.h"
#include "agents/worktree/treesnapshot.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace podium::agents
{

using engine::WorktreeRow;

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Review)
};

using namespace Qt::StringLiterals;

constexpr qsizetype MaxPatchBytes = 4 * 1024 * 1024;

/// The newest state of a branch, committed or not.
Result<QString> stateOf(const WorktreeRow &row, const Git &git, int &uncommitted)
{
    const Result<std::optional<QString>> head = branchCommit(git, row.branch);
    if (!head)
        return tl::unexpected(head.error());
    if (!*head)
        return fail(ErrorCode::NotFound, Text::tr("the branch %1 is gone").arg(row.branch), row.repository,
                    Text::tr("`podiumctl review discard` closes it."));
    if (!QFileInfo(row.path).isDir())
        return **head;
    const Git worktree = git.in(row.path);
    const Result<TreeState> tree = inspectTree(worktree);
    if (!tree)
        return tl::unexpected(tree.error());
    uncommitted = tree->changed;
    // Somebody may have checked something else out; then the branch is what counts.
    return tree->head == **head ? snapshotOf(worktree, *tree) : Result<QString>(**head);
}

Result<void> measure(BranchReport &report, const Git &git)
{
    const Result<QStringList> records = git.records({u"diff"_s, u"--numstat"_s, u"-z"_s, u"--no-renames"_s,
                                                     u"--no-ext-diff"_s, report.fork, report.commit, u"--"_s});
    if (!records)
        return tl::unexpected(records.error());
    for (const QString &record : *records) {
        report.added += record.section(u'\t', 0, 0).toInt(); // "-" for a binary file.
        report.removed += record.section(u'\t', 1, 1).toInt();
        report.files << record.section(u'\t', 2);
    }
    const Result<QString> count = git.line({u"rev-list"_s, u"--count"_s, report.fork + u".."_s + report.commit});
    if (!count)
        return tl::unexpected(count.error());
    report.commits = count->toInt() - (report.uncommitted > 0 ? 1 : 0);
    return {};
}

Result<void> compare(BranchReport &report, const Git &git, const QString &named)
{
    const Result<QString> commit = stateOf(report.row, git, report.uncommitted);
    if (!commit)
        return tl::unexpected(commit.error());
    report.commit = *commit;
    const Result<QString> target = targetOf(git, report.row, named);
    const Result<std::optional<QString>> tip = target ? branchCommit(git, *target) : tl::unexpected(target.error());
    if (!tip)
        return tl::unexpected(tip.error());
    report.row.target = *target;
    const Result<QString> fork = git.line({u"merge-base"_s, **tip, report.commit});
    report.fork = fork.value_or(report.row.base);
    if (Result<void> measured = measure(report, git); !measured)
        return measured;
    report.contained = report.fork == report.commit;
    const Result<TrialMerge> merge = tryMerge(git, **tip, report.commit);
    if (!merge)
        return tl::unexpected(merge.error());
    report.conflicts = merge->conflicts;
    return {};
}

/// Whether two sets of changed files have one in common, or one that is a folder of the other.
bool mayClash(const QStringList &a, const QStringList &b)
{
    return std::any_of(a.begin(), a.end(), [&b](const QString &x) {
        return std::any_of(b.begin(), b.end(), [&x](const QString &y) {
            return x == y || x.startsWith(y + u'/') || y.startsWith(x + u'/');
        });
    });
}

} // namespace

Result<TrialMerge> tryMerge(const Git &git, const QString &ours, const QString &theirs)
{
    const QStringList arguments{u"merge-tree"_s, u"--write-tree"_s, u"-z"_s, u"--name-only"_s, u"--no-messages"_s, ours,
                                theirs};
    const Result<BoundedOutput> output = git.patient().attempt(arguments);
    if (!output)
        return tl::unexpected(output.error());
    if (output->exitCode > 1) {
        Error error = gitError(arguments, *output, git.folder());
        if (error.message.contains(u"usage:"))
            error.hint = Text::tr("This needs git 2.38 or newer.");
        return tl::unexpected(error);
    }
    QStringList records = splitRecords(output->out);
    TrialMerge out;
    if (!records.isEmpty())
        out.tree = records.takeFirst();
    if (output->exitCode == 1)
        out.conflicts = records;
    out.conflicts.removeDuplicates();
    return out;
}

Result<QString> targetOf(const Git &git, const WorktreeRow &row, const QString &named)
{
    const QString target = named.isEmpty() ? row.target : named;
    if (target.isEmpty()) {
        return fail(ErrorCode::InvalidArgument, Text::tr("it is not known which branch %1 is for").arg(row.branch),
                    u"into"_s, Text::tr("Name it with --into."));
    }
    if (target == row.branch)
        return fail(ErrorCode::InvalidArgument, Text::tr("a branch cannot be merged into itself"), u"into"_s);
    const Result<std::optional<QString>> tip = branchCommit(git, target);
    if (!tip)
        return tl::unexpected(tip.error());
    if (!*tip) {
        return fail(ErrorCode::NotFound, Text::tr("there is no branch \"%1\"").arg(target), row.repository,
                    Text::tr("Name another one with --into."));
    }
    return target;
}

QList<BranchReport> compareBranches(const QList<WorktreeRow> &rows, const QList<WorktreeRow> &others,
                                    const CancelFlag &cancel, const QString &target)
{
    QList<BranchReport> all;
    QSet<QString> known;
    for (const WorktreeRow &row : rows + others) {
        if (known.contains(row.id) || !row.isOpen() || row.state == WorktreeRow::State::Creating)
            continue;
        known.insert(row.id);
        BranchReport report;
        report.row = row;
        if (const Result<void> compared = compare(report, Git(row.repository, cancel), target); !compared)
            report.problem = compared.error();
        all.append(report);
    }
    for (qsizetype i = 0; i < all.size(); ++i) {
        for (qsizetype j = i + 1; j < all.size(); ++j) {
            BranchReport &a = all[i];
            BranchReport &b = all[j];
            const bool apart = a.row.repository != b.row.repository || a.commit.isEmpty() || b.commit.isEmpty();
            if (apart || !mayClash(a.files, b.files))
                continue;
            const Result<TrialMerge> merge = tryMerge(Git(a.row.repository, cancel), a.commit, b.commit);
            if (!merge || merge->conflicts.isEmpty())
                continue;
            a.clashes.append({b.row.branch, merge->conflicts});
            b.clashes.append({a.row.branch, merge->conflicts});
        }
    }
    QSet<QString> wanted;
    for (const WorktreeRow &row : rows)
        wanted.insert(row.id);
    all.removeIf([&wanted](const BranchReport &report) { return !wanted.contains(report.row.id); });
    return all;
}

Result<QString> branchDiff(const WorktreeRow &row, const QString &target, bool summary, const CancelFlag &cancel)
{
    const Git git(row.repository, cancel);
    BranchReport report;
    report.row = row;
    if (const Result<void> compared = compare(report, git, target); !compared)
        return tl::unexpected(compared.error());
    const QStringList common{u"--no-color"_s, u"--no-ext-diff"_s, u"--find-renames"_s};
    if (!summary) {
        const Result<QByteArray> patch =
            git.run(QStringList{u"diff"_s} + common + QStringList{report.fork, report.commit, u"--"_s});
        if (patch && patch->size() <= MaxPatchBytes)
            return QString::fromUtf8(*patch);
        if (!patch && patch.error().code != ErrorCode::Exhausted)
            return tl::unexpected(patch.error());
    }
    const Result<QByteArray> table =
        git.run(QStringList{u"diff"_s, u"--stat=100"_s} + common + QStringList{report.fork, report.commit, u"--"_s});
    if (!table)
        return tl::unexpected(table.error());
    QString out = QString::fromUtf8(*table);
    if (!summary)
        out += Text::tr("The patch is too long to be shown; see it with: git -C %1 diff %2 %3")
                   .arg(row.repository, report.fork, report.commit) +
               u'\n';
    return out;
}

} // namespace podium::agents
