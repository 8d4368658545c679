// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/state/runreplay.h"

#include <QCoreApplication>

#include <algorithm>

namespace podium::engine
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(RunReplay)
};

constexpr qsizetype MinInterval = 100;
constexpr qsizetype KeptTasks = 40'000; // In all states that are kept, about 30 MB.

} // namespace

RunReplay::RunReplay(StoredRun run) : m_workflow(std::move(run.workflow))
{
    append(run.events);
}

void RunReplay::append(const domain::Events &newer)
{
    for (const domain::Event &event : newer) {
        if (event.seq <= lastSeq())
            continue;
        m_tasks = std::max(m_tasks, event.task + 1);
        m_events.append(event);
    }
}

qsizetype RunReplay::positionOf(qint64 seq) const
{
    const auto after = std::upper_bound(m_events.begin(), m_events.end(), seq,
                                        [](qint64 number, const domain::Event &event) { return number < event.seq; });
    return after - m_events.begin();
}

qsizetype RunReplay::interval() const
{
    return std::max(MinInterval, m_events.size() * m_tasks / KeptTasks);
}

Result<RunReplay::State> RunReplay::at(qsizetype position)
{
    position = std::clamp(position, qsizetype(0), m_events.size());
    if (m_last && m_lastPosition == position)
        return m_last;
    qsizetype from = 0;
    State nearest;
    if (const auto after = m_kept.upper_bound(position); after != m_kept.begin()) {
        const auto &[place, state] = *std::prev(after);
        from = place;
        nearest = state;
    }
    if (m_last && m_lastPosition < position && m_lastPosition >= from) {
        from = m_lastPosition;
        nearest = m_last;
    }
    auto state = nearest ? std::make_shared<RunState>(*nearest) : std::make_shared<RunState>(m_workflow);
    const qsizetype step = interval();
    qsizetype sinceKept = from;
    if (const auto after = m_kept.upper_bound(from); after != m_kept.begin())
        sinceKept = from - std::prev(after)->first;
    for (qsizetype i = from; i < position; ++i) {
        if (!state->fold(m_events.at(i))) {
            return fail(ErrorCode::Corrupt,
                        Text::tr("event %1 of the run does not fit to those before it").arg(m_events.at(i).seq),
                        m_events.at(i).run);
        }
        if (++sinceKept >= step) {
            m_kept.emplace(i + 1, std::make_shared<RunState>(*state));
            sinceKept = 0;
        }
    }
    m_last = state;
    m_lastPosition = position;
    return m_last;
}

} // namespace podium::engine
