// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/claude/claudemessage.h"
#include "base/error.h"
#include "domain/approval.h"

#include <QJsonArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace podium::agents
{

/// Where a tool call reaches to. A call that names several paths is where the most delicate of them is.
enum class PathScope {
    None,      ///< The tool names no path.
    Workspace, ///< Below the working directory.
    Output,    ///< The attempt's output and temp folders.
    Context,   ///< The rest of the attempt's folder.
    Outside,
    Protected, ///< Inside the workspace, but steering later work: .git, .claude and the like.
    Secret,    ///< Places where keys and passwords are kept.
};

/// One line of the policy. The first rule that matches decides.
struct PermissionRule
{
    enum class Verdict { Allow, Deny, Ask };
    QString name;
    QStringList tools;       ///< Names with `*`; empty = any.
    QList<PathScope> scopes; ///< Empty = any.
    QStringList modes;       ///< Permission modes; empty = any.
    QStringList reasonTypes; ///< Why the CLI asks; empty = any.
    Verdict verdict = Verdict::Ask;
    domain::Risk risk = domain::Risk::Medium;
};

struct PermissionDecision
{
    PermissionRule::Verdict verdict = PermissionRule::Verdict::Ask;
    domain::Risk risk = domain::Risk::Medium;
    QString rule;
};

/// What the policy needs to know about an attempt; all paths absolute.
struct PermissionScene
{
    QString workingDirectory;
    QString outputFolder;
    QString tempFolder;
    QString attemptFolder;
    QString mode; ///< Current permission mode.
};

/// Decides on tool calls that the CLI does not allow by itself. Data, not code: built-in guards, then the rules of the
/// configuration, then built-in defaults.
class ClaudePolicy
{
public:
    ClaudePolicy();
    /// The same with a rule for each of Podium's own tools, after those of the configuration.
    void addToolRules(const QList<PermissionRule> &rules);
    /// `rules`: [{"name", "tools": ["Bash"], "scopes": ["workspace"], "modes": […], "decide": "allow|deny|ask",
    /// "risk": "low"}]. Unknown keys and values are errors.
    static Result<ClaudePolicy> fromJson(const QJsonArray &rules);

    PermissionDecision decide(const claude::PermissionRequest &request, const PermissionScene &scene) const;

private:
    QList<PermissionRule> m_rules;
    qsizetype m_defaultsAt = 0;
};

/// The scope of a call; symbolic links and ".." are followed.
PathScope scopeOf(const claude::PermissionRequest &request, const PermissionScene &scene);

} // namespace podium::agents
