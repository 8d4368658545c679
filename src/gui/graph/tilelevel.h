// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/graph/graphpainter.h"

#include <QHash>
#include <QImage>
#include <QList>
#include <QRegion>

namespace podium::gui
{

/// One square of the picture of a graph.
struct Tile
{
    QImage image;      ///< Null until it is painted.
    QRegion dirty;     ///< To be painted anew; in pixels of the picture.
    bool fresh = true; ///< Painted since the scene graph last took it.
};

/// The picture of a graph at one size, cut into tiles, of which those are kept that are near what is seen. A tile's
/// position is its column and row; all rectangles are in pixels of the picture.
class TileLevel
{
public:
    static constexpr int TileSize = 256;
    /// Tiles reach so far over the next ones: scaled, or on a screen of fractional density, seams would show.
    static constexpr int Overlap = 2;

    TileLevel(double scale, double pixelRatio) : m_painter(scale, pixelRatio) {}

    double scale() const { return m_painter.scale(); }
    GraphPainter &painter() { return m_painter; }
    QHash<QPoint, Tile> &tiles() { return m_tiles; }
    const QHash<QPoint, Tile> &tiles() const { return m_tiles; }

    /// Positions that touch `area`, those nearest to its middle first.
    static QList<QPoint> positionsIn(const QRect &area);
    static QRect rectOf(QPoint position) { return {position * TileSize, QSize(TileSize, TileSize)}; }
    /// With the overlap.
    static QRect imageRectOf(QPoint position) { return rectOf(position).adjusted(0, 0, Overlap, Overlap); }

    /// Marks what is painted there; tiles that are not kept cost nothing.
    void invalidate(const QRect &area);
    void invalidateAll();
    bool needsPaint(QPoint position) const;
    void paint(QPoint position, const GraphModel &model, int hovered);
    /// Whether every tile that touches `area` is there, even if a part of it is out of date.
    bool covers(const QRect &area) const;
    /// Drops the tiles furthest from `area` until `most` are left; never one that touches it.
    void trim(const QRect &area, qsizetype most);

private:
    GraphPainter m_painter;
    QHash<QPoint, Tile> m_tiles;
};

} // namespace podium::gui
