// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/worktree/treesnapshot.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>

namespace podium::agents
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(TreeSnapshot)
};

using namespace Qt::StringLiterals;

/// Whether a commit of a submodule's checkout is known to none of its remotes.
bool hasOwnCommits(const Git &submodule)
{
    const Result<QString> own =
        submodule.line({u"rev-list"_s, u"--max-count=1"_s, u"HEAD"_s, u"--branches"_s, u"--not"_s, u"--remotes"_s});
    return !own || !own->isEmpty();
}

} // namespace

Result<TreeState> inspectTree(const Git &worktree)
{
    TreeState out;
    const Result<QString> head = worktree.line({u"rev-parse"_s, u"--verify"_s, u"HEAD"_s});
    if (!head)
        return tl::unexpected(head.error());
    out.head = *head;
    const Result<QStringList> records =
        worktree.records({u"status"_s, u"--porcelain=v2"_s, u"-z"_s, u"--untracked-files=all"_s, u"--no-renames"_s,
                          u"--ignore-submodules=none"_s});
    if (!records)
        return tl::unexpected(records.error());
    for (const QString &record : *records) {
        ++out.changed;
        // "1 XY <sub> …": sub is "N...", or "S" with C, M, U for commit, changes, untracked files.
        const QString submodule = record.section(u' ', 2, 2);
        if (record.startsWith(u"1 ") && submodule.startsWith(u'S') &&
            (submodule.contains(u'M') || submodule.contains(u'U')))
            out.submodulesAtRisk << record.section(u' ', 8);
    }
    if (!QFile::exists(worktree.folder() + u"/.gitmodules"_s))
        return out;
    const Result<QByteArray> paths = worktree.run(
        {u"submodule"_s, u"--quiet"_s, u"foreach"_s, u"--recursive"_s, u"printf '%s\\0' \"$displaypath\""_s});
    if (!paths)
        return tl::unexpected(paths.error());
    for (const QString &path : splitRecords(*paths)) {
        if (!out.submodulesAtRisk.contains(path) && hasOwnCommits(worktree.in(worktree.folder() + u'/' + path)))
            out.submodulesAtRisk << path;
    }
    return out;
}

Result<QString> snapshotOf(const Git &worktree, const TreeState &state)
{
    if (state.changed == 0)
        return state.head;
    const QTemporaryDir folder;
    const Result<QString> index =
        worktree.line({u"rev-parse"_s, u"--path-format=absolute"_s, u"--git-path"_s, u"index"_s});
    if (!index)
        return tl::unexpected(index.error());
    const QString copy = folder.filePath(u"index"_s);
    QFile::copy(*index, copy); // With what it knows of unchanged files; without it all of them are read.
    const Git git = worktree.patient().with(u"GIT_INDEX_FILE"_s, copy).asPodium();
    if (const Result<QByteArray> added = git.run({u"add"_s, u"--all"_s}); !added)
        return tl::unexpected(added.error());
    const Result<QString> tree = git.line({u"write-tree"_s});
    if (!tree)
        return tree;
    return git.line(
        {u"commit-tree"_s, *tree, u"-p"_s, state.head, u"-m"_s, Text::tr("What was not committed in the worktree")});
}

Result<QString> saveCommit(const Git &repository, const QString &branch, const QString &commit)
{
    const QString ref = u"refs/podium/saved/%1-%2"_s.arg(branch, commit.left(10));
    const Result<QByteArray> saved = repository.run({u"update-ref"_s, u"-m"_s, u"podium: saved"_s, ref, commit});
    return saved ? Result<QString>(ref) : tl::unexpected(saved.error());
}

} // namespace podium::agents
