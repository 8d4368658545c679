// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/claude/claudemessage.h"
#include "agents/claude/claudeoutcome.h"
#include "agents/claude/claudepolicy.h"
#include "agents/claude/hooks/claudehooks.h"
#include "agents/claude/session/claudeanswers.h"
#include "agents/claude/session/claudeforms.h"
#include "agents/claude/session/claudepermissions.h"
#include "agents/claude/session/claudestep.h"
#include "agents/claude/session/claudetools.h"
#include "agents/claude/session/claudeusage.h"
#include "domain/attempt.h"

#include <QHash>
#include <QSet>
#include <QString>

#include <optional>

namespace podium::agents
{

/// The conversation with one CLI process as a state machine: no process, no clock, no file. Everything that was said
/// can be fed again after a restart: what the journal remembers is not said twice.
class ClaudeSession
{
public:
    struct Setup
    {
        domain::AttemptKey key;
        PermissionScene scene;
        ClaudePolicy policy;
        ToolRegistry tools; ///< Of Podium, for this attempt.
        QList<HookHandler> hooks;
        domain::PriceTable prices;
        QDate day = {};       ///< Whose prices hold.
        bool resumed = false; ///< Costs of earlier attempts are part of the session's total.
    };
    explicit ClaudeSession(const Setup &setup);
    Q_DISABLE_COPY_MOVE(ClaudeSession)

    /// The first lines: initialize, then the prompt.
    ClaudeStep open(const QString &systemPrompt, const QJsonObject &outputSchema, const QString &prompt);
    /// A line that was written by an earlier process of Podium. Before feed().
    void remember(const ClaudeWrite &written);
    ClaudeStep feed(const claude::Message &message);
    /// Everything that was said before a restart has been fed: answers what is still open. A session is quiet about
    /// requests until then.
    ClaudeStep caughtUp();
    ClaudeStep say(const QString &text, bool ofPerson = false);
    /// A control request, whose reply comes with a later step.
    ClaudeStep ask(const QString &id, const QJsonObject &request);
    ClaudeStep answer(const domain::Approval &decided);
    ClaudeStep interrupt();
    /// A call of a step has ended. Of no effect on one that was cancelled.
    ClaudeStep toolEnded(const QString &callId, const Result<QJsonValue> &result);
    /// A command or handler of a step has ended. Of no effect on one that was cancelled.
    ClaudeStep hookEnded(const QString &callId, const HookAnswer &answer);
    /// `total` 0 = unknown.
    ClaudeStep toolProgressed(const QString &callId, double value, double total, const QString &text);

    /// A turn has ended, and nothing is running, queued or expected.
    bool isQuiet() const;
    /// Quiet but for tasks in the background, whose end may start another turn.
    bool waitsForBackground() const;
    /// Quiet but for a turn that the CLI should start by itself and may not.
    bool expectsTurn() const { return m_expectsTurn; }
    bool hasBackground() const { return !m_background.isEmpty(); }
    /// What runs in the background, in words.
    QString background() const { return m_background.join(QStringLiteral(", ")); }
    void stopExpecting() { m_expectsTurn = false; }
    void stopWaiting();
    /// The same, and the attempt has failed by it: nothing was heard of them for `silentMs`.
    void giveUpBackground(qint64 silentMs);

    /// A turn runs, or a message waits for one.
    bool isBusy() const { return m_turnRunning || !m_open.isEmpty(); }
    bool turnStarted() const { return m_turnStarted; }
    const std::optional<claude::TurnResult> &result() const { return m_result; }
    /// Why the last turn, or the attempt as a whole, failed.
    std::optional<ClaudeFailure> failure() const;
    domain::Activity activity() const { return m_doing.activity; }
    QString activityDetail() const { return m_doing.detail; }
    domain::Usage usage() const { return m_usage.total(); }
    /// Changes when the conversation is cleared.
    QString session() const { return m_session; }

private:
    void on(const claude::Assistant &said, ClaudeStep *step);
    void on(const claude::User &said, ClaudeStep *step);
    void on(const claude::TurnResult &result, ClaudeStep *step);
    void on(const claude::Init &init, ClaudeStep *step);
    void on(const claude::ApiRetry &retry, ClaudeStep *step);
    void on(const claude::RateLimit &limit, ClaudeStep *step);
    void on(const claude::SessionState &state, ClaudeStep *step);
    void on(const claude::BackgroundTasks &tasks, ClaudeStep *step);
    void on(const claude::TaskStarted &task, ClaudeStep *step);
    void on(const claude::WorkflowProgress &progress, ClaudeStep *step);
    void on(const claude::TaskNotification &task, ClaudeStep *step);
    void on(const claude::PermissionRequest &request, ClaudeStep *step);
    void on(const claude::McpRequest &request, ClaudeStep *step);
    void on(const claude::HookRequest &request, ClaudeStep *step);
    void on(const claude::Elicitation &request, ClaudeStep *step);
    void on(const claude::OtherRequest &request, ClaudeStep *step);
    void on(const claude::RequestCancelled &cancelled, ClaudeStep *step);
    void on(const claude::Response &response, ClaudeStep *step);
    void on(const claude::Mode &mode, ClaudeStep *step);
    void on(const claude::Lifecycle &lifecycle, ClaudeStep *step);
    void on(const claude::Notice &notice, ClaudeStep *step);
    void on(const claude::Reset &reset, ClaudeStep *step);
    void on(const claude::Partial &, ClaudeStep *) {}
    void on(const claude::Ignored &, ClaudeStep *) {}

    /// Takes over what the parts found out about the activity.
    ClaudeStep settled(ClaudeStep step);

    ClaudeAnswers m_answers; ///< Before its users.
    ClaudeHooks m_hooks;
    ClaudePermissions m_permissions;
    ClaudeForms m_forms;
    ClaudeTools m_podiumTools;
    ClaudeUsage m_usage;
    QString m_session;
    QSet<QString> m_asked;                  ///< Our requests whose replies somebody waits for.
    QHash<QString, ClaudeWrite> m_messages; ///< Ours, by id, that the CLI has not confirmed.
    QSet<QString> m_open;                   ///< Ours, whose turn has not ended.
    QSet<QString> m_begun;                  ///< Of these, the ones that a turn has taken up.
    QHash<QString, QString> m_tools;        ///< Tool use → "Bash: make", for log lines about its result.
    QHash<QString, QString> m_subagents;    ///< Tool use → "Explore: find the parser", while it runs.
    QStringList m_background;
    bool m_agentsInBackground = false;
    QString m_state;
    bool m_turnRunning = false;
    bool m_turnStarted = false;
    bool m_expectsTurn = false;
    bool m_hasLifecycle = false;
    std::optional<claude::TurnResult> m_result;
    std::optional<ClaudeFailure> m_doom; ///< Found before the turn ended.
    TurnContext m_turn;
    ClaudeDoing m_doing;
};

} // namespace podium::agents
