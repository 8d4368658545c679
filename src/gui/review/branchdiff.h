// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "domain/event.h"
#include "gui/backend/jsonlistmodel.h"
#include "gui/review/diffmodel.h"

#include <QQmlEngine>
#include <QTimer>

namespace podium::gui
{

/// What a task has changed in its branch, file by file. GUI thread.
class BranchDiff : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString run READ run WRITE setRun NOTIFY changed FINAL)
    /// Key of the task, or the branch; empty = nothing is asked for.
    Q_PROPERTY(QString task READ task WRITE setTask NOTIFY changed FINAL)
    /// The task has a branch.
    Q_PROPERTY(bool exists READ exists NOTIFY loadedChanged FINAL)
    Q_PROPERTY(bool loaded READ loaded NOTIFY loadedChanged FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY loadedChanged FINAL)
    Q_PROPERTY(podium::gui::JsonListModel *files READ files CONSTANT FINAL)
    Q_PROPERTY(podium::gui::DiffModel *lines READ lines CONSTANT FINAL)
    /// Row of the file that is shown.
    Q_PROPERTY(int file READ file WRITE setFile NOTIFY fileChanged FINAL)

public:
    explicit BranchDiff(QObject *parent = nullptr);

    QString run() const { return m_run; }
    void setRun(const QString &run);
    QString task() const { return m_task; }
    void setTask(const QString &task);
    bool exists() const { return m_exists; }
    bool loaded() const { return m_loaded; }
    QString problem() const { return m_problem; }
    JsonListModel *files() { return &m_files; }
    DiffModel *lines() { return &m_lines; }
    int file() const { return m_file; }
    void setFile(int file);
    /// Asks again; the same file stays shown.
    Q_INVOKABLE void refresh();
    /// The patch as git writes it, to copy.
    Q_INVOKABLE QString patch() const { return m_patch; }

Q_SIGNALS:
    void changed();
    void loadedChanged();
    void fileChanged();

private:
    void restart();
    void hear(const domain::Events &events);
    void take(const Result<QJsonObject> &answer);

    QString m_run;
    QString m_task;
    QString m_patch;
    QString m_problem;
    JsonListModel m_files;
    DiffModel m_lines;
    int m_file = 0;
    int m_subject = 0;
    bool m_exists = false;
    bool m_loaded = false;
    QTimer m_wait; ///< Until it is asked again.
};

} // namespace podium::gui
