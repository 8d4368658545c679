// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/local/runs/runreplays.h"

#include "control/local/localhost.h"

#include <QMutexLocker>

namespace podium::control
{

namespace
{

constexpr qsizetype MostRuns = 3;
constexpr int MostNewEvents = 100'000;

} // namespace

std::shared_ptr<RunReplays::Entry> RunReplays::entryOf(const QString &run)
{
    const QMutexLocker lock(&m_mutex);
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        if (m_entries.at(i)->run == run) {
            m_entries.move(i, 0);
            return m_entries.first();
        }
    }
    auto entry = std::make_shared<Entry>();
    entry->run = run;
    m_entries.prepend(entry);
    m_entries = m_entries.mid(0, MostRuns);
    return entry;
}

Reply RunReplays::ask(LocalHost &host, const QString &run, const Work &work)
{
    const std::shared_ptr<Entry> entry = entryOf(run);
    qint64 known = -1;
    {
        const QMutexLocker lock(&entry->mutex);
        if (entry->replay)
            known = entry->replay->lastSeq();
    }
    if (known < 0) {
        return andThen(host.storedRun(run), [entry, work](const engine::StoredRun &stored) {
            return inBackground([entry, work, stored]() -> Result<QJsonObject> {
                const QMutexLocker lock(&entry->mutex);
                if (!entry->replay)
                    entry->replay = std::make_unique<engine::RunReplay>(stored);
                return work(*entry->replay);
            });
        });
    }
    storage::EventFilter newer;
    newer.run = run;
    newer.sinceSeq = known;
    return andThen(host.queries().events(newer, MostNewEvents), [entry, work](const storage::EventPage &page) {
        return inBackground([entry, work, page]() -> Result<QJsonObject> {
            const QMutexLocker lock(&entry->mutex);
            entry->replay->append(page.events);
            return work(*entry->replay);
        });
    });
}

} // namespace podium::control
