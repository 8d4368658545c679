// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control/runchanges.h"
#include "domain/event.h"
#include "domain/taskstate.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QSet>

#include <set>

namespace podium::ctl
{

/// A task as the live table shows it.
struct TaskLine
{
    int index = 0;
    int depth = 0;
    QString key;
    domain::TaskState state = domain::TaskState::Pending;
    int attempt = 0;
    QString agent;
    QString activity;    ///< Empty if not known.
    qint64 cpuMs = 0;    ///< Of its whole process tree; 0 = not known.
    qint64 rssBytes = 0; ///< The same.
    QString why;         ///< What blocks it, why it failed or waits.
    QJsonObject usage;   ///< Without usd: unknown.
    qint64 startedMs = 0;
    qint64 finishedMs = 0;
    qint64 notBeforeMs = 0;
    bool rests = false; ///< Until a person says something to its agent.
};

/// What a follower knows of a run: the answer of run.show, kept up to date by asking again for what events touched.
class RunView
{
public:
    /// To be asked for at once: as JSON a task takes some 1.5 kB of memory.
    static constexpr int TasksAtOnce = 5000;
    static constexpr int TasksShown = 1000; ///< Of a run with more, only the most important ones are shown.
    static constexpr int TasksOfMany = 200; ///< How many these are.

    /// Takes an answer of run.show, of the whole run or of some tasks; `whole`: what was known before is forgotten.
    void update(const QJsonObject &answer, bool whole);
    /// Notes what the event touches.
    void touch(const domain::Event &event);

    bool isDirty() const { return !m_changes.isEmpty(); }
    /// The next request of run.show that brings the view up to date; clears the marks.
    QJsonObject nextRequest(bool *whole);

    QString id() const { return m_run.value(QStringLiteral("id")).toString(); }
    domain::RunState state() const;
    bool isFinished() const { return domain::isFinished(state()); }
    const QJsonObject &run() const { return m_run; }
    const QMap<int, TaskLine> &tasks() const { return m_tasks; }
    const QJsonArray &approvals() const { return m_approvals; }
    /// How many tasks are in which state but not in tasks(), where it was not asked for all of them.
    QMap<domain::TaskState, int> others() const;
    qint64 seq() const { return m_seq; }
    /// Nothing runs, and only a person can change that. `why` says what is needed.
    bool needsPerson(QString *why = nullptr) const;
    /// Key of a task for messages.
    QString keyOf(int index) const;

private:
    QJsonObject m_run;
    QMap<int, TaskLine> m_tasks;
    std::set<int> m_unfinished; ///< Those that run or may run now.
    QSet<QString> m_groups;     ///< Keys of tasks that others were made of.
    QHash<QString, int> m_byKey;
    QJsonArray m_approvals;
    QJsonObject m_counts; ///< Empty unless only the most important tasks are here.
    qint64 m_seq = 0;
    control::RunChanges m_changes;
    bool m_isPartial = false; ///< More of the same answer follows.
};

} // namespace podium::ctl
