// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/graph/graphminimap.h"

#include "gui/controls/theme.h"

#include <QQuickWindow>
#include <QSGImageNode>
#include <QSGRectangleNode>

#include <array>

namespace podium::gui
{

namespace
{

struct MinimapNode : QSGTransformNode // See CanvasNode.
{
    QSGImageNode *picture = nullptr;
    std::array<QSGRectangleNode *, 4> frame{};
};

} // namespace

GraphMinimap::GraphMinimap(QQuickItem *parent) : QQuickItem(parent)
{
    setFlag(ItemHasContents);
    setClip(true);
    setAcceptedMouseButtons(Qt::LeftButton);
    connect(Theme::instance(), &Theme::changed, this, &GraphMinimap::begin);
}

void GraphMinimap::setCanvas(GraphCanvas *canvas)
{
    if (m_canvas == canvas)
        return;
    if (m_canvas)
        m_canvas->disconnect(this);
    m_canvas = canvas;
    if (canvas) {
        connect(canvas, &GraphCanvas::viewChanged, this, &QQuickItem::update);
        connect(canvas, &GraphCanvas::modelChanged, this, &GraphMinimap::onModelChanged);
    }
    onModelChanged();
    Q_EMIT canvasChanged();
}

void GraphMinimap::onModelChanged()
{
    if (m_model)
        m_model->disconnect(this);
    m_model = m_canvas ? m_canvas->model() : nullptr;
    if (m_model) {
        connect(m_model, &GraphModel::reset, this, &GraphMinimap::begin);
        connect(m_model, &GraphModel::edited, this, &GraphMinimap::begin);
        connect(m_model, &GraphModel::placesChanged, this, &GraphMinimap::begin);
        connect(m_model, &GraphModel::nodeChanged, this, [this](int index) {
            if (!m_overview.paintNode(*m_model, index))
                return;
            m_fresh = true;
            update();
        });
    }
    begin();
}

void GraphMinimap::begin()
{
    m_overview.clear();
    polish();
    update();
}

void GraphMinimap::geometryChange(const QRectF &newGeometry, const QRectF &oldGeometry)
{
    QQuickItem::geometryChange(newGeometry, oldGeometry);
    begin();
}

void GraphMinimap::updatePolish()
{
    if (!m_model || m_model->count() == 0 || width() < 1 || height() < 1 || !m_overview.image().isNull())
        return;
    const double ratio = window() ? window()->effectiveDevicePixelRatio() : 1;
    m_overview.paint(*m_model, (size() * ratio).toSize(), Theme::instance()->surface1());
    m_fresh = true;
}

/// Where the picture lies in the item: in the middle, as large as fits.
QRectF GraphMinimap::pictureRect() const
{
    const QSizeF shown = m_overview.area().size().scaled(size(), Qt::KeepAspectRatio);
    return {QPointF((width() - shown.width()) / 2, (height() - shown.height()) / 2), shown};
}

QSGNode *GraphMinimap::updatePaintNode(QSGNode *old, UpdatePaintNodeData *)
{
    auto *node = static_cast<MinimapNode *>(old);
    if (m_overview.image().isNull() || !m_canvas) {
        delete node;
        return nullptr;
    }
    if (!node) {
        node = new MinimapNode;
        node->picture = window()->createImageNode();
        node->picture->setOwnsTexture(true);
        node->picture->setFiltering(QSGTexture::Linear);
        for (QSGRectangleNode *&side : node->frame) {
            side = window()->createRectangleNode();
            node->appendChildNode(side);
        }
    }
    if (std::exchange(m_fresh, false) || !node->picture->texture())
        node->picture->setTexture(window()->createTextureFromImage(m_overview.image(), QQuickWindow::TextureIsOpaque));
    const QRectF picture = pictureRect();
    node->picture->setRect(picture);
    if (!node->picture->parent())
        node->prependChildNode(node->picture); // With its texture: the software renderer looks at it at once.

    const QRectF area = m_overview.area();
    const QRectF seen = m_canvas->viewRect();
    const double scale = picture.width() / area.width();
    constexpr double line = 1;
    // At whole places, or the thin lines would be washed out.
    const QRectF frame = QRectF(picture.topLeft() + (seen.topLeft() - area.topLeft()) * scale, seen.size() * scale)
                             .intersected(boundingRect())
                             .toRect();
    const std::array sides{QRectF(frame.left(), frame.top(), frame.width(), line),
                           QRectF(frame.left(), frame.bottom() - line, frame.width(), line),
                           QRectF(frame.left(), frame.top(), line, frame.height()),
                           QRectF(frame.right() - line, frame.top(), line, frame.height())};
    for (size_t i = 0; i < sides.size(); ++i) {
        node->frame[i]->setRect(sides[i]);
        node->frame[i]->setColor(Theme::instance()->accent());
    }
    return node;
}

void GraphMinimap::goTo(QPointF point)
{
    if (!m_canvas || m_overview.image().isNull())
        return;
    const QRectF picture = pictureRect();
    const double scale = m_overview.area().width() / picture.width();
    m_canvas->centreOn(m_overview.area().topLeft() + (point - picture.topLeft()) * scale);
}

void GraphMinimap::mousePressEvent(QMouseEvent *event)
{
    goTo(event->position());
}

void GraphMinimap::mouseMoveEvent(QMouseEvent *event)
{
    goTo(event->position());
}

} // namespace podium::gui
