// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/continuation.h"
#include "control/local/handlers/answerjson.h"
#include "control/local/handlers/handlers.h"
#include "domain/usagesum.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>
#include <QSet>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(GridHandlers)
};

using Rows = QList<engine::TaskRow>;
using Runs = QList<engine::RunRow>;
using Figures = QHash<QString, storage::RunFigures>;

QJsonObject cellJson(const engine::TaskRow &task)
{
    return {{QStringLiteral("state"), domain::stateName(task.state)},
            {QStringLiteral("attempt"), task.attempt},
            {QStringLiteral("started_ms"), task.startedMs},
            {QStringLiteral("finished_ms"), task.finishedMs},
            {QStringLiteral("usage"), domain::usageJson(task.usage, task.runner)},
            {QStringLiteral("why"), task.why}};
}

/// The tasks of all runs in one order: that of the newest run, with what only older runs had where they had it.
QStringList mergedKeys(const QList<Rows> &tasks)
{
    QStringList out;
    QSet<QString> known;
    for (const Rows &rows : tasks) {
        qsizetype place = 0;
        for (const engine::TaskRow &row : rows) {
            if (known.contains(row.key)) {
                // Only looked for where something may have to be put behind it.
                place = -1;
                continue;
            }
            if (place < 0) {
                const qsizetype at = &row - rows.constData();
                place = out.indexOf(rows.at(at - 1).key) + 1;
            }
            out.insert(place++, row.key);
            known.insert(row.key);
        }
    }
    return out;
}

QJsonObject gridJson(const QString &workflow, const Runs &runs, const Figures &figures, const QList<Rows> &tasks,
                     bool more)
{
    QHash<QString, QString> titles;
    QList<QHash<QString, engine::TaskRow>> byKey;
    for (const Rows &rows : tasks) {
        QHash<QString, engine::TaskRow> of;
        for (const engine::TaskRow &row : rows) {
            of.insert(row.key, row); // What was done anew has the same key and comes later.
            if (!titles.contains(row.key))
                titles.insert(row.key, row.title);
        }
        byKey.append(of);
    }
    QJsonArray lines;
    const QStringList keys = mergedKeys(tasks);
    for (const QString &key : keys) {
        QJsonArray cells;
        for (const auto &of : byKey) {
            const auto row = of.constFind(key);
            cells.append(row == of.constEnd() ? QJsonValue() : cellJson(*row));
        }
        lines.append(QJsonObject{{QStringLiteral("key"), key},
                                 {QStringLiteral("title"), titles.value(key)},
                                 {QStringLiteral("cells"), cells}});
    }
    const auto head = [&figures](const engine::RunRow &run) { return runJson(run, figures.value(run.id)); };
    return {{QStringLiteral("workflow"), workflow},
            {QStringLiteral("runs"), jsonArray(runs, head)},
            {QStringLiteral("tasks"), lines},
            {QStringLiteral("more"), more}};
}

Reply gridOf(const Request &request, const QString &workflow)
{
    LocalHost *host = request.host;
    const int limit = request.params.value(QStringLiteral("limit")).toInt();
    const bool parts = request.params.value(QStringLiteral("parts")).toBool();
    storage::RunFilter filter;
    filter.workflowName = workflow;
    return andThen(host->queries().listRuns(filter, limit + 1), [=](const Runs &found) {
        const Runs runs = found.mid(0, limit);
        if (runs.isEmpty()) {
            return replyNow(fail(ErrorCode::NotFound, Text::tr("no run of the workflow \"%1\" is stored").arg(workflow),
                                 {}, Text::tr("podiumctl runs lists the runs and their workflows")));
        }
        QList<QFuture<Result<Rows>>> questions;
        QStringList ids;
        for (const engine::RunRow &run : runs) {
            ids += run.id;
            storage::TaskFilter tasks;
            tasks.run = run.id;
            tasks.ownOnly = !parts;
            tasks.withoutResults = true;
            questions += host->queries().tasks(tasks);
        }
        return then(all(questions), [=, more = found.size() > limit](const QList<Result<Rows>> &answers) {
            QList<Rows> tasks;
            for (const Result<Rows> &rows : answers) {
                if (!rows)
                    return replyNow(tl::unexpected(rows.error()));
                tasks += *rows;
            }
            return andThen(host->queries().runFigures(ids), [=](const Figures &figures) {
                return inBackground(
                    [=]() -> Result<QJsonObject> { return gridJson(workflow, runs, figures, tasks, more); });
            });
        });
    });
}

Reply grid(const Request &request)
{
    if (request.has("workflow") == request.has("run")) {
        return replyNow(fail(ErrorCode::InvalidArgument, Text::tr("a workflow or a run has to be named, not both"),
                             QStringLiteral("workflow"), Text::tr("Give the name of a workflow or --run RUN")));
    }
    if (request.has("workflow"))
        return gridOf(request, request.text("workflow"));
    return andThen(findRun(request),
                   [request](const engine::RunRow &run) { return gridOf(request, run.workflowName); });
}

} // namespace

Handlers gridHandlers()
{
    return {{QStringLiteral("run.grid"), grid}};
}

} // namespace podium::control
