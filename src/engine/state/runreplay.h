// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/ports/irunstore.h"
#include "engine/state/runstate.h"

#include <map>
#include <memory>

namespace podium::engine
{

/// A run as it was after any of its events: the same fold that the engine makes. What lies between two questions is
/// folded on from the nearest state that was kept, so that neither the length of the run nor the direction in which one
/// goes through it matters much. Used in one thread at a time.
class RunReplay
{
public:
    using State = std::shared_ptr<const RunState>;

    explicit RunReplay(StoredRun run);

    const domain::Events &events() const { return m_events; }
    /// Number of the last event; 0 = none.
    qint64 lastSeq() const { return m_events.isEmpty() ? 0 : m_events.last().seq; }
    /// Of a run that goes on: what has happened since, in order. Events that are known already are left out.
    void append(const domain::Events &newer);
    /// How many of the run's events have a number up to this one.
    qsizetype positionOf(qint64 seq) const;
    /// The run after its first `position` events. Corrupt if one of them does not fit to those before.
    Result<State> at(qsizetype position);

private:
    qsizetype interval() const;

    domain::WorkflowPtr m_workflow;
    domain::Events m_events;
    int m_tasks = 1; ///< About how many the run has.
    /// By position; spaced so that they take a bounded amount of memory, whatever the run.
    std::map<qsizetype, State> m_kept;
    qsizetype m_lastPosition = 0;
    State m_last; ///< What was asked for last.
};

} // namespace podium::engine
