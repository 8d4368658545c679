// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/attemptfiles.h"
#include "agents/claude/claudetranscript.h"
#include "base/json.h"
#include "control/local/handlers/answerjson.h"
#include "control/local/handlers/handlers.h"
#include "control/local/runs/pastmoment.h"
#include "domain/usagesum.h"
#include "engine/attemptfolder.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>

#include <algorithm>
#include <optional>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(AttemptHandlers)
};

constexpr qint64 MaxContextBytes = 4 << 20;
constexpr int MaxFiles = 200;

/// `past`: the task is as it was then; null: as it is.
using TaskWork = std::function<Reply(const engine::RunRow &, const engine::TaskRow &, const PastMoment *past)>;

Reply onTask(const Request &request, const TaskWork &work)
{
    return andThen(findRun(request), [request, work](const engine::RunRow &run) {
        if (request.has("at")) {
            return atMoment(request, run, request.text("task"),
                            [run, work](const PastMoment &past) { return work(run, past.task, &past); });
        }
        storage::TaskFilter filter;
        filter.run = run.id;
        filter.key = request.text("task");
        return andThen(request.host->queries().tasks(filter), [=](const QList<engine::TaskRow> &rows) {
            if (rows.isEmpty()) {
                return replyNow(fail(ErrorCode::NotFound, Text::tr("the run has no task \"%1\"").arg(filter.key),
                                     run.id, Text::tr("podiumctl show %1 lists its tasks").arg(run.id)));
            }
            return work(run, rows.last(), nullptr); // What was done anew has the same key.
        });
    });
}

/// What an attempt was given and left, as far as its folder has it.
void addFolder(const QString &folder, QJsonObject *attempt)
{
    QFile context(agents::attemptfiles::taskFile(folder));
    if (context.open(QIODevice::ReadOnly)) {
        if (const Result<QJsonValue> given = parseJson(context.read(MaxContextBytes))) {
            attempt->insert(QStringLiteral("prompt"), (*given)[QStringLiteral("description")]);
            attempt->insert(QStringLiteral("input"), (*given)[QStringLiteral("input")]);
            attempt->insert(QStringLiteral("review_note"), (*given)[QStringLiteral("review_note")].toString());
            attempt->insert(QStringLiteral("working_directory"), (*given)[QStringLiteral("working_directory")]);
        }
    }
    QJsonArray files;
    const QString output = folder + QStringLiteral("/output");
    QDirIterator it(output, QDir::Files | QDir::Hidden | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (it.hasNext() && files.size() < MaxFiles) {
        it.next();
        files.append(QJsonObject{{QStringLiteral("name"), QDir(output).relativeFilePath(it.filePath())},
                                 {QStringLiteral("path"), it.filePath()},
                                 {QStringLiteral("bytes"), it.fileInfo().size()}});
    }
    attempt->insert(QStringLiteral("files"), files);
}

QJsonObject attemptJson(const storage::AttemptRecord &record)
{
    QJsonObject out{{QStringLiteral("attempt"), record.key.attempt},
                    {QStringLiteral("outcome"), record.outcome},
                    {QStringLiteral("agent"), record.agent},
                    {QStringLiteral("runner"), record.runner},
                    {QStringLiteral("error"), record.error},
                    {QStringLiteral("error_class"), record.errorClass},
                    {QStringLiteral("usage"), domain::usageJson(record.usage, record.runner)},
                    {QStringLiteral("session"), record.session},
                    {QStringLiteral("started_ms"), record.startedMs},
                    {QStringLiteral("finished_ms"), record.finishedMs}};
    if (!record.result.isUndefined())
        out.insert(QStringLiteral("result"), record.result);
    return out;
}

/// The task with this id in a definition; "release/notes" is a task of an embedded workflow.
QJsonObject definedTask(const QJsonObject &workflow, const QString &id)
{
    const QString first = id.section(u'/', 0, 0);
    for (const QJsonValue &task : workflow.value(QStringLiteral("tasks")).toArray()) {
        if (task[QStringLiteral("id")].toString() != first)
            continue;
        if (first == id)
            return task.toObject();
        return definedTask(task[QStringLiteral("workflow")].toObject(), id.section(u'/', 1));
    }
    return {};
}

/// The attempts of a task that had ended then.
QList<storage::AttemptRecord> endedBy(const PastMoment &past, QList<storage::AttemptRecord> attempts)
{
    attempts.removeIf([&past](const storage::AttemptRecord &record) {
        const bool last = record.key.attempt == past.task.attempt;
        return record.key.attempt > past.task.attempt ||
               (last && (past.isUnderWay() || record.finishedMs > past.timeMs));
    });
    return attempts;
}

Reply attempts(const Request &request)
{
    LocalHost *host = request.host;
    return onTask(request, [host](const engine::RunRow &run, const engine::TaskRow &task, const PastMoment *past) {
        const std::optional<PastMoment> then = past ? std::optional(*past) : std::nullopt;
        return andThen(host->queries().workflow(run.workflowHash), [=](const storage::WorkflowInfo &workflow) {
            return andThen(host->queries().attempts(run.id, task.index), [=](const QList<storage::AttemptRecord> &all) {
                const QList<storage::AttemptRecord> ended = then ? endedBy(*then, all) : all;
                return inBackground([=, folder = host->dataFolder()]() -> Result<QJsonObject> {
                    QJsonArray out;
                    const auto add = [&](QJsonObject attempt) {
                        const int number = attempt.value(QStringLiteral("attempt")).toInt();
                        addFolder(engine::attemptFolder(folder, {run.id, task.index, number}), &attempt);
                        out.append(attempt);
                    };
                    for (const storage::AttemptRecord &record : ended)
                        add(attemptJson(record));
                    if (task.attempt > 0 && (ended.isEmpty() || ended.last().key.attempt < task.attempt)) {
                        add({{QStringLiteral("attempt"), task.attempt},
                             {QStringLiteral("outcome"), QStringLiteral("running")},
                             {QStringLiteral("agent"), task.agent},
                             {QStringLiteral("runner"), task.runner},
                             {QStringLiteral("session"), task.session},
                             {QStringLiteral("started_ms"), task.startedMs}});
                        // What it left came later, or nobody knows when.
                        if (then) {
                            QJsonObject last = out.last().toObject();
                            last.insert(QStringLiteral("files"), QJsonArray());
                            out.replace(out.size() - 1, last);
                        }
                    }
                    return QJsonObject{{QStringLiteral("attempts"), out},
                                       {QStringLiteral("definition"), definedTask(workflow.definition, task.taskId)}};
                });
            });
        });
    });
}

Reply transcript(const Request &request)
{
    return onTask(request, [request](const engine::RunRow &run, const engine::TaskRow &task, const PastMoment *past) {
        const int last = past ? task.attempt : std::max(1, task.attempt);
        const int attempt = request.has("attempt") ? request.params.value(QStringLiteral("attempt")).toInt() : last;
        if (past && (attempt > last || attempt < 1)) {
            return replyNow(QJsonObject{{QStringLiteral("attempt"), 0}, // There was none yet.
                                        {QStringLiteral("entries"), QJsonArray()},
                                        {QStringLiteral("next"), 0},
                                        {QStringLiteral("more"), false}});
        }
        const bool later = past && past->isUnderWay() && attempt == last;
        const QString folder = engine::attemptFolder(request.host->dataFolder(), {run.id, task.index, attempt});
        const qint64 since = request.params.value(QStringLiteral("since")).toInteger();
        const int limit = request.params.value(QStringLiteral("limit")).toInt();
        const bool pieces = request.params.value(QStringLiteral("pieces")).toBool();
        return inBackground([=]() -> Result<QJsonObject> {
            const Result<agents::TranscriptPage> page = agents::readTranscript(folder, since, limit, pieces);
            if (!page)
                return tl::unexpected(page.error());
            return QJsonObject{{QStringLiteral("attempt"), attempt},
                               {QStringLiteral("entries"), page->entries},
                               {QStringLiteral("next"), page->next},
                               {QStringLiteral("more"), page->more},
                               {QStringLiteral("later"), later}};
        });
    });
}

} // namespace

Reply attemptsOfTask(const Request &request)
{
    return attempts(request);
}

Handlers attemptHandlers()
{
    return {{QStringLiteral("run.attempts"), attempts}, {QStringLiteral("run.transcript"), transcript}};
}

} // namespace podium::control
