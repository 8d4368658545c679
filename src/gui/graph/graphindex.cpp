// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/graph/graphindex.h"

#include <algorithm>
#include <cmath>

namespace podium::gui
{

namespace
{

constexpr double CellSize = 512; ///< Some cards large.

QRect cellsOf(const QRectF &rect)
{
    const auto cell = [](double value) { return int(std::floor(value / CellSize)); };
    return {QPoint(cell(rect.left()), cell(rect.top())), QPoint(cell(rect.right()), cell(rect.bottom()))};
}

quint64 keyOf(int column, int row)
{
    return quint64(quint32(column)) << 32 | quint32(row);
}

} // namespace

template<typename Visit> void GraphIndex::visitCells(const QRectF &rect, Visit visit) const
{
    const QRect cells = cellsOf(rect) & m_extent;
    for (int row = cells.top(); row <= cells.bottom(); ++row) {
        for (int column = cells.left(); column <= cells.right(); ++column)
            visit(keyOf(column, row));
    }
}

void GraphIndex::clear()
{
    m_cells.clear();
    m_extent = {};
}

void GraphIndex::insert(int number, const QRectF &rect)
{
    m_extent |= cellsOf(rect);
    visitCells(rect, [&](quint64 key) {
        QList<int> &numbers = m_cells[key];
        if (numbers.isEmpty() || numbers.last() != number)
            numbers.append(number);
    });
}

void GraphIndex::remove(int number, const QRectF &rect)
{
    visitCells(rect, [&](quint64 key) { m_cells[key].removeAll(number); });
}

QList<int> GraphIndex::near(const QRectF &rect) const
{
    QList<int> found;
    visitCells(rect, [&](quint64 key) {
        const auto cell = m_cells.constFind(key);
        if (cell != m_cells.cend())
            found += *cell;
    });
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

} // namespace podium::gui
