// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QFont>
#include <QHash>
#include <QImage>
#include <QRect>

QT_BEGIN_NAMESPACE
class QPainter;
QT_END_NAMESPACE

namespace podium::gui
{

class GraphModel;
struct GraphFrame;
struct GraphNode;

/// Paints parts of a graph at one size, in the colours of the theme. Keeps icons and empty cards of that size.
class GraphPainter
{
public:
    /// How much of a card is legible at a size.
    enum class Detail {
        Full,  ///< Icon, title, subtitle, footer, progress.
        Title, ///< Icon and title, in a size that can be read.
        Box,   ///< A tinted card.
        Speck, ///< A rectangle in the colour of the state; edges are straight.
    };

    /// `scale`: device pixels per unit of the graph; `pixelRatio` of those belong to one logical pixel.
    GraphPainter(double scale, double pixelRatio);

    double scale() const { return m_scale; }
    Detail detail() const { return m_detail; }
    /// Paints what is at `region` of the picture (device pixels from the origin of the graph) into `image`, whose top
    /// left corner is at `corner`.
    void paint(QImage &image, QPoint corner, const QRegion &region, const GraphModel &model, int hovered);
    /// Colours, fonts: to be called after Theme::changed().
    void forget();
    /// Where a rectangle of the graph lies in the picture, in whole pixels.
    QRect toPicture(const QRectF &rect) const;

private:
    struct Look
    {
        QRgb state = 0;
        QRgb ring = 0; ///< None if 0.
        bool hovered = false;

        friend bool operator==(const Look &, const Look &) = default;
        friend size_t qHash(const Look &look, size_t seed) noexcept
        {
            return qHashMulti(seed, look.state, look.ring, look.hovered);
        }
    };

    void paintDots(QPainter &painter, const QRect &area) const;
    void paintEdges(QPainter &painter, const QRect &area, const GraphModel &model) const;
    void paintFrame(QPainter &painter, const GraphFrame &frame, bool selected);
    void paintCard(QPainter &painter, const GraphModel &model, int index, bool hovered);
    void paintPorts(QPainter &painter, const GraphModel &model, int index, bool hovered);
    void paintProblem(QPainter &painter, const GraphNode &node, const QRect &card);
    void paintTexts(QPainter &painter, const GraphModel &model, int index, QPoint corner);
    void paintTitle(QPainter &painter, const GraphModel &model, int index, const QRect &card);
    const QImage &card(const Look &look);
    const QImage &icon(const QString &name, const QColor &colour, int size);
    QFont font(double size, QFont::Weight weight) const;

    double m_scale;
    double m_pixelRatio;
    Detail m_detail;
    QHash<Look, QImage> m_cards;
    QHash<QString, QImage> m_icons;
};

} // namespace podium::gui
