// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/expression/valuetype.h"

#include <QHash>
#include <QStringList>

#include <functional>
#include <optional>

namespace podium::domain
{

/// What is known, before anything runs, of the names that an expression may use.
struct NameSchema
{
    QHash<QString, ValueType> roots; ///< inputs, run, task, and local names.
    /// Type of `tasks.<id>`; nothing if there is no such task. Empty function: there are no tasks.
    std::function<std::optional<ValueType>(const QString &id)> task;
    /// Has that task always ended before this expression is evaluated? Empty function: yes.
    std::function<bool(const QString &id)> upstream;
    QStringList taskIds; ///< For suggestions.
    QString whyNoTasks;  ///< For people, where there are tasks that may not be read here.

    /// {state, result, error, attempts, duration_ms, usage}; the result may always be null (skipped, failed).
    static ValueType upstreamTask(const ValueType &result);
    /// {id, name, title, workflow, team, priority, working_directory, created_ms, started_ms}
    static ValueType run();
    /// {id, key, title, type, kind, role, agent, attempt}
    static ValueType thisTask();
};

/// The schemas of a workflow's own expressions. Built once a workflow; asking for one costs next to nothing.
class WorkflowNames
{
public:
    explicit WorkflowNames(const Workflow &workflow);

    /// For what an attempt of task i needs: prompt, argv … With `foreach` also the item and `index`.
    /// `afterwards`: for `repeat.until`, which also sees `result` and `iteration`.
    NameSchema forTask(int index, bool afterwards = false) const;
    /// For `foreach.in`, `when`, `gate` and `review`, which are of the whole task: there is no item and no iteration.
    NameSchema forItems(int index) const;
    /// For the `environment` of the workflow: no task may be read, since it is that of every task.
    NameSchema forEveryTask() const;
    /// For the outputs of the workflow: every task may be read.
    NameSchema forOutputs() const;

private:
    struct Shared;
    class ResultTypes;
    WorkflowNames(const Workflow &workflow, ResultTypes &results);
    NameSchema base() const;

    std::shared_ptr<const Shared> d;
};

} // namespace podium::domain
