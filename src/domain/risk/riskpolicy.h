// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/risk/riskrule.h"

#include <QJsonObject>

#include <functional>

namespace podium::domain
{

/// A tool call as an agent wants to make it.
struct ToolCall
{
    QString tool;
    QJsonObject input;
    QString mode;
    QString reasonType;
    QStringList morePaths; ///< That its agent's program names beside the input.
};

struct RiskDecision
{
    RiskRule::Verdict verdict = RiskRule::Verdict::Ask;
    Risk risk = Risk::Medium;
    QString rule; ///< Name of the rule that decided.
    RiskLayer layer = RiskLayer::BuiltIn;
    QString part;  ///< What of the call it decided on; empty = the call is one thing.
    int votes = 0; ///< As in the rule.
    bool certain = true;

    /// "shell commands (built-in), for `make test`"
    QString why() const;
};

/// Decides on tool calls. Every part of a call is judged by the first rule that fits it, in the order of the layers and
/// within one in the order they were written; the worst part decides. What cannot be followed is medium at least.
class RiskPolicy
{
public:
    RiskPolicy() : RiskPolicy(QList<RiskRule>()) {}
    /// The guards and defaults that come with Podium, and between them `own` in the order of their layers.
    explicit RiskPolicy(const QList<RiskRule> &own);

    /// Follows links and says where a path leads; relative ones begin at `base` (empty: the working directory).
    using PathView = std::function<PathFact(const QString &path, const QString &base)>;
    RiskDecision decide(const ToolCall &call, const PathView &view) const;

    const QList<RiskRule> &rules() const { return m_rules; }

private:
    RiskDecision judge(const RiskPart &part) const;
    QList<RiskRule> m_rules;
};

} // namespace podium::domain
