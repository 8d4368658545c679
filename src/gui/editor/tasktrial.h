// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/editor/workflowdocument.h"

#include <QObject>
#include <QPointer>
#include <QQmlEngine>
#include <QVariantList>
#include <QVariantMap>

namespace podium::gui
{

/// Runs one task of what is edited alone: its inputs and the results of what it waits for are given. GUI thread.
class TaskTrial : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(podium::gui::WorkflowDocument *document READ document WRITE setDocument NOTIFY changed FINAL)
    Q_PROPERTY(QString task READ task NOTIFY changed FINAL)
    /// Inputs of the workflow: {name, type, description, value}; value is the default as text.
    Q_PROPERTY(QVariantList inputs READ inputs NOTIFY changed FINAL)
    /// What the task waits for, directly or not, the nearest first: {id, title, direct}.
    Q_PROPERTY(QVariantList before READ before NOTIFY changed FINAL)
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)

public:
    using QObject::QObject;

    WorkflowDocument *document() const { return m_document; }
    void setDocument(WorkflowDocument *document);
    QString task() const { return m_task; }
    QVariantList inputs() const { return m_inputs; }
    QVariantList before() const { return m_before; }
    bool isBusy() const { return m_busy; }
    QString problem() const { return m_problem; }

    /// Which task it is about.
    Q_INVOKABLE void prepare(const QString &task);
    /// Texts by name and by task id; empty ones are left out. `folder`: absolute, or empty for the home folder.
    Q_INVOKABLE void start(const QVariantMap &inputs, const QVariantMap &results, const QString &folder);

Q_SIGNALS:
    void changed();
    void started(const QString &run, const QString &task);

private:
    QPointer<WorkflowDocument> m_document;
    QString m_task;
    QVariantList m_inputs;
    QVariantList m_before;
    QString m_problem;
    bool m_busy = false;
};

} // namespace podium::gui
