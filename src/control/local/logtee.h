// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control/local/eventhub.h"
#include "engine/ports/ilogsink.h"

#include <QMutex>
#include <QSet>
#include <QWaitCondition>

namespace podium::storage
{
class Storage;
}

namespace podium::control
{

/// Hands log lines to the store and tells followers as soon as they can be read. Thread-safe.
class LogTee : public engine::ILogSink
{
public:
    LogTee(storage::Storage &storage, std::shared_ptr<EventHub> hub);
    /// Waits for what is being announced; the storage has to live until then.
    ~LogTee() override;

    void append(const QList<engine::LogLine> &lines) override;
    void grew(const QString &run) override;
    qsizetype pendingBytes() const override;
    /// Somebody follows the log of the run now: lines that are still to be written are announced, too.
    void followed(const QString &run);

private:
    void announceFor(const QSet<QString> &runs);
    void announce();

    storage::Storage &m_storage;
    std::shared_ptr<EventHub> m_hub;
    QMutex m_mutex;
    QSet<QString> m_runs; ///< With lines that nobody was told of.
    bool m_announcing = false;
    bool m_closing = false;
    QWaitCondition m_done;
};

} // namespace podium::control
