// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/local/logtee.h"

#include "base/continuation.h"
#include "storage/storage.h"

namespace podium::control
{

LogTee::LogTee(storage::Storage &storage, std::shared_ptr<EventHub> hub) : m_storage(storage), m_hub(std::move(hub)) {}

LogTee::~LogTee()
{
    QMutexLocker lock(&m_mutex);
    m_closing = true;
    while (m_announcing)
        m_done.wait(&m_mutex);
}

void LogTee::append(const QList<engine::LogLine> &lines)
{
    m_storage.append(lines);
    if (!m_hub->hasLogFollowers())
        return;
    QSet<QString> runs;
    for (const engine::LogLine &line : lines)
        runs.insert(line.key.run);
    announceFor(runs);
}

void LogTee::grew(const QString &run)
{
    if (m_hub->hasLogFollowers())
        m_hub->logsGrew({run});
}

void LogTee::followed(const QString &run)
{
    // Lines that came before anybody followed are written when there is time, and nobody would be told.
    announceFor({run});
}

void LogTee::announceFor(const QSet<QString> &runs)
{
    {
        const QMutexLocker lock(&m_mutex);
        m_runs += runs;
        if (m_closing || std::exchange(m_announcing, true))
            return;
    }
    announce();
}

void LogTee::announce()
{
    // An empty write shares its transaction with the lines before it: when it is done they can be read. One at a time.
    then(m_storage.write([](storage::Connection &) -> Result<void> { return {}; }),
         [this](const Result<void> &written) {
             QMutexLocker lock(&m_mutex);
             const bool more = written && !m_closing && m_storage.pendingBytes() > 0;
             const QSet<QString> runs = more ? m_runs : std::exchange(m_runs, {});
             lock.unlock();
             m_hub->logsGrew(runs);
             lock.relock();
             if (more || (!m_runs.isEmpty() && !m_closing)) {
                 lock.unlock();
                 announce();
                 return;
             }
             m_announcing = false;
             m_done.wakeAll();
         });
}

qsizetype LogTee::pendingBytes() const
{
    return m_storage.pendingBytes();
}

} // namespace podium::control
