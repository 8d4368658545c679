// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/backend/jsonlistmodel.h"
#include "gui/backend/refresher.h"

#include <QDate>
#include <QQmlEngine>

namespace podium::gui
{

/// What was spent, by day, agent and workflow, and what may still be. GUI thread.
class UsageController : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    /// Days that are looked back on, with today.
    Q_PROPERTY(int span READ span WRITE setSpan NOTIFY changed FINAL)
    /// Oldest first, also days without anything: date, usd, unknown_costs, tokens, attempts, share (of the dearest).
    Q_PROPERTY(podium::gui::JsonListModel *days READ days CONSTANT FINAL)
    /// The dearest first: name, usd, unknown_costs, tokens, attempts, share.
    Q_PROPERTY(podium::gui::JsonListModel *agents READ agents CONSTANT FINAL)
    Q_PROPERTY(podium::gui::JsonListModel *workflows READ workflows CONSTANT FINAL)
    /// Accounts with a limit, or with something reserved, as budget.show answers them.
    Q_PROPERTY(podium::gui::JsonListModel *budgets READ budgets CONSTANT FINAL)
    /// Of all days: usd, unknown_costs, tokens, attempts.
    Q_PROPERTY(QVariantMap total READ total NOTIFY changed FINAL)
    Q_PROPERTY(QVariantMap today READ today NOTIFY changed FINAL)
    Q_PROPERTY(bool loaded READ loaded NOTIFY changed FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)

public:
    explicit UsageController(QObject *parent = nullptr);

    int span() const { return m_span; }
    void setSpan(int days);
    JsonListModel *days() { return &m_days; }
    JsonListModel *agents() { return &m_agents; }
    JsonListModel *workflows() { return &m_workflows; }
    JsonListModel *budgets() { return &m_budgets; }
    QVariantMap total() const { return m_total.toVariantMap(); }
    QVariantMap today() const { return m_today.toVariantMap(); }
    bool loaded() const { return m_loaded; }
    QString problem() const { return m_usage.problem().isEmpty() ? m_accounts.problem() : m_usage.problem(); }

    /// Takes an answer of usage.days; `today` is the last day that is shown.
    void takeUsage(const QJsonObject &answer, const QDate &today);

Q_SIGNALS:
    void changed();

private:
    void takeAccounts(const QJsonObject &answer);
    void refresh();

    JsonListModel m_days;
    JsonListModel m_agents;
    JsonListModel m_workflows;
    JsonListModel m_budgets;
    Refresher m_usage;
    Refresher m_accounts;
    QJsonObject m_total;
    QJsonObject m_today;
    int m_span = 14;
    bool m_loaded = false;
};

} // namespace podium::gui
