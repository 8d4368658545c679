// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/taskstate.h"

#include "base/enumnames.h"

namespace podium::domain
{

namespace
{

using T = TaskState;
using R = RunState;

constexpr std::array<EnumName<TaskState>, 9> s_taskNames{{
    {T::Pending, "PENDING"},
    {T::Ready, "READY"},
    {T::Running, "RUNNING"},
    {T::Success, "SUCCESS"},
    {T::Failed, "FAILED"},
    {T::AwaitingReview, "AWAITING_REVIEW"},
    {T::Blocked, "BLOCKED"},
    {T::Skipped, "SKIPPED"},
    {T::Cancelled, "CANCELLED"},
}};

constexpr std::array<EnumName<RunState>, 6> s_runNames{{
    {R::Pending, "PENDING"},
    {R::InProgress, "IN_PROGRESS"},
    {R::Paused, "PAUSED"},
    {R::Completed, "COMPLETED"},
    {R::Failed, "FAILED"},
    {R::Cancelled, "CANCELLED"},
}};

constexpr unsigned bit(TaskState state)
{
    return 1U << unsigned(state);
}

constexpr unsigned bit(RunState state)
{
    return 1U << unsigned(state);
}

template<typename Trigger, typename State> struct Row
{
    Trigger trigger;
    unsigned from; ///< Set of states in which the trigger is legal.
    State to;
};

using G = TaskTrigger;
constexpr unsigned Unfinished =
    bit(T::Pending) | bit(T::Ready) | bit(T::Running) | bit(T::AwaitingReview) | bit(T::Blocked);

constexpr std::array<Row<TaskTrigger, TaskState>, 18> s_taskRows{{
    {G::DependenciesMet, bit(T::Pending), T::Ready},
    {G::ConditionFalse, bit(T::Pending), T::Skipped},
    {G::GateClosed, bit(T::Pending), T::Blocked},
    {G::GateOpened, bit(T::Blocked), T::Ready},
    {G::UpstreamFailed, bit(T::Pending), T::Blocked},
    {G::Unblocked, bit(T::Blocked), T::Pending},
    {G::Claimed, bit(T::Ready), T::Running},
    {G::Succeeded, bit(T::Running), T::Success},
    {G::ReviewNeeded, bit(T::Running), T::AwaitingReview},
    {G::ReviewAccepted, bit(T::AwaitingReview), T::Success},
    {G::ReviewRejected, bit(T::AwaitingReview), T::Failed},
    {G::ChangesRequested, bit(T::AwaitingReview), T::Ready},
    {G::RetryScheduled, bit(T::Running), T::Ready},
    {G::Parked, bit(T::Running), T::Ready},
    {G::Failed, bit(T::Pending) | bit(T::Ready) | bit(T::Running) | bit(T::Blocked), T::Failed},
    {G::Skipped, Unfinished | bit(T::Failed), T::Skipped},
    {G::Cancelled, Unfinished, T::Cancelled},
    {G::Reset, ~bit(T::Pending) & ~bit(T::Running), T::Pending},
}};

using Q = RunTrigger;
constexpr std::array<Row<RunTrigger, RunState>, 7> s_runRows{{
    {Q::Started, bit(R::Pending), R::InProgress},
    {Q::Paused, bit(R::InProgress), R::Paused},
    {Q::Resumed, bit(R::Paused), R::InProgress},
    {Q::Completed, bit(R::InProgress) | bit(R::Paused), R::Completed},
    {Q::Failed, bit(R::Pending) | bit(R::InProgress) | bit(R::Paused), R::Failed},
    {Q::Cancelled, bit(R::Pending) | bit(R::InProgress) | bit(R::Paused), R::Cancelled},
    {Q::Reopened, bit(R::Completed) | bit(R::Failed) | bit(R::Cancelled), R::InProgress},
}};

template<typename Rows, typename Trigger, typename State>
std::optional<State> lookUp(const Rows &rows, State from, Trigger trigger)
{
    for (const auto &row : rows) {
        if (row.trigger == trigger)
            return (row.from & bit(from)) != 0 ? std::optional<State>(row.to) : std::nullopt;
    }
    return std::nullopt;
}

} // namespace

std::optional<TaskState> after(TaskState from, TaskTrigger trigger)
{
    return lookUp(s_taskRows, from, trigger);
}

std::optional<RunState> after(RunState from, RunTrigger trigger)
{
    return lookUp(s_runRows, from, trigger);
}

bool isFinished(TaskState state)
{
    return (bit(state) & Unfinished) == 0;
}

bool isFinished(RunState state)
{
    return state == R::Completed || state == R::Failed || state == R::Cancelled;
}

QString stateName(TaskState state)
{
    return nameOf(s_taskNames, state);
}

QString stateName(RunState state)
{
    return nameOf(s_runNames, state);
}

std::optional<TaskState> taskStateFromName(const QString &name)
{
    return valueOf(s_taskNames, name);
}

std::optional<RunState> runStateFromName(const QString &name)
{
    return valueOf(s_runNames, name);
}

} // namespace podium::domain
