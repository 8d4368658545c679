// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/workflow.h"

namespace podium::control
{

QString conversationName(); ///< Of the workflow of every conversation.
QString conversationTask(); ///< Id of its only task.

/// The workflow in which a person talks to an agent: inputs `agent` and `text`, which is said first.
domain::WorkflowPtr conversationWorkflow(const QString &agent, const domain::Conversation &conversation);

} // namespace podium::control
