// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/graph/graphmodel.h"
#include "gui/graph/graphoverview.h"
#include "gui/graph/tilelevel.h"

#include <QBasicTimer>
#include <QPointer>
#include <QQuickItem>
#include <QVariantAnimation>

#include <optional>

namespace podium::gui
{

/// Shows a GraphModel and lets it be walked through by mouse, touchpad and keyboard. The picture is kept in tiles
/// that are painted once: panning moves them, a changed node repaints its own place, zooming scales them until it comes
/// to rest. Points are in coordinates of the item unless they are said to be of the graph.
class GraphCanvas : public QQuickItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(podium::gui::GraphModel *model READ model WRITE setModel NOTIFY modelChanged FINAL)
    /// Size on the screen: 1 is 100 %.
    Q_PROPERTY(double zoom READ zoom WRITE setZoom NOTIFY viewChanged FINAL)
    /// A graph is opened no smaller than this; one that is too large for it from what is selected, runs or comes first.
    /// 0: it is opened whole.
    Q_PROPERTY(double opensAt MEMBER m_opensAt NOTIFY opensAtChanged FINAL)
    /// The whole graph, in its coordinates.
    Q_PROPERTY(QRectF contentRect READ contentRect NOTIFY contentRectChanged FINAL)
    /// What of it is seen.
    Q_PROPERTY(QRectF viewRect READ viewRect NOTIFY viewChanged FINAL)
    Q_PROPERTY(QString selectedId READ selectedId WRITE select NOTIFY selectionChanged FINAL)
    /// The selected node in words, for assistive technology.
    Q_PROPERTY(QString selectedText READ selectedText NOTIFY selectedTextChanged FINAL)
    /// Nothing of what is seen waits to be painted.
    Q_PROPERTY(bool settled READ isSettled NOTIFY settledChanged FINAL)

public:
    explicit GraphCanvas(QQuickItem *parent = nullptr);
    ~GraphCanvas() override;

    GraphModel *model() const { return m_model; }
    void setModel(GraphModel *model);
    double zoom() const { return m_zoom; }
    /// Around the middle of the item.
    void setZoom(double zoom);
    QRectF contentRect() const;
    QRectF viewRect() const;
    QString selectedId() const;
    QString selectedText() const;
    bool isSettled() const { return m_settled; }

    Q_INVOKABLE void select(const QString &id);
    /// Shows the whole graph, not larger than 100 %.
    Q_INVOKABLE void fit();
    Q_INVOKABLE void zoomIn();
    Q_INVOKABLE void zoomOut();
    /// What is at `point` stays there.
    Q_INVOKABLE void zoomAt(QPointF point, double factor);
    Q_INVOKABLE void panBy(QPointF distance);
    /// Brings a point of the graph to the middle, at once.
    Q_INVOKABLE void centreOn(QPointF graphPoint);
    /// Moves no further than is needed for the whole card to be seen.
    Q_INVOKABLE void ensureVisible(const QString &id);
    Q_INVOKABLE QString idAt(QPointF point) const;
    Q_INVOKABLE QPointF toGraph(QPointF point) const;
    Q_INVOKABLE QPointF fromGraph(QPointF graphPoint) const;

    /// Tiles painted, wholly or in part, since the canvas was made.
    int paintedTiles() const { return m_paintedTiles; }
    /// Of all tiles that are kept.
    qint64 tileBytes() const;

Q_SIGNALS:
    void modelChanged();
    void viewChanged();
    void opensAtChanged();
    void contentRectChanged();
    void selectionChanged();
    void selectedTextChanged();
    void settledChanged();
    /// Enter, or a double click.
    void nodeActivated(const QString &id);
    /// A right click, or the menu key. `id` is empty on the background.
    void contextMenuRequested(const QString &id, QPointF point);

protected:
    void componentComplete() override;
    void geometryChange(const QRectF &newGeometry, const QRectF &oldGeometry) override;
    void itemChange(ItemChange change, const ItemChangeData &value) override;
    void updatePolish() override;
    QSGNode *updatePaintNode(QSGNode *old, UpdatePaintNodeData *data) override;
    void timerEvent(QTimerEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseUngrabEvent() override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void hoverMoveEvent(QHoverEvent *event) override;
    void hoverLeaveEvent(QHoverEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

    double logicalScale() const;
    void setHovered(int index);
    /// Left and right along the edges, up and down within the column, from the selected node or else into sight; -1 if
    /// nothing is there.
    int neighbourOf(int from, int key) const;
    bool moveSelection(int key);
    /// From now on what is shown stays, also when the item changes its size.
    void stay() { m_fits = false; }

private:
    /// Where the view is: the graph's point in the top left corner, and the zoom.
    struct View
    {
        QPointF origin;
        double zoom = 1;
    };

    double pixelRatio() const;
    double pictureScale() const { return logicalScale() * pixelRatio(); }
    QRect pictureRect(const TileLevel &level) const;
    double smallestZoom() const;
    View whole() const;
    /// What is shown until the user goes elsewhere.
    View fitted() const;
    /// The node that an opened graph is read from; -1 if it has none.
    int firstSeen() const;
    View clamped(View view) const;
    void setView(const View &view);
    void animateTo(const View &view);

    void onReset();
    void onEdited();
    void onRegionChanged(const QRectF &region);
    void onThemeChanged();
    void refresh();
    void awaitRest();
    void chooseLevel();
    void paintSome();
    void setSettled(bool settled);

    QPointer<GraphModel> m_model;
    double m_zoom = 1;
    QPointF m_origin;
    double m_opensAt = 0;
    bool m_fits = true;   ///< What fitted() says is to be shown, until the user goes elsewhere.
    bool m_whole = false; ///< The user wants to see all of it, however small.
    bool m_settled = false;
    bool m_continues = false; ///< A further round of painting is on its way.
    int m_hovered = -1;
    QRectF m_hoveredRect; ///< Of the graph: what was painted so.
    int m_paintedTiles = 0;

    std::optional<TileLevel> m_level;    ///< At the present size, or the last one at rest.
    std::optional<TileLevel> m_backdrop; ///< Shown where m_level has no tile yet.
    GraphOverview m_overview;            ///< Shown where neither has.
    bool m_overviewFresh = false;
    bool m_levelsChanged = false; ///< Another level, or the backdrop: the scene graph begins anew.
    QBasicTimer m_rest;           ///< Runs since the last change of the zoom.

    QPointF m_pressedAt;
    QPointF m_draggedTo;
    bool m_dragging = false;
    QVariantAnimation m_animation;
};

} // namespace podium::gui
