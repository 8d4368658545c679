// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storage/storage.h"
#include "storage/upkeep/retention.h"

#include <QObject>
#include <QTimer>

namespace podium::storage
{

/// Keeps a database small and copied while Podium runs: applies the retention policy in slices that share the storage's
/// transactions, and makes snapshots in a thread of their own. Lives in any thread with an event loop; the storage has
/// to be taken over and to outlive it. The destructor waits for a snapshot that is being written.
class Upkeep : public QObject
{
    Q_OBJECT
public:
    Upkeep(Storage &storage, QString url, RetentionPolicy retention, SnapshotPolicy snapshots,
           std::shared_ptr<const Clock> clock, QObject *parent = nullptr);
    ~Upkeep() override;

    /// Looks at once, then every `intervalMs`, whether there is something to do.
    void start(int intervalMs = 60'000);

Q_SIGNALS:
    void snapshotMade(const QString &file);
    /// Retention found nothing more to do.
    void retentionDone();
    /// Tried again at the next interval.
    void failed(const podium::Error &error);

private:
    void look();
    void retain();
    void snapshot();
    void removeSurplus();

    Storage &m_storage;
    const QString m_url;
    const RetentionPolicy m_retention;
    const SnapshotPolicy m_snapshots;
    const std::shared_ptr<const Clock> m_clock;
    QTimer m_timer;
    std::unique_ptr<QThread> m_copier; ///< While a snapshot is written.
    bool m_retaining = false;
};

} // namespace podium::storage
