// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/worktree/worktreemaker.h"

#include "agents/shell/shellenvironment.h"
#include "agents/worktree/gitrepository.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

namespace podium::agents
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Worktree)
};

using namespace Qt::StringLiterals;

/// Without a filter the files of LFS are the pointers that are committed.
Git withoutLfs(const Git &git)
{
    return git.configured(u"filter.lfs.smudge="_s)
        .configured(u"filter.lfs.process="_s)
        .configured(u"filter.lfs.required=false"_s);
}

/// Name and path of the submodules of a checkout.
QList<std::pair<QString, QString>> submodules(const Git &worktree)
{
    const Result<QStringList> records = worktree.records(
        {u"config"_s, u"-z"_s, u"-f"_s, u".gitmodules"_s, u"--get-regexp"_s, u"^submodule\\..*\\.path$"_s});
    QList<std::pair<QString, QString>> out;
    if (!records)
        return out;
    for (const QString &record : *records) {
        const qsizetype end = record.indexOf(u'\n');
        QString name = record.left(end).mid(int(qstrlen("submodule.")));
        name.chop(int(qstrlen(".path")));
        if (end > 0 && !name.isEmpty())
            out.append({name, record.mid(end + 1)});
    }
    return out;
}

} // namespace

void initialiseSubmodules(const Git &worktree, QStringList &notes)
{
    if (!QFileInfo::exists(worktree.folder() + u"/.gitmodules"_s))
        return;
    const Result<QString> common = worktree.line({u"rev-parse"_s, u"--path-format=absolute"_s, u"--git-common-dir"_s});
    for (const auto &[name, path] : submodules(worktree)) {
        // What the main checkout has needs neither the network nor a password.
        const QString local = common.value_or(QString()) + u"/modules/"_s + name;
        // A name becomes the key of a setting here: a "=" in it would let the repository set any, also commands.
        static const QRegularExpression s_plain(u"^[A-Za-z0-9._/ -]+$"_s);
        if (!common || name.contains(u"..") || !s_plain.match(name).hasMatch() ||
            !QFileInfo(local + u"/HEAD"_s).isFile())
            continue;
        const bool cloned = worktree.patient()
                                .configured(u"protocol.file.allow=always"_s)
                                .configured(u"submodule."_s + name + u".url="_s + local)
                                .succeeds({u"submodule"_s, u"update"_s, u"--init"_s, u"--"_s, path});
        if (cloned)
            worktree.succeeds({u"submodule"_s, u"sync"_s, u"--"_s, path}); // Its remote is not our disk.
    }
    const Result<QByteArray> rest =
        worktree.patient().run({u"submodule"_s, u"update"_s, u"--init"_s, u"--recursive"_s});
    if (!rest) {
        notes << Text::tr("submodules could not all be initialised, their folders may be empty: %1")
                     .arg(rest.error().message);
    }
}

Result<void> addWorktree(const Git &repository, const engine::WorktreeRow &row)
{
    if (!QDir().mkpath(QFileInfo(row.path).path()))
        return fail(ErrorCode::Unavailable, Text::tr("the folder of the worktrees cannot be created"), row.path,
                    Text::tr("Check the permissions and the free space of the data folder."));
    const Result<std::optional<QString>> present = branchCommit(repository, row.branch);
    if (!present)
        return tl::unexpected(present.error());
    QStringList arguments{u"worktree"_s, u"add"_s, u"--quiet"_s, u"--no-checkout"_s};
    if (*present)
        arguments << u"--"_s << row.path << row.branch;
    else
        arguments << u"--no-track"_s << u"-b"_s << row.branch << u"--"_s << row.path << row.base;
    const Result<QByteArray> added = repository.run(arguments);
    return added ? Result<void>() : tl::unexpected(added.error());
}

Result<void> checkOutFiles(const Git &worktree, QStringList &notes)
{
    const QStringList checkout{u"reset"_s, u"--hard"_s, u"--quiet"_s};
    Result<QByteArray> filled = worktree.patient().run(checkout);
    if (!filled && filled.error().message.contains(u"lfs", Qt::CaseInsensitive)) {
        const QString why = filled.error().message;
        filled = withoutLfs(worktree.patient()).run(checkout);
        if (filled) {
            notes << Text::tr("files of Git LFS could not be fetched and are pointers in this worktree; install "
                              "git-lfs, or check its server and login: %1")
                         .arg(why);
        }
    }
    return filled ? Result<void>() : tl::unexpected(filled.error());
}

Result<void> removeWorktree(const Git &repository, const QString &path)
{
    // Twice the force: git locks a worktree while it makes it, and does not unlock it when it is killed.
    const QStringList arguments{u"worktree"_s, u"remove"_s, u"--force"_s, u"--force"_s, u"--"_s, path};
    const Result<BoundedOutput> removed = repository.patient().attempt(arguments);
    if (!removed)
        return tl::unexpected(removed.error());
    if (QFileInfo::exists(path) && !QDir(path).removeRecursively())
        return fail(ErrorCode::Unavailable,
                    Text::tr("the worktree cannot be removed: %1").arg(outputTail(removed->err)), path,
                    Text::tr("Remove the folder by hand, and call `git worktree prune`."));
    return {};
}

Result<void> runCommands(const ShellWork &work, QStringList &notes)
{
    QProcessEnvironment environment;
    const QProcessEnvironment own = QProcessEnvironment::systemEnvironment();
    const QStringList names = own.keys();
    for (const QString &name : names) {
        if (isInherited(name.toUtf8(), {}))
            environment.insert(name, own.value(name));
    }
    for (auto it = work.environment.cbegin(); it != work.environment.cend(); ++it)
        environment.insert(it.key(), it.value());
    for (const QString &text : work.commands) {
        BoundedCommand command;
        command.program = u"/bin/sh"_s;
        command.arguments = {u"-eu"_s, u"-c"_s, text};
        command.folder = work.folder;
        command.environment = environment;
        command.timeoutMs = int(qBound<qint64>(1, work.timeoutMs, 24LL * 3600 * 1000));
        command.endsWithPodium = true;
        command.mergeStreams = true;
        command.cancel = work.cancel;
        const Result<BoundedOutput> output = runBounded(command);
        if (!output)
            return tl::unexpected(output.error());
        const QString said = outputTail(output->out);
        if (output->exitCode != 0) {
            QString message =
                Text::tr("the command `%1` ended with exit code %2").arg(text.trimmed()).arg(output->exitCode);
            if (!said.isEmpty())
                message += u":\n"_s + said;
            return fail(ErrorCode::Unavailable, message, work.folder);
        }
        notes << (said.isEmpty() ? u"$ "_s + text.trimmed() : u"$ "_s + text.trimmed() + u'\n' + said);
    }
    return {};
}

} // namespace podium::agents
