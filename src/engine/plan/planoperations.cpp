// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/plan.h"

#include <QCoreApplication>

namespace podium::engine
{

using domain::EventType;
using domain::TaskState;

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Engine)
};

} // namespace

Result<void> Plan::cancelRun(const QString &reason)
{
    if (domain::isFinished(m_run.state)) {
        return fail(ErrorCode::Conflict, Text::tr("the run has ended already (%1)").arg(domain::stateName(m_run.state)),
                    m_run.id);
    }
    if (m_run.cancelling)
        return {}; // Asked for already; saying it again is not an error.
    emitEvent(EventType::RunCancelling, -1, {{QStringLiteral("reason"), reason}});
    cancelScope(0, Text::tr("the run was cancelled"));
    if (m_run.scopes.front().live == 0)
        finishRun();
    return {};
}

Result<void> Plan::cancelTask(int index, const QString &reason)
{
    TaskRun &target = task(index);
    if (domain::isFinished(target.state) || target.retired) {
        return fail(ErrorCode::Conflict,
                    Text::tr("the task has ended already (%1)").arg(domain::stateName(target.state)), target.key);
    }
    if (target.state != TaskState::Running) {
        cancelled(index, reason);
        return {};
    }
    if (!target.stopReason.isEmpty())
        return {};
    emitEvent(EventType::TaskStopping, index, {{QStringLiteral("reason"), reason}}, target.attempt);
    if (target.ownScope < 0) {
        m_host.stopAttempt(m_run, index);
        return {};
    }
    cancelScope(target.ownScope, reason);
    if (m_run.scopes[size_t(target.ownScope)].live == 0)
        scopeDone(target.ownScope);
    return {};
}

/// What is set free in a whole that is being stopped would wait for ever.
Result<void> Plan::beingStopped(const TaskRun &of) const
{
    return m_run.cancelling ? fail(ErrorCode::Conflict, Text::tr("the run is being cancelled"), m_run.id,
                                   Text::tr("Wait until it has ended."))
                            : fail(ErrorCode::Conflict, Text::tr("the task that it is part of is being stopped"),
                                   of.key, Text::tr("Wait until it has ended."));
}

Result<void> Plan::skipTask(int index, const QString &reason)
{
    TaskRun &target = task(index);
    const bool skippable = !target.retired && (target.state == TaskState::Failed || !domain::isFinished(target.state));
    if (!skippable) {
        return fail(ErrorCode::Conflict,
                    Text::tr("a task that is %1 cannot be skipped").arg(domain::stateName(target.state)), target.key);
    }
    if (target.parent >= 0 && domain::isFinished(task(target.parent).state)) {
        return fail(ErrorCode::Conflict, Text::tr("the task that it is part of has ended"), target.key,
                    Text::tr("Skip %1 instead.").arg(task(target.parent).key));
    }
    if (isStopping(target))
        return beingStopped(target);
    reopen();
    if (target.state == TaskState::Running) {
        emitEvent(EventType::TaskStopping, index, {{QStringLiteral("reason"), QStringLiteral("skip")}}, target.attempt);
        if (target.ownScope < 0) {
            m_host.stopAttempt(m_run, index);
            return {};
        }
        cancelScope(target.ownScope, QStringLiteral("skip"));
        if (m_run.scopes[size_t(target.ownScope)].live == 0)
            scopeDone(target.ownScope);
        return {};
    }
    const QString approval = target.approval;
    skipped(index, reason.isEmpty() ? Text::tr("skipped by a person") : reason);
    closeApproval(approval);
    resetDownstream(index);
    m_scopes.push_back(0);
    return {};
}

Result<void> Plan::retryTask(int index)
{
    TaskRun &target = task(index);
    if (target.retired || !(domain::isFinished(target.state) || target.state == TaskState::Blocked)) {
        return fail(ErrorCode::Conflict,
                    Text::tr("the task is %1; only a finished or blocked one can be retried")
                        .arg(domain::stateName(target.state)),
                    target.key, Text::tr("Cancel it first."));
    }
    if (target.state == TaskState::Blocked && !target.approval.isEmpty()) {
        return fail(ErrorCode::Conflict, Text::tr("the task waits for an approval"), target.key,
                    Text::tr("Approve or deny %1.").arg(target.approval));
    }
    if (isStopping(target))
        return beingStopped(target);
    if (const Result<void> unused = nobodyWorksWith(index); !unused)
        return unused;
    // The owners of the task run again around it, with their other children as they are.
    QList<int> owners;
    for (int owner = target.parent; owner >= 0; owner = task(owner).parent) {
        if (domain::isFinished(task(owner).state))
            owners.prepend(owner);
    }
    for (const int owner : std::as_const(owners)) {
        if (const Result<void> unused = nobodyWorksWith(owner); !unused)
            return unused;
    }
    reopen();
    for (const int owner : std::as_const(owners)) {
        resetTask(owner, true);
        resetDownstream(owner);
    }
    resetTask(index, false);
    resetDownstream(index);
    // What was set free may be blocked by something else again: then nothing may be left to do.
    for (int at = index; at >= 0; at = task(at).parent)
        m_scopes.push_back(task(at).scope);
    // From the outside in: an owner that becomes ready again starts what is pending inside it.
    const int outermost = owners.isEmpty() ? index : owners.first();
    if (task(outermost).state == TaskState::Pending && task(outermost).waiting == 0) {
        if (task(outermost).level == TaskRun::Level::Task) {
            consider(outermost);
        } else {
            emitEvent(EventType::TaskReady, outermost);
            makeRunnable(outermost);
        }
    }
    return {};
}

/// What runs with the result of a task would end well with one that does not hold any more.
Result<void> Plan::nobodyWorksWith(int index)
{
    const Scope &scope = m_run.scopes[size_t(task(index).scope)];
    if (scope.kind != Scope::Kind::Graph)
        return {};
    const int first = scope.members.first();
    const QList<int> descendants = scope.graph->descendants(index - first);
    for (const int node : descendants) {
        const TaskRun &next = task(first + node);
        if (next.state == TaskState::Running) {
            return fail(ErrorCode::Conflict, Text::tr("%1 runs with what came of it").arg(next.key), task(index).key,
                        Text::tr("Cancel %1 first, or wait until it has ended.").arg(next.key));
        }
    }
    return {};
}

Result<void> Plan::resumeRun()
{
    if (m_run.state == domain::RunState::Paused) {
        emitEvent(EventType::RunResumed, -1);
        return {};
    }
    if (m_run.state == domain::RunState::InProgress)
        return {};
    if (m_run.state == domain::RunState::Completed)
        return fail(ErrorCode::Conflict, Text::tr("the run has completed; there is nothing to resume"), m_run.id);
    reopen();
    // Everything that failed, was cancelled or is blocked goes on; composites keep the children that succeeded.
    const auto again = [](const TaskRun &candidate) {
        return !candidate.retired && ((candidate.state == TaskState::Failed && !candidate.isSatisfied()) ||
                                      candidate.state == TaskState::Cancelled ||
                                      (candidate.state == TaskState::Blocked && candidate.approval.isEmpty()));
    };
    for (size_t index = 0; index < m_run.tasks.size(); ++index) {
        const int parent = m_run.tasks[index].parent;
        const bool parentGoesOn = parent < 0 || !domain::isFinished(task(parent).state);
        if (!parentGoesOn || !again(m_run.tasks[index]))
            continue;
        if (m_run.tasks[index].state == TaskState::Blocked)
            emitEvent(EventType::TaskUnblocked, int(index));
        else
            resetTask(int(index), true);
    }
    const QList<int> members = m_run.scopes.front().members;
    for (const int index : members) {
        if (task(index).state == TaskState::Pending && task(index).waiting == 0)
            consider(index);
    }
    m_scopes.push_back(0);
    return {};
}

void Plan::reopen()
{
    if (domain::isFinished(m_run.state))
        emitEvent(EventType::RunReopened, -1);
}

void Plan::resetTask(int index, bool keepChildren)
{
    if (task(index).state == TaskState::Pending || task(index).state == TaskState::Running)
        return;
    emitEvent(EventType::TaskReset, index, {{QStringLiteral("keep_children"), keepChildren}});
}

/// What depends on a task that runs again (or was skipped): finished work is done anew; what was blocked, waited for
/// its turn or for a reviewer waits again.
void Plan::resetDownstream(int index)
{
    const TaskRun &from = task(index);
    const Scope &scope = m_run.scopes[size_t(from.scope)];
    if (scope.kind != Scope::Kind::Graph)
        return;
    const int first = scope.members.first();
    const bool runsAgain = from.state == TaskState::Pending;
    QList<int> pending;
    const QList<int> descendants = scope.graph->descendants(index - first);
    for (const int node : descendants) {
        TaskRun &next = task(first + node);
        if (next.state == TaskState::Blocked && next.approval.isEmpty()) {
            emitEvent(EventType::TaskUnblocked, next.index);
        } else if (runsAgain) {
            closeApproval(next.approval);
            resetTask(next.index, false);
        }
        if (next.state == TaskState::Pending)
            pending.append(next.index);
    }
    // Something else may still block what was just set free.
    for (const int member : scope.members) {
        const TaskRun &other = task(member);
        const bool holds = (other.state == TaskState::Failed && !other.isSatisfied()) ||
                           other.state == TaskState::Cancelled ||
                           (other.state == TaskState::Blocked && other.approval.isEmpty());
        if (holds)
            blockDependants(member);
    }
    for (const int waiting : std::as_const(pending)) {
        if (task(waiting).state == TaskState::Pending && task(waiting).waiting == 0)
            consider(waiting);
    }
}

} // namespace podium::engine
