// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/tools/agenttool.h"
#include "agents/tools/embeddingclient.h"

namespace podium::agents
{

/// `generate_embedding`: vectors of texts; many of them go to a file in the attempt's output folder.
AgentTool generateEmbeddingTool(EmbeddingClient &client);

} // namespace podium::agents
