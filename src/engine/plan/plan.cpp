// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/plan.h"

#include "base/json.h"
#include "domain/policy/retry.h"
#include "engine/plan/forkreuse.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace podium::engine
{

using domain::Approval;
using domain::EventType;
using domain::FailurePolicy;
using domain::TaskState;

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Engine)
};

} // namespace

void Plan::begin()
{
    emitEvent(EventType::RunStarted, -1);
    const QList<int> members = m_run.scopes.front().members;
    for (const int index : members) {
        if (task(index).waiting == 0)
            consider(index);
    }
    if (members.isEmpty())
        finishRun();
}

void Plan::settle()
{
    while (!m_changed.empty() || !m_scopes.empty()) {
        if (!m_changed.empty()) {
            const int index = m_changed.front();
            m_changed.pop_front();
            afterChange(index);
            continue;
        }
        const int scope = m_scopes.front();
        m_scopes.pop_front();
        if (m_run.scopes[size_t(scope)].live == 0)
            scopeDone(scope);
    }
}

/// A TaskRun has finished or is blocked: unlock or block what depends on it, then see whether its scope is done.
void Plan::afterChange(int index)
{
    TaskRun &changed = task(index);
    if (changed.retired)
        return;
    if (domain::isFinished(changed.state) && changed.attempt > 0)
        closeRequests(index); // Of a process that was lost before.
    Scope &scope = m_run.scopes[size_t(changed.scope)];
    const bool failedForGood = changed.state == TaskState::Failed && !changed.isSatisfied();
    if (scope.kind == Scope::Kind::Graph) {
        if (changed.isSatisfied()) {
            const int first = scope.members.first();
            for (const int dependent : scope.graph->dependents(index - first)) {
                const TaskRun &next = task(first + dependent);
                if (next.waiting == 0 && next.state == TaskState::Pending)
                    consider(next.index);
            }
        } else if (failedForGood || changed.state == TaskState::Cancelled) {
            blockDependants(index);
        }
    } else if (scope.kind == Scope::Kind::Items && !isStopping(changed)) {
        startItems(scope);
    }
    if (failedForGood && changed.spec->onFailure == FailurePolicy::FailFast)
        cancelScope(changed.scope, Text::tr("%1 failed, and nothing goes on after that").arg(changed.key));
    if (scope.live == 0)
        scopeDone(changed.scope);
}

bool Plan::isStopping(const TaskRun &of) const
{
    if (m_run.cancelling)
        return true;
    for (int owner = of.parent; owner >= 0; owner = m_run.tasks[size_t(owner)].parent) {
        if (!m_run.tasks[size_t(owner)].stopReason.isEmpty())
            return true;
    }
    return false;
}

/// A task whose dependencies are met: its condition, its gate, then it is ready.
void Plan::consider(int index)
{
    TaskRun &next = task(index);
    if (next.state != TaskState::Pending || isStopping(next))
        return;
    const domain::TaskSpec &spec = *next.spec;
    if (next.level == TaskRun::Level::Task) {
        if (takeOverResult(index))
            return;
        if (!spec.when.isEmpty()) {
            const Result<bool> holds = evaluation(next).condition(spec.when);
            if (!holds) {
                failed(index, errorClassOf(holds.error()), holds.error().text(),
                       {{QStringLiteral("before_start"), true}});
                return;
            }
            if (!*holds) {
                skipped(index, Text::tr("its condition is false: %1").arg(spec.when));
                return;
            }
        }
        if (spec.gate && !next.gateOpened) {
            emitEvent(EventType::TaskBlocked, index,
                      {{QStringLiteral("by"), Text::tr("waits for an approval")},
                       {QStringLiteral("approval"), approvalId(next, Approval::Kind::Gate)}});
            requestApproval(index, Approval::Kind::Gate, *spec.gate, {{QStringLiteral("starts"), next.key}});
            return;
        }
    }
    emitEvent(EventType::TaskReady, index);
    makeRunnable(index);
}

bool Plan::takeOverResult(int index)
{
    TaskRun &next = task(index);
    const auto reused = m_run.reuse.constFind(next.key);
    if (reused == m_run.reuse.constEnd() || next.attempt > 0)
        return false;
    const QJsonObject taken = reused->toObject();
    const QString state = stateTakenOver(taken);
    if (state.isEmpty() || !isWhatTheForkTook(next))
        return false;
    QJsonObject claim{{QStringLiteral("runner"), QStringLiteral("fork")}};
    if (taken.contains(u"done_by"))
        claim.insert(QStringLiteral("done_by"), taken.value(u"done_by"));
    emitEvent(EventType::TaskReady, index);
    emitEvent(EventType::TaskClaimed, index, claim, 1);
    QJsonObject end{{QStringLiteral("source"), QStringLiteral("fork")}};
    if (taken.contains(u"result"))
        end.insert(QStringLiteral("result"), taken.value(u"result"));
    if (state == domain::stateName(TaskState::Skipped)) {
        skipped(index, taken.value(u"why").toString(), std::move(end));
        return true;
    }
    if (state == domain::stateName(TaskState::Failed)) {
        failed(index, taken.value(u"error_class").toString(), taken.value(u"why").toString(), std::move(end));
        return true;
    }
    emitEvent(EventType::TaskSucceeded, index, std::move(end), 1);
    m_changed.push_back(index);
    return true;
}

/// Whether everything around it is there for the first time (what is done anew is done in full), and for the same
/// items.
bool Plan::isWhatTheForkTook(const TaskRun &of) const
{
    for (const TaskRun *at = &of; at; at = at->parent >= 0 ? &m_run.tasks[size_t(at->parent)] : nullptr) {
        if (at != &of && at->attempt > 1)
            return false;
        if (at->level == TaskRun::Level::Item && m_run.reuse.value(at->key)[u"item"] != at->item)
            return false;
    }
    return true;
}

/// A READY TaskRun: expand it, do it here, or hand it to the scheduler.
void Plan::makeRunnable(int index)
{
    TaskRun &ready = task(index);
    if (ready.ownScope >= 0) {
        continueExpansion(index);
        return;
    }
    switch (ready.stage()) {
    case TaskRun::Stage::Foreach:
        expandForeach(index);
        return;
    case TaskRun::Stage::Repeat:
        nextIteration(index);
        return;
    case TaskRun::Stage::Graph:
        expandGraph(index);
        return;
    case TaskRun::Stage::Leaf:
        break;
    }
    const domain::TaskSpec &spec = *ready.spec;
    if (spec.type == QLatin1StringView("noop") ||
        (spec.type == QLatin1StringView("decision") && !spec.decision.cases.isEmpty()))
        runInline(index);
    else
        m_host.runnable(m_run, index);
}

/// Kinds that need nobody: `noop` gives its input back, a `decision` with cases chooses.
void Plan::runInline(int index)
{
    TaskRun &ready = task(index);
    const Result<domain::TaskSpec> spec = evaluation(ready).filled();
    if (!spec) {
        failed(index, errorClassOf(spec.error()), spec.error().text(), {{QStringLiteral("before_start"), true}});
        return;
    }
    QJsonValue result = spec->input;
    if (spec->type == QLatin1StringView("decision")) {
        QString choice = spec->decision.otherwise;
        for (const domain::DecisionSpec::Case &candidate : spec->decision.cases) {
            const Result<bool> holds = evaluation(ready).condition(candidate.when);
            if (!holds) {
                failed(index, errorClassOf(holds.error()), holds.error().text(),
                       {{QStringLiteral("before_start"), true}});
                return;
            }
            if (*holds) {
                choice = candidate.choose;
                break;
            }
        }
        if (choice.isEmpty()) {
            failed(index, QStringLiteral("undecided"),
                   Text::tr("no case of the decision is true and it has no `otherwise`"),
                   {{QStringLiteral("before_start"), true}});
            return;
        }
        result = QJsonObject{{QStringLiteral("choice"), choice}};
    }
    emitEvent(EventType::TaskClaimed, index, {{QStringLiteral("runner"), QStringLiteral("engine")}}, ready.attempt + 1);
    succeedIfItFits(index, result, QStringLiteral("engine"));
}

/// Breadth first, and never through what is blocked already: the cost of many failures adds up, it does not multiply.
void Plan::blockDependants(int index)
{
    const TaskRun &cause = task(index);
    const Scope &scope = m_run.scopes[size_t(cause.scope)];
    const int first = scope.members.first();
    const QString by = cause.state == TaskState::Blocked  ? cause.why
                       : cause.state == TaskState::Failed ? Text::tr("%1 failed").arg(cause.key)
                                                          : Text::tr("%1 was cancelled").arg(cause.key);
    std::deque<int> open{index - first};
    while (!open.empty()) {
        const int node = open.front();
        open.pop_front();
        for (const int dependent : scope.graph->dependents(node)) {
            if (task(first + dependent).state != TaskState::Pending)
                continue;
            emitEvent(EventType::TaskBlocked, first + dependent,
                      {{QStringLiteral("by"), by}, {QStringLiteral("cause"), index}});
            open.push_back(dependent);
        }
    }
}

/// Ends everything unfinished in a scope: what has not started at once, what runs by asking it to stop.
void Plan::cancelScope(int scopeIndex, const QString &reason)
{
    const QList<int> members = m_run.scopes[size_t(scopeIndex)].members;
    for (const int index : members) {
        TaskRun &member = task(index);
        if (domain::isFinished(member.state) || member.retired)
            continue;
        if (member.state != TaskState::Running) {
            cancelled(index, reason);
            continue;
        }
        if (!member.stopReason.isEmpty())
            continue;
        emitEvent(EventType::TaskStopping, index, {{QStringLiteral("reason"), reason}}, member.attempt);
        if (member.ownScope >= 0) {
            cancelScope(member.ownScope, reason);
            if (m_run.scopes[size_t(member.ownScope)].live == 0)
                scopeDone(member.ownScope);
        } else {
            m_host.stopAttempt(m_run, index);
        }
    }
}

void Plan::scopeDone(int scopeIndex)
{
    const Scope &scope = m_run.scopes[size_t(scopeIndex)];
    if (scope.owner < 0) {
        finishRun();
        return;
    }
    const TaskRun &owner = task(scope.owner);
    if (owner.state != TaskState::Running || owner.ownScope != scopeIndex)
        return;
    if (m_run.cancelling || !owner.stopReason.isEmpty()) {
        if (owner.stopReason == QLatin1StringView("timeout"))
            failOrRetry(owner.index, QStringLiteral("timeout"),
                        Text::tr("timed out after %1 s").arg(double(owner.spec->timeoutMs) / 1000), true);
        else if (owner.stopReason == QLatin1StringView("skip"))
            skipped(owner.index, Text::tr("skipped by a person"));
        else
            cancelled(owner.index, owner.stopReason.isEmpty() ? Text::tr("the run was cancelled") : owner.stopReason);
        return;
    }
    switch (scope.kind) {
    case Scope::Kind::Graph:
        graphDone(scope, owner.index);
        return;
    case Scope::Kind::Items:
        itemsDone(scope, owner.index);
        return;
    case Scope::Kind::Iterations:
        iterationDone(scope, owner.index);
        return;
    }
}

void Plan::finishRun()
{
    if (m_run.state != domain::RunState::InProgress && m_run.state != domain::RunState::Paused)
        return;
    const Scope &root = m_run.scopes.front();
    QJsonObject data;
    domain::RunState end = domain::RunState::Completed;
    if (m_run.cancelling) {
        end = domain::RunState::Cancelled;
        data.insert(QStringLiteral("reason"), m_run.reason);
    } else if (root.failed > 0 || root.blocked > 0 || root.cancelled > 0) {
        end = domain::RunState::Failed;
        QStringList names;
        for (const int index : root.members) {
            const TaskRun &member = task(index);
            if (member.state == TaskState::Failed && !member.isSatisfied() && names.size() < 3)
                names.append(member.key);
        }
        data.insert(QStringLiteral("reason"),
                    root.failed > 0 ? Text::tr("%n task(s) failed: %1", nullptr, root.failed)
                                          .arg(names.join(QStringLiteral(", ")) +
                                               (root.failed > names.size() ? QStringLiteral(", …") : QString()))
                                    : Text::tr("%n task(s) were cancelled", nullptr, root.cancelled));
    } else if (!m_run.workflow->outputs.isEmpty()) {
        const Result<QJsonObject> outputs = Evaluation::outputs(m_run, 0, m_host.results());
        if (outputs) {
            data.insert(QStringLiteral("outputs"), *outputs);
        } else {
            end = domain::RunState::Failed;
            data.insert(QStringLiteral("reason"),
                        Text::tr("the outputs cannot be evaluated: %1").arg(outputs.error().text()));
        }
    }
    data.insert(QStringLiteral("state"), domain::stateName(end));
    emitEvent(EventType::RunFinished, -1, data);
}

} // namespace podium::engine
