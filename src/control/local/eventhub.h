// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control/icontrol.h"
#include "engine/ports/ieventsink.h"

#include <QMutex>
#include <QSet>

#include <deque>

namespace podium::control
{

class LocalStream;

/// Between the engine thread, which publishes, and the streams, which read at their own pace. Keeps the newest events
/// in memory; what is older comes from the store. Thread-safe.
class EventHub : public engine::IEventSink
{
public:
    static constexpr qsizetype Kept = 8192;

    void published(const domain::Events &events) override;
    /// Log lines of the run are readable now.
    void logsGrew(const QSet<QString> &runs);
    /// Events up to this number are on disk already.
    void startAt(qint64 lastSeq);
    /// No stream gets anything any more; each is told why.
    void close(const Error &reason);

    qint64 lastSeq() const;
    /// Up to `limit` events after `since`; nothing if they are no longer in memory.
    std::optional<domain::Events> after(qint64 since, qsizetype limit) const;

    /// Whether anybody wants to know of log lines.
    bool hasLogFollowers() const;

    void add(LocalStream *stream);
    void remove(LocalStream *stream);

private:
    mutable QMutex m_mutex;
    std::deque<domain::Event> m_recent;
    qint64 m_last = 0;
    QSet<LocalStream *> m_streams;
    std::optional<Error> m_closed;
};

} // namespace podium::control
