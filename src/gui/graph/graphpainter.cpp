// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/graph/graphpainter.h"

#include "gui/controls/iconprovider.h"
#include "gui/controls/theme.h"
#include "gui/graph/graphmodel.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace podium::gui
{

namespace
{

using Detail = GraphPainter::Detail;

constexpr double DotPitch = 24;
constexpr double StripeWidth = 3;
constexpr double Ring = 2; ///< Of the selected card; half of it lies outside.
// Inside of a card, in units of the graph.
constexpr double Inset = 14;
constexpr double TitleX = 36;
constexpr double TitleY = 20;
constexpr double SubtitleY = 40;
constexpr double FooterY = 61;
constexpr double ProgressY = 75;
constexpr int IconSize = 15;
constexpr double DimmedOpacity = 0.3;

Detail detailAt(double logicalScale)
{
    if (logicalScale >= 0.6)
        return Detail::Full;
    if (logicalScale >= 0.28)
        return Detail::Title;
    return logicalScale >= 0.1 ? Detail::Box : Detail::Speck;
}

/// `share` of `over` on `under`.
QColor mix(const QColor &over, const QColor &under, double share)
{
    const auto part = [share](int a, int b) { return qRound(a * share + b * (1 - share)); };
    return {part(over.red(), under.red()), part(over.green(), under.green()), part(over.blue(), under.blue())};
}

/// A rectangle whose left and right corners are rounded differently.
QPainterPath rounded(const QRectF &rect, QSizeF left, QSizeF right)
{
    QPainterPath path;
    path.moveTo(rect.left() + left.width(), rect.top());
    path.arcTo(QRectF(rect.right() - 2 * right.width(), rect.top(), 2 * right.width(), 2 * right.height()), 90, -90);
    path.arcTo(QRectF(rect.right() - 2 * right.width(), rect.bottom() - 2 * right.height(), 2 * right.width(),
                      2 * right.height()),
               0, -90);
    path.arcTo(QRectF(rect.left(), rect.bottom() - 2 * left.height(), 2 * left.width(), 2 * left.height()), 270, -90);
    path.arcTo(QRectF(rect.left(), rect.top(), 2 * left.width(), 2 * left.height()), 180, -90);
    path.closeSubpath();
    return path;
}

/// Broken at the last space that leaves the first line within `width`, if there is one.
QStringList inTwo(const QString &text, const QFontMetricsF &metrics, double width)
{
    for (qsizetype space = text.lastIndexOf(u' '); space > 0; space = text.lastIndexOf(u' ', space - 1)) {
        if (metrics.horizontalAdvance(text.left(space)) <= width)
            return {text.left(space), text.mid(space + 1)};
    }
    return {text};
}

} // namespace

GraphPainter::GraphPainter(double scale, double pixelRatio)
    : m_scale(scale), m_pixelRatio(pixelRatio), m_detail(detailAt(scale / pixelRatio))
{
}

void GraphPainter::forget()
{
    m_cards.clear();
    m_icons.clear();
}

QRect GraphPainter::toPicture(const QRectF &rect) const
{
    const QSize size(std::max(1, qRound(rect.width() * m_scale)), std::max(1, qRound(rect.height() * m_scale)));
    return {QPoint(qRound(rect.x() * m_scale), qRound(rect.y() * m_scale)), size};
}

void GraphPainter::paint(QImage &image, QPoint corner, const QRegion &region, const GraphModel &model, int hovered)
{
    const QRect area = region.boundingRect();
    // Rings and lines reach a little beyond what they belong to.
    const double margin = GraphModel::Halo + 2 / m_scale;
    const QRectF inGraph =
        QRectF(area.x() / m_scale, area.y() / m_scale, area.width() / m_scale, area.height() / m_scale)
            .adjusted(-margin, -margin, margin, margin);
    QPainter painter(&image);
    painter.translate(-corner);
    painter.setClipRegion(region);
    painter.fillRect(area, Theme::instance()->window());
    paintDots(painter, area);
    const auto paintFrames = [&](GraphFrame::Kind kind) {
        for (const GraphFrame &frame : model.frames()) {
            if (frame.kind == kind && frame.rect.intersects(inGraph))
                paintFrame(painter, frame, model.isSelected(frame.id));
        }
    };
    paintFrames(GraphFrame::Kind::Group);
    painter.save();
    paintEdges(painter, area, model);
    painter.restore();
    for (const int index : model.nodesIn(inGraph)) {
        if (!model.nodeRect(index).intersects(inGraph))
            continue;
        painter.setOpacity(model.nodes().at(index).dimmed ? DimmedOpacity : 1);
        paintCard(painter, model, index, index == hovered);
    }
    painter.setOpacity(1);
    paintFrames(GraphFrame::Kind::Note);
}

void GraphPainter::paintDots(QPainter &painter, const QRect &area) const
{
    const Theme &theme = *Theme::instance();
    constexpr double closest = 14; // Logical pixels.
    double pitch = DotPitch * m_scale;
    if (m_detail == Detail::Speck)
        return;
    while (pitch < closest * m_pixelRatio)
        pitch *= 2;
    const int size = std::max(1, qRound(m_pixelRatio * 1.25));
    const QColor colour = mix(theme.text3(), theme.window(), 0.28);
    const auto first = [pitch](int from) { return std::floor(from / pitch); };
    for (double row = first(area.top()); row * pitch <= area.bottom(); ++row) {
        for (double column = first(area.left()); column * pitch <= area.right(); ++column)
            painter.fillRect(qRound(column * pitch), qRound(row * pitch), size, size, colour);
    }
}

void GraphPainter::paintEdges(QPainter &painter, const QRect &area, const GraphModel &model) const
{
    const Theme &theme = *Theme::instance();
    const QRectF inGraph(area.x() / m_scale, area.y() / m_scale, area.width() / m_scale, area.height() / m_scale);
    QPen plain(mix(theme.text3(), theme.window(), m_detail == Detail::Speck ? 0.35 : 0.6));
    plain.setCosmetic(true);
    plain.setWidthF(m_detail == Detail::Speck ? 0 : std::clamp(1.5 * m_scale, 1.0, 1.5 * m_pixelRatio));
    const double bold = std::clamp(2.5 * m_scale, 1.5 * m_pixelRatio, 2.5 * m_pixelRatio);
    const auto boldPen = [bold](const QColor &colour) {
        QPen pen(colour, bold);
        pen.setCosmetic(true);
        return pen;
    };
    painter.scale(m_scale, m_scale);
    painter.setBrush(Qt::NoBrush);
    const auto draw = [&](int index) {
        if (m_detail == Detail::Speck)
            painter.drawPolyline(model.edgePoints(index));
        else
            painter.drawPath(model.edgePath(index));
    };
    // Lines of a pixel without antialiasing are drawn ten times faster, and are dense enough there to look even.
    painter.setRenderHint(QPainter::Antialiasing, m_detail != Detail::Speck);
    painter.setPen(plain);
    QList<std::pair<int, QColor>> above;
    for (const int index : model.edgesIn(inGraph)) {
        if (model.isEdgeSelected(index))
            above.append({index, theme.accent()});
        else if (model.edgeMarkOf(index) == GraphModel::Mark::Refused)
            above.append({index, theme.failed()});
        else if (model.isCritical(index))
            above.append({index, theme.attention()});
        else
            draw(index);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    for (const auto &[index, colour] : above) {
        painter.setPen(boldPen(colour));
        draw(index);
    }
}

void GraphPainter::paintFrame(QPainter &painter, const GraphFrame &frame, bool selected)
{
    const Theme &theme = *Theme::instance();
    const bool note = frame.kind == GraphFrame::Kind::Note;
    const QColor tint = note ? theme.attention() : theme.ready();
    const QRectF rect = toPicture(frame.rect);
    const double line = std::max(1.0, m_pixelRatio) * (selected ? Ring : 1);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(selected ? theme.accent() : mix(tint, theme.window(), 0.45), line));
    painter.setBrush(mix(tint, note ? theme.surface1() : theme.window(), note ? 0.14 : 0.06));
    const double radius = theme.cardRadius() * m_scale;
    painter.drawRoundedRect(rect.adjusted(line / 2, line / 2, -line / 2, -line / 2), radius, radius);
    if (m_detail == Detail::Full || m_detail == Detail::Title) {
        QFont words = font(note ? 12 : 11, note ? QFont::Normal : QFont::DemiBold);
        words.setPixelSize(std::max(words.pixelSize(), qRound(8 * m_pixelRatio)));
        painter.setFont(words);
        painter.setPen(note ? theme.text1() : mix(tint, theme.text1(), 0.5));
        const double inset = 10 * m_scale;
        if (note)
            painter.drawText(rect.adjusted(inset, inset, -inset, -inset), Qt::TextWordWrap, frame.text);
        else
            painter.drawText(
                QRectF(rect.left() + inset, rect.top(), rect.width() - 2 * inset, GraphFrame::TitleHeight * m_scale),
                Qt::AlignVCenter | Qt::TextSingleLine, frame.text);
    }
    painter.restore();
}

/// Where edges begin and end; those of a card under the pointer are in the accent colour.
void GraphPainter::paintPorts(QPainter &painter, const GraphModel &model, int index, bool hovered)
{
    const Theme &theme = *Theme::instance();
    const QRectF rect = model.nodeRect(index);
    painter.setRenderHint(QPainter::Antialiasing);
    const double radius = (GraphModel::PortRadius - 0.75) * m_scale;
    painter.setPen(QPen(hovered ? theme.accent() : theme.text3(), 1.5 * m_scale));
    painter.setBrush(theme.surface1());
    for (const double x : {rect.left(), rect.right()})
        painter.drawEllipse(QPointF(x, rect.center().y()) * m_scale, radius, radius);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void GraphPainter::paintProblem(QPainter &painter, const GraphNode &node, const QRect &card)
{
    const Theme &theme = *Theme::instance();
    const bool error = node.problem == QLatin1StringView("error");
    const int size = std::max(8, qRound(IconSize * m_scale));
    const QPoint at(card.right() - qRound(8 * m_scale) - size, card.top() + qRound(TitleY * m_scale) - size / 2);
    painter.drawImage(at, icon(error ? QStringLiteral("circle-x") : QStringLiteral("triangle-alert"),
                               error ? theme.failed() : theme.attention(), size));
}

void GraphPainter::paintCard(QPainter &painter, const GraphModel &model, int index, bool hovered)
{
    const Theme &theme = *Theme::instance();
    const GraphNode &node = model.nodes().at(index);
    const QRect rect = toPicture(model.nodeRect(index));
    const QColor state = theme.stateColor(node.state);
    QColor ring = model.isSelected(index) ? theme.accent() : QColor();
    if (const GraphModel::Mark mark = model.markOf(index); mark != GraphModel::Mark::None)
        ring = mark == GraphModel::Mark::Allowed ? theme.success() : theme.failed();
    else if (!ring.isValid() && node.problem == QLatin1StringView("error"))
        ring = mix(theme.failed(), theme.surface1(), 0.6);
    if (m_detail == Detail::Speck) {
        painter.fillRect(rect, state);
        if (ring.isValid()) {
            painter.setPen(QPen(ring, Ring * m_pixelRatio));
            painter.drawRect(rect.adjusted(-2, -2, 1, 1));
        }
        return;
    }
    const int outside = qCeil(Ring * m_pixelRatio);
    painter.drawImage(rect.topLeft() - QPoint(outside, outside),
                      card({state.rgb(), ring.isValid() ? ring.rgb() : 0, hovered}));
    if (m_detail == Detail::Full)
        paintTexts(painter, model, index, rect.topLeft());
    else if (m_detail == Detail::Title)
        paintTitle(painter, model, index, rect);
    else
        return;
    if (!node.problem.isEmpty())
        paintProblem(painter, node, rect);
    if (model.isEditable())
        paintPorts(painter, model, index, hovered);
}

void GraphPainter::paintTexts(QPainter &painter, const GraphModel &model, int index, QPoint corner)
{
    const Theme &theme = *Theme::instance();
    const GraphNode &node = model.nodes().at(index);
    const double right = GraphModel::CardSize.width() - Inset;
    const int iconSize = std::max(8, qRound(IconSize * m_scale));
    const QPointF iconAt = corner + QPointF(Inset, TitleY) * m_scale - QPointF(0, iconSize / 2.0);
    painter.drawImage(iconAt.toPoint(), icon(node.icon, theme.stateColor(node.state), iconSize));

    /// One line around `y`; returns the width it took.
    const auto line = [&](const QString &text, const QFont &font, const QColor &colour, double x, double y,
                          double width, Qt::Alignment side) {
        if (text.isEmpty() || width <= 0)
            return 0.0;
        const QFontMetricsF metrics(font, painter.device());
        const QString shown = metrics.elidedText(text, Qt::ElideRight, width * m_scale);
        const double taken = metrics.horizontalAdvance(shown);
        const double left = side == Qt::AlignRight ? (x + width) * m_scale - taken : x * m_scale;
        const double baseline = y * m_scale + (metrics.ascent() - metrics.descent()) / 2;
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(corner + QPointF(qRound(left), qRound(baseline)), shown);
        return taken / m_scale;
    };
    const QFont small = font(11, QFont::Normal);
    line(node.title, font(13, QFont::DemiBold), theme.text1(), TitleX, TitleY,
         right - TitleX - (node.problem.isEmpty() ? 0 : IconSize), Qt::AlignLeft);
    line(node.subtitle, small, theme.text2(), Inset, SubtitleY, right - Inset, Qt::AlignLeft);
    const double taken = line(node.footerRight, small, theme.text3(), Inset, FooterY, right - Inset, Qt::AlignRight);
    line(node.footerLeft, small, theme.text3(), Inset, FooterY, right - Inset - taken - 8, Qt::AlignLeft);

    if (node.progress < 0)
        return;
    const QRectF track(corner + QPointF(Inset, ProgressY) * m_scale, QSizeF((right - Inset) * m_scale, 3 * m_scale));
    const double radius = track.height() / 2;
    QRectF done = track;
    done.setWidth(std::max(track.height(), track.width() * std::min(node.progress, 1.0)));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.surface3());
    painter.drawRoundedRect(track, radius, radius);
    painter.setBrush(theme.stateColor(node.state));
    painter.drawRoundedRect(done, radius, radius);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void GraphPainter::paintTitle(QPainter &painter, const GraphModel &model, int index, const QRect &card)
{
    const GraphNode &node = model.nodes().at(index);
    const int iconSize = qRound(std::min(12 * m_pixelRatio, card.height() * 0.6));
    const int gap = iconSize / 2;
    const QPoint iconAt(card.left() + gap + qCeil(StripeWidth * m_scale), card.center().y() + 1 - iconSize / 2);
    painter.drawImage(iconAt, icon(node.icon, Theme::instance()->stateColor(node.state), iconSize));
    // The same size on the screen however far away.
    QFont title = font(13, QFont::DemiBold);
    title.setPixelSize(std::max(1, qRound(std::min(11 * m_pixelRatio, card.height() * 0.55))));
    const QFontMetricsF metrics(title, painter.device());
    const double left = iconAt.x() + iconSize + gap / 2.0;
    const double width = card.right() - left - gap;
    QStringList lines{node.title};
    if (metrics.horizontalAdvance(node.title) > width && card.height() > 2.4 * metrics.height())
        lines = inTwo(node.title, metrics, width);
    painter.setFont(title);
    painter.setPen(Theme::instance()->text1());
    double baseline =
        card.center().y() + (metrics.ascent() - metrics.descent() - double(lines.size() - 1) * metrics.height()) / 2;
    for (const QString &line : lines) {
        painter.drawText(QPointF(qRound(left), qRound(baseline)), metrics.elidedText(line, Qt::ElideRight, width));
        baseline += metrics.height();
    }
}

/// An empty card with room for its ring.
const QImage &GraphPainter::card(const Look &look)
{
    QImage &image = m_cards[look];
    if (!image.isNull())
        return image;
    const Theme &theme = *Theme::instance();
    const QSize size = toPicture(QRectF(QPointF(), GraphModel::CardSize)).size();
    const int outside = qCeil(Ring * m_pixelRatio);
    image = QImage(size + QSize(2 * outside, 2 * outside), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);

    const QRectF outer(outside, outside, size.width(), size.height());
    const double line = std::max(1.0, std::floor(m_pixelRatio * std::min(1.0, m_scale / m_pixelRatio)));
    const double stripe = std::max(line, StripeWidth * m_scale) * (look.ring != 0 ? 1.6 : 1);
    const double radius = std::min(theme.cardRadius() * m_scale, outer.height() / 3);
    const QSizeF corner(radius, radius);
    const QColor state = QColor::fromRgb(look.state);
    const QPainterPath shape = rounded(outer, corner, corner);
    painter.fillPath(shape, look.hovered ? mix(theme.text3(), theme.border(), 0.6) : theme.border());
    // The stripe tapers into the border round the corners.
    const double slope = line / stripe;
    QPainterPath left;
    left.addPolygon(QPolygonF({outer.topLeft(), outer.topLeft() + QPointF(radius, radius * slope),
                               outer.bottomLeft() + QPointF(radius, -radius * slope), outer.bottomLeft()}));
    painter.fillPath(shape.intersected(left), state);
    const QRectF inner = outer.adjusted(stripe, line, -line, -line);
    const QSizeF innerLeft(std::max(0.1, radius - stripe), std::max(0.1, radius - line));
    const QSizeF innerRight(std::max(0.1, radius - line), std::max(0.1, radius - line));
    const QColor fill = m_detail == Detail::Box ? mix(state, theme.surface1(), 0.35) : theme.surface1();
    painter.fillPath(rounded(inner, innerLeft, innerRight), fill);
    if (look.ring != 0) {
        const double ring = Ring * m_pixelRatio;
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(QColor::fromRgb(look.ring), ring));
        const double r = radius + ring / 4;
        painter.drawRoundedRect(outer.adjusted(-ring / 2 + line, -ring / 2 + line, ring / 2 - line, ring / 2 - line), r,
                                r);
    }
    return image;
}

const QImage &GraphPainter::icon(const QString &name, const QColor &colour, int size)
{
    QImage &image = m_icons[name + QLatin1Char('/') + colour.name() + QLatin1Char('/') + QString::number(size)];
    if (image.isNull() && !name.isEmpty())
        image = IconProvider::draw(name, colour, QSize(size, size));
    return image;
}

QFont GraphPainter::font(double size, QFont::Weight weight) const
{
    QFont made(Theme::instance()->uiFont());
    made.setPixelSize(std::max(1, qRound(size * m_scale)));
    made.setWeight(weight);
    // Tiles are moved and scaled: colour fringes would show.
    made.setStyleStrategy(QFont::NoSubpixelAntialias);
    return made;
}

} // namespace podium::gui
