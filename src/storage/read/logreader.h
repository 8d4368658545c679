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

} // namespace podium::storage
