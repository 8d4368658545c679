// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/graph/taskgraph.h"

namespace podium::domain
{

/// Answers of any two nodes whether one waits for the other, in memory linear in nodes and without a walk over the
/// whole graph each time: a tree made of one dependency per node (the latest) answers most questions at once, and where
/// it does not, only nodes that come after the wanted one are looked at.
class Ancestry
{
public:
    Ancestry() = default;
    explicit Ancestry(const TaskGraph &graph);

    /// Does `node` wait for `wanted`, directly or not? Of nodes that can never be reached only the direct dependencies
    /// are known.
    bool comesAfter(int node, int wanted) const;

private:
    bool isBelow(int node, int wanted) const;

    TaskGraph m_graph;
    QList<int> m_levels; ///< Length of the longest chain up to the node; -1 = it can never be reached.
    QList<int> m_enter;  ///< Of a walk over the tree: the nodes below one are those entered before it is left.
    QList<int> m_leave;
};

} // namespace podium::domain
