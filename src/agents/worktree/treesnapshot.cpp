// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/worktree/treesnapshot.h"

#include "agents/worktree/branchcleanup.h"
#include "agents/worktree/gitrepository.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>
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

/// Where .gitmodules says that submodules are.
QStringList declaredSubmodules(const Git &worktree)
{
    QStringList out;
    const Result<QStringList> entries = worktree.records(
        {u"config"_s, u"-z"_s, u"--file"_s, u".gitmodules"_s, u"--get-regexp"_s, u"^submodule\\..*\\.path$"_s});
    if (entries) {
        for (const QString &entry : *entries)
            out << entry.section(u'\n', 1);
    }
    return out;
}

/// Adds folders below `at` that have a ".git", and looks no deeper into them. Paths are relative to the worktree.
void findRepositories(const QString &root, const QString &at, const QSet<QString> &skipped, QStringList *found)
{
    const QDir::Filters all = QDir::Dirs | QDir::NoDotAndDotDot | QDir::Hidden | QDir::NoSymLinks | QDir::System;
    for (const QString &name : QDir(root + u'/' + at).entryList(all)) {
        const QString path = at.isEmpty() ? name : at + u'/' + name;
        if (name == u".git" || skipped.contains(path))
            continue;
        if (QFileInfo::exists(root + u'/' + path + u"/.git"_s))
            *found << path;
        else
            findRepositories(root, path, skipped, found);
    }
}

Result<QStringList> nestedRepositories(const Git &worktree, const TreeState &state, const QString &base)
{
    const Result<QStringList> ignored = worktree.patient().records(
        {u"ls-files"_s, u"-z"_s, u"--others"_s, u"--ignored"_s, u"--exclude-standard"_s, u"--directory"_s});
    if (!ignored)
        return tl::unexpected(ignored.error());
    QSet<QString> skipped(state.submodules.begin(), state.submodules.end());
    for (const QString &path : *ignored)
        skipped += path.endsWith(u'/') ? path.chopped(1) : path;
    QStringList out;
    findRepositories(worktree.folder(), {}, skipped, &out);
    const Result<QList<Checkout>> linked = checkouts(worktree);
    if (!linked)
        return tl::unexpected(linked.error());
    const QString inside = QFileInfo(worktree.folder()).canonicalFilePath() + u'/';
    for (const Checkout &checkout : *linked) {
        const QString path = QFileInfo(checkout.path).canonicalFilePath();
        if (path.startsWith(inside))
            out << path.mid(inside.size());
    }
    if (!base.isEmpty()) { // Committed, and perhaps removed since.
        const Result<QStringList> changes =
            worktree.records({u"diff-index"_s, u"--cached"_s, u"--raw"_s, u"-z"_s, u"--no-renames"_s, base, u"--"_s});
        if (!changes)
            return tl::unexpected(changes.error());
        const QStringList declared = declaredSubmodules(worktree);
        for (qsizetype i = 0; i + 1 < changes->size(); i += 2) { // ":<mode> <mode> …", then the path.
            const QString &path = changes->at(i + 1);
            if (changes->at(i).section(u' ', 1, 1) == u"160000" && !declared.contains(path))
                out << path;
        }
    }
    out.removeDuplicates();
    return out;
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
    out.submodules = splitRecords(*paths);
    for (const QString &path : std::as_const(out.submodules)) {
        if (!out.submodulesAtRisk.contains(path) && hasOwnCommits(worktree.in(worktree.folder() + u'/' + path)))
            out.submodulesAtRisk << path;
    }
    return out;
}

Result<void> nothingAtRisk(const Git &worktree, const TreeState &state, const QString &base)
{
    if (!state.submodulesAtRisk.isEmpty()) {
        return fail(ErrorCode::Conflict,
                    Text::tr("submodules have changes or commits that are only in this worktree: %1")
                        .arg(fileList(state.submodulesAtRisk)),
                    worktree.folder(), Text::tr("Save them there: commit and push, or take them back."));
    }
    const Result<QStringList> nested = nestedRepositories(worktree, state, base);
    if (!nested)
        return tl::unexpected(nested.error());
    if (nested->isEmpty())
        return {};
    return fail(
        ErrorCode::Conflict,
        Text::tr("repositories inside the worktree, whose files and commits would be lost: %1").arg(fileList(*nested)),
        worktree.folder(),
        Text::tr("Push what they have, then remove them (git worktree remove, or delete the folder); if "
                 "they are committed as a gitlink, take that back (git rm --cached). Delete only their .git "
                 "to keep their files as files of the branch."));
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
