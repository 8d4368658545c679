// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/worktree/gitrepository.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace podium::agents
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(GitRepository)
};

using namespace Qt::StringLiterals;

const QString Heads = QStringLiteral("refs/heads/");

} // namespace

Result<GitRepository> openRepository(const Git &git)
{
    const QStringList question{u"rev-parse"_s, u"--path-format=absolute"_s, u"--git-common-dir"_s};
    const Result<BoundedOutput> found = git.attempt(question);
    if (!found)
        return tl::unexpected(found.error());
    if (found->exitCode != 0) {
        Error error = gitError(question, *found, git.folder());
        error.code = ErrorCode::InvalidArgument;
        return tl::unexpected(error);
    }
    GitRepository out;
    out.commonFolder = QFileInfo(QString::fromLocal8Bit(found->out).trimmed()).canonicalFilePath();
    const Result<QString> inTree = git.line({u"rev-parse"_s, u"--is-inside-work-tree"_s});
    if (!inTree)
        return tl::unexpected(inTree.error());
    if (*inTree != u"true") {
        return fail(ErrorCode::InvalidArgument,
                    Text::tr("this is a bare repository, or the inside of one, and no checkout"), git.folder(),
                    Text::tr("Name a folder of a checkout: its current commit is where branches begin."));
    }
    const Result<QString> top = git.line({u"rev-parse"_s, u"--show-toplevel"_s});
    const Result<QString> prefix = top ? git.line({u"rev-parse"_s, u"--show-prefix"_s}) : top;
    if (!prefix)
        return tl::unexpected(prefix.error());
    out.checkout = *top;
    out.prefix = prefix->endsWith(u'/') ? prefix->chopped(1) : *prefix;
    return out;
}

Result<QList<Checkout>> checkouts(const Git &git)
{
    const Result<QStringList> records = git.records({u"worktree"_s, u"list"_s, u"--porcelain"_s, u"-z"_s});
    if (!records)
        return tl::unexpected(records.error());
    QList<Checkout> out;
    for (const QString &record : *records) {
        if (record.startsWith(u"worktree "))
            out.append({record.mid(9), {}, {}, false});
        else if (out.isEmpty())
            continue;
        else if (record.startsWith(u"HEAD "))
            out.last().head = record.mid(5);
        else if (record.startsWith(u"branch "_s + Heads))
            out.last().branch = record.mid(7 + Heads.size());
        else if (record == u"bare")
            out.last().bare = true;
    }
    return out;
}

Result<std::optional<Checkout>> checkoutOf(const Git &git, const QString &branch)
{
    const Result<QList<Checkout>> all = checkouts(git);
    if (!all)
        return tl::unexpected(all.error());
    for (const Checkout &one : *all) {
        if (one.branch == branch && QFileInfo(one.path).isDir())
            return one;
    }
    return std::nullopt;
}

Result<std::optional<QString>> commitOf(const Git &git, const QString &name)
{
    // Git would take it as an option, and a commit's name is one word.
    if (name.isEmpty() || name.startsWith(u'-') || name.contains(u'\n'))
        return fail(ErrorCode::InvalidArgument, Text::tr("\"%1\" is not the name of a commit").arg(name), git.folder());
    const Result<BoundedOutput> found =
        git.attempt({u"rev-parse"_s, u"--verify"_s, u"--quiet"_s, u"--end-of-options"_s, name + u"^{commit}"_s});
    if (!found)
        return tl::unexpected(found.error());
    return found->exitCode == 0 ? std::optional(QString::fromLatin1(found->out).trimmed()) : std::nullopt;
}

Result<std::optional<QString>> branchCommit(const Git &git, const QString &branch)
{
    return commitOf(git, Heads + branch);
}

Result<void> checkBranchName(const Git &git, const QString &branch)
{
    const bool allowed = !branch.startsWith(u'-') && branch != u"HEAD" && !branch.contains(QChar::Null) &&
                         git.succeeds({u"check-ref-format"_s, Heads + branch});
    if (allowed)
        return {};
    return fail(ErrorCode::InvalidArgument, Text::tr("\"%1\" is not a name of a branch").arg(branch),
                QStringLiteral("workspace.branch"),
                Text::tr("See `git help check-ref-format`; letters, digits, - and / are always allowed."));
}

Result<QString> currentBranch(const Git &git)
{
    const QStringList question{u"symbolic-ref"_s, u"--quiet"_s, u"HEAD"_s};
    const Result<BoundedOutput> found = git.attempt(question);
    if (!found)
        return tl::unexpected(found.error());
    const QString name = QFile::decodeName(found->out).trimmed();
    return name.startsWith(Heads) ? name.mid(Heads.size()) : QString();
}

} // namespace podium::agents
