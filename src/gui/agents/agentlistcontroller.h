// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/backend/jsonlistmodel.h"
#include "gui/backend/refresher.h"

#include <QQmlEngine>
#include <QTimer>

namespace podium::gui
{

/// The agents with what each is doing. Load of processes is told by no event, so it is asked for every two seconds
/// while somebody looks.
class AgentListController : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(podium::gui::JsonListModel *agents READ agents CONSTANT FINAL)
    Q_PROPERTY(bool loaded READ loaded NOTIFY changed FINAL)
    /// Whether somebody looks.
    Q_PROPERTY(bool active READ active WRITE setActive NOTIFY activeChanged FINAL)
    Q_PROPERTY(int busy READ busy NOTIFY changed FINAL)
    Q_PROPERTY(int enabled READ enabled NOTIFY changed FINAL)
    /// Attempts that enabled agents can make at a time.
    Q_PROPERTY(int places READ places NOTIFY changed FINAL)
    /// Attempts of the last 30 days: those that succeeded, and all that succeeded or failed.
    Q_PROPERTY(int succeeded READ succeeded NOTIFY changed FINAL)
    Q_PROPERTY(int ended READ ended NOTIFY changed FINAL)
    /// Bytes, of all process trees.
    Q_PROPERTY(double memory READ memory NOTIFY changed FINAL)
    /// Name of the agent that is explained; empty = none.
    Q_PROPERTY(QString selected READ selected WRITE setSelected NOTIFY changed FINAL)
    /// It, as agent.list answers, with `cpu` (per cent) and `rss_bytes` of its process trees; empty if there is none.
    Q_PROPERTY(QVariantMap shown READ shown NOTIFY changed FINAL)
    /// Of the one that is shown, a number a look: per cent, bytes.
    Q_PROPERTY(QVariantList cpuHistory READ cpuHistory NOTIFY changed FINAL)
    Q_PROPERTY(QVariantList memoryHistory READ memoryHistory NOTIFY changed FINAL)
    /// The agents that come with Podium, as agent.presets answers.
    Q_PROPERTY(QVariantList presets READ presets NOTIFY presetsChanged FINAL)
    /// Why the last add() or change() was refused.
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)

public:
    explicit AgentListController(QObject *parent = nullptr);

    JsonListModel *agents() { return &m_agents; }
    bool loaded() const { return m_loaded; }
    bool active() const { return m_timer.isActive(); }
    void setActive(bool active);
    int busy() const { return m_busy; }
    int enabled() const { return m_enabled; }
    int places() const { return m_places; }
    int succeeded() const { return m_succeeded; }
    int ended() const { return m_ended; }
    double memory() const { return m_memory; }
    QString selected() const { return m_selected; }
    void setSelected(const QString &name);
    QVariantMap shown() const { return m_agents.at(m_agents.indexOf(m_selected)).toVariantMap(); }
    QVariantList cpuHistory() const { return m_history.value(m_selected).cpu; }
    QVariantList memoryHistory() const { return m_history.value(m_selected).memory; }
    QVariantList presets() const { return m_presets; }
    QString problem() const { return m_problem; }

    /// Adds an agent, as the preset is but for `fields`, unless there is one of that name; stored() or a problem
    /// follows.
    Q_INVOKABLE void add(const QString &name, const QString &preset, const QJsonObject &fields);
    /// Changes what differs from `fields`; stored() or a problem follows.
    Q_INVOKABLE void change(const QString &name, const QJsonObject &fields);
    Q_INVOKABLE void forgetProblem();

Q_SIGNALS:
    void changed();
    void presetsChanged();
    void stored();
    void activeChanged();

private:
    void takeAgents(const QJsonObject &answer);
    void takeLoad(const QJsonObject &answer);
    void show();
    void askPresets();
    void store(const QJsonObject &params);

    /// Figures of the last looks, oldest first.
    struct History
    {
        QVariantList cpu;
        QVariantList memory;
    };

    JsonListModel m_agents;
    Refresher m_refresher;
    Refresher m_load;
    QTimer m_timer;
    QJsonArray m_known;
    QHash<QString, QJsonObject> m_doing; ///< By agent: the newest attempt's figures, summed where several run.
    QHash<QString, qint64> m_cpuBefore;  ///< Milliseconds used, by agent, at the last look.
    qint64 m_lookedMs = 0;
    bool m_loaded = false;
    int m_busy = 0;
    int m_enabled = 0;
    int m_places = 0;
    int m_succeeded = 0;
    int m_ended = 0;
    double m_memory = 0;
    QString m_selected;
    QHash<QString, History> m_history; ///< By agent.
    QVariantList m_presets;
    QString m_problem;
};

} // namespace podium::gui
