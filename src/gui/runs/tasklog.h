// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control/icontrol.h"
#include "gui/backend/jsonlistmodel.h"
#include "gui/backend/refresher.h"

#include <QQmlEngine>

namespace podium::gui
{

/// The newest lines of a run's or a task's output, as they come. At most `MaxLines` are held; older ones stay on disk.
class TaskLog : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString run READ run WRITE setRun NOTIFY changed FINAL)
    /// Key of the task; empty = the whole run.
    Q_PROPERTY(QString task READ task WRITE setTask NOTIFY changed FINAL)
    /// Only what there was after the event with this number; negative = everything until now.
    Q_PROPERTY(double at READ at WRITE setAt NOTIFY changed FINAL)
    Q_PROPERTY(podium::gui::JsonListModel *lines READ lines CONSTANT FINAL)
    Q_PROPERTY(bool loaded READ loaded NOTIFY loadedChanged FINAL)
    /// Earlier lines were left out.
    Q_PROPERTY(bool cut READ cut NOTIFY loadedChanged FINAL)

public:
    static constexpr int MaxLines = 5000;

    explicit TaskLog(QObject *parent = nullptr);
    ~TaskLog() override;

    QString run() const { return m_run; }
    void setRun(const QString &run);
    QString task() const { return m_task; }
    void setTask(const QString &task);
    double at() const { return double(m_at); }
    void setAt(double seq);
    JsonListModel *lines() { return &m_lines; }
    bool loaded() const { return m_loaded; }
    bool cut() const { return m_cut; }
    /// All that is held, as text to copy.
    Q_INVOKABLE QString text() const;

Q_SIGNALS:
    void changed();
    void loadedChanged();

private:
    void restart();
    void take(const QJsonObject &answer);

    QString m_run;
    QString m_task;
    JsonListModel m_lines;
    Refresher m_refresher;
    std::unique_ptr<control::EventStream> m_stream;
    qint64 m_at = -1;
    qint64 m_last = -1; ///< Id of the newest line held; -1 = none was asked for yet.
    int m_asked = 0;    ///< Which subject the answer that is on its way is about.
    int m_subject = 0;
    bool m_loaded = false;
    bool m_cut = false;
};

} // namespace podium::gui
