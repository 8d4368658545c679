// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/local/logtee.h"

#include "storage/storage.h"

namespace podium::control
{

LogTee::LogTee(storage::Storage &storage, std::shared_ptr<EventHub> hub) : m_storage(storage), m_hub(std::move(hub)) {}

void LogTee::append(const QList<engine::LogLine> &lines)
{
    m_storage.append(lines);
    if (!m_hub->hasLogFollowers())
        return;
    {
        const QMutexLocker lock(&m_mutex);
        for (const engine::LogLine &line : lines)
            m_runs.insert(line.key.run);
        if (std::exchange(m_announcing, true))
            return;
    }
    announce();
}

void LogTee::announce()
{
    // An empty write shares its transaction with the lines before it: when it is done they can be read. One at a time.
    m_storage.write([](storage::Connection &) -> Result<void> { return {}; }).then([this](const Result<void> &written) {
        QSet<QString> runs;
        bool again = false;
        {
            const QMutexLocker lock(&m_mutex);
            again = written && m_storage.pendingBytes() > 0;
            runs = again ? m_runs : std::exchange(m_runs, {});
            m_announcing = again;
        }
        m_hub->logsGrew(runs);
        if (again)
            announce();
    });
}

qsizetype LogTee::pendingBytes() const
{
    return m_storage.pendingBytes();
}

} // namespace podium::control
