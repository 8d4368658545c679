// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/state/runstate.h"

#include "base/json.h"

namespace podium::engine
{

RunRow RunState::row() const
{
    RunRow out;
    out.id = id;
    out.team = team;
    out.workflowHash = workflow->hash;
    out.workflowName = workflow->name;
    out.title = title;
    out.state = state;
    out.cancelling = cancelling;
    out.priority = priority;
    out.parentRun = parentRun;
    out.workingDirectory = workingDirectory;
    out.inputs = inputs;
    out.outputs = outputs;
    out.reason = reason;
    out.tasksTotal = leavesTotal;
    out.tasksDone = leavesDone;
    out.usage = usage;
    out.createdMs = createdMs;
    out.startedMs = startedMs;
    out.finishedMs = finishedMs;
    out.createdBy = createdBy;
    return out;
}

TaskRow RunState::taskRow(int index) const
{
    const TaskRun &task = tasks[size_t(index)];
    TaskRow out;
    out.run = id;
    out.index = index;
    out.parent = task.parent;
    out.taskId = task.spec->id;
    out.key = task.key;
    out.title = task.spec->title;
    out.type = task.isLeaf() ? task.spec->type : QStringLiteral("group");
    out.kind = task.spec->kind;
    out.state = task.state;
    out.attempt = task.attempt;
    out.failures = task.failures;
    out.agent = task.agent;
    out.runner = task.runner;
    out.why = task.why;
    out.errorClass = task.errorClass;
    out.result = task.result;
    out.resultSource = task.resultSource;
    out.usage = task.usage;
    out.attemptUsage = task.attemptUsage;
    out.cap = task.cap;
    out.session = task.session;
    out.process = task.process;
    out.readyMs = task.readyMs;
    out.notBeforeMs = task.notBeforeMs;
    out.startedMs = task.startedMs;
    out.finishedMs = task.finishedMs;
    return out;
}

QByteArray RunState::canonical() const
{
    QJsonArray taskList;
    for (const TaskRun &task : tasks) {
        taskList.append(QJsonObject{
            {QStringLiteral("key"), task.key},
            {QStringLiteral("parent"), task.parent},
            {QStringLiteral("scope"), task.scope},
            {QStringLiteral("own_scope"), task.ownScope},
            {QStringLiteral("state"), domain::stateName(task.state)},
            {QStringLiteral("waiting"), task.waiting},
            {QStringLiteral("attempt"), task.attempt},
            {QStringLiteral("failures"), task.failures},
            {QStringLiteral("interruptions"), task.interruptions},
            {QStringLiteral("limits"), task.limits},
            {QStringLiteral("ready"), task.readyMs},
            {QStringLiteral("not_before"), task.notBeforeMs},
            {QStringLiteral("started"), task.startedMs},
            {QStringLiteral("finished"), task.finishedMs},
            {QStringLiteral("agent"), task.agent},
            {QStringLiteral("runner"), task.runner},
            {QStringLiteral("done_by"), QJsonArray::fromStringList(task.doneBy)},
            {QStringLiteral("session"), task.session},
            {QStringLiteral("why"), task.why},
            {QStringLiteral("error_class"), task.errorClass},
            {QStringLiteral("approval"), task.approval},
            {QStringLiteral("messages"), QJsonArray::fromStringList(task.messages)},
            {QStringLiteral("model"), task.model},
            {QStringLiteral("permission_mode"), task.permissionMode},
            {QStringLiteral("review_note"), task.reviewNote},
            {QStringLiteral("stop"), task.stopReason},
            {QStringLiteral("gate_opened"), task.gateOpened},
            {QStringLiteral("retired"), task.retired},
            {QStringLiteral("result"), task.result},
            {QStringLiteral("source"), task.resultSource},
            {QStringLiteral("usage"), domain::toJson(task.usage)},
            {QStringLiteral("attempt_usage"), domain::toJson(task.attemptUsage)},
            {QStringLiteral("spent"), domain::toJson(task.spent)},
            {QStringLiteral("cap"), domain::toJson(task.cap)},
            {QStringLiteral("process"), domain::toJson(task.process)},
        });
    }
    QJsonArray scopeList;
    for (const Scope &scope : scopes) {
        scopeList.append(QJsonObject{{QStringLiteral("owner"), scope.owner},
                                     {QStringLiteral("kind"), int(scope.kind)},
                                     {QStringLiteral("inputs"), scope.inputs},
                                     {QStringLiteral("live"), scope.live},
                                     {QStringLiteral("failed"), scope.failed},
                                     {QStringLiteral("blocked"), scope.blocked},
                                     {QStringLiteral("cancelled"), scope.cancelled},
                                     {QStringLiteral("pending"), scope.pending},
                                     {QStringLiteral("size"), scope.members.size()}});
    }
    QJsonArray approvalList;
    for (const domain::Approval &approval : approvals)
        approvalList.append(domain::toJson(approval));
    return canonicalJson(QJsonObject{
        {QStringLiteral("id"), id},
        {QStringLiteral("workflow"), workflow->hash},
        {QStringLiteral("state"), domain::stateName(state)},
        {QStringLiteral("cancelling"), cancelling},
        {QStringLiteral("priority"), priority},
        {QStringLiteral("max_parallel"), maxParallel},
        {QStringLiteral("inputs"), inputs},
        {QStringLiteral("outputs"), outputs},
        {QStringLiteral("reason"), reason},
        {QStringLiteral("created"), createdMs},
        {QStringLiteral("started"), startedMs},
        {QStringLiteral("finished"), finishedMs},
        {QStringLiteral("usage"), domain::toJson(usage)},
        {QStringLiteral("spent"), domain::toJson(spent)},
        {QStringLiteral("budget"), domain::toJson(budget)},
        {QStringLiteral("running"), running},
        {QStringLiteral("leaves"), QJsonArray{leavesTotal, leavesDone}},
        {QStringLiteral("tasks"), taskList},
        {QStringLiteral("scopes"), scopeList},
        {QStringLiteral("approvals"), approvalList},
    });
}

} // namespace podium::engine
