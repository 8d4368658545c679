// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/graph/graphmodel.h"

#include <QHash>
#include <QObject>
#include <QPointF>
#include <QQmlEngine>
#include <QRectF>
#include <QStringList>

namespace podium::gui
{

/// Whether a connection may be made.
struct ConnectionVerdict
{
    bool allowed = false;
    QString text;      ///< What happens when it is dropped, or why not; for people.
    QStringList cycle; ///< The nodes of the cycle that it would close, in the direction of the edges.
};

/// What is edited, as the canvas sees it: it says what a person wants, and the document does it, each call as one step
/// that can be undone, and updates the model. GUI thread. Ids are those of nodes and frames.
class GraphCommands : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("A document offers it")

public:
    using QObject::QObject;

    /// Is asked whenever the pointer comes to another card, so the answer must be quick.
    virtual ConnectionVerdict verdict(const QString &from, const QString &to) const = 0;
    virtual void connectNodes(const QString &from, const QString &to) = 0;
    /// Top left corners, in coordinates of the graph.
    virtual void place(const QHash<QString, QPointF> &places) = 0;
    virtual void shapeFrame(const QString &id, const QRectF &rect) = 0;
    virtual void remove(const QStringList &ids, const QList<GraphEdge> &edges) = 0;
    /// For the clipboard; empty if there is nothing to copy.
    virtual QString textOf(const QStringList &ids) const = 0;
    /// What such a text holds, with its top left corner at `at`; the new ids, none if it cannot be used.
    virtual QStringList insert(const QString &text, QPointF at) = 0;
    virtual QStringList duplicate(const QStringList &ids) = 0;
    Q_INVOKABLE virtual void rename(const QString &id, const QString &title) = 0;
};

} // namespace podium::gui
