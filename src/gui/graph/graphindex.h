// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QList>
#include <QRectF>

namespace podium::gui
{

/// Finds the rectangles that touch a place: a grid of cells, each with the numbers of what reaches into it.
class GraphIndex
{
public:
    void clear();
    /// A number may be inserted with several rectangles.
    void insert(int number, const QRectF &rect);
    void remove(int number, const QRectF &rect);
    /// Numbers that may touch `rect`, ascending, each once.
    QList<int> near(const QRectF &rect) const;

private:
    template<typename Visit> void visitCells(const QRectF &rect, Visit visit) const;

    QHash<quint64, QList<int>> m_cells;
    QRect m_extent; ///< Cells in use.
};

} // namespace podium::gui
