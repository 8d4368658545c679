// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/editor/documentgraph.h"
#include "gui/editor/draftstore.h"
#include "gui/library/workflowlibrary.h"

#include <QJsonObject>
#include <QQmlEngine>
#include <QTimer>
#include <QUrl>
#include <QVariantList>

namespace podium::gui
{

/// The workflow that is open in the editor, and where it comes from and goes to: the library, a file, a template,
/// nothing yet. Every save is a version of the library. Lives as long as the window, so that another page may be looked
/// at meanwhile. What is typed is kept as a draft within half a second, until it is saved or given up. GUI thread.
class EditorSession : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(podium::gui::WorkflowDocument *document READ document CONSTANT FINAL)
    Q_PROPERTY(podium::gui::DocumentGraph *graph READ graph CONSTANT FINAL)
    /// A workflow is open; otherwise the page shows what could be opened.
    Q_PROPERTY(bool active READ isActive NOTIFY changed FINAL)
    Q_PROPERTY(podium::gui::WorkflowLibrary *library READ library CONSTANT FINAL)
    Q_PROPERTY(QString file READ file NOTIFY changed FINAL)
    /// Its name in the library; empty as long as it is not there.
    Q_PROPERTY(QString workflow READ workflow NOTIFY changed FINAL)
    /// The version that is edited; 0 if there is none.
    Q_PROPERTY(int version READ version NOTIFY changed FINAL)
    /// It comes from a planner and nothing of it has run: why it is only one task, or a word about that; else empty.
    Q_PROPERTY(QString proposal READ proposal NOTIFY changed FINAL)
    Q_PROPERTY(bool saving READ isSaving NOTIFY changed FINAL)
    /// Why something could not be opened or saved; empty if nothing was wrong.
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)
    /// {name, title, description, tasks}
    Q_PROPERTY(QVariantList templates READ templates NOTIFY listsChanged FINAL)
    /// Known words by field: role, agent, capabilities.
    Q_PROPERTY(QVariantMap words READ words NOTIFY listsChanged FINAL)
    /// {key, name, file, workflow, changed_ms}: changed and not saved.
    Q_PROPERTY(QVariantList drafts READ drafts NOTIFY listsChanged FINAL)
    /// Of the text as it was when it was asked for: as `workflow.estimate` answers; empty if there is none.
    Q_PROPERTY(QVariantMap estimate READ estimate NOTIFY estimateChanged FINAL)
    Q_PROPERTY(bool estimating READ isEstimating NOTIFY estimateChanged FINAL)

public:
    static EditorSession *instance();
    static EditorSession *create(QQmlEngine *qml, QJSEngine *js);

    WorkflowDocument *document() { return &m_document; }
    DocumentGraph *graph() { return &m_graph; }
    WorkflowLibrary *library() { return &m_library; }
    bool isActive() const { return m_active; }
    QString file() const { return m_file; }
    QString workflow() const { return m_workflow; }
    int version() const { return m_version; }
    QString proposal() const { return m_proposal; }
    bool isSaving() const { return m_saving; }
    QString problem() const { return m_problem; }
    QVariantList templates() const { return m_templates; }
    QVariantList drafts() const;
    QVariantMap words() const { return m_words; }
    QVariantMap estimate() const { return m_estimate; }
    bool isEstimating() const { return m_estimating; }

    /// Asks for templates and drafts anew.
    Q_INVOKABLE void refresh();
    Q_INVOKABLE void createNew();
    Q_INVOKABLE void openTemplate(const QString &name);
    Q_INVOKABLE void openFile(const QString &path);
    Q_INVOKABLE void openUrl(const QUrl &file);
    Q_INVOKABLE void openDraft(const QString &key);
    /// The newest version of a workflow of the library, or what was typed on top of it and not saved.
    Q_INVOKABLE void openWorkflow(const QString &name);
    /// A workflow from elsewhere, as a proposal: nothing of it is saved yet.
    Q_INVOKABLE void openText(const QString &text);
    /// The plan of a planner; `reason` says why it is only one task, if it is.
    Q_INVOKABLE void openProposal(const QString &text, const QString &reason);
    Q_INVOKABLE void dismissProposal();
    Q_INVOKABLE void discardDraft(const QString &key);
    /// Back to what could be opened. What is not saved stays as a draft.
    Q_INVOKABLE void close();
    /// As a new version of the library, and into the file that it was opened from, if it was. False if it has neither a
    /// name there nor a file (ask for one and saveNew()), or if the file cannot be written.
    Q_INVOKABLE bool save(const QString &message = {});
    /// Into the library under that name, which becomes its name in the text, too.
    Q_INVOKABLE void saveNew(const QString &name, const QString &message);
    /// After saveConflict(): a version after that of the other one.
    Q_INVOKABLE void saveOnTop();
    /// A copy into a file; where it is saved does not change.
    Q_INVOKABLE bool exportTo(const QUrl &file);
    /// Makes an old version the newest one and edits that; what was edited is one undo away.
    Q_INVOKABLE void restore(int version);
    Q_INVOKABLE void askEstimate();
    /// Text of a template, for putting it into the workflow; templateRead() follows.
    Q_INVOKABLE void readTemplate(const QString &name);

Q_SIGNALS:
    void changed();
    void listsChanged();
    void estimateChanged();
    void opened();
    /// A version of the library.
    void saved(int version);
    /// Somebody else has saved a version since this one was opened.
    void saveConflict(const QString &what);
    void templateRead(const QString &name, const QString &text);

private:
    explicit EditorSession(QObject *parent);
    void begin(const QString &text, const QString &file, const QString &workflow = {}, int version = 0);
    void listenToLibrary();
    void readWords();
    void keep(int base, const QString &message);
    void complain(const QString &what);
    void keepDraft();
    bool write(const QString &path);
    void settle();

    WorkflowDocument m_document;
    DocumentGraph m_graph;
    WorkflowLibrary m_library;
    DraftStore m_store;
    QTimer m_keep;
    QString m_key; ///< Of the draft of what is open.
    QString m_file;
    QString m_workflow;
    QString m_proposal;
    QString m_message; ///< Of the save that is under way.
    QString m_problem;
    QVariantList m_templates;
    QList<Draft> m_drafts;
    QVariantMap m_words;
    QVariantMap m_estimate;
    bool m_estimating = false;
    int m_version = 0;
    bool m_saving = false;
    bool m_active = false;
    bool m_unsaved = false; ///< Opened as a draft, template or proposal: not saved even without a change.
};

} // namespace podium::gui
