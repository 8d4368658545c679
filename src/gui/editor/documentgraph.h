// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/editor/workflowdocument.h"
#include "gui/graphedit/graphcommands.h"

#include <QPointer>

namespace podium::gui
{

/// The picture of a WorkflowDocument: fills a GraphModel from it, and does on it what is done on the canvas. Notes and
/// groups have ids with a prefix, which no task can have. As long as the file places no task, all of them are arranged;
/// with the first one that is placed by hand, the places of all are kept. GUI thread.
class DocumentGraph : public GraphCommands
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(podium::gui::WorkflowDocument *document READ document WRITE setDocument NOTIFY documentChanged FINAL)
    Q_PROPERTY(podium::gui::GraphModel *model READ model CONSTANT FINAL)

public:
    explicit DocumentGraph(QObject *parent = nullptr);

    WorkflowDocument *document() const { return m_document; }
    void setDocument(WorkflowDocument *document);
    GraphModel *model() { return &m_model; }

    ConnectionVerdict verdict(const QString &from, const QString &to) const override;
    void connectNodes(const QString &from, const QString &to) override;
    void place(const QHash<QString, QPointF> &places) override;
    void shapeFrame(const QString &id, const QRectF &rect) override;
    void remove(const QStringList &ids, const QList<GraphEdge> &edges) override;
    QString textOf(const QStringList &ids) const override;
    QStringList insert(const QString &text, QPointF at) override;
    QStringList duplicate(const QStringList &ids) override;
    void rename(const QString &id, const QString &title) override;

    /// A part of the palette (see PaletteModel) at a place of the graph; its id, or nothing if it was refused. With
    /// `beside`, it is connected with that task: after it, or (`before`) before it.
    Q_INVOKABLE QString addPart(const QString &part, QPointF place, const QString &beside = {}, bool before = false);
    /// The selected tasks, as WorkflowDocument::copyTasks() gives them; empty if there is none.
    Q_INVOKABLE QString selectionAsYaml() const { return textOf(m_model.selectedIds()); }
    /// A group round the tasks among `ids`.
    Q_INVOKABLE QString group(const QStringList &ids);
    /// Everything where the layout puts it; one step.
    Q_INVOKABLE void arrange();
    Q_INVOKABLE static bool isTask(const QString &id) { return !id.startsWith(u'@'); }
    /// The icon of a type of task.
    Q_INVOKABLE static QString iconOf(const QString &type);
    /// What a type of task is called.
    Q_INVOKABLE static QString wordOf(const QString &type);

Q_SIGNALS:
    void documentChanged();

private:
    void read();
    bool isPlaced() const;
    /// Writes the places of all tasks down if the file has none yet.
    void keepPlaces();
    QString titleOf(const QString &task) const;

    QPointer<WorkflowDocument> m_document;
    GraphModel m_model;
    bool m_placed = false; ///< As it was read last.
};

} // namespace podium::gui
