// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ctl/answers.h"

namespace podium::ctl
{

/// The answer of `budget.show` for people.
QStringList renderBudget(const QJsonObject &answer, const AnswerOptions &options);

/// The answer of `usage.days`: a row a day and what had a part in it.
QStringList renderUsage(const QJsonObject &answer, const AnswerOptions &options);

} // namespace podium::ctl
