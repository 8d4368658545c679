// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/plan/evaluation.h"
#include "engine/ports/irunstore.h"

#include <QCache>
#include <QMutex>

namespace podium::engine
{

/// Keeps large results out of events and rows: they become artifacts and travel by reference. Thread-safe.
class ResultStore : public IResultReader
{
public:
    ResultStore(IArtifactStore &artifacts, qsizetype inlineBytes) : m_artifacts(artifacts), m_inlineBytes(inlineBytes)
    {
    }

    /// What is put back into a result at most, so that the engine, which waits for it, does not stand still: about a
    /// second's work. More is Exhausted.
    static constexpr qint64 MaxResolvedBytes = 64 * 1024 * 1024;

    /// The value itself if it is small, else a reference (see domain/artifactreference.h). What holds something that looks
    /// like a reference becomes one, however small: what is read from an artifact is never taken for one. May wait for
    /// the disk.
    Result<QJsonValue> keep(const QJsonValue &result);
    /// With every reference in it replaced. Waits for the store only for what was neither kept nor read lately.
    Result<QJsonValue> resolve(const QJsonValue &result) const override;

private:
    Result<QJsonValue> read(const QString &hash) const;
    static constexpr qsizetype MaxRecentKib = 32 * 1024;

    void remember(const QString &hash, const QJsonValue &value, qsizetype bytes) const;

    IArtifactStore &m_artifacts;
    const qsizetype m_inlineBytes;
    mutable QMutex m_mutex;
    /// By hash, costs in KiB of their text: the engine goes on with what was just reported, and must not wait for the
    /// disk to have it again. Guarded by m_mutex.
    mutable QCache<QString, QJsonValue> m_recent{MaxRecentKib};
};

} // namespace podium::engine
