// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/graph/graphcanvas.h"
#include "gui/graph/graphoverview.h"

#include <QPointer>
#include <QQuickItem>

namespace podium::gui
{

/// The whole graph of a canvas in small, with a frame around what the canvas shows. Pressing or dragging moves it
/// there.
class GraphMinimap : public QQuickItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(podium::gui::GraphCanvas *canvas READ canvas WRITE setCanvas NOTIFY canvasChanged FINAL)

public:
    explicit GraphMinimap(QQuickItem *parent = nullptr);

    GraphCanvas *canvas() const { return m_canvas; }
    void setCanvas(GraphCanvas *canvas);

Q_SIGNALS:
    void canvasChanged();

protected:
    void geometryChange(const QRectF &newGeometry, const QRectF &oldGeometry) override;
    void updatePolish() override;
    QSGNode *updatePaintNode(QSGNode *old, UpdatePaintNodeData *data) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    void onModelChanged();
    void begin();
    QRectF pictureRect() const;
    void goTo(QPointF point);

    QPointer<GraphCanvas> m_canvas;
    QPointer<GraphModel> m_model;
    GraphOverview m_overview;
    bool m_fresh = false;
};

} // namespace podium::gui
