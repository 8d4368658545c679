// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/claude/claudemessage.h"
#include "agents/claude/claudepolicy.h"
#include "agents/claude/session/claudeanswers.h"
#include "domain/approval.h"
#include "domain/attempt.h"

#include <QHash>
#include <QString>

namespace podium::agents
{

/// The tool calls that the CLI asks leave for: decided by the policy, or put to a person.
class ClaudePermissions
{
public:
    ClaudePermissions(const domain::AttemptKey &key, PermissionScene scene, ClaudePolicy policy, ClaudeAnswers &answers)
        : m_key(key), m_scene(std::move(scene)), m_policy(std::move(policy)), m_answers(answers)
    {
    }

    /// `hook`: name of the hook that allowed it, if one did.
    void ask(const claude::PermissionRequest &request, const QString &hook, ClaudeStep *step);
    /// Decides on what was asked before a restart and is still open.
    void caughtUp(ClaudeStep *step);
    /// A person's decision; of no effect on what was withdrawn or answered meanwhile.
    void answer(const domain::Approval &decided, ClaudeStep *step);
    void withdraw(const QString &requestId, ClaudeStep *step);
    /// The call is over, however it was decided.
    void callEnded(const QString &toolUse, ClaudeStep *step);
    /// What the turn asked for is over with it; subagents in the background may go on asking.
    void turnEnded(ClaudeStep *step);
    void setMode(const QString &mode) { m_scene.mode = mode; }

    bool isEmpty() const { return m_pending.isEmpty(); }
    /// A person denied a tool and ended the turn with it.
    bool deniedWithInterrupt() const { return m_deniedWithInterrupt; }

private:
    struct Pending
    {
        claude::PermissionRequest request;
        QString hook;
        QString approvalId;
        bool isAsked = false; ///< A person was.
    };
    void decide(const QString &requestId, ClaudeStep *step);
    void answer(const claude::PermissionRequest &request, const domain::Approval &decided, ClaudeStep *step);
    bool mayRunChanged(const claude::PermissionRequest &request, const domain::Approval &decided, ClaudeStep *step);
    static void logDecision(const claude::PermissionRequest &request, const domain::Approval &decided,
                            ClaudeStep *step);
    /// The same for the same thing, as long as no such call has ended: for calls at the same time, and for those of an
    /// attempt that goes on with the work of another.
    QString approvalIdFor(const claude::PermissionRequest &request);
    void reply(const QString &requestId, const QJsonObject &response, ClaudeStep *step);

    const domain::AttemptKey m_key;
    PermissionScene m_scene;
    const ClaudePolicy m_policy;
    ClaudeAnswers &m_answers;
    QHash<QString, Pending> m_pending; ///< By request id.
    QHash<QString, QString> m_calls;   ///< Tool use → digest of what was asked.
    QHash<QString, int> m_ended;       ///< Digest → calls that have ended.
    bool m_deniedWithInterrupt = false;
};

} // namespace podium::agents
