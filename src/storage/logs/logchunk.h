// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "storage/queryvalues.h"
#include "storage/sql/table.h"

namespace podium::storage
{

/// Columns up to and without `data`, as table log_chunks has them.
const Table &logChunksTable();

constexpr int MaxChunkLines = 500;

/// A row for logChunksTable() of lines of one attempt, by id: with their text, or (not `keep`) only their number.
QVariantList chunkRow(const QList<LogEntry> &lines, bool keep);

/// The lines of one attempt as compressed bytes, and back. Offsets are not kept (see log_positions).
QByteArray packLines(const QList<LogEntry> &lines);
Result<QList<LogEntry>> unpackLines(const QByteArray &data, const domain::AttemptKey &key);

/// Makes the words of a chunk findable: SQLite indexes each line by its id, PostgreSQL the chunk.
Result<void> indexPackedLines(Connection &connection, qint64 firstId, const QList<LogEntry> &lines);

} // namespace podium::storage
