// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/tools/agenttool.h"
#include "engine/ports/iagentrunner.h"
#include "engine/ports/idatabasequeries.h"
#include "engine/ports/ishareddata.h"

namespace podium
{
class Clock;
}

namespace podium::agents
{

class EmbeddingClient;

/// What Podium's own tools work with. Each may be missing; what is there outlives the runners.
struct ToolPorts
{
    const Clock *clock = nullptr; ///< Without it there are none.
    engine::ISharedData *sharedData = nullptr;
    engine::IDatabaseQueries *databases = nullptr;
    EmbeddingClient *embeddings = nullptr;
    QList<AgentTool> more = {}; ///< Tools that the program registers besides; every agent has them.
};

/// What the agent can, or the task asks for where no agent is configured.
bool hasCapability(const engine::AttemptRequest &request, const QString &capability);

/// The tools of one attempt: those that its agent's options name, and those that follow from its capabilities.
/// `options` is the agent's `tools`: {"share_data": true, "query_database": {"connections": ["shop"]}, …}; false takes
/// a tool away. Unknown tools and keys are errors.
Result<ToolRegistry> toolsFor(const engine::AttemptRequest &request, const QJsonValue &options, const ToolPorts &ports);

} // namespace podium::agents
