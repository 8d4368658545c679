// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/plan.h"

#include <QCoreApplication>
#include <QJsonArray>

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

// Bounds on what a run may grow to while it runs: a mistake in an expression must not eat the machine.
constexpr qsizetype MaxItems = 100'000;
constexpr size_t MaxTaskRuns = 1'000'000;
constexpr int MaxDepth = 24;

int depthOf(const RunState &run, const TaskRun &task)
{
    int depth = 0;
    for (int owner = task.parent; owner >= 0; owner = run.tasks[size_t(owner)].parent)
        ++depth;
    return depth;
}

QJsonObject beforeStart()
{
    return {{QStringLiteral("before_start"), true}};
}

} // namespace

void Plan::expandForeach(int index)
{
    TaskRun &ready = task(index);
    const Result<QJsonArray> items = evaluation(ready).list(ready.spec->foreach->in);
    if (!items) {
        failed(index, errorClassOf(items.error()), items.error().text(), beforeStart());
        return;
    }
    if (items->size() > MaxItems || m_run.tasks.size() + size_t(items->size()) > MaxTaskRuns) {
        failed(index, QStringLiteral("limit"),
               Text::tr("`foreach` over %1 items; at most %2 are allowed").arg(items->size()).arg(MaxItems),
               beforeStart());
        return;
    }
    emitEvent(EventType::TaskExpanded, index,
              {{QStringLiteral("kind"), QStringLiteral("items")}, {QStringLiteral("items"), *items}});
    if (items->isEmpty())
        succeeded(index, QJsonArray(), QStringLiteral("items"), {});
    else
        startItems(m_run.scopes[size_t(task(index).ownScope)]);
}

/// Makes items ready up to the task's own concurrency limit.
void Plan::startItems(Scope &scope)
{
    const int limit = task(scope.owner).spec->foreach->maxParallel;
    while (scope.pending > 0 && scope.cursor < int(scope.members.size())) {
        if (limit > 0 && scope.live - scope.pending >= limit)
            return;
        const int index = scope.members.at(scope.cursor++);
        if (task(index).state != TaskState::Pending || takeOverResult(index))
            continue;
        emitEvent(EventType::TaskReady, index);
        makeRunnable(index);
    }
}

void Plan::expandGraph(int index)
{
    TaskRun &ready = task(index);
    const domain::WorkflowPtr child = ready.spec->sub.definition;
    if (!child || child->tasks.isEmpty()) {
        failed(index, QStringLiteral("definition"),
               Text::tr("the sub-workflow \"%1\" has no tasks").arg(ready.spec->sub.uses), beforeStart());
        return;
    }
    if (depthOf(m_run, ready) >= MaxDepth || m_run.tasks.size() + size_t(child->tasks.size()) > MaxTaskRuns) {
        failed(index, QStringLiteral("limit"),
               Text::tr("the run has grown to its limit (%1 levels, %2 tasks)").arg(MaxDepth).arg(MaxTaskRuns),
               beforeStart());
        return;
    }
    const Result<QJsonObject> inputs = evaluation(ready).childInputs();
    if (!inputs) {
        failed(index, errorClassOf(inputs.error()), inputs.error().text(), beforeStart());
        return;
    }
    emitEvent(EventType::TaskExpanded, index,
              {{QStringLiteral("kind"), QStringLiteral("graph")}, {QStringLiteral("inputs"), *inputs}});
    const QList<int> members = m_run.scopes[size_t(task(index).ownScope)].members;
    for (const int member : members) {
        if (task(member).waiting == 0)
            consider(member);
    }
}

void Plan::nextIteration(int index)
{
    emitEvent(EventType::TaskExpanded, index, {{QStringLiteral("kind"), QStringLiteral("iteration")}});
    const int child = m_run.scopes[size_t(task(index).ownScope)].members.last();
    emitEvent(EventType::TaskReady, child);
    makeRunnable(child);
}

/// A composite that was reset with its children kept: only what did not succeed runs again.
void Plan::continueExpansion(int index)
{
    emitEvent(EventType::TaskExpanded, index, {{QStringLiteral("kind"), QStringLiteral("resume")}});
    const int scopeIndex = task(index).ownScope;
    Scope &scope = m_run.scopes[size_t(scopeIndex)];
    if (scope.kind == Scope::Kind::Items) {
        startItems(scope);
    } else {
        const QList<int> members = scope.members;
        for (const int member : members) {
            TaskRun &child = task(member);
            if (child.state != TaskState::Pending)
                continue;
            if (scope.kind == Scope::Kind::Graph) {
                if (child.waiting == 0)
                    consider(member);
            } else {
                emitEvent(EventType::TaskReady, member);
                makeRunnable(member);
            }
        }
    }
    if (m_run.scopes[size_t(scopeIndex)].live == 0)
        scopeDone(scopeIndex);
}

void Plan::itemsDone(const Scope &scope, int owner)
{
    QJsonArray results;
    QStringList names;
    int bad = 0;
    for (const int index : scope.members) {
        const TaskRun &item = task(index);
        results.append(item.state == TaskState::Success ? item.result : QJsonValue(QJsonValue::Null));
        if (item.state == TaskState::Failed || item.state == TaskState::Cancelled) {
            ++bad;
            if (names.size() < 3)
                names.append(item.key);
        }
    }
    if (bad == 0) {
        succeeded(owner, results, QStringLiteral("items"), {});
        return;
    }
    failed(
        owner, QStringLiteral("items"),
        Text::tr("%1 of %2 items failed: %3").arg(bad).arg(scope.members.size()).arg(names.join(QStringLiteral(", "))),
        {{QStringLiteral("result"), results}});
}

void Plan::iterationDone(const Scope &scope, int owner)
{
    const TaskRun &last = task(scope.members.last());
    const domain::Repeat &repeat = *task(owner).spec->repeat;
    if (last.state == TaskState::Failed || last.state == TaskState::Cancelled) {
        failed(owner, last.errorClass.isEmpty() ? QStringLiteral("iteration") : last.errorClass,
               Text::tr("iteration %1 failed: %2").arg(last.iteration).arg(last.why));
        return;
    }
    const Result<bool> done = evaluation(last).until(last.result, last.iteration);
    if (!done) {
        failed(owner, errorClassOf(done.error()), done.error().text());
        return;
    }
    if (*done) {
        succeeded(owner, last.result, last.resultSource, {});
        return;
    }
    if (last.iteration >= repeat.max) {
        failed(owner, QStringLiteral("not_reached"),
               Text::tr("`%1` was still false after %n iteration(s)", nullptr, repeat.max).arg(repeat.until),
               {{QStringLiteral("result"), last.result}});
        return;
    }
    nextIteration(owner);
}

void Plan::graphDone(const Scope &scope, int owner)
{
    if (scope.failed > 0 || scope.blocked > 0 || scope.cancelled > 0) {
        QStringList names;
        for (const int index : scope.members) {
            const TaskRun &member = task(index);
            if (member.state == TaskState::Failed && !member.isSatisfied() && names.size() < 3)
                names.append(member.key);
        }
        failOrRetry(owner, QStringLiteral("child"),
                    names.isEmpty() ? Text::tr("tasks of the sub-workflow were cancelled")
                                    : Text::tr("the sub-workflow failed: %1").arg(names.join(QStringLiteral(", "))),
                    scope.failed > 0);
        return;
    }
    const Result<QJsonObject> outputs = Evaluation::outputs(m_run, task(owner).ownScope, m_host.results());
    if (!outputs)
        failed(owner, errorClassOf(outputs.error()), outputs.error().text());
    else
        succeedIfItFits(owner, *outputs, QStringLiteral("outputs"));
}

} // namespace podium::engine
