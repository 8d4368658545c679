// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "engine/ports/ishareddata.h"
#include "storage/sql/table.h"
#include "storage/storage.h"

namespace podium::storage
{

const Table &sharedDataTable();

/// What agents share, in the database; shares the transactions of the storage, which has to outlive it. What has
/// expired is removed when something is shared.
class SharedDataStore : public engine::ISharedData
{
public:
    static constexpr int MaxPerTeam = 1000;

    SharedDataStore(Storage &storage, const Clock &clock) : m_storage(storage), m_clock(clock) {}

    QFuture<Result<engine::SharedValue>> share(const engine::SharedValue &value, std::optional<int> onlyIf) override;
    QFuture<Result<engine::SharedValue>> shared(const QString &team, const QString &key) override;
    QFuture<Result<QList<engine::SharedValue>>> allShared(const QString &team, const QString &prefix,
                                                          int limit) override;

private:
    Storage &m_storage;
    const Clock &m_clock;
};

} // namespace podium::storage
