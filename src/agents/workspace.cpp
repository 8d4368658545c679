// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/workspace.h"

#include "base/json.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

namespace podium::agents
{

namespace
{

QString scratchFolder(const QString &attemptFolder)
{
    return attemptFolder + QStringLiteral("/workspace");
}

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Workspace)
};

using Kind = domain::WorkspacePolicy::Kind;

QString keptFile(const QString &attemptFolder)
{
    return attemptFolder + QStringLiteral("/workspace.json");
}

tl::unexpected<Error> notWritable(const QString &where)
{
    return fail(ErrorCode::Unavailable, Text::tr("the workspace cannot be created"), where,
                Text::tr("Check the permissions and the free space of the data folder."));
}

/// As the agent is set up, where the task does not say otherwise.
bool wantsWorktree(const engine::AttemptRequest &request)
{
    return request.spec.workspace.kind == Kind::Inherit && request.agent &&
           request.agent->workspace == QLatin1StringView("worktree");
}

bool isInRepository(const QString &folder)
{
    for (QString at = QDir(folder).absolutePath();; at = QFileInfo(at).path()) {
        if (QFileInfo::exists(at + QStringLiteral("/.git")))
            return true;
        if (QDir(at).isRoot())
            return false;
    }
}

} // namespace

QJsonObject facts(const Workspace &workspace)
{
    QJsonObject out{{QStringLiteral("path"), workspace.worktree},
                    {QStringLiteral("branch"), workspace.branch},
                    {QStringLiteral("base"), workspace.base}};
    if (workspace.ports > 0) {
        out.insert(QStringLiteral("port"), workspace.firstPort);
        out.insert(QStringLiteral("ports"), workspace.ports);
    }
    return out;
}

domain::WorkspacePolicy workspacePolicy(const engine::AttemptRequest &request)
{
    domain::WorkspacePolicy policy = request.spec.workspace;
    if (policy.kind == Kind::Inherit && request.agent) {
        if (request.agent->workspace == QLatin1StringView("scratch"))
            policy.kind = Kind::Scratch;
        else if (wantsWorktree(request) && isInRepository(request.workingDirectory))
            policy.kind = Kind::Worktree;
    }
    return policy;
}

Result<QString> workspaceFolder(const engine::AttemptRequest &request, const domain::WorkspacePolicy &policy)
{
    QString folder = request.workingDirectory.isEmpty() ? QDir::homePath() : request.workingDirectory;
    if (!policy.path.isEmpty())
        folder = QDir::cleanPath(QDir(folder).absoluteFilePath(policy.path));
    if (!QFileInfo(folder).isDir())
        return fail(ErrorCode::NotFound, Text::tr("the working directory is not there"), folder,
                    Text::tr("Correct working_directory of the run, or workspace of the task."));
    return folder;
}

Result<Workspace> plainWorkspace(const engine::AttemptRequest &request)
{
    const domain::WorkspacePolicy policy = workspacePolicy(request);
    Workspace out;
    if (policy.kind == Kind::Scratch) {
        out.folder = scratchFolder(request.attemptFolder);
        if (!QDir().mkpath(out.folder))
            return notWritable(out.folder);
        return out;
    }
    const Result<QString> folder = workspaceFolder(request, policy);
    if (!folder)
        return tl::unexpected(folder.error());
    out.folder = *folder;
    if (wantsWorktree(request))
        out.notes +=
            Text::tr("%1 is in no git repository: the agent works in the folder itself, beside others").arg(*folder);
    return out;
}

Result<void> keepWorkspace(const QString &attemptFolder, const Workspace &workspace)
{
    QJsonObject object = facts(workspace);
    object.insert(QStringLiteral("folder"), workspace.folder);
    QJsonObject environment;
    for (auto it = workspace.environment.cbegin(); it != workspace.environment.cend(); ++it)
        environment.insert(it.key(), it.value());
    object.insert(QStringLiteral("environment"), environment);
    QSaveFile file(keptFile(attemptFolder));
    if (!QDir().mkpath(attemptFolder) || !file.open(QIODevice::WriteOnly) || file.write(canonicalJson(object)) < 0 ||
        !file.commit())
        return notWritable(attemptFolder);
    return {};
}

std::optional<Workspace> keptWorkspace(const QString &attemptFolder)
{
    QFile file(keptFile(attemptFolder));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QJsonObject object = parseJson(file.readAll()).value_or(QJsonValue()).toObject();
    Workspace out;
    out.folder = object.value(u"folder").toString();
    out.worktree = object.value(u"path").toString();
    out.branch = object.value(u"branch").toString();
    out.base = object.value(u"base").toString();
    out.firstPort = object.value(u"port").toInt();
    out.ports = object.value(u"ports").toInt();
    const QJsonObject environment = object.value(u"environment").toObject();
    for (auto it = environment.begin(); it != environment.end(); ++it)
        out.environment.insert(it.key(), it.value().toString());
    return out.folder.isEmpty() ? std::nullopt : std::optional(out);
}

QString ownWorkFolder(const QString &attemptFolder)
{
    const std::optional<Workspace> kept = keptWorkspace(attemptFolder);
    const QString folder = kept ? kept->folder : scratchFolder(attemptFolder);
    return QFileInfo(folder).isDir() ? folder : QString();
}

} // namespace podium::agents
