// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "engine/ports/iagentrunner.h"

#include <QString>

namespace podium::agents
{

/// The policy that holds for an attempt: the task's, or its agent's where the task says nothing.
domain::WorkspacePolicy workspacePolicy(const engine::AttemptRequest &request);

/// The absolute folder that an attempt works in, made if its policy says so: an empty one (scratch), or a git worktree
/// on a branch of its own. A worktree whose branch is checked out already is used again, so that a resumed session
/// finds its files. Blocks while git works; for a runner's thread.
Result<QString> prepareWorkspace(const engine::AttemptRequest &request);

} // namespace podium::agents
