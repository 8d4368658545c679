// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control/cli/commandline.h"

namespace podium::control
{

bool takesValue(const CliArgument &argument);

/// Converts the word and puts it into `params`, or into `local` for a property that starts with '@'.
Result<void> applyArgument(const CliArgument &argument, const Operation *operation, const QString &word,
                           const CommandLineSurroundings &surroundings, QJsonObject &params, QJsonObject &local);

/// What help shows for it: its own words, else the description of its field.
QString argumentHelp(const CliArgument &argument, const Operation &operation);
/// The allowed values, if they are few and known.
QStringList argumentChoices(const CliArgument &argument, const Operation &operation);

} // namespace podium::control
