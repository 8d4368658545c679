// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QImage>
#include <QRectF>

namespace podium::gui
{

class GraphModel;

/// The whole graph as one small picture: a rectangle in the colour of its state for each node.
class GraphOverview
{
public:
    /// Paints it anew into at most `room` pixels on a ground of `background`.
    void paint(const GraphModel &model, QSize room, const QColor &background);
    /// Paints one node anew, at its place; false if its place lies outside of the picture.
    bool paintNode(const GraphModel &model, int index);
    void clear() { m_image = {}; }

    const QImage &image() const { return m_image; }
    /// What the picture shows, in coordinates of the graph.
    QRectF area() const { return m_area; }

private:
    QRectF toImage(const QRectF &rect) const;

    QImage m_image;
    QColor m_background;
    QRectF m_area;
};

} // namespace podium::gui
