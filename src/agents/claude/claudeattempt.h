// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/claude/claudejournal.h"
#include "agents/claude/claudelaunch.h"
#include "agents/claude/hooks/hookruns.h"
#include "agents/claude/hooks/sessionhookcalls.h"
#include "agents/claude/session/claudesession.h"
#include "agents/process/processattempt.h"
#include "agents/tools/toolcalls.h"
#include "base/error.h"

#include <QHash>
#include <QJsonObject>
#include <QPromise>
#include <QTimer>

#include <memory>
#include <optional>

namespace podium::agents
{

/// What the runner keeps about one attempt. Lives in the runner's thread.
class ClaudeAttempt : public ProcessAttempt
{
public:
    /// Reads the journal of an earlier process of Podium, if there is one.
    ClaudeAttempt(const engine::AttemptRequest &request, const ClaudeSettings &settings);

    /// Whoever still waits for an answer of the session is told that there will be none.
    ~ClaudeAttempt() override;
    Q_DISABLE_COPY_MOVE(ClaudeAttempt)

    /// A new conversation under this session id, from the first line on.
    void restart(const QString &sessionId, bool resumed);

    /// Where the commands of its hooks run: with what the agent's own commands have.
    HookRuns::Place hookPlace() const;

    /// How the attempt ended, as far as the conversation and the attempt's folder tell.
    domain::AttemptOutcome outcome(const ExitInfo &ended, const ClaudeSettings &settings, qint64 nowMs) const;

    /// A turn does not end the attempt: its session goes on with messages of a person.
    bool stays() const { return request.spec.conversation.stays || journal.held(); }
    /// A conversation goes on after most failures of a turn, since what was asked can be asked again; not after this.
    bool conversationFailed() const;
    bool isLeaving() const { return !journal.leaving().isEmpty(); }

    /// The text without the secret of the agent's credential.
    QString hidden(QString text) const;

    Result<ClaudeOptions> options;
    domain::PriceTable prices;
    ClaudeJournal journal;
    std::unique_ptr<ClaudeSession> conversation;
    bool live = false;      ///< What was said before a restart has been played.
    qint64 replayUntil = 0; ///< End of the last line that was in the spool when the attempt was taken up.
    qint64 played = 0;      ///< End of the last line that was played.
    qint64 agentLogged = 0; ///< Lines of the spool up to here are in the log.
    qint64 toolLogged = 0;
    bool inputEnded = false;               ///< Standard input is closed: the work is done, or given up.
    bool over = false;                     ///< The work was done or had failed before anybody stopped it.
    QByteArray errorTail;                  ///< The end of standard error.
    QList<domain::Approval> queuedAnswers; ///< Came before `live`.
    QStringList queuedMessages;
    QList<QPair<engine::SessionRequest, std::shared_ptr<QPromise<Result<QJsonObject>>>>> queuedAsks;
    QHash<QString, engine::SessionRequest> asked;                           ///< Of the session, by request id.
    QHash<QString, std::shared_ptr<QPromise<Result<QJsonObject>>>> replies; ///< To who asked, by request id.
    std::shared_ptr<QPromise<Result<QJsonObject>>> whenGone; ///< Who waits for the session to be let go of.
    bool rests = false;                                      ///< Reported as waiting for a message.
    QTimer idle;                                             ///< For how long it may.
    HookRuns hookRuns;
    SessionHookCalls sessionCalls;
    ToolCalls calls;       ///< Of Podium's tools, under way.
    bool stalled = false;  ///< Reported as such.
    QTimer patience;       ///< For what a session in this state may take.
    bool listens = false;  ///< It is for a sign of tasks in the background.
    bool reminded = false; ///< The agent was told that nothing is heard of them.
    QTimer silence;        ///< For a sign of the model.

private:
    /// Its conversation can be gone on with later, or by somebody else.
    std::optional<domain::AttemptOutcome> atRest() const;
    domain::AttemptOutcome success() const;
    domain::AttemptOutcome failed(const ClaudeFailure &failure, const ClaudeSettings &settings, qint64 nowMs) const;
};

} // namespace podium::agents
