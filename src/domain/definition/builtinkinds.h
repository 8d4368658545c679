// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace podium::domain
{

class TaskKinds;

/// Registers agent, shell, simulated, human, decision, workflow and noop.
void addBuiltinKinds(TaskKinds &kinds);

} // namespace podium::domain
