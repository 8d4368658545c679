// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/expression/iscope.h"
#include "engine/plan/evaluation.h"

namespace podium::engine
{

/// What the expressions of a TaskRun see: the inputs of its workflow, the tasks beside it, the run, itself, and the
/// locals of the expansions around it. Looks things up only when they are asked for.
class TaskScope : public domain::IScope
{
public:
    TaskScope(const RunState &run, const TaskRun &task, const IResultReader &results);
    /// For expressions that belong to a whole graph scope (outputs).
    TaskScope(const RunState &run, int graphScope, const IResultReader &results);

    /// Adds or replaces a local name.
    void set(const QString &name, const QJsonValue &value) { m_locals.insert(name, value); }

    std::optional<QJsonValue> root(const QString &name) const override;
    Result<std::optional<QJsonValue>> task(const QString &id) const override;

private:
    QJsonObject about(const TaskRun &task) const;

    const RunState &m_run;
    const TaskRun *m_task = nullptr;
    const Scope &m_scope;
    const IResultReader &m_results;
    QJsonObject m_locals;
};

} // namespace podium::engine
