// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

namespace podium::control
{

/// How a word of the command line becomes a request property. A property that starts with '@' does not go into the
/// request: the presentation reads it ("@follow").
struct CliArgument
{
    enum class Kind {
        Value,     ///< Converted to the type of the field; lists collect every use.
        Switch,    ///< Takes no value; true.
        SwitchOff, ///< Takes no value; false.
        Pair,      ///< key=value into an object; "@file" reads the value from a file.
        Text,      ///< A string; "@file" reads it from a file, "@-" from standard input.
        Json,      ///< Any JSON value; "@file" works.
        Workflow,  ///< A file, "-" for standard input, or the name of a template.
        Path,      ///< A file or folder, made absolute.
        Duration,  ///< "90s", "5m", "2h"; milliseconds in the request.
        JsonPair,  ///< As Pair; a value that reads as JSON is that, everything else is text.
    };
    QString property;
    QString name; ///< Of an option: "input" for --input. Of a positional: what help shows, "RUN".
    Kind kind = Kind::Value;
    QChar letter;      ///< -i; null = none.
    QString valueName; ///< Options: "K=V".
    bool required = false;
    bool variadic = false; ///< Positionals: takes all that follow.
    QString help;          ///< Empty = the description of the field.
    QString complete;      ///< What completion offers: "run", "agent", "approval", "template", "file", "directory".
    QStringList choices;   ///< For '@' properties; fields have their own.
};

/// An operation as a subcommand. One operation may have several ("approve" and "deny").
struct CliForm
{
    QString words;        ///< "agents scale"; unique.
    QString presentation; ///< Which view shows the answer, e.g. "run.live".
    QList<CliArgument> positionals;
    QList<CliArgument> options;
    QJsonObject fixed;    ///< Always in the request.
    QString bare;         ///< The words this stands for when no positional is given: "serve --idle-exit 0s".
    QString summary;      ///< Empty = that of the operation.
    QStringList examples; ///< Without the program's name.
};

} // namespace podium::control
