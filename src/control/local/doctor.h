// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control/settings/settings.h"

#include <QJsonObject>

namespace podium::control
{

/// Looks at everything Podium works with and says what is missing and how to get it:
/// {ready, checks: [{name, state: ok | optional | warning | missing, found, hint}]}. Blocks for some seconds at most.
QJsonObject examine(const Settings &settings);

} // namespace podium::control
