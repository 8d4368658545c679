// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/attempt.h"
#include "domain/graph/taskgraph.h"
#include "domain/policy/budgetledger.h"
#include "domain/taskstate.h"
#include "domain/workflow.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QString>

#include <memory>

namespace podium::engine
{

/// A task in a run. Indices are positions in RunState::tasks and never change.
struct TaskRun
{
    /// What the TaskRun stands for. A `foreach` task has Item children, a `repeat` one Iteration children.
    enum class Level { Task, Item, Iteration };
    /// What has to be done with it once it is ready.
    enum class Stage {
        Leaf,    ///< An attempt of its own.
        Foreach, ///< Expand into items.
        Repeat,  ///< Expand into iterations, one after the other.
        Graph,   ///< Expand into the tasks of a sub-workflow.
    };

    int index = -1;
    int parent = -1;                        ///< The TaskRun whose expansion made it; -1 = the run.
    int scope = 0;                          ///< The scope it belongs to.
    int ownScope = -1;                      ///< The scope that its expansion made; -1 = not expanded.
    int specIndex = 0;                      ///< In the workflow of its graph scope.
    const domain::TaskSpec *spec = nullptr; ///< Owned by the workflow of its graph scope.
    Level level = Level::Task;
    QString key;

    domain::TaskState state = domain::TaskState::Pending;
    int waiting = 0;       ///< Dependencies that are not satisfied yet. Derived, never written.
    int attempt = 0;       ///< Number of the latest attempt; 0 = none.
    int failures = 0;      ///< Failed tries since the last reset.
    int interruptions = 0; ///< Attempts lost without a verdict since the last reset.
    int limits = 0;        ///< Usage limits in a row, each met as soon as the one before should have ended.
    qint64 readyMs = 0;
    qint64 notBeforeMs = 0;
    qint64 startedMs = 0; ///< Of the latest attempt.
    qint64 finishedMs = 0;
    QString agent;
    QString runner;
    QStringList doneBy; ///< Of a result that a fork took over: the agents that made it, who have no part in this run.
    QString session;
    QString why; ///< What blocks it, why it failed, was skipped or waits.
    QString errorClass;
    QString approval;       ///< Open approval that holds it (gate, review, interrupted).
    QStringList messages;   ///< Of people, that have not come to its agent as far as is known.
    QString model;          ///< That a person has set for its session; empty = as configured.
    QString permissionMode; ///< The same.
    QString reviewNote;     ///< Changes a reviewer asked for.
    QString stopReason;     ///< A stop is under way: "timeout", "skip", "budget", else why it is cancelled, for people.
    bool gateOpened = false;
    bool retired = false; ///< Replaced by a newer expansion; kept for its history only.
    QJsonValue result = QJsonValue::Null;
    QString resultSource;
    domain::Usage usage;        ///< Over all attempts.
    domain::Usage attemptUsage; ///< Of the latest attempt, once it has ended.
    domain::Spending spent;     ///< By attempts that have ended, since the task was first claimed.
    domain::Budget cap;         ///< What the latest attempt may spend.
    domain::ProcessIdentity process;

    QJsonValue item;    ///< Level Item.
    int itemIndex = -1; ///< Level Item: from 0.
    int iteration = 0;  ///< Level Iteration: from 1.

    Stage stage() const
    {
        if (level == Level::Task && spec->foreach)
            return Stage::Foreach;
        if (level != Level::Iteration && spec->repeat)
            return Stage::Repeat;
        return spec->type == QLatin1StringView("workflow") ? Stage::Graph : Stage::Leaf;
    }
    bool isLeaf() const { return stage() == Stage::Leaf; }
    /// Nothing but an operation makes it go on.
    bool rests() const { return state == domain::TaskState::Ready && notBeforeMs == domain::AttemptOutcome::Forever; }
    /// It waits for a person to go on with its conversation, or to give it back.
    bool isHibernating() const { return rests() && errorClass == domain::AttemptOutcome::Hibernating; }
    bool isHandedOver() const { return rests() && errorClass == domain::AttemptOutcome::HandedOver; }
    /// The task that a sub-workflow is, or one of its items or iterations.
    bool isSubWorkflow() const { return stage() == Stage::Graph; }

    /// Whether dependants may go on as far as this task is concerned.
    bool isSatisfied() const
    {
        return state == domain::TaskState::Success || state == domain::TaskState::Skipped ||
               (state == domain::TaskState::Failed && spec->onFailure == domain::FailurePolicy::AllowFailure);
    }
    /// Whether something can still happen to it without an operation.
    bool isLive() const
    {
        return !domain::isFinished(state) && !(state == domain::TaskState::Blocked && approval.isEmpty());
    }
};

/// A set of TaskRuns that belong together: the tasks of a (sub-)workflow, or the children of an expansion.
struct Scope
{
    enum class Kind { Graph, Items, Iterations };

    Kind kind = Kind::Graph;
    int owner = -1;                                 ///< TaskRun that was expanded; -1 = the run itself.
    domain::WorkflowPtr workflow;                   ///< Graph only.
    std::shared_ptr<const domain::TaskGraph> graph; ///< Graph only; node i is TaskRun first + i.
    QJsonObject inputs;                             ///< Graph only.
    QList<int> members;
    int live = 0;      ///< Members that are live. Derived.
    int failed = 0;    ///< Members that are FAILED and not allowed to. Derived.
    int blocked = 0;   ///< Members that are BLOCKED by a failure. Derived.
    int cancelled = 0; ///< Derived.
    int pending = 0;   ///< Members that are PENDING. Derived.
    int cursor = 0;    ///< Items: no member before this position is PENDING. A hint, not state.
};

} // namespace podium::engine
