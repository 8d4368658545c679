// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace podium::engine
{
struct AttemptRequest;
}

namespace podium::agents
{

/// What every system prompt tells of the agent: name, role and capabilities, a line each, each after a line's end.
/// Where the agent says nothing, its task does.
QString whoItIs(const engine::AttemptRequest &request);

} // namespace podium::agents
