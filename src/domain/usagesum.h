// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/attempt.h"

namespace podium::domain
{

/// Adds to `sum` what more was used. What nobody knows of both stays unknown; of memory the larger figure stays.
void addUsage(Usage *sum, const Usage &more);

/// The runner whose attempts only play: what they say they cost nobody pays.
inline constexpr QLatin1StringView SimulatedRunner{"simulated"};
bool isSimulated(QStringView runner);
/// What an attempt of this runner used, as JSON. What nobody pays of its `usd` is told as `simulated_usd`, so that
/// nobody takes it for money.
QJsonObject usageJson(const Usage &usage, QStringView runner);
/// Tells of a usage as JSON that so much of its `usd` nobody pays, besides what is told already.
void addSimulated(QJsonObject *usage, double usd);

} // namespace podium::domain
