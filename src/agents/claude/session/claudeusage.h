// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/claude/claudemessage.h"
#include "domain/attempt.h"
#include "domain/policy/prices.h"

#include <QHash>
#include <QSet>
#include <QString>

#include <optional>

namespace podium::agents
{

/// What an attempt has used up, as far as the CLI tells, and what that should cost.
class ClaudeUsage
{
public:
    /// `day`: whose prices hold.
    ClaudeUsage(domain::PriceTable prices, QDate day) : m_prices(std::move(prices)), m_day(day) {}

    /// A new session: its total is the attempt's own. The total of a resumed one has earlier attempts in it.
    void beginAtZero() { m_lastTotal = 0; }
    /// An answer of the API so far; its blocks come one by one.
    void add(const claude::Assistant &said);
    /// A task has begun, which may be a subagent.
    void add(const claude::TaskStarted &task);
    void add(const claude::WorkflowProgress &progress);
    /// The end of a turn, which counts all answers since the one before.
    void add(const claude::TurnResult &result);
    /// Of the turns that have ended, and the tokens of the one that is under way.
    domain::Usage total() const;

private:
    struct Answer
    {
        QString model;
        domain::TokenCounts tokens;
    };
    using ByModel = QMap<QString, domain::TokenCounts>;
    ByModel openAnswers() const;
    void addCounted(domain::Usage *to, const ByModel &models) const;

    domain::PriceTable m_prices;
    QDate m_day;
    domain::Usage m_ended;                ///< Of turns that have ended.
    QHash<QString, Answer> m_openAnswers; ///< Since then, by id.
    QSet<QString> m_subagents;            ///< By their ids, or the calls that started them.
    QSet<QString> m_starters;             ///< Calls whose task is known.
    bool m_unpriced = false;              ///< A model without a price was used: there is no estimate.
    std::optional<double> m_lastTotal;
};

} // namespace podium::agents
