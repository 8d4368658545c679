// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/backend/jsonlistmodel.h"

#include <QJsonObject>
#include <QObject>
#include <QQmlEngine>

namespace podium::gui
{

/// The workflows that are kept in the back end, and the versions of one of them. GUI thread.
class WorkflowLibrary : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The session of the editor has it")
    /// Roles: workflow, title, version, tasks, errors, savedBy, createdMs.
    Q_PROPERTY(podium::gui::JsonListModel *workflows READ workflows CONSTANT FINAL)
    /// Of `workflow`, newest first; roles: version, tasks, errors, message, savedBy, createdMs, removed.
    Q_PROPERTY(podium::gui::JsonListModel *versions READ versions CONSTANT FINAL)
    Q_PROPERTY(QString workflow READ workflow WRITE setWorkflow NOTIFY changed FINAL)
    /// What was taken out last and can be taken back; empty if nothing.
    Q_PROPERTY(QString removed READ removed NOTIFY changed FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)

public:
    explicit WorkflowLibrary(QObject *parent = nullptr);

    JsonListModel *workflows() { return &m_workflows; }
    JsonListModel *versions() { return &m_versions; }
    QString workflow() const { return m_workflow; }
    void setWorkflow(const QString &name);
    QString removed() const { return m_removed; }
    QString problem() const { return m_problem; }

    /// Asks for everything anew.
    Q_INVOKABLE void refresh();
    Q_INVOKABLE bool contains(const QString &name) const { return m_workflows.indexOf(name) >= 0; }
    /// Newest version of a workflow as it was listed; 0 if there is none.
    Q_INVOKABLE int newestOf(const QString &name) const;
    /// fetched() follows. 0 = the newest version.
    Q_INVOKABLE void fetch(const QString &name, int version = 0);
    /// Makes an old version of `workflow` the newest one; restored() follows.
    Q_INVOKABLE void restore(int version);
    Q_INVOKABLE void remove(const QString &name);
    /// Undoes the last remove().
    Q_INVOKABLE void takeBack();
    /// A new version; saved() or notSaved() follows. With a base of 0 or more it is refused unless that is the newest.
    void save(const QString &name, const QString &text, int base, const QString &message);

Q_SIGNALS:
    void changed();
    void listed();
    void fetched(const QString &name, int version, const QString &text);
    void restored(const QString &name, int version, const QString &text);
    void saved(const QString &name, int version, const QString &text);
    /// `conflict`: somebody else has saved meanwhile.
    void notSaved(bool conflict, const QString &what);

private:
    void readVersions();
    void complain(const QString &what);

    JsonListModel m_workflows;
    JsonListModel m_versions;
    QString m_workflow;
    QString m_removed;
    int m_removedVersion = 0; ///< Of the removal.
    QString m_problem;
};

} // namespace podium::gui
