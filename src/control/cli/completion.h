// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QString>

namespace podium::control
{

/// A completion script for "bash", "zsh" or "fish", made from the table of operations. Names of runs, agents and
/// templates are asked from podiumctl when they are needed.
Result<QString> completionScript(const QString &shell);

} // namespace podium::control
