// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/graph/graphmodel.h"

#include "base/whenfinished.h"
#include "gui/controls/theme.h"

#include <QPainterPathStroker>
#include <QPromise>
#include <QSet>
#include <QThreadPool>

#include <memory>

namespace podium::gui
{

namespace
{

/// A graph of so many nodes is laid out within a fraction of a frame.
constexpr qsizetype AtOnce = 150;

QList<std::pair<int, int>> endsOf(const QList<GraphEdge> &edges, const QHash<QString, int> &indices)
{
    QList<std::pair<int, int>> ends;
    ends.reserve(edges.size());
    for (const GraphEdge &edge : edges)
        ends.append({indices.value(edge.from, -1), indices.value(edge.to, -1)});
    return ends;
}

QHash<QString, int> indicesOf(const QList<GraphNode> &nodes)
{
    QHash<QString, int> indices;
    indices.reserve(nodes.size());
    for (const GraphNode &node : nodes)
        indices.insert(node.id, int(indices.size()));
    return indices;
}

bool sameIds(const QList<GraphNode> &a, const QList<GraphNode> &b)
{
    return std::equal(a.cbegin(), a.cend(), b.cbegin(), b.cend(),
                      [](const GraphNode &x, const GraphNode &y) { return x.id == y.id; });
}

/// The box of a curve that leaves one point and reaches the other level.
QRectF boxOf(QPointF from, QPointF to)
{
    // A curve back to the left swings out on both sides; see edgePath().
    const double swing = to.x() < from.x() ? (from.x() - to.x()) / 2 + GraphModel::CardSize.width() : 0;
    return QRectF(from, to).normalized().adjusted(-swing - 2, -2, swing + 2, 2);
}

QPair<QList<GraphNode>, QList<GraphEdge>> consistent(const QList<GraphNode> &nodes, const QList<GraphEdge> &edges)
{
    QSet<QString> ids;
    QList<GraphNode> known;
    known.reserve(nodes.size());
    for (const GraphNode &node : nodes) {
        if (ids.contains(node.id))
            continue;
        ids.insert(node.id);
        known.append(node);
    }
    QList<GraphEdge> joined;
    joined.reserve(edges.size());
    for (const GraphEdge &edge : edges) {
        if (ids.contains(edge.from) && ids.contains(edge.to))
            joined.append(edge);
    }
    return {known, joined};
}

void addCurve(QPainterPath &path, QPointF from, QPointF to)
{
    const double reach =
        to.x() >= from.x() ? (to.x() - from.x()) / 2 : std::min((from.x() - to.x()) / 2, GraphModel::CardSize.width());
    path.cubicTo(from + QPointF(reach, 0), to - QPointF(reach, 0), to);
}

} // namespace

GraphModel::GraphModel(QObject *parent) : QObject(parent) {}

void GraphModel::setGraph(const QList<GraphNode> &nodes, const QList<GraphEdge> &edges)
{
    auto [known, joined] = consistent(nodes, edges);
    if (m_arranging || !sameIds(known, m_nodes) || joined != m_edges)
        return startLayout(std::move(known), std::move(joined), true);
    for (int i = 0; i < known.size(); ++i)
        changeNode(i, known.at(i));
}

void GraphModel::setPlacedGraph(const QList<GraphNode> &nodes, const QList<GraphEdge> &edges,
                                const QHash<QString, QPointF> &places)
{
    auto [known, joined] = consistent(nodes, edges);
    ++m_generation; // A layout that is under way would come too late.
    setArranging(false);
    endMotion();
    GraphLayout layout;
    layout.positions = placesFor(known, joined, places);
    layout.ranks.fill(0, known.size());
    layout.firstBend.fill(0, joined.size() + 1);
    adopt(std::move(known), std::move(joined), std::move(layout));
}

void GraphModel::arrange()
{
    startLayout(m_nodes, m_edges, false);
}

void GraphModel::startLayout(QList<GraphNode> nodes, QList<GraphEdge> edges, bool keepOrder)
{
    LayoutInput input;
    input.sizes.fill(CardSize, nodes.size());
    input.edges = endsOf(edges, indicesOf(nodes));
    if (keepOrder && !m_nodes.isEmpty()) {
        for (const GraphNode &node : nodes) {
            const int old = indexOf(node.id);
            input.previousY.append(old < 0 ? GraphLayout::Unknown : nodeRect(old).center().y());
        }
    }
    const quint64 generation = ++m_generation;
    if (nodes.size() <= AtOnce) {
        adopt(std::move(nodes), std::move(edges), layeredLayout(input));
        setArranging(false);
        return;
    }
    setArranging(true);
    auto promise = std::make_shared<QPromise<GraphLayout>>();
    whenFinished(promise->future(), this,
                 [this, generation, nodes = std::move(nodes), edges = std::move(edges)](const GraphLayout &layout) {
                     if (generation != m_generation)
                         return;
                     adopt(nodes, edges, layout);
                     setArranging(false);
                 });
    QThreadPool::globalInstance()->start([promise, input = std::move(input)] {
        promise->start();
        promise->addResult(layeredLayout(input));
        promise->finish();
    });
}

void GraphModel::setArranging(bool arranging)
{
    if (m_arranging == arranging)
        return;
    m_arranging = arranging;
    Q_EMIT arrangingChanged();
}

void GraphModel::adopt(QList<GraphNode> nodes, QList<GraphEdge> edges, GraphLayout layout)
{
    endMotion();
    const bool another =
        std::none_of(nodes.cbegin(), nodes.cend(), [this](const GraphNode &node) { return indexOf(node.id) >= 0; });
    if (!m_editable || (another && count() > 0)) {
        put(std::move(nodes), std::move(edges), std::move(layout));
        if (another)
            Q_EMIT replaced();
        Q_EMIT reset();
        return;
    }
    const QList<GraphNode> oldNodes = m_nodes;
    const QHash<QString, QPointF> oldPlaces = places();
    const QHash<GraphEdge, QList<QRectF>> oldBoxes = allBoxes();
    const bool arranged = !layout.bends.isEmpty() || !layout.bounds.isEmpty();
    put(std::move(nodes), std::move(edges), std::move(layout));
    if (arranged && m_nodes.size() <= AtOnce && !another && Theme::instance()->calm() > 0)
        return moveGently(oldPlaces);

    QList<QRectF> changed;
    QSet<QString> kept;
    for (int i = 0; i < m_nodes.size(); ++i) {
        const QString &id = m_nodes.at(i).id;
        const auto old = oldPlaces.constFind(id);
        kept.insert(id);
        if (old == oldPlaces.cend() || *old != m_layout.positions.at(i)) {
            changed += nodeRect(i);
            if (old != oldPlaces.cend())
                changed += QRectF(*old, CardSize);
        }
    }
    for (const GraphNode &node : oldNodes) {
        const int index = indexOf(node.id);
        if (index < 0)
            changed += QRectF(oldPlaces.value(node.id), CardSize);
        else if (m_nodes.at(index) != node)
            changed += nodeRect(index);
    }
    const QHash<GraphEdge, QList<QRectF>> boxes = allBoxes();
    for (auto box = boxes.cbegin(); box != boxes.cend(); ++box) {
        if (oldBoxes.value(box.key()) != *box)
            changed += *box + oldBoxes.value(box.key());
    }
    for (auto box = oldBoxes.cbegin(); box != oldBoxes.cend(); ++box) {
        if (!boxes.contains(box.key()))
            changed += *box;
    }
    Q_EMIT edited();
    tellRegions(changed);
}

void GraphModel::put(QList<GraphNode> nodes, QList<GraphEdge> edges, GraphLayout layout)
{
    const qsizetype before = m_nodes.size();
    m_nodes = std::move(nodes);
    m_edges = std::move(edges);
    m_layout = std::move(layout);
    rebuildIndices();
    findBounds();
    QSet<QString> selection;
    for (const QString &id : std::as_const(m_selection)) {
        if (m_indices.contains(id) || frameOf(id) >= 0)
            selection.insert(id);
    }
    QSet<GraphEdge> selectedEdges = QSet<GraphEdge>(m_edges.cbegin(), m_edges.cend()) & m_selectedEdges;
    const bool lost = selection != m_selection || selectedEdges != m_selectedEdges;
    m_selection = selection;
    m_selectedEdges = selectedEdges;
    if (!m_selection.contains(m_selectedId))
        m_selectedId = m_selection.isEmpty() ? QString() : *m_selection.cbegin();
    if (before != m_nodes.size())
        Q_EMIT countChanged();
    if (lost)
        Q_EMIT selectionChanged();
}

void GraphModel::rebuildIndices()
{
    m_indices = indicesOf(m_nodes);
    m_ends = endsOf(m_edges, m_indices);
    m_critical.clear();
    for (const GraphEdge &edge : std::as_const(m_edges))
        m_critical.append(followsOnPath(edge));
    m_successors.clear();
    m_predecessors.clear();
    m_nodeIndex.clear();
    m_edgeIndex.clear();
    for (int i = 0; i < m_nodes.size(); ++i)
        m_nodeIndex.insert(i, nodeRect(i));
    for (int i = 0; i < m_edges.size(); ++i) {
        m_successors[m_ends.at(i).first].append(m_ends.at(i).second);
        m_predecessors[m_ends.at(i).second].append(m_ends.at(i).first);
        for (const QRectF &box : edgeBoxes(i))
            m_edgeIndex.insert(i, box);
    }
}

QList<QPointF> GraphModel::edgePoints(int index) const
{
    const auto [from, to] = m_ends.at(index);
    if (from == to)
        return {};
    const QRectF start = nodeRect(from);
    const QRectF end = nodeRect(to);
    QList<QPointF> points{QPointF(start.right(), start.center().y())};
    for (const QPointF &bend : m_layout.bendsOf(index))
        points.append(bend);
    points.append(QPointF(end.left(), end.center().y()));
    return points;
}

QPainterPath GraphModel::edgePath(int index) const
{
    const QList<QPointF> points = edgePoints(index);
    if (points.isEmpty())
        return {};
    QPainterPath path(points.first());
    for (qsizetype i = 1; i < points.size(); ++i) {
        if (points.at(i).y() == points.at(i - 1).y())
            path.lineTo(points.at(i));
        else
            addCurve(path, points.at(i - 1), points.at(i));
    }
    return path;
}

QList<QRectF> GraphModel::edgeBoxes(int index) const
{
    const QList<QPointF> points = edgePoints(index);
    QList<QRectF> boxes;
    for (qsizetype i = 1; i < points.size(); ++i)
        boxes.append(boxOf(points.at(i - 1), points.at(i)));
    return boxes;
}

bool GraphModel::updateNode(const GraphNode &node)
{
    const int index = indexOf(node.id);
    if (index < 0)
        return false;
    changeNode(index, node);
    return true;
}

void GraphModel::changeNode(int index, const GraphNode &node)
{
    if (m_nodes.at(index) == node)
        return;
    m_nodes[index] = node;
    Q_EMIT nodeChanged(index);
    tellNode(index);
}

void GraphModel::setCriticalPath(const QStringList &ids)
{
    m_criticalNext.clear();
    for (qsizetype i = 0; i + 1 < ids.size(); ++i)
        m_criticalNext.insert(ids.at(i), ids.at(i + 1));
    for (int i = 0; i < m_edges.size(); ++i) {
        const bool critical = followsOnPath(m_edges.at(i));
        if (m_critical.at(i) == critical)
            continue;
        m_critical[i] = critical;
        for (const QRectF &box : edgeBoxes(i))
            Q_EMIT regionChanged(box);
    }
}

bool GraphModel::followsOnPath(const GraphEdge &edge) const
{
    const auto next = m_criticalNext.constFind(edge.from);
    return next != m_criticalNext.cend() && *next == edge.to;
}

int GraphModel::nodeAt(QPointF point) const
{
    const QList<int> near = m_nodeIndex.near(QRectF(point, QSizeF(0, 0)));
    // The last one is painted on top.
    const auto found =
        std::find_if(near.crbegin(), near.crend(), [&](int index) { return nodeRect(index).contains(point); });
    return found == near.crend() ? -1 : *found;
}

int GraphModel::edgeAt(QPointF point, double reach) const
{
    const QRectF around(point - QPointF(reach, reach), QSizeF(2 * reach, 2 * reach));
    for (const int index : m_edgeIndex.near(around)) {
        QPainterPathStroker stroker;
        stroker.setWidth(2 * reach);
        if (stroker.createStroke(edgePath(index)).contains(point))
            return index;
    }
    return -1;
}

} // namespace podium::gui
