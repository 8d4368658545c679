// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/local/budgets.h"
#include "control/local/handlers/answerjson.h"
#include "control/local/handlers/handlers.h"

#include <QDateTime>

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
    return request.host->engine().inspect().then([](const QJsonObject &figures) -> Result<QJsonObject> {
        return QJsonObject{{QStringLiteral("accounts"), figures.value(QStringLiteral("budgets"))},
                           {QStringLiteral("live"), true}};
    });
}

} // namespace

Handlers budgetHandlers()
{
    return {{QStringLiteral("budget.show"), show}};
}

} // namespace podium::control
