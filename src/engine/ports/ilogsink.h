// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/attempt.h"

#include <QList>
#include <QString>

namespace podium::engine
{

/// One line of output of an attempt, or a remark of the engine about it.
struct LogLine
{
    domain::AttemptKey key;
    qint64 timeMs = 0;
    QString stream;                         ///< "stdout", "stderr", "agent", "tool", "engine"
    QString level = QStringLiteral("info"); ///< debug, info, warning, error
    QString text;       ///< Without the line end; UTF-8 errors replaced; cut at 64 KiB with a visible mark.
    qint64 offset = -1; ///< Byte offset of the line's end in its spool file, for reading on after a restart; -1 = none.
};

/// Where log lines go. Thread-safe; never blocks.
class ILogSink
{
public:
    virtual ~ILogSink() = default;
    virtual void append(const QList<LogLine> &lines) = 0;
    /// Followers of the run have something to read that is not a line of the log (what an agent is about to say).
    virtual void grew(const QString &run) { Q_UNUSED(run) }
    /// Bytes accepted and not yet written. A producer that can wait (a file reader) waits above 8 MiB.
    virtual qsizetype pendingBytes() const = 0;
};

/// Where a spooled stream was read to before a restart; 0 if never. Thread-safe, may block for a query.
class ILogPositions
{
public:
    virtual ~ILogPositions() = default;
    virtual qint64 lastOffset(const domain::AttemptKey &key, const QString &stream) const = 0;
};

} // namespace podium::engine
