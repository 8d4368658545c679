// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/upkeep/upkeep.h"

#include "base/whenfinished.h"
#include "storage/sql/filecopy.h"
#include "storage/upkeep/backup.h"

#include <QDir>

namespace podium::storage
{

Upkeep::Upkeep(Storage &storage, QString url, RetentionPolicy retention, SnapshotPolicy snapshots,
               std::shared_ptr<const Clock> clock, QObject *parent)
    : QObject(parent), m_storage(storage), m_url(std::move(url)), m_retention(retention),
      m_snapshots(std::move(snapshots)), m_clock(std::move(clock)), m_timer(this)
{
    connect(&m_timer, &QTimer::timeout, this, &Upkeep::look);
}

Upkeep::~Upkeep()
{
    if (m_copier)
        m_copier->wait();
}

void Upkeep::start(int intervalMs)
{
    m_timer.start(intervalMs);
    QMetaObject::invokeMethod(this, &Upkeep::look, Qt::QueuedConnection);
}

void Upkeep::look()
{
    if (!m_retaining)
        retain();
    if (!m_copier)
        snapshot();
}

void Upkeep::retain()
{
    m_retaining = true;
    const auto step = [policy = m_retention, now = m_clock->nowMs()](Connection &connection) {
        return applyRetention(connection, policy, now);
    };
    whenFinished(m_storage.writeFor<RetentionStep>(step), this, [this](const Result<RetentionStep> &done) {
        m_retaining = false;
        if (!done)
            Q_EMIT failed(done.error());
        else if (done->more)
            retain();
        else
            Q_EMIT retentionDone();
    });
}

void Upkeep::snapshot()
{
    const QDir folder(m_snapshots.folder);
    qint64 last = 0;
    if (!m_snapshots.folder.isEmpty()) {
        for (const QString &name : folder.entryList(QDir::Files))
            last = qMax(last, snapshotTime(name));
    }
    const qint64 now = m_clock->nowMs();
    if (!isSnapshotDue(m_snapshots, last, now))
        return;
    const QString file = folder.absoluteFilePath(snapshotName(now));
    auto outcome = std::make_shared<Result<CheckReport>>();
    m_copier.reset(QThread::create([outcome, url = m_url, file] {
        QDir().mkpath(QFileInfo(file).absolutePath());
        *outcome = backUp(url, file);
    }));
    connect(m_copier.get(), &QThread::finished, this, [this, outcome, file] {
        m_copier->wait();
        m_copier.reset();
        if (!*outcome) {
            Q_EMIT failed(outcome->error());
            return;
        }
        removeSurplus();
        Q_EMIT snapshotMade(file);
    });
    m_copier->setObjectName(QStringLiteral("snapshot"));
    m_copier->start(QThread::LowPriority);
}

void Upkeep::removeSurplus()
{
    QDir folder(m_snapshots.folder);
    for (const QString &name : surplusSnapshots(m_snapshots, folder.entryList(QDir::Files)))
        folder.remove(name);
    removeParts(m_snapshots.folder,
                QStringLiteral("podium-*.snapshot")); // Of snapshots during which Podium was killed.
}

} // namespace podium::storage
