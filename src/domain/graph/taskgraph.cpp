// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/graph/taskgraph.h"

#include "domain/workflow.h"

#include <QHash>

#include <algorithm>
#include <cmath>

namespace podium::domain
{

TaskGraph TaskGraph::fromDependencies(const QList<QList<int>> &dependencies)
{
    const int size = static_cast<int>(dependencies.size());
    TaskGraph graph;
    graph.m_dependencies.resize(size);
    graph.m_dependents.resize(size);
    // Names the last node that listed it, so that repeated edges are found without sorting or hashing.
    QList<int> seenBy(size, -1);
    for (int node = 0; node < size; ++node) {
        graph.m_dependencies[node].reserve(dependencies.at(node).size());
        for (const int dependency : dependencies.at(node)) {
            if (dependency < 0 || dependency >= size || seenBy.at(dependency) == node)
                continue;
            seenBy[dependency] = node;
            graph.m_dependencies[node].append(dependency);
            graph.m_dependents[dependency].append(node);
        }
    }
    return graph;
}

TaskGraph TaskGraph::of(const Workflow &workflow)
{
    const int size = static_cast<int>(workflow.tasks.size());
    QHash<QString, int> indexes;
    indexes.reserve(size);
    for (int i = size - 1; i >= 0; --i)
        indexes.insert(workflow.tasks.at(i).id, i);
    QList<QList<int>> dependencies(size);
    for (int i = 0; i < size; ++i) {
        for (const QString &id : workflow.tasks.at(i).dependsOn)
            dependencies[i].append(indexes.value(id, -1));
    }
    return fromDependencies(dependencies);
}

std::optional<QList<int>> TaskGraph::cycle() const
{
    enum class Mark : char { New, OnPath, Done };
    struct Step
    {
        int node;
        qsizetype next; ///< The dependency to look at next.
    };
    QList<Mark> marks(size(), Mark::New);
    QList<Step> path;
    for (int start = 0; start < size(); ++start) {
        if (marks.at(start) != Mark::New)
            continue;
        path.append({start, 0});
        marks[start] = Mark::OnPath;
        while (!path.isEmpty()) {
            Step &step = path.last();
            const QList<int> &edges = m_dependencies.at(step.node);
            if (step.next == edges.size()) {
                marks[step.node] = Mark::Done;
                path.removeLast();
                continue;
            }
            const int dependency = edges.at(step.next++);
            if (marks.at(dependency) == Mark::New) {
                marks[dependency] = Mark::OnPath;
                path.append({dependency, 0});
            } else if (marks.at(dependency) == Mark::OnPath) {
                QList<int> nodes;
                qsizetype i = path.size() - 1;
                while (path.at(i).node != dependency)
                    --i;
                for (; i < path.size(); ++i)
                    nodes.append(path.at(i).node);
                // The same cycle reads the same, wherever the search entered it.
                std::rotate(nodes.begin(), std::min_element(nodes.begin(), nodes.end()), nodes.end());
                return nodes;
            }
        }
    }
    return std::nullopt;
}

QList<int> TaskGraph::topologicalOrder() const
{
    ReadySet ready(*this);
    QList<int> order = ready.initial();
    order.reserve(size());
    for (qsizetype i = 0; i < order.size(); ++i)
        order.append(ready.complete(order.at(i)));
    return order;
}

QList<int> TaskGraph::unreachable() const
{
    QList<bool> reached(size(), false);
    for (const int node : topologicalOrder())
        reached[node] = true;
    QList<int> out;
    for (int node = 0; node < size(); ++node) {
        if (!reached.at(node))
            out.append(node);
    }
    return out;
}

QList<int> TaskGraph::closure(int node, const QList<QList<int>> &edges)
{
    QList<bool> seen(edges.size(), false);
    QList<int> out = edges.at(node);
    for (const int first : out)
        seen[first] = true;
    for (qsizetype i = 0; i < out.size(); ++i) {
        for (const int next : edges.at(out.at(i))) {
            if (!seen.at(next)) {
                seen[next] = true;
                out.append(next);
            }
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

TaskGraph::CriticalPath TaskGraph::criticalPath(const QList<double> &weights) const
{
    QList<double> finish(size(), 0.0);
    QList<int> heaviest(size(), -1); // The dependency that finishes last.
    int last = -1;
    for (const int node : topologicalOrder()) {
        double start = 0;
        for (const int dependency : m_dependencies.at(node)) {
            if (heaviest.at(node) < 0 || finish.at(dependency) > start) {
                start = finish.at(dependency);
                heaviest[node] = dependency;
            }
        }
        const double weight = node < weights.size() ? weights.at(node) : 0.0;
        finish[node] = start + (std::isfinite(weight) && weight > 0 ? weight : 0.0);
        if (last < 0 || finish.at(node) > finish.at(last))
            last = node;
    }
    CriticalPath path;
    if (last >= 0)
        path.length = finish.at(last);
    for (int node = last; node >= 0; node = heaviest.at(node))
        path.nodes.append(node);
    std::reverse(path.nodes.begin(), path.nodes.end());
    return path;
}

ReadySet::ReadySet(const TaskGraph &graph) : m_graph(graph), m_waiting(graph.size()), m_completed(graph.size(), false)
{
    for (int node = 0; node < graph.size(); ++node)
        m_waiting[node] = static_cast<int>(graph.dependencies(node).size());
}

QList<int> ReadySet::initial() const
{
    QList<int> out;
    for (int node = 0; node < m_graph.size(); ++node) {
        if (m_graph.dependencies(node).isEmpty())
            out.append(node);
    }
    return out;
}

QList<int> ReadySet::complete(int node)
{
    QList<int> out;
    if (node < 0 || node >= m_graph.size() || m_completed.at(node))
        return out;
    m_completed[node] = true;
    for (const int dependent : m_graph.dependents(node)) {
        if (--m_waiting[dependent] == 0 && !m_completed.at(dependent))
            out.append(dependent);
    }
    return out;
}

} // namespace podium::domain
