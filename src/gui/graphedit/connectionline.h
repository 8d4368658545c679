// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QQuickPaintedItem>

namespace podium::gui
{

/// The rubber line of a connection that is being made: a dashed curve from one point of its parent to another. Takes up
/// no more room than it needs, so that a move of the pointer repaints little.
class ConnectionLine : public QQuickPaintedItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QPointF from READ from WRITE setFrom NOTIFY changed FINAL)
    Q_PROPERTY(QPointF to READ to WRITE setTo NOTIFY changed FINAL)
    Q_PROPERTY(QColor color READ color WRITE setColor NOTIFY changed FINAL)

public:
    explicit ConnectionLine(QQuickItem *parent = nullptr);

    QPointF from() const { return m_from; }
    void setFrom(QPointF point);
    QPointF to() const { return m_to; }
    void setTo(QPointF point);
    QColor color() const { return m_color; }
    void setColor(const QColor &colour);

    void paint(QPainter *painter) override;

Q_SIGNALS:
    void changed();

private:
    void place();

    QPointF m_from;
    QPointF m_to;
    QColor m_color;
};

} // namespace podium::gui
