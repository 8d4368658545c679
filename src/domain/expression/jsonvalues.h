// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/expression/functions/evaluationbudget.h"

#include <QJsonValue>
#include <QString>

#include <optional>

namespace podium::domain
{

/// null, false, 0, "", [] and {} are false, everything else is true.
bool isTrue(const QJsonValue &value);
/// The number if it is whole and fits 64 bits.
std::optional<qint64> wholeNumber(const QJsonValue &value);
/// Deep equality; 1 and 1.0 are equal. Call spendValue() on one side before.
bool equalValues(const QJsonValue &a, const QJsonValue &b);
/// Order of two numbers or two texts (by UTF-16 unit): negative, 0, positive; nothing for other kinds.
std::optional<int> compareValues(const QJsonValue &a, const QJsonValue &b);
/// As it is written into text: text as is, null as nothing, whole numbers without a decimal point, lists and objects as
/// compact JSON.
Result<QString> valueText(const QJsonValue &value, EvaluationBudget &budget);
/// JSON; indented by `indent` (at most 8) spaces a level, or compact if 0.
Result<QString> valueJson(const QJsonValue &value, int indent, EvaluationBudget &budget);
/// 'text' for a POSIX shell, unless nothing in it needs it. A character 0 cannot be given to a process at all.
Result<QString> shellQuoted(const QString &text);

} // namespace podium::domain
