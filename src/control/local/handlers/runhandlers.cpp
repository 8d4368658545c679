// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/continuation.h"
#include "base/json.h"
#include "control/local/handlers/answerjson.h"
#include "control/local/handlers/handlers.h"
#include "control/local/handlers/runwaiter.h"
#include "control/local/runs/pastmoment.h"
#include "domain/artifactreference.h"
#include "domain/usagesum.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>
#include <QSet>

#include <algorithm>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(RunHandlers)
};

using Tags = QHash<QString, storage::WorkflowTags>;

QJsonObject taggedJson(const engine::RunRow &run, const storage::RunFigures &figures, const Tags &tags)
{
    QJsonObject out = runJson(run, figures);
    out.insert(QStringLiteral("tags"), QJsonArray::fromStringList(tags.value(run.workflowHash).own));
    return out;
}

/// A run and its tasks have used what their attempts that ended have, and what those that run have so far.
void addLiveUsage(QJsonObject *row, const QJsonObject &attempt)
{
    const QString name = QStringLiteral("usage");
    domain::Usage usage = domain::usageFromJson(row->value(name).toObject());
    domain::addUsage(&usage, domain::usageFromJson(attempt.value(name).toObject()));
    QJsonObject sum = domain::toJson(usage);
    for (const QJsonObject &of : {row->value(name).toObject(), attempt.value(name).toObject()})
        domain::addSimulated(&sum, of.value(QStringLiteral("simulated_usd")).toDouble());
    row->insert(name, sum);
}

void addLiveUsage(QJsonObject *run, const QJsonArray &attempts)
{
    for (const QJsonValue &attempt : attempts) {
        if (attempt[QStringLiteral("run")] == run->value(QStringLiteral("id")))
            addLiveUsage(run, attempt.toObject());
    }
}

storage::RunOrder runOrder(const QString &name)
{
    static const QHash<QString, storage::RunOrder> orders{{QStringLiteral("longest"), storage::RunOrder::Longest},
                                                          {QStringLiteral("dearest"), storage::RunOrder::Dearest},
                                                          {QStringLiteral("state"), storage::RunOrder::State},
                                                          {QStringLiteral("name"), storage::RunOrder::Name}};
    return orders.value(name, storage::RunOrder::Newest);
}

using Figures = QHash<QString, storage::RunFigures>;

/// The rows with their tags and figures, and with what running attempts have cost so far.
Reply answerRuns(LocalHost *host, const QList<engine::RunRow> &runs, int total)
{
    QSet<QString> hashes;
    QStringList ids;
    for (const engine::RunRow &run : runs) {
        hashes.insert(run.workflowHash);
        ids += run.id;
    }
    return andThen(host->queries().tags(hashes.values()), [=](const Tags &tags) {
        return andThen(host->queries().runFigures(ids), [=](const Figures &known) {
            const auto answer = [=](const QJsonObject &figures) -> Result<QJsonObject> {
                const QJsonArray attempts = figures.value(QStringLiteral("attempts")).toArray();
                const auto row = [&](const engine::RunRow &run) {
                    QJsonObject out = taggedJson(run, known.value(run.id), tags);
                    addLiveUsage(&out, attempts);
                    return out;
                };
                return QJsonObject{{QStringLiteral("runs"), jsonArray(runs, row)}, {QStringLiteral("total"), total}};
            };
            const bool live = std::any_of(runs.begin(), runs.end(), [](const engine::RunRow &run) {
                return run.state == domain::RunState::InProgress;
            });
            return live && host->owns() ? Reply(then(host->engine().inspect(), answer))
                                        : replyNow(answer(QJsonObject()));
        });
    });
}

Reply list(const Request &request)
{
    storage::RunFilter filter;
    const QJsonArray states = request.params.value(QStringLiteral("states")).toArray();
    for (const QJsonValue &state : states)
        filter.states += domain::runStateFromName(state.toString()).value_or(domain::RunState::Pending);
    filter.workflowName = request.text("workflow");
    filter.tag = request.text("tag");
    filter.text = request.text("text");
    filter.order = runOrder(request.text("sort"));
    filter.reverse = request.params.value(QStringLiteral("reverse")).toBool();
    filter.offset = request.params.value(QStringLiteral("offset")).toInt();
    filter.nowMs = SystemClock().nowMs();
    const int limit = request.params.value(QStringLiteral("limit")).toInt();
    LocalHost *host = request.host;
    return andThen(host->queries().listRuns(filter, limit), [=](const QList<engine::RunRow> &runs) {
        return andThen(host->queries().countRuns(filter), [=](int total) { return answerRuns(host, runs, total); });
    });
}

/// Adds what only the engine knows: what each running attempt is doing, and why a waiting task waits.
void addLiveFigures(QJsonArray &tasks, const QJsonObject &figures)
{
    QHash<QString, QJsonObject> byKey;
    const QJsonArray attempts = figures.value(QStringLiteral("attempts")).toArray();
    for (const QJsonValue &attempt : attempts)
        byKey.insert(attempt[QStringLiteral("key")].toString(), attempt.toObject());
    const QJsonArray waiting = figures.value(QStringLiteral("waiting")).toArray();
    for (const QJsonValue &group : waiting) {
        const QJsonObject because{{QStringLiteral("why"), group[QStringLiteral("why")]},
                                  {QStringLiteral("activity"), group[QStringLiteral("needs_person")].toBool()
                                                                   ? QStringLiteral("cannot_be_placed")
                                                                   : QStringLiteral("waiting")}};
        const QJsonArray keys = group[QStringLiteral("tasks")].toArray();
        for (const QJsonValue &key : keys)
            byKey.insert(key.toString(), because);
    }
    for (QJsonValueRef value : tasks) {
        QJsonObject task = value.toObject();
        const auto live = byKey.constFind(task.value(QStringLiteral("key")).toString());
        if (live == byKey.constEnd())
            continue;
        for (const char *name : {"activity", "detail", "cpu_ms", "rss_bytes", "processes", "why"}) {
            if (const QJsonValue figure = live->value(QLatin1StringView(name)); !figure.isUndefined())
                task.insert(QLatin1StringView(name), figure);
        }
        addLiveUsage(&task, *live);
        value = task;
    }
}

Reply noSuchTask(const QString &run, const QString &task)
{
    return replyNow(fail(ErrorCode::NotFound, Text::tr("the run has no task \"%1\"").arg(task), run,
                         Text::tr("podiumctl show %1 lists its tasks").arg(run)));
}

/// The answer to run.show, but for what only the engine knows.
QJsonObject shown(const Request &request, const engine::RunRow &run, const QList<engine::TaskRow> &rows,
                  const QJsonArray &approvals, const Tags &allTags, const storage::RunFigures &figures)
{
    const storage::WorkflowTags tags = allTags.value(run.workflowHash);
    const QString only = request.text("tag");
    QJsonArray tasks;
    for (const engine::TaskRow &row : rows) {
        const QStringList words = tags.ofTask(row.key);
        if (!only.isEmpty() && !words.contains(only))
            continue;
        QJsonObject task = taskJson(row, request.has("task"));
        if (!words.isEmpty())
            task.insert(QStringLiteral("tags"), QJsonArray::fromStringList(words));
        tasks.append(task);
    }
    QJsonObject out{{QStringLiteral("run"), taggedJson(run, figures, allTags)},
                    {QStringLiteral("tasks"), tasks},
                    {QStringLiteral("approvals"), approvals},
                    {QStringLiteral("live"), request.host->owns()}};
    if (request.has("limit") && rows.size() == request.params.value(QStringLiteral("limit")).toInt())
        out.insert(QStringLiteral("next"), rows.last().index + 1);
    return out;
}

/// The rows that run.show needs: whoever follows a run asks for those that changed.
storage::TaskFilter neededTasks(const Request &request, const QString &run)
{
    storage::TaskFilter filter;
    filter.run = run;
    filter.key = request.text("task");
    filter.from = request.params.value(QStringLiteral("from")).toInt();
    filter.limit = request.params.value(QStringLiteral("limit")).toInt();
    filter.most = request.params.value(QStringLiteral("most")).toInt();
    if (!request.has("tasks"))
        return filter;
    QList<int> indexes;
    const QJsonArray asked = request.params.value(QStringLiteral("tasks")).toArray();
    for (const QJsonValue &index : asked)
        indexes.append(index.toInt());
    filter.indexes = indexes;
    return filter;
}

storage::TaskFilter waitingTasks(const QString &run, const QList<domain::Approval> &open)
{
    storage::TaskFilter filter;
    filter.run = run;
    filter.indexes.emplace();
    for (const domain::Approval &approval : open)
        filter.indexes->append(approval.task);
    return filter;
}

/// The open requests of a run, or of the one task that was asked for.
QFuture<Result<QJsonArray>> openApprovals(const Request &request, const QString &run)
{
    LocalHost *host = request.host;
    return then(host->queries().approvals(domain::Approval::State::Open, run),
                [=](const Result<QList<domain::Approval>> &open) -> QFuture<Result<QJsonArray>> {
                    if (!open)
                        return QtFuture::makeReadyFuture(Result<QJsonArray>(tl::unexpected(open.error())));
                    return then(host->queries().tasks(waitingTasks(run, *open)),
                                [open = *open, only = request.text("task")](
                                    const Result<QList<engine::TaskRow>> &rows) -> Result<QJsonArray> {
                                    if (!rows)
                                        return tl::unexpected(rows.error());
                                    QJsonArray out;
                                    for (const domain::Approval &approval : open) {
                                        const QJsonObject json = approvalJson(approval, *rows);
                                        if (only.isEmpty() || json.value(QStringLiteral("task_key")) == only)
                                            out.append(json);
                                    }
                                    return out;
                                });
                });
}

Reply withCounts(const Request &request, const QString &run, const Reply &answer)
{
    LocalHost *host = request.host;
    return andThen(answer, [host, run](const QJsonObject &shown) {
        return answered(host->queries().taskCounts(run),
                        [shown](const QMap<QString, int> &counts) -> Result<QJsonObject> {
                            QJsonObject out = shown;
                            QJsonObject byState;
                            for (auto it = counts.begin(); it != counts.end(); ++it)
                                byState.insert(it.key(), it.value());
                            out.insert(QStringLiteral("counts"), byState);
                            return out;
                        });
    });
}

Reply show(const Request &request)
{
    if (request.has("at"))
        return showPast(request);
    LocalHost *host = request.host;
    const qint64 seq = host->hub()->lastSeq(); // The rows read after this contain at least what it stands for.
    const auto answerWith = [=](const engine::RunRow &run, const QList<engine::TaskRow> &rows,
                                const QJsonArray &approvals, const Tags &tags, const Figures &known) {
        QJsonObject out = shown(request, run, rows, approvals, tags, known.value(run.id));
        out.insert(QStringLiteral("seq"), seq);
        if (!host->owns() || domain::isFinished(run.state))
            return replyNow(out);
        return Reply(then(host->engine().inspect(run.id), [out](const QJsonObject &figures) -> Result<QJsonObject> {
            QJsonObject whole = out;
            QJsonArray live = out.value(QStringLiteral("tasks")).toArray();
            addLiveFigures(live, figures);
            whole.insert(QStringLiteral("tasks"), live);
            QJsonObject of = out.value(QStringLiteral("run")).toObject();
            addLiveUsage(&of, figures.value(QStringLiteral("attempts")).toArray());
            whole.insert(QStringLiteral("run"), of);
            return whole;
        }));
    };
    return andThen(findRun(request), [=](const engine::RunRow &run) {
        return andThen(openApprovals(request, run.id), [=](const QJsonArray &approvals) {
            return andThen(host->queries().tasks(neededTasks(request, run.id)),
                           [=](const QList<engine::TaskRow> &rows) {
                               const QString only = request.text("task");
                               if (!only.isEmpty() && rows.isEmpty())
                                   return noSuchTask(run.id, only);
                               return andThen(host->queries().tags({run.workflowHash}), [=](const Tags &tags) {
                                   return andThen(host->queries().runFigures({run.id}), [=](const Figures &known) {
                                       const Reply answer = answerWith(run, rows, approvals, tags, known);
                                       return request.has("most") ? withCounts(request, run.id, answer) : answer;
                                   });
                               });
                           });
        });
    });
}

/// The answer with what its result refers to in place of the references.
Reply withArtifacts(LocalHost &host, const QJsonObject &answer)
{
    constexpr qint64 MaxBytes = 256 * 1024 * 1024;
    const QJsonValue result = answer.value(QStringLiteral("result"));
    if (!domain::holdsReference(result) || domain::referencedBytes(result) > MaxBytes)
        return replyNow(answer);
    using Content = QFuture<Result<QByteArray>>;
    QHash<QString, Content> contents;
    std::optional<Content> last;
    domain::withoutReferences(result, [&](const QJsonObject &reference) -> Result<QJsonValue> {
        const QString hash = domain::artifactOf(reference);
        if (!contents.contains(hash)) {
            last = host.queries().artifact(hash);
            contents.insert(hash, *last);
        }
        return QJsonValue(reference);
    });
    // One thread answers them in turn: with the last one all are there.
    return then(*last, [answer, result, contents](const Result<QByteArray> &) -> Result<QJsonObject> {
        const Result<QJsonValue> whole =
            domain::withoutReferences(result, [&](const QJsonObject &reference) -> Result<QJsonValue> {
                const Result<QByteArray> bytes = contents.value(domain::artifactOf(reference)).result();
                if (!bytes)
                    return tl::unexpected(bytes.error());
                return parseJson(*bytes);
            });
        if (!whole)
            return tl::unexpected(whole.error());
        QJsonObject out = answer;
        out.insert(QStringLiteral("result"), *whole);
        return out;
    });
}

Reply result(const Request &request)
{
    LocalHost *host = request.host;
    return andThen(findRun(request), [host, request](const engine::RunRow &run) {
        storage::TaskFilter filter;
        filter.run = run.id;
        filter.key = request.text("task");
        return andThen(host->queries().tasks(filter), [host, run, filter](const QList<engine::TaskRow> &rows) {
            if (rows.isEmpty())
                return noSuchTask(run.id, filter.key);
            const engine::TaskRow &row = rows.last(); // What was done anew has the same key.
            QJsonObject out{{QStringLiteral("run"), run.id},
                            {QStringLiteral("task"), row.key},
                            {QStringLiteral("source"), row.resultSource},
                            {QStringLiteral("result"), row.result}};
            if (row.result.isNull() || row.result.isUndefined()) {
                return replyNow(fail(ErrorCode::NotFound, Text::tr("the task has no result"), row.key,
                                     Text::tr("It is %1").arg(domain::stateName(row.state))));
            }
            return withArtifacts(*host, out);
        });
    });
}

/// With the keys of the tasks that the events are about, which people know them by.
Reply described(LocalHost &host, const storage::EventPage &page)
{
    QMap<QString, QList<int>> about;
    for (const domain::Event &event : page.events) {
        if (event.task >= 0 && !about[event.run].contains(event.task))
            about[event.run] += event.task;
    }
    return answered(tasksOf(host.queries(), about),
                    [page](const QHash<QString, QList<engine::TaskRow>> &rows) -> Result<QJsonObject> {
                        QHash<QString, QHash<int, QString>> keys;
                        for (auto it = rows.cbegin(); it != rows.cend(); ++it) {
                            for (const engine::TaskRow &row : it.value())
                                keys[it.key()].insert(row.index, row.key);
                        }
                        QJsonArray out;
                        for (const domain::Event &event : page.events) {
                            QJsonObject entry = domain::toJson(event);
                            const QString key = keys.value(event.run).value(event.task);
                            if (!key.isEmpty())
                                entry.insert(QStringLiteral("task_key"), key);
                            out.append(entry);
                        }
                        return QJsonObject{{QStringLiteral("events"), out}, {QStringLiteral("last"), page.nextSince}};
                    });
}

/// Only what happened when, for who wants to know of all of them.
QJsonObject outlined(const storage::EventPage &page)
{
    QJsonArray out;
    for (const domain::Event &event : page.events) {
        out.append(QJsonObject{{QStringLiteral("seq"), event.seq},
                               {QStringLiteral("time_ms"), event.timeMs},
                               {QStringLiteral("type"), domain::eventTypeName(event.type)},
                               {QStringLiteral("task"), event.task}});
    }
    return {{QStringLiteral("events"), out}, {QStringLiteral("last"), page.nextSince}};
}

Reply events(const Request &request)
{
    LocalHost *host = request.host;
    const auto read = [host, request](const QString &run) {
        storage::EventFilter filter;
        filter.run = run;
        filter.tail = !request.has("since");
        filter.sinceSeq = request.params.value(QStringLiteral("since")).toInteger();
        const QJsonArray given = request.params.value(QStringLiteral("patterns")).toArray();
        for (const QJsonValue &pattern : given)
            filter.patterns += pattern.toString();
        const bool brief = request.params.value(QStringLiteral("brief")).toBool();
        return andThen(host->queries().events(filter, request.params.value(QStringLiteral("limit")).toInt()),
                       [host, brief](const storage::EventPage &page) {
                           return brief ? replyNow(outlined(page)) : described(*host, page);
                       });
    };
    if (!request.has("run"))
        return read(QString());
    return andThen(findRun(request), [read](const engine::RunRow &run) { return read(run.id); });
}

storage::LogFilter logFilter(const Request &request, const QString &run)
{
    storage::LogFilter filter;
    filter.run = run;
    filter.attempt = request.params.value(QStringLiteral("attempt")).toInt();
    filter.tail = !request.has("since");
    filter.sinceId = request.params.value(QStringLiteral("since")).toInteger();
    const QJsonArray streams = request.params.value(QStringLiteral("streams")).toArray();
    if (streams.size() == 1)
        filter.stream = streams.first().toString();
    return filter;
}

/// Reads lines, then the names of the tasks that wrote them: a run may have a hundred thousand others.
Reply readLogs(const Request &request, const storage::LogFilter &filter)
{
    LocalHost *host = request.host;
    const int limit = request.params.value(QStringLiteral("limit")).toInt();
    return andThen(host->queries().logs(filter, limit), [=](const QList<storage::LogEntry> &lines) {
        QSet<int> indexes;
        for (const storage::LogEntry &entry : lines)
            indexes.insert(entry.line.key.task);
        storage::TaskFilter writers;
        writers.run = filter.run;
        writers.indexes = indexes.values();
        return answered(host->queries().tasks(writers), [=](const QList<engine::TaskRow> &rows) -> Result<QJsonObject> {
            QHash<int, QString> keys;
            for (const engine::TaskRow &row : rows)
                keys.insert(row.index, row.key);
            const QJsonArray streams = request.params.value(QStringLiteral("streams")).toArray();
            QJsonArray out;
            for (const storage::LogEntry &entry : lines) {
                if (streams.size() < 2 || streams.contains(entry.line.stream))
                    out.append(logJson(entry, keys.value(entry.line.key.task)));
            }
            return QJsonObject{{QStringLiteral("lines"), out},
                               {QStringLiteral("last"), lines.isEmpty() ? filter.sinceId : lines.last().id}};
        });
    });
}

Reply logs(const Request &request)
{
    return andThen(findRun(request), [request](const engine::RunRow &run) {
        storage::LogFilter filter = logFilter(request, run.id);
        const QString only = request.text("task");
        if (request.has("at")) {
            return atMoment(request, run, only, [=](const PastMoment &past) {
                storage::LogFilter until = filter;
                until.toMs = past.timeMs + 1;
                if (!only.isEmpty())
                    until.task = past.task.index;
                return past.timeMs > 0 ? readLogs(request, until)
                                       : replyNow(QJsonObject{{QStringLiteral("lines"), QJsonArray()},
                                                              {QStringLiteral("last"), filter.sinceId}});
            });
        }
        if (only.isEmpty())
            return readLogs(request, filter);
        storage::TaskFilter named;
        named.run = run.id;
        named.key = only;
        return andThen(request.host->queries().tasks(named), [=](const QList<engine::TaskRow> &rows) {
            if (rows.isEmpty())
                return noSuchTask(run.id, only);
            storage::LogFilter ofTask = filter;
            ofTask.task = rows.last().index; // What was done anew has the same key.
            return readLogs(request, ofTask);
        });
    });
}

Reply wait(const Request &request)
{
    LocalHost *host = request.host;
    return andThen(findRun(request), [host, request](const engine::RunRow &run) {
        if (domain::isFinished(run.state))
            return replyNow(QJsonObject{{QStringLiteral("run"), runJson(run)}, {QStringLiteral("attention"), false}});
        if (!host->owns()) {
            return replyNow(fail(ErrorCode::Unavailable, Text::tr("no process is running this run"), run.id,
                                 Text::tr("podiumctl resume %1 goes on with it").arg(run.id)));
        }
        return RunWaiter::wait(*host, run.id,
                               request.params.value(QStringLiteral("attention")).toBool()
                                   ? RunWaiter::Until::NeedsPerson
                                   : RunWaiter::Until::Ended,
                               request.params.value(QStringLiteral("timeout_ms")).toInteger());
    });
}

QString keyOf(const QList<engine::TaskRow> &tasks, int index)
{
    for (const engine::TaskRow &task : tasks) {
        if (task.index == index)
            return task.key;
    }
    return {};
}

Reply search(const Request &request)
{
    LocalHost *host = request.host;
    const auto read = [host, request](const QString &run) {
        storage::LogFilter filter;
        filter.run = run;
        filter.text = request.text("query");
        const int limit = request.params.value(QStringLiteral("limit")).toInt();
        return andThen(host->queries().logs(filter, limit), [host](const QList<storage::LogEntry> &lines) {
            QMap<QString, QList<int>> wrote;
            for (const storage::LogEntry &entry : lines) {
                QList<int> &tasks = wrote[entry.line.key.run];
                if (!tasks.contains(entry.line.key.task))
                    tasks += entry.line.key.task;
            }
            return answered(
                tasksOf(host->queries(), wrote),
                [lines](const QHash<QString, QList<engine::TaskRow>> &tasks) -> Result<QJsonObject> {
                    return QJsonObject{
                        {QStringLiteral("lines"), jsonArray(lines, [&tasks](const storage::LogEntry &entry) {
                             return logJson(entry, keyOf(tasks.value(entry.line.key.run), entry.line.key.task));
                         })}};
                });
        });
    };
    if (!request.has("run"))
        return read(QString());
    return andThen(findRun(request), [read](const engine::RunRow &run) { return read(run.id); });
}

} // namespace

QFuture<Result<engine::RunRow>> findRun(const Request &request, const char *field)
{
    return request.host->queries().run(request.text(field));
}

Handlers runHandlers()
{
    return {{QStringLiteral("run.list"), list},     {QStringLiteral("run.show"), show},
            {QStringLiteral("run.result"), result}, {QStringLiteral("run.events"), events},
            {QStringLiteral("run.logs"), logs},     {QStringLiteral("run.wait"), wait},
            {QStringLiteral("log.search"), search}};
}

} // namespace podium::control
