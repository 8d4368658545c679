// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/claude/session/claudeusage.h"

namespace podium::agents
{

void ClaudeUsage::add(const claude::Assistant &said)
{
    if (!said.messageId.isEmpty())
        m_openAnswers.insert(said.messageId, {said.model, said.tokens});
    // Its beginning may not have been told.
    if (!said.parentToolUse.isEmpty() && !m_starters.contains(said.parentToolUse))
        m_subagents.insert(said.parentToolUse);
}

void ClaudeUsage::add(const claude::TaskStarted &task)
{
    m_starters.insert(task.toolUse);
    m_subagents.remove(task.toolUse);
    if (task.isSubagent())
        m_subagents.insert(task.id.isEmpty() ? task.toolUse : task.id);
}

void ClaudeUsage::add(const claude::WorkflowProgress &progress)
{
    for (const QString &agent : progress.agents)
        m_subagents.insert(agent);
}

ClaudeUsage::ByModel ClaudeUsage::openAnswers() const
{
    ByModel out;
    for (const Answer &answer : m_openAnswers)
        out[answer.model] += answer.tokens;
    return out;
}

/// What the cache was used for, and the price of it all. Without a price for each of the models there is no estimate.
void ClaudeUsage::addCounted(domain::Usage *to, const ByModel &models) const
{
    double usd = 0;
    bool known = !m_unpriced;
    for (auto it = models.begin(); it != models.end(); ++it) {
        to->cacheReadTokens = to->cacheReadTokens.value_or(0) + it->cacheRead;
        to->cacheWriteTokens = to->cacheWriteTokens.value_or(0) + it->cacheWrite5m + it->cacheWrite1h;
        const std::optional<double> price = m_prices.usd(it.key(), *it, m_day);
        known = known && price;
        usd += price.value_or(0);
    }
    if (known && !models.isEmpty())
        to->estimatedUsd = to->estimatedUsd.value_or(0) + usd;
    else if (!known)
        to->estimatedUsd.reset();
}

domain::Usage ClaudeUsage::total() const
{
    domain::Usage out = m_ended;
    const ByModel open = openAnswers();
    for (const domain::TokenCounts &tokens : open) {
        out.inputTokens =
            out.inputTokens.value_or(0) + tokens.input + tokens.cacheWrite5m + tokens.cacheWrite1h + tokens.cacheRead;
        out.outputTokens = out.outputTokens.value_or(0) + tokens.output;
    }
    addCounted(&out, open);
    if (!m_subagents.isEmpty())
        out.subagents = m_subagents.size();
    return out;
}

void ClaudeUsage::add(const claude::TurnResult &result)
{
    // The result counts all there was; for how long the cache was written only the answers tell.
    const ByModel answers = openAnswers();
    ByModel models = result.models;
    for (auto it = models.begin(); it != models.end(); ++it) {
        it->cacheWrite1h = std::min(it->cacheWrite5m, answers.value(it.key()).cacheWrite1h);
        it->cacheWrite5m -= it->cacheWrite1h;
    }
    if (models.isEmpty())
        models = answers;
    addCounted(&m_ended, models);
    m_unpriced = m_unpriced || (!models.isEmpty() && !m_ended.estimatedUsd);
    m_openAnswers.clear();
    domain::Usage turn = result.sinceLast.value_or(result.turn);
    if (!result.sinceLast && result.totalUsd && m_lastTotal)
        turn.usd =
            *result.totalUsd >= *m_lastTotal ? *result.totalUsd - *m_lastTotal : *result.totalUsd; // After /clear.
    if (result.totalUsd)
        m_lastTotal = result.totalUsd;
    if (turn.usd)
        m_ended.usd = m_ended.usd.value_or(0) + *turn.usd;
    if (turn.inputTokens)
        m_ended.inputTokens = m_ended.inputTokens.value_or(0) + *turn.inputTokens;
    if (turn.outputTokens)
        m_ended.outputTokens = m_ended.outputTokens.value_or(0) + *turn.outputTokens;
}

} // namespace podium::agents
