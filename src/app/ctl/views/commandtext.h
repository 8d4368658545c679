// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace podium::control
{
struct ParsedCommand;
}

namespace podium::ctl
{

// Commands that are shown to be pasted.

/// What this command line says of where the data are: every command that is shown says it, too. Once, at the start.
void setPlaceOfData(const control::ParsedCommand &command);
/// "podiumctl resume a-1", with --data-folder and the like where this command line had them.
QString commandText(const QString &words);
/// One word of it, quoted for the shell where that is needed.
QString commandWord(const QString &text);

} // namespace podium::ctl
