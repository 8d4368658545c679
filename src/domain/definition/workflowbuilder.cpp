// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/workflowbuilder.h"

#include "domain/definition/coding/values.h"

using namespace Qt::StringLiterals;

namespace podium::domain
{

namespace
{

/// Adds one entry to the object that stands under `key`.
void insertInto(QJsonObject &o, const QString &key, const QString &name, const QJsonValue &value)
{
    QJsonObject inner = o.value(key).toObject();
    inner.insert(name, value);
    o.insert(key, inner);
}

} // namespace

TaskBuilder &TaskBuilder::set(const QString &key, const QJsonValue &value)
{
    m_task.insert(key, value);
    return *this;
}

TaskBuilder &TaskBuilder::argv(const QStringList &argv)
{
    return set(u"argv"_s, QJsonArray::fromStringList(argv));
}

TaskBuilder &TaskBuilder::with(const QString &input, const QJsonValue &value)
{
    insertInto(m_task, u"with"_s, input, value);
    return *this;
}

TaskBuilder &TaskBuilder::dependsOn(const QStringList &ids)
{
    QJsonArray all = m_task.value(u"depends_on"_s).toArray();
    for (const QString &id : ids)
        all.append(id);
    return set(u"depends_on"_s, all);
}

TaskBuilder &TaskBuilder::capabilities(const QStringList &capabilities)
{
    return set(u"capabilities"_s, QJsonArray::fromStringList(capabilities));
}

TaskBuilder &TaskBuilder::foreach (const QString &list, const QString &as, int maxParallel)
{
    return set(u"foreach"_s, QJsonObject{{u"in"_s, list}, {u"as"_s, as}, {u"max_parallel"_s, maxParallel}});
}

TaskBuilder &TaskBuilder::repeatUntil(const QString &expression, int max)
{
    return set(u"repeat"_s, QJsonObject{{u"until"_s, expression}, {u"max"_s, max}});
}

TaskBuilder &TaskBuilder::timeout(qint64 ms)
{
    return set(u"timeout"_s, durationText(ms));
}

TaskBuilder &TaskBuilder::retry(int attempts, qint64 backoffMs)
{
    return set(u"retry"_s, QJsonObject{{u"attempts"_s, attempts}, {u"backoff"_s, durationText(backoffMs)}});
}

TaskBuilder &TaskBuilder::onFailure(FailurePolicy policy)
{
    return set(u"on_failure"_s, failurePolicyName(policy));
}

TaskBuilder &TaskBuilder::pool(const QString &name)
{
    QJsonArray all = m_task.value(u"pools"_s).toArray();
    all.append(name);
    return set(u"pools"_s, all);
}

TaskBuilder &TaskBuilder::environment(const QString &name, const QString &value)
{
    insertInto(m_task, u"environment"_s, name, value);
    return *this;
}

WorkflowBuilder &WorkflowBuilder::set(const QString &key, const QJsonValue &value)
{
    m_workflow.insert(key, value);
    return *this;
}

WorkflowBuilder &WorkflowBuilder::input(const QString &name, const QJsonObject &spec)
{
    // A list keeps the order in which the inputs were added.
    QJsonArray inputs = m_workflow.value(u"inputs"_s).toArray();
    QJsonObject input = spec;
    input.insert(u"name"_s, name);
    inputs.append(input);
    return set(u"inputs"_s, inputs);
}

WorkflowBuilder &WorkflowBuilder::output(const QString &name, const QString &expression)
{
    insertInto(m_workflow, u"outputs"_s, name, expression);
    return *this;
}

WorkflowBuilder &WorkflowBuilder::pool(const QString &name, int places)
{
    insertInto(m_workflow, u"pools"_s, name, places);
    return *this;
}

WorkflowBuilder &WorkflowBuilder::onFailure(FailurePolicy policy)
{
    return set(u"on_failure"_s, failurePolicyName(policy));
}

WorkflowBuilder &WorkflowBuilder::task(const TaskBuilder &task)
{
    m_tasks.append(task.definition());
    return *this;
}

QJsonObject WorkflowBuilder::definition() const
{
    QJsonObject out = m_workflow;
    out.insert(u"tasks"_s, m_tasks);
    return out;
}

LoadResult WorkflowBuilder::build(const SourceReader &reader) const
{
    return loadDefinition(definition(), reader);
}

} // namespace podium::domain
