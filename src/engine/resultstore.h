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

    /// The value itself if it is small, else {"$artifact": hash, "bytes": n, "preview": text}. May wait for the disk.
    Result<QJsonValue> keep(const QJsonValue &result);
    QJsonValue resolve(const QJsonValue &result) const override;

private:
    IArtifactStore &m_artifacts;
    const qsizetype m_inlineBytes;
    mutable QMutex m_mutex;
    mutable QCache<QString, QJsonValue> m_recent{16}; ///< By hash; guarded by m_mutex.
};

} // namespace podium::engine
