// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/continuation.h"
#include "control/local/handlers/answerjson.h"
#include "control/local/runs/stops.h"
#include "domain/policy/budgetledger.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>

#include <algorithm>

namespace podium::control
{

namespace
{

constexpr int MostRuns = 200; ///< That are looked through.

using Tasks = Result<QList<engine::TaskRow>>;

QString text(const QJsonValue &value, const char *field)
{
    return value[QLatin1StringView(field)].toString();
}

/// What mends it depends on why the first task of the run failed.
QString kindOf(const QString &errorClass)
{
    if (errorClass == QLatin1StringView("auth"))
        return QStringLiteral("login");
    if (errorClass == QLatin1StringView("max_budget"))
        return QStringLiteral("budget");
    if (errorClass == QLatin1StringView("rate_limit") || errorClass == QLatin1StringView("billing"))
        return QStringLiteral("limit");
    return QStringLiteral("failed");
}

QJsonObject stop(const QString &kind, const engine::RunRow &run, const QString &task)
{
    return {{QStringLiteral("id"), QStringLiteral("%1/%2/%3").arg(kind, run.id, task)},
            {QStringLiteral("kind"), kind},
            {QStringLiteral("run"), run.id},
            {QStringLiteral("run_title"), run.title.isEmpty() ? run.workflowName : run.title},
            {QStringLiteral("task"), task}};
}

QJsonObject failedRun(const engine::RunRow &run, const QList<engine::TaskRow> &failed)
{
    const engine::TaskRow task = failed.isEmpty() ? engine::TaskRow() : failed.first();
    QJsonObject out = stop(kindOf(task.errorClass), run, task.key);
    out.insert(QStringLiteral("agent"), task.agent);
    out.insert(QStringLiteral("reason"), task.why.isEmpty() ? run.reason : task.why);
    out.insert(QStringLiteral("failed"), int(failed.size()));
    out.insert(QStringLiteral("since_ms"), run.finishedMs);
    return out;
}

/// Whether the day, or the run itself, has spent what it may.
bool isSpent(const QJsonArray &budgets, const QString &run)
{
    return std::any_of(budgets.begin(), budgets.end(), [&](const QJsonValue &account) {
        const QString level = text(account, "level");
        const bool meant = level == QLatin1StringView("day") || text(account, "name") == run;
        const QJsonValue limit = account[QLatin1StringView("limit")][QLatin1StringView("usd")];
        return meant && limit.isDouble() &&
               account[QLatin1StringView("spent")][QLatin1StringView("usd")].toDouble() >= limit.toDouble();
    });
}

/// Of the engine's figures: what waits for good, what failed in a run that goes on, and attempts that do not get on.
QList<QJsonObject> liveStops(const QJsonObject &figures, const QHash<QString, engine::RunRow> &runs, qint64 nowMs)
{
    QList<QJsonObject> out;
    const QJsonArray budgets = figures.value(QStringLiteral("budgets")).toArray();
    const QJsonArray waiting = figures.value(QStringLiteral("waiting")).toArray();
    for (const QJsonValue &group : waiting) {
        const QString run = text(group, "run");
        if (!group[QLatin1StringView("needs_person")].toBool() || !runs.contains(run))
            continue;
        const engine::RunRow &of = runs[run];
        const bool money = of.usage.usd && isSpent(budgets, run);
        QJsonObject row = stop(money ? QStringLiteral("budget") : QStringLiteral("waits"), of,
                               group[QLatin1StringView("tasks")][0].toString());
        row.insert(QStringLiteral("reason"), group[QLatin1StringView("why")]);
        row.insert(QStringLiteral("since_ms"), of.startedMs);
        out.append(row);
    }
    const QJsonArray failed = figures.value(QStringLiteral("failed")).toArray();
    for (const QJsonValue &failure : failed) {
        const QString run = text(failure, "run");
        if (!runs.contains(run))
            continue;
        QJsonObject row = stop(kindOf(text(failure, "error_class")), runs[run], text(failure, "key"));
        row.insert(QStringLiteral("live"), true);
        row.insert(QStringLiteral("agent"), failure[QLatin1StringView("agent")]);
        row.insert(QStringLiteral("reason"), failure[QLatin1StringView("why")]);
        row.insert(QStringLiteral("failed"), failure[QLatin1StringView("count")]);
        row.insert(QStringLiteral("since_ms"), failure[QLatin1StringView("since_ms")]);
        out.append(row);
    }
    const QJsonArray attempts = figures.value(QStringLiteral("attempts")).toArray();
    for (const QJsonValue &attempt : attempts) {
        const QString run = text(attempt, "run");
        const bool login = text(attempt, "activity") == QLatin1StringView("login_needed");
        if ((!login && text(attempt, "activity") != QLatin1StringView("stalled")) || !runs.contains(run))
            continue;
        QJsonObject row =
            stop(login ? QStringLiteral("login") : QStringLiteral("stalled"), runs[run], text(attempt, "key"));
        row.insert(QStringLiteral("agent"), attempt[QLatin1StringView("agent")]);
        row.insert(QStringLiteral("reason"), attempt[QLatin1StringView("detail")]);
        row.insert(QStringLiteral("since_ms"), nowMs - attempt[QLatin1StringView("silent_ms")].toInteger());
        out.append(row);
    }
    return out;
}

Result<QJsonObject> sorted(QList<QJsonObject> rows)
{
    std::stable_sort(rows.begin(), rows.end(), [](const QJsonObject &a, const QJsonObject &b) {
        return a.value(QStringLiteral("since_ms")).toInteger() > b.value(QStringLiteral("since_ms")).toInteger();
    });
    QJsonArray out;
    for (const QJsonObject &row : std::as_const(rows))
        out.append(row);
    return QJsonObject{{QStringLiteral("stops"), out}};
}

} // namespace

Reply listStops(const Request &request)
{
    LocalHost *host = request.host;
    const qint64 now = SystemClock().nowMs();
    const qint64 since = now - request.params.value(QStringLiteral("within_ms")).toInteger();
    storage::RunFilter filter;
    filter.states = {domain::RunState::Failed, domain::RunState::InProgress, domain::RunState::Paused};
    return andThen(host->queries().listRuns(filter, MostRuns), [=](const QList<engine::RunRow> &runs) {
        QHash<QString, engine::RunRow> live;
        QList<engine::RunRow> failed;
        QList<QFuture<Tasks>> questions;
        for (const engine::RunRow &run : runs) {
            if (run.state != domain::RunState::Failed) {
                live.insert(run.id, run);
                continue;
            }
            if (run.finishedMs < since)
                continue;
            failed.append(run);
            storage::TaskFilter tasks;
            tasks.run = run.id;
            tasks.state = domain::TaskState::Failed;
            questions += host->queries().tasks(tasks);
        }
        const auto read = [failed](const QList<Tasks> &answers) -> QList<QJsonObject> {
            QList<QJsonObject> rows;
            for (qsizetype i = 0; i < answers.size(); ++i)
                rows.append(failedRun(failed.at(i), answers.at(i).value_or(QList<engine::TaskRow>())));
            return rows;
        };
        QFuture<QList<QJsonObject>> dead =
            questions.isEmpty() ? QtFuture::makeReadyFuture(QList<QJsonObject>()) : then(all(questions), read);
        if (!host->owns())
            return then(dead, sorted);
        return then(dead, [=](const QList<QJsonObject> &rows) {
            return then(host->engine().inspect(), [=](const QJsonObject &figures) -> Result<QJsonObject> {
                return sorted(rows + liveStops(figures, live, now));
            });
        });
    });
}

} // namespace podium::control
