// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/local/handlers/answerjson.h"
#include "control/local/handlers/handlers.h"
#include "control/local/runs/pastmoment.h"
#include "control/local/runs/runreplays.h"
#include "domain/usagesum.h"

#include <QHash>
#include <QJsonArray>
#include <QMap>
#include <QSet>

#include <algorithm>
#include <array>
#include <tuple>

namespace podium::control
{

namespace
{

using engine::RunState;
using engine::TaskRun;

auto figures(const domain::Usage &usage)
{
    return std::tie(usage.usd, usage.estimatedUsd, usage.inputTokens, usage.outputTokens, usage.cacheReadTokens,
                    usage.cacheWriteTokens, usage.subagents, usage.cpuMs, usage.maxRssBytes);
}

/// Whether taskJson() says the same of both.
bool looksSame(const TaskRun &a, const TaskRun &b)
{
    const auto facts = [](const TaskRun &task) {
        return std::tie(task.state, task.attempt, task.failures, task.agent, task.runner, task.why, task.errorClass,
                        task.session, task.readyMs, task.notBeforeMs, task.startedMs, task.finishedMs);
    };
    return facts(a) == facts(b) && figures(a.usage) == figures(b.usage);
}

/// The smaller, the sooner a person should see the task; as storage orders them.
int attention(domain::TaskState state)
{
    using enum domain::TaskState;
    static constexpr std::array s_order{AwaitingReview, Running, Failed, Blocked, Ready, Pending, Cancelled, Skipped};
    return int(std::find(s_order.begin(), s_order.end(), state) - s_order.begin());
}

/// Of tasks that were done anew under the same key only the newest.
QList<int> newest(const RunState &state)
{
    QHash<QString, int> byKey;
    for (const TaskRun &task : state.tasks)
        byKey.insert(task.key, task.index);
    QList<int> out = byKey.values();
    std::sort(out.begin(), out.end());
    return out;
}

/// Which tasks the request asks for.
QList<int> wantedTasks(const Request &request, const RunState &state, const RunState *before)
{
    const int most = request.params.value(QStringLiteral("most")).toInt();
    if (most > 0) {
        QList<int> all = newest(state);
        std::stable_sort(all.begin(), all.end(), [&state](int a, int b) {
            return attention(state.tasks[size_t(a)].state) < attention(state.tasks[size_t(b)].state);
        });
        all = all.mid(0, most);
        std::sort(all.begin(), all.end());
        return all;
    }
    QSet<int> named;
    const QJsonArray indexes = request.params.value(QStringLiteral("tasks")).toArray();
    for (const QJsonValue &index : indexes)
        named.insert(index.toInt());
    const QString key = request.text("task");
    const int from = request.params.value(QStringLiteral("from")).toInt();
    const int limit =
        request.has("limit") ? request.params.value(QStringLiteral("limit")).toInt() : int(state.tasks.size());
    QList<int> out;
    for (const TaskRun &task : state.tasks) {
        const bool wanted = (key.isEmpty() || task.key == key) &&
                            (request.has("tasks") ? named.contains(task.index) : task.index >= from) &&
                            (!before || size_t(task.index) >= before->tasks.size() ||
                             !looksSame(task, before->tasks[size_t(task.index)]));
        if (wanted && out.size() < limit)
            out.append(task.index);
    }
    return out;
}

QJsonArray openApprovals(const Request &request, const RunState &state)
{
    QJsonArray out;
    for (const domain::Approval &approval : state.approvals) {
        if (approval.state != domain::Approval::State::Open || size_t(approval.task) >= state.tasks.size())
            continue;
        const QJsonObject json = approvalJson(approval, {state.taskRow(approval.task)});
        if (!request.has("task") || json.value(QStringLiteral("task_key")) == request.text("task"))
            out.append(json);
    }
    return out;
}

QJsonObject counts(const RunState &state)
{
    QMap<QString, int> byState;
    for (const int index : newest(state))
        ++byState[domain::stateName(state.tasks[size_t(index)].state)];
    QJsonObject out;
    for (auto it = byState.begin(); it != byState.end(); ++it)
        out.insert(it.key(), it.value());
    return out;
}

/// What the answer about a run tells besides its row, as storage::readRunFigures() reads it of a run as it is.
storage::RunFigures figuresOf(const RunState &state)
{
    storage::RunFigures out;
    for (const engine::TaskRun &task : state.tasks)
        out.simulatedUsd += domain::isSimulated(task.runner) ? task.usage.usd.value_or(0) : 0;
    for (const int index : newest(state)) {
        const engine::TaskRun &task = state.tasks[size_t(index)];
        if (task.runner == QLatin1StringView("expansion"))
            continue;
        out.failed += task.state == domain::TaskState::Failed ? 1 : 0;
        out.cancelled += task.state == domain::TaskState::Cancelled ? 1 : 0;
    }
    return out;
}

QJsonObject pastJson(const Request &request, const RunState &state, const RunState *before,
                     const storage::WorkflowTags &tags)
{
    const QString only = request.text("tag");
    QJsonArray tasks;
    const QList<int> wanted = wantedTasks(request, state, before);
    for (const int index : wanted) {
        const engine::TaskRow row = state.taskRow(index);
        const QStringList words = tags.ofTask(row.key);
        if (!only.isEmpty() && !words.contains(only))
            continue;
        QJsonObject task = taskJson(row, request.has("task"));
        if (!words.isEmpty())
            task.insert(QStringLiteral("tags"), QJsonArray::fromStringList(words));
        tasks.append(task);
    }
    QJsonObject run = runJson(state.row(), figuresOf(state));
    run.insert(QStringLiteral("tags"), QJsonArray::fromStringList(tags.own));
    QJsonObject out{{QStringLiteral("run"), run},
                    {QStringLiteral("tasks"), tasks},
                    {QStringLiteral("approvals"), openApprovals(request, state)},
                    {QStringLiteral("live"), false}};
    if (request.has("limit") && tasks.size() == request.params.value(QStringLiteral("limit")).toInt())
        out.insert(QStringLiteral("next"), wanted.last() + 1);
    if (request.has("most"))
        out.insert(QStringLiteral("counts"), counts(state));
    return out;
}

Result<QJsonObject> past(const Request &request, const engine::RunRow &run, const storage::WorkflowTags &tags,
                         engine::RunReplay &replay)
{
    const qsizetype position = replay.positionOf(request.params.value(QStringLiteral("at")).toInteger());
    engine::RunReplay::State before;
    if (request.has("since")) {
        const Result<engine::RunReplay::State> then =
            replay.at(replay.positionOf(request.params.value(QStringLiteral("since")).toInteger()));
        if (!then)
            return tl::unexpected(then.error());
        before = *then;
    }
    const Result<engine::RunReplay::State> now = replay.at(position);
    if (!now)
        return tl::unexpected(now.error());
    const RunState &state = **now;
    if (request.has("task") && state.indexOf(request.text("task")) < 0)
        return notThereYet(run.id, request.text("task"));
    const bool fewer = before && before->tasks.size() > state.tasks.size();
    QJsonObject out = pastJson(request, state, fewer ? nullptr : before.get(), tags);
    if (position == 0) { // It was not there; its name is known.
        QJsonObject facts = runJson(run);
        const QJsonObject then = runJson(state.row(), figuresOf(state));
        for (const char *name : {"state", "tasks_done", "tasks_total", "tasks_failed", "tasks_cancelled", "usage",
                                 "created_ms", "started_ms", "finished_ms", "reason", "outputs", "cancelling"})
            facts.insert(QLatin1StringView(name), then.value(QLatin1StringView(name)));
        out.insert(QStringLiteral("run"), facts);
    }
    if (request.has("since"))
        out.insert(QStringLiteral("whole"), fewer);
    const qsizetype shown = std::max(qsizetype(0), position - 1);
    if (!replay.events().isEmpty())
        out.insert(QStringLiteral("at_ms"), replay.events().at(shown).timeMs);
    out.insert(QStringLiteral("seq"), position > 0 ? replay.events().at(shown).seq : 0);
    return out;
}

} // namespace

Reply showPast(const Request &request)
{
    return andThen(findRun(request), [request](const engine::RunRow &run) {
        return andThen(request.host->queries().tags({run.workflowHash}),
                       [request, run](const QHash<QString, storage::WorkflowTags> &tags) {
                           return request.host->replays().ask(
                               *request.host, run.id,
                               [request, run, of = tags.value(run.workflowHash)](engine::RunReplay &replay) {
                                   return past(request, run, of, replay);
                               });
                       });
    });
}

} // namespace podium::control
