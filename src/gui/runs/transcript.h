// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control/icontrol.h"
#include "gui/backend/jsonlistmodel.h"
#include "gui/backend/refresher.h"

#include <QHash>
#include <QQmlEngine>
#include <QSet>

#include <memory>

namespace podium::gui
{

/// The conversation of an attempt as rows to read: a tool's result is part of its call, what a subagent says lies below
/// the call that started it, and both are folded until somebody opens them. Grows while the agent talks. GUI thread.
class Transcript : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString run READ run WRITE setRun NOTIFY changed FINAL)
    /// Key of the task; empty = nothing is asked for.
    Q_PROPERTY(QString task READ task WRITE setTask NOTIFY changed FINAL)
    /// 0 = the last one.
    Q_PROPERTY(int attempt READ attempt WRITE setAttempt NOTIFY changed FINAL)
    /// Only what there was after the event with this number; negative = everything until now.
    Q_PROPERTY(double at READ at WRITE setAt NOTIFY changed FINAL)
    /// What was said after that is there, too: the attempt was still going on then, and nobody knows when what was
    /// said.
    Q_PROPERTY(bool later READ later NOTIFY loadedChanged FINAL)
    Q_PROPERTY(podium::gui::JsonListModel *rows READ rows CONSTANT FINAL)
    Q_PROPERTY(bool loaded READ loaded NOTIFY loadedChanged FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged FINAL)

public:
    explicit Transcript(QObject *parent = nullptr);
    ~Transcript() override;

    QString run() const { return m_run; }
    void setRun(const QString &run);
    QString task() const { return m_task; }
    void setTask(const QString &task);
    int attempt() const { return m_attempt; }
    void setAttempt(int attempt);
    double at() const { return double(m_at); }
    void setAt(double seq);
    bool later() const { return m_later; }
    JsonListModel *rows() { return &m_rows; }
    bool loaded() const { return m_loaded; }
    QString problem() const { return m_refresher.problem(); }
    /// Shows what belongs to a row, or hides it again.
    Q_INVOKABLE void toggle(const QString &at);
    Q_INVOKABLE void setAllOpen(bool open);
    /// The whole conversation as text to copy.
    Q_INVOKABLE QString text() const;

    /// Adds entries as run.transcript answers them.
    void add(const QList<QJsonObject> &entries);

Q_SIGNALS:
    void changed();
    void loadedChanged();
    void problemChanged();

private:
    void clear();
    void restart();
    void take(const QJsonObject &answer);
    void append(const QJsonObject &entry);
    void show();
    void showBelow(const QString &call, int depth, QList<QJsonObject> *rows) const;

    QString m_run;
    QString m_task;
    int m_attempt = 0;
    int m_shown = 0; ///< The attempt that the rows are of.
    JsonListModel m_rows;
    QHash<QString, QList<QJsonObject>> m_below; ///< Rows by the call that they belong to; "" = the agent's own.
    QHash<QString, std::pair<QString, qsizetype>> m_calls; ///< Where each call's row is in m_below.
    QSet<QString> m_open;                                  ///< Rows that are unfolded, by `at`.
    Refresher m_refresher;
    std::unique_ptr<control::EventStream> m_stream;
    qint64 m_at = -1;
    qint64 m_next = 0;
    int m_subject = 0;
    int m_asked = 0; ///< Which subject the answer that is on its way is about.
    bool m_loaded = false;
    bool m_later = false;
};

} // namespace podium::gui
