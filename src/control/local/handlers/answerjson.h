// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/ports/irunstore.h"
#include "storage/queries.h"

#include <QJsonArray>
#include <QJsonObject>

namespace podium::control
{

// How the values of the back end look in answers; times in milliseconds since 1970 UTC, 0 = not yet.

QJsonObject runJson(const engine::RunRow &run);
/// With `tasks_failed` and `tasks_cancelled`, and what of its cost nobody pays.
QJsonObject runJson(const engine::RunRow &run, const storage::RunFigures &figures);
/// `whole`: with the result; large results are references.
QJsonObject taskJson(const engine::TaskRow &task, bool whole);
/// These tasks of each run, by index.
QFuture<Result<QHash<QString, QList<engine::TaskRow>>>> tasksOf(storage::RunQueries &queries,
                                                                const QMap<QString, QList<int>> &wanted);
/// With `task_key`, and `agent` if one works on the task; `tasks` are those of its run.
QJsonObject approvalJson(const domain::Approval &approval, const QList<engine::TaskRow> &tasks);
QJsonObject logJson(const storage::LogEntry &entry, const QString &taskKey);

template<typename List, typename Convert> QJsonArray jsonArray(const List &values, Convert convert)
{
    QJsonArray out;
    for (const auto &value : values)
        out.append(convert(value));
    return out;
}

} // namespace podium::control
