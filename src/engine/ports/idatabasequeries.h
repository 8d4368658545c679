// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QFuture>
#include <QJsonValue>
#include <QString>
#include <QStringList>

namespace podium::engine
{

/// One statement for a database of the user.
struct DatabaseQuery
{
    QString connection; ///< Its name in the configuration.
    QString sql;
    QJsonValue parameters; ///< A list for `?`, an object for `:name`, or nothing.
    bool mayWrite = false;
    int maxRows = 200;
    qint64 timeLimitMs = 30'000;
};

/// The databases that the configuration names for agents. Thread-safe.
class IDatabaseQueries
{
public:
    virtual ~IDatabaseQueries() = default;
    virtual QStringList connections() const = 0;
    /// {"columns": ["a"], "rows": [[1]], "truncated": false} of a statement that gives rows, else {"changed": 3}.
    /// Cancelling the future ends the statement.
    virtual QFuture<Result<QJsonValue>> query(const DatabaseQuery &query) = 0;
};

} // namespace podium::engine
