// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "engine/ports/irunstore.h"
#include "storage/queryvalues.h"

#include <QHash>
#include <QList>

namespace podium::storage
{

class Connection;

/// What attempts that ended since then have used, by workflow, agent and team; without those of simulations and people.
Result<QList<engine::StoredSpending>> readSpending(Connection &connection, qint64 sinceMs, qint64 untilMs = 0);

/// The same by the kind of the task, without tasks that have none.
Result<QList<KindSpending>> readSpendingByKind(Connection &connection, qint64 sinceMs);

/// By agent; attempts that ended since then.
Result<QHash<QString, AgentOutcomes>> readAgentOutcomes(Connection &connection, qint64 sinceMs);

} // namespace podium::storage
