// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>

#include <optional>

namespace podium::domain
{

class Workflow;

/// The dependencies between the tasks of a workflow, by index. Immutable; copies share their data. Every question is
/// answered iteratively in time linear in nodes + edges, so a chain of any depth is fine.
class TaskGraph
{
public:
    TaskGraph() = default;
    /// Element i lists what node i depends on. Indexes that do not exist and repeated edges are dropped; an edge from
    /// a node to itself is kept: it is a cycle.
    static TaskGraph fromDependencies(const QList<QList<int>> &dependencies);
    /// Node i is task i. Ids that no task has are ignored (the loader reports them); of two tasks with the same id the
    /// first is meant.
    static TaskGraph of(const Workflow &workflow);

    int size() const { return static_cast<int>(m_dependencies.size()); }
    const QList<int> &dependencies(int node) const { return m_dependencies.at(node); }
    const QList<int> &dependents(int node) const { return m_dependents.at(node); }

    /// The nodes of one cycle: each depends on the next, the last on the first. Nothing if there is none.
    std::optional<QList<int>> cycle() const;
    /// Dependencies first; among equals the order of the file. Nodes that can never be reached are left out.
    QList<int> topologicalOrder() const;
    /// Nodes that can never start, ascending: those on a cycle and everything that waits for one.
    QList<int> unreachable() const;
    /// Everything that waits for `node`, directly or not, ascending, without the node itself (unless it is on a cycle).
    QList<int> descendants(int node) const { return closure(node, m_dependents); }
    /// Everything that `node` waits for, likewise.
    QList<int> ancestors(int node) const { return closure(node, m_dependencies); }

    struct CriticalPath
    {
        QList<int> nodes;  ///< From the first to the last to run.
        double length = 0; ///< Sum of their weights.
    };
    /// The heaviest chain. `weights` has one element a node, in any unit; missing, negative and non-finite ones count
    /// as 0. Unreachable nodes are left out.
    CriticalPath criticalPath(const QList<double> &weights) const;

private:
    static QList<int> closure(int node, const QList<QList<int>> &edges);

    QList<QList<int>> m_dependencies;
    QList<QList<int>> m_dependents;
};

/// Which nodes may start, kept up to date as others complete. Completing costs time in proportion to the number of
/// direct dependents, whatever the size of the graph. A value: a copy is a snapshot.
class ReadySet
{
public:
    explicit ReadySet(const TaskGraph &graph);

    /// The nodes without dependencies, ascending.
    QList<int> initial() const;
    /// Marks the node as done and returns those that may start now because of it, ascending. Doing it twice does no
    /// harm and returns nothing.
    QList<int> complete(int node);
    bool isComplete(int node) const { return m_completed.at(node); }
    /// Direct dependencies that are not done yet.
    int waitingFor(int node) const { return m_waiting.at(node); }

private:
    TaskGraph m_graph;
    QList<int> m_waiting;
    QList<bool> m_completed;
};

} // namespace podium::domain
