// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QQmlEngine>

namespace podium::gui
{

/// The limits under which a run goes on, as they are now: for whoever wants to change them. GUI thread.
class RunLimits : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString run MEMBER m_run NOTIFY runChanged FINAL)
    Q_PROPERTY(bool loaded READ isLoaded NOTIFY changed FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)
    /// 0 (last) to 10 (first).
    Q_PROPERTY(int priority READ priority NOTIFY changed FINAL)
    /// Attempts at a time; 0 = as many as the engine has places.
    Q_PROPERTY(int maxParallel READ maxParallel NOTIFY changed FINAL)
    /// In dollars; negative = none.
    Q_PROPERTY(double budget READ budget NOTIFY changed FINAL)

public:
    using QObject::QObject;

    bool isLoaded() const { return m_loaded; }
    QString problem() const { return m_problem; }
    int priority() const { return m_priority; }
    int maxParallel() const { return m_maxParallel; }
    double budget() const { return m_budget; }

    /// Asks for them; loaded or a problem follows.
    Q_INVOKABLE void read();
    /// What run.change is to be told so that they become these: only what differs. 0 places and a negative budget leave
    /// it as it is, since there is no way back to none.
    Q_INVOKABLE QJsonObject changes(int priority, int maxParallel, double budget) const;

Q_SIGNALS:
    void runChanged();
    void changed();

private:
    void take(const QJsonArray &events);
    void readChanges();
    void fail(const Error &error);

    QString m_run;
    QString m_problem;
    bool m_loaded = false;
    int m_priority = 0;
    int m_maxParallel = 0;
    double m_budget = -1;
};

} // namespace podium::gui
