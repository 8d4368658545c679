// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/library/workflowlibrary.h"

#include "base/whenfinished.h"
#include "gui/backend/backend.h"

#include <QFuture>
#include <QJsonArray>
#include <QStringList>

namespace podium::gui
{

namespace
{

QFuture<Result<QJsonObject>> ask(const char *operation, const QJsonObject &params = {})
{
    return Backend::instance()->call(QString::fromLatin1(operation), params);
}

int versionOf(const QJsonObject &answer)
{
    return answer.value(QStringLiteral("version")).toInt();
}

} // namespace

WorkflowLibrary::WorkflowLibrary(QObject *parent)
    : QObject(parent), m_workflows(QStringLiteral("workflow"),
                                   {QStringLiteral("workflow"), QStringLiteral("title"), QStringLiteral("version"),
                                    QStringLiteral("tasks"), QStringLiteral("errors"), QStringLiteral("saved_by"),
                                    QStringLiteral("created_ms")}),
      m_versions(QStringLiteral("version"),
                 {QStringLiteral("version"), QStringLiteral("tasks"), QStringLiteral("errors"),
                  QStringLiteral("message"), QStringLiteral("saved_by"), QStringLiteral("created_ms"),
                  QStringLiteral("removed")})
{
    for (JsonListModel *model : {&m_workflows, &m_versions})
        QJSEngine::setObjectOwnership(model, QJSEngine::CppOwnership);
}

void WorkflowLibrary::complain(const QString &what)
{
    m_problem = what;
    Q_EMIT changed();
}

void WorkflowLibrary::setWorkflow(const QString &name)
{
    if (m_workflow == name)
        return;
    m_workflow = name;
    m_versions.setRows({});
    Q_EMIT changed();
    readVersions();
}

void WorkflowLibrary::refresh()
{
    if (!Backend::instance())
        return;
    whenFinished(ask("workflow.list"), this, [this](const Result<QJsonObject> &answer) {
        if (!answer)
            return;
        m_workflows.setRows(objectsOf(answer->value(QStringLiteral("workflows")).toArray()));
        Q_EMIT listed();
    });
    readVersions();
}

void WorkflowLibrary::readVersions()
{
    if (m_workflow.isEmpty() || !Backend::instance())
        return;
    const QString name = m_workflow;
    whenFinished(ask("workflow.versions", {{QStringLiteral("workflow"), name}}), this,
                 [this, name](const Result<QJsonObject> &answer) {
                     if (name != m_workflow)
                         return;
                     if (!answer)
                         return complain(answer.error().text());
                     m_versions.setRows(objectsOf(answer->value(QStringLiteral("versions")).toArray()));
                     complain({});
                 });
}

int WorkflowLibrary::newestOf(const QString &name) const
{
    const int row = m_workflows.indexOf(name);
    return row < 0 ? 0 : versionOf(m_workflows.at(row));
}

void WorkflowLibrary::fetch(const QString &name, int version)
{
    QJsonObject params{{QStringLiteral("workflow"), name}};
    if (version > 0)
        params.insert(QStringLiteral("version"), version);
    whenFinished(ask("workflow.show", params), this, [this, name](const Result<QJsonObject> &answer) {
        if (!answer)
            return complain(answer.error().text());
        complain({});
        Q_EMIT fetched(name, versionOf(*answer), answer->value(QStringLiteral("text")).toString());
    });
}

void WorkflowLibrary::restore(int version)
{
    const QJsonObject params{{QStringLiteral("workflow"), m_workflow}, {QStringLiteral("version"), version}};
    // Its text first: then the new version and what is shown are one.
    whenFinished(ask("workflow.show", params), this, [this, params](const Result<QJsonObject> &old) {
        if (!old)
            return complain(old.error().text());
        const QString text = old->value(QStringLiteral("text")).toString();
        whenFinished(ask("workflow.restore", params), this, [this, params, text](const Result<QJsonObject> &answer) {
            if (!answer)
                return complain(answer.error().text());
            refresh();
            Q_EMIT restored(params.value(QStringLiteral("workflow")).toString(), versionOf(*answer), text);
        });
    });
}

void WorkflowLibrary::remove(const QString &name)
{
    whenFinished(ask("workflow.remove", {{QStringLiteral("workflow"), name}}), this,
                 [this, name](const Result<QJsonObject> &answer) {
                     if (!answer)
                         return complain(answer.error().text());
                     m_removed = name;
                     m_removedVersion = versionOf(*answer);
                     complain({});
                     refresh();
                 });
}

void WorkflowLibrary::takeBack()
{
    if (m_removed.isEmpty())
        return;
    whenFinished(ask("workflow.restore", {{QStringLiteral("workflow"), std::exchange(m_removed, {})},
                                          {QStringLiteral("version"), m_removedVersion - 1}}),
                 this, [this](const Result<QJsonObject> &answer) {
                     complain(answer ? QString() : answer.error().text());
                     refresh();
                 });
}

void WorkflowLibrary::save(const QString &name, const QString &text, int base, const QString &message)
{
    QJsonObject params{{QStringLiteral("workflow"), name}, {QStringLiteral("definition"), text}};
    if (base >= 0)
        params.insert(QStringLiteral("base"), base);
    if (!message.isEmpty())
        params.insert(QStringLiteral("message"), message);
    whenFinished(ask("workflow.save", params), this, [this, name, text](const Result<QJsonObject> &answer) {
        if (!answer) {
            Q_EMIT notSaved(answer.error().code == ErrorCode::Conflict, answer.error().text());
            return;
        }
        refresh();
        Q_EMIT saved(name, versionOf(*answer), text);
    });
}

} // namespace podium::gui
