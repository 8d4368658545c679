// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/graph/graphindex.h"
#include "gui/graph/layeredlayout.h"

#include <QHash>
#include <QObject>
#include <QPainterPath>
#include <QQmlEngine>
#include <QStringList>

namespace podium::gui
{

/// A card. All texts are shown as they are, so they come translated.
struct GraphNode
{
    QString id;
    QString title;
    QString subtitle;
    QString footerLeft;
    QString footerRight;
    QString state;        ///< As the API names it: "RUNNING"; gives the colour.
    QString stateWord;    ///< The same for people; read out, not painted.
    QString icon;         ///< Of the state; none if empty.
    double progress = -1; ///< 0 … 1; negative if unknown.

    friend bool operator==(const GraphNode &, const GraphNode &) = default;
};

struct GraphEdge
{
    QString from;
    QString to;

    friend bool operator==(const GraphEdge &, const GraphEdge &) = default;
};

/// The graph that canvases and minimaps show: values, places, selection. Filled by a controller, in the GUI thread.
/// Coordinates are those of the graph: device-independent pixels at 100 % zoom, the whole begins at (0, 0).
class GraphModel : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("A controller makes it")
    Q_PROPERTY(int count READ count NOTIFY reset FINAL)
    Q_PROPERTY(bool arranging READ isArranging NOTIFY arrangingChanged FINAL)
    Q_PROPERTY(QString selectedId READ selectedId WRITE select NOTIFY selectionChanged FINAL)

public:
    /// Of every card.
    static constexpr QSizeF CardSize{212, 84};

    explicit GraphModel(QObject *parent = nullptr);

    /// Replaces the graph and arranges it: a small one at once, a large one in another thread (isArranging(), then
    /// reset()). Nodes that were there before stay about where they were. If nodes and edges join the same ids as
    /// before, only values change and nothing moves. Edges with unknown ends, and nodes whose id there is already, are
    /// left out. The selection stays where its node does.
    void setGraph(const QList<GraphNode> &nodes, const QList<GraphEdge> &edges);
    /// New values for the node `node.id`; false if there is none. Touches that card only, and nothing if all is equal.
    bool updateNode(const GraphNode &node);
    /// Marks exactly the edges from each of these nodes to the next one; it holds for graphs that are set later, too.
    void setCriticalPath(const QStringList &ids);
    /// Arranges anew, without regard to where nodes are now.
    void arrange();
    /// Puts a card elsewhere; its edges follow. False if there is no such node.
    bool moveNode(const QString &id, QPointF topLeft);

    int count() const { return int(m_nodes.size()); }
    /// A large graph is being laid out; until then the old one is shown.
    bool isArranging() const { return m_arranging; }
    const QList<GraphNode> &nodes() const { return m_nodes; }
    const QList<GraphEdge> &edges() const { return m_edges; }
    bool isCritical(int edge) const { return m_critical.at(edge); }
    int indexOf(const QString &id) const { return m_indices.value(id, -1); }
    QRectF nodeRect(int index) const { return QRectF(m_layout.positions.at(index), CardSize); }
    int rankOf(int index) const { return m_layout.ranks.at(index); }
    QRectF bounds() const { return m_layout.bounds; }
    /// Cubic curves from card to card; empty for an edge from a node to itself.
    QPainterPath edgePath(int index) const;
    /// The corners of that path: ends and bends.
    QList<QPointF> edgePoints(int index) const;
    QList<int> successorsOf(int index) const { return m_successors.value(index); }
    QList<int> predecessorsOf(int index) const { return m_predecessors.value(index); }

    /// The card at `point`, or -1.
    int nodeAt(QPointF point) const;
    /// The edge that passes within `reach` of `point`, or -1.
    int edgeAt(QPointF point, double reach) const;
    /// Indices of what may touch `rect`, ascending.
    QList<int> nodesIn(const QRectF &rect) const { return m_nodeIndex.near(rect); }
    QList<int> edgesIn(const QRectF &rect) const { return m_edgeIndex.near(rect); }

    /// The selected node, or nothing. An unknown id clears the selection.
    QString selectedId() const { return m_selectedId; }
    int selected() const { return indexOf(m_selectedId); }
    void select(const QString &id);

Q_SIGNALS:
    /// No node of the old graph is in the new one; reset() follows.
    void replaced();
    /// Everything may be another: nodes, edges, places.
    void reset();
    /// Values or place of one node; its card is at nodeRect().
    void nodeChanged(int index);
    /// What is painted there changed.
    void regionChanged(const QRectF &region);
    void arrangingChanged();
    void selectionChanged();

private:
    void adopt(QList<GraphNode> nodes, QList<GraphEdge> edges, GraphLayout layout);
    void startLayout(QList<GraphNode> nodes, QList<GraphEdge> edges, bool keepOrder);
    void setArranging(bool arranging);
    void rebuildIndices();
    QList<QRectF> edgeBoxes(int index) const;
    void changeNode(int index, const GraphNode &node);
    bool followsOnPath(const GraphEdge &edge) const;

    QList<GraphNode> m_nodes;
    QList<GraphEdge> m_edges;
    QList<bool> m_critical; ///< Per edge.
    QHash<QString, QString> m_criticalNext;
    QList<std::pair<int, int>> m_ends; ///< Per edge, the indices of its nodes.
    GraphLayout m_layout;
    QHash<QString, int> m_indices;
    QHash<int, QList<int>> m_successors;
    QHash<int, QList<int>> m_predecessors;
    GraphIndex m_nodeIndex;
    GraphIndex m_edgeIndex;
    QString m_selectedId;
    bool m_arranging = false;
    quint64 m_generation = 0; ///< Of the last call that asked for a layout; older results are dropped.
};

} // namespace podium::gui
