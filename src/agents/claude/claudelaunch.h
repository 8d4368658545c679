// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/claude/claudepolicy.h"
#include "agents/claude/hooks/hookhandler.h"
#include "agents/tools/toolset.h"
#include "base/error.h"
#include "domain/policy/prices.h"
#include "engine/ports/iagentrunner.h"
#include "engine/ports/icredentials.h"

#include <QJsonObject>
#include <QMap>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

namespace podium::agents
{

/// Configuration of the claude runner; times in milliseconds.
struct ClaudeSettings
{
    QString program;                       ///< Path or name; empty: PODIUM_CLAUDE, then `claude` in PATH.
    QString privateConfigFolder;           ///< What `config_dir: private` of an agent means; absolute.
    qint64 rateLimitPauseMs = 5 * 60'000;  ///< For a rate limit that does not say when it ends.
    qint64 backgroundWaitMs = 60 * 60'000; ///< How long tasks in the background may be silent after a turn.
    qint64 expectedTurnMs = 10'000;        ///< How long it waits for a turn that the end of such a task should start.
    qint64 hibernateAfterMs = 10 * 60'000; ///< How long a conversation that waits for a person keeps its process.
    qint64 busyPauseMs = 10'000;           ///< How long to wait while somebody else has the session open.
    qint64 exitGraceMs = 5'000;            ///< Between the end of standard input and TERM.
    ToolPorts tools;                       ///< Of Podium's own tools.
    qint64 stalledMs = 15 * 60'000;        ///< Thinking without a word for this long is stalled.
    QList<domain::RiskRule> riskRules;     ///< Of the configuration.
    QList<HookHandler> hooks;              ///< In C++, for every agent; asked before those of agents and tasks.
    domain::PriceTable prices = domain::PriceTable::builtIn();
    const engine::ICredentials *credentials = nullptr; ///< For agents that name one.
};

/// An agent's options for this runner, checked.
struct ClaudeOptions
{
    QString configFolder; ///< CLAUDE_CONFIG_DIR; empty = inherited.
    QString settingSources = QStringLiteral("user");
    QStringList allow, deny, ask; ///< Rules of Claude Code itself.
    ClaudePolicy policy;          ///< For what those leave open.
    QStringList disallowedTools;
    QString fallbackModel;
    QString effort;
    int maxTurns = 0;            ///< 0 = no limit.
    qint64 backgroundWaitMs = 0; ///< See ClaudeSettings.
    /// Variables with the agent's own account or key; empty = as Podium was started.
    QMap<QString, QString> credential;
    QJsonObject mcpServers; ///< The only MCP servers of the session, besides Podium's own.
    ToolRegistry tools;     ///< Of Podium.
    QList<HookHandler> hooks;
};

/// `options` of the agent: background_wait, credential, config_dir, setting_sources, permissions {allow, deny, ask},
/// policy, disallowed_tools, fallback_model, effort, max_turns, mcp_servers, tools, hooks. Unknown keys and wrong types
/// are errors.
Result<ClaudeOptions> claudeOptions(const engine::AttemptRequest &request, const ClaudeSettings &settings);

/// What an agent's calls are judged by: the rules of its option `policy`, of the workflow, of the configuration, and of
/// Podium's tools.
Result<ClaudePolicy> policyFor(const engine::AttemptRequest &request, const QList<domain::RiskRule> &configured,
                               const ToolRegistry &tools);

/// What every call of the program gets, whatever for: which settings files count, and no MCP servers of a project.
QStringList claudeBounds(const ClaudeOptions &options);

/// How a session begins.
enum class SessionStart {
    New,
    Resume, ///< It exists.
    Copy,   ///< Of the session that the task names.
};
/// Arguments without the program.
QStringList claudeArguments(const engine::AttemptRequest &request, const ClaudeOptions &options, const QString &session,
                            SessionStart start);

/// The environment: what is allowed of `inherited`, the task's variables, and what the runner needs.
QMap<QString, QString> claudeEnvironment(const engine::AttemptRequest &request, const ClaudeOptions &options,
                                         const QProcessEnvironment &inherited);

/// The program as an absolute path, or an error that says where it was looked for.
Result<QString> findClaude(const ClaudeSettings &settings, const QProcessEnvironment &environment);

/// Where the CLI keeps its sessions in this environment.
QString claudeConfigFolder(const QMap<QString, QString> &environment);
/// Whether a transcript of the session is there, in whatever working directory it was made.
bool sessionExists(const QString &configFolder, const QString &session);
/// The process that has the session open, whoever started it; 0 if there is none.
qint64 sessionHolder(const QString &configFolder, const QString &session);

/// Role, capabilities, folders, the branch of a worktree, and how to report; appended to the system prompt.
QString claudeSystemPrompt(const engine::AttemptRequest &request, const QString &branch = {});
/// What the agent is asked to do. `resume`: it has begun with it in this session.
QString claudePrompt(const engine::AttemptRequest &request, bool resume);

} // namespace podium::agents
