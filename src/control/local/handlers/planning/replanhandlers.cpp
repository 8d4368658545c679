// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/continuation.h"
#include "base/ids.h"
#include "base/json.h"
#include "control/local/handlers/handlers.h"
#include "control/local/handlers/planning/planner.h"
#include "domain/definition/workflowloader.h"
#include "domain/planner/replan.h"
#include "engine/resultstore.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ReplanHandlers)
};

using engine::Command;
using Rows = QList<engine::TaskRow>;

constexpr int ShownText = 2'000; ///< Characters of a prompt or result that a planner is shown.

/// A run whose remainder is planned anew.
struct Parent
{
    engine::RunRow run;
    domain::WorkflowPtr workflow;
    Rows rows; ///< As they are now.
};

/// The newest row of a task of the workflow itself.
const engine::TaskRow *rowOf(const Rows &rows, const QString &id)
{
    for (auto it = rows.crbegin(); it != rows.crend(); ++it) {
        if (it->parent < 0 && it->key == id)
            return &*it;
    }
    return nullptr;
}

/// What a fork takes over: tasks that have succeeded and depend on nothing else. Workflows have them in any order.
QStringList doneTasks(const Parent &parent)
{
    QStringList out;
    for (bool grows = true; grows;) {
        grows = false;
        for (const domain::TaskSpec &task : parent.workflow->tasks) {
            const engine::TaskRow *row = rowOf(parent.rows, task.id);
            const bool ready = std::all_of(task.dependsOn.begin(), task.dependsOn.end(),
                                           [&](const QString &other) { return out.contains(other); });
            if (row && row->state == domain::TaskState::Success && ready && !out.contains(task.id)) {
                out.append(task.id);
                grows = true;
            }
        }
    }
    return out;
}

/// What the planner is told about the tasks, as JSON lines.
Result<QString> stateText(const Parent &parent, const engine::ResultStore &results)
{
    const QStringList done = doneTasks(parent);
    QStringList out;
    for (const domain::TaskSpec &task : parent.workflow->tasks) {
        QJsonObject told{{QStringLiteral("id"), task.id},
                         {QStringLiteral("title"), task.title},
                         {QStringLiteral("depends_on"), QJsonArray::fromStringList(task.dependsOn)},
                         {QStringLiteral("kept"), done.contains(task.id)}};
        if (!task.prompt.isEmpty())
            told.insert(QStringLiteral("description"), task.prompt.left(ShownText));
        if (const engine::TaskRow *row = rowOf(parent.rows, task.id)) {
            told.insert(QStringLiteral("state"), domain::stateName(row->state));
            if (!row->why.isEmpty())
                told.insert(QStringLiteral("why"), row->why.left(ShownText));
            const Result<QJsonValue> result = results.resolve(row->result);
            if (!result)
                return tl::unexpected(result.error());
            if (!result->isNull() && !result->isUndefined())
                told.insert(QStringLiteral("result"), QString::fromUtf8(canonicalJson(*result)).left(ShownText));
        }
        out += QString::fromUtf8(canonicalJson(told));
    }
    return out.join(u'\n');
}

QFuture<Result<Parent>> parentOf(LocalHost *host, const engine::RunRow &run)
{
    return then(host->queries().workflow(run.workflowHash),
                [host, run](const Result<storage::WorkflowInfo> &stored) -> QFuture<Result<Parent>> {
                    if (!stored)
                        return QtFuture::makeReadyFuture(Result<Parent>(tl::unexpected(stored.error())));
                    const domain::WorkflowPtr workflow = domain::workflowFromDefinition(stored->definition).workflow;
                    if (!workflow) {
                        return QtFuture::makeReadyFuture(Result<Parent>(
                            fail(ErrorCode::Corrupt, Text::tr("the stored workflow cannot be read"), stored->hash)));
                    }
                    return then(host->queries().tasks(run.id),
                                [run, workflow](const Result<Rows> &rows) -> Result<Parent> {
                                    if (!rows)
                                        return tl::unexpected(rows.error());
                                    return Parent{run, workflow, *rows};
                                });
                });
}

QJsonObject proposalJson(const domain::Replan &plan, const QString &parent, const QString &planner)
{
    return {{QStringLiteral("run"), parent},
            {QStringLiteral("planner_run"), planner},
            {QStringLiteral("summary"), plan.summary},
            {QStringLiteral("kept"), QJsonArray::fromStringList(plan.kept)},
            {QStringLiteral("unchanged"), QJsonArray::fromStringList(plan.unchanged)},
            {QStringLiteral("changes"), plan.changes},
            {QStringLiteral("digest"), plan.digest},
            {QStringLiteral("applied"), false}};
}

/// A run of the new plan that takes over what is done.
Reply apply(const Request &request, const Parent &parent, const domain::Replan &plan, const QJsonObject &proposal)
{
    if (request.text("consent") != plan.digest) {
        return replyNow(fail(ErrorCode::Conflict, Text::tr("the proposal is not the one that was agreed to"),
                             parent.run.id, Text::tr("The run has gone on, perhaps. Look at the proposal again.")));
    }
    if (plan.changes.isEmpty())
        return replyNow(fail(ErrorCode::Conflict, Text::tr("the proposal changes nothing"), parent.run.id));
    if (!domain::isFinished(parent.run.state)) {
        return replyNow(
            fail(ErrorCode::Conflict, Text::tr("the run has not ended"), parent.run.id,
                 Text::tr("Cancel it first: podiumctl cancel %1. What is done stays done.").arg(parent.run.id)));
    }
    Command command;
    command.verb = Command::Verb::SubmitRun;
    command.run = newReadableId(plan.workflow->name);
    command.by = request.principal.name;
    command.workflow = plan.workflow;
    command.args = {{QStringLiteral("inputs"), parent.run.inputs},
                    {QStringLiteral("working_directory"), parent.run.workingDirectory},
                    {QStringLiteral("title"), parent.run.title},
                    {QStringLiteral("priority"), parent.run.priority},
                    {QStringLiteral("parent_run"), parent.run.id}};
    return answered(request.host->engine().perform(command),
                    [proposal, run = command.run](const QJsonObject &) -> Result<QJsonObject> {
                        QJsonObject out = proposal;
                        out.insert(QStringLiteral("applied"), true);
                        out.insert(QStringLiteral("new_run"), run);
                        return out;
                    });
}

/// The proposal in what the planner answered, for the run as it is by now.
Reply proposal(const Request &request, const engine::RunRow &run, const QString &planner, const QString &goal,
               int maxTasks)
{
    LocalHost *host = request.host;
    return andThen(host->queries().tasks(planner), [=](const Rows &planned) {
        if (planned.isEmpty() || planned.first().state != domain::TaskState::Success) {
            return replyNow(
                fail(ErrorCode::Conflict,
                     Text::tr("the planner failed: %1").arg(planned.isEmpty() ? QString() : planned.first().why),
                     planner, Text::tr("Nothing has changed; podiumctl logs %1 tells more.").arg(planner)));
        }
        const Result<QJsonValue> answer = engine::ResultStore(*host->storage(), 0).resolve(planned.first().result);
        if (!answer)
            return replyNow(tl::unexpected(answer.error()));
        return andThen(host->queries().agents(), [=](const QList<domain::Agent> &agents) {
            return andThen(parentOf(host, run), [=](const Parent &parent) {
                const Result<domain::Replan> plan =
                    domain::replanned(*parent.workflow, doneTasks(parent), goal, *answer, limitsOf(maxTasks, agents));
                if (!plan)
                    return replyNow(tl::unexpected(plan.error()));
                const QJsonObject json = proposalJson(*plan, run.id, planner);
                return request.has("consent") ? apply(request, parent, *plan, json) : replyNow(json);
            });
        });
    });
}

Reply await(const Request &request, const engine::RunRow &run, const QString &planner, const QString &goal,
            int maxTasks)
{
    const QString command = QStringLiteral("podiumctl replan %1 --planner %2").arg(run.id, planner);
    return awaitAgents(request, planner, Text::tr("the planner waits for a person"), command,
                       [=](const QJsonObject &) { return proposal(request, run, planner, goal, maxTasks); });
}

/// Takes up a planner that was begun before.
Reply takeUp(const Request &request, const engine::RunRow &run, const engine::RunRow &planner)
{
    const QString of = planner.inputs.value(QStringLiteral("run")).toString();
    if (planner.workflowName != domain::replannerName() || of != run.id)
        return replyNow(
            fail(ErrorCode::Conflict, Text::tr("it has not planned anything for %1").arg(run.id), planner.id));
    // Asked now: the run may have gone on.
    return andThen(request.host->queries().run(of), [=](const engine::RunRow &now) {
        return await(request, now, planner.id, planner.inputs.value(QStringLiteral("goal")).toString(),
                     planner.inputs.value(QStringLiteral("max_tasks")).toInt());
    });
}

Reply begin(const Request &request, const engine::RunRow &run, const QString &planner)
{
    return andThen(parentOf(request.host, run), [=](const Parent &parent) {
        const QString changed = request.text("goal").trimmed();
        const QString goal = !changed.isEmpty() ? changed : run.title.isEmpty() ? run.workflowName : run.title;
        const Result<QString> state = stateText(parent, engine::ResultStore(*request.host->storage(), 0));
        if (!state)
            return replyNow(tl::unexpected(state.error()));
        const QJsonObject inputs{{QStringLiteral("run"), run.id},
                                 {QStringLiteral("goal"), goal},
                                 {QStringLiteral("state"), *state},
                                 {QStringLiteral("max_tasks"), request.params.value(QStringLiteral("max_tasks"))}};
        const auto workflow = [=](const domain::PlanLimits &limits, const QString &agent) {
            return domain::replannerWorkflow(run.id, limits, request.text("model"), agent);
        };
        return andThen(
            startPlanner(request, planner, run.workingDirectory, inputs, workflow), [=](const QJsonObject &) {
                return await(request, run, planner, goal, request.params.value(QStringLiteral("max_tasks")).toInt());
            });
    });
}

Reply replan(const Request &request)
{
    if (request.has("consent") && !request.has("planner_run")) {
        return replyNow(fail(ErrorCode::InvalidArgument, Text::tr("there is nothing yet to consent to"),
                             QStringLiteral("consent"), Text::tr("Name the planner whose proposal was shown.")));
    }
    return andThen(findRun(request), [request](const engine::RunRow &run) {
        const auto again = [=](const engine::RunRow &planner) { return takeUp(request, run, planner); };
        if (request.has("planner_run"))
            return andThen(findRun(request, "planner_run"), again);
        return beginOnce(
            request, "begin_as", domain::replannerName(),
            [=](const QString &planner) { return begin(request, run, planner); }, again);
    });
}

} // namespace

Handlers replanHandlers()
{
    return {{QStringLiteral("run.replan"), replan}};
}

} // namespace podium::control
