// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace podium::domain
{

/// What happened. The fold of all events of a run, in order, is the state of the run (engine/state/runstate.h).
enum class EventType {
    RunCreated, ///< workflow hash, inputs, options
    RunStarted,
    RunPaused,
    RunResumed,
    RunCancelling, ///< Cancellation was asked for; running attempts are being stopped.
    RunFinished,   ///< state, outputs, reason
    RunReopened,
    RunChanged,   ///< priority, concurrency, budget … changed by an operation
    TaskExpanded, ///< foreach items, a repeat iteration or a sub-workflow became TaskRuns
    TaskReady,
    TaskBlocked, ///< by
    TaskUnblocked,
    TaskSkipped,   ///< reason
    TaskClaimed,   ///< attempt, agent, runner; committed before anything is started
    TaskPrepared,  ///< worktree of the attempt: path, branch, base, port, ports
    TaskStarted,   ///< process identity, session
    TaskStopping,  ///< A stop was asked for (cancel, timeout), with its reason.
    TaskRetrying,  ///< not_before, error
    TaskParked,    ///< not_before, reason
    TaskWoken,     ///< What was parked goes on before its time, or waits for something else: not_before, reason
    TaskSucceeded, ///< result, usage
    TaskFailed,    ///< error, usage
    TaskAwaitingReview,
    TaskReviewed, ///< accepted | rejected | changes
    TaskCancelled,
    TaskReset,
    ApprovalRequested,
    ApprovalDecided,
    ApprovalClosed,  ///< No longer needed (its task ended).
    AgentConfigured, ///< An agent was added or changed.
    AgentRemoved,
    AgentStateChanged,
    BreakerChanged,
    PermitGiven, ///< A person has allowed something for good.
    PermitRevoked,
    MessageSent,
    SessionAsked, ///< A person has asked something of a running session: do, value
    DecisionVoted,
    Noted, ///< A remark of the engine for people: why something waits, what was recovered.
};

/// "task.succeeded"
QString eventTypeName(EventType type);
std::optional<EventType> eventTypeFromName(const QString &name);

/// An immutable fact with a sequence number. `seq` has no gaps and is the same in every copy of the log.
struct Event
{
    qint64 seq = 0;
    qint64 timeMs = 0;
    QString team;    ///< "default" where nobody said otherwise.
    QString run;     ///< Empty for events of the whole product (agents, breakers).
    int task = -1;   ///< Index of the TaskRun in the run; -1 = the run itself.
    int attempt = 0; ///< From 1; 0 = no particular attempt.
    EventType type = EventType::Noted;
    QJsonObject data;

    /// "team:{team}:events:task.succeeded", what subscription patterns match.
    QString topic() const;
};

using Events = QList<Event>;

/// Glob match of a topic: `*` matches any characters but ':'; a pattern without ':' matches the type name alone.
bool topicMatches(const QString &pattern, const Event &event);

QJsonObject toJson(const Event &event);
std::optional<Event> eventFromJson(const QJsonObject &object);

} // namespace podium::domain
