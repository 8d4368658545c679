// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/backend/refresher.h"

#include <QAbstractTableModel>
#include <QJsonObject>
#include <QQmlEngine>

namespace podium::gui
{

/// The tasks of a workflow over its last runs: a row a task, a column a run, the newest first. Follows their events.
/// Heads are objects: of a column the run as operations answer it, of a row key and title of the task. GUI thread.
class RunGrid : public QAbstractTableModel
{
    Q_OBJECT
    QML_ELEMENT
    /// A run of the workflow; empty = nothing is asked for.
    Q_PROPERTY(QString run READ run WRITE setRun NOTIFY runChanged FINAL)
    Q_PROPERTY(QString workflow READ workflow NOTIFY loadedChanged FINAL)
    Q_PROPERTY(int runCount READ runCount NOTIFY loadedChanged FINAL)
    Q_PROPERTY(int taskCount READ taskCount NOTIFY loadedChanged FINAL)
    /// There are older runs than are shown.
    Q_PROPERTY(bool more READ hasMore NOTIFY loadedChanged FINAL)
    Q_PROPERTY(bool loaded READ loaded NOTIFY loadedChanged FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged FINAL)
    /// Ids of the runs chosen to compare, at most two, the one chosen first comes first.
    Q_PROPERTY(QStringList chosen READ chosen NOTIFY chosenChanged FINAL)
    /// Also what tasks were expanded into.
    Q_PROPERTY(bool parts READ parts WRITE setParts NOTIFY partsChanged FINAL)

public:
    enum Role {
        RunRole = Qt::UserRole, ///< Id of the run.
        TaskRole,               ///< Key of the task.
        StateRole,              ///< "" where the run had no such task.
        StartedRole,
        FinishedRole,
        UsageRole,
        AttemptRole,
        WhyRole,
        ChosenRole,
    };
    Q_ENUM(Role)

    explicit RunGrid(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    QString run() const { return m_run; }
    void setRun(const QString &run);
    QString workflow() const { return m_workflow; }
    int runCount() const { return int(m_runs.size()); }
    int taskCount() const { return int(m_tasks.size()); }
    bool hasMore() const { return m_more; }
    bool loaded() const { return m_loaded; }
    QString problem() const { return m_refresher.problem(); }
    QStringList chosen() const { return m_chosen; }
    bool parts() const { return m_parts; }
    void setParts(bool parts);

    Q_INVOKABLE QString runAt(int column) const;
    Q_INVOKABLE QString taskAt(int row) const;
    Q_INVOKABLE int columnOf(const QString &run) const;
    /// Chooses the run, or takes the choice back; of two the older choice makes room.
    Q_INVOKABLE void toggle(const QString &run);
    Q_INVOKABLE void showMore();

Q_SIGNALS:
    void runChanged();
    void loadedChanged();
    void problemChanged();
    void chosenChanged();
    void partsChanged();

private:
    struct Task
    {
        QString key;
        QString title;
        QList<QJsonObject> cells; ///< One for each run; empty where it had no such task.
    };

    void take(const QJsonObject &answer);
    bool grow(const QList<QJsonObject> &runs, const QList<Task> &tasks);
    void tellChanges(const QList<Task> &before);

    QString m_run;
    QString m_asked; ///< The run of the question that is on its way.
    QString m_workflow;
    QList<QJsonObject> m_runs;
    QList<Task> m_tasks;
    QStringList m_chosen;
    int m_limit;
    bool m_more = false;
    bool m_loaded = false;
    bool m_parts = false;
    Refresher m_refresher;
};

} // namespace podium::gui
