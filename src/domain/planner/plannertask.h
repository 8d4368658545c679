// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/definition/workflowbuilder.h"
#include "domain/planner/goalplan.h"

#include <QJsonObject>
#include <QString>

namespace podium::domain
{

/// What the workflows of planners have in common: one task, which answers with a plan and changes nothing.
struct PlannerTask
{
    QString id;
    QString title;
    QString goal;   ///< Text of the prompt up to where it says how to look.
    QString unseen; ///< What an agent is told that sees no files.
    QString answer; ///< What it is to answer with.
    QJsonObject schema;
    QString model;
    QString agent; ///< A particular one, which sees no files; empty: any that fits.
};

TaskBuilder plannerTask(const PlannerTask &planner, const PlanLimits &limits);

/// Schemas of fields of an answer.
QJsonObject textField(int most);
QJsonObject priorityField();

} // namespace podium::domain
