// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// What an editor does with the model: places, frames, selection, marks.
#include "gui/controls/theme.h"
#include "gui/graph/graphmodel.h"

#include <algorithm>

namespace podium::gui
{

namespace
{

// Beside what a new card depends on.
constexpr double ColumnGap = 58;
constexpr double RowGap = 46;

} // namespace

void GraphModel::setEditable(bool editable)
{
    if (m_editable == editable)
        return;
    m_editable = editable;
    Q_EMIT reset();
}

QHash<QString, QPointF> GraphModel::places() const
{
    QHash<QString, QPointF> places;
    places.reserve(m_nodes.size());
    const GraphLayout &layout = m_motion.state() == QAbstractAnimation::Running ? m_goal : m_layout;
    for (int i = 0; i < m_nodes.size(); ++i)
        places.insert(m_nodes.at(i).id, layout.positions.at(i));
    return places;
}

/// A new card without a place stands to the right of what it depends on, or below everything, where nothing else is.
QList<QPointF> GraphModel::placesFor(const QList<GraphNode> &nodes, const QList<GraphEdge> &edges,
                                     const QHash<QString, QPointF> &places) const
{
    QHash<QString, QPointF> known = places;
    for (int i = 0; i < m_nodes.size(); ++i) {
        if (!known.contains(m_nodes.at(i).id))
            known.insert(m_nodes.at(i).id, m_layout.positions.at(i));
    }
    QMultiHash<QString, QString> dependencies;
    for (const GraphEdge &edge : edges)
        dependencies.insert(edge.to, edge.from);
    QList<QPointF> found;
    QList<QRectF> taken;
    for (const GraphNode &node : nodes) {
        if (known.contains(node.id))
            taken += QRectF(known.value(node.id), CardSize);
    }
    for (const GraphNode &node : nodes) {
        if (const auto place = known.constFind(node.id); place != known.cend()) {
            found += *place;
            continue;
        }
        QRectF before;
        for (const QString &id : dependencies.values(node.id)) {
            if (known.contains(id))
                before |= QRectF(known.value(id), CardSize);
        }
        QPointF place(before.right() + ColumnGap, before.center().y() - CardSize.height() / 2);
        if (before.isNull()) {
            QRectF all;
            for (const QRectF &rect : std::as_const(taken))
                all |= rect;
            place = all.isNull() ? QPointF() : QPointF(all.left(), all.bottom() + RowGap);
        }
        const auto collides = [&](QPointF at) {
            return std::any_of(taken.cbegin(), taken.cend(),
                               [&](const QRectF &rect) { return rect.intersects(QRectF(at, CardSize)); });
        };
        while (collides(place))
            place.ry() += CardSize.height() + RowGap;
        known.insert(node.id, place);
        taken += QRectF(place, CardSize);
        found += place;
    }
    return found;
}

void GraphModel::fitGroups()
{
    constexpr double Margin = 20;
    for (GraphFrame &frame : m_frames) {
        if (frame.members.isEmpty())
            continue;
        QRectF around;
        for (const QString &id : std::as_const(frame.members)) {
            if (const int index = indexOf(id); index >= 0)
                around |= nodeRect(index);
        }
        if (!around.isNull())
            around.adjust(-Margin, -Margin - GraphFrame::TitleHeight, Margin, Margin);
        if (around == frame.rect)
            continue;
        const QRectF both = around | frame.rect;
        frame.rect = around;
        Q_EMIT regionChanged(both.adjusted(-Halo, -Halo, Halo, Halo));
    }
}

void GraphModel::findBounds()
{
    fitGroups();
    QRectF bounds;
    for (int i = 0; i < m_nodes.size(); ++i)
        bounds |= nodeRect(i);
    for (const QPointF &bend : std::as_const(m_layout.bends))
        bounds |= QRectF(bend, QSizeF(1, 1));
    for (const GraphFrame &frame : std::as_const(m_frames))
        bounds |= frame.rect;
    if (bounds == m_layout.bounds)
        return;
    m_layout.bounds = bounds;
    Q_EMIT boundsChanged();
}

QHash<GraphEdge, QList<QRectF>> GraphModel::allBoxes() const
{
    QHash<GraphEdge, QList<QRectF>> boxes;
    boxes.reserve(m_edges.size());
    for (int i = 0; i < m_edges.size(); ++i)
        boxes.insert(m_edges.at(i), edgeBoxes(i));
    return boxes;
}

/// From where the cards were to where they are now; meanwhile edges are drawn straight from card to card.
void GraphModel::moveGently(const QHash<QString, QPointF> &from)
{
    QList<QPointF> begin = m_layout.positions;
    for (int i = 0; i < m_nodes.size(); ++i)
        begin[i] = from.value(m_nodes.at(i).id, begin.at(i));
    m_goal = m_layout;
    m_motion.disconnect(this);
    m_motion.setStartValue(0.0);
    m_motion.setEndValue(1.0);
    m_motion.setEasingCurve(QEasingCurve::OutCubic);
    m_motion.setDuration(Theme::instance()->calm());
    connect(&m_motion, &QVariantAnimation::valueChanged, this, [this, begin](const QVariant &value) {
        const double share = value.toDouble();
        if (share >= 1 || begin.size() != m_goal.positions.size())
            return;
        const QRectF before = m_layout.bounds;
        for (int i = 0; i < begin.size(); ++i)
            m_layout.positions[i] = begin.at(i) * (1 - share) + m_goal.positions.at(i) * share;
        m_layout.bends.clear();
        m_layout.firstBend.fill(0);
        rebuildIndices();
        findBounds();
        Q_EMIT regionChanged((before | m_layout.bounds).adjusted(-Halo, -Halo, Halo, Halo));
    });
    connect(&m_motion, &QVariantAnimation::finished, this, &GraphModel::endMotion);
    Q_EMIT edited();
    m_motion.start();
}

void GraphModel::endMotion()
{
    if (m_goal.positions.isEmpty())
        return;
    m_motion.disconnect(this);
    m_motion.stop();
    const QRectF before = m_layout.bounds;
    m_layout = std::exchange(m_goal, {});
    rebuildIndices();
    findBounds();
    Q_EMIT edited();
    Q_EMIT regionChanged(before.united(m_layout.bounds).adjusted(-Halo, -Halo, Halo, Halo));
}

/// Of very many, the whole of them costs less than each.
void GraphModel::tellRegions(const QList<QRectF> &regions)
{
    constexpr qsizetype Many = 300;
    QRectF whole;
    for (const QRectF &region : regions) {
        if (regions.size() > Many)
            whole |= region;
        else
            Q_EMIT regionChanged(region.adjusted(-Halo, -Halo, Halo, Halo));
    }
    if (!whole.isNull())
        Q_EMIT regionChanged(whole.adjusted(-Halo, -Halo, Halo, Halo));
}

void GraphModel::tellNode(int index)
{
    Q_EMIT regionChanged(nodeRect(index).adjusted(-Halo, -Halo, Halo, Halo));
}

bool GraphModel::moveNode(const QString &id, QPointF topLeft)
{
    if (indexOf(id) < 0)
        return false;
    moveNodes({{id, topLeft}});
    return true;
}

void GraphModel::moveNodes(const QHash<QString, QPointF> &topLefts)
{
    endMotion();
    QList<int> nodes;
    QSet<int> moved;
    for (auto place = topLefts.cbegin(); place != topLefts.cend(); ++place) {
        if (const int index = indexOf(place.key()); index >= 0 && m_layout.positions.at(index) != *place) {
            nodes.append(index);
            moved.insert(index);
        } else if (const int frame = frameOf(place.key()); frame >= 0) {
            shapeFrame(place.key(), QRectF(*place, m_frames.at(frame).rect.size()));
        }
    }
    if (nodes.isEmpty())
        return;
    QList<int> edges;
    for (int i = 0; i < m_ends.size(); ++i) {
        if (moved.contains(m_ends.at(i).first) || moved.contains(m_ends.at(i).second))
            edges.append(i);
    }
    QList<QRectF> regions;
    for (const int index : std::as_const(nodes)) {
        regions += nodeRect(index);
        m_nodeIndex.remove(index, nodeRect(index));
    }
    for (const int edge : std::as_const(edges)) {
        const QList<QRectF> boxes = edgeBoxes(edge);
        regions += boxes;
        for (const QRectF &box : boxes)
            m_edgeIndex.remove(edge, box);
    }
    for (const int index : std::as_const(nodes)) {
        m_layout.positions[index] = topLefts.value(m_nodes.at(index).id);
        m_nodeIndex.insert(index, nodeRect(index));
        regions += nodeRect(index);
    }
    for (const int edge : std::as_const(edges)) {
        const QList<QRectF> boxes = edgeBoxes(edge);
        regions += boxes;
        for (const QRectF &box : boxes)
            m_edgeIndex.insert(edge, box);
    }
    findBounds();
    tellRegions(regions);
    for (const int index : std::as_const(nodes))
        Q_EMIT nodeChanged(index);
    Q_EMIT placesChanged();
}

void GraphModel::setFrames(const QList<GraphFrame> &frames)
{
    QList<QRectF> regions;
    for (const QList<GraphFrame> &list : {m_frames, frames}) {
        for (const GraphFrame &frame : list) {
            if (!m_frames.contains(frame) || !frames.contains(frame))
                regions += frame.rect;
        }
    }
    m_frames = frames;
    findBounds();
    Q_EMIT placesChanged();
    for (const QRectF &region : std::as_const(regions))
        Q_EMIT regionChanged(region.adjusted(-Halo, -Halo, Halo, Halo));
    QStringList kept = selectedIds();
    if (kept.size() != m_selection.size())
        setSelection(kept, selectedEdges());
}

int GraphModel::frameOf(const QString &id) const
{
    const auto found = std::find_if(m_frames.cbegin(), m_frames.cend(), [&](const auto &f) { return f.id == id; });
    return found == m_frames.cend() ? -1 : int(found - m_frames.cbegin());
}

int GraphModel::frameAt(QPointF point) const
{
    for (qsizetype i = m_frames.size(); i-- > 0;) {
        const GraphFrame &frame = m_frames.at(i);
        QRectF grip = frame.rect;
        if (frame.kind == GraphFrame::Kind::Group)
            grip.setHeight(std::min(grip.height(), GraphFrame::TitleHeight));
        if (grip.contains(point))
            return int(i);
    }
    return -1;
}

void GraphModel::shapeFrame(const QString &id, const QRectF &rect)
{
    const int index = frameOf(id);
    if (index < 0 || m_frames.at(index).rect == rect)
        return;
    const QRectF old = m_frames.at(index).rect;
    m_frames[index].rect = rect;
    findBounds();
    Q_EMIT placesChanged();
    for (const QRectF &region : {old, rect})
        Q_EMIT regionChanged(region.adjusted(-Halo, -Halo, Halo, Halo));
}

void GraphModel::select(const QString &id)
{
    setSelection({id});
}

void GraphModel::setSelection(const QStringList &ids, const QList<GraphEdge> &edges)
{
    QSet<QString> selection;
    QString current;
    for (const QString &id : ids) {
        if (!m_indices.contains(id) && frameOf(id) < 0)
            continue;
        selection.insert(id);
        current = id;
    }
    QSet<GraphEdge> selectedEdges(edges.cbegin(), edges.cend());
    if (!selectedEdges.isEmpty())
        selectedEdges &= QSet<GraphEdge>(m_edges.cbegin(), m_edges.cend());
    if (selection == m_selection && current == m_selectedId && selectedEdges == m_selectedEdges)
        return;
    const QSet<QString> turned = (selection - m_selection) + (m_selection - selection);
    const QSet<GraphEdge> turnedEdges = (selectedEdges - m_selectedEdges) + (m_selectedEdges - selectedEdges);
    m_selection = selection;
    m_selectedId = current;
    m_selectedEdges = selectedEdges;
    tellSelection(turned, turnedEdges);
    Q_EMIT selectionChanged();
}

void GraphModel::tellSelection(const QSet<QString> &ids, const QSet<GraphEdge> &edges)
{
    for (const QString &id : ids) {
        if (const int index = indexOf(id); index >= 0)
            tellNode(index);
        else if (const int frame = frameOf(id); frame >= 0)
            Q_EMIT regionChanged(m_frames.at(frame).rect.adjusted(-Halo, -Halo, Halo, Halo));
    }
    if (edges.isEmpty())
        return;
    for (int i = 0; i < m_edges.size(); ++i) {
        if (!edges.contains(m_edges.at(i)))
            continue;
        for (const QRectF &box : edgeBoxes(i))
            Q_EMIT regionChanged(box.adjusted(-Halo, -Halo, Halo, Halo));
    }
}

QStringList GraphModel::selectedIds() const
{
    QStringList ids;
    if (m_selection.isEmpty())
        return ids;
    for (const GraphNode &node : m_nodes) {
        if (m_selection.contains(node.id))
            ids += node.id;
    }
    for (const GraphFrame &frame : m_frames) {
        if (m_selection.contains(frame.id))
            ids += frame.id;
    }
    return ids;
}

QList<GraphEdge> GraphModel::selectedEdges() const
{
    return m_selectedEdges.values();
}

void GraphModel::setMarks(const QHash<QString, Mark> &marks)
{
    if (m_marks == marks)
        return;
    const QHash<QString, Mark> old = std::exchange(m_marks, marks);
    QSet<QString> turned;
    for (const auto &list : {old, marks}) {
        for (auto mark = list.cbegin(); mark != list.cend(); ++mark) {
            if (old.value(mark.key()) != marks.value(mark.key()))
                turned.insert(mark.key());
        }
    }
    QSet<GraphEdge> edges;
    for (const GraphEdge &edge : std::as_const(m_edges)) {
        if (turned.contains(edge.from) || turned.contains(edge.to))
            edges.insert(edge);
    }
    tellSelection(turned, edges);
}

GraphModel::Mark GraphModel::edgeMarkOf(int index) const
{
    if (m_marks.isEmpty())
        return Mark::None;
    const Mark mark = m_marks.value(m_edges.at(index).from, Mark::None);
    return mark == m_marks.value(m_edges.at(index).to, Mark::None) ? mark : Mark::None;
}

} // namespace podium::gui
