// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/definition/editing/edithistory.h"
#include "domain/definition/editing/workflowtext.h"
#include "gui/editor/documentfindings.h"

#include <QHash>
#include <QJsonObject>
#include <QObject>
#include <QPointF>
#include <QQmlEngine>
#include <QSizeF>
#include <QStringList>
#include <QVariantList>
#include <QVariantMap>

namespace podium::gui
{

/// One workflow that is being edited, for a canvas, an inspector and a text view side by side. Its text (YAML) is the
/// one truth: whatever edits it changes that text in the smallest way and is one step of the one history. GUI thread.
///
/// - A picture shows nodes(), edges(), notes and groups and draws anew at graphChanged(). Places of nodes are kept in
/// the
///   file (`x-podium`); a node without one has no `x`/`y`, and the picture arranges it.
/// - Verbs (addTask() … setField()) say whether they were done. If not, nothing has changed, and editRefused() says
/// why.
/// - A text view takes text() once, applies textEdited() to its document afterwards, and hands what is typed to
///   replaceText(); positions are UTF-16 units, as QTextCursor has them. It is not told of its own edits (see
///   replaceText()). While what is typed is not readable, `readable` is false: picture and inspector show the last
///   graph that was, and their verbs are refused.
/// - Findings are computed in another thread after each change and come with findingsChanged().
///
/// Runs, plans and the library are operations of the back end: Backend.perform() with `workflow.save`, `workflow.diff`,
/// `workflow.estimate`, `workflow.plan` and `task.try`, with `definition: document.text` where one takes a workflow.
class WorkflowDocument : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString text READ text NOTIFY textChanged FINAL)
    /// For messages and for finding sub-workflows (`uses: ./child.yaml`); empty for a new one.
    Q_PROPERTY(QString fileName READ fileName WRITE setFileName NOTIFY fileNameChanged FINAL)
    Q_PROPERTY(QString name READ name NOTIFY graphChanged FINAL)
    Q_PROPERTY(QString title READ title NOTIFY graphChanged FINAL)
    /// {id, title, type, kind, role, line, errors, warnings} and, where the file has a place for it, {x, y}.
    Q_PROPERTY(QVariantList nodes READ nodes NOTIFY graphChanged FINAL)
    /// {from, to}
    Q_PROPERTY(QVariantList edges READ edges NOTIFY graphChanged FINAL)
    /// {id, text, x, y, width, height}
    Q_PROPERTY(QVariantList notes READ notes NOTIFY graphChanged FINAL)
    /// {id, title, tasks}; a group lies where its tasks lie.
    Q_PROPERTY(QVariantList groups READ groups NOTIFY graphChanged FINAL)
    /// {severity: "error"|"warning", code, message, hint, path, line, column, task}; task is empty for the workflow.
    Q_PROPERTY(QVariantList findings READ findings NOTIFY findingsChanged FINAL)
    Q_PROPERTY(int errorCount READ errorCount NOTIFY findingsChanged FINAL)
    /// The findings are those of the text as it is now.
    Q_PROPERTY(bool checked READ isChecked NOTIFY findingsChanged FINAL)
    Q_PROPERTY(bool readable READ isReadable NOTIFY readableChanged FINAL)
    Q_PROPERTY(bool modified READ isModified NOTIFY historyChanged FINAL)
    Q_PROPERTY(bool canUndo READ canUndo NOTIFY historyChanged FINAL)
    Q_PROPERTY(bool canRedo READ canRedo NOTIFY historyChanged FINAL)
    /// What would be undone, for a menu: "Add task".
    Q_PROPERTY(QString undoName READ undoName NOTIFY historyChanged FINAL)
    Q_PROPERTY(QString redoName READ redoName NOTIFY historyChanged FINAL)
    /// {type, summary} of every kind of task, for a palette.
    Q_PROPERTY(QVariantList types READ types CONSTANT FINAL)

public:
    explicit WorkflowDocument(QObject *parent = nullptr);
    ~WorkflowDocument() override;

    QString text() const { return m_text; }
    QString fileName() const { return m_fileName; }
    void setFileName(const QString &name);
    QString name() const;
    QString title() const;
    QVariantList nodes() const;
    QVariantList edges() const;
    QVariantList notes() const;
    QVariantList groups() const;
    QVariantList findings() const;
    int errorCount() const;
    bool isChecked() const { return m_findings.isCurrent(); }
    bool isReadable() const { return m_isReadable; }
    bool isModified() const { return m_history.isModified(); }
    bool canUndo() const { return m_history.canUndo(); }
    bool canRedo() const { return m_history.canRedo(); }
    QString undoName() const { return m_history.undoName(); }
    QString redoName() const { return m_history.redoName(); }
    static QVariantList types();

    /// Another text altogether, unmodified, with an empty history. Does not touch files.
    Q_INVOKABLE void open(const QString &text, const QString &fileName = {});
    /// A workflow with a name, a title and no task yet but one that does nothing.
    Q_INVOKABLE void create(const QString &name);
    /// The text as it is now has been saved.
    Q_INVOKABLE void markSaved();

    // --- Edits of the picture. Each is one step of the history.

    /// A task of that type with what it needs to be valid; `fields` are set over that. Its id, made from `id` (or the
    /// type) and unique; empty if refused. `place` is the top left of its card.
    Q_INVOKABLE QString addTask(const QString &type, QPointF place, const QVariantMap &fields = {},
                                const QString &id = {});
    /// With what refers to them in `depends_on`, affinities, places and groups. Expressions that read them become
    /// findings.
    Q_INVOKABLE bool removeTasks(const QStringList &ids);
    /// With every reference, also those in expressions.
    Q_INVOKABLE bool renameTask(const QString &id, const QString &newId);
    Q_INVOKABLE bool connectTasks(const QString &from, const QString &to);
    Q_INVOKABLE bool disconnectTasks(const QString &from, const QString &to);
    /// [{from, to}, …] in one step.
    Q_INVOKABLE bool disconnectAll(const QVariantList &edges);
    /// id → {x, y} (or a point), for all that were moved, at the end of the move.
    Q_INVOKABLE bool setPositions(const QVariantMap &places);
    /// Forgets all places: the picture arranges everything anew.
    Q_INVOKABLE bool clearPositions();
    /// The tasks of a text as copyTasks() makes it (or a whole workflow, or a list of tasks): ids made unique, what
    /// they wait for among each other kept, the rest dropped. Their new ids; empty if refused. `offset` moves their
    /// places.
    Q_INVOKABLE QStringList pasteTasks(const QString &yaml, QPointF offset = {32, 32});
    /// YAML that pasteTasks() and any workflow file understands, comments included.
    Q_INVOKABLE QString copyTasks(const QStringList &ids) const;
    Q_INVOKABLE QStringList duplicateTasks(const QStringList &ids, QPointF offset = {32, 32});

    /// The id of the note; empty if refused.
    Q_INVOKABLE QString addNote(const QString &text, QPointF place, QSizeF size = {220, 120});
    /// Keys of `values`: text, x, y, width, height; what is left out stays.
    Q_INVOKABLE bool changeNote(const QString &id, const QVariantMap &values);
    Q_INVOKABLE bool removeNotes(const QStringList &ids);
    Q_INVOKABLE QString addGroup(const QString &title, const QStringList &tasks);
    /// Keys of `values`: title, tasks.
    Q_INVOKABLE bool changeGroup(const QString &id, const QVariantMap &values);
    Q_INVOKABLE bool removeGroups(const QStringList &ids);

    // --- Edits of fields, by path: "prompt", "retry/attempts", "environment/PATH".

    /// Of one or several tasks, in one step. Setting `id` renames. Steps on the same field merge as long as nothing
    /// else happens between (typing). An undefined value clears.
    Q_INVOKABLE bool setField(const QStringList &ids, const QString &path, const QVariant &value);
    Q_INVOKABLE bool clearField(const QStringList &ids, const QString &path);
    /// Of the workflow itself: "title", "inputs/topic/default".
    Q_INVOKABLE bool setWorkflowField(const QString &path, const QVariant &value);
    Q_INVOKABLE bool clearWorkflowField(const QString &path);

    // --- Edits of the text.

    /// What was typed: `removed` units at `position` become `inserted`. Typing merges. The text view has them already,
    /// so textEdited() is not emitted; textChanged() is. False if it is outside of the text.
    Q_INVOKABLE bool replaceText(int position, int removed, const QString &inserted);

    /// Another text, as one step that can be undone.
    Q_INVOKABLE void replaceAll(const QString &name, const QString &text);

    Q_INVOKABLE void undo();
    Q_INVOKABLE void redo();
    /// Ends merging: what follows is a step of its own (focus left the field).
    Q_INVOKABLE void endTyping();
    /// From here to commitSteps() everything is one step called `name`; may nest.
    Q_INVOKABLE void beginSteps(const QString &name);
    Q_INVOKABLE void commitSteps();

    // --- Questions.

    /// Empty if `to` may wait for `from`; else why not: the cycle that would close (["a", "b", "a"]), or [from, to] if
    /// it does so already.
    Q_INVOKABLE QStringList canConnect(const QString &from, const QString &to) const;
    /// As written, aliases expanded: key → value; empty if there is none.
    Q_INVOKABLE QVariantMap task(const QString &id) const;
    /// The workflow as written, without its tasks.
    Q_INVOKABLE QVariantMap workflow() const;
    /// The inspector of a task of that type; empty type: of the workflow. See domain/definition/editing/fieldform.h for
    /// what a field has.
    Q_INVOKABLE QVariantList fields(const QString &type) const;
    /// Of one task ("" = of the workflow), the same as in `findings`.
    Q_INVOKABLE QVariantList findingsOf(const QString &id) const;
    /// {line, column, position, length} of a task in the text, or of a field of it.
    Q_INVOKABLE QVariantMap placeInText(const QString &id, const QString &path = {}) const;
    /// The task that stands at a position of the text, or nothing.
    Q_INVOKABLE QString taskAt(int position) const;
    /// UTF-16 position of a line and column from 1, as findings have them.
    Q_INVOKABLE int positionOf(int line, int column) const;

    /// Completions at a cursor in a template or expression of a task: {text, label, detail, from, length}: `length`
    /// units from `from` of `value` are to become `text`. `isTemplate`: only within {{ }}.
    /// `field` is the way to it in the task, e.g. "repeat/until"; an empty id means the workflow.
    Q_INVOKABLE QVariantList expressionCompletions(const QString &id, const QString &field, const QString &value,
                                                   int cursor, bool isTemplate = true) const;
    /// The same at a cursor of the text: keys, allowed words, task ids, and expressions.
    Q_INVOKABLE QVariantList completions(int position) const;

Q_SIGNALS:
    void textChanged();
    /// Each edit that does not come from the text view, in order.
    void textEdited(int position, int removed, const QString &inserted);
    void fileNameChanged();
    void graphChanged();
    void findingsChanged();
    void readableChanged();
    void historyChanged();
    void opened();
    void editRefused(const QString &what, const QString &hint);

private:
    bool applied(const QString &name, const Result<domain::TextEdits> &edits, const QString &mergeKey = {});
    void step(const domain::TextEdits &edits);
    void takeOver(const domain::TextEdits &edits);
    /// Reads the text: at once if it is short, else in another thread.
    void refresh();
    void checked();
    void setReadable(bool readable);
    bool changeDrawn(const QString &name, const QString &key, const QString &id, const QVariantMap &values);
    bool removeDrawn(const QString &name, const QString &key, const QStringList &ids);
    QString addDrawn(const QString &name, const QString &key, QJsonObject entry);
    QVariantMap finding(const domain::Diagnostic &diagnostic) const;
    qsizetype toBytes(qsizetype units) const;
    qsizetype toUnits(qsizetype bytes) const;

    QString m_text; ///< The same as m_workflow.text(), for views.
    QString m_fileName;
    domain::WorkflowText m_workflow;
    domain::EditHistory m_history;
    DocumentFindings m_findings;
    QHash<QString, std::pair<int, int>> m_counts; ///< Errors and warnings of each task.
    bool m_isReadable = false;
};

} // namespace podium::gui
