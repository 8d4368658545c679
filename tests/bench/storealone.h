// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "bench/contest.h"
#include "bench/layereddag.h"

namespace podium::bench
{

/// What the store alone makes of the batches that the engine writes for a graph: for each layer, one batch of claims
/// and one of completions per `group` tasks, with events and rows; nobody decides anything. The next batch is handed
/// over when the one before is on disk. The ceiling of the engine on this machine.
Result<Sample> runStoreAlone(const LayeredDag &dag, const QString &url, int group);

} // namespace podium::bench
