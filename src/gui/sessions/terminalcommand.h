// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QMap>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

namespace podium::gui
{

/// What is to run in a terminal of its own.
struct TerminalJob
{
    QString program;
    QStringList arguments;
    QString folder;
    QMap<QString, QString> environment; ///< Besides that of the terminal.
    QString marker;                     ///< A file that is removed when the program has ended, however it ends.
};

/// A program with its arguments, to be started detached.
struct TerminalCommand
{
    QString program;
    QStringList arguments;
};

/// How the job is started in the person's terminal. Linux and others: $TERMINAL, x-terminal-emulator, gnome-terminal,
/// konsole, xterm, whichever is on the PATH of `environment` first; macOS: Terminal; Windows: Windows Terminal, else a
/// console. NotFound tells what to install or set. May write a file beside the marker (macOS).
Result<TerminalCommand> terminalCommand(const TerminalJob &job, const QProcessEnvironment &environment);

} // namespace podium::gui
