// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/continuation.h"
#include "control/local/budgets.h"
#include "control/local/handlers/answerjson.h"
#include "control/local/handlers/handlers.h"

#include <QDateTime>
#include <QJsonArray>

namespace podium::control
{

namespace
{

using domain::BudgetLedger;

/// Without an engine: what is on disk, against the limits of the configuration; nothing is reserved.
Reply fromDisk(const Request &request)
{
    const qint64 now = SystemClock().nowMs();
    const qint64 midnight = QDateTime::fromMSecsSinceEpoch(now).date().startOfDay().toMSecsSinceEpoch();
    return answered(
        request.host->queries().spending(midnight),
        [settings = request.settings, now](const QList<engine::StoredSpending> &all) -> Result<QJsonObject> {
            BudgetLedger ledger;
            ledger.setLimits(budgetLimits(settings), 1);
            for (const engine::StoredSpending &each : all)
                ledger.seed(each.workflow, each.agent, each.team, each.spent, now);
            return QJsonObject{{QStringLiteral("accounts"), jsonArray(ledger.accounts(now),
                                                                      [](const BudgetLedger::Account &account) {
                                                                          return domain::toJson(account);
                                                                      })},
                               {QStringLiteral("live"), false}};
        });
}

Reply show(const Request &request)
{
    if (!request.host->owns())
        return fromDisk(request);
    return then(request.host->engine().inspect(), [](const QJsonObject &figures) -> Result<QJsonObject> {
        return QJsonObject{{QStringLiteral("accounts"), figures.value(QStringLiteral("budgets"))},
                           {QStringLiteral("live"), true}};
    });
}

/// The days before `day` are asked for after it, one by one.
Reply usageDay(LocalHost *host, const QDate &day, int left, const QJsonArray &before)
{
    if (left == 0)
        return replyNow(QJsonObject{{QStringLiteral("days"), before}});
    const qint64 from = day.startOfDay().toMSecsSinceEpoch();
    const qint64 until = day.addDays(1).startOfDay().toMSecsSinceEpoch();
    return andThen(host->queries().spending(from, until), [=](const QList<engine::StoredSpending> &spent) {
        domain::Spending all;
        QJsonArray parts;
        for (const engine::StoredSpending &each : spent) {
            all += each.spent;
            parts.append(QJsonObject{{QStringLiteral("workflow"), each.workflow},
                                     {QStringLiteral("agent"), each.agent},
                                     {QStringLiteral("team"), each.team},
                                     {QStringLiteral("spent"), domain::toJson(each.spent)}});
        }
        QJsonArray days = before;
        if (!spent.isEmpty()) {
            days.append(QJsonObject{{QStringLiteral("date"), day.toString(Qt::ISODate)},
                                    {QStringLiteral("from_ms"), from},
                                    {QStringLiteral("spent"), domain::toJson(all)},
                                    {QStringLiteral("parts"), parts}});
        }
        return usageDay(host, day.addDays(-1), left - 1, days);
    });
}

/// Over all days together: what a kind of work costs does not show in one day.
Reply withKinds(LocalHost *host, qint64 sinceMs, const QJsonObject &days)
{
    return answered(host->queries().spendingByKind(sinceMs),
                    [days](const QList<storage::KindSpending> &kinds) -> Result<QJsonObject> {
                        QJsonObject out = days;
                        out.insert(QStringLiteral("kinds"), jsonArray(kinds, [](const storage::KindSpending &each) {
                                       return QJsonObject{{QStringLiteral("kind"), each.kind},
                                                          {QStringLiteral("spent"), domain::toJson(each.spent)},
                                                          {QStringLiteral("succeeded"), each.succeeded},
                                                          {QStringLiteral("failed"), each.failed}};
                                   }));
                        return out;
                    });
}

Reply usageDays(const Request &request)
{
    const QDate today = QDateTime::fromMSecsSinceEpoch(SystemClock().nowMs()).date();
    const int days = request.params.value(QStringLiteral("days")).toInt();
    const qint64 sinceMs = today.addDays(1 - days).startOfDay().toMSecsSinceEpoch();
    return andThen(usageDay(request.host, today, days, {}), [host = request.host, sinceMs](const QJsonObject &answer) {
        return withKinds(host, sinceMs, answer);
    });
}

} // namespace

Handlers budgetHandlers()
{
    return {{QStringLiteral("budget.show"), show}, {QStringLiteral("usage.days"), usageDays}};
}

} // namespace podium::control
