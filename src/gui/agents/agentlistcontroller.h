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
    /// Instances of enabled agents.
    Q_PROPERTY(int places READ places NOTIFY changed FINAL)
    /// Bytes, of all process trees.
    Q_PROPERTY(double memory READ memory NOTIFY changed FINAL)

public:
    explicit AgentListController(QObject *parent = nullptr);

    JsonListModel *agents() { return &m_agents; }
    bool loaded() const { return m_loaded; }
    bool active() const { return m_timer.isActive(); }
    void setActive(bool active);
    int busy() const { return m_busy; }
    int enabled() const { return m_enabled; }
    int places() const { return m_places; }
    double memory() const { return m_memory; }

Q_SIGNALS:
    void changed();
    void activeChanged();

private:
    void takeAgents(const QJsonObject &answer);
    void takeLoad(const QJsonObject &answer);
    void show();

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
    double m_memory = 0;
};

} // namespace podium::gui
