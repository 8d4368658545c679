// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/claude/claudemessage.h"
#include "domain/attempt.h"

#include <QHash>
#include <QString>

#include <optional>

namespace podium::agents
{

/// What an attempt has used up, as far as the CLI tells.
class ClaudeUsage
{
public:
    /// A new session: its total is the attempt's own. The total of a resumed one has earlier attempts in it.
    void beginAtZero() { m_lastTotal = 0; }
    /// Tokens of an answer of the API so far; its blocks come one by one.
    void add(const QString &messageId, const domain::Usage &soFar) { m_openAnswers.insert(messageId, soFar); }
    /// The end of a turn, which counts all answers since the one before.
    void add(const claude::TurnResult &result);
    /// Of the turns that have ended, and the tokens of the one that is under way.
    domain::Usage total() const;

private:
    domain::Usage m_ended;                       ///< Of turns that have ended.
    QHash<QString, domain::Usage> m_openAnswers; ///< Since then, by id.
    std::optional<double> m_lastTotal;
};

} // namespace podium::agents
