// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control/local/eventhub.h"

#include <atomic>

namespace podium::control
{

/// Reads events from the store: up to `limit` after `since`, of the run if one is named.
using EventHistory = std::function<QFuture<Result<domain::Events>>(qint64 since, const QString &run, int limit)>;

/// A subscription in the process of the engine: a place in the log that moves forward as its reader can follow.
class LocalStream : public EventStream
{
    Q_OBJECT
public:
    static constexpr int BatchSize = 256;
    /// A reader that had caught up and is this far behind is told to read a snapshot instead.
    static constexpr qint64 MaxLag = 20'000;

    /// The hub outlives the stream's deliveries. Without a history a reader falls behind as soon as events that it has
    /// not read are no longer in memory.
    LocalStream(std::shared_ptr<EventHub> hub, StreamFilter filter, EventHistory history);
    ~LocalStream() override;
    void setPaused(bool paused) override;

    // Thread-safe, called by the hub under its lock.
    void wake();
    void wakeForLogs(const QSet<QString> &runs);
    bool wantsLogs() const { return m_filter.logs; }
    void wakeToClose(const Error &reason);

private:
    void advance();
    void readHistory();
    void deliver(const domain::Events &events);
    bool matches(const domain::Event &event) const;

    std::shared_ptr<EventHub> m_hub;
    const StreamFilter m_filter;
    EventHistory m_history;
    qint64 m_cursor = 0;
    bool m_paused = false;
    bool m_reading = false;
    bool m_caughtUp = false; ///< caughtUp() was emitted.
    bool m_closed = false;
    std::atomic<bool> m_woken = false;
    std::atomic<bool> m_logsWoken = false;
};

} // namespace podium::control
