// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/graph/graphmodel.h"

namespace podium::bench
{

/// `count` nodes in about √count layers of as many; three edges into each from near places of the layers before it (80
/// % of the last one, 15 % of the one before, 5 % of the third). The same for the same count, in mixed order.
struct GeneratedGraph
{
    explicit GeneratedGraph(int count);

    int nodeCount = 0;
    QList<std::pair<int, int>> edges;

    QList<gui::GraphNode> nodesWithValues() const;
    QList<gui::GraphEdge> edgesWithIds() const;
};

/// The card with its number in `step`'s colours.
gui::GraphNode cardOf(int index, int step);

/// Nine tasks of a run in all states, as a person would see them.
void fillExample(gui::GraphModel &model);

/// Pairs of edges whose straight lines between the middles of their nodes cross; edges with a common node do not count.
qint64 straightCrossings(const QList<QPointF> &middles, const QList<std::pair<int, int>> &edges);

} // namespace podium::bench
