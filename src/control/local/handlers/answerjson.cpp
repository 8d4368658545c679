// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/local/handlers/answerjson.h"
#include "base/continuation.h"
#include "domain/usagesum.h"

namespace podium::control
{

QJsonObject runJson(const engine::RunRow &run)
{
    return {{QStringLiteral("id"), run.id},
            {QStringLiteral("team"), run.team},
            {QStringLiteral("workflow"), run.workflowName},
            {QStringLiteral("workflow_hash"), run.workflowHash},
            {QStringLiteral("title"), run.title},
            {QStringLiteral("state"), domain::stateName(run.state)},
            {QStringLiteral("cancelling"), run.cancelling},
            {QStringLiteral("priority"), run.priority},
            {QStringLiteral("parent_run"), run.parentRun},
            {QStringLiteral("working_directory"), run.workingDirectory},
            {QStringLiteral("inputs"), run.inputs},
            {QStringLiteral("outputs"), run.outputs},
            {QStringLiteral("reason"), run.reason},
            {QStringLiteral("tasks_total"), run.tasksTotal},
            {QStringLiteral("tasks_done"), run.tasksDone},
            {QStringLiteral("usage"), domain::toJson(run.usage)},
            {QStringLiteral("created_ms"), run.createdMs},
            {QStringLiteral("started_ms"), run.startedMs},
            {QStringLiteral("finished_ms"), run.finishedMs},
            {QStringLiteral("created_by"), run.createdBy}};
}

QJsonObject runJson(const engine::RunRow &run, const storage::RunFigures &figures)
{
    QJsonObject out = runJson(run);
    out.insert(QStringLiteral("tasks_failed"), figures.failed);
    out.insert(QStringLiteral("tasks_cancelled"), figures.cancelled);
    QJsonObject usage = out.value(QStringLiteral("usage")).toObject();
    domain::addSimulated(&usage, figures.simulatedUsd);
    out.insert(QStringLiteral("usage"), usage);
    return out;
}

QJsonObject taskJson(const engine::TaskRow &task, bool whole)
{
    // Until a person goes on with it.
    const bool rests = task.state == domain::TaskState::Ready && task.notBeforeMs == domain::AttemptOutcome::Forever;
    QJsonObject out{{QStringLiteral("index"), task.index},
                    {QStringLiteral("parent"), task.parent},
                    {QStringLiteral("id"), task.taskId},
                    {QStringLiteral("key"), task.key},
                    {QStringLiteral("title"), task.title},
                    {QStringLiteral("type"), task.type},
                    {QStringLiteral("kind"), task.kind},
                    {QStringLiteral("state"), domain::stateName(task.state)},
                    {QStringLiteral("attempt"), task.attempt},
                    {QStringLiteral("failures"), task.failures},
                    {QStringLiteral("agent"), task.agent},
                    {QStringLiteral("runner"), task.runner},
                    {QStringLiteral("why"), task.why},
                    {QStringLiteral("error_class"), task.errorClass},
                    {QStringLiteral("usage"), domain::usageJson(task.usage, task.runner)},
                    {QStringLiteral("session"), task.session},
                    {QStringLiteral("ready_ms"), task.readyMs},
                    {QStringLiteral("not_before_ms"), rests ? 0 : task.notBeforeMs},
                    {QStringLiteral("rests"), rests},
                    {QStringLiteral("started_ms"), task.startedMs},
                    {QStringLiteral("finished_ms"), task.finishedMs}};
    if (whole) {
        out.insert(QStringLiteral("result"), task.result);
        out.insert(QStringLiteral("result_source"), task.resultSource);
    }
    return out;
}

QFuture<Result<QHash<QString, QList<engine::TaskRow>>>> tasksOf(storage::RunQueries &queries,
                                                                const QMap<QString, QList<int>> &wanted)
{
    using Tasks = Result<QList<engine::TaskRow>>;
    using All = Result<QHash<QString, QList<engine::TaskRow>>>;
    const QStringList runs = wanted.keys();
    QList<QFuture<Tasks>> questions;
    for (const QString &run : runs)
        questions += queries.tasks({run, wanted.value(run), {}, {}});
    if (questions.isEmpty())
        return QtFuture::makeReadyFuture(All());
    return then(all(questions), [runs](const QList<Tasks> &answers) -> All {
        QHash<QString, QList<engine::TaskRow>> out;
        for (qsizetype i = 0; i < runs.size(); ++i) {
            const Tasks &tasks = answers.at(i);
            if (!tasks)
                return tl::unexpected(tasks.error());
            out.insert(runs.at(i), *tasks);
        }
        return out;
    });
}

QJsonObject approvalJson(const domain::Approval &approval, const QList<engine::TaskRow> &tasks)
{
    QJsonObject out = domain::toJson(approval);
    for (const engine::TaskRow &task : tasks) {
        if (task.index != approval.task)
            continue;
        out.insert(QStringLiteral("task_key"), task.key);
        out.insert(QStringLiteral("agent"), task.agent);
        break;
    }
    return out;
}

QJsonObject logJson(const storage::LogEntry &entry, const QString &taskKey)
{
    return {{QStringLiteral("id"), entry.id},
            {QStringLiteral("run"), entry.line.key.run},
            {QStringLiteral("task"), entry.line.key.task},
            {QStringLiteral("key"), taskKey},
            {QStringLiteral("attempt"), entry.line.key.attempt},
            {QStringLiteral("time_ms"), entry.line.timeMs},
            {QStringLiteral("stream"), entry.line.stream},
            {QStringLiteral("level"), entry.line.level},
            {QStringLiteral("text"), entry.line.text}};
}

} // namespace podium::control
