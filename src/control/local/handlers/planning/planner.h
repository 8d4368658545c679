// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control/local/handlers/handlers.h"
#include "domain/agent.h"
#include "domain/planner/goalplan.h"

#include <QJsonObject>
#include <QList>
#include <QString>

#include <functional>

namespace podium::control
{

/// What a plan may use: the capabilities of all agents that take work.
domain::PlanLimits limitsOf(int maxTasks, const QList<domain::Agent> &agents);

/// The workflow of a planner for these limits; the agent is empty for any that fits.
using PlannerWorkflow = std::function<domain::WorkflowPtr(const domain::PlanLimits &limits, const QString &agent)>;

/// Starts the run of a planner in this folder (empty: one of Podium's own) with `max_tasks`, `model` and `budget_usd`
/// of the request. Where there is no Claude Code, an agent over the Messages API is made for it.
Reply startPlanner(const Request &request, const QString &run, const QString &folder, const QJsonObject &inputs,
                   const PlannerWorkflow &workflow);

} // namespace podium::control
