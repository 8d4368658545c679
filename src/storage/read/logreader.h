// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "storage/queryvalues.h"

namespace podium::storage
{

class Connection;

/// Log lines, whether they are still rows or compressed. Where retention dropped some, one line of stream "engine"
/// says so.
Result<QList<LogEntry>> readLogs(Connection &connection, const LogFilter &filter, int limit);
/// See RunQueries::logPage().
Result<LogPage> readLogPage(Connection &connection, const LogFilter &filter, const QString &pattern, int limit);

} // namespace podium::storage
