// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/tools/agenttool.h"
#include "engine/ports/ishareddata.h"

namespace podium
{
class Clock;
}

namespace podium::agents
{

/// `share_data`: puts a value into the state of the team, with an expiry.
AgentTool shareDataTool(engine::ISharedData &data, const Clock &clock);
/// `get_shared_data`: one value, or a list of what is there.
AgentTool getSharedDataTool(engine::ISharedData &data);

} // namespace podium::agents
