// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "domain/attempt.h"

#include <QFuture>
#include <QJsonValue>
#include <QList>
#include <QString>

#include <optional>

namespace podium::engine
{

/// One value of the state that the agents of a team share.
struct SharedValue
{
    QString team;
    QString key; ///< Unique in the team.
    QJsonValue value;
    int version = 0; ///< 1 when it was new, one more with each change.
    QString author;  ///< Agent.
    domain::AttemptKey by;
    qint64 updatedMs = 0;
    qint64 expiresMs = 0; ///< Gone from then on.
};

/// The durable memory of what agents share. Thread-safe; a call is on disk when its future is finished.
class ISharedData
{
public:
    virtual ~ISharedData() = default;
    /// Sets the value of its team and key; `version` and `updatedMs` are given by the store. With `onlyIf` the present
    /// version has to be this one (0 = there must be none), else Conflict. Exhausted when a team has too many values.
    virtual QFuture<Result<SharedValue>> share(const SharedValue &value, std::optional<int> onlyIf) = 0;
    /// NotFound if there is none, or it has expired.
    virtual QFuture<Result<SharedValue>> shared(const QString &team, const QString &key) = 0;
    /// Those whose key begins with `prefix`, by key; at most `limit`.
    virtual QFuture<Result<QList<SharedValue>>> allShared(const QString &team, const QString &prefix, int limit) = 0;
};

} // namespace podium::engine
