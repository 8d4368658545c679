// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/claude/session/claudeusage.h"

namespace podium::agents
{

domain::Usage ClaudeUsage::total() const
{
    domain::Usage out = m_ended;
    for (const domain::Usage &answer : m_openAnswers) {
        out.inputTokens = out.inputTokens.value_or(0) + answer.inputTokens.value_or(0);
        out.outputTokens = out.outputTokens.value_or(0) + answer.outputTokens.value_or(0);
    }
    return out;
}

void ClaudeUsage::add(const claude::TurnResult &result)
{
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
