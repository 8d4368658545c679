// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "domain/agent.h"

namespace podium::agents
{

/// Whether the runner would take the agent's options: unknown ones, values of a wrong form, rules and hooks that cannot
/// be read are errors. Reads nothing: whether a credential exists, or a tool is to be had, is found when it is started.
Result<void> checkAgent(const domain::Agent &agent);

} // namespace podium::agents
