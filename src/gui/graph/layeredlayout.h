// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <limits>
#include <span>
#include <utility>

namespace podium::gui
{

/// What is to be laid out. Edges name nodes by index; those that do not are left out.
struct LayoutInput
{
    QList<QSizeF> sizes;
    QList<std::pair<int, int>> edges;
    /// Where the middle of each node was before an edit (NaN: it is new); empty if there was no picture yet. Nodes that
    /// have been there keep their order as far as that costs no crossings.
    QList<double> previousY;

    double rankGap = 58; ///< Between the columns; grows where edges are steep.
    double nodeGap = 46; ///< Between nodes of a column.
    double laneGap = 14; ///< Between edges that pass through a column, and between such an edge and a node.
};

/// Where everything goes, left to right; the whole begins at (0, 0).
struct GraphLayout
{
    static constexpr double Unknown = std::numeric_limits<double>::quiet_NaN();

    QList<QPointF> positions; ///< Top left corner of each node.
    QList<int> ranks;         ///< Column of each node within its connected part, from 0.
    QList<QPointF> bends;     ///< Those of all edges; see bendsOf().
    QList<int> firstBend;     ///< Per edge, and one more at the end.
    QRectF bounds;

    /// Where edge `index` passes the columns between its ends, in its direction: two points a column. Empty for an edge
    /// to the next column, and for one from a node to itself.
    std::span<const QPointF> bendsOf(qsizetype index) const;
};

/// Layered layout: longest-path ranks, an averaged first order, barycentre sweeps with switches and sifting, isotonic
/// placement. A function of its input alone (no clock, no chance), any thread. Cycles are broken at the edge that
/// closes them in the order of the input; parts that are not connected stand below or beside each other.
GraphLayout layeredLayout(const LayoutInput &input);

} // namespace podium::gui
