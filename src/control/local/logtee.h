// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control/local/eventhub.h"
#include "engine/ports/ilogsink.h"

#include <QMutex>
#include <QSet>

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

    void append(const QList<engine::LogLine> &lines) override;
    qsizetype pendingBytes() const override;

private:
    void announce();

    storage::Storage &m_storage;
    std::shared_ptr<EventHub> m_hub;
    QMutex m_mutex;
    QSet<QString> m_runs; ///< With lines that nobody was told of.
    bool m_announcing = false;
};

} // namespace podium::control
