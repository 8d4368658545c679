// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "domain/planner/goalplan.h"
#include "domain/workflow.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace podium::domain
{

/// A changed remainder of a run, as a proposal: nothing of it runs before somebody has agreed to its digest.
struct Replan
{
    WorkflowPtr workflow; ///< What would run: what is done, as it was, and the new remainder.
    QString summary;      ///< The planner's reasons.
    QStringList kept;     ///< Tasks that are done; their results are taken over.
    QStringList unchanged;
    /// {task, change: "added" | "removed" | "changed", title, depends_on, fields: [{field, before, after}]}; `fields`
    /// of changed tasks only. An entry without a task is about the outputs of the workflow.
    QJsonArray changes;
    QString digest; ///< Of all of this: what was shown is what is agreed to.
};

/// The name of every replanner's workflow.
QString replannerName();
/// What a replanner has to answer with. Also what is checked.
QJsonObject replanSchema(const PlanLimits &limits);
/// The workflow that has an agent plan the remainder of a run anew. Its inputs: `run` (its id), `goal` and `state`
/// (what there is, for the agent), `max_tasks`. `agent`: a particular one, which sees no files.
WorkflowPtr replannerWorkflow(const QString &run, const PlanLimits &limits, const QString &model = {},
                              const QString &agent = {});

/// The proposal in a replanner's answer. `done`: tasks that stay as they are. An answer that does not fit the schema,
/// changes what is done, or does not make a valid workflow is an error.
Result<Replan> replanned(const Workflow &workflow, const QStringList &done, const QString &goal,
                         const QJsonValue &answer, const PlanLimits &limits);

} // namespace podium::domain
