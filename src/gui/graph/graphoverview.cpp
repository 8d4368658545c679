// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/graph/graphoverview.h"

#include "gui/controls/theme.h"
#include "gui/graph/graphmodel.h"

#include <QPainter>

namespace podium::gui
{

namespace
{

/// What stands back.
QColor mix(const QColor &over, const QColor &under)
{
    constexpr double share = 0.3;
    const auto part = [](int a, int b) { return qRound(a * share + b * (1 - share)); };
    return {part(over.red(), under.red()), part(over.green(), under.green()), part(over.blue(), under.blue())};
}

} // namespace

void GraphOverview::paint(const GraphModel &model, QSize room, const QColor &background)
{
    constexpr double margin = 20;
    m_area = model.bounds().adjusted(-margin, -margin, margin, margin);
    const QSize size = m_area.size().scaled(room, Qt::KeepAspectRatio).toSize().expandedTo(QSize(1, 1));
    m_image = QImage(size, QImage::Format_RGB32);
    m_background = background;
    m_image.fill(background);
    for (int i = 0; i < model.count(); ++i)
        paintNode(model, i);
}

bool GraphOverview::paintNode(const GraphModel &model, int index)
{
    if (m_image.isNull() || !m_area.contains(model.nodeRect(index)))
        return false;
    const QRectF rect = toImage(model.nodeRect(index));
    QPainter painter(&m_image);
    painter.setPen(Qt::NoPen);
    const GraphNode &node = model.nodes().at(index);
    const QColor state = Theme::instance()->stateColor(node.state);
    // What was painted there before is covered, so the colour is mixed and not let through.
    painter.setBrush(node.dimmed ? mix(state, m_background) : state);
    if (rect.height() >= 4) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.drawRoundedRect(rect, 1.5, 1.5);
    } else {
        painter.drawRect(QRect(rect.topLeft().toPoint(), rect.size().toSize().expandedTo(QSize(1, 1))));
    }
    return true;
}

QRectF GraphOverview::toImage(const QRectF &rect) const
{
    const double x = m_image.width() / m_area.width();
    const double y = m_image.height() / m_area.height();
    return {(rect.x() - m_area.x()) * x, (rect.y() - m_area.y()) * y, rect.width() * x, rect.height() * y};
}

} // namespace podium::gui
