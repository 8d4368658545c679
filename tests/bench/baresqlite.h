// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "bench/layereddag.h"

namespace podium::bench
{

/// The least that a durable engine can do with SQLite: the graph in memory, each claim and each completion an update of
/// the task's row, what belongs together in one transaction (at most `group` completions and the claims that follow),
/// WAL and synchronous=FULL. No events, no results, no threads. `file` is created anew.
Result<void> runBareSqlite(const LayeredDag &dag, const QString &file, int group);

} // namespace podium::bench
