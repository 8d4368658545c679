// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/forkreuse.h"

#include "domain/taskkind.h"
#include "engine/plan/inputuse.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>
#include <functional>
#include <map>

namespace podium::engine
{

using domain::TaskState;

namespace
{

bool isAnyChanged(const QSet<QString> &used, const QSet<QString> &changed)
{
    return !changed.isEmpty() && (used.contains(QStringLiteral("*")) || used.intersects(changed));
}

/// Names of the workflow's variables whose value is another one than in the parent.
QSet<QString> changedVariables(const domain::Workflow &before, const domain::Workflow &now,
                               const QSet<QString> &changedInputs)
{
    QSet<QString> out;
    const QStringList names = before.environment.keys() + now.environment.keys();
    for (const QString &name : names) {
        const bool same = before.environment.contains(name) && now.environment.contains(name) &&
                          before.environment.value(name) == now.environment.value(name);
        if (!same || isAnyChanged(inputsUsedBy(now.environment.value(name)), changedInputs))
            out.insert(name);
    }
    return out;
}

/// Whether the task, or something inside it, gets the variables of the workflow.
bool getsVariables(const domain::TaskSpec &spec)
{
    const domain::ITaskKind *kind = domain::TaskKinds::instance().find(spec.type);
    const domain::Executor executor = kind ? kind->executor(spec) : domain::Executor::Runner;
    return executor == domain::Executor::Runner || executor == domain::Executor::Composite;
}

class Collector
{
public:
    Collector(const RunState &parent, const QStringList &again) : m_parent(parent)
    {
        for (const QString &key : again) {
            const int index = parent.indexOf(key);
            if (index < 0)
                continue;
            m_again.insert(index);
            for (int owner = at(index).parent; owner >= 0; owner = at(owner).parent)
                m_around.insert(owner);
        }
    }

    /// Tasks of a workflow; `holds`: nothing but its dependencies speaks against the one with this number.
    void addGraph(const Scope &scope, const std::function<bool(int node)> &holds)
    {
        QSet<int> taken;
        const QList<int> order = scope.graph->topologicalOrder();
        for (const int node : order) {
            const TaskRun &task = at(scope.members.at(node));
            const QList<int> dependencies = scope.graph->dependencies(node);
            const bool ready = std::all_of(dependencies.begin(), dependencies.end(),
                                           [&taken](int dependency) { return taken.contains(dependency); });
            if (!ready || m_again.contains(task.index) || !holds(node))
                continue;
            if (add(task))
                taken.insert(node);
            else
                addChildren(task);
        }
    }

    QJsonObject entries() const
    {
        QJsonObject out;
        for (const auto &[key, entry] : m_entries)
            out.insert(key, entry); // In the order of an object: each is appended.
        return out;
    }

private:
    const TaskRun &at(int index) const { return m_parent.tasks[size_t(index)]; }

    bool add(const TaskRun &task)
    {
        // An allowed failure of an item is one of the whole all the same.
        const bool done =
            task.isSatisfied() && !(task.level == TaskRun::Level::Item && task.state == TaskState::Failed);
        if (!done || m_around.contains(task.index))
            return false;
        QJsonObject entry{{QStringLiteral("state"), domain::stateName(task.state)}};
        if (task.state == TaskState::Success || !task.result.isNull())
            entry.insert(QStringLiteral("result"), task.result);
        if (task.state != TaskState::Success)
            entry.insert(QStringLiteral("why"), task.why);
        if (task.state == TaskState::Failed)
            entry.insert(QStringLiteral("error_class"), task.errorClass);
        if (task.level == TaskRun::Level::Item)
            entry.insert(QStringLiteral("item"), task.item);
        if (const QStringList agents = m_parent.agentsOf(task.index); !agents.isEmpty())
            entry.insert(QStringLiteral("done_by"), QJsonArray::fromStringList(agents));
        m_entries[task.key] = entry;
        return true;
    }

    void addChildren(const TaskRun &task)
    {
        if (task.ownScope < 0)
            return;
        const Scope &scope = m_parent.scopes[size_t(task.ownScope)];
        if (scope.kind == Scope::Kind::Graph) {
            addGraph(scope, [](int) { return true; });
        } else if (scope.kind == Scope::Kind::Items) {
            for (const int member : scope.members) {
                const TaskRun &item = at(member);
                if (m_again.contains(member) || add(item))
                    continue;
                const size_t before = m_entries.size();
                addChildren(item);
                if (m_entries.size() > before)
                    m_entries[item.key] = {{QStringLiteral("item"), item.item}};
            }
        }
        // An iteration goes on where the one before it left its worktree, which is not that of the fork.
    }

    const RunState &m_parent;
    QSet<int> m_again;
    QSet<int> m_around; ///< What a task that is done again is part of.
    std::map<QString, QJsonObject> m_entries;
};

} // namespace

QJsonObject reusable(const RunState &parent, const domain::Workflow &workflow, const QJsonObject &inputs,
                     const QStringList &again)
{
    QHash<QString, QJsonValue> wanted;
    const QJsonArray tasks = workflow.definition.value(u"tasks").toArray();
    for (const QJsonValue &task : tasks)
        wanted.insert(task[u"id"].toString(), task);
    QSet<QString> changed;
    const QStringList names = inputs.keys() + parent.inputs.keys();
    for (const QString &name : names) {
        if (inputs.value(name) != parent.inputs.value(name))
            changed.insert(name);
    }
    const QSet<QString> variables = changedVariables(*parent.workflow, workflow, changed);
    const QJsonArray definitions = parent.workflow->definition.value(u"tasks").toArray();
    const Scope &root = parent.scopes.front();
    const auto holds = [&](int node) {
        const domain::TaskSpec &spec = *parent.tasks[size_t(root.members.at(node))].spec;
        const QJsonValue definition = definitions.at(node);
        if (wanted.value(spec.id) != definition || isAnyChanged(inputsUsedBy(definition), changed))
            return false;
        // What the task says of a variable goes before what the workflow says.
        return !getsVariables(spec) || std::all_of(variables.begin(), variables.end(), [&spec](const QString &name) {
            return spec.environment.contains(name);
        });
    };
    Collector collector(parent, again);
    collector.addGraph(root, holds);
    return collector.entries();
}

QString stateTakenOver(const QJsonObject &entry)
{
    // Those of older logs have a result and nothing else.
    const QString unsaid = entry.contains(u"result") ? domain::stateName(TaskState::Success) : QString();
    return entry.value(u"state").toString(unsaid);
}

} // namespace podium::engine
