// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/graph/graphindex.h"
#include "gui/graph/layeredlayout.h"

#include <QHash>
#include <QObject>
#include <QPainterPath>
#include <QQmlEngine>
#include <QSet>
#include <QStringList>
#include <QVariantAnimation>

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
    QString problem = {}; ///< "error" or "warning" is shown on the card; nothing if empty.
    bool dimmed = false;  ///< Stands back: it is not what is looked for.

    friend bool operator==(const GraphNode &, const GraphNode &) = default;
};

struct GraphEdge
{
    QString from;
    QString to;

    friend bool operator==(const GraphEdge &, const GraphEdge &) = default;
    friend size_t qHash(const GraphEdge &edge, size_t seed = 0) noexcept
    {
        return qHashMulti(seed, edge.from, edge.to);
    }
};

/// Something that is written or drawn around cards: a note, or a group behind those that belong together.
struct GraphFrame
{
    enum class Kind { Note, Group };

    QString id; ///< Not that of any node.
    Kind kind = Kind::Note;
    QString text;
    QRectF rect; ///< In coordinates of the graph.
    /// Nodes round which a group lies, wherever they go; without any it lies where `rect` says.
    QStringList members;

    /// The strip of a group that has its name, and by which it is taken.
    static constexpr double TitleHeight = 28;

    friend bool operator==(const GraphFrame &, const GraphFrame &) = default;
};

/// The graph that canvases and minimaps show: values, places, selection. Filled by a controller, in the GUI thread.
/// Coordinates are those of the graph: device-independent pixels at 100 % zoom, the whole begins at (0, 0).
class GraphModel : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("A controller makes it")
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    Q_PROPERTY(bool arranging READ isArranging NOTIFY arrangingChanged FINAL)
    Q_PROPERTY(QString selectedId READ selectedId WRITE select NOTIFY selectionChanged FINAL)

public:
    /// Of every card.
    static constexpr QSizeF CardSize{212, 84};
    /// Of a port, from its middle.
    static constexpr double PortRadius = 5;
    /// Room around a card that belongs to its picture: ring, ports and antialiasing.
    static constexpr double Halo = PortRadius + 2;

    /// How a card or an edge is lit while something is being connected.
    enum class Mark { None, Allowed, Refused };

    explicit GraphModel(QObject *parent = nullptr);

    /// Replaces the graph and arranges it: a small one at once, a large one in another thread (isArranging(), then
    /// reset()). Nodes that were there before stay about where they were. If nodes and edges join the same ids as
    /// before, only values change and nothing moves. Edges with unknown ends, and nodes whose id there is already, are
    /// left out. The selection stays where its node does.
    void setGraph(const QList<GraphNode> &nodes, const QList<GraphEdge> &edges);
    /// The same for a graph whose cards are placed by hand: each is put where `places` says, at once. One without a
    /// place stays where it was, or comes to stand beside what it depends on. Only what is another is painted anew.
    void setPlacedGraph(const QList<GraphNode> &nodes, const QList<GraphEdge> &edges,
                        const QHash<QString, QPointF> &places);
    /// New values for the node `node.id`; false if there is none. Touches that card only, and nothing if all is equal.
    bool updateNode(const GraphNode &node);
    /// Marks exactly the edges from each of these nodes to the next one; it holds for graphs that are set later, too.
    void setCriticalPath(const QStringList &ids);
    /// Arranges anew, without regard to where nodes are now.
    void arrange();
    /// Puts a card elsewhere; its edges follow. False if there is no such node.
    bool moveNode(const QString &id, QPointF topLeft);
    /// The same for many; unknown ids are left out. Frames can be moved by it, too.
    void moveNodes(const QHash<QString, QPointF> &topLefts);
    /// Of every node.
    QHash<QString, QPointF> places() const;
    /// Cards have ports, and what changes hands moves there gently instead of jumping.
    bool isEditable() const { return m_editable; }
    void setEditable(bool editable);

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

    /// Groups lie below everything, notes above it.
    void setFrames(const QList<GraphFrame> &frames);
    const QList<GraphFrame> &frames() const { return m_frames; }
    /// The note at `point`, or the group whose title is there; else -1.
    int frameAt(QPointF point) const;
    int frameOf(const QString &id) const;
    /// Gives the frame another place or size.
    void shapeFrame(const QString &id, const QRectF &rect);

    /// The selected node, or nothing; of several the one that was selected last. An unknown id clears the selection.
    QString selectedId() const { return m_selectedId; }
    int selected() const { return indexOf(m_selectedId); }
    void select(const QString &id);
    /// Exactly these; the last known one becomes the current one. Ids may be those of frames.
    void setSelection(const QStringList &ids, const QList<GraphEdge> &edges = {});
    /// Nodes in their order, then frames.
    Q_INVOKABLE QStringList selectedIds() const;
    QList<GraphEdge> selectedEdges() const;
    bool isSelected(int index) const { return m_selection.contains(m_nodes.at(index).id); }
    bool isSelected(const QString &id) const { return m_selection.contains(id); }
    bool isEdgeSelected(int index) const
    {
        return !m_selectedEdges.isEmpty() && m_selectedEdges.contains(m_edges.at(index));
    }

    /// Lights nodes, and the edges between two that are lit; empty: nothing.
    void setMarks(const QHash<QString, Mark> &marks);
    Mark markOf(int index) const
    {
        return m_marks.isEmpty() ? Mark::None : m_marks.value(m_nodes.at(index).id, Mark::None);
    }
    Mark edgeMarkOf(int index) const;

Q_SIGNALS:
    /// No node of the old graph is in the new one; reset() follows.
    void replaced();
    /// Everything may be another: nodes, edges, places.
    void reset();
    /// The same, but only what is painted where regionChanged() says is another.
    void edited();
    /// Cards or frames stand elsewhere.
    void placesChanged();
    void countChanged();
    /// The whole has become larger or smaller.
    void boundsChanged();
    /// Values or place of one node; its card is at nodeRect().
    void nodeChanged(int index);
    /// What is painted there changed.
    void regionChanged(const QRectF &region);
    void arrangingChanged();
    void selectionChanged();

private:
    void adopt(QList<GraphNode> nodes, QList<GraphEdge> edges, GraphLayout layout);
    void put(QList<GraphNode> nodes, QList<GraphEdge> edges, GraphLayout layout);
    void moveGently(const QHash<QString, QPointF> &from);
    void endMotion();
    QHash<GraphEdge, QList<QRectF>> allBoxes() const;
    QList<QPointF> placesFor(const QList<GraphNode> &nodes, const QList<GraphEdge> &edges,
                             const QHash<QString, QPointF> &places) const;
    void fitGroups();
    void findBounds();
    void tellSelection(const QSet<QString> &ids, const QSet<GraphEdge> &edges);
    void tellNode(int index);
    void tellRegions(const QList<QRectF> &regions);
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
    QList<GraphFrame> m_frames;
    QString m_selectedId;
    QSet<QString> m_selection; ///< With m_selectedId.
    QSet<GraphEdge> m_selectedEdges;
    QHash<QString, Mark> m_marks;
    QVariantAnimation m_motion; ///< Towards m_goal.
    GraphLayout m_goal;
    bool m_editable = false;
    bool m_arranging = false;
    quint64 m_generation = 0; ///< Of the last call that asked for a layout; older results are dropped.
};

} // namespace podium::gui
