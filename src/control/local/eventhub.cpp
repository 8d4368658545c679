// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/local/eventhub.h"

#include "control/local/localstream.h"

namespace podium::control
{

void EventHub::published(const domain::Events &events)
{
    const QMutexLocker lock(&m_mutex);
    for (const domain::Event &event : events) {
        m_recent.push_back(event);
        m_last = event.seq;
    }
    while (qsizetype(m_recent.size()) > Kept)
        m_recent.pop_front();
    for (LocalStream *stream : std::as_const(m_streams))
        stream->wake();
}

void EventHub::logsGrew(const QSet<QString> &runs)
{
    const QMutexLocker lock(&m_mutex);
    for (LocalStream *stream : std::as_const(m_streams))
        stream->wakeForLogs(runs);
}

void EventHub::startAt(qint64 lastSeq)
{
    const QMutexLocker lock(&m_mutex);
    m_last = std::max(m_last, lastSeq);
}

void EventHub::close(const Error &reason)
{
    const QMutexLocker lock(&m_mutex);
    m_closed = reason;
    for (LocalStream *stream : std::as_const(m_streams))
        stream->wakeToClose(reason);
}

qint64 EventHub::lastSeq() const
{
    const QMutexLocker lock(&m_mutex);
    return m_last;
}

std::optional<domain::Events> EventHub::after(qint64 since, qsizetype limit) const
{
    const QMutexLocker lock(&m_mutex);
    if (since >= m_last)
        return domain::Events();
    if (m_recent.empty() || m_recent.front().seq > since + 1)
        return std::nullopt;
    domain::Events out;
    // Sequence numbers have no gaps, so the place is known.
    for (size_t i = size_t(since + 1 - m_recent.front().seq); i < m_recent.size() && out.size() < limit; ++i)
        out.append(m_recent[i]);
    return out;
}

bool EventHub::hasLogFollowers() const
{
    const QMutexLocker lock(&m_mutex);
    return std::any_of(m_streams.begin(), m_streams.end(),
                       [](const LocalStream *stream) { return stream->wantsLogs(); });
}

void EventHub::add(LocalStream *stream)
{
    const QMutexLocker lock(&m_mutex);
    m_streams.insert(stream);
    if (m_closed)
        stream->wakeToClose(*m_closed);
    else
        stream->wake();
}

void EventHub::remove(LocalStream *stream)
{
    const QMutexLocker lock(&m_mutex);
    m_streams.remove(stream);
}

} // namespace podium::control
