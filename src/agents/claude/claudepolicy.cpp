// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/claude/claudepolicy.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>

namespace podium::agents
{

namespace
{

/// The real place of a path that may not exist yet: its nearest existing ancestor with links resolved, then the rest.
QString realPath(const QString &path, const QString &base)
{
    QString full = path.startsWith(QLatin1StringView("~/")) ? QDir::homePath() + path.mid(1) : path;
    full = QDir::cleanPath(QDir::isAbsolutePath(full) ? full : base + u'/' + full);
    QString rest;
    for (QString at = full;;) {
        const QString canonical = QFileInfo(at).canonicalFilePath();
        if (!canonical.isEmpty())
            return rest.isEmpty() ? canonical : QDir::cleanPath(canonical + u'/' + rest);
        // A dangling link leads to wherever it points, once something is written through it.
        const QFileInfo info(at);
        if (info.isSymLink() && info.symLinkTarget() != at)
            return realPath(rest.isEmpty() ? info.symLinkTarget() : info.symLinkTarget() + u'/' + rest, base);
        const qsizetype slash = at.lastIndexOf(u'/');
        if (slash <= 0)
            return full;
        rest = rest.isEmpty() ? at.mid(slash + 1) : at.mid(slash + 1) + u'/' + rest;
        at = at.left(slash);
    }
}

bool below(const QString &path, const QString &folder)
{
    return !folder.isEmpty() && (path == folder || path.startsWith(folder.endsWith(u'/') ? folder : folder + u'/'));
}

/// `folder` as it was given, links and all; nothing is inside an unknown one.
bool inside(const QString &path, const QString &folder)
{
    return !folder.isEmpty() && below(path, realPath(folder, {}));
}

bool holdsSecrets(const QString &path)
{
    static const QSet<QString> s_folders{QStringLiteral(".ssh"),     QStringLiteral(".gnupg"),
                                         QStringLiteral(".aws"),     QStringLiteral(".azure"),
                                         QStringLiteral(".kube"),    QStringLiteral(".docker"),
                                         QStringLiteral("gcloud"),   QStringLiteral(".password-store"),
                                         QStringLiteral("keyrings"), QStringLiteral(".mozilla")};
    static const QSet<QString> s_files{
        QStringLiteral(".netrc"),          QStringLiteral(".pgpass"),          QStringLiteral(".npmrc"),
        QStringLiteral(".pypirc"),         QStringLiteral(".git-credentials"), QStringLiteral(".credentials.json"),
        QStringLiteral(".claude.json"),    QStringLiteral("shadow"),           QStringLiteral("gshadow"),
        QStringLiteral("credentials.key"), QStringLiteral("id_rsa"),           QStringLiteral("id_ed25519"),
        QStringLiteral("environ")};
    const QStringList parts = path.split(u'/', Qt::SkipEmptyParts);
    return (!parts.isEmpty() && s_files.contains(parts.last())) ||
           std::any_of(parts.begin(), parts.end(), [](const QString &part) { return s_folders.contains(part); });
}

bool steers(const QString &path, const QString &workspace)
{
    static const QSet<QString> s_names{
        QStringLiteral(".git"),    QStringLiteral(".claude"), QStringLiteral(".husky"),     QStringLiteral(".mcp.json"),
        QStringLiteral(".vscode"), QStringLiteral(".idea"),   QStringLiteral(".gitmodules")};
    const QStringList parts = path.mid(workspace.size()).split(u'/', Qt::SkipEmptyParts);
    return std::any_of(parts.begin(), parts.end(), [](const QString &part) { return s_names.contains(part); });
}

} // namespace

domain::PathFact pathFact(const QString &path, const QString &base, const PermissionScene &scene)
{
    const QString real = realPath(path, base.isEmpty() ? scene.workingDirectory : base);
    if (holdsSecrets(real))
        return {real, PathScope::Secret};
    // The attempt's folder may lie inside the workspace; its more particular rules win.
    if (inside(real, scene.outputFolder) || inside(real, scene.tempFolder))
        return {real, PathScope::Output};
    if (inside(real, scene.attemptFolder))
        return {real, PathScope::Context};
    const QString workspace = realPath(scene.workingDirectory, {});
    if (below(real, workspace))
        return {real, steers(real, workspace) ? PathScope::Protected : PathScope::Workspace};
    return {real, PathScope::Outside};
}

PathScope scopeOf(const claude::PermissionRequest &request, const PermissionScene &scene)
{
    PathScope worst = PathScope::None;
    QStringList paths{request.blockedPath};
    for (const char *key : {"file_path", "notebook_path", "path"})
        paths.append(request.input.value(QLatin1StringView(key)).toString());
    for (const QString &path : std::as_const(paths)) {
        if (!path.isEmpty())
            worst = std::max(worst, pathFact(path, {}, scene).scope);
    }
    return worst;
}

domain::RiskDecision ClaudePolicy::decide(const claude::PermissionRequest &request, const PermissionScene &scene) const
{
    domain::ToolCall call{request.tool, request.input, scene.mode, request.reasonType, {}};
    if (!request.blockedPath.isEmpty())
        call.morePaths.append(request.blockedPath);
    return m_rules.decide(call,
                          [&scene](const QString &path, const QString &base) { return pathFact(path, base, scene); });
}

} // namespace podium::agents
