// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/workspace.h"

#include "base/ids.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QProcess>

namespace podium::agents
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Workspace)
};

using Kind = domain::WorkspacePolicy::Kind;

constexpr int GitTimeoutMs = 120'000; // Checking out a large repository.

Result<QString> git(const QString &repository, const QStringList &arguments)
{
    QProcess process;
    // Hooks of the repository are the repository's business, not that of whoever looks at it.
    process.start(QStringLiteral("git"), QStringList{QStringLiteral("-C"), repository, QStringLiteral("-c"),
                                                     QStringLiteral("core.hooksPath=/dev/null")} +
                                             arguments);
    if (!process.waitForStarted())
        return fail(ErrorCode::NotFound, Text::tr("git cannot be run: %1").arg(process.errorString()), {},
                    Text::tr("Install git; a workspace of kind worktree needs it."));
    process.closeWriteChannel();
    if (!process.waitForFinished(GitTimeoutMs)) {
        process.kill();
        process.waitForFinished();
        return fail(ErrorCode::Timeout, Text::tr("git %1 did not end in time").arg(arguments.join(u' ')), repository);
    }
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        return fail(ErrorCode::Unavailable,
                    Text::tr("git %1 failed: %2")
                        .arg(arguments.join(u' '), QString::fromLocal8Bit(process.readAllStandardError()).trimmed()),
                    repository);
    return QString::fromLocal8Bit(process.readAllStandardOutput());
}

/// Where the branch is checked out; empty if nowhere.
Result<QString> checkedOut(const QString &repository, const QString &branch)
{
    const Result<QString> list =
        git(repository, {QStringLiteral("worktree"), QStringLiteral("list"), QStringLiteral("--porcelain")});
    if (!list)
        return list;
    QString folder;
    for (const QString &line : list->split(u'\n')) {
        if (line.startsWith(QLatin1StringView("worktree ")))
            folder = line.mid(9);
        else if (line == QStringLiteral("branch refs/heads/") + branch)
            return folder;
    }
    return QString();
}

Result<QString> worktree(const engine::AttemptRequest &request, const QString &repository, const QString &branchAsked)
{
    const QString branch = !branchAsked.isEmpty() ? branchAsked
                                                  : QStringLiteral("podium/%1/%2-%3")
                                                        .arg(slug(request.key.run), slug(request.taskKey))
                                                        .arg(request.key.attempt);
    // Git would take it as an option.
    if (branch.startsWith(u'-'))
        return fail(ErrorCode::InvalidArgument, Text::tr("\"%1\" is not a name of a branch").arg(branch),
                    QStringLiteral("workspace.branch"));
    const QString folder = request.attemptFolder + QStringLiteral("/worktree");
    const Result<QString> present = checkedOut(repository, branch);
    if (!present)
        return present;
    if (!present->isEmpty() && QFileInfo(*present).isDir()) {
        if (QFileInfo(*present).canonicalFilePath() == QFileInfo(repository).canonicalFilePath())
            return fail(ErrorCode::Conflict,
                        Text::tr("the branch %1 is checked out in the repository itself").arg(branch), repository,
                        Text::tr("Name another branch; a worktree needs one of its own."));
        return *present;
    }
    const bool exists = git(repository, {QStringLiteral("rev-parse"), QStringLiteral("--verify"),
                                         QStringLiteral("--quiet"), QStringLiteral("refs/heads/") + branch})
                            .has_value();
    QStringList arguments{QStringLiteral("worktree"), QStringLiteral("add"), QStringLiteral("--force")};
    if (exists)
        arguments += {folder, branch};
    else
        arguments += {QStringLiteral("-b"), branch, folder};
    const Result<QString> added = git(repository, arguments);
    return added ? Result<QString>(folder) : added;
}

} // namespace

domain::WorkspacePolicy workspacePolicy(const engine::AttemptRequest &request)
{
    domain::WorkspacePolicy policy = request.spec.workspace;
    if (policy.kind == Kind::Inherit && request.agent) {
        if (request.agent->workspace == QLatin1StringView("scratch"))
            policy.kind = Kind::Scratch;
        else if (request.agent->workspace == QLatin1StringView("worktree"))
            policy.kind = Kind::Worktree;
    }
    return policy;
}

Result<QString> prepareWorkspace(const engine::AttemptRequest &request)
{
    const domain::WorkspacePolicy policy = workspacePolicy(request);
    QString folder = request.workingDirectory;
    if (policy.kind == Kind::Scratch) {
        folder = request.attemptFolder + QStringLiteral("/scratch");
        if (!QDir().mkpath(folder))
            return fail(ErrorCode::Unavailable, Text::tr("cannot create the workspace"), folder,
                        Text::tr("Check the permissions and the free space of the data folder."));
        return folder;
    }
    if (!policy.path.isEmpty())
        folder = QDir::cleanPath(QDir(request.workingDirectory).absoluteFilePath(policy.path));
    if (!QFileInfo(folder).isDir())
        return fail(ErrorCode::NotFound, Text::tr("the working directory is not there"), folder,
                    Text::tr("Correct working_directory of the run, or workspace of the task."));
    return policy.kind == Kind::Worktree ? worktree(request, folder, policy.branch) : Result<QString>(folder);
}

} // namespace podium::agents
