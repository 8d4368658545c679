// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/graph/ancestry.h"

#include <QSet>

namespace podium::domain
{

Ancestry::Ancestry(const TaskGraph &graph)
    : m_graph(graph), m_levels(graph.size(), -1), m_enter(graph.size(), 0), m_leave(graph.size(), 0)
{
    QList<int> parents(graph.size(), -1);
    const QList<int> order = graph.topologicalOrder();
    for (const int node : order) {
        for (const int dependency : graph.dependencies(node)) {
            if (parents.at(node) < 0 || m_levels.at(dependency) > m_levels.at(parents.at(node)))
                parents[node] = dependency;
        }
        m_levels[node] = parents.at(node) < 0 ? 0 : m_levels.at(parents.at(node)) + 1;
    }
    // Without recursion: numbers of nodes below each, from the leaves up, then the intervals from the roots down.
    QList<int> sizes(graph.size(), 1);
    for (auto at = order.crbegin(); at != order.crend(); ++at) {
        if (parents.at(*at) >= 0)
            sizes[parents.at(*at)] += sizes.at(*at);
    }
    QList<int> next(graph.size(), 0);
    int outside = 0;
    for (const int node : order) {
        int &from = parents.at(node) < 0 ? outside : next[parents.at(node)];
        m_enter[node] = from;
        next[node] = from + 1;
        from += sizes.at(node);
        m_leave[node] = from;
    }
}

bool Ancestry::isBelow(int node, int wanted) const
{
    return m_enter.at(wanted) < m_enter.at(node) && m_enter.at(node) < m_leave.at(wanted);
}

bool Ancestry::comesAfter(int node, int wanted) const
{
    if (m_graph.dependencies(node).contains(wanted))
        return true;
    const int level = m_levels.at(wanted);
    if (level < 0 || m_levels.at(node) <= level)
        return false;
    QSet<int> seen;
    QList<int> open{node};
    while (!open.isEmpty()) {
        const int at = open.takeLast();
        if (isBelow(at, wanted))
            return true;
        for (const int dependency : m_graph.dependencies(at)) {
            if (dependency == wanted)
                return true;
            if (m_levels.at(dependency) > level && !seen.contains(dependency)) {
                seen.insert(dependency);
                open.append(dependency);
            }
        }
    }
    return false;
}

} // namespace podium::domain
