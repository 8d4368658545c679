// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control/runchanges.h"
#include "gui/backend/jsonlistmodel.h"
#include "gui/backend/refresher.h"
#include "gui/runs/rungraph.h"

#include <QQmlEngine>
#include <QSet>
#include <QTimer>

namespace podium::gui
{

/// One run as its page shows it: facts, tasks, graph, and the task that is selected. Follows the run's events and asks
/// for what they touched. GUI thread.
class RunController : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString run READ run WRITE setRun NOTIFY runChanged FINAL)
    /// As run.show answers it.
    Q_PROPERTY(QVariantMap facts READ facts NOTIFY factsChanged FINAL)
    Q_PROPERTY(QString state READ state NOTIFY factsChanged FINAL)
    /// What the run was given, by name.
    Q_PROPERTY(QVariantMap inputs READ inputs NOTIFY factsChanged FINAL)
    Q_PROPERTY(bool ended READ ended NOTIFY factsChanged FINAL)
    Q_PROPERTY(bool loaded READ loaded NOTIFY factsChanged FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged FINAL)
    /// Why there is nothing to show, in a few words; empty while there is something.
    Q_PROPERTY(QString missing READ missing NOTIFY problemChanged FINAL)
    /// All tasks in the order of their index.
    Q_PROPERTY(podium::gui::JsonListModel *tasks READ tasks CONSTANT FINAL)
    /// What happened, newest first; the last thousand.
    Q_PROPERTY(podium::gui::JsonListModel *events READ events CONSTANT FINAL)
    /// Key of the selected task; empty = none.
    Q_PROPERTY(QString task READ task WRITE setTask NOTIFY taskChanged FINAL)
    /// The selected task as run.show answers it, with its result; as `shown` its state as a person sees it, where that
    /// is another one.
    Q_PROPERTY(QVariantMap taskFacts READ taskFacts NOTIFY taskFactsChanged FINAL)
    /// What the selected task was expanded into: parts of a list, iterations, tasks of a sub-workflow.
    Q_PROPERTY(podium::gui::JsonListModel *parts READ parts CONSTANT FINAL)
    /// The tasks of the workflow as cards; its selection is the selected task.
    Q_PROPERTY(podium::gui::GraphModel *graph READ graph CONSTANT FINAL)
    Q_PROPERTY(bool criticalShown READ criticalShown WRITE setCriticalShown NOTIFY criticalShownChanged FINAL)
    /// States that are looked for: cards and tasks in others stand back; empty = none does. Holds in the past, too.
    Q_PROPERTY(QStringList states READ states WRITE setStates NOTIFY statesChanged FINAL)
    /// How many cards of the graph, and how many tasks, are in which state.
    Q_PROPERTY(QVariantMap cardCounts READ cardCounts NOTIFY countsChanged FINAL)
    Q_PROPERTY(QVariantMap taskCounts READ taskCounts NOTIFY countsChanged FINAL)
    /// How many leaves (what is not made of others) have failed, and were cancelled.
    Q_PROPERTY(int failed READ failed NOTIFY countsChanged FINAL)
    Q_PROPERTY(int cancelled READ cancelled NOTIFY countsChanged FINAL)
    /// The card of the graph where something happens now; empty = none yet.
    Q_PROPERTY(QString action READ action NOTIFY factsChanged FINAL)
    /// Open requests of the run.
    Q_PROPERTY(int requests READ requests NOTIFY factsChanged FINAL)
    /// Everything as it was after the event with this number; negative = as it is.
    Q_PROPERTY(double at READ at WRITE setAt NOTIFY atChanged FINAL)
    /// What is shown has been; nothing can be done with it.
    Q_PROPERTY(bool past READ past NOTIFY atChanged FINAL)
    /// When that was, in milliseconds since the epoch; 0 = what is shown is now.
    Q_PROPERTY(double pastMs READ pastMs NOTIFY pastMsChanged FINAL)
    /// Id of the open request that the selected task waits for; empty = none.
    Q_PROPERTY(QString taskRequest READ taskRequest NOTIFY taskFactsChanged FINAL)

public:
    explicit RunController(QObject *parent = nullptr);

    QString run() const { return m_run; }
    void setRun(const QString &run);
    QVariantMap facts() const { return m_facts.toVariantMap(); }
    QString state() const { return m_facts.value(QStringLiteral("state")).toString(); }
    QVariantMap inputs() const { return m_facts.value(QStringLiteral("inputs")).toObject().toVariantMap(); }
    /// Nothing of it goes on, unless it is opened again.
    bool ended() const;
    bool loaded() const { return !m_facts.isEmpty(); }
    QString problem() const { return past() ? m_pastRefresher.problem() : m_refresher.problem(); }
    QString missing() const { return loaded() ? QString() : m_refresher.what(); }
    JsonListModel *tasks() { return &m_tasks; }
    JsonListModel *events() { return &m_events; }
    QString task() const { return m_task; }
    void setTask(const QString &task);
    QVariantMap taskFacts() const;
    JsonListModel *parts() { return &m_parts; }
    GraphModel *graph() { return m_graph.model(); }
    bool criticalShown() const { return m_graph.criticalShown(); }
    void setCriticalShown(bool shown);
    QStringList states() const { return m_states; }
    void setStates(const QStringList &states);
    QVariantMap cardCounts() const { return m_cardCounts; }
    QVariantMap taskCounts() const { return m_taskCounts; }
    int failed() const { return m_failed; }
    int cancelled() const { return m_cancelled; }
    QString action() const { return m_graph.action(); }
    int requests() const { return int(m_requests.size()); }
    QString taskRequest() const;
    double at() const { return double(m_at); }
    void setAt(double seq);
    bool past() const { return m_at >= 0; }
    double pastMs() const { return past() ? double(m_pastMs) : 0; }

    /// Calls "run.<verb>" for this run, with more parameters.
    Q_INVOKABLE void perform(const QString &verb, const QJsonObject &params);

Q_SIGNALS:
    void runChanged();
    void factsChanged();
    void problemChanged();
    void taskChanged();
    void taskFactsChanged();
    void criticalShownChanged();
    void statesChanged();
    void countsChanged();
    void atChanged();
    void pastMsChanged();

private:
    QFuture<Result<QJsonObject>> askPast();
    void takePast(const QJsonObject &answer);
    void show(const QJsonObject &answer, bool whole);
    QFuture<Result<QJsonObject>> ask();
    void take(const QJsonObject &answer);
    void takeTask(const QJsonObject &answer);
    void markWaiting();
    void showParts();
    void count();
    void readGraph();
    void readEvents();
    void hear(const domain::Events &events);
    void restart();
    void look();

    QString m_run;
    QString m_task;
    QStringList m_states;
    QVariantMap m_cardCounts;
    QVariantMap m_taskCounts;
    int m_failed = 0;
    int m_cancelled = 0;
    QJsonObject m_facts;
    QJsonObject m_taskFacts;
    RunGraph m_graph;
    JsonListModel m_tasks;
    JsonListModel m_events;
    JsonListModel m_parts;
    control::RunChanges m_changes;
    Refresher m_refresher;
    Refresher m_taskRefresher;
    Refresher m_pastRefresher;
    QTimer m_look; ///< While tasks run: what they use is told by no event.
    qint64 m_at = -1;
    qint64 m_shownAt = -1; ///< The rows are as they were after this event; negative = as they are.
    qint64 m_pastMs = 0;   ///< When the event shown happened.
    bool m_whole = true;   ///< The answer that is on its way has all tasks.
    QList<QJsonObject> m_requests;
    QSet<QString> m_waiting; ///< Keys of tasks that run and wait for a person.
};

} // namespace podium::gui
