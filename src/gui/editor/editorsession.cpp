// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/editor/editorsession.h"

#include "base/whenfinished.h"
#include "gui/backend/backend.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QSaveFile>
#include <QStandardPaths>
#include <QUuid>

namespace podium::gui
{

namespace
{

constexpr int KeepMs = 400;
constexpr qint64 LargestFile = 16 << 20; ///< Bytes.

QString draftFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + QStringLiteral("/drafts");
}

} // namespace

EditorSession *EditorSession::instance()
{
    static QPointer<EditorSession> session;
    if (!session)
        session = new EditorSession(QCoreApplication::instance());
    return session;
}

EditorSession *EditorSession::create(QQmlEngine *, QJSEngine *)
{
    EditorSession *session = instance();
    QJSEngine::setObjectOwnership(session, QJSEngine::CppOwnership);
    return session;
}

EditorSession::EditorSession(QObject *parent) : QObject(parent), m_store(draftFolder())
{
    m_graph.setDocument(&m_document);
    QJSEngine::setObjectOwnership(&m_library, QJSEngine::CppOwnership);
    QJSEngine::setObjectOwnership(&m_document, QJSEngine::CppOwnership);
    QJSEngine::setObjectOwnership(&m_graph, QJSEngine::CppOwnership);
    QJSEngine::setObjectOwnership(m_graph.model(), QJSEngine::CppOwnership);
    listenToLibrary();
    if (Backend *backend = Backend::instance())
        connect(backend, &Backend::stateChanged, this, &EditorSession::refresh);
    m_keep.setSingleShot(true);
    m_keep.setInterval(KeepMs);
    connect(&m_keep, &QTimer::timeout, this, &EditorSession::keepDraft);
    connect(&m_document, &WorkflowDocument::textChanged, this, [this] {
        // Not put off by more typing: half a second is the most that can be lost.
        if (m_active && !m_keep.isActive())
            m_keep.start();
        if (!m_estimate.isEmpty()) {
            m_estimate.clear();
            Q_EMIT estimateChanged();
        }
    });
    connect(this, &EditorSession::estimateChanged, this, [this] {
        m_graph.model()->setCriticalPath(m_estimate.value(QStringLiteral("critical_path")).toStringList());
    });
}

void EditorSession::listenToLibrary()
{
    connect(&m_library, &WorkflowLibrary::fetched, this,
            [this](const QString &name, int version, const QString &text) { begin(text, {}, name, version); });
    connect(&m_library, &WorkflowLibrary::saved, this, [this](const QString &name, int version, const QString &text) {
        m_saving = false;
        if (name == m_workflow) {
            m_version = version;
            if (m_document.text() == text) // Else something was typed meanwhile.
                settle();
            Q_EMIT saved(version);
        }
        Q_EMIT changed();
    });
    connect(&m_library, &WorkflowLibrary::notSaved, this, [this](bool conflict, const QString &what) {
        m_saving = false;
        if (conflict)
            Q_EMIT saveConflict(what);
        complain(conflict ? QString() : tr("It is not in the library: %1").arg(what));
    });
    connect(&m_library, &WorkflowLibrary::restored, this,
            [this](const QString &name, int version, const QString &text) {
                if (name != m_workflow)
                    return;
                m_version = version;
                m_document.replaceAll(tr("Restore"), text);
                settle();
                Q_EMIT changed();
                Q_EMIT saved(version);
            });
}

QVariantList EditorSession::drafts() const
{
    QVariantList list;
    for (const Draft &draft : m_drafts) {
        list += QVariantMap{{QStringLiteral("key"), draft.key},
                            {QStringLiteral("name"), draft.name},
                            {QStringLiteral("file"), draft.file},
                            {QStringLiteral("workflow"), draft.workflow},
                            {QStringLiteral("changed_ms"), double(draft.changedMs)}};
    }
    return list;
}

void EditorSession::refresh()
{
    m_drafts = m_store.all();
    Q_EMIT listsChanged();
    m_library.refresh();
    if (!Backend::instance())
        return;
    readWords();
    whenFinished(Backend::instance()->call(QStringLiteral("template.list")), this,
                 [this](const Result<QJsonObject> &answer) {
                     if (!answer)
                         return;
                     m_templates = answer->value(QStringLiteral("templates")).toArray().toVariantList();
                     Q_EMIT listsChanged();
                 });
}

void EditorSession::readWords()
{
    whenFinished(Backend::instance()->call(QStringLiteral("agent.list")), this,
                 [this](const Result<QJsonObject> &answer) {
                     if (!answer)
                         return;
                     QStringList roles;
                     QStringList names;
                     QStringList capabilities;
                     const QJsonArray agents = answer->value(QStringLiteral("agents")).toArray();
                     for (const QJsonValue &agent : agents) {
                         roles += agent[QStringLiteral("role")].toString();
                         names += agent[QStringLiteral("name")].toString();
                         const QJsonArray its = agent[QStringLiteral("capabilities")].toArray();
                         for (const QJsonValue &one : its)
                             capabilities += one.toString();
                     }
                     for (QStringList *list : {&roles, &names, &capabilities}) {
                         list->removeAll(QString());
                         list->removeDuplicates();
                         list->sort();
                     }
                     m_words = {{QStringLiteral("role"), roles},
                                {QStringLiteral("agent"), names},
                                {QStringLiteral("capabilities"), capabilities}};
                     Q_EMIT listsChanged();
                 });
}

void EditorSession::begin(const QString &text, const QString &file, const QString &workflow, int version)
{
    if (m_active)
        keepDraft();
    m_key = QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_file = file;
    m_workflow = workflow;
    m_version = version;
    m_saving = false;
    m_proposal.clear();
    m_library.setWorkflow(workflow);
    m_problem.clear();
    m_unsaved = false;
    m_active = false; // What follows is no edit.
    m_document.open(text, file);
    m_active = true;
    Q_EMIT changed();
    Q_EMIT opened();
}

void EditorSession::createNew()
{
    begin({}, {});
    m_document.create(QStringLiteral("new-workflow"));
    m_document.markSaved();
    Q_EMIT opened();
}

void EditorSession::openText(const QString &text)
{
    begin(text, {});
    m_unsaved = true;
    keepDraft();
}

void EditorSession::openProposal(const QString &text, const QString &reason)
{
    openText(text);
    m_proposal = reason.isEmpty()
                     ? tr("This is a proposal of the planner. Nothing of it has run; change it, save it, run it.")
                     : tr("There is no plan, only one task: %1").arg(reason);
    Q_EMIT changed();
}

void EditorSession::dismissProposal()
{
    m_proposal.clear();
    Q_EMIT changed();
}

void EditorSession::openTemplate(const QString &name)
{
    whenFinished(Backend::instance()->call(QStringLiteral("template.show"), {{QStringLiteral("template"), name}}), this,
                 [this](const Result<QJsonObject> &answer) {
                     if (!answer)
                         return complain(answer.error().text());
                     begin(answer->value(QStringLiteral("text")).toString(), {});
                 });
}

void EditorSession::readTemplate(const QString &name)
{
    whenFinished(Backend::instance()->call(QStringLiteral("template.show"), {{QStringLiteral("template"), name}}), this,
                 [this, name](const Result<QJsonObject> &answer) {
                     if (!answer)
                         return complain(answer.error().text());
                     Q_EMIT templateRead(name, answer->value(QStringLiteral("text")).toString());
                 });
}

void EditorSession::openWorkflow(const QString &name)
{
    m_drafts = m_store.all();
    for (const Draft &draft : std::as_const(m_drafts)) {
        if (draft.workflow == name && draft.file.isEmpty())
            return openDraft(draft.key);
    }
    m_library.fetch(name);
}

void EditorSession::openFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return complain(tr("%1 cannot be read: %2").arg(path, file.errorString()));
    if (file.size() > LargestFile)
        return complain(tr("%1 is too large for a workflow (%2 MiB)").arg(path).arg(file.size() >> 20));
    const QString absolute = QFileInfo(path).absoluteFilePath();
    const QList<Draft> drafts = m_store.all();
    // What was typed into this file and not saved comes first: it would be lost from sight.
    for (const Draft &draft : drafts) {
        if (draft.file == absolute) {
            m_drafts = drafts;
            return openDraft(draft.key);
        }
    }
    begin(QString::fromUtf8(file.readAll()), absolute);
}

void EditorSession::openUrl(const QUrl &file)
{
    openFile(file.toLocalFile());
}

void EditorSession::openDraft(const QString &key)
{
    for (const Draft &draft : std::as_const(m_drafts)) {
        if (draft.key != key)
            continue;
        begin(draft.text, draft.file, draft.workflow, draft.version);
        m_key = key;
        m_unsaved = true;
        Q_EMIT changed();
        return;
    }
}

void EditorSession::discardDraft(const QString &key)
{
    m_store.remove(key);
    m_drafts = m_store.all();
    Q_EMIT listsChanged();
}

void EditorSession::close()
{
    keepDraft();
    m_active = false;
    m_problem.clear();
    Q_EMIT changed();
    refresh();
}

void EditorSession::keepDraft()
{
    m_keep.stop();
    if (!m_active)
        return;
    if (!m_document.isModified() && !m_unsaved)
        return m_store.remove(m_key);
    QString name = m_document.title().isEmpty() ? m_document.name() : m_document.title();
    if (name.isEmpty())
        name = QFileInfo(m_file).fileName();
    m_store.write({m_key, name, m_file, m_workflow, m_version, m_document.text(), QDateTime::currentMSecsSinceEpoch()});
}

bool EditorSession::write(const QString &path)
{
    QSaveFile file(path);
    const QByteArray bytes = m_document.text().toUtf8();
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit()) {
        m_problem.clear();
        return true;
    }
    complain(tr("%1 cannot be written: %2. Save it elsewhere.").arg(path, file.errorString()));
    return false;
}

/// What is edited is what was saved.
void EditorSession::settle()
{
    m_unsaved = false;
    m_document.markSaved();
    m_keep.stop();
    m_store.remove(m_key);
}

void EditorSession::keep(int base, const QString &message)
{
    m_saving = true;
    m_message = message;
    m_library.setWorkflow(m_workflow);
    m_library.save(m_workflow, m_document.text(), base, message);
    Q_EMIT changed();
}

bool EditorSession::save(const QString &message)
{
    if (m_file.isEmpty() && m_workflow.isEmpty())
        return false;
    if (!m_file.isEmpty()) {
        if (!write(m_file))
            return false;
        settle();
        if (m_workflow.isEmpty())
            m_workflow = m_document.name();
    }
    // Who edits the file elsewhere, too, is not asked for the version.
    keep(m_file.isEmpty() && m_version > 0 ? m_version : -1, message);
    return true;
}

void EditorSession::saveNew(const QString &name, const QString &message)
{
    if (m_document.name() != name)
        m_document.setWorkflowField(QStringLiteral("name"), name);
    m_workflow = name;
    keep(-1, message);
}

void EditorSession::saveOnTop()
{
    keep(-1, m_message);
}

bool EditorSession::exportTo(const QUrl &file)
{
    QString path = file.toLocalFile();
    if (!path.isEmpty() && QFileInfo(path).suffix().isEmpty())
        path += QStringLiteral(".yaml");
    const bool done = !path.isEmpty() && write(path);
    if (done)
        Q_EMIT changed();
    return done;
}

void EditorSession::restore(int version)
{
    m_library.restore(version);
}

void EditorSession::askEstimate()
{
    if (m_estimating)
        return;
    m_estimating = true;
    Q_EMIT estimateChanged();
    const QString text = m_document.text();
    whenFinished(Backend::instance()->call(QStringLiteral("workflow.estimate"), {{QStringLiteral("definition"), text}}),
                 this, [this, text](const Result<QJsonObject> &answer) {
                     m_estimating = false;
                     m_estimate.clear();
                     if (!answer)
                         complain(answer.error().text());
                     else if (m_document.text() == text)
                         m_estimate = answer->value(QStringLiteral("estimate")).toObject().toVariantMap();
                     Q_EMIT estimateChanged();
                 });
}

void EditorSession::complain(const QString &what)
{
    m_problem = what;
    Q_EMIT changed();
}

} // namespace podium::gui
