// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/graphedit/cardalignment.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace podium::gui
{

namespace
{

/// One axis of a rectangle.
struct Span
{
    double from;
    double to;

    std::array<double, 3> lines() const { return {from, (from + to) / 2, to}; }
};

Span across(const QRectF &rect)
{
    return {rect.left(), rect.right()};
}

Span down(const QRectF &rect)
{
    return {rect.top(), rect.bottom()};
}

/// The least shift that brings a line of `moved` onto one of `others`; false if none is within `reach`.
bool nearestLine(const Span &moved, const QList<Span> &others, double reach, double &shift)
{
    bool found = false;
    double least = reach;
    for (const Span &other : others) {
        const std::array own = moved.lines();
        const std::array theirs = other.lines();
        for (size_t i = 0; i < own.size(); ++i) {
            // Edges go with edges of either side, middles with middles.
            for (size_t k = 0; k < theirs.size(); ++k) {
                if ((i == 1) != (k == 1))
                    continue;
                const double distance = theirs[k] - own[i];
                if (std::abs(distance) > least)
                    continue;
                least = std::abs(distance);
                shift = distance;
                found = true;
            }
        }
    }
    return found;
}

double toGrid(double value, double pitch)
{
    return pitch > 0 ? std::round(value / pitch) * pitch - value : 0;
}

/// Equal gaps between the first and the last one.
QHash<QString, double> spread(QList<std::pair<QString, Span>> spans)
{
    std::sort(spans.begin(), spans.end(), [](const auto &a, const auto &b) { return a.second.from < b.second.from; });
    double taken = 0;
    for (const auto &[id, span] : std::as_const(spans))
        taken += span.to - span.from;
    const double gap =
        (spans.last().second.to - spans.first().second.from - taken) / double(std::max<qsizetype>(1, spans.size() - 1));
    QHash<QString, double> places;
    double at = spans.first().second.from;
    for (const auto &[id, span] : std::as_const(spans)) {
        places.insert(id, at);
        at += span.to - span.from + gap;
    }
    return places;
}

} // namespace

QHash<QString, QPointF> aligned(const QHash<QString, QRectF> &cards, Align::Line way)
{
    QHash<QString, QPointF> places;
    for (auto card = cards.cbegin(); card != cards.cend(); ++card)
        places.insert(card.key(), card->topLeft());
    const bool spreads = way == Align::SpreadAcross || way == Align::SpreadDown;
    if (cards.size() < (spreads ? 3 : 2))
        return places;
    if (spreads) {
        const bool isAcross = way == Align::SpreadAcross;
        QList<std::pair<QString, Span>> spans;
        for (auto card = cards.cbegin(); card != cards.cend(); ++card)
            spans.append({card.key(), isAcross ? across(*card) : down(*card)});
        const QHash<QString, double> at = spread(spans);
        for (auto place = places.begin(); place != places.end(); ++place)
            (isAcross ? place->rx() : place->ry()) = at.value(place.key());
        return places;
    }
    QRectF all;
    for (const QRectF &card : cards)
        all |= card;
    for (auto card = cards.cbegin(); card != cards.cend(); ++card) {
        QRectF rect = *card;
        switch (way) {
        case Align::Left:
            rect.moveLeft(all.left());
            break;
        case Align::Centre:
            rect.moveLeft(all.center().x() - rect.width() / 2);
            break;
        case Align::Right:
            rect.moveRight(all.right());
            break;
        case Align::Top:
            rect.moveTop(all.top());
            break;
        case Align::Middle:
            rect.moveTop(all.center().y() - rect.height() / 2);
            break;
        default:
            rect.moveBottom(all.bottom());
            break;
        }
        places[card.key()] = rect.topLeft();
    }
    return places;
}

Snap snapTo(const QRectF &moved, const QList<QRectF> &others, double reach, double pitch)
{
    Snap snap;
    QList<Span> columns;
    QList<Span> rows;
    for (const QRectF &other : others) {
        columns += across(other);
        rows += down(other);
    }
    double x = 0;
    double y = 0;
    const bool caughtX = nearestLine(across(moved), columns, reach, x);
    const bool caughtY = nearestLine(down(moved), rows, reach, y);
    snap.offset = QPointF(caughtX ? x : toGrid(moved.left(), pitch), caughtY ? y : toGrid(moved.top(), pitch));
    const QRectF placed = moved.translated(snap.offset);
    const auto meets = [](const Span &a, const Span &b, double &line) {
        for (const double own : a.lines()) {
            for (const double theirs : b.lines()) {
                if (std::abs(own - theirs) < 0.01) {
                    line = own;
                    return true;
                }
            }
        }
        return false;
    };
    // A guide reaches over the card and all that stand in line with it.
    double column = 0;
    double row = 0;
    Span tall = down(placed);
    Span wide = across(placed);
    for (const QRectF &other : others) {
        double line = 0;
        if (caughtX && meets(across(placed), across(other), line)) {
            column = line;
            tall = {std::min(tall.from, other.top()), std::max(tall.to, other.bottom())};
        }
        if (caughtY && meets(down(placed), down(other), line)) {
            row = line;
            wide = {std::min(wide.from, other.left()), std::max(wide.to, other.right())};
        }
    }
    if (caughtX)
        snap.guides += QLineF(column, tall.from, column, tall.to);
    if (caughtY)
        snap.guides += QLineF(wide.from, row, wide.to, row);
    return snap;
}

} // namespace podium::gui
