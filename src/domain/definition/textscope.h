// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/definition/coding/decoder.h"
#include "domain/expression/nameschema.h"

#include <QString>

namespace podium::domain
{

/// Which names a text of a task sees, by the way to it: "when", "repeat/until". The one table of it: the decoder, the
/// checks and what is offered while somebody types follow it.
TextUsage::Scope scopeOfTaskField(const QString &path);
/// The same for texts that stand outside of the tasks: "environment/CI", "defaults/environment", "outputs/total".
TextUsage::Scope scopeOfWorkflowField(const QString &path);
/// The names of that scope. `task` is the index of the task that the text is of, if it is of one.
NameSchema namesFor(TextUsage::Scope scope, int task, const WorkflowNames &names);

} // namespace podium::domain
