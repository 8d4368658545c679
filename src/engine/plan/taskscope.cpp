// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/taskscope.h"

namespace podium::engine
{

TaskScope::TaskScope(const RunState &run, const TaskRun &task, const IResultReader &results)
    : m_run(run), m_task(&task), m_scope(run.graphScopeOf(task)), m_results(results)
{
    // From the inside out, so that the nearest item and iteration win.
    for (const TaskRun *at = &task; at; at = at->parent >= 0 ? &run.tasks[size_t(at->parent)] : nullptr) {
        if (at->iteration > 0 && !m_locals.contains(u"iteration"))
            m_locals.insert(QStringLiteral("iteration"), at->iteration);
        if (at->itemIndex >= 0 && at->level == TaskRun::Level::Item && !m_locals.contains(u"index")) {
            m_locals.insert(at->spec->foreach ? at->spec->foreach->as : QStringLiteral("item"), at->item);
            m_locals.insert(QStringLiteral("index"), at->itemIndex);
        }
        if (at->level == TaskRun::Level::Task)
            break; // Beyond this is another workflow, whose names do not reach in here.
    }
}

TaskScope::TaskScope(const RunState &run, int graphScope, const IResultReader &results)
    : m_run(run), m_scope(run.scopes[size_t(graphScope)]), m_results(results)
{
}

std::optional<QJsonValue> TaskScope::root(const QString &name) const
{
    if (name == QLatin1StringView("inputs"))
        return m_scope.inputs;
    if (name == QLatin1StringView("run")) {
        return QJsonObject{
            {QStringLiteral("id"), m_run.id},
            {QStringLiteral("name"), m_run.title.isEmpty() ? m_run.workflow->name : m_run.title},
            {QStringLiteral("workflow"), m_run.workflow->name},
            {QStringLiteral("team"), m_run.team},
            {QStringLiteral("title"), m_run.title},
            {QStringLiteral("priority"), m_run.priority},
            {QStringLiteral("created_ms"), m_run.createdMs},
            {QStringLiteral("started_ms"), m_run.startedMs},
            {QStringLiteral("working_directory"), m_run.workingDirectory},
        };
    }
    if (name == QLatin1StringView("task") && m_task)
        return about(*m_task);
    const auto local = m_locals.constFind(name);
    return local == m_locals.constEnd() ? std::nullopt : std::optional<QJsonValue>(*local);
}

std::optional<QJsonValue> TaskScope::task(const QString &id) const
{
    const QString key = m_scope.owner < 0 ? id : m_run.tasks[size_t(m_scope.owner)].key + u'/' + id;
    const int index = m_run.indexOf(key);
    if (index < 0)
        return std::nullopt;
    const TaskRun &other = m_run.tasks[size_t(index)];
    QJsonObject out = about(other);
    out.insert(QStringLiteral("result"), m_results.resolve(other.result));
    return out;
}

QJsonObject TaskScope::about(const TaskRun &of) const
{
    const bool ended = domain::isFinished(of.state);
    return {
        {QStringLiteral("id"), of.spec->id},
        {QStringLiteral("key"), of.key},
        {QStringLiteral("title"), of.spec->title},
        {QStringLiteral("type"), of.spec->type},
        {QStringLiteral("kind"), of.spec->kind},
        {QStringLiteral("role"), of.spec->role},
        {QStringLiteral("agent"), of.agent},
        {QStringLiteral("state"), domain::stateName(of.state)},
        // At the time of filling in, the attempt that is about to start is not counted yet; after a re-attach it is.
        {QStringLiteral("attempt"), of.state == domain::TaskState::Ready ? of.attempt + 1 : of.attempt},
        {QStringLiteral("attempts"), of.attempt},
        {QStringLiteral("error"), of.state == domain::TaskState::Failed ? QJsonValue(of.why) : QJsonValue()},
        {QStringLiteral("duration_ms"),
         ended && of.startedMs > 0 ? QJsonValue(of.finishedMs - of.startedMs) : QJsonValue()},
        {QStringLiteral("usage"), domain::toJson(of.usage)},
        {QStringLiteral("review_note"), of.reviewNote},
    };
}

} // namespace podium::engine
