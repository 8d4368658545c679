// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "engine/ports/ilogsink.h"
#include "storage/sql/table.h"

namespace podium::storage
{

class Connection;

const Table &logsTable();
const Table &logPositionsTable();

/// Writes lines, their words and how far their streams were read, in the caller's transaction: after a crash reading
/// goes on exactly behind what is stored. Ids are given from `nextId` on.
Result<void> writeLogLines(Connection &connection, const QList<engine::LogLine> &lines, qint64 &nextId);

/// 1 + the highest id that was ever given.
Result<qint64> nextLogId(Connection &connection);

} // namespace podium::storage
