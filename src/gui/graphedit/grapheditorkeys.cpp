// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/graphedit/grapheditor.h"

#include <QCursor>
#include <QKeyEvent>
#include <QKeySequence>

#include <cmath>
#include <limits>

namespace podium::gui
{

namespace
{

constexpr double LargeStep = 5; ///< Times the grid.

bool isArrow(int key)
{
    return key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
}

QPointF directionOf(int key)
{
    switch (key) {
    case Qt::Key_Left:
        return {-1, 0};
    case Qt::Key_Right:
        return {1, 0};
    case Qt::Key_Up:
        return {0, -1};
    default:
        return {0, 1};
    }
}

} // namespace

/// The card that lies most in that direction; one that lies aside counts as further away.
int GraphEditor::nearestTowards(int from, int key) const
{
    const QPointF direction = directionOf(key);
    const QPointF middle = model()->nodeRect(from).center();
    int best = -1;
    double least = std::numeric_limits<double>::max();
    for (int i = 0; i < model()->count(); ++i) {
        const QPointF way = model()->nodeRect(i).center() - middle;
        const double along = QPointF::dotProduct(way, direction);
        const double aside = std::abs(way.x() * direction.y() - way.y() * direction.x());
        if (i == from || along <= 0 || along + 2 * aside >= least)
            continue;
        least = along + 2 * aside;
        best = i;
    }
    return best;
}

void GraphEditor::beginKeyLink()
{
    if (!model() || !m_commands || model()->selected() < 0)
        return;
    m_gesture = Gesture::KeyLink;
    m_linkNode = model()->selectedId();
    m_linkBackwards = false;
    m_pointer = portOf(m_linkNode, false) + QPointF(40, 0);
    Q_EMIT gestureChanged();
}

bool GraphEditor::linkKey(int key)
{
    const int from = model()->indexOf(m_target.isEmpty() ? m_linkNode : m_target);
    int next = -1;
    if (isArrow(key))
        next = nearestTowards(from, key);
    else if (key == Qt::Key_Tab)
        next = (from + 1) % model()->count();
    else if (key == Qt::Key_Backtab)
        next = (from + model()->count() - 1) % model()->count();
    else if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        if (m_verdict.allowed)
            finish(m_pointer);
        return true;
    } else if (key == Qt::Key_Escape) {
        cancel();
        return true;
    } else {
        return false;
    }
    if (next >= 0) {
        const QString id = model()->nodes().at(next).id;
        followLink(id);
        ensureVisible(id);
        Q_EMIT gestureChanged();
    }
    return true;
}

bool GraphEditor::walk(int key, bool extends)
{
    if (model()->count() == 0)
        return false;
    const int from = model()->selected();
    int next = -1;
    if (isArrow(key)) {
        next = neighbourOf(from, key);
        if (next < 0 && from >= 0)
            next = nearestTowards(from, key);
    } else {
        // In the order of the file; beyond its ends the focus goes on.
        next = from < 0 ? (key == Qt::Key_Tab ? 0 : model()->count() - 1) : from + (key == Qt::Key_Tab ? 1 : -1);
        if (next >= model()->count())
            next = -1;
    }
    if (next < 0)
        return false;
    const QString id = model()->nodes().at(next).id;
    QStringList ids = extends ? model()->selectedIds() : QStringList();
    ids.removeAll(id);
    model()->setSelection(ids + QStringList{id});
    ensureVisible(id);
    return true;
}

void GraphEditor::nudge(int key, double step)
{
    if (!m_commands)
        return;
    QHash<QString, QPointF> places;
    for (const QString &id : model()->selectedIds()) {
        const int index = model()->indexOf(id);
        const QRectF rect = index >= 0 ? model()->nodeRect(index) : model()->frames().at(model()->frameOf(id)).rect;
        places.insert(id, rect.topLeft() + directionOf(key) * step);
    }
    if (places.isEmpty())
        return;
    stay();
    m_commands->place(places);
}

bool GraphEditor::editKey(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copySelection();
    else if (event->matches(QKeySequence::Cut))
        cutSelection();
    else if (event->matches(QKeySequence::Paste))
        paste();
    else if (event->matches(QKeySequence::SelectAll))
        selectAll();
    else if (event->modifiers() == Qt::ControlModifier && event->key() == Qt::Key_D)
        duplicateSelection();
    else if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)
        deleteSelection();
    else if (event->key() == Qt::Key_F2 && !model()->selectedId().isEmpty())
        Q_EMIT titleEditAsked(model()->selectedId());
    else if (event->modifiers() == Qt::NoModifier && event->key() == Qt::Key_C)
        beginKeyLink();
    else
        return false;
    return true;
}

void GraphEditor::keyPressEvent(QKeyEvent *event)
{
    if (!model()) {
        event->ignore();
        return;
    }
    event->accept();
    const int key = event->key();
    if (m_gesture == Gesture::KeyLink && linkKey(key))
        return;
    if (m_gesture != Gesture::None && key == Qt::Key_Escape)
        return cancel();
    if (key == Qt::Key_Space && !event->isAutoRepeat()) {
        m_spaceHeld = true;
        if (m_gesture == Gesture::None)
            setCursor(Qt::OpenHandCursor);
        return;
    }
    if (editKey(event))
        return;
    if (isArrow(key) && (event->modifiers() & Qt::ControlModifier))
        return nudge(key, GridPitch * (event->modifiers() & Qt::ShiftModifier ? LargeStep : 1));
    if (isArrow(key) || key == Qt::Key_Tab || key == Qt::Key_Backtab) {
        event->setAccepted(walk(key, isArrow(key) && (event->modifiers() & Qt::ShiftModifier)));
        return;
    }
    if (key == Qt::Key_Escape && selectionCount() > 0)
        return model()->setSelection({});
    GraphCanvas::keyPressEvent(event);
}

void GraphEditor::keyReleaseEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        m_spaceHeld = false;
        if (m_gesture == Gesture::None)
            unsetCursor();
        return;
    }
    GraphCanvas::keyReleaseEvent(event);
}

void GraphEditor::focusOutEvent(QFocusEvent *event)
{
    m_spaceHeld = false;
    if (m_gesture == Gesture::KeyLink)
        cancel();
    GraphCanvas::focusOutEvent(event);
}

} // namespace podium::gui
