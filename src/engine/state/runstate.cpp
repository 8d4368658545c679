// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/state/runstate.h"

#include "domain/policy/retry.h"
#include "domain/usagesum.h"

#include <QJsonArray>

namespace podium::engine
{

using domain::Event;
using domain::EventType;
using domain::RunTrigger;
using domain::TaskState;
using domain::TaskTrigger;

RunState::RunState(domain::WorkflowPtr definition) : workflow(std::move(definition)) {}

int RunState::indexOf(const QString &key) const
{
    return m_byKey.value(key, -1);
}

bool RunState::fold(const Event &event)
{
    switch (event.type) {
    case EventType::ApprovalRequested:
    case EventType::ApprovalDecided:
    case EventType::ApprovalClosed:
    case EventType::DecisionVoted:
        return foldApproval(event);
    default:
        break;
    }
    if (event.task < 0)
        return foldRun(event);
    if (size_t(event.task) >= tasks.size())
        return false;
    return foldTask(event, tasks[size_t(event.task)]);
}

bool RunState::foldRun(const Event &event)
{
    const QJsonObject &data = event.data;
    const auto advance = [this](RunTrigger trigger) {
        const std::optional<domain::RunState> next = domain::after(state, trigger);
        if (next)
            state = *next;
        return next.has_value();
    };
    switch (event.type) {
    case EventType::RunCreated:
        if (!id.isEmpty())
            return false;
        id = event.run;
        team = event.team;
        title = data.value(u"title").toString();
        createdBy = data.value(u"by").toString();
        parentRun = data.value(u"parent_run").toString();
        workingDirectory = data.value(u"working_directory").toString();
        notBy = data.value(u"not_by").toVariant().toStringList();
        priority = data.value(u"priority").toInt(workflow->priority);
        maxParallel = data.value(u"max_parallel").toInt(workflow->maxParallel);
        inputs = data.value(u"inputs").toObject();
        reuse = data.value(u"reuse").toObject();
        budget = workflow->budget;
        limit(data);
        createdMs = event.timeMs;
        addGraph(addScope(Scope::Kind::Graph, -1), workflow, -1, {});
        scopes.front().inputs = inputs;
        return true;
    case EventType::RunStarted:
        startedMs = event.timeMs;
        return advance(RunTrigger::Started);
    case EventType::RunPaused:
        return advance(RunTrigger::Paused);
    case EventType::RunResumed:
        return advance(RunTrigger::Resumed);
    case EventType::RunCancelling:
        if (domain::isFinished(state))
            return false;
        cancelling = true;
        reason = data.value(u"reason").toString();
        return true;
    case EventType::RunFinished: {
        const QString to = data.value(u"state").toString();
        const RunTrigger trigger = to == domain::stateName(domain::RunState::Completed) ? RunTrigger::Completed
                                   : to == domain::stateName(domain::RunState::Failed)  ? RunTrigger::Failed
                                                                                        : RunTrigger::Cancelled;
        if (!advance(trigger))
            return false;
        cancelling = false;
        outputs = data.value(u"outputs").toObject();
        reason = data.value(u"reason").toString();
        finishedMs = event.timeMs;
        return true;
    }
    case EventType::RunReopened:
        if (!advance(RunTrigger::Reopened))
            return false;
        cancelling = false;
        reason.clear();
        outputs = {};
        finishedMs = 0;
        return true;
    case EventType::RunChanged:
        priority = data.value(u"priority").toInt(priority);
        maxParallel = data.value(u"max_parallel").toInt(maxParallel);
        limit(data);
        return true;
    default:
        return true; // Remarks change nothing.
    }
}

bool RunState::foldTask(const Event &event, TaskRun &task)
{
    const QJsonObject &data = event.data;
    const auto text = [&data](QStringView name) { return data.value(name).toString(); };
    // What a fork takes over was paid for in the run that it comes from.
    const bool ran = task.state == TaskState::Running && task.isLeaf() && task.runner != QLatin1StringView("fork");
    const auto finish = [&] {
        task.finishedMs = event.timeMs;
        task.stopReason.clear();
        task.notBeforeMs = 0;
        task.messages.clear();
    };
    switch (event.type) {
    case EventType::TaskReady:
        if (!move(task, task.state == TaskState::Blocked ? TaskTrigger::GateOpened : TaskTrigger::DependenciesMet))
            return false;
        task.readyMs = event.timeMs;
        task.why.clear();
        if (task.state == TaskState::Ready && data.value(u"gate_opened").toBool())
            task.gateOpened = true;
        task.approval.clear();
        return true;
    case EventType::TaskBlocked: {
        const QString approval = text(u"approval");
        if (task.state != TaskState::Pending)
            return false;
        task.approval = approval; // Before the move: a task held by a gate counts as live, one held by a failure not.
        if (!move(task, approval.isEmpty() ? TaskTrigger::UpstreamFailed : TaskTrigger::GateClosed))
            return false;
        task.why = text(u"by");
        return true;
    }
    case EventType::TaskUnblocked:
        task.why.clear();
        return move(task, TaskTrigger::Unblocked);
    case EventType::TaskSkipped:
        if (!move(task, task.state == TaskState::Pending ? TaskTrigger::ConditionFalse : TaskTrigger::Skipped))
            return false;
        bill(task, event, ran);
        task.why = text(u"reason");
        task.approval.clear();
        finish();
        return true;
    case EventType::TaskClaimed:
        if (event.attempt != task.attempt + 1 || !move(task, TaskTrigger::Claimed))
            return false;
        task.attempt = event.attempt;
        task.agent = text(u"agent");
        task.runner = text(u"runner");
        task.doneBy.clear();
        for (const QJsonValue &agent : data.value(u"done_by").toArray())
            task.doneBy.append(agent.toString());
        task.cap = domain::budgetFromJson(data.value(u"cap").toObject());
        task.startedMs = event.timeMs;
        task.notBeforeMs = 0;
        task.process = {};
        task.attemptUsage = {};
        task.why.clear();
        return true;
    case EventType::TaskExpanded:
        return expand(task, data, event.timeMs);
    case EventType::TaskStarted:
        if (task.state != TaskState::Running || event.attempt != task.attempt)
            return false;
        task.process = domain::processIdentityFromJson(data.value(u"process").toObject());
        if (data.contains(u"session"))
            task.session = text(u"session");
        return true;
    case EventType::TaskStopping:
        if (task.state != TaskState::Running)
            return false;
        task.stopReason = text(u"reason");
        return true;
    case EventType::TaskRetrying:
    case EventType::TaskParked: {
        const bool parked = event.type == EventType::TaskParked;
        if (!move(task, parked ? TaskTrigger::Parked : TaskTrigger::RetryScheduled))
            return false;
        bill(task, event, ran);
        if (!parked)
            ++task.failures;
        if (task.ownScope >= 0)
            retireChildren(task); // A sub-workflow is done anew from its beginning.
        if (data.value(u"interrupted").toBool())
            ++task.interruptions;
        task.messages.remove(0, std::min(qsizetype(data.value(u"messages").toInt()), task.messages.size()));
        task.readyMs = event.timeMs;
        task.notBeforeMs = data.value(u"not_before").toInteger();
        task.why = text(parked ? u"reason" : u"error");
        task.errorClass = text(u"error_class");
        if (!parked || task.errorClass != QLatin1StringView("rate_limit"))
            task.limits = 0;
        else
            task.limits = event.timeMs - task.startedMs < domain::SameLimitMs ? task.limits + 1 : 1;
        task.session = text(u"session");
        task.stopReason.clear();
        task.process = {};
        return true;
    }
    case EventType::TaskWoken:
        if (task.state != TaskState::Ready)
            return false;
        task.notBeforeMs = data.value(u"not_before").toInteger();
        task.why = text(u"reason");
        task.errorClass = text(u"error_class");
        return true;
    case EventType::SessionAsked:
        if (data.value(u"done").toBool() && text(u"do") == QLatin1StringView("model"))
            task.model = text(u"value");
        else if (data.value(u"done").toBool() && text(u"do") == QLatin1StringView("permission_mode"))
            task.permissionMode = text(u"value");
        return true;
    case EventType::MessageSent:
        // Of questions and answers about a vote, which go elsewhere, the log has its share too.
        if (!domain::isFinished(task.state) && task.isLeaf() && !text(u"text").isEmpty())
            task.messages.append(text(u"text"));
        return true;
    case EventType::TaskSucceeded:
    case EventType::TaskAwaitingReview:
        if (!move(task, event.type == EventType::TaskSucceeded ? TaskTrigger::Succeeded : TaskTrigger::ReviewNeeded))
            return false;
        bill(task, event, ran);
        task.result = data.value(u"result");
        if (task.result.isUndefined())
            task.result = QJsonValue::Null;
        task.resultSource = text(u"source");
        task.session = text(u"session");
        task.approval = text(u"approval");
        task.why = text(u"why");
        task.errorClass.clear();
        finish();
        return true;
    case EventType::TaskReviewed: {
        const QString verdict = text(u"verdict");
        const bool accepted = verdict == QLatin1StringView("accepted");
        const bool again = verdict == QLatin1StringView("changes");
        if (!move(task, accepted ? TaskTrigger::ReviewAccepted
                        : again  ? TaskTrigger::ChangesRequested
                                 : TaskTrigger::ReviewRejected))
            return false;
        task.approval.clear();
        task.why = accepted ? QString() : text(u"reason");
        task.reviewNote = again ? text(u"reason") : QString();
        task.errorClass = accepted || again ? QString() : QStringLiteral("review");
        if (data.value(u"anew").toBool() && task.ownScope >= 0)
            retireChildren(task);
        finish();
        if (again) {
            task.readyMs = event.timeMs;
            task.notBeforeMs = data.value(u"not_before").toInteger();
        }
        return true;
    }
    case EventType::TaskFailed:
        if (!move(task, TaskTrigger::Failed))
            return false;
        bill(task, event, ran);
        if (task.attempt > 0 && !data.value(u"before_start").toBool())
            ++task.failures;
        task.why = text(u"error");
        task.errorClass = text(u"error_class");
        task.session = text(u"session");
        task.approval.clear();
        if (data.contains(u"result"))
            task.result = data.value(u"result");
        finish();
        return true;
    case EventType::TaskCancelled:
        if (!move(task, TaskTrigger::Cancelled))
            return false;
        bill(task, event, ran);
        task.why = text(u"reason");
        task.approval.clear();
        finish();
        return true;
    case EventType::TaskReset: {
        if (!move(task, TaskTrigger::Reset))
            return false;
        const bool keepChildren = data.value(u"keep_children").toBool();
        if (task.ownScope >= 0 && !keepChildren)
            retireChildren(task);
        task.failures = 0;
        task.interruptions = 0;
        task.limits = 0;
        task.why.clear();
        task.errorClass.clear();
        task.result = QJsonValue::Null;
        task.resultSource.clear();
        task.gateOpened = false;
        task.reviewNote.clear();
        task.messages.clear();
        task.readyMs = task.notBeforeMs = task.startedMs = task.finishedMs = 0;
        task.approval.clear();
        scopes[size_t(task.scope)].cursor = 0;
        task.model.clear();
        task.permissionMode.clear();
        if (data.value(u"new_session").toBool())
            task.session.clear();
        return true;
    }
    case EventType::Noted:
        task.why = text(u"why");
        return true;
    default:
        return true;
    }
}

bool RunState::foldApproval(const Event &event)
{
    if (event.type == EventType::ApprovalRequested) {
        domain::Approval approval = domain::approvalFromJson(event.data);
        approvals.insert(approval.id, approval);
        return !approval.id.isEmpty();
    }
    const auto it = approvals.find(event.data.value(u"id").toString());
    if (it == approvals.end())
        return false;
    it->answer = event.data.value(u"answer").toObject();
    if (event.type == EventType::DecisionVoted)
        return true;
    it->state = domain::approvalFromJson(event.data).state;
    it->decidedBy = event.data.value(u"by").toString();
    it->decidedMs = event.timeMs;
    return true;
}

/// Adds the task to, or takes it from, every derived counter. Called around each change of its state.
void RunState::count(const TaskRun &task, int sign)
{
    if (task.retired)
        return;
    Scope &scope = scopes[size_t(task.scope)];
    if (task.state == TaskState::Pending)
        scope.pending += sign;
    if (task.isLive())
        scope.live += sign;
    else if (task.state == TaskState::Blocked)
        scope.blocked += sign;
    else if (task.state == TaskState::Cancelled)
        scope.cancelled += sign;
    else if (task.state == TaskState::Failed && !task.isSatisfied())
        scope.failed += sign;
    if (task.isLeaf()) {
        leavesTotal += sign;
        if (domain::isFinished(task.state))
            leavesDone += sign;
        if (task.state == TaskState::Running)
            running += sign;
    }
}

bool RunState::move(TaskRun &task, TaskTrigger trigger)
{
    const std::optional<TaskState> next = domain::after(task.state, trigger);
    if (!next || task.retired)
        return false;
    const bool was = task.isSatisfied();
    count(task, -1);
    task.state = *next;
    count(task, +1);
    const bool is = task.isSatisfied();
    const Scope &scope = scopes[size_t(task.scope)];
    if (was != is && scope.kind == Scope::Kind::Graph) {
        const int first = scope.members.first();
        for (const int dependent : scope.graph->dependents(task.index - first))
            tasks[size_t(first) + size_t(dependent)].waiting += is ? -1 : 1;
    }
    return true;
}

/// What the event says of the run's budget goes before what the workflow says.
void RunState::limit(const QJsonObject &data)
{
    if (data.contains(u"budget_usd"))
        budget.usd = data.value(u"budget_usd").toDouble();
    if (data.contains(u"budget_tokens"))
        budget.tokens = data.value(u"budget_tokens").toInteger();
    if (data.contains(u"budget_wall_ms"))
        budget.wallMs = data.value(u"budget_wall_ms").toInteger();
    if (data.contains(u"budget_attempts"))
        budget.attempts = data.value(u"budget_attempts").toInt();
    if (data.contains(u"budget_agents"))
        budget.agents = data.value(u"budget_agents").toInt();
}

/// Adds what an attempt has used; `ran` tells it from a task that ended without one (a template that failed, a task
/// that was cancelled while it waited).
void RunState::bill(TaskRun &task, const Event &event, bool ran)
{
    const domain::Usage used = domain::usageFromJson(event.data.value(u"usage").toObject());
    domain::addUsage(&task.usage, used);
    domain::addUsage(&usage, used);
    if (!ran)
        return;
    task.attemptUsage = used;
    const domain::Spending spending =
        domain::spendingOf(used, task.cap, event.timeMs - task.startedMs, !task.agent.isEmpty());
    task.spent += spending;
    for (int owner = task.parent; owner >= 0; owner = tasks[size_t(owner)].parent)
        tasks[size_t(owner)].spent += spending;
    spent += spending;
}

} // namespace podium::engine
