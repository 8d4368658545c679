// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <optional>

namespace podium::domain
{

/// State of a TaskRun. See after() for what may follow what.
enum class TaskState {
    Pending, ///< Waits for its dependencies.
    Ready,   ///< May start; waits for a place or for its not-before time.
    Running, ///< An attempt is under way (or a person is asked).
    Success,
    Failed,         ///< All tries are used up, or the error is not retryable.
    AwaitingReview, ///< The work is done; a person has to accept it.
    Blocked,        ///< A dependency failed, or a gate holds it. Always names what blocks it.
    Skipped,        ///< Its condition is false, or a person skipped it.
    Cancelled,
};

/// Why a TaskRun changes its state. Callers name the trigger, never the target state.
enum class TaskTrigger {
    DependenciesMet,  ///< PENDING → READY
    ConditionFalse,   ///< PENDING → SKIPPED
    GateClosed,       ///< PENDING → BLOCKED, a person must open the gate
    GateOpened,       ///< BLOCKED → READY
    UpstreamFailed,   ///< PENDING → BLOCKED
    Unblocked,        ///< BLOCKED → PENDING, the blocking task is tried again
    Claimed,          ///< READY → RUNNING, an attempt begins
    Succeeded,        ///< RUNNING → SUCCESS
    ReviewNeeded,     ///< RUNNING → AWAITING_REVIEW
    ReviewAccepted,   ///< AWAITING_REVIEW → SUCCESS
    ReviewRejected,   ///< AWAITING_REVIEW → FAILED
    ChangesRequested, ///< AWAITING_REVIEW → READY, with the reviewer's words
    RetryScheduled,   ///< RUNNING → READY with a not-before time, uses up a try
    Parked,           ///< RUNNING → READY with a not-before time, uses up no try (limit, lost process)
    Failed,           ///< PENDING | READY | RUNNING | BLOCKED → FAILED
    Skipped,          ///< PENDING | READY | BLOCKED | FAILED | AWAITING_REVIEW | RUNNING → SKIPPED
    Cancelled,        ///< every unfinished state → CANCELLED
    Reset,            ///< every finished state, and BLOCKED → PENDING (retry from here)
};

/// State of a Run.
enum class RunState { Pending, InProgress, Paused, Completed, Failed, Cancelled };

enum class RunTrigger {
    Started,   ///< PENDING → IN_PROGRESS
    Paused,    ///< IN_PROGRESS → PAUSED
    Resumed,   ///< PAUSED → IN_PROGRESS
    Completed, ///< IN_PROGRESS | PAUSED → COMPLETED
    Failed,    ///< PENDING | IN_PROGRESS | PAUSED → FAILED
    Cancelled, ///< PENDING | IN_PROGRESS | PAUSED → CANCELLED
    Reopened,  ///< COMPLETED | FAILED | CANCELLED → IN_PROGRESS (retry)
};

/// The one table of legal transitions: the state that follows, or nothing if the trigger is illegal there.
std::optional<TaskState> after(TaskState from, TaskTrigger trigger);
std::optional<RunState> after(RunState from, RunTrigger trigger);

/// SUCCESS, FAILED, SKIPPED, CANCELLED; not BLOCKED, which may still go on.
bool isFinished(TaskState state);
bool isFinished(RunState state);

/// "AWAITING_REVIEW"; the names of the API, never translated.
QString stateName(TaskState state);
QString stateName(RunState state);
std::optional<TaskState> taskStateFromName(const QString &name);
std::optional<RunState> runStateFromName(const QString &name);

} // namespace podium::domain
