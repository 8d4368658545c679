// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/graph/graphmodel.h"

#include <QHash>
#include <QJsonObject>
#include <QSet>
#include <QTimer>

namespace podium::gui
{

/// The graph of a run as cards: the workflow's tasks, with what is known of their task runs. What a task was expanded
/// into (parts of a list, iterations, a sub-workflow) is counted on its card. GUI thread.
class RunGraph : public QObject
{
    Q_OBJECT
public:
    explicit RunGraph(QObject *parent = nullptr);

    GraphModel *model() { return &m_model; }
    /// As run.graph answers it; empty takes the graph away.
    void setGraph(const QJsonObject &graph);
    /// All task runs of the run, by index; `shown` is the state as a person sees it.
    void setTasks(const QList<QJsonObject> &tasks);
    /// The moment that is shown, in milliseconds since the epoch; 0 = now, and time goes on.
    void setNow(qint64 ms);
    /// The card where something happens: what was started last and runs, else what ended last; empty = none yet.
    QString action() const;
    void setCriticalShown(bool shown);
    /// Cards in other states are dimmed; empty: none is.
    void setStates(const QSet<QString> &states);
    /// How many cards there are, by state.
    QHash<QString, int> counts() const;
    bool criticalShown() const { return m_criticalShown; }

private:
    GraphNode card(const QString &id) const;
    QString subtitle(const QJsonObject &task, const QString &id) const;
    void tick();

    GraphModel m_model;
    QJsonObject m_graph;
    QHash<QString, QJsonObject> m_specs; ///< Tasks of the workflow, by id.
    QHash<QString, QJsonObject> m_tasks; ///< Task runs that are cards, by id.
    /// Of what a card stands for: how many there are, and have ended.
    struct Parts
    {
        int all = 0;
        int ended = 0;
        friend bool operator==(const Parts &, const Parts &) = default;
    };
    QHash<QString, Parts> m_parts;
    QTimer m_clock;         ///< While something runs: its time goes on.
    QSet<QString> m_states; ///< That are looked for; empty = all.
    bool m_criticalShown = true;
    qint64 m_now = 0;
};

} // namespace podium::gui
