// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/ids.h"
#include "control/local/handlers/answerjson.h"
#include "control/local/handlers/handlers.h"
#include "domain/definition/workflowloader.h"
#include "engine/plan/forkreuse.h"

#include <QCoreApplication>
#include <QDir>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(RunVerbs)
};

using engine::Command;
using Verb = Command::Verb;

Reply perform(const Request &request, Verb verb, const QString &run, const QString &task = {},
              const QJsonObject &args = {})
{
    Command command;
    command.verb = verb;
    command.run = run;
    command.task = task;
    command.by = request.principal.name;
    command.args = args;
    return request.host->engine().perform(command);
}

/// A verb on a run named by a beginning of its id.
Reply onRun(const Request &request, Verb verb, const QStringList &fields = {})
{
    return andThen(findRun(request), [request, verb, fields](const engine::RunRow &run) {
        QJsonObject args;
        for (const QString &field : fields) {
            if (request.params.contains(field))
                args.insert(field, request.params.value(field));
        }
        return perform(request, verb, run.id, request.text("task"), args);
    });
}

const QStringList BudgetFields{QStringLiteral("budget_usd"), QStringLiteral("budget_tokens"),
                               QStringLiteral("budget_wall_ms"), QStringLiteral("budget_attempts"),
                               QStringLiteral("budget_agents")};

bool isBeingStopped(const engine::RunRow &run)
{
    return run.cancelling && !domain::isFinished(run.state);
}

/// It can be opened again when nothing of it runs any more.
Reply stillStopping(const engine::RunRow &run)
{
    return replyNow(QJsonObject{{QStringLiteral("run"), run.id}, {QStringLiteral("cancelling"), true}});
}

Reply resume(const Request &request)
{
    return andThen(findRun(request), [request](const engine::RunRow &run) {
        using domain::RunState;
        if (isBeingStopped(run))
            return stillStopping(run);
        // Under way already: being here is what it needed. Completed meanwhile: whoever asks wants to see that.
        if (run.state != RunState::Paused && run.state != RunState::Failed && run.state != RunState::Cancelled)
            return replyNow(QJsonObject{{QStringLiteral("run"), run.id}});
        return perform(request, Verb::ResumeRun, run.id);
    });
}

Reply retry(const Request &request)
{
    LocalHost *host = request.host;
    return andThen(findRun(request), [host, request](const engine::RunRow &run) {
        if (request.has("task"))
            return perform(request, Verb::RetryTask, run.id, request.text("task"));
        if (isBeingStopped(run))
            return stillStopping(run);
        if (run.state == domain::RunState::Failed || run.state == domain::RunState::Cancelled)
            return perform(request, Verb::ResumeRun, run.id); // Resets what failed.
        storage::TaskFilter failed;
        failed.run = run.id;
        failed.state = domain::TaskState::Failed;
        return andThen(host->queries().tasks(failed), [=](const QList<engine::TaskRow> &tasks) {
            Reply last = replyNow(fail(ErrorCode::Conflict, Text::tr("no task of the run has failed"), run.id,
                                       Text::tr("Name the task to do again with --task KEY")));
            bool first = true;
            for (const engine::TaskRow &task : tasks) {
                const auto again = [=](const QJsonObject &) {
                    return perform(request, Verb::RetryTask, run.id, task.key);
                };
                last = first ? again({}) : andThen(last, again);
                first = false;
            }
            return last;
        });
    });
}

Reply cancel(const Request &request)
{
    return onRun(request, request.has("task") ? Verb::CancelTask : Verb::CancelRun, {QStringLiteral("reason")});
}

Reply fork(const Request &request)
{
    LocalHost *host = request.host;
    return andThen(findRun(request), [host, request](const engine::RunRow &parent) {
        return andThen(host->queries().workflow(parent.workflowHash), [=](const storage::WorkflowInfo &stored) {
            const domain::LoadResult loaded = domain::workflowFromDefinition(stored.definition);
            if (!loaded.workflow) {
                return replyNow(fail(ErrorCode::Corrupt, Text::tr("the stored workflow cannot be read"), stored.hash));
            }
            const Result<QJsonObject> changed =
                typedInputs(*loaded.workflow, request.params.value(QStringLiteral("inputs")).toObject());
            if (!changed)
                return replyNow(tl::unexpected(changed.error()));
            QJsonObject inputs = parent.inputs;
            for (auto it = changed->begin(); it != changed->end(); ++it)
                inputs.insert(it.key(), it.value());
            QJsonArray again;
            if (request.has("from"))
                again.append(request.text("from"));
            Command command;
            command.verb = Verb::SubmitRun;
            command.run = newReadableId(loaded.workflow->name);
            command.by = request.principal.name;
            command.workflow = loaded.workflow;
            command.args = {{QStringLiteral("inputs"), inputs},
                            {QStringLiteral("working_directory"), parent.workingDirectory},
                            {QStringLiteral("title"), request.has("title") ? request.text("title") : parent.title},
                            {QStringLiteral("priority"), parent.priority},
                            {QStringLiteral("parent_run"), parent.id},
                            {QStringLiteral("again"), again}};
            const QStringList limits = QStringList{QStringLiteral("max_parallel")} + BudgetFields;
            for (const QString &field : limits) {
                if (request.params.contains(field))
                    command.args.insert(field, request.params.value(field));
            }
            const QString run = command.run;
            return andThen(host->engine().perform(command), [host, run, parent](const QJsonObject &) {
                storage::EventFilter first;
                first.run = run;
                return answered(host->queries().events(first, 1),
                                [run, parent](const storage::EventPage &page) -> Result<QJsonObject> {
                                    const QJsonObject data =
                                        page.events.isEmpty() ? QJsonObject() : page.events.first().data;
                                    const QJsonObject entries = data.value(QStringLiteral("reuse")).toObject();
                                    QJsonArray reused;
                                    for (auto it = entries.begin(); it != entries.end(); ++it) {
                                        if (!engine::stateTakenOver(it->toObject()).isEmpty())
                                            reused.append(it.key());
                                    }
                                    return QJsonObject{{QStringLiteral("run"), run},
                                                       {QStringLiteral("parent_run"), parent.id},
                                                       {QStringLiteral("reused"), reused}};
                                });
            });
        });
    });
}

Reply change(const Request &request)
{
    const QStringList fields = QStringList{QStringLiteral("priority"), QStringLiteral("max_parallel")} + BudgetFields;
    const auto given = [&](const QString &field) { return request.params.contains(field); };
    if (std::none_of(fields.begin(), fields.end(), given)) {
        return replyNow(fail(ErrorCode::InvalidArgument, Text::tr("nothing to change was given"), {},
                             Text::tr("Give --priority, --max-parallel or --budget")));
    }
    return onRun(request, Verb::ChangeRun, fields);
}

} // namespace

Reply submitRun(const Request &request)
{
    QJsonArray warnings;
    const Result<domain::WorkflowPtr> workflow = requestedWorkflow(request, &warnings);
    if (!workflow)
        return replyNow(tl::unexpected(workflow.error()));
    const Result<QJsonObject> inputs =
        typedInputs(**workflow, request.params.value(QStringLiteral("inputs")).toObject());
    if (!inputs)
        return replyNow(tl::unexpected(inputs.error()));
    QString folder = request.text("working_directory");
    if (folder.isEmpty())
        folder = request.host->dataFolder() + QStringLiteral("/work");
    if (!QDir::isAbsolutePath(folder) || (request.has("working_directory") && !QDir(folder).exists())) {
        return replyNow(fail(ErrorCode::InvalidArgument, Text::tr("there is no such folder"),
                             QStringLiteral("working_directory"), Text::tr("Give an absolute path")));
    }
    QDir().mkpath(folder);

    Command command;
    command.verb = Verb::SubmitRun;
    command.run = newReadableId((*workflow)->name);
    command.by = request.principal.name;
    command.workflow = *workflow;
    command.args = {{QStringLiteral("inputs"), *inputs},
                    {QStringLiteral("working_directory"), folder},
                    {QStringLiteral("start_paused"), request.params.value(QStringLiteral("start_paused")).toBool()}};
    const QStringList fields =
        QStringList{QStringLiteral("title"), QStringLiteral("priority"), QStringLiteral("max_parallel")} + BudgetFields;
    for (const QString &field : fields) {
        if (request.params.contains(field))
            command.args.insert(field, request.params.value(field));
    }
    const QString run = command.run;
    const QJsonObject answer{
        {QStringLiteral("run"), run},
        {QStringLiteral("workflow"), (*workflow)->name},
        {QStringLiteral("hash"), (*workflow)->hash},
        {QStringLiteral("warnings"), warnings},
        {QStringLiteral("title"), request.has("title") ? request.text("title") : (*workflow)->title}};
    return answered(request.host->engine().perform(command),
                    [answer](const QJsonObject &) -> Result<QJsonObject> { return answer; });
}

Handlers runVerbHandlers()
{
    return {
        {QStringLiteral("run.submit"), orFromLibrary(submitRun)},
        {QStringLiteral("run.cancel"), cancel},
        {QStringLiteral("run.pause"), [](const Request &r) { return onRun(r, Verb::PauseRun); }},
        {QStringLiteral("run.resume"), resume},
        {QStringLiteral("run.retry"), retry},
        {QStringLiteral("run.skip"), [](const Request &r) { return onRun(r, Verb::SkipTask); }},
        {QStringLiteral("run.fork"), fork},
        {QStringLiteral("run.change"), change},
        {QStringLiteral("message.send"),
         [](const Request &r) { return onRun(r, Verb::SendMessage, {QStringLiteral("text")}); }},
    };
}

} // namespace podium::control
