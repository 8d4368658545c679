// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/editor/documentgraph.h"
#include "gui/editor/draftstore.h"

#include <QJsonObject>
#include <QQmlEngine>
#include <QTimer>
#include <QUrl>
#include <QVariantList>

namespace podium::gui
{

/// The workflow that is open in the editor, and where it comes from and goes to: a file, a template, nothing yet. Lives
/// as long as the window, so that another page may be looked at meanwhile. What is typed is kept as a draft within half
/// a second, until it is saved or given up. GUI thread.
class EditorSession : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(podium::gui::WorkflowDocument *document READ document CONSTANT FINAL)
    Q_PROPERTY(podium::gui::DocumentGraph *graph READ graph CONSTANT FINAL)
    /// A workflow is open; otherwise the page shows what could be opened.
    Q_PROPERTY(bool active READ isActive NOTIFY changed FINAL)
    Q_PROPERTY(QString file READ file NOTIFY changed FINAL)
    /// Why something could not be opened or saved; empty if nothing was wrong.
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)
    /// {name, title, description, tasks}
    Q_PROPERTY(QVariantList templates READ templates NOTIFY listsChanged FINAL)
    /// {key, name, file, changed_ms}: changed and not saved.
    Q_PROPERTY(QVariantList drafts READ drafts NOTIFY listsChanged FINAL)
    /// Of the text as it was when it was asked for: as `workflow.estimate` answers; empty if there is none.
    Q_PROPERTY(QVariantMap estimate READ estimate NOTIFY estimateChanged FINAL)
    Q_PROPERTY(bool estimating READ isEstimating NOTIFY estimateChanged FINAL)

public:
    static EditorSession *instance();
    static EditorSession *create(QQmlEngine *qml, QJSEngine *js);

    WorkflowDocument *document() { return &m_document; }
    DocumentGraph *graph() { return &m_graph; }
    bool isActive() const { return m_active; }
    QString file() const { return m_file; }
    QString problem() const { return m_problem; }
    QVariantList templates() const { return m_templates; }
    QVariantList drafts() const;
    QVariantMap estimate() const { return m_estimate; }
    bool isEstimating() const { return m_estimating; }

    /// Asks for templates and drafts anew.
    Q_INVOKABLE void refresh();
    Q_INVOKABLE void createNew();
    Q_INVOKABLE void openTemplate(const QString &name);
    Q_INVOKABLE void openFile(const QString &path);
    Q_INVOKABLE void openUrl(const QUrl &file);
    Q_INVOKABLE void openDraft(const QString &key);
    /// A workflow from elsewhere, as a proposal: nothing of it is saved yet.
    Q_INVOKABLE void openText(const QString &text);
    Q_INVOKABLE void discardDraft(const QString &key);
    /// Back to what could be opened. What is not saved stays as a draft.
    Q_INVOKABLE void close();
    /// Into the file that it was opened from; false if there is none (ask for one and saveAs()), or if it failed.
    Q_INVOKABLE bool save();
    Q_INVOKABLE bool saveAs(const QUrl &file);
    Q_INVOKABLE void askEstimate();
    /// Text of a template, for putting it into the workflow; templateRead() follows.
    Q_INVOKABLE void readTemplate(const QString &name);

Q_SIGNALS:
    void changed();
    void listsChanged();
    void estimateChanged();
    void opened();
    void saved(const QString &file);
    void templateRead(const QString &name, const QString &text);

private:
    explicit EditorSession(QObject *parent);
    void begin(const QString &text, const QString &file);
    void complain(const QString &what);
    void keepDraft();
    bool write(const QString &path);

    WorkflowDocument m_document;
    DocumentGraph m_graph;
    DraftStore m_store;
    QTimer m_keep;
    QString m_key; ///< Of the draft of what is open.
    QString m_file;
    QString m_problem;
    QVariantList m_templates;
    QList<Draft> m_drafts;
    QVariantMap m_estimate;
    bool m_estimating = false;
    bool m_active = false;
    bool m_unsaved = false; ///< Opened as a draft, template or proposal: not saved even without a change.
};

} // namespace podium::gui
