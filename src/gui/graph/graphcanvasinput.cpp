// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/graph/graphcanvas.h"

#include <QCursor>
#include <QGuiApplication>
#include <QStyleHints>

#include <cmath>
#include <limits>

namespace podium::gui
{

namespace
{

constexpr double WheelDegree = 1.0 / 8;
constexpr double DegreesPerStep = 15;
constexpr double PanPerStep = 90; ///< Logical pixels.
constexpr double ZoomPerStep = 1.2;

/// Among `candidates`, the card whose middle is nearest to `level` from top to bottom.
int nearestTo(const GraphModel &model, const QList<int> &candidates, double level)
{
    int best = -1;
    double least = std::numeric_limits<double>::max();
    for (const int index : candidates) {
        const double distance = std::abs(model.nodeRect(index).center().y() - level);
        if (distance < least) {
            least = distance;
            best = index;
        }
    }
    return best;
}

/// The next card above or below `from` in its column.
int besides(const GraphModel &model, int from, bool down)
{
    const QRectF own = model.nodeRect(from);
    int best = -1;
    double least = std::numeric_limits<double>::max();
    for (int i = 0; i < model.count(); ++i) {
        const QRectF rect = model.nodeRect(i);
        if (i == from || rect.left() > own.right() || rect.right() < own.left())
            continue;
        const double distance = (rect.y() - own.y()) * (down ? 1 : -1);
        if (distance > 0 && distance < least) {
            least = distance;
            best = i;
        }
    }
    return best;
}

} // namespace

void GraphCanvas::mousePressEvent(QMouseEvent *event)
{
    forceActiveFocus(Qt::MouseFocusReason);
    if (m_opensAt > 0 && !m_whole)
        stay(); // What is pressed does not move away when it is shown beside.
    m_pressedAt = event->position();
    m_draggedTo = event->position();
    m_dragging = false;
    const QString id = idAt(event->position());
    if (event->button() == Qt::RightButton) {
        if (!id.isEmpty())
            select(id);
        Q_EMIT contextMenuRequested(id, event->position());
    }
}

void GraphCanvas::mouseMoveEvent(QMouseEvent *event)
{
    if (!(event->buttons() & (Qt::LeftButton | Qt::MiddleButton)))
        return;
    const double distance = (event->position() - m_pressedAt).manhattanLength();
    if (!m_dragging && distance < QGuiApplication::styleHints()->startDragDistance())
        return;
    if (!m_dragging)
        setCursor(Qt::ClosedHandCursor);
    m_dragging = true;
    panBy(event->position() - m_draggedTo);
    m_draggedTo = event->position();
}

void GraphCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    if (!m_dragging && event->button() == Qt::LeftButton)
        select(idAt(event->position()));
    mouseUngrabEvent();
}

void GraphCanvas::mouseUngrabEvent()
{
    if (m_dragging)
        unsetCursor();
    m_dragging = false;
}

void GraphCanvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QString id = idAt(event->position());
    if (event->button() == Qt::LeftButton && !id.isEmpty())
        Q_EMIT nodeActivated(id);
}

void GraphCanvas::hoverMoveEvent(QHoverEvent *event)
{
    setHovered(m_model ? m_model->nodeAt(toGraph(event->position())) : -1);
}

void GraphCanvas::hoverLeaveEvent(QHoverEvent *)
{
    setHovered(-1);
}

void GraphCanvas::setHovered(int index)
{
    if (m_hovered == index)
        return;
    if (std::exchange(m_hovered, index) >= 0)
        onRegionChanged(m_hoveredRect); // Where it was: it may have gone since.
    if (!m_model || index < 0 || index >= m_model->count())
        return;
    constexpr double Halo = GraphModel::Halo;
    m_hoveredRect = m_model->nodeRect(index).adjusted(-Halo, -Halo, Halo, Halo);
    onRegionChanged(m_hoveredRect);
}

void GraphCanvas::wheelEvent(QWheelEvent *event)
{
    const QPointF steps = QPointF(event->angleDelta()) * WheelDegree / DegreesPerStep;
    event->accept();
    if (event->modifiers() & Qt::ControlModifier) {
        zoomAt(event->position(), std::pow(ZoomPerStep, steps.y()));
        return;
    }
    QPointF distance = event->hasPixelDelta() ? QPointF(event->pixelDelta()) : steps * PanPerStep;
    if ((event->modifiers() & Qt::ShiftModifier) && qFuzzyIsNull(distance.x()))
        distance = distance.transposed();
    panBy(distance);
}

void GraphCanvas::keyPressEvent(QKeyEvent *event)
{
    event->accept();
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (!moveSelection(event->key()))
            event->ignore();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (selectedId().isEmpty())
            event->ignore();
        else
            Q_EMIT nodeActivated(selectedId());
        return;
    case Qt::Key_Menu:
        if (m_model && m_model->selected() >= 0)
            Q_EMIT contextMenuRequested(selectedId(), fromGraph(m_model->nodeRect(m_model->selected()).center()));
        return;
    case Qt::Key_Escape:
        if (selectedId().isEmpty())
            event->ignore();
        select({});
        return;
    case Qt::Key_Home:
        fit();
        return;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomIn();
        return;
    case Qt::Key_Minus:
        zoomOut();
        return;
    case Qt::Key_0:
        setZoom(1);
        return;
    case Qt::Key_PageUp:
        panBy({0, height() * 0.8});
        return;
    case Qt::Key_PageDown:
        panBy({0, -height() * 0.8});
        return;
    default:
        event->ignore();
    }
}

int GraphCanvas::neighbourOf(int from, int key) const
{
    if (!m_model || m_model->count() == 0)
        return -1;
    if (from < 0) {
        // The first one that is in sight, or the first of all.
        const QRectF seen = viewRect();
        for (const int index : m_model->nodesIn(seen)) {
            if (seen.contains(m_model->nodeRect(index)))
                return index;
        }
        return 0;
    }
    if (key != Qt::Key_Left && key != Qt::Key_Right)
        return besides(*m_model, from, key == Qt::Key_Down);
    const QList<int> next = key == Qt::Key_Right ? m_model->successorsOf(from) : m_model->predecessorsOf(from);
    return nearestTo(*m_model, next, m_model->nodeRect(from).center().y());
}

bool GraphCanvas::moveSelection(int key)
{
    const int target = m_model ? neighbourOf(m_model->selected(), key) : -1;
    if (target < 0)
        return false;
    const QString id = m_model->nodes().at(target).id;
    select(id);
    ensureVisible(id);
    return true;
}

void GraphCanvas::select(const QString &id)
{
    if (m_model)
        m_model->select(id);
}

QString GraphCanvas::selectedId() const
{
    return m_model ? m_model->selectedId() : QString();
}

QString GraphCanvas::selectedText() const
{
    const int index = m_model ? m_model->selected() : -1;
    if (index < 0)
        return {};
    const GraphNode &node = m_model->nodes().at(index);
    QStringList parts{node.title, node.stateWord, node.subtitle, node.footerLeft, node.footerRight};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

} // namespace podium::gui
