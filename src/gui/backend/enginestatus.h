// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/backend/refresher.h"

#include <QJsonArray>
#include <QQmlEngine>

namespace podium::gui
{

/// What the status bar and the rail tell at all times: load of the engine, what needs a person, today's spending. Asked
/// for again when events say that it changed. Numbers that are not known are -1.
class EngineStatus : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(int running READ running NOTIFY changed FINAL)
    Q_PROPERTY(int queued READ queued NOTIFY changed FINAL)
    Q_PROPERTY(int runs READ runs NOTIFY changed FINAL)
    /// What asks a person, and what stands still: as many as the Inbox says.
    Q_PROPERTY(int needsYou READ needsYou NOTIFY changed FINAL)
    Q_PROPERTY(double spentToday READ spentToday NOTIFY changed FINAL)
    Q_PROPERTY(double budgetToday READ budgetToday NOTIFY changed FINAL)
    /// Attempts whose cost nobody knows: the amount is a lower bound.
    Q_PROPERTY(int unknownCosts READ unknownCosts NOTIFY changed FINAL)

public:
    /// No parent by default: QML would make one of its own instead of asking create().
    explicit EngineStatus(QObject *parent);
    /// The one of the window; as long as there is a back end.
    static EngineStatus *instance();
    static EngineStatus *create(QQmlEngine *qml, QJSEngine *js);

    int running() const { return m_running; }
    int queued() const { return m_queued; }
    int runs() const { return m_runs; }
    int needsYou() const { return m_needsYou; }
    double spentToday() const { return m_spentToday; }
    double budgetToday() const { return m_budgetToday; }
    int unknownCosts() const { return m_unknownCosts; }

Q_SIGNALS:
    void changed();

private:
    void takeLoad(const QJsonObject &answer);
    void takeBudget(const QJsonObject &answer);
    void requestAll();

    Refresher *m_load;
    Refresher *m_budget;
    int m_running = -1;
    int m_queued = -1;
    int m_runs = -1;
    int m_needsYou = 0;
    double m_spentToday = -1;
    double m_budgetToday = -1;
    int m_unknownCosts = 0;
};

} // namespace podium::gui
