// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/graphedit/grapheditor.h"

#include <QCursor>
#include <QGuiApplication>
#include <QStyleHints>

#include <cmath>

namespace podium::gui
{

namespace
{

// Logical pixels.
constexpr double PortReach = 11;
constexpr double EdgeReach = 6;
constexpr double CornerReach = 12;
constexpr double SnapReach = 7;
constexpr double AutoPanMargin = 28;
constexpr double AutoPanStep = 14;
constexpr int AutoPanMs = 16;

constexpr QSizeF LeastFrame(96, 48);
/// A move catches on no more cards than these, or finding them would be felt.
constexpr qsizetype MostNeighbours = 300;

double onGrid(double value)
{
    return std::round(value / GraphEditor::GridPitch) * GraphEditor::GridPitch;
}

} // namespace

GraphEditor::Spot GraphEditor::spotAt(QPointF point) const
{
    Spot spot;
    if (!model())
        return spot;
    const QPointF at = toGraph(point);
    const double reach = PortReach / logicalScale();
    const int node = model()->nodeAt(at);
    for (const int index : model()->nodesIn(QRectF(at - QPointF(reach, reach), QSizeF(2 * reach, 2 * reach)))) {
        const QRectF rect = model()->nodeRect(index);
        for (const bool input : {false, true}) {
            const QPointF port(input ? rect.left() : rect.right(), rect.center().y());
            if (QLineF(port, at).length() > reach || (node >= 0 && node != index))
                continue;
            return {Spot::Kind::Port, model()->nodes().at(index).id, input, {}};
        }
    }
    const int frame = model()->frameAt(at);
    if (frame >= 0 && model()->frames().at(frame).kind == GraphFrame::Kind::Note)
        spot = {Spot::Kind::Frame, model()->frames().at(frame).id, false, {}};
    else if (node >= 0)
        spot = {Spot::Kind::Node, model()->nodes().at(node).id, false, {}};
    else if (const int edge = model()->edgeAt(at, EdgeReach / logicalScale()); edge >= 0)
        spot = {Spot::Kind::Edge, {}, false, model()->edges().at(edge)};
    else if (frame >= 0)
        spot = {Spot::Kind::Frame, model()->frames().at(frame).id, false, {}};
    if (spot.kind == Spot::Kind::Node)
        return spot;
    for (const GraphFrame &other : model()->frames()) {
        if (!other.members.isEmpty())
            continue;
        const double corner = CornerReach / logicalScale();
        if (QRectF(other.rect.bottomRight() - QPointF(corner, corner), QSizeF(corner, corner) * 1.2).contains(at))
            return {Spot::Kind::Corner, other.id, false, {}};
    }
    return spot;
}

void GraphEditor::mousePressEvent(QMouseEvent *event)
{
    if (m_gesture != Gesture::None)
        cancel();
    m_pointer = event->position();
    if (event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && m_spaceHeld)) {
        m_gesture = Gesture::Pan;
        GraphCanvas::mousePressEvent(event);
        return;
    }
    forceActiveFocus(Qt::MouseFocusReason);
    if (!model())
        return;
    if (event->button() == Qt::RightButton) {
        const Spot spot = spotAt(event->position());
        if (spot.kind == Spot::Kind::Edge)
            model()->setSelection({}, {spot.edge});
        else if (!model()->isSelected(spot.id))
            model()->setSelection({spot.id});
        Q_EMIT contextMenuRequested(spot.id, event->position());
        return;
    }
    pressLeft(event);
}

void GraphEditor::pressLeft(QMouseEvent *event)
{
    m_pressed = true;
    m_pressAt = event->position();
    m_grabbed = toGraph(event->position());
    m_spot = spotAt(event->position());
    const bool adds = event->modifiers() & (Qt::ShiftModifier | Qt::ControlModifier);
    m_selectedBefore = adds ? model()->selectedIds() : QStringList();
    switch (m_spot.kind) {
    case Spot::Kind::Node:
    case Spot::Kind::Frame:
    case Spot::Kind::Edge:
        if (adds)
            toggle(m_spot);
        else if (m_spot.kind == Spot::Kind::Edge)
            model()->setSelection({}, {m_spot.edge});
        else if (!model()->isSelected(m_spot.id))
            model()->setSelection({m_spot.id});
        return;
    case Spot::Kind::Port:
    case Spot::Kind::Corner:
    case Spot::Kind::Nothing:
        return;
    }
}

void GraphEditor::toggle(const Spot &spot)
{
    QStringList ids = model()->selectedIds();
    QList<GraphEdge> edges = model()->selectedEdges();
    if (spot.kind == Spot::Kind::Edge) {
        if (edges.removeAll(spot.edge) == 0)
            edges += spot.edge;
    } else if (ids.removeAll(spot.id) == 0) {
        ids += spot.id;
    }
    model()->setSelection(ids, edges);
}

void GraphEditor::mouseMoveEvent(QMouseEvent *event)
{
    if (m_gesture == Gesture::Pan)
        return GraphCanvas::mouseMoveEvent(event);
    m_pointer = event->position();
    if (!m_pressed || !model())
        return;
    if (m_gesture == Gesture::None) {
        const double distance = (event->position() - m_pressAt).manhattanLength();
        if (distance < QGuiApplication::styleHints()->startDragDistance())
            return;
        stay();
        begin(event->modifiers());
    }
    follow(event->position(), event->modifiers());
}

void GraphEditor::begin(Qt::KeyboardModifiers)
{
    switch (m_spot.kind) {
    case Spot::Kind::Port:
        m_gesture = Gesture::Link;
        m_linkNode = m_spot.id;
        m_linkBackwards = m_spot.input;
        setCursor(Qt::CrossCursor);
        break;
    case Spot::Kind::Node:
    case Spot::Kind::Frame:
        m_gesture = Gesture::Move;
        beginMove();
        break;
    case Spot::Kind::Corner:
        m_gesture = Gesture::Resize;
        m_frameFrom = model()->frames().at(model()->frameOf(m_spot.id)).rect;
        break;
    case Spot::Kind::Edge:
    case Spot::Kind::Nothing:
        m_gesture = Gesture::Box;
        break;
    }
    m_autoPan.start(AutoPanMs, this);
}

void GraphEditor::beginMove()
{
    if (!model()->isSelected(m_spot.id)) // Ctrl took it out of the selection; it is moved all the same.
        model()->setSelection(model()->selectedIds() + QStringList{m_spot.id});
    m_starts.clear();
    const auto add = [this](const QString &id, const QRectF &rect) { m_starts.insert(id, rect.topLeft()); };
    for (const QString &id : model()->selectedIds()) {
        const int frame = model()->frameOf(id);
        if (frame < 0) {
            add(id, model()->nodeRect(model()->indexOf(id)));
            continue;
        }
        const GraphFrame group = model()->frames().at(frame);
        add(id, group.rect);
        if (group.kind != GraphFrame::Kind::Group)
            continue;
        for (const QString &member : group.members) {
            if (const int index = model()->indexOf(member); index >= 0)
                add(member, model()->nodeRect(index));
        }
        if (!group.members.isEmpty())
            continue;
        // A group takes along what is in it.
        for (const int index : model()->nodesIn(group.rect)) {
            if (group.rect.contains(model()->nodeRect(index).center()))
                add(model()->nodes().at(index).id, model()->nodeRect(index));
        }
        for (const GraphFrame &other : model()->frames()) {
            if (other.id != id && group.rect.contains(other.rect))
                add(other.id, other.rect);
        }
    }
    const int index = model()->indexOf(m_spot.id);
    m_movedFrom = index >= 0 ? model()->nodeRect(index) : model()->frames().at(model()->frameOf(m_spot.id)).rect;
    m_others.clear();
    for (const int other : model()->nodesIn(viewRect())) {
        if (m_others.size() < MostNeighbours && !m_starts.contains(model()->nodes().at(other).id))
            m_others += model()->nodeRect(other);
    }
    setCursor(Qt::SizeAllCursor);
}

void GraphEditor::follow(QPointF point, Qt::KeyboardModifiers modifiers)
{
    m_pointer = point;
    switch (m_gesture) {
    case Gesture::Move:
        followMove(point, !(modifiers & Qt::AltModifier));
        break;
    case Gesture::Resize: {
        const QPointF corner = m_frameFrom.bottomRight() + toGraph(point) - m_grabbed;
        const QSizeF size(onGrid(corner.x()) - m_frameFrom.left(), onGrid(corner.y()) - m_frameFrom.top());
        model()->shapeFrame(m_spot.id, QRectF(m_frameFrom.topLeft(), size.expandedTo(LeastFrame)));
        break;
    }
    case Gesture::Link: {
        const Spot spot = spotAt(point);
        followLink(spot.kind == Spot::Kind::Node || spot.kind == Spot::Kind::Port ? spot.id : QString());
        break;
    }
    case Gesture::Box:
        followBox();
        break;
    default:
        return;
    }
    Q_EMIT gestureChanged();
}

void GraphEditor::followMove(QPointF point, bool snaps)
{
    QPointF distance = toGraph(point) - m_grabbed;
    m_guides.clear();
    if (snaps) {
        const Snap snap = snapTo(m_movedFrom.translated(distance), m_others, SnapReach / logicalScale(), GridPitch);
        distance += snap.offset;
        m_guides = snap.guides;
    }
    QHash<QString, QPointF> places = m_starts;
    for (QPointF &place : places)
        place += distance;
    model()->moveNodes(places);
}

void GraphEditor::followLink(const QString &target)
{
    if (target == m_target && (target.isEmpty() || !m_verdict.text.isEmpty()))
        return;
    const bool own = target == m_linkNode && m_gesture == Gesture::Link;
    m_target = own ? QString() : target;
    m_verdict = {};
    QHash<QString, GraphModel::Mark> marks;
    if (!m_target.isEmpty() && m_commands) {
        m_verdict =
            m_linkBackwards ? m_commands->verdict(m_target, m_linkNode) : m_commands->verdict(m_linkNode, m_target);
        for (const QString &id : std::as_const(m_verdict.cycle))
            marks.insert(id, GraphModel::Mark::Refused);
        marks.insert(m_target, m_verdict.allowed ? GraphModel::Mark::Allowed : GraphModel::Mark::Refused);
    }
    model()->setMarks(marks);
}

void GraphEditor::followBox()
{
    const QRectF area = QRectF(m_grabbed, toGraph(m_pointer)).normalized();
    QStringList ids = m_selectedBefore;
    for (const int index : model()->nodesIn(area)) {
        if (area.intersects(model()->nodeRect(index)))
            ids += model()->nodes().at(index).id;
    }
    for (const GraphFrame &frame : model()->frames()) {
        if (area.contains(frame.rect))
            ids += frame.id;
    }
    model()->setSelection(ids);
}

void GraphEditor::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_gesture == Gesture::Pan) {
        GraphCanvas::mouseUngrabEvent();
        m_gesture = Gesture::None;
        return;
    }
    if (event->button() != Qt::LeftButton || !m_pressed)
        return;
    if (m_gesture == Gesture::None && model()) {
        const bool adds = event->modifiers() & (Qt::ShiftModifier | Qt::ControlModifier);
        if (m_spot.kind == Spot::Kind::Nothing && !adds)
            model()->setSelection({});
        else if (m_spot.kind != Spot::Kind::Edge && m_spot.kind != Spot::Kind::Nothing && !adds)
            model()->setSelection({m_spot.id}); // Of several that were selected, this one.
    }
    finish(event->position());
}

void GraphEditor::finish(QPointF point)
{
    const Gesture gesture = m_gesture;
    const QHash<QString, QPointF> starts = m_starts;
    const QString target = m_target;
    const bool allowed = m_verdict.allowed;
    end();
    if (!model() || !m_commands)
        return;
    switch (gesture) {
    case Gesture::Move: {
        QHash<QString, QPointF> places;
        for (auto start = starts.cbegin(); start != starts.cend(); ++start) {
            const int index = model()->indexOf(start.key());
            const int frame = model()->frameOf(start.key());
            const QPointF now = index >= 0   ? model()->nodeRect(index).topLeft()
                                : frame >= 0 ? model()->frames().at(frame).rect.topLeft()
                                             : *start;
            if (now != *start)
                places.insert(start.key(), now);
        }
        if (!places.isEmpty())
            m_commands->place(places);
        return;
    }
    case Gesture::Resize:
        if (const int frame = model()->frameOf(m_spot.id);
            frame >= 0 && model()->frames().at(frame).rect != m_frameFrom)
            m_commands->shapeFrame(m_spot.id, model()->frames().at(frame).rect);
        return;
    case Gesture::Link:
    case Gesture::KeyLink:
        if (allowed && m_linkBackwards)
            m_commands->connectNodes(target, m_linkNode);
        else if (allowed)
            m_commands->connectNodes(m_linkNode, target);
        else if (target.isEmpty() && gesture == Gesture::Link && spotAt(point).kind == Spot::Kind::Nothing)
            Q_EMIT linkDropped(m_linkNode, m_linkBackwards, toGraph(point));
        return;
    default:
        return;
    }
}

/// As if it had not been begun.
void GraphEditor::cancel()
{
    if (m_gesture == Gesture::Pan)
        GraphCanvas::mouseUngrabEvent();
    if (model() && m_gesture == Gesture::Move)
        model()->moveNodes(m_starts);
    if (model() && m_gesture == Gesture::Resize)
        model()->shapeFrame(m_spot.id, m_frameFrom);
    if (model() && m_gesture == Gesture::Box)
        model()->setSelection(m_selectedBefore);
    end();
}

void GraphEditor::end()
{
    m_pressed = false;
    m_autoPan.stop();
    if (m_gesture == Gesture::None)
        return;
    m_gesture = Gesture::None;
    m_guides.clear();
    m_target.clear();
    m_verdict = {};
    if (model())
        model()->setMarks({});
    unsetCursor();
    Q_EMIT gestureChanged();
}

void GraphEditor::mouseUngrabEvent()
{
    cancel();
}

void GraphEditor::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !model())
        return;
    const Spot spot = spotAt(event->position());
    if (spot.kind == Spot::Kind::Node || spot.kind == Spot::Kind::Frame)
        Q_EMIT titleEditAsked(spot.id);
    else if (spot.kind == Spot::Kind::Nothing)
        Q_EMIT backgroundActivated(toGraph(event->position()));
}

void GraphEditor::hoverMoveEvent(QHoverEvent *event)
{
    m_pointer = event->position();
    m_pointerInside = true;
    if (m_gesture != Gesture::None || !model())
        return;
    const Spot spot = spotAt(event->position());
    setHovered(model()->indexOf(spot.id));
    switch (spot.kind) {
    case Spot::Kind::Port:
        setCursor(Qt::CrossCursor);
        break;
    case Spot::Kind::Corner:
        setCursor(Qt::SizeFDiagCursor);
        break;
    case Spot::Kind::Edge:
        setCursor(Qt::PointingHandCursor);
        break;
    default:
        unsetCursor();
    }
}

void GraphEditor::hoverLeaveEvent(QHoverEvent *event)
{
    m_pointerInside = false;
    GraphCanvas::hoverLeaveEvent(event);
}

/// The view follows a pointer that drags something to the edge.
void GraphEditor::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_autoPan.timerId())
        return GraphCanvas::timerEvent(event);
    QPointF step;
    if (m_pointer.x() < AutoPanMargin)
        step.setX(AutoPanStep);
    else if (m_pointer.x() > width() - AutoPanMargin)
        step.setX(-AutoPanStep);
    if (m_pointer.y() < AutoPanMargin)
        step.setY(AutoPanStep);
    else if (m_pointer.y() > height() - AutoPanMargin)
        step.setY(-AutoPanStep);
    if (step.isNull())
        return;
    panBy(step);
    follow(m_pointer, QGuiApplication::keyboardModifiers());
}

} // namespace podium::gui
