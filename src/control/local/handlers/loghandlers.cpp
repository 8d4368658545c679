// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/local/handlers/answerjson.h"
#include "control/local/handlers/handlers.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(LogHandlers)
};

storage::LogFilter filterOf(const Request &request)
{
    const auto number = [&request](const char *name) {
        return request.params.value(QLatin1StringView(name)).toInteger();
    };
    storage::LogFilter filter;
    filter.agent = request.text("agent");
    filter.stream = request.text("stream");
    filter.text = request.text("words");
    filter.fromMs = number("from_ms");
    filter.toMs = number("to_ms");
    filter.sinceId = number("after");
    filter.beforeId = number("before");
    filter.tail = !request.has("after");
    const QJsonArray levels = request.params.value(QStringLiteral("levels")).toArray();
    for (const QJsonValue &level : levels)
        filter.levels += level.toString();
    return filter;
}

/// With the names of the tasks that wrote the lines, and of their agents.
Reply named(LocalHost &host, const storage::LogPage &page)
{
    QMap<QString, QList<int>> wrote;
    for (const storage::LogEntry &entry : page.lines) {
        QList<int> &tasks = wrote[entry.line.key.run];
        if (!tasks.contains(entry.line.key.task))
            tasks += entry.line.key.task;
    }
    return answered(tasksOf(host.queries(), wrote),
                    [page](const QHash<QString, QList<engine::TaskRow>> &tasks) -> Result<QJsonObject> {
                        QHash<std::pair<QString, int>, const engine::TaskRow *> byKey;
                        for (auto it = tasks.cbegin(); it != tasks.cend(); ++it) {
                            for (const engine::TaskRow &row : it.value())
                                byKey.insert({it.key(), row.index}, &row);
                        }
                        QJsonArray lines;
                        for (const storage::LogEntry &entry : page.lines) {
                            const engine::TaskRow *task = byKey.value({entry.line.key.run, entry.line.key.task});
                            QJsonObject line = logJson(entry, task ? task->key : QString());
                            line.insert(QStringLiteral("agent"), task ? task->agent : QString());
                            lines.append(line);
                        }
                        return QJsonObject{{QStringLiteral("lines"), lines},
                                           {QStringLiteral("reached"), page.reached},
                                           {QStringLiteral("more"), page.more}};
                    });
}

Reply page(const Request &request)
{
    LocalHost *host = request.host;
    if (request.has("after") && request.has("before")) {
        return replyNow(fail(ErrorCode::InvalidArgument, Text::tr("after and before exclude each other"),
                             QStringLiteral("before")));
    }
    if (request.has("task") && !request.has("run")) {
        return replyNow(fail(ErrorCode::InvalidArgument, Text::tr("a task needs its run"), QStringLiteral("run"),
                             Text::tr("Give --run, too")));
    }
    const auto read = [host, request](const storage::LogFilter &filter) {
        const int limit = request.params.value(QStringLiteral("limit")).toInt();
        return andThen(host->queries().logPage(filter, request.text("regex"), limit),
                       [host](const storage::LogPage &found) { return named(*host, found); });
    };
    storage::LogFilter filter = filterOf(request);
    if (!request.has("run"))
        return read(filter);
    return andThen(findRun(request), [=](const engine::RunRow &run) {
        storage::LogFilter ofRun = filter;
        ofRun.run = run.id;
        if (!request.has("task"))
            return read(ofRun);
        storage::TaskFilter task;
        task.run = run.id;
        task.key = request.text("task");
        return andThen(host->queries().tasks(task), [=](const QList<engine::TaskRow> &rows) {
            if (rows.isEmpty()) {
                return replyNow(fail(ErrorCode::NotFound, Text::tr("the run has no task \"%1\"").arg(task.key), run.id,
                                     Text::tr("podiumctl show %1 lists its tasks").arg(run.id)));
            }
            storage::LogFilter ofTask = ofRun;
            ofTask.task = rows.last().index; // What was done anew has the same key.
            return read(ofTask);
        });
    });
}

} // namespace

Handlers logHandlers()
{
    return {{QStringLiteral("log.page"), page}};
}

} // namespace podium::control
