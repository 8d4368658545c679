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

/// Begins what asks agents under the id that the field names (a new one of `prefix` if it names none). The same call
/// again (its owner has died, or whoever asked has come back) must not pay for the agents twice: what has begun under
/// the id is taken up instead.
Reply beginOnce(const Request &request, const char *field, const QString &prefix,
                const std::function<Reply(const QString &run)> &begin,
                const std::function<Reply(const engine::RunRow &run)> &takeUp);

/// Waits, for `timeout_ms` of the request, until the run of the agents that were asked has ended; an error where one of
/// them waits for a person. `who`: "the planner waits for a person"; `command`: what takes the answer up afterwards.
Reply awaitAgents(const Request &request, const QString &run, const QString &who, const QString &command,
                  const std::function<Reply(const QJsonObject &waited)> &next);

} // namespace podium::control
