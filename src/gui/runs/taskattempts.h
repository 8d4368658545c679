// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/event.h"
#include "gui/backend/jsonlistmodel.h"
#include "gui/backend/refresher.h"

#include <QQmlEngine>

namespace podium::gui
{

/// How often a task was tried, with what, and what came of it. GUI thread.
class TaskAttempts : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString run READ run WRITE setRun NOTIFY changed FINAL)
    Q_PROPERTY(QString task READ task WRITE setTask NOTIFY changed FINAL)
    /// Only what there was after the event with this number; negative = everything until now.
    Q_PROPERTY(double at READ at WRITE setAt NOTIFY changed FINAL)
    /// Newest first.
    Q_PROPERTY(podium::gui::JsonListModel *attempts READ attempts CONSTANT FINAL)
    /// What the newest attempt was given, as text: a prompt, or what its workflow says where it has none.
    Q_PROPERTY(QString prompt READ prompt NOTIFY loadedChanged FINAL)
    Q_PROPERTY(QString input READ input NOTIFY loadedChanged FINAL)
    /// The task as its workflow has it, as text.
    Q_PROPERTY(QString definition READ definition NOTIFY loadedChanged FINAL)
    Q_PROPERTY(bool loaded READ loaded NOTIFY loadedChanged FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged FINAL)

public:
    explicit TaskAttempts(QObject *parent = nullptr);

    QString run() const { return m_run; }
    void setRun(const QString &run);
    QString task() const { return m_task; }
    void setTask(const QString &task);
    double at() const { return double(m_at); }
    void setAt(double seq);
    JsonListModel *attempts() { return &m_attempts; }
    QString prompt() const { return m_prompt; }
    QString input() const { return m_input; }
    QString definition() const { return m_definition; }
    bool loaded() const { return m_loaded; }
    QString problem() const { return m_refresher.problem(); }

Q_SIGNALS:
    void changed();
    /// It is about another task.
    void taskChosen();
    void loadedChanged();
    void problemChanged();

private:
    void clear();
    void restart();
    void take(const QJsonObject &answer);
    void hear(const domain::Events &events);

    QString m_run;
    QString m_task;
    QString m_prompt;
    QString m_input;
    QString m_definition;
    JsonListModel m_attempts;
    Refresher m_refresher;
    qint64 m_at = -1;
    int m_subject = 0;
    int m_asked = 0;
    bool m_loaded = false;
};

} // namespace podium::gui
