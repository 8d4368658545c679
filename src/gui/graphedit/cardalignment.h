// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QLineF>
#include <QList>
#include <QPointF>
#include <QQmlEngine>
#include <QRectF>
#include <QString>

namespace podium::gui
{

/// Ways to bring several cards into line, for QML, too.
namespace Align
{
Q_NAMESPACE
QML_ELEMENT

enum Line { Left, Centre, Right, Top, Middle, Bottom, SpreadAcross, SpreadDown };
Q_ENUM_NS(Line)
} // namespace Align

/// The places (top left corners) of the cards after it; spreading needs three, aligning two, or nothing changes. All in
/// coordinates of the graph.
QHash<QString, QPointF> aligned(const QHash<QString, QRectF> &cards, Align::Line line);

/// What a card that is being moved catches on.
struct Snap
{
    QPointF offset;       ///< To be added to the card's place.
    QList<QLineF> guides; ///< Along the edges and middles it stands in line with; none if it caught on the grid.
};

/// Edges and middles of `others` within `reach` of those of `moved` win over the grid of `pitch`.
Snap snapTo(const QRectF &moved, const QList<QRectF> &others, double reach, double pitch);

} // namespace podium::gui
