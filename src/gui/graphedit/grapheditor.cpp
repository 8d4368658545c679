// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/graphedit/grapheditor.h"

#include <QClipboard>
#include <QGuiApplication>

#include <algorithm>
#include <cmath>

namespace podium::gui
{

namespace
{

constexpr double GuideWidth = 1;
constexpr double PasteOffset = 36;

} // namespace

GraphEditor::GraphEditor(QQuickItem *parent) : GraphCanvas(parent)
{
    connect(this, &GraphCanvas::viewChanged, this, [this] {
        if (m_gesture != Gesture::None)
            Q_EMIT gestureChanged();
    });
    connect(this, &GraphCanvas::modelChanged, this, &GraphEditor::cancel);
}

void GraphEditor::setCommands(GraphCommands *commands)
{
    if (m_commands == commands)
        return;
    m_commands = commands;
    Q_EMIT commandsChanged();
}

QPointF GraphEditor::portOf(const QString &id, bool input) const
{
    const int index = model() ? model()->indexOf(id) : -1;
    if (index < 0)
        return {};
    const QRectF rect = model()->nodeRect(index);
    return fromGraph({input ? rect.left() : rect.right(), rect.center().y()});
}

QPointF GraphEditor::lineFrom() const
{
    if (!isLinking())
        return {};
    if (m_linkBackwards)
        return m_target.isEmpty() ? m_pointer : portOf(m_target, false);
    return portOf(m_linkNode, false);
}

QPointF GraphEditor::lineTo() const
{
    if (!isLinking())
        return {};
    if (m_linkBackwards)
        return portOf(m_linkNode, true);
    return m_target.isEmpty() ? m_pointer : portOf(m_target, true);
}

QRectF GraphEditor::box() const
{
    if (m_gesture != Gesture::Box)
        return {};
    return QRectF(fromGraph(m_grabbed), m_pointer).normalized();
}

QVariantList GraphEditor::guides() const
{
    QVariantList rects;
    for (const QLineF &guide : m_guides) {
        const QPointF from = fromGraph(guide.p1());
        const QPointF to = fromGraph(guide.p2());
        rects += QRectF(std::round(from.x()), std::round(from.y()), std::max(GuideWidth, to.x() - from.x()),
                        std::max(GuideWidth, to.y() - from.y()));
    }
    return rects;
}

int GraphEditor::selectionCount() const
{
    return model() ? int(model()->selectedIds().size() + model()->selectedEdges().size()) : 0;
}

QRectF GraphEditor::rectOf(const QString &id) const
{
    if (!model())
        return {};
    QRectF rect;
    if (const int index = model()->indexOf(id); index >= 0)
        rect = model()->nodeRect(index);
    else if (const int frame = model()->frameOf(id); frame >= 0)
        rect = model()->frames().at(frame).rect;
    return {fromGraph(rect.topLeft()), rect.size() * logicalScale()};
}

QString GraphEditor::titleOf(const QString &id) const
{
    if (!model())
        return {};
    if (const int index = model()->indexOf(id); index >= 0)
        return model()->nodes().at(index).title;
    const int frame = model()->frameOf(id);
    return frame < 0 ? QString() : model()->frames().at(frame).text;
}

void GraphEditor::selectAll()
{
    if (!model())
        return;
    QStringList ids;
    for (const GraphNode &node : model()->nodes())
        ids += node.id;
    for (const GraphFrame &frame : model()->frames())
        ids += frame.id;
    model()->setSelection(ids, model()->edges());
}

void GraphEditor::deleteSelection()
{
    if (m_commands && model() && selectionCount() > 0)
        m_commands->remove(model()->selectedIds(), model()->selectedEdges());
}

void GraphEditor::duplicateSelection()
{
    if (!m_commands || !model() || model()->selectedIds().isEmpty())
        return;
    showIds(m_commands->duplicate(model()->selectedIds()));
}

void GraphEditor::copySelection()
{
    if (!m_commands || !model())
        return;
    const QString text = m_commands->textOf(model()->selectedIds());
    if (!text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

void GraphEditor::cutSelection()
{
    if (!model() || model()->selectedIds().isEmpty())
        return;
    copySelection();
    deleteSelection();
}

void GraphEditor::paste()
{
    if (!m_commands || !model())
        return;
    const QString text = QGuiApplication::clipboard()->text();
    if (text.trimmed().isEmpty())
        return;
    QPointF at = toGraph(m_pointer);
    if (!m_pointerInside) {
        at = viewRect().center() - QPointF(GraphModel::CardSize.width(), GraphModel::CardSize.height()) / 2;
        // Beside the original rather than on it.
        while (model()->nodeAt(at + QPointF(1, 1)) >= 0)
            at += QPointF(PasteOffset, PasteOffset);
    }
    at = QPointF(std::round(at.x() / GridPitch), std::round(at.y() / GridPitch)) * GridPitch;
    showIds(m_commands->insert(text, at));
}

void GraphEditor::showIds(const QStringList &ids)
{
    if (ids.isEmpty() || !model())
        return;
    model()->setSelection(ids);
    ensureVisible(model()->selectedId());
}

void GraphEditor::alignSelection(Align::Line line)
{
    if (!m_commands || !model())
        return;
    QHash<QString, QRectF> cards;
    for (const QString &id : model()->selectedIds()) {
        if (const int index = model()->indexOf(id); index >= 0)
            cards.insert(id, model()->nodeRect(index));
    }
    QHash<QString, QPointF> places = aligned(cards, line);
    places.removeIf([&](const auto &place) { return cards.value(place.key()).topLeft() == place.value(); });
    if (!places.isEmpty())
        m_commands->place(places);
}

QPointF GraphEditor::freePlace(QPointF graphPoint) const
{
    const QSizeF card = GraphModel::CardSize;
    QPointF at = graphPoint - QPointF(card.width(), card.height()) / 2;
    at = QPointF(std::round(at.x() / GridPitch), std::round(at.y() / GridPitch)) * GridPitch;
    const auto taken = [&] {
        const QRectF rect = QRectF(at, card).adjusted(-GridPitch, -GridPitch, GridPitch, GridPitch);
        const QList<int> near = model()->nodesIn(rect);
        return std::any_of(near.cbegin(), near.cend(), [&](int i) { return model()->nodeRect(i).intersects(rect); });
    };
    while (model() && taken())
        at.ry() += GridPitch;
    return at;
}

} // namespace podium::gui
