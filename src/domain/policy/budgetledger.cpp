// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/policy/budgetledger.h"

#include "base/enumnames.h"

#include <QCoreApplication>
#include <QDateTime>

namespace podium::domain
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(BudgetLedger)
};

// What an attempt without a budget of its own reserves of the tokens that are left: this part, and not less.
constexpr qint64 TokenShares = 4;
constexpr qint64 MinTokens = 10'000;

constexpr std::array<EnumName<BudgetLevel>, 7> s_levels{{
    {BudgetLevel::Task, "task"},
    {BudgetLevel::SubWorkflow, "sub_workflow"},
    {BudgetLevel::Run, "run"},
    {BudgetLevel::Workflow, "workflow"},
    {BudgetLevel::Agent, "agent"},
    {BudgetLevel::Team, "team"},
    {BudgetLevel::Day, "day"},
}};

/// After the start of "… is used up".
QString subject(BudgetLevel level, const QString &name, const QString &amount)
{
    switch (level) {
    case BudgetLevel::Task:
        return Text::tr("the task's budget of %1").arg(amount);
    case BudgetLevel::SubWorkflow:
        return Text::tr("the budget of %1 for \"%2\"").arg(amount, name);
    case BudgetLevel::Run:
        return Text::tr("the run's budget of %1").arg(amount);
    case BudgetLevel::Workflow:
        return Text::tr("today's budget of %1 for the workflow \"%2\"").arg(amount, name);
    case BudgetLevel::Agent:
        return Text::tr("today's budget of %1 for the agent \"%2\"").arg(amount, name);
    case BudgetLevel::Team:
        return Text::tr("today's budget of %1 for the team \"%2\"").arg(amount, name);
    case BudgetLevel::Day:
        return Text::tr("today's budget of %1").arg(amount);
    }
    return {};
}

QString money(double usd)
{
    return QStringLiteral("$%1").arg(usd, 0, 'f', 2);
}

QString seconds(qint64 ms)
{
    return Text::tr("%1 s").arg(double(ms) / 1000);
}

QDate dayOf(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms).date();
}

template<typename T> void lower(std::optional<T> &least, const std::optional<T> &other)
{
    if (other && (!least || *other < *least))
        least = other;
}

/// One level at which an attempt has to be paid.
struct Purse
{
    BudgetLevel level;
    QString name;
    Budget limit;
    Spending spent;
    Spending reserved;
};

/// Says what is used up, or lowers the cap to what is left. `amount` puts a number into words.
template<typename T, typename Words>
bool takes(const Purse &purse, const std::optional<T> &limit, T spent, T reserved, std::optional<T> &cap,
           BudgetLedger::Verdict &verdict, const Words &words)
{
    if (!limit)
        return true;
    const T left = *limit - spent - reserved;
    if (left > 0) {
        lower(cap, std::optional<T>(left));
        return true;
    }
    verdict.ok = false;
    verdict.level = purse.level;
    verdict.forGood = spent >= *limit;
    const QString what = subject(purse.level, purse.name, words(*limit));
    verdict.why = verdict.forGood ? Text::tr("%1 is used up (%2)").arg(what, words(spent))
                                  : Text::tr("%1 is reserved by what is running").arg(what);
    return false;
}

} // namespace

bool isEmpty(const Budget &budget)
{
    return !budget.usd && !budget.tokens && !budget.wallMs && !budget.attempts && !budget.agents;
}

QString budgetLevelName(BudgetLevel level)
{
    return nameOf(s_levels, level);
}

Spending &Spending::operator+=(const Spending &other)
{
    usd += other.usd;
    usdAtMost += other.usdAtMost;
    tokens += other.tokens;
    wallMs += other.wallMs;
    attempts += other.attempts;
    agents += other.agents;
    estimatedUsd += other.estimatedUsd;
    unknownCosts += other.unknownCosts;
    return *this;
}

Spending spendingOf(const Usage &usage, const Budget &cap, qint64 wallMs, bool hasCost)
{
    Spending out;
    out.attempts = 1;
    out.wallMs = qMax<qint64>(0, wallMs);
    out.tokens = usage.inputTokens.value_or(0) + usage.outputTokens.value_or(0);
    out.usd = usage.usd.value_or(0);
    out.estimatedUsd = usage.estimatedUsd.value_or(0);
    out.agents = int(usage.subagents.value_or(0));
    if (hasCost && !usage.usd) {
        out.unknownCosts = 1;
        // An estimate is no limit: an answer may have come that nobody heard of.
        out.usdAtMost = cap.usd.value_or(out.estimatedUsd);
    }
    return out;
}

void BudgetLedger::setLimits(const QList<Limit> &limits, double attemptUsd)
{
    m_limits.clear();
    for (const Limit &limit : limits) {
        if (!isEmpty(limit.budget))
            m_limits[{limit.level, limit.name}] = limit.budget;
    }
    m_attemptUsd = attemptUsd;
}

Budget BudgetLedger::limitOf(const AccountKey &account) const
{
    auto it = m_limits.find(account);
    if (it == m_limits.end())
        it = m_limits.find({account.first, QStringLiteral("*")});
    return it == m_limits.end() ? Budget() : it->second;
}

QList<BudgetLedger::AccountKey> BudgetLedger::accountsOf(const Payer &payer)
{
    if (payer.simulated)
        return {};
    QList<AccountKey> out{{BudgetLevel::Workflow, payer.workflow}};
    if (!payer.agent.isEmpty())
        out.append({BudgetLevel::Agent, payer.agent});
    out.append({BudgetLevel::Team, payer.team});
    out.append({BudgetLevel::Day, QString()});
    return out;
}

/// Names of the run and of the sub-workflows that the attempt belongs to.
QStringList BudgetLedger::wholesOf(const Payer &payer)
{
    QStringList out{payer.run};
    for (const Payer::SubWorkflow &part : payer.subWorkflows)
        out.append(payer.run + QChar(0x1f) + part.key);
    return out;
}

Spending BudgetLedger::spentToday(const AccountKey &account, qint64 nowMs) const
{
    const auto it = m_spent.find(account);
    return it == m_spent.end() || m_day != dayOf(nowMs) ? Spending() : it->second;
}

void BudgetLedger::beginDay(qint64 nowMs)
{
    const QDate day = dayOf(nowMs);
    if (m_day == day)
        return;
    m_day = day;
    m_spent.clear();
}

BudgetLedger::Verdict BudgetLedger::ask(const Payer &payer, qint64 nowMs) const
{
    Verdict verdict;
    if (m_limits.empty() && isEmpty(payer.runBudget) && isEmpty(payer.taskBudget) && payer.subWorkflows.isEmpty())
        return verdict;
    const QStringList wholes = wholesOf(payer);
    // The time of a whole is that on the wall, however many of its attempts run side by side.
    const auto whole = [&](BudgetLevel level, const QString &name, const Budget &limit, Spending spent,
                           qint64 startedMs, const QString &reservedBy) {
        spent.wallMs = startedMs > 0 ? nowMs - startedMs : 0;
        Spending reserved = m_reservedByWhole.value(reservedBy);
        reserved.wallMs = 0;
        return Purse{level, name, limit, spent, reserved};
    };
    QList<Purse> purses{{BudgetLevel::Task, {}, payer.taskBudget, payer.taskSpent, {}}};
    for (qsizetype i = 0; i < payer.subWorkflows.size(); ++i) {
        const Payer::SubWorkflow &part = payer.subWorkflows.at(i);
        purses.append(
            whole(BudgetLevel::SubWorkflow, part.key, part.budget, part.spent, part.startedMs, wholes.at(i + 1)));
    }
    purses.append(whole(BudgetLevel::Run, {}, payer.runBudget, payer.runSpent, payer.runStartedMs, wholes.first()));
    const QList<AccountKey> accounts = accountsOf(payer);
    for (const AccountKey &account : accounts) {
        const auto reserved = m_reserved.find(account);
        purses.append({account.first, account.second, limitOf(account), spentToday(account, nowMs),
                       reserved == m_reserved.end() ? Spending() : reserved->second});
    }
    const auto number = [](auto value) { return QStringLiteral("%L1").arg(value); };
    std::optional<int> attemptsLeft;
    for (const Purse &purse : std::as_const(purses)) {
        const bool pays =
            !payer.mayCost ||
            (takes(purse, purse.limit.usd, purse.spent.usd + purse.spent.usdAtMost, purse.reserved.usd, verdict.cap.usd,
                   verdict, money) &&
             takes(purse, purse.limit.tokens, purse.spent.tokens, purse.reserved.tokens, verdict.cap.tokens, verdict,
                   [&](qint64 tokens) { return Text::tr("%1 tokens").arg(number(tokens)); }));
        // Who starts first has them; without any an agent can do its work itself.
        if (purse.limit.agents && payer.mayCost) {
            lower(verdict.cap.agents,
                  std::optional<int>(qMax(0, *purse.limit.agents - purse.spent.agents - purse.reserved.agents)));
        }
        const bool fits =
            pays &&
            takes(purse, purse.limit.wallMs, purse.spent.wallMs, purse.reserved.wallMs, verdict.cap.wallMs, verdict,
                  seconds) &&
            takes(purse, purse.limit.attempts, purse.spent.attempts, purse.reserved.attempts, attemptsLeft, verdict,
                  [&](int attempts) { return Text::tr("%1 attempts").arg(number(attempts)); });
        if (!fits) {
            verdict.cap = {};
            return verdict;
        }
    }
    // A task without a budget of its own takes a share, or the first one would reserve all there is.
    if (verdict.cap.usd && !payer.taskBudget.usd)
        lower(verdict.cap.usd, std::optional<double>(qMax(m_attemptUsd, 2 * payer.lastCap.usd.value_or(0))));
    if (verdict.cap.tokens && !payer.taskBudget.tokens) {
        const qint64 share = qMax(MinTokens, *verdict.cap.tokens / TokenShares);
        lower(verdict.cap.tokens, std::optional<qint64>(qMax(share, 2 * payer.lastCap.tokens.value_or(0))));
    }
    return verdict;
}

void BudgetLedger::reserve(const AttemptKey &key, const Payer &payer, const Budget &cap)
{
    const bool concerned =
        payer.mayCost || !m_limits.empty() || !isEmpty(payer.runBudget) || !payer.subWorkflows.isEmpty();
    if (!concerned || m_reservations.contains(key))
        return;
    Reservation reservation{accountsOf(payer), wholesOf(payer), {}};
    reservation.amount.usd = cap.usd.value_or(0);
    reservation.amount.tokens = cap.tokens.value_or(0);
    // Time is no good that one takes from another: it is counted when it has passed.
    reservation.amount.attempts = 1;
    reservation.amount.agents = cap.agents.value_or(0);
    for (const AccountKey &account : std::as_const(reservation.accounts))
        m_reserved[account] += reservation.amount;
    for (const QString &whole : std::as_const(reservation.wholes))
        m_reservedByWhole[whole] += reservation.amount;
    m_reservations.insert(key, reservation);
}

void BudgetLedger::settle(const AttemptKey &key, const Spending &spent, qint64 nowMs)
{
    const auto it = m_reservations.constFind(key);
    if (it == m_reservations.constEnd())
        return;
    beginDay(nowMs);
    Spending back;
    back.usd = -it->amount.usd;
    back.tokens = -it->amount.tokens;
    back.attempts = -it->amount.attempts;
    back.agents = -it->amount.agents;
    for (const AccountKey &account : std::as_const(it->accounts)) {
        const auto reserved = m_reserved.find(account);
        reserved->second += back;
        if (reserved->second.attempts == 0)
            m_reserved.erase(reserved); // Also what rounding left of the money.
        m_spent[account] += spent;
    }
    for (const QString &name : std::as_const(it->wholes)) {
        const auto whole = m_reservedByWhole.find(name);
        *whole += back;
        if (whole->attempts == 0)
            m_reservedByWhole.erase(whole);
    }
    m_reservations.erase(it);
}

void BudgetLedger::seed(const QString &workflow, const QString &agent, const QString &team, const Spending &spent,
                        qint64 nowMs)
{
    beginDay(nowMs);
    Payer payer;
    payer.workflow = workflow;
    payer.agent = agent;
    payer.team = team;
    const QList<AccountKey> accounts = accountsOf(payer);
    for (const AccountKey &account : accounts)
        m_spent[account] += spent;
}

QList<BudgetLedger::Account> BudgetLedger::accounts(qint64 nowMs) const
{
    std::map<AccountKey, Account> all;
    const auto add = [&](const AccountKey &key) -> Account & {
        Account &account = all[key];
        account.level = key.first;
        account.name = key.second;
        account.limit = limitOf(key);
        return account;
    };
    for (const auto &[key, limit] : m_limits)
        add(key);
    if (m_day == dayOf(nowMs)) {
        for (const auto &[key, spent] : m_spent)
            add(key).spent = spent;
    }
    for (const auto &[key, reserved] : m_reserved)
        add(key).reserved = reserved;
    QList<Account> out;
    for (auto &[key, account] : all)
        out.append(account);
    return out;
}

qint64 BudgetLedger::nextDayMs(qint64 nowMs)
{
    return dayOf(nowMs).addDays(1).startOfDay().toMSecsSinceEpoch();
}

QJsonObject toJson(const Budget &budget)
{
    QJsonObject out;
    if (budget.usd)
        out.insert(QStringLiteral("usd"), *budget.usd);
    if (budget.tokens)
        out.insert(QStringLiteral("tokens"), *budget.tokens);
    if (budget.wallMs)
        out.insert(QStringLiteral("wall_ms"), *budget.wallMs);
    if (budget.attempts)
        out.insert(QStringLiteral("attempts"), *budget.attempts);
    if (budget.agents)
        out.insert(QStringLiteral("agents"), *budget.agents);
    return out;
}

Budget budgetFromJson(const QJsonObject &object)
{
    Budget out;
    if (const QJsonValue usd = object.value(u"usd"); usd.isDouble())
        out.usd = usd.toDouble();
    if (const QJsonValue tokens = object.value(u"tokens"); tokens.isDouble())
        out.tokens = tokens.toInteger();
    if (const QJsonValue wall = object.value(u"wall_ms"); wall.isDouble())
        out.wallMs = wall.toInteger();
    if (const QJsonValue attempts = object.value(u"attempts"); attempts.isDouble())
        out.attempts = attempts.toInt();
    if (const QJsonValue agents = object.value(u"agents"); agents.isDouble())
        out.agents = agents.toInt();
    return out;
}

QJsonObject toJson(const Spending &spending)
{
    return {{QStringLiteral("usd"), spending.usd},           {QStringLiteral("usd_at_most"), spending.usdAtMost},
            {QStringLiteral("tokens"), spending.tokens},     {QStringLiteral("wall_ms"), spending.wallMs},
            {QStringLiteral("attempts"), spending.attempts}, {QStringLiteral("unknown_costs"), spending.unknownCosts},
            {QStringLiteral("agents"), spending.agents},     {QStringLiteral("estimated_usd"), spending.estimatedUsd}};
}

QJsonObject toJson(const BudgetLedger::Account &account)
{
    return {{QStringLiteral("level"), budgetLevelName(account.level)},
            {QStringLiteral("name"), account.name},
            {QStringLiteral("limit"), toJson(account.limit)},
            {QStringLiteral("spent"), toJson(account.spent)},
            {QStringLiteral("reserved"), toJson(account.reserved)}};
}

} // namespace podium::domain
