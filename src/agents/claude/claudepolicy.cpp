// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/claude/claudepolicy.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>

#include <array>

namespace podium::agents
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ClaudePolicy)
};

using Verdict = PermissionRule::Verdict;
using domain::Risk;

constexpr std::array<const char *, 7> s_scopeNames{"none",    "workspace", "output", "context",
                                                   "outside", "protected", "secret"};

const QStringList &readers()
{
    static const QStringList s_tools{QStringLiteral("Read"),
                                     QStringLiteral("Glob"),
                                     QStringLiteral("Grep"),
                                     QStringLiteral("LS"),
                                     QStringLiteral("NotebookRead"),
                                     QStringLiteral("TodoRead"),
                                     QStringLiteral("TodoWrite"),
                                     QStringLiteral("ToolSearch"),
                                     QStringLiteral("TaskOutput"),
                                     QStringLiteral("TaskList"),
                                     QStringLiteral("TaskGet"),
                                     QStringLiteral("ReportFindings"),
                                     QStringLiteral("ListMcpResourcesTool"),
                                     QStringLiteral("StructuredOutput")};
    return s_tools;
}

const QStringList &editors()
{
    static const QStringList s_tools{QStringLiteral("Edit"), QStringLiteral("Write"), QStringLiteral("MultiEdit"),
                                     QStringLiteral("NotebookEdit")};
    return s_tools;
}

/// Rules that no configuration can soften.
QList<PermissionRule> guards()
{
    return {
        {QStringLiteral("safety check of Claude Code"),
         {},
         {},
         {},
         {QStringLiteral("safetyCheck")},
         Verdict::Ask,
         Risk::Critical},
        {QStringLiteral("place of secrets"), {}, {PathScope::Secret}, {}, {}, Verdict::Ask, Risk::High},
        {QStringLiteral("files that steer git or Claude Code"),
         editors(),
         {PathScope::Protected},
         {},
         {},
         Verdict::Ask,
         Risk::High},
    };
}

QList<PermissionRule> defaults()
{
    return {
        {QStringLiteral("results of the attempt"), editors(), {PathScope::Output}, {}, {}, Verdict::Allow, Risk::Low},
        {QStringLiteral("only reads"), readers(), {}, {}, {}, Verdict::Allow, Risk::Low},
        {QStringLiteral("edits in the workspace (acceptEdits)"),
         editors(),
         {PathScope::Workspace},
         {QStringLiteral("acceptEdits")},
         {},
         Verdict::Allow,
         Risk::Medium},
        {QStringLiteral("edits in the workspace"),
         editors(),
         {PathScope::Workspace},
         {},
         {},
         Verdict::Ask,
         Risk::Medium},
        {QStringLiteral("edits elsewhere"), editors(), {}, {}, {}, Verdict::Ask, Risk::High},
        {QStringLiteral("shell commands"),
         {QStringLiteral("Bash"), QStringLiteral("Monitor")},
         {},
         {},
         {},
         Verdict::Ask,
         Risk::Medium},
        {QStringLiteral("everything else"), {}, {}, {}, {}, Verdict::Ask, Risk::Medium},
    };
}

bool globMatches(const QStringList &patterns, const QString &name)
{
    return patterns.isEmpty() || std::any_of(patterns.begin(), patterns.end(), [&](const QString &pattern) {
               return QRegularExpression(QRegularExpression::wildcardToRegularExpression(pattern))
                   .match(name)
                   .hasMatch();
           });
}

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

bool holdsSecrets(const QString &path)
{
    static const QSet<QString> s_folders{QStringLiteral(".ssh"),     QStringLiteral(".gnupg"),
                                         QStringLiteral(".aws"),     QStringLiteral(".azure"),
                                         QStringLiteral(".kube"),    QStringLiteral(".docker"),
                                         QStringLiteral("gcloud"),   QStringLiteral(".password-store"),
                                         QStringLiteral("keyrings"), QStringLiteral(".mozilla")};
    static const QSet<QString> s_files{
        QStringLiteral(".netrc"),       QStringLiteral(".pgpass"),          QStringLiteral(".npmrc"),
        QStringLiteral(".pypirc"),      QStringLiteral(".git-credentials"), QStringLiteral(".credentials.json"),
        QStringLiteral(".claude.json"), QStringLiteral("shadow"),           QStringLiteral("gshadow"),
        QStringLiteral("id_rsa"),       QStringLiteral("id_ed25519"),       QStringLiteral("environ")};
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

PathScope scopeOfPath(const QString &path, const PermissionScene &scene)
{
    const QString real = realPath(path, scene.workingDirectory);
    if (holdsSecrets(real))
        return PathScope::Secret;
    // The attempt's folder may lie inside the workspace; its more particular rules win.
    if (below(real, realPath(scene.outputFolder, {})) || below(real, realPath(scene.tempFolder, {})))
        return PathScope::Output;
    if (below(real, realPath(scene.attemptFolder, {})))
        return PathScope::Context;
    const QString workspace = realPath(scene.workingDirectory, {});
    if (below(real, workspace))
        return steers(real, workspace) ? PathScope::Protected : PathScope::Workspace;
    return PathScope::Outside;
}

/// Commands that destroy or publish; for the order of a person's queue, not for security.
Risk commandRisk(const QString &command, Risk usual)
{
    static const QRegularExpression s_critical(
        QStringLiteral(R"(\brm\s+(-\w*\s+)*-\w*[rf]\w*\s+(-\w+\s+)*[/~]|\bmkfs|\bdd\s.*\bof=/dev/|:\(\)\s*\{)"));
    static const QRegularExpression s_high(
        QStringLiteral(
            R"(\brm\s+-\w*[rf]|\bsudo\b|\bsu\s|\bgit\s+(push|reset\s+--hard|clean)|(curl|wget)\b.*\|\s*(ba|z)?sh\b|\bchmod\s+-R|\bchown\b|\bkill(all)?\b|\bpkill\b|\bnpm\s+publish|\bdrop\s+(table|database)\b)"),
        QRegularExpression::CaseInsensitiveOption);
    if (s_critical.match(command).hasMatch())
        return Risk::Critical;
    return s_high.match(command).hasMatch() ? std::max(usual, Risk::High) : usual;
}

} // namespace

PathScope scopeOf(const claude::PermissionRequest &request, const PermissionScene &scene)
{
    PathScope worst = PathScope::None;
    QStringList paths{request.blockedPath};
    for (const char *key : {"file_path", "notebook_path", "path"})
        paths.append(request.input.value(QLatin1StringView(key)).toString());
    for (const QString &path : std::as_const(paths)) {
        if (!path.isEmpty())
            worst = std::max(worst, scopeOfPath(path, scene));
    }
    return worst;
}

ClaudePolicy::ClaudePolicy() : m_rules(guards() + defaults()), m_defaultsAt(guards().size()) {}

void ClaudePolicy::addToolRules(const QList<PermissionRule> &rules)
{
    m_rules = m_rules.first(m_defaultsAt) + rules + m_rules.sliced(m_defaultsAt);
}

Result<ClaudePolicy> ClaudePolicy::fromJson(const QJsonArray &rules)
{
    static const QSet<QString> s_keys{QStringLiteral("name"),  QStringLiteral("tools"),  QStringLiteral("scopes"),
                                      QStringLiteral("modes"), QStringLiteral("decide"), QStringLiteral("risk")};
    static const QHash<QString, Verdict> s_verdicts{{QStringLiteral("allow"), Verdict::Allow},
                                                    {QStringLiteral("deny"), Verdict::Deny},
                                                    {QStringLiteral("ask"), Verdict::Ask}};
    const auto strings = [](const QJsonValue &value) {
        QStringList out;
        for (const QJsonValue &entry : value.toArray())
            out.append(entry.toString());
        return out;
    };
    QList<PermissionRule> own;
    for (qsizetype i = 0; i < rules.size(); ++i) {
        const QJsonObject object = rules.at(i).toObject();
        const QString where = QStringLiteral("policy[%1]").arg(i);
        for (const QString &key : object.keys()) {
            if (!s_keys.contains(key))
                return fail(ErrorCode::InvalidArgument, Text::tr("unknown key \"%1\" in a permission rule").arg(key),
                            where, Text::tr("Known keys: name, tools, scopes, modes, decide, risk."));
        }
        const QString decide = object.value(QLatin1StringView("decide")).toString();
        if (!s_verdicts.contains(decide))
            return fail(ErrorCode::InvalidArgument,
                        Text::tr("a permission rule needs \"decide\" with allow, deny or ask, not \"%1\"").arg(decide),
                        where);
        PermissionRule rule;
        rule.name = object.value(QLatin1StringView("name")).toString(where);
        rule.tools = strings(object.value(QLatin1StringView("tools")));
        rule.modes = strings(object.value(QLatin1StringView("modes")));
        rule.verdict = s_verdicts.value(decide);
        for (const QString &name : strings(object.value(QLatin1StringView("scopes")))) {
            const auto it = std::find_if(s_scopeNames.begin(), s_scopeNames.end(),
                                         [&](const char *known) { return name == QLatin1StringView(known); });
            if (it == s_scopeNames.end())
                return fail(ErrorCode::InvalidArgument, Text::tr("unknown scope \"%1\" in a permission rule").arg(name),
                            where, Text::tr("Scopes: none, workspace, output, context, outside, protected, secret."));
            rule.scopes.append(PathScope(it - s_scopeNames.begin()));
        }
        if (const QString risk = object.value(QLatin1StringView("risk")).toString(); !risk.isEmpty()) {
            const std::optional<Risk> known = domain::riskFromName(risk);
            if (!known)
                return fail(ErrorCode::InvalidArgument, Text::tr("unknown risk \"%1\" in a permission rule").arg(risk),
                            where, Text::tr("Risks: low, medium, high, critical."));
            rule.risk = *known;
        }
        own.append(rule);
    }
    ClaudePolicy policy;
    policy.m_rules = guards() + own + defaults();
    policy.m_defaultsAt = guards().size() + own.size();
    return policy;
}

PermissionDecision ClaudePolicy::decide(const claude::PermissionRequest &request, const PermissionScene &scene) const
{
    const PathScope scope = scopeOf(request, scene);
    for (const PermissionRule &rule : m_rules) {
        if (!globMatches(rule.tools, request.tool) || (!rule.scopes.isEmpty() && !rule.scopes.contains(scope)) ||
            (!rule.modes.isEmpty() && !rule.modes.contains(scene.mode)) ||
            (!rule.reasonTypes.isEmpty() && !rule.reasonTypes.contains(request.reasonType)))
            continue;
        const QString command = request.input.value(QLatin1StringView("command")).toString();
        return {rule.verdict, command.isEmpty() ? rule.risk : commandRisk(command, rule.risk), rule.name};
    }
    return {};
}

} // namespace podium::agents
