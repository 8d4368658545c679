// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/claude/claudemessage.h"
#include "agents/claude/session/claudeanswers.h"
#include "domain/approval.h"
#include "domain/attempt.h"

#include <QHash>
#include <QMap>
#include <QString>

namespace podium::agents
{

/// What MCP servers want to know of a person (elicitations): each becomes a form request.
class ClaudeForms
{
public:
    ClaudeForms(const domain::AttemptKey &key, ClaudeAnswers &answers) : m_key(key), m_answers(answers) {}

    void ask(const claude::Elicitation &request, ClaudeStep *step);
    /// Asks for what came before a restart and is still open.
    void caughtUp(ClaudeStep *step);
    /// A person's decision; of no effect on anything else.
    void answer(const domain::Approval &decided, ClaudeStep *step);
    void withdraw(const QString &requestId, ClaudeStep *step);
    /// Nobody is left who could want them answered.
    void withdrawAll(ClaudeStep *step);
    bool isEmpty() const { return m_pending.isEmpty(); }

private:
    static void put(const domain::Approval &approval, ClaudeStep *step);

    const domain::AttemptKey m_key;
    ClaudeAnswers &m_answers;
    struct Pending
    {
        claude::Elicitation request;
        domain::Approval approval;
    };
    QMap<QString, Pending> m_pending; ///< By request id.
    QHash<QString, int> m_asked;      ///< Digest → how often it was.
};

} // namespace podium::agents
