// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/taskscope.h"

#include <QCoreApplication>

namespace podium::engine
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Engine)
};

} // namespace

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

Result<std::optional<QJsonValue>> TaskScope::task(const QString &id) const
{
    const QString key = m_scope.owner < 0 ? id : m_run.tasks[size_t(m_scope.owner)].key + u'/' + id;
    const int index = m_run.indexOf(key);
    if (index < 0)
        return std::optional<QJsonValue>();
    const TaskRun &other = m_run.tasks[size_t(index)];
    const Result<QJsonValue> result = m_results.resolve(other.result);
    if (!result) {
        // Never null instead: what depends on it would do its work with nothing, and call that a success.
        Error why = result.error();
        why.hint.clear();
        return fail(why.code, Text::tr("the result of `%1` cannot be read: %2").arg(other.key, why.text()), {},
                    Text::tr("Run `podiumctl check`; `podiumctl retry %1 --task %2` has it made anew, and what follows")
                        .arg(m_run.id, other.key));
    }
    QJsonObject out = about(other);
    out.insert(QStringLiteral("result"), *result);
    return std::optional<QJsonValue>(out);
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
        {QStringLiteral("agent"), of.agent.isEmpty() && of.doneBy.size() == 1 ? of.doneBy.first() : of.agent},
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
