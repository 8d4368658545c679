// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// How tasks are made of tasks: sub-workflows, items and iterations, each a scope of its own.
#include "engine/state/runstate.h"

#include <QJsonArray>
#include <QJsonObject>

namespace podium::engine
{

using domain::TaskState;
using domain::TaskTrigger;

const Scope &RunState::graphScopeOf(const TaskRun &task) const
{
    int scope = task.scope;
    while (scopes[size_t(scope)].kind != Scope::Kind::Graph)
        scope = tasks[size_t(scopes[size_t(scope)].owner)].scope;
    return scopes[size_t(scope)];
}

int RunState::sibling(const TaskRun &task, const QString &taskId) const
{
    const Scope &scope = graphScopeOf(task);
    return indexOf(scope.owner < 0 ? taskId : tasks[size_t(scope.owner)].key + u'/' + taskId);
}

QStringList RunState::agentsOf(int task) const
{
    QSet<QString> names;
    addAgents(tasks[size_t(task)], names);
    QStringList out(names.begin(), names.end());
    out.sort();
    return out;
}

void RunState::addAgents(const TaskRun &task, QSet<QString> &names) const
{
    if (!task.agent.isEmpty())
        names.insert(task.agent);
    names.unite(QSet<QString>(task.doneBy.begin(), task.doneBy.end()));
    if (task.ownScope < 0)
        return;
    for (const int child : scopes[size_t(task.ownScope)].members)
        addAgents(tasks[size_t(child)], names);
}

bool RunState::expand(TaskRun &task, const QJsonObject &data, qint64 timeMs)
{
    const QString kind = data.value(u"kind").toString();
    const int index = task.index;
    if (task.state == TaskState::Ready) {
        if (!move(task, TaskTrigger::Claimed))
            return false;
        task.startedMs = timeMs;
        task.runner = QStringLiteral("expansion");
        ++task.attempt;
    }
    if (task.state != TaskState::Running)
        return false;
    if (kind == QLatin1StringView("resume")) {
        if (task.ownScope < 0)
            return false;
        scopes[size_t(task.ownScope)].inputs =
            data.contains(u"inputs") ? data.value(u"inputs").toObject() : scopes[size_t(task.ownScope)].inputs;
        return true;
    }
    if (kind == QLatin1StringView("graph")) {
        const int scope = addScope(Scope::Kind::Graph, index);
        scopes[size_t(scope)].inputs = data.value(u"inputs").toObject();
        addGraph(scope, task.spec->sub.definition, index, task.key + u'/');
        return true;
    }
    if (kind == QLatin1StringView("items")) {
        const int scope = addScope(Scope::Kind::Items, index);
        const QJsonArray items = data.value(u"items").toArray();
        for (qsizetype i = 0; i < items.size(); ++i) {
            const int child = addTask(scope, index, task.spec, task.specIndex, TaskRun::Level::Item,
                                      QStringLiteral("%1[%2]").arg(task.key).arg(i));
            tasks[size_t(child)].item = items.at(i);
            tasks[size_t(child)].itemIndex = int(i);
        }
        return true;
    }
    if (kind == QLatin1StringView("iteration")) {
        const int scope = task.ownScope >= 0 ? task.ownScope : addScope(Scope::Kind::Iterations, index);
        const int number = int(scopes[size_t(scope)].members.size()) + 1;
        const int child = addTask(scope, index, task.spec, task.specIndex, TaskRun::Level::Iteration,
                                  QStringLiteral("%1#%2").arg(task.key).arg(number));
        TaskRun &added = tasks[size_t(child)];
        added.iteration = number;
        added.item = task.item;
        added.itemIndex = task.itemIndex;
        return true;
    }
    return false;
}

int RunState::addScope(Scope::Kind kind, int owner)
{
    Scope scope;
    scope.kind = kind;
    scope.owner = owner;
    scopes.push_back(std::move(scope));
    const int index = int(scopes.size()) - 1;
    if (owner >= 0)
        tasks[size_t(owner)].ownScope = index;
    return index;
}

int RunState::addTask(int scope, int parent, const domain::TaskSpec *spec, int specIndex, TaskRun::Level level,
                      const QString &key)
{
    const int index = int(tasks.size());
    TaskRun &task = tasks.emplace_back();
    task.index = index;
    task.parent = parent;
    task.scope = scope;
    task.spec = spec;
    task.specIndex = specIndex;
    task.level = level;
    task.key = key;
    m_byKey.insert(key, index);
    scopes[size_t(scope)].members.append(index);
    count(task, +1);
    return index;
}

void RunState::addGraph(int scopeIndex, const domain::WorkflowPtr &definition, int parent, const QString &prefix)
{
    {
        Scope &scope = scopes[size_t(scopeIndex)];
        scope.workflow = definition;
        scope.graph = std::make_shared<const domain::TaskGraph>(domain::TaskGraph::of(*definition));
        scope.members.reserve(definition->tasks.size());
    }
    m_byKey.reserve(m_byKey.size() + definition->tasks.size());
    for (int i = 0; i < int(definition->tasks.size()); ++i) {
        const domain::TaskSpec &spec = definition->tasks.at(i);
        const int index = addTask(scopeIndex, parent, &spec, i, TaskRun::Level::Task, prefix + spec.id);
        tasks[size_t(index)].waiting = int(scopes[size_t(scopeIndex)].graph->dependencies(i).size());
    }
}

void RunState::retire(TaskRun &task)
{
    count(task, -1);
    task.retired = true;
    if (task.ownScope >= 0) {
        for (const int child : std::as_const(scopes[size_t(task.ownScope)].members))
            retire(tasks[size_t(child)]);
    }
}

void RunState::retireChildren(TaskRun &task)
{
    for (const int child : std::as_const(scopes[size_t(task.ownScope)].members))
        retire(tasks[size_t(child)]);
    task.ownScope = -1;
}

} // namespace podium::engine
