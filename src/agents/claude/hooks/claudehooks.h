// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/claude/claudemessage.h"
#include "agents/claude/hooks/hookhandler.h"
#include "agents/claude/session/claudeanswers.h"

#include <QHash>
#include <QMap>
#include <QString>

#include <optional>

namespace podium::agents
{

/// The hooks of a session: registered with its first line, answered when the CLI calls them. Rules are asked in their
/// order until one blocks. Commands and handlers go out with a step and come back by ended().
class ClaudeHooks
{
public:
    struct Setup
    {
        domain::AttemptKey key;
        QList<HookHandler> hooks; ///< Those without a handler are carried out here, or are a command.
    };
    ClaudeHooks(Setup setup, ClaudeAnswers &answers);

    /// `hooks` of the initialize request; empty if there are none.
    QJsonObject registration() const;
    void receive(const claude::HookRequest &request, ClaudeStep *step);
    void caughtUp(ClaudeStep *step);
    void ended(const QString &callId, const HookAnswer &answer, ClaudeStep *step);
    void withdraw(const QString &requestId, ClaudeStep *step);
    void turnEnded();

    void toolEnded(const QString &toolUse) { m_allowed.remove(toolUse); }

    /// Name of the hook that allowed this call, or empty.
    QString allowedBy(const QString &toolUse) const { return m_allowed.value(toolUse); }
    /// Why a quality gate was given up, if one was.
    const std::optional<QString> &givenUp() const { return m_givenUp; }
    /// Why what was said last did not reach the agent.
    const std::optional<QString> &promptBlocked() const { return m_promptBlocked; }

private:
    struct Running
    {
        claude::HookRequest request;
        HookEvent event;
        QList<qsizetype> hooks; ///< Indices of those that are asked.
        HookAnswer answer;      ///< So far.
        qsizetype next = 0;     ///< In `hooks`.
    };
    HookEvent eventOf(const claude::HookRequest &request) const;
    /// Those about the event, and a gate whose command has just succeeded.
    QList<qsizetype> hooksFor(const HookEvent &event) const;
    void recount(const claude::HookRequest &request);
    void proceed(const QString &requestId, ClaudeStep *step);
    void apply(Running &running, const domain::HookRule &rule, const HookAnswer &answer, ClaudeStep *step);
    HookAnswer decide(const domain::HookRule &rule) const;
    /// A blocked end of a turn counts; false once it was blocked often enough.
    bool mayBlockEnd(const domain::HookRule &rule, const QString &reason);
    void reply(const Running &running, ClaudeStep *step);

    const Setup m_setup;
    ClaudeAnswers &m_answers;
    QList<claude::HookRequest> m_early; ///< Came before a restart.
    QMap<QString, Running> m_running;   ///< By request id.
    QHash<QString, int> m_blocked;      ///< Ends of a turn that a hook blocked in a row, by its name.
    QHash<QString, QString> m_allowed;  ///< Tool use → hook.
    std::optional<QString> m_givenUp;
    std::optional<QString> m_promptBlocked;
};

} // namespace podium::agents
