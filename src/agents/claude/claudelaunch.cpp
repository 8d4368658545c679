// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/claude/claudelaunch.h"

#include "agents/claude/hooks/sessionhooks.h"
#include "agents/claude/session/builtintools.h"
#include "agents/claude/session/claudetools.h"
#include "base/json.h"
#include "base/suggestion.h"
#include "domain/definition/coding/values.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QSet>
#include <QStandardPaths>
#include <QUuid>

namespace podium::agents
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ClaudeLaunch)
};

constexpr qint64 MaxHolderBytes = 64 * 1024;

tl::unexpected<Error> wrong(const QString &key, const QString &expected)
{
    return fail(ErrorCode::InvalidArgument, Text::tr("expected %1").arg(expected), QStringLiteral("options.") + key,
                Text::tr("Correct the options of the agent."));
}

/// A list of strings, or a string with commas.
Result<QStringList> stringList(const QJsonValue &value, const QString &key)
{
    if (value.isUndefined())
        return QStringList();
    if (value.isString())
        return value.toString().split(u',', Qt::SkipEmptyParts);
    QStringList out;
    for (const QJsonValue &entry : value.toArray()) {
        if (!entry.isString())
            return wrong(key, Text::tr("a list of strings"));
        out.append(entry.toString());
    }
    if (!value.isArray())
        return wrong(key, Text::tr("a list of strings"));
    return out;
}

/// An absolute path as Claude Code writes it in rules: with two slashes.
QString rule(const char *tool, const QString &folder)
{
    return QStringLiteral("%1(/%2/**)").arg(QLatin1StringView(tool), folder);
}

bool inherits(const QString &name)
{
    static const QSet<QString> s_names{QStringLiteral("PATH"),
                                       QStringLiteral("HOME"),
                                       QStringLiteral("USER"),
                                       QStringLiteral("LOGNAME"),
                                       QStringLiteral("SHELL"),
                                       QStringLiteral("LANG"),
                                       QStringLiteral("LANGUAGE"),
                                       QStringLiteral("TZ"),
                                       QStringLiteral("TERM"),
                                       QStringLiteral("TMPDIR"),
                                       QStringLiteral("SSH_AUTH_SOCK"),
                                       QStringLiteral("IS_SANDBOX"),
                                       QStringLiteral("SSL_CERT_FILE"),
                                       QStringLiteral("SSL_CERT_DIR"),
                                       QStringLiteral("NODE_EXTRA_CA_CERTS"),
                                       QStringLiteral("HTTP_PROXY"),
                                       QStringLiteral("HTTPS_PROXY"),
                                       QStringLiteral("NO_PROXY"),
                                       QStringLiteral("ALL_PROXY"),
                                       QStringLiteral("CLAUDE_CONFIG_DIR"),
                                       QStringLiteral("CLAUDE_CODE_OAUTH_TOKEN"),
                                       QStringLiteral("CLAUDE_CODE_MAX_RETRIES"),
                                       QStringLiteral("API_TIMEOUT_MS"),
                                       QStringLiteral("SYSTEMROOT")};
    static const QStringList s_prefixes{QStringLiteral("LC_"),
                                        QStringLiteral("XDG_"),
                                        QStringLiteral("ANTHROPIC_"),
                                        QStringLiteral("DISABLE_"),
                                        QStringLiteral("AWS_"),
                                        QStringLiteral("GOOGLE_"),
                                        QStringLiteral("CLOUD_ML_"),
                                        QStringLiteral("VERTEX_"),
                                        QStringLiteral("CLAUDE_CODE_USE_"),
                                        QStringLiteral("CLAUDE_CODE_SKIP_"),
                                        QStringLiteral("CLAUDE_CODE_DISABLE_"),
                                        QStringLiteral("GIT_")};
    return s_names.contains(name.toUpper()) ||
           std::any_of(s_prefixes.begin(), s_prefixes.end(),
                       [&](const QString &prefix) { return name.startsWith(prefix); });
}

/// What holds for each tool of Podium unless the agent's own rules say something else.
QList<PermissionRule> rulesOf(const ToolRegistry &tools)
{
    QList<PermissionRule> out;
    for (const AgentTool &tool : tools.tools()) {
        PermissionRule rule;
        rule.name = Text::tr("tool %1 of Podium").arg(tool.name);
        rule.layer = domain::RiskLayer::Tool;
        rule.tools = {ClaudeTools::fullName(tool.name)};
        rule.verdict =
            tool.consent == AgentTool::Consent::Given ? PermissionRule::Verdict::Allow : PermissionRule::Verdict::Ask;
        rule.risk = tool.risk;
        out.append(rule);
    }
    return out;
}

/// Podium's tools that the policy allows whatever they are called with.
QStringList allowedTools(const ClaudeOptions &options, const QString &mode)
{
    QStringList out;
    PermissionScene scene;
    scene.mode = mode;
    for (const AgentTool &tool : options.tools.tools()) {
        claude::PermissionRequest request;
        request.tool = ClaudeTools::fullName(tool.name);
        if (options.policy.decide(request, scene).verdict == PermissionRule::Verdict::Allow)
            out.append(request.tool);
    }
    return out;
}

/// What a hook says is to be asked is asked, whatever other rules say.
PermissionRule askedByHook()
{
    PermissionRule rule;
    rule.name = Text::tr("asked by a hook");
    rule.layer = domain::RiskLayer::Guard;
    rule.reasonTypes = {QStringLiteral("hook")};
    return rule;
}

} // namespace

Result<ClaudePolicy> policyFor(const engine::AttemptRequest &request, const QList<domain::RiskRule> &configured,
                               const ToolRegistry &tools)
{
    const QJsonObject options = request.agent ? request.agent->options : QJsonObject();
    const Result<QList<domain::RiskRule>> own = domain::riskRulesFromJson(
        options.value(QLatin1StringView("policy")).toArray(), domain::RiskLayer::Agent, QStringLiteral("policy"));
    if (!own)
        return tl::unexpected(own.error());
    const Result<QList<domain::RiskRule>> workflow =
        domain::riskRulesFromJson(request.riskRules, domain::RiskLayer::Workflow, QStringLiteral("rules"));
    if (!workflow)
        return tl::unexpected(workflow.error());
    return ClaudePolicy(*own + *workflow + configured + rulesOf(tools) + QList{askedByHook()});
}

Result<ClaudeOptions> claudeOptions(const engine::AttemptRequest &request, const ClaudeSettings &settings)
{
    static const QStringList s_keys{QStringLiteral("background_wait"),
                                    QStringLiteral("config_dir"),
                                    QStringLiteral("credential"),
                                    QStringLiteral("disallowed_tools"),
                                    QStringLiteral("effort"),
                                    QStringLiteral("hooks"),
                                    QStringLiteral("fallback_model"),
                                    QStringLiteral("max_turns"),
                                    QStringLiteral("mcp_servers"),
                                    QStringLiteral("permissions"),
                                    QStringLiteral("policy"),
                                    QStringLiteral("setting_sources"),
                                    QStringLiteral("tools")};
    ClaudeOptions out;
    const QJsonObject options = request.agent ? request.agent->options : QJsonObject();
    for (const QString &key : options.keys()) {
        if (!s_keys.contains(key)) {
            const QString meant = suggestion(key, s_keys);
            return fail(ErrorCode::InvalidArgument, Text::tr("unknown option"), QStringLiteral("options.") + key,
                        meant.isEmpty() ? Text::tr("Known options: %1.").arg(s_keys.join(QStringLiteral(", ")))
                                        : meant);
        }
    }
    const QString config = options.value(QLatin1StringView("config_dir")).toString();
    if (config == QLatin1StringView("private"))
        out.configFolder = settings.privateConfigFolder;
    else if (!config.isEmpty() && config != QLatin1StringView("user"))
        out.configFolder = config;
    if (!out.configFolder.isEmpty() && !QDir::isAbsolutePath(out.configFolder))
        return wrong(QStringLiteral("config_dir"), Text::tr("user, private or an absolute path"));

    if (options.contains(QLatin1StringView("setting_sources"))) {
        const Result<QStringList> sources =
            stringList(options.value(QLatin1StringView("setting_sources")), QStringLiteral("setting_sources"));
        if (!sources)
            return tl::unexpected(sources.error());
        for (const QString &source : *sources) {
            if (!QStringList{QStringLiteral("user"), QStringLiteral("project"), QStringLiteral("local")}.contains(
                    source))
                return wrong(QStringLiteral("setting_sources"), Text::tr("a list of user, project and local"));
        }
        out.settingSources = sources->join(u',');
    }
    const QJsonObject permissions = options.value(QLatin1StringView("permissions")).toObject();
    for (const auto &[key, list] :
         {std::pair<const char *, QStringList *>{"allow", &out.allow}, {"deny", &out.deny}, {"ask", &out.ask}}) {
        const Result<QStringList> rules = stringList(permissions.value(QLatin1StringView(key)),
                                                     QStringLiteral("permissions.") + QLatin1StringView(key));
        if (!rules)
            return tl::unexpected(rules.error());
        *list = *rules;
    }
    const Result<QStringList> disallowed =
        stringList(options.value(QLatin1StringView("disallowed_tools")), QStringLiteral("disallowed_tools"));
    if (!disallowed)
        return tl::unexpected(disallowed.error());
    const QJsonValue credential = options.value(QLatin1StringView("credential"));
    if (!credential.isUndefined() && credential.toString().isEmpty())
        return wrong(QStringLiteral("credential"), Text::tr("the name of a credential"));
    if (!credential.isUndefined() && !settings.credentials)
        return fail(ErrorCode::Unsupported, Text::tr("credentials are not kept here"),
                    QStringLiteral("options.credential"));
    if (!credential.isUndefined()) {
        const Result<QMap<QString, QString>> variables = settings.credentials->environmentFor(credential.toString());
        if (!variables)
            return tl::unexpected(variables.error());
        out.credential = *variables;
    }
    out.fallbackModel = options.value(QLatin1StringView("fallback_model")).toString();
    out.effort = options.value(QLatin1StringView("effort")).toString();
    const QJsonValue turns = options.value(QLatin1StringView("max_turns"));
    out.maxTurns = turns.toInt(turns.isUndefined() ? 0 : -1);
    if (out.maxTurns < 0)
        return wrong(QStringLiteral("max_turns"), Text::tr("a whole number from 1"));
    const QJsonValue wait = options.value(QLatin1StringView("background_wait"));
    out.backgroundWaitMs =
        wait.isUndefined() ? settings.backgroundWaitMs : domain::durationFromText(wait.toString()).value_or(0);
    if (out.backgroundWaitMs <= 0)
        return wrong(QStringLiteral("background_wait"), Text::tr("a time, e.g. 30m or 2h"));
    out.mcpServers = options.value(QLatin1StringView("mcp_servers")).toObject();
    if (out.mcpServers.contains(ClaudeTools::serverName()))
        return wrong(QStringLiteral("mcp_servers.") + ClaudeTools::serverName(), Text::tr("another name"));
    const Result<ToolWishes> wishes = takeBuiltinTools(options.value(QLatin1StringView("tools")));
    if (!wishes)
        return tl::unexpected(wishes.error());
    out.disallowedTools = withheldTools(request, wishes->builtin, out.allow + request.tools) + *disallowed;
    out.disallowedTools.removeDuplicates();
    const Result<ToolRegistry> tools = toolsFor(request, wishes->podium, settings.tools);
    if (!tools)
        return tl::unexpected(tools.error());
    out.tools = *tools;
    out.hooks = settings.hooks;
    for (const auto &[list, where] : {std::pair(options.value(QLatin1StringView("hooks")), "options.hooks"),
                                      std::pair(QJsonValue(request.spec.hooks), "hooks")}) {
        const Result<QList<domain::HookRule>> hooks = domain::hookRulesFromJson(list, QLatin1StringView(where));
        if (!hooks)
            return tl::unexpected(hooks.error());
        for (const domain::HookRule &rule : *hooks)
            out.hooks.append({rule, {}});
    }
    const Result<ClaudePolicy> policy = policyFor(request, settings.riskRules, out.tools);
    if (!policy)
        return tl::unexpected(policy.error());
    out.policy = *policy;
    return out;
}

QStringList claudeBounds(const ClaudeOptions &options)
{
    return {QStringLiteral("--setting-sources=") + options.settingSources, QStringLiteral("--strict-mcp-config")};
}

QStringList claudeArguments(const engine::AttemptRequest &request, const ClaudeOptions &options, const QString &session,
                            SessionStart start)
{
    QStringList out{QStringLiteral("-p"),
                    QStringLiteral("--verbose"),
                    QStringLiteral("--output-format=stream-json"),
                    QStringLiteral("--input-format=stream-json"),
                    QStringLiteral("--permission-prompt-tool=stdio"),
                    (start == SessionStart::Resume ? QStringLiteral("--resume=") : QStringLiteral("--session-id=")) +
                        session};
    out += claudeBounds(options);
    const domain::Conversation &conversation = request.spec.conversation;
    if (start == SessionStart::Copy) {
        out += {QStringLiteral("--resume=") + conversation.session, QStringLiteral("--fork-session")};
        if (!conversation.at.isEmpty())
            out.append(QStringLiteral("--resume-session-at=") + conversation.at);
    }
    if (conversation.stays) // Somebody listens.
        out.append(QStringLiteral("--include-partial-messages"));
    const QString mode = request.agent ? request.agent->permissionMode : QString();
    if (!mode.isEmpty())
        out.append(QStringLiteral("--permission-mode=") + mode);
    QString model = request.spec.model;
    if (model.isEmpty() && request.agent)
        model = request.agent->model;
    if (!model.isEmpty())
        out.append(QStringLiteral("--model=") + model);
    if (!options.fallbackModel.isEmpty())
        out.append(QStringLiteral("--fallback-model=") + options.fallbackModel);
    if (!options.effort.isEmpty())
        out.append(QStringLiteral("--effort=") + options.effort);
    if (options.maxTurns > 0)
        out.append(QStringLiteral("--max-turns=%1").arg(options.maxTurns));
    if (request.cap.usd)
        out.append(QStringLiteral("--max-budget-usd=") + QString::number(*request.cap.usd, 'f', 4));
    QStringList disallowed = options.disallowedTools;
    if (request.cap.agents == 0)
        disallowed.append(spawningTools());
    disallowed.removeDuplicates();
    if (!disallowed.isEmpty())
        out.append(QStringLiteral("--disallowedTools=") + disallowed.join(u','));
    // As JSON, because the rule lists of the command line are cut at spaces and commas, which paths may contain.
    QStringList allow{rule("Edit", request.attemptFolder + QStringLiteral("/output")),
                      rule("Edit", request.attemptFolder + QStringLiteral("/temp")),
                      rule("Read", request.attemptFolder)};
    allow += options.allow + request.tools;
    if (mode == QLatin1StringView("dontAsk")) // There Claude Code denies what it would ask us.
        allow += allowedTools(options, mode);
    QJsonObject permissions{{QStringLiteral("allow"), QJsonArray::fromStringList(allow)}};
    if (!options.deny.isEmpty())
        permissions.insert(QStringLiteral("deny"), QJsonArray::fromStringList(options.deny));
    if (!options.ask.isEmpty())
        permissions.insert(QStringLiteral("ask"), QJsonArray::fromStringList(options.ask));
    QJsonObject settings{{QStringLiteral("permissions"), permissions}};
    const QJsonObject hooks = sessionhooks::settings(options.hooks, request.attemptFolder, options.credential.keys());
    if (!hooks.isEmpty())
        settings.insert(QStringLiteral("hooks"), hooks);
    if (sessionhooks::wantSetup(options.hooks))
        out.append(QStringLiteral("--init"));
    out.append(QStringLiteral("--settings=") + QString::fromUtf8(canonicalJson(settings)));
    if (!options.mcpServers.isEmpty())
        out.append(QStringLiteral("--mcp-config=") +
                   QString::fromUtf8(canonicalJson(QJsonObject{{QStringLiteral("mcpServers"), options.mcpServers}})));
    return out;
}

QMap<QString, QString> claudeEnvironment(const engine::AttemptRequest &request, const ClaudeOptions &options,
                                         const QProcessEnvironment &inherited)
{
    QMap<QString, QString> out;
    const QStringList names = inherited.keys();
    for (const QString &name : names) {
        if (inherits(name))
            out.insert(name, inherited.value(name));
    }
    for (auto it = request.spec.environment.begin(); it != request.spec.environment.end(); ++it)
        out.insert(it.key(), it.value());
    if (!options.configFolder.isEmpty())
        out.insert(QStringLiteral("CLAUDE_CONFIG_DIR"), options.configFolder);
    if (!options.credential.isEmpty()) {
        // One account at a time; where Claude Code can hide it (it needs bubblewrap for that), none for its commands.
        for (const char *other : {"ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "CLAUDE_CODE_OAUTH_TOKEN"})
            out.remove(QLatin1StringView(other));
        out.insert(options.credential);
        const QStringList paths = out.value(QStringLiteral("PATH")).split(QDir::listSeparator(), Qt::SkipEmptyParts);
        if (!QStandardPaths::findExecutable(QStringLiteral("bwrap"), paths).isEmpty())
            out.insert(QStringLiteral("CLAUDE_CODE_SUBPROCESS_ENV_SCRUB"), QStringLiteral("1"));
    }
    out.insert(QStringLiteral("CLAUDE_CODE_EMIT_SESSION_STATE_EVENTS"), QStringLiteral("1"));
    out.insert(QStringLiteral("CLAUDE_CODE_STARTUP_FAILURE_RESULTS"), QStringLiteral("1"));
    out.insert(QStringLiteral("CLAUDE_CODE_ENABLE_SDK_FILE_CHECKPOINTING"), QStringLiteral("true"));
    out.insert(QStringLiteral("DISABLE_AUTOUPDATER"), QStringLiteral("1")); // Not while it works for us.
    out.insert(QStringLiteral("PODIUM_ATTEMPT_FOLDER"), request.attemptFolder);
    return out;
}

Result<QString> findClaude(const ClaudeSettings &settings, const QProcessEnvironment &environment)
{
    const QString name = !settings.program.isEmpty()
                             ? settings.program
                             : environment.value(QStringLiteral("PODIUM_CLAUDE"), QStringLiteral("claude"));
    if (name.contains(u'/')) {
        const QFileInfo info(name);
        if (info.isFile() && info.isExecutable())
            return info.absoluteFilePath();
        return fail(ErrorCode::NotFound, Text::tr("Claude Code is not there, or is not executable"), name,
                    Text::tr("Correct the configured path of claude."));
    }
    const QStringList paths =
        environment.value(QStringLiteral("PATH")).split(QDir::listSeparator(), Qt::SkipEmptyParts);
    const QString found = QStandardPaths::findExecutable(name, paths);
    if (!found.isEmpty())
        return found;
    // The native installer puts it here, which a service's PATH often lacks.
    const QString local = environment.value(QStringLiteral("HOME")) + QStringLiteral("/.local/bin/") + name;
    if (QFileInfo(local).isExecutable())
        return local;
    return fail(
        ErrorCode::NotFound, Text::tr("Claude Code (`%1`) was not found in PATH").arg(name), {},
        Text::tr(
            "Install it (npm install -g @anthropic-ai/claude-code), or set claude.program to its path. Without it, "
            "podiumctl agents set AGENT --runner simulated lets an agent play its work."));
}

QString claudeConfigFolder(const QMap<QString, QString> &environment)
{
    const QString folder = environment.value(QStringLiteral("CLAUDE_CONFIG_DIR"));
    return folder.isEmpty() ? environment.value(QStringLiteral("HOME"), QDir::homePath()) + QStringLiteral("/.claude")
                            : folder;
}

bool sessionExists(const QString &configFolder, const QString &session)
{
    if (QUuid::fromString(session).isNull())
        return false; // Also keeps path separators and wildcards out.
    QDirIterator projects(configFolder + QStringLiteral("/projects"), QDir::Dirs | QDir::NoDotAndDotDot);
    while (projects.hasNext()) {
        if (QFileInfo::exists(projects.next() + u'/' + session + QStringLiteral(".jsonl")))
            return true;
    }
    return false;
}

qint64 sessionHolder(const QString &configFolder, const QString &session)
{
    // One file for each process, left behind by one that was killed.
    QDirIterator known(configFolder + QStringLiteral("/sessions"), {QStringLiteral("*.json")}, QDir::Files);
    while (known.hasNext()) {
        QFile file(known.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const Result<QJsonValue> entry = parseJson(file.read(MaxHolderBytes));
        if (!entry || (*entry)[QLatin1StringView("sessionId")].toString() != session)
            continue;
        const qint64 pid = (*entry)[QLatin1StringView("pid")].toInteger();
        QFile arguments(QStringLiteral("/proc/%1/cmdline").arg(pid));
        if (pid > 0 && arguments.open(QIODevice::ReadOnly) && arguments.readAll().contains("claude"))
            return pid;
    }
    return 0;
}

} // namespace podium::agents
