// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "domain/definition/editing/workflowsnapshot.h"

#include <QJsonObject>

namespace podium::domain
{

/// What is different between two versions of a workflow, by what they mean: spelling, order, comments and places do not
/// count. `added` and `removed` are tasks {id, title, type}, `changed` those that are in both {id, title, type,
/// fields}, `workflow` the fields of the workflow itself; a field is {field, before, after}, absent where it has none.
/// `same` is true if there is nothing.
QJsonObject workflowDiff(const WorkflowSnapshot &before, const WorkflowSnapshot &after);

/// One task of a workflow on its own, as a workflow: what it waits for is there as simulated tasks that give `results`
/// (by id; null where nothing is said) at once and cost nothing. Inputs and environment stay. NotFound if there is no
/// such task.
Result<QJsonObject> trialOf(const Workflow &workflow, const QString &task, const QJsonObject &results);

} // namespace podium::domain
