// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/local/localstream.h"

#include "base/whenfinished.h"

#include <QPointer>

namespace podium::control
{

LocalStream::LocalStream(std::shared_ptr<EventHub> hub, StreamFilter filter, EventHistory history)
    : m_hub(std::move(hub)), m_filter(std::move(filter)), m_history(std::move(history)),
      m_cursor(m_filter.since >= 0 ? m_filter.since : m_hub->lastSeq())
{
    m_hub->add(this);
}

LocalStream::~LocalStream()
{
    m_hub->remove(this);
}

void LocalStream::wake()
{
    // One call under way is enough: it sees whatever was published before it runs.
    if (!m_woken.exchange(true))
        QMetaObject::invokeMethod(this, &LocalStream::advance, Qt::QueuedConnection);
}

void LocalStream::wakeForLogs(const QSet<QString> &runs)
{
    if (!m_filter.logs || (!m_filter.run.isEmpty() && !runs.contains(m_filter.run)) || m_logsWoken.exchange(true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_logsWoken = false;
            if (!m_closed)
                Q_EMIT logsGrew();
        },
        Qt::QueuedConnection);
}

void LocalStream::wakeToClose(const Error &reason)
{
    QMetaObject::invokeMethod(
        this,
        [this, reason] {
            if (!std::exchange(m_closed, true))
                Q_EMIT closed(reason);
        },
        Qt::QueuedConnection);
}

void LocalStream::setPaused(bool paused)
{
    m_paused = paused;
    if (!paused)
        wake();
}

bool LocalStream::matches(const domain::Event &event) const
{
    if (!m_filter.run.isEmpty() && event.run != m_filter.run)
        return false;
    if (m_filter.patterns.isEmpty())
        return true;
    return std::any_of(m_filter.patterns.begin(), m_filter.patterns.end(),
                       [&](const QString &pattern) { return domain::topicMatches(pattern, event); });
}

void LocalStream::deliver(const domain::Events &events)
{
    domain::Events wanted;
    for (const domain::Event &event : events) {
        m_cursor = std::max(m_cursor, event.seq);
        if (matches(event))
            wanted.append(event);
    }
    if (!wanted.isEmpty())
        Q_EMIT this->events(wanted);
}

void LocalStream::advance()
{
    m_woken = false;
    if (m_paused || m_reading || m_closed)
        return;
    const qint64 last = m_hub->lastSeq();
    if (m_cursor >= last) {
        if (!std::exchange(m_caughtUp, true))
            Q_EMIT caughtUp(m_cursor);
        return;
    }
    const std::optional<domain::Events> batch = m_hub->after(m_cursor, BatchSize);
    if ((m_caughtUp && last - m_cursor > MaxLag) || (!batch && !m_history)) {
        m_cursor = last;
        Q_EMIT fellBehind(last);
        return;
    }
    if (!batch) {
        readHistory();
        return;
    }
    const QPointer<LocalStream> alive(this); // A receiver may end the subscription.
    deliver(*batch);
    if (alive)
        wake();
}

void LocalStream::readHistory()
{
    m_reading = true;
    // Everything up to here is on disk: a short answer means that there is nothing else for us before it.
    const qint64 reach = m_hub->lastSeq();
    whenFinished(m_history(m_cursor, m_filter.run, BatchSize), this,
                 [this, reach](const Result<domain::Events> &result) {
                     m_reading = false;
                     if (m_closed)
                         return;
                     if (!result) {
                         m_closed = true;
                         Q_EMIT closed(result.error());
                         return;
                     }
                     const QPointer<LocalStream> alive(this);
                     const bool complete = result->size() < BatchSize;
                     deliver(*result);
                     if (!alive)
                         return;
                     if (complete)
                         m_cursor = std::max(m_cursor, reach);
                     wake();
                 });
}

} // namespace podium::control
