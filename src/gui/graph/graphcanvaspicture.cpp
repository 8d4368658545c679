// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/graph/graphcanvas.h"

#include "gui/controls/theme.h"

#include <QElapsedTimer>
#include <QQuickWindow>
#include <QSGImageNode>
#include <QSGRectangleNode>
#include <QSGRendererInterface>
#include <QSGTransformNode>

#include <cmath>

namespace podium::gui
{

namespace
{

constexpr qint64 FrameBudgetNs = 5'000'000;    ///< For painting what is seen.
constexpr qint64 ZoomBudgetNs = 3'000'000;     ///< The same while the picture is being scaled.
constexpr qint64 PrefetchBudgetNs = 2'000'000; ///< For what would be seen next.
constexpr int RestMs = 90;                     ///< Without a change of the zoom: the picture is painted at its size.
/// A picture that is scaled by more than this is painted anew also while the zoom goes on.
constexpr double MostScaled = 1.8;
constexpr QSize OverviewRoom(1024, 1024);

/// The tiles of a level that the scene graph has.
class LevelNode : public QSGTransformNode
{
public:
    void sync(TileLevel &level, QQuickWindow *window)
    {
        auto &tiles = level.tiles();
        for (auto node = m_nodes.begin(); node != m_nodes.end();) {
            if (tiles.contains(node.key())) {
                ++node;
                continue;
            }
            removeChildNode(*node);
            delete *node;
            node = m_nodes.erase(node);
        }
        for (auto tile = tiles.begin(); tile != tiles.end(); ++tile) {
            QSGImageNode *&node = m_nodes[tile.key()];
            if (node && !tile->fresh)
                continue;
            // The software renderer looks at the texture as soon as the node is in the tree.
            QSGTexture *texture = window->createTextureFromImage(tile->image, QQuickWindow::TextureIsOpaque);
            if (node) {
                node->setTexture(texture);
            } else {
                node = window->createImageNode();
                node->setOwnsTexture(true);
                node->setTexture(texture);
                node->setRect(TileLevel::imageRectOf(tile.key()));
                appendChildNode(node);
            }
            tile->fresh = false;
        }
    }

    void setFiltering(QSGTexture::Filtering filtering)
    {
        for (QSGImageNode *node : std::as_const(m_nodes)) {
            if (node->filtering() != filtering)
                node->setFiltering(filtering);
        }
    }

private:
    QHash<QPoint, QSGImageNode *> m_nodes;
};

/// Owned by the scene graph; from bottom to top.
/// A transform (of nothing) and not a plain node: below a plain one the software renderer loses place and clip of
/// whatever is added later.
class CanvasNode : public QSGTransformNode
{
public:
    QSGRectangleNode *ground = nullptr;
    QSGImageNode *overview = nullptr;
    LevelNode *backdrop = nullptr;
    LevelNode *level = nullptr;

    void drop(LevelNode *&node)
    {
        if (!node)
            return;
        removeChildNode(node);
        delete node;
        node = nullptr;
    }
};

} // namespace

void GraphCanvas::onReset()
{
    m_hovered = -1;
    m_overview.clear();
    m_backdrop.reset();
    m_level.reset();
    m_levelsChanged = true;
    if (m_fits)
        m_animation.stop();
    setView(m_fits ? fitted() : View{m_origin, m_zoom}); // The latter not beyond the new graph.
    refresh();
    Q_EMIT contentRectChanged();
    Q_EMIT selectedTextChanged();
}

void GraphCanvas::onEdited()
{
    setHovered(-1); // Indices are others now.
    m_overview.clear();
    refresh();
    Q_EMIT contentRectChanged();
    Q_EMIT selectedTextChanged();
}

void GraphCanvas::onThemeChanged()
{
    m_overview.clear();
    for (auto *level : {&m_level, &m_backdrop}) {
        if (!*level)
            continue;
        (*level)->painter().forget();
        (*level)->invalidateAll();
    }
    if (m_fits)
        setView(fitted());
    awaitRest(); // The text size may be another.
    refresh();
}

void GraphCanvas::onRegionChanged(const QRectF &region)
{
    const int halo = qCeil(3 * pixelRatio()); // Rings and lines keep their width from afar.
    for (auto *level : {&m_level, &m_backdrop}) {
        if (*level)
            (*level)->invalidate((*level)->painter().toPicture(region).adjusted(-halo, -halo, halo, halo));
    }
    if (region.intersects(viewRect()))
        refresh();
}

/// The picture is painted at its new size when the zoom has come to rest.
void GraphCanvas::awaitRest()
{
    m_rest.start(RestMs, this);
}

void GraphCanvas::refresh()
{
    setSettled(false);
    polish();
    update();
}

void GraphCanvas::itemChange(ItemChange change, const ItemChangeData &value)
{
    if (change == ItemDevicePixelRatioHasChanged || change == ItemSceneChange) {
        m_level.reset();
        m_backdrop.reset();
        m_levelsChanged = true;
        refresh();
    }
    QQuickItem::itemChange(change, value);
}

QRect GraphCanvas::pictureRect(const TileLevel &level) const
{
    const QRectF seen = viewRect();
    const double scale = level.scale();
    return QRectF(seen.topLeft() * scale, seen.size() * scale).toAlignedRect();
}

/// Takes up a new level when the size changed and has come to rest, or the old one is scaled too much.
void GraphCanvas::chooseLevel()
{
    const double scale = pictureScale();
    if (m_level) {
        const double ratio = scale / m_level->scale();
        if (std::abs(ratio - 1) < 1e-9)
            return;
        if (m_rest.isActive() && ratio < MostScaled && ratio > 1 / MostScaled)
            return;
        // The better of the two pictures of other sizes stays in sight until the new one is complete.
        if (!m_backdrop || m_level->covers(pictureRect(*m_level)) ||
            m_level->tiles().size() * 2 > TileLevel::positionsIn(pictureRect(*m_level)).size())
            m_backdrop = std::move(m_level);
    }
    m_level.emplace(scale, pixelRatio());
    m_levelsChanged = true;
}

void GraphCanvas::paintSome()
{
    QElapsedTimer timer;
    timer.start();
    const QRect seen = pictureRect(*m_level);
    const auto paintWithin = [&](const QRect &area, qint64 budget) {
        for (const QPoint position : TileLevel::positionsIn(area)) {
            if (!m_level->needsPaint(position))
                continue;
            if (timer.nsecsElapsed() > budget)
                return false;
            m_level->paint(position, *m_model, m_hovered);
            ++m_paintedTiles;
        }
        return true;
    };
    const bool settled = paintWithin(seen, m_rest.isActive() ? ZoomBudgetNs : FrameBudgetNs);
    const int ahead = TileLevel::TileSize / 2;
    const bool complete =
        settled && (m_rest.isActive() || paintWithin(seen.adjusted(-ahead, -ahead, ahead, ahead), PrefetchBudgetNs));
    if (settled && m_backdrop) {
        m_backdrop.reset();
        m_levelsChanged = true;
    }
    m_level->trim(seen, 3 * TileLevel::positionsIn(seen).size() + 16);
    setSettled(settled && !m_rest.isActive() && m_animation.state() == QAbstractAnimation::Stopped);
    if (complete || m_continues)
        return;
    // In the next frame: to polish again within this one would never end.
    m_continues = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_continues = false;
            polish();
            update();
        },
        Qt::QueuedConnection);
}

void GraphCanvas::updatePolish()
{
    if (!m_model || (m_model->count() == 0 && !m_model->isEditable()) || width() <= 0 || height() <= 0) {
        setSettled(!m_model || !m_model->isArranging());
        return;
    }
    if (m_overview.image().isNull() && m_model->count() > 0) {
        m_overview.paint(*m_model, OverviewRoom, Theme::instance()->window());
        m_overviewFresh = true;
    }
    chooseLevel();
    paintSome();
}

void GraphCanvas::setSettled(bool settled)
{
    if (m_settled == settled)
        return;
    m_settled = settled;
    Q_EMIT settledChanged();
}

qint64 GraphCanvas::tileBytes() const
{
    const auto tiles = (m_level ? m_level->tiles().size() : 0) + (m_backdrop ? m_backdrop->tiles().size() : 0);
    const QSize size = TileLevel::imageRectOf({0, 0}).size();
    return qint64(tiles) * size.width() * size.height() * 4;
}

QSGNode *GraphCanvas::updatePaintNode(QSGNode *old, UpdatePaintNodeData *)
{
    auto *node = static_cast<CanvasNode *>(old);
    if (!node) {
        node = new CanvasNode;
        node->ground = window()->createRectangleNode();
        node->appendChildNode(node->ground);
        m_levelsChanged = true;
        m_overviewFresh = true;
    }
    node->ground->setRect(boundingRect());
    node->ground->setColor(Theme::instance()->window());

    if (m_overview.image().isNull()) {
        if (node->overview)
            node->removeChildNode(node->overview);
        delete std::exchange(node->overview, nullptr);
    } else {
        const bool added = !node->overview;
        if (added) {
            node->overview = window()->createImageNode();
            node->overview->setOwnsTexture(true);
            node->overview->setFiltering(QSGTexture::Nearest);
        }
        if (std::exchange(m_overviewFresh, false) || added)
            node->overview->setTexture(
                window()->createTextureFromImage(m_overview.image(), QQuickWindow::TextureIsOpaque));
        node->overview->setRect(
            QRectF(fromGraph(m_overview.area().topLeft()), m_overview.area().size() * logicalScale()));
        if (added)
            node->insertChildNodeAfter(node->overview, node->ground);
    }

    if (std::exchange(m_levelsChanged, false)) {
        node->drop(node->level);
        node->drop(node->backdrop);
        for (auto *level : {&m_backdrop, &m_level}) {
            if (!*level)
                continue;
            for (Tile &tile : (*level)->tiles())
                tile.fresh = true;
        }
    }
    const bool software = window()->rendererInterface()->graphicsApi() == QSGRendererInterface::Software;
    const auto show = [&](std::optional<TileLevel> &level, LevelNode *&levelNode) {
        if (!level)
            return;
        if (!levelNode) {
            levelNode = new LevelNode;
            node->appendChildNode(levelNode);
        }
        levelNode->sync(*level, window());
        const double ratio = pixelRatio();
        const double scaled = pictureScale() / level->scale();
        const bool exact = std::abs(scaled - 1) < 1e-9;
        QPointF corner = m_origin * pictureScale();
        if (exact) // Whole pixels are copied, others would be blurred.
            corner = QPointF(std::round(corner.x()), std::round(corner.y()));
        QMatrix4x4 matrix;
        matrix.translate(float(-corner.x() / ratio), float(-corner.y() / ratio));
        matrix.scale(float(scaled / ratio));
        if (levelNode->matrix() != matrix)
            levelNode->setMatrix(matrix);
        // In software a smooth scale costs several times as much, and is seen for a moment only.
        levelNode->setFiltering(exact || software ? QSGTexture::Nearest : QSGTexture::Linear);
    };
    show(m_backdrop, node->backdrop);
    show(m_level, node->level);
    return node;
}

void GraphCanvas::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_rest.timerId()) {
        QQuickItem::timerEvent(event);
        return;
    }
    m_rest.stop();
    refresh();
}

} // namespace podium::gui
