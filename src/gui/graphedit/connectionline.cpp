// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/graphedit/connectionline.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace podium::gui
{

namespace
{

constexpr double LineWidth = 2;
constexpr double Margin = 4;

double reachOf(QPointF from, QPointF to)
{
    return std::max(24.0, std::abs(to.x() - from.x()) / 2);
}

} // namespace

ConnectionLine::ConnectionLine(QQuickItem *parent) : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
}

void ConnectionLine::setFrom(QPointF point)
{
    if (m_from == point)
        return;
    m_from = point;
    place();
}

void ConnectionLine::setTo(QPointF point)
{
    if (m_to == point)
        return;
    m_to = point;
    place();
}

void ConnectionLine::setColor(const QColor &colour)
{
    if (m_color == colour)
        return;
    m_color = colour;
    update();
    Q_EMIT changed();
}

void ConnectionLine::place()
{
    QRectF box = QRectF(m_from, m_to).normalized();
    if (m_to.x() < m_from.x() + 48)
        box.adjust(-reachOf(m_from, m_to), 0, reachOf(m_from, m_to), 0);
    box = box.adjusted(-Margin, -Margin, Margin, Margin).toAlignedRect();
    setPosition(box.topLeft());
    setSize(box.size());
    update();
    Q_EMIT changed();
}

void ConnectionLine::paint(QPainter *painter)
{
    const QPointF from = m_from - position();
    const QPointF to = m_to - position();
    const double reach = reachOf(from, to);
    QPainterPath path(from);
    path.cubicTo(from + QPointF(reach, 0), to - QPointF(reach, 0), to);
    QPen pen(m_color, LineWidth, Qt::CustomDashLine, Qt::RoundCap);
    pen.setDashPattern({3, 2.5});
    painter->setPen(pen);
    painter->drawPath(path);
}

} // namespace podium::gui
