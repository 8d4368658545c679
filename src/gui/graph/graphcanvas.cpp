// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/graph/graphcanvas.h"

#include "gui/controls/theme.h"

#include <QQuickWindow>

#include <cmath>

namespace podium::gui
{

namespace
{

constexpr double LargestZoom = 2;
constexpr double ZoomStep = 1.25;
constexpr double FitMargin = 48;

} // namespace

GraphCanvas::GraphCanvas(QQuickItem *parent) : QQuickItem(parent)
{
    setFlag(ItemHasContents);
    setClip(true);
    setAcceptedMouseButtons(Qt::LeftButton | Qt::MiddleButton | Qt::RightButton);
    setAcceptHoverEvents(true);
    setActiveFocusOnTab(true);
    connect(Theme::instance(), &Theme::changed, this, &GraphCanvas::onThemeChanged);
    m_animation.setEasingCurve(QEasingCurve::OutCubic);
}

GraphCanvas::~GraphCanvas() = default;

void GraphCanvas::setModel(GraphModel *model)
{
    if (m_model == model)
        return;
    if (m_model)
        m_model->disconnect(this);
    m_model = model;
    if (model) {
        connect(model, &GraphModel::replaced, this, [this] {
            m_fits = true;
            m_whole = false;
        });
        connect(model, &GraphModel::reset, this, &GraphCanvas::onReset);
        connect(model, &GraphModel::edited, this, &GraphCanvas::onEdited);
        connect(model, &GraphModel::boundsChanged, this, &GraphCanvas::contentRectChanged);
        connect(model, &QObject::destroyed, this, &GraphCanvas::onReset);
        connect(model, &GraphModel::regionChanged, this, &GraphCanvas::onRegionChanged);
        connect(model, &GraphModel::selectionChanged, this, &GraphCanvas::selectionChanged);
        connect(model, &GraphModel::selectionChanged, this, &GraphCanvas::selectedTextChanged);
        connect(model, &GraphModel::selectionChanged, this, [this] {
            if (m_fits && m_opensAt > 0)
                setView(fitted());
        });
        connect(model, &GraphModel::nodeChanged, this, [this](int index) {
            m_overviewFresh = m_overview.paintNode(*m_model, index) || m_overviewFresh;
            if (index == m_model->selected())
                Q_EMIT selectedTextChanged();
        });
    }
    m_fits = true;
    m_whole = false;
    onReset();
    Q_EMIT modelChanged();
    Q_EMIT selectionChanged();
    Q_EMIT selectedTextChanged();
}

double GraphCanvas::logicalScale() const
{
    return m_zoom * Theme::instance()->textScale();
}

double GraphCanvas::pixelRatio() const
{
    return window() ? window()->effectiveDevicePixelRatio() : 1;
}

QRectF GraphCanvas::contentRect() const
{
    return m_model ? m_model->bounds() : QRectF();
}

QRectF GraphCanvas::viewRect() const
{
    return {m_origin, size() / logicalScale()};
}

QPointF GraphCanvas::toGraph(QPointF point) const
{
    return m_origin + point / logicalScale();
}

QPointF GraphCanvas::fromGraph(QPointF graphPoint) const
{
    return (graphPoint - m_origin) * logicalScale();
}

GraphCanvas::View GraphCanvas::whole() const
{
    View view;
    const QRectF content = contentRect();
    const QSizeF room(std::max(1.0, width() - 2 * FitMargin), std::max(1.0, height() - 2 * FitMargin));
    const double textScale = Theme::instance()->textScale();
    if (!content.isEmpty())
        view.zoom =
            std::min({1.0, room.width() / content.width() / textScale, room.height() / content.height() / textScale});
    const QSizeF seen = size() / (view.zoom * textScale);
    view.origin = content.center() - QPointF(seen.width() / 2, seen.height() / 2);
    return view;
}

int GraphCanvas::firstSeen() const
{
    if (!m_model || m_model->selected() >= 0)
        return m_model ? m_model->selected() : -1;
    static const QStringList wanted{QStringLiteral("AWAITING_REVIEW"), QStringLiteral("RUNNING"),
                                    QStringLiteral("FAILED")};
    int first = -1;
    qsizetype rank = wanted.size();
    for (int i = 0; i < m_model->count(); ++i) {
        const qsizetype state = wanted.indexOf(m_model->nodes().at(i).state);
        const qsizetype mine = state < 0 ? wanted.size() : state;
        const QPointF place = m_model->nodeRect(i).topLeft();
        const QPointF best = first < 0 ? QPointF() : m_model->nodeRect(first).topLeft();
        if (first < 0 || mine < rank ||
            (mine == rank && (place.x() < best.x() || (place.x() == best.x() && place.y() < best.y())))) {
            first = i;
            rank = mine;
        }
    }
    return first;
}

GraphCanvas::View GraphCanvas::fitted() const
{
    const View all = whole();
    const int first = m_whole || all.zoom >= m_opensAt ? -1 : firstSeen();
    if (first < 0)
        return all;
    // What comes after it lies to its right.
    const QSizeF seen = size() / (m_opensAt * Theme::instance()->textScale());
    const double margin = FitMargin / m_opensAt;
    const QRectF content = contentRect().adjusted(-margin, -margin, margin, margin);
    const QPointF middle = m_model->nodeRect(first).center();
    const auto place = [](double wanted, double length, double low, double high) {
        return high - low <= length ? (low + high - length) / 2 : std::clamp(wanted, low, high - length);
    };
    return {{place(middle.x() - seen.width() / 3, seen.width(), content.left(), content.right()),
             place(middle.y() - seen.height() / 2, seen.height(), content.top(), content.bottom())},
            m_opensAt};
}

double GraphCanvas::smallestZoom() const
{
    return std::min(0.2, whole().zoom * 0.8);
}

/// Some of the graph is always seen, or one would not find back.
GraphCanvas::View GraphCanvas::clamped(View view) const
{
    view.zoom = std::clamp(view.zoom, smallestZoom(), LargestZoom);
    QRectF content = contentRect();
    const QSizeF seen = size() / (view.zoom * Theme::instance()->textScale());
    if (m_model && m_model->isEditable()) // There is room for more around it.
        content.adjust(-seen.width(), -seen.height(), seen.width(), seen.height());
    const double x = std::min(content.width(), seen.width()) / 2;
    const double y = std::min(content.height(), seen.height()) / 2;
    view.origin.setX(std::clamp(view.origin.x(), content.left() + x - seen.width(), content.right() - x));
    view.origin.setY(std::clamp(view.origin.y(), content.top() + y - seen.height(), content.bottom() - y));
    return view;
}

void GraphCanvas::setView(const View &view)
{
    const View next = clamped(view);
    const bool zoomed = !qFuzzyCompare(next.zoom, m_zoom);
    if (!zoomed && next.origin == m_origin)
        return;
    m_zoom = next.zoom;
    m_origin = next.origin;
    if (zoomed)
        awaitRest();
    refresh();
    Q_EMIT viewChanged();
}

void GraphCanvas::animateTo(const View &view)
{
    m_animation.stop();
    m_animation.disconnect(this);
    const int duration = Theme::instance()->calm();
    const View from{m_origin, m_zoom};
    const View to = clamped(view);
    if (duration == 0 || !isVisible()) {
        setView(to);
        return;
    }
    const QSizeF half = size() / Theme::instance()->textScale() / 2;
    const auto middle = [half](const View &v) { return v.origin + QPointF(half.width(), half.height()) / v.zoom; };
    m_animation.setStartValue(0.0);
    m_animation.setEndValue(1.0);
    m_animation.setDuration(duration);
    connect(&m_animation, &QVariantAnimation::valueChanged, this, [=, this](const QVariant &value) {
        const double share = value.toDouble();
        View now;
        now.zoom = from.zoom * std::pow(to.zoom / from.zoom, share);
        now.origin = middle(from) * (1 - share) + middle(to) * share - QPointF(half.width(), half.height()) / now.zoom;
        setView(share >= 1 ? to : now);
    });
    connect(&m_animation, &QVariantAnimation::finished, this, &GraphCanvas::refresh);
    setSettled(false);
    m_animation.start();
}

void GraphCanvas::setZoom(double zoom)
{
    zoomAt({width() / 2, height() / 2}, zoom / m_zoom);
}

void GraphCanvas::zoomAt(QPointF point, double factor)
{
    m_animation.stop();
    m_fits = false;
    const double zoom = std::clamp(m_zoom * factor, smallestZoom(), LargestZoom);
    const QPointF fixed = toGraph(point);
    setView({fixed - point / (zoom * Theme::instance()->textScale()), zoom});
}

void GraphCanvas::zoomIn()
{
    zoomAt({width() / 2, height() / 2}, ZoomStep);
}

void GraphCanvas::zoomOut()
{
    zoomAt({width() / 2, height() / 2}, 1 / ZoomStep);
}

void GraphCanvas::panBy(QPointF distance)
{
    m_animation.stop();
    m_fits = false;
    setView({m_origin - distance / logicalScale(), m_zoom});
}

void GraphCanvas::centreOn(QPointF graphPoint)
{
    m_animation.stop();
    m_fits = false;
    const QSizeF half = viewRect().size() / 2;
    setView({graphPoint - QPointF(half.width(), half.height()), m_zoom});
}

void GraphCanvas::fit()
{
    m_fits = true;
    m_whole = true;
    animateTo(fitted());
}

void GraphCanvas::ensureVisible(const QString &id)
{
    const int index = m_model ? m_model->indexOf(id) : -1;
    if (index < 0)
        return;
    const double margin = 24 / logicalScale();
    const QRectF wanted = m_model->nodeRect(index).adjusted(-margin, -margin, margin, margin);
    const QRectF seen = viewRect();
    if (seen.contains(wanted))
        return;
    QPointF origin = m_origin;
    origin.rx() += std::max(0.0, wanted.right() - seen.right());
    origin.ry() += std::max(0.0, wanted.bottom() - seen.bottom());
    origin.setX(std::min(origin.x(), wanted.left()));
    origin.setY(std::min(origin.y(), wanted.top()));
    m_fits = false;
    animateTo({origin, m_zoom});
}

QString GraphCanvas::idAt(QPointF point) const
{
    const int index = m_model ? m_model->nodeAt(toGraph(point)) : -1;
    return index < 0 ? QString() : m_model->nodes().at(index).id;
}

void GraphCanvas::componentComplete()
{
    QQuickItem::componentComplete();
    if (m_fits)
        setView(fitted());
}

void GraphCanvas::geometryChange(const QRectF &newGeometry, const QRectF &oldGeometry)
{
    QQuickItem::geometryChange(newGeometry, oldGeometry);
    if (newGeometry.size() == oldGeometry.size())
        return;
    if (m_fits) {
        m_animation.stop();
        setView(fitted());
    }
    refresh();
    Q_EMIT viewChanged();
}

} // namespace podium::gui
