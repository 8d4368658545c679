// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/risk/shellscript.h"

namespace podium::domain
{

/// What a program that runs other programs will run.
struct Unwrapped
{
    QList<ShellCommand> commands;
    QStringList scripts;    ///< Of `sh -c`, `eval`.
    bool understood = true; ///< False: it runs something that cannot be told.
};

/// `sudo -u x rm y` gives `rm y`, `xargs rm` an uncertain `rm`; most commands give nothing.
Unwrapped unwrapped(const ShellCommand &command);

/// A shell that reads commands from its standard input, if nothing else.
bool isShell(const ShellCommand &command);

/// The name a program is known by: "/usr/bin/rm" is "rm", but "./rm" is whatever somebody put there.
QString programName(const QString &word);

} // namespace podium::domain
