// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/backend/jsonlistmodel.h"

#include <QQmlEngine>

namespace podium::gui
{

/// Two attempts of a task beside each other, of one run or of two: their figures, and where what they were given and
/// what came of it differ. Asks anew when it is told of other attempts; set all properties, then read. GUI thread.
class AttemptComparison : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString run MEMBER m_run WRITE setRun NOTIFY changed FINAL)
    Q_PROPERTY(QString task MEMBER m_task WRITE setTask NOTIFY changed FINAL)
    /// The run of the other attempt; empty = the same.
    Q_PROPERTY(QString other MEMBER m_other WRITE setOther NOTIFY changed FINAL)
    /// 0 = the last one.
    Q_PROPERTY(int attempt MEMBER m_attempt WRITE setAttempt NOTIFY changed FINAL)
    Q_PROPERTY(int withAttempt MEMBER m_withAttempt WRITE setWithAttempt NOTIFY changed FINAL)
    /// As run.compare_attempts answers them; empty where nothing was tried.
    Q_PROPERTY(QVariantMap left READ left NOTIFY loadedChanged FINAL)
    Q_PROPERTY(QVariantMap right READ right NOTIFY loadedChanged FINAL)
    /// Rows of two columns: what is beside each other is the same or was changed; stretches that are the same are
    /// folded.
    Q_PROPERTY(podium::gui::JsonListModel *given READ given CONSTANT FINAL)
    Q_PROPERTY(podium::gui::JsonListModel *result READ result CONSTANT FINAL)
    Q_PROPERTY(bool sameGiven READ sameGiven NOTIFY loadedChanged FINAL)
    Q_PROPERTY(bool sameResult READ sameResult NOTIFY loadedChanged FINAL)
    Q_PROPERTY(bool loaded READ loaded NOTIFY loadedChanged FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY loadedChanged FINAL)

public:
    explicit AttemptComparison(QObject *parent = nullptr);

    void setRun(const QString &run) { set(m_run, run); }
    void setTask(const QString &task) { set(m_task, task); }
    void setOther(const QString &other) { set(m_other, other); }
    void setAttempt(int attempt) { set(m_attempt, attempt); }
    void setWithAttempt(int attempt) { set(m_withAttempt, attempt); }
    QVariantMap left() const { return m_left.toVariantMap(); }
    QVariantMap right() const { return m_right.toVariantMap(); }
    JsonListModel *given() { return &m_given; }
    JsonListModel *result() { return &m_result; }
    bool sameGiven() const { return m_sameGiven; }
    bool sameResult() const { return m_sameResult; }
    bool loaded() const { return m_loaded; }
    QString problem() const { return m_problem; }

Q_SIGNALS:
    void changed();
    void loadedChanged();

private:
    template<typename T> void set(T &member, const T &value)
    {
        if (member == value)
            return;
        member = value;
        Q_EMIT changed();
        askSoon();
    }
    void askSoon();
    void ask();
    void take(const QJsonObject &answer);

    QString m_run;
    QString m_task;
    QString m_other;
    int m_attempt = 0;
    int m_withAttempt = 0;
    QJsonObject m_left;
    QJsonObject m_right;
    JsonListModel m_given;
    JsonListModel m_result;
    QString m_problem;
    bool m_sameGiven = false;
    bool m_sameResult = false;
    bool m_loaded = false;
    bool m_soon = false;
    int m_question = 0; ///< Answers to older ones are dropped.
};

} // namespace podium::gui
