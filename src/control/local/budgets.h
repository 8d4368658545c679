// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control/settings/settings.h"
#include "domain/policy/budgetledger.h"

namespace podium::control
{

/// The limits of the day that the configuration sets.
QList<domain::BudgetLedger::Limit> budgetLimits(const Settings &settings);

} // namespace podium::control
