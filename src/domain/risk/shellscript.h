// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QChar>
#include <QList>
#include <QString>
#include <QStringList>

namespace podium::domain
{

/// Stands in a word for what only the shell will know: the value of a variable, the output of a command.
inline constexpr QChar UnknownText{0xFFFC};

/// One program that a shell script starts, as far as that can be told without running it.
struct ShellCommand
{
    QStringList words;          ///< The program and its arguments, quotes removed. Empty: only redirections.
    QStringList writes;         ///< Files that redirections write to.
    QStringList reads;          ///< Files that redirections read.
    bool certain = true;        ///< False: what runs or with which arguments is decided when the script runs.
    bool readsPipe = false;     ///< Its standard input is what another command says.
    bool changesFolder = false; ///< A cd: relative paths behind it mean something else.
};

/// All programs of a script, in their order: both sides of `&&`, `||`, `;` and `|`, what is in `$(…)`, `` `…` ``,
/// `<(…)` and here-documents, and what wrappers start (`sudo`, `env`, `xargs`, `sh -c`, `find -exec` …) beside the
/// wrapper itself.
struct ShellScript
{
    QList<ShellCommand> commands;
    bool understood = true; ///< False: there may be more in it than `commands`.
};

/// Reads a script for sh or bash. Never fails: what it cannot follow is marked.
ShellScript readShellScript(const QString &script);

} // namespace podium::domain
