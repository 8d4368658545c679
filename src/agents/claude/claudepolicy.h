// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/claude/claudemessage.h"
#include "domain/risk/riskpolicy.h"

#include <QList>
#include <QString>

namespace podium::agents
{

using PathScope = domain::PathScope;
using PermissionRule = domain::RiskRule;
using PermissionDecision = domain::RiskDecision;

/// What the policy needs to know about an attempt; all paths absolute.
struct PermissionScene
{
    QString workingDirectory;
    QString outputFolder;
    QString tempFolder;
    QString attemptFolder;
    QString mode; ///< Current permission mode.
};

/// Decides on tool calls that the CLI does not allow by itself: the rules of domain/risk on what the machine says about
/// paths. Touches the disk to follow links.
class ClaudePolicy
{
public:
    ClaudePolicy() = default; ///< The rules that come with Podium.
    /// `own`: rules beside those, of any layer.
    explicit ClaudePolicy(const QList<domain::RiskRule> &own) : m_rules(own) {}

    domain::RiskDecision decide(const claude::PermissionRequest &request, const PermissionScene &scene) const;
    const QList<domain::RiskRule> &rules() const { return m_rules.rules(); }

private:
    domain::RiskPolicy m_rules;
};

/// Where a path leads; relative ones begin at `base` (empty: the working directory). Links and ".." are followed.
domain::PathFact pathFact(const QString &path, const QString &base, const PermissionScene &scene);

/// The scope of a call that names its paths as such.
PathScope scopeOf(const claude::PermissionRequest &request, const PermissionScene &scene);

} // namespace podium::agents
