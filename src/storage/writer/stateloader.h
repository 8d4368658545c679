// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/ports/irunstore.h"
#include "storage/storageoptions.h"

namespace podium::storage
{

class Connection;

/// Everything unfinished, with the epoch left at 0.
Result<engine::StoredState> loadState(Connection &connection, const WorkflowReader &readWorkflow);

/// NotFound if there is no such run; Conflict if retention has removed its events.
Result<engine::StoredRun> loadStoredRun(Connection &connection, const QString &runId,
                                        const WorkflowReader &readWorkflow);

/// Highest sequence number that was ever committed; 0 if none.
Result<qint64> lastSeq(Connection &connection);

} // namespace podium::storage
