// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/ports/ilogsink.h"

#include <QHash>
#include <QMutex>

#include <atomic>
#include <deque>

namespace podium::storage
{

/// Log lines between their producers and the storage thread. Bounded: what does not fit is counted and leaves a line
/// that says so. Thread-safe.
class LogBuffer
{
public:
    static constexpr qsizetype MaxBytes = 64 << 20;
    static constexpr qsizetype MaxLineBytes = 64 << 10; ///< Longer lines are cut, with a mark.
    static constexpr qsizetype MarkRoom = 100;          ///< For the mark of whoever has cut it before.

    void append(const QList<engine::LogLine> &lines);
    /// Up to that many lines and about that many bytes from the front; they still count as pending.
    QList<engine::LogLine> take(qsizetype maxLines, qsizetype maxBytes);
    /// What take() gave is on disk.
    void written(const QList<engine::LogLine> &lines);
    /// What take() gave could not be written: it comes first again.
    void putBack(const QList<engine::LogLine> &lines);

    qsizetype pendingBytes() const { return m_bytes.load(std::memory_order_relaxed); }
    bool isEmpty() const;

private:
    static qsizetype sizeOf(const engine::LogLine &line);

    mutable QMutex m_mutex;
    std::deque<engine::LogLine> m_lines;
    QHash<domain::AttemptKey, engine::LogLine> m_dropped; ///< Last dropped line by attempt …
    QHash<domain::AttemptKey, qint64> m_droppedCount;     ///< … and how many there were.
    std::atomic<qsizetype> m_bytes = 0;
};

} // namespace podium::storage
