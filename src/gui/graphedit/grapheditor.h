// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/graph/graphcanvas.h"
#include "gui/graphedit/cardalignment.h"
#include "gui/graphedit/graphcommands.h"

#include <QBasicTimer>
#include <QVariantList>

namespace podium::gui
{

// The base with its namespace: otherwise the registration of QML types does not find it.
/// A canvas on which the graph is drawn: select, move, connect, delete, copy; by mouse and by keyboard. It changes
/// nothing itself but says what is wanted to its commands. What floats above the picture (rubber line, guides, the box
/// that selects) is told as properties, in coordinates of the item.
class GraphEditor : public podium::gui::GraphCanvas
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(podium::gui::GraphCommands *commands READ commands WRITE setCommands NOTIFY commandsChanged FINAL)
    /// A connection is being made, between these points.
    Q_PROPERTY(bool linking READ isLinking NOTIFY gestureChanged FINAL)
    Q_PROPERTY(QPointF lineFrom READ lineFrom NOTIFY gestureChanged FINAL)
    Q_PROPERTY(QPointF lineTo READ lineTo NOTIFY gestureChanged FINAL)
    /// What would come of it now, in words; empty while it leads nowhere.
    Q_PROPERTY(QString verdict READ verdictText NOTIFY gestureChanged FINAL)
    Q_PROPERTY(bool allowed READ isAllowed NOTIFY gestureChanged FINAL)
    /// The box that selects; empty while there is none.
    Q_PROPERTY(QRectF box READ box NOTIFY gestureChanged FINAL)
    /// Thin rectangles along which what is being moved stands in line with others.
    Q_PROPERTY(QVariantList guides READ guides NOTIFY gestureChanged FINAL)
    /// Of every card, in units of the graph.
    Q_PROPERTY(QSizeF cardSize READ cardSize CONSTANT FINAL)
    Q_PROPERTY(int selectionCount READ selectionCount NOTIFY selectionChanged FINAL)

public:
    /// Of the grid that cards catch on, in units of the graph.
    static constexpr double GridPitch = 12;

    explicit GraphEditor(QQuickItem *parent = nullptr);

    GraphCommands *commands() const { return m_commands; }
    void setCommands(GraphCommands *commands);
    bool isLinking() const { return m_gesture == Gesture::Link || m_gesture == Gesture::KeyLink; }
    QPointF lineFrom() const;
    QPointF lineTo() const;
    QString verdictText() const { return m_verdict.text; }
    bool isAllowed() const { return m_verdict.allowed; }
    QRectF box() const;
    QVariantList guides() const;
    int selectionCount() const;
    static QSizeF cardSize() { return GraphModel::CardSize; }

    Q_INVOKABLE void selectAll();
    Q_INVOKABLE void deleteSelection();
    Q_INVOKABLE void duplicateSelection();
    Q_INVOKABLE void copySelection();
    Q_INVOKABLE void cutSelection();
    /// To where the pointer is, or into the middle of what is seen.
    Q_INVOKABLE void paste();
    Q_INVOKABLE void alignSelection(podium::gui::Align::Line line);
    /// Selects these, and brings the last one into sight.
    Q_INVOKABLE void showIds(const QStringList &ids);
    /// Connects from the selected node by keyboard: arrows choose the target, Enter connects, Escape does not.
    Q_INVOKABLE void beginKeyLink();
    /// A place for a new card about `graphPoint` (its middle), on the grid, on no other card.
    Q_INVOKABLE QPointF freePlace(QPointF graphPoint) const;
    /// The card or frame in coordinates of the item.
    Q_INVOKABLE QRectF rectOf(const QString &id) const;
    /// Of a card; the text of a frame.
    Q_INVOKABLE QString titleOf(const QString &id) const;

Q_SIGNALS:
    void commandsChanged();
    void gestureChanged();
    /// A double click, or F2.
    void titleEditAsked(const QString &id);
    /// A connection was dropped on nothing: something new may be wanted there, after or (`before`) before `node`.
    void linkDropped(const QString &node, bool before, QPointF graphPoint);
    /// A double click on nothing.
    void backgroundActivated(QPointF graphPoint);

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseUngrabEvent() override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void hoverMoveEvent(QHoverEvent *event) override;
    void hoverLeaveEvent(QHoverEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void timerEvent(QTimerEvent *event) override;

private:
    enum class Gesture { None, Pan, Move, Resize, Link, KeyLink, Box };
    /// What the pointer is on.
    struct Spot
    {
        enum class Kind { Nothing, Node, Port, Edge, Frame, Corner };
        Kind kind = Kind::Nothing;
        QString id;
        bool input = false; ///< The port on the left.
        GraphEdge edge;
    };

    Spot spotAt(QPointF point) const;
    void pressLeft(QMouseEvent *event);
    void begin(Qt::KeyboardModifiers modifiers);
    void follow(QPointF point, Qt::KeyboardModifiers modifiers);
    void finish(QPointF point);
    void cancel();
    void end();
    void beginMove();
    void followMove(QPointF point, bool snaps);
    void followLink(const QString &target);
    void followBox();
    void toggle(const Spot &spot);
    void nudge(int key, double step);
    bool editKey(QKeyEvent *event);
    bool linkKey(int key);
    bool walk(int key, bool extends);
    int nearestTowards(int from, int key) const;
    QPointF portOf(const QString &id, bool input) const;

    QPointer<GraphCommands> m_commands;
    Gesture m_gesture = Gesture::None;
    bool m_pressed = false;
    bool m_spaceHeld = false;
    Spot m_spot; ///< Where the button was pressed.
    QPointF m_pressAt;
    QPointF m_pointer;
    bool m_pointerInside = false;
    QPointF m_grabbed;                ///< In the graph.
    QHash<QString, QPointF> m_starts; ///< Places before the move.
    QRectF m_movedFrom;
    QList<QRectF> m_others;
    QList<QLineF> m_guides; ///< In the graph.
    QRectF m_frameFrom;
    QStringList m_selectedBefore;
    QString m_linkNode;
    bool m_linkBackwards = false;
    QString m_target;
    ConnectionVerdict m_verdict;
    QBasicTimer m_autoPan;
};

} // namespace podium::gui
