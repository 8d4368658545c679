// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QQmlEngine>
#include <QString>

namespace podium::gui
{

/// Has an agent plan how a goal is reached; what it answers is a workflow that nothing has run of. GUI thread.
class GoalPlanner : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    /// Somebody could plan here. False until check() has been answered.
    Q_PROPERTY(bool available READ isAvailable NOTIFY changed FINAL)
    Q_PROPERTY(bool checked READ isChecked NOTIFY changed FINAL)
    /// Who plans, or why nobody can.
    Q_PROPERTY(QString who READ who NOTIFY changed FINAL)
    Q_PROPERTY(QString hint READ hint NOTIFY changed FINAL)
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed FINAL)
    /// Of the planner, while it works.
    Q_PROPERTY(QString run READ run NOTIFY changed FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)

public:
    using QObject::QObject;

    bool isAvailable() const { return m_available; }
    bool isChecked() const { return m_checked; }
    QString who() const { return m_who; }
    QString hint() const { return m_hint; }
    bool isBusy() const { return m_busy; }
    QString run() const { return m_run; }
    QString problem() const { return m_problem; }

    Q_INVOKABLE void check();
    /// `folder`: absolute; empty = the home folder. `usd`: most that the planner may spend; 0 = no limit of its own.
    Q_INVOKABLE void plan(const QString &goal, const QString &folder, double usd);
    /// Ends the planner.
    Q_INVOKABLE void cancel();

Q_SIGNALS:
    void changed();
    /// `reason`: why it is only one task; empty for a real plan.
    void planned(const QString &text, const QString &reason);

private:
    QString m_who;
    QString m_hint;
    QString m_run;
    QString m_problem;
    bool m_available = false;
    bool m_checked = false;
    bool m_busy = false;
};

} // namespace podium::gui
