// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "control/operation.h"

#include <QJsonObject>
#include <QList>
#include <QPair>
#include <QStringList>

#include <functional>

namespace podium::control
{

/// An option that every subcommand takes.
struct GlobalOption
{
    QString name;
    QChar letter;
    QString valueName; ///< Empty = takes none.
    QString setting;   ///< The configuration key it sets; empty = handled by the program itself.
    QString help;      ///< Translated.
};

const QList<GlobalOption> &globalOptions();

/// What a command line asks for.
struct ParsedCommand
{
    enum class Kind { Call, Help, Version };
    Kind kind = Kind::Call;
    const Operation *operation = nullptr;
    const CliForm *form = nullptr;
    QJsonObject params;  ///< For IControl::call().
    QJsonObject local;   ///< The '@' properties without '@': "follow", "output".
    QStringList helpFor; ///< Kind::Help: the words of a subcommand or of a group; empty = the whole.
    // Global options.
    bool json = false;
    bool quiet = false;
    QList<QPair<QString, QString>> settings; ///< Configuration key → text, in the order given.
    QString configFile;
};

/// What parsing may touch of the outside; tests give their own.
struct CommandLineSurroundings
{
    QString currentDirectory;
    std::function<Result<QByteArray>(const QString &path)> readFile; ///< "-" is standard input.
    std::function<bool(const QString &path)> exists;
    static CommandLineSurroundings real();
};

/// Parses the words after the program's name by the table of operations. An Error is a usage error; its hint names
/// what was probably meant.
Result<ParsedCommand> parseCommandLine(const QStringList &words, const CommandLineSurroundings &surroundings);

/// The form with these words, the longest that the arguments start with. `used` gets how many words it took.
const CliForm *findForm(const QStringList &words, const Operation **operation, int *used);
/// All first words of the command line, or all second words of a group.
QStringList formWords(const QString &group = {});

/// "90s", "5m", "1h30m", "250ms", "2d" or bare milliseconds.
Result<qint64> parseDuration(const QString &text);

} // namespace podium::control
