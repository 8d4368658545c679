// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/attempt.h"
#include "domain/workflow.h"

#include <QDate>
#include <QHash>
#include <QMap>
#include <QString>

#include <map>

namespace podium::domain
{

/// Whose spending is limited. A task, a sub-workflow and a run are limited over their whole life, the others per day
/// (local time).
enum class BudgetLevel { Task, SubWorkflow, Run, Workflow, Agent, Team, Day };

QString budgetLevelName(BudgetLevel level); ///< "workflow"

/// Limits nothing.
bool isEmpty(const Budget &budget);

/// What was used up. What attempts cost of which nobody knows the cost is never taken for zero: `usdAtMost` is what
/// they were allowed to spend.
struct Spending
{
    double usd = 0;       ///< Known.
    double usdAtMost = 0; ///< More than this the attempts of unknown cost cannot have spent; where they had a limit.
    qint64 tokens = 0;
    qint64 wallMs = 0; ///< Time of attempts, added up.
    int attempts = 0;
    int agents = 0;          ///< Subagents.
    double estimatedUsd = 0; ///< What the table of prices says of all of it, also where the cost is known.
    int unknownCosts = 0;    ///< Attempts whose cost is not known.

    Spending &operator+=(const Spending &other);
};

/// An attempt's bill: what it has used of what it might use. `hasCost`: an absent cost is unknown, not zero.
Spending spendingOf(const Usage &usage, const Budget &cap, qint64 wallMs, bool hasCost);

/// Who pays for an attempt.
struct Payer
{
    QString run;
    QString workflow; ///< Its name.
    QString agent;    ///< Empty for tasks without one.
    QString team;
    bool simulated = false; ///< Costs nobody anything: only the run's and the task's budget are concerned.
    Budget taskBudget;
    Spending taskSpent; ///< By earlier attempts of the task.
    Budget runBudget;
    Spending runSpent;
    qint64 runStartedMs = 0;
    /// A sub-workflow that the task is part of, if it has a budget of its own.
    struct SubWorkflow
    {
        QString key; ///< Of the task that is it, in the run.
        Budget budget;
        Spending spent; ///< By everything in it.
        qint64 startedMs = 0;
    };
    QList<SubWorkflow> subWorkflows; ///< From the inside out.
    bool mayCost = false;            ///< Money and tokens can be spent; else only time and attempts count.
    Budget lastCap;                  ///< Of the attempt before, if that one is what it fell short of.
};

/// Keeps what is spent and what is reserved at every level, and says what an attempt may spend. An attempt is started
/// only after its share has been reserved everywhere at once, and is held to it: together, attempts that run at the
/// same time cannot spend more than there is. Time alone is not reserved: it passes for all of them. Pure; one thread.
class BudgetLedger
{
public:
    struct Limit
    {
        BudgetLevel level = BudgetLevel::Day;
        QString name; ///< Of the workflow, agent or team; "*" = each that has no limit of its own; empty for Day.
        Budget budget;
    };
    /// `attemptUsd`: reserved for an attempt whose task has no budget, where money is limited at all.
    void setLimits(const QList<Limit> &limits, double attemptUsd);

    struct Verdict
    {
        bool ok = true;
        BudgetLevel level = BudgetLevel::Day; ///< Whose limit it is, if it may not.
        bool forGood = false; ///< Nothing that is running can change it: wait for the next day, or raise the limit.
        QString why;
        Budget cap; ///< What the attempt may spend; an absent part is not limited.
    };
    Verdict ask(const Payer &payer, qint64 nowMs) const;

    void reserve(const AttemptKey &key, const Payer &payer, const Budget &cap);
    /// The attempt ended: what it has not spent is free again.
    void settle(const AttemptKey &key, const Spending &spent, qint64 nowMs);
    /// Spending of the day that was found on disk.
    void seed(const QString &workflow, const QString &agent, const QString &team, const Spending &spent, qint64 nowMs);

    struct Account
    {
        BudgetLevel level = BudgetLevel::Day;
        QString name;
        Budget limit;
        Spending spent;    ///< Today.
        Spending reserved; ///< By running attempts.
    };
    /// Every account with a limit, spending or a reservation, in the order of the levels.
    QList<Account> accounts(qint64 nowMs) const;
    /// When the limits of the day begin anew.
    static qint64 nextDayMs(qint64 nowMs);

private:
    using AccountKey = std::pair<BudgetLevel, QString>;
    struct Reservation
    {
        QList<AccountKey> accounts;
        QStringList wholes; ///< See wholesOf().
        Spending amount;
    };

    static QList<AccountKey> accountsOf(const Payer &payer);
    static QStringList wholesOf(const Payer &payer);
    Budget limitOf(const AccountKey &account) const;
    Spending spentToday(const AccountKey &account, qint64 nowMs) const;
    void beginDay(qint64 nowMs);

    std::map<AccountKey, Budget> m_limits;
    double m_attemptUsd = 1;
    QDate m_day;
    std::map<AccountKey, Spending> m_spent; ///< Of m_day.
    std::map<AccountKey, Spending> m_reserved;
    QHash<QString, Spending> m_reservedByWhole; ///< Runs and sub-workflows with budgets.
    QHash<AttemptKey, Reservation> m_reservations;
};

QJsonObject toJson(const Budget &budget);
Budget budgetFromJson(const QJsonObject &object);
QJsonObject toJson(const Spending &spending);
QJsonObject toJson(const BudgetLedger::Account &account);

} // namespace podium::domain
