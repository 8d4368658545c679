// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control/cli/commandline.h"

namespace podium::control
{

/// Help for the whole program (no words), for a group ("agents") or a subcommand ("agents scale"); made from the table.
/// `columns` is the width of the terminal; `bold` marks headings.
Result<QString> helpText(const QStringList &words, int columns, bool bold);

/// "podiumctl agents scale AGENT N [options]"
QString usageLine(const CliForm &form);

} // namespace podium::control
