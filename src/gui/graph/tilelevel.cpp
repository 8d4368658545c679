// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/graph/tilelevel.h"

#include "gui/graph/graphmodel.h"

#include <algorithm>

namespace podium::gui
{

namespace
{

/// Column and row of the tile that has the pixel.
int tileOf(int pixel)
{
    return pixel >= 0 ? pixel / TileLevel::TileSize : (pixel + 1) / TileLevel::TileSize - 1;
}

QRect gridOf(const QRect &area)
{
    return {QPoint(tileOf(area.left()), tileOf(area.top())), QPoint(tileOf(area.right()), tileOf(area.bottom()))};
}

} // namespace

QList<QPoint> TileLevel::positionsIn(const QRect &area)
{
    QList<QPoint> positions;
    if (area.isEmpty())
        return positions;
    const QRect grid = gridOf(area);
    for (int row = grid.top(); row <= grid.bottom(); ++row) {
        for (int column = grid.left(); column <= grid.right(); ++column)
            positions.append({column, row});
    }
    const auto distance = [middle = area.center()](QPoint position) {
        return (rectOf(position).center() - middle).manhattanLength();
    };
    std::stable_sort(positions.begin(), positions.end(), [&](QPoint a, QPoint b) { return distance(a) < distance(b); });
    return positions;
}

void TileLevel::invalidate(const QRect &area)
{
    const QRect grid = gridOf(area.adjusted(-Overlap, -Overlap, 0, 0));
    for (int row = grid.top(); row <= grid.bottom(); ++row) {
        for (int column = grid.left(); column <= grid.right(); ++column) {
            const auto tile = m_tiles.find(QPoint(column, row));
            if (tile != m_tiles.end())
                tile->dirty += area & imageRectOf({column, row});
        }
    }
}

void TileLevel::invalidateAll()
{
    for (auto tile = m_tiles.begin(); tile != m_tiles.end(); ++tile)
        tile->dirty = imageRectOf(tile.key());
}

bool TileLevel::needsPaint(QPoint position) const
{
    const auto tile = m_tiles.constFind(position);
    return tile == m_tiles.cend() || !tile->dirty.isEmpty();
}

void TileLevel::paint(QPoint position, const GraphModel &model, int hovered)
{
    Tile &tile = m_tiles[position];
    const QRect rect = imageRectOf(position);
    if (tile.image.isNull()) {
        tile.image = QImage(rect.size(), QImage::Format_RGB32);
        tile.dirty = rect;
    }
    m_painter.paint(tile.image, rect.topLeft(), tile.dirty, model, hovered);
    tile.dirty = {};
    tile.fresh = true;
}

bool TileLevel::covers(const QRect &area) const
{
    const QRect grid = gridOf(area);
    for (int row = grid.top(); row <= grid.bottom(); ++row) {
        for (int column = grid.left(); column <= grid.right(); ++column) {
            if (!m_tiles.contains(QPoint(column, row)))
                return false;
        }
    }
    return true;
}

void TileLevel::trim(const QRect &area, qsizetype most)
{
    if (m_tiles.size() <= most)
        return;
    QList<QPoint> positions = m_tiles.keys();
    const auto distance = [middle = area.center()](QPoint position) {
        return (rectOf(position).center() - middle).manhattanLength();
    };
    std::sort(positions.begin(), positions.end(), [&](QPoint a, QPoint b) { return distance(a) > distance(b); });
    for (const QPoint position : positions) {
        if (m_tiles.size() <= most)
            return;
        if (!rectOf(position).intersects(area))
            m_tiles.remove(position);
    }
}

} // namespace podium::gui
