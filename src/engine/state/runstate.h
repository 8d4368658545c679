// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/approval.h"
#include "domain/event.h"
#include "engine/ports/irunstore.h"
#include "engine/state/taskrun.h"

#include <QHash>
#include <QMap>
#include <QSet>
#include <QStringList>

#include <deque>

namespace podium::engine
{

/// The state of one run: the fold of its events, nothing else. Pure; owned by the engine thread.
class RunState
{
public:
    explicit RunState(domain::WorkflowPtr workflow);

    /// Applies one event of this run. False if the event is illegal in this state (a damaged log); nothing has changed
    /// then.
    bool fold(const domain::Event &event);

    /// All state as canonical JSON: equal for two folds of the same events.
    QByteArray canonical() const;

    RunRow row() const;
    TaskRow taskRow(int task) const;

    /// Newest TaskRun with that key, or -1.
    int indexOf(const QString &key) const;
    /// The enclosing scope of kind Graph, whose names the task's expressions see.
    const Scope &graphScopeOf(const TaskRun &task) const;
    /// TaskRun of a workflow task beside `task` in its graph scope, or -1.
    int sibling(const TaskRun &task, const QString &taskId) const;
    /// The agents that did what the task stands for, in it or below it, and in the run that a fork took it from.
    /// Sorted, each once.
    QStringList agentsOf(int task) const;
    /// Index of the graph scope's first TaskRun + node, for level Task.
    static int node(const Scope &scope, int task) { return task - scope.members.first(); }

    QString id;
    QString team = QStringLiteral("default");
    QString title;
    QString createdBy;
    QString parentRun;
    QString workingDirectory;
    QStringList notBy; ///< Agents that do none of its tasks: the run judges what they did.
    domain::WorkflowPtr workflow;
    domain::RunState state = domain::RunState::Pending;
    bool cancelling = false;
    int priority = 5;
    int maxParallel = 0;
    domain::Budget budget;
    QJsonObject inputs;
    QJsonObject outputs;
    QJsonObject reuse; ///< Fork: task key → what to take over, see reusable().
    QString reason;
    qint64 createdMs = 0;
    qint64 startedMs = 0;
    qint64 finishedMs = 0;
    domain::Usage usage;    ///< Sum of what is known.
    domain::Spending spent; ///< By attempts that have ended; with those of which nobody knows what they cost.

    std::deque<TaskRun> tasks;                 ///< A deque: references stay valid while expansions add to it.
    std::deque<Scope> scopes;                  ///< Scope 0 is the run's own workflow.
    QMap<QString, domain::Approval> approvals; ///< By id; open and decided ones of this run.

    int running = 0;     ///< Leaf attempts that hold a place. Derived.
    int leavesTotal = 0; ///< Derived.
    int leavesDone = 0;  ///< Derived.

private:
    bool foldRun(const domain::Event &event);
    bool foldTask(const domain::Event &event, TaskRun &task);
    bool foldApproval(const domain::Event &event);
    bool expand(TaskRun &task, const QJsonObject &data, qint64 timeMs);
    bool move(TaskRun &task, domain::TaskTrigger trigger);
    void count(const TaskRun &task, int sign);
    int addScope(Scope::Kind kind, int owner);
    int addTask(int scope, int parent, const domain::TaskSpec *spec, int specIndex, TaskRun::Level level,
                const QString &key);
    void addGraph(int scope, const domain::WorkflowPtr &workflow, int parent, const QString &prefix);
    void retire(TaskRun &task);
    void retireChildren(TaskRun &task);
    void limit(const QJsonObject &data);
    void bill(TaskRun &task, const domain::Event &event, bool ran);
    void addAgents(const TaskRun &task, QSet<QString> &names) const;

    QHash<QString, int> m_byKey;
};

} // namespace podium::engine
