// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/workflow.h"

#include <QByteArray>
#include <QJsonObject>
#include <QStringList>

namespace podium::domain
{

/// What a planner may use for a goal.
struct PlanLimits
{
    int maxTasks = 12;
    QStringList capabilities; ///< Of the enabled agents; a plan may ask for no other.
};

/// What a planner has to answer with: subtasks with indexes as dependencies. Also what is checked.
QJsonObject planSchema(const PlanLimits &limits);

/// The name of every planner's workflow.
QString plannerName();

/// The workflow that has an agent answer its input `goal` with a plan: one task `plan`, which changes nothing. The
/// input `max_tasks` repeats the limit; `goal` here only makes the title. `agent`: a particular one, which sees no
/// files.
WorkflowPtr plannerWorkflow(const QString &goal, const PlanLimits &limits, const QString &model = {},
                            const QString &agent = {});

/// A plan as a workflow file.
struct GoalPlan
{
    QByteArray yaml; ///< Loads without an error.
    WorkflowPtr workflow;
    bool fallback = false; ///< One task that is the goal itself, because the plan was none.
    QString reason;        ///< Why; also a comment in the file.
};

/// The file for a planner's answer. One that does not fit the schema, has a cycle or names unknown tasks or
/// capabilities is refused as a whole: the goal becomes a single task.
GoalPlan goalPlan(const QString &goal, const QJsonValue &answer, const PlanLimits &limits);
/// The same without an answer.
GoalPlan singleTaskPlan(const QString &goal, const QString &reason);

} // namespace podium::domain
