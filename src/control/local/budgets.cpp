// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/local/budgets.h"

#include <QJsonObject>

namespace podium::control
{

QList<domain::BudgetLedger::Limit> budgetLimits(const Settings &settings)
{
    using domain::BudgetLevel;
    const QJsonObject day = settings.value(QStringLiteral("budget.day")).toObject();
    QList<domain::BudgetLedger::Limit> out{{BudgetLevel::Day, {}, domain::budgetFromJson(day)}};
    for (const BudgetLevel level : {BudgetLevel::Team, BudgetLevel::Workflow, BudgetLevel::Agent}) {
        const QJsonObject each = settings.value(QStringLiteral("budget.") + domain::budgetLevelName(level)).toObject();
        for (auto it = each.begin(); it != each.end(); ++it)
            out.append({level, it.key(), domain::budgetFromJson(it.value().toObject())});
    }
    return out;
}

} // namespace podium::control
