// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control/operation.h"

#include <QCoreApplication>

namespace podium::control
{

// For writing the rows of the table without repeating member names.

CliArgument positional(const char *property, const QString &name, CliArgument::Kind kind = CliArgument::Kind::Value,
                       const QString &help = {});
CliArgument option(const char *property, const char *name, CliArgument::Kind kind, QChar letter,
                   const QString &valueName, const QString &help = {});
CliArgument optional(CliArgument argument);
CliArgument completing(CliArgument argument, const char *what);

/// A row that has one form on the command line.
Operation operation(const QString &name, const QString &summary, const QString &words, const QString &presentation,
                    const QStringList &examples);
void rest(Operation &op, const char *method, const char *path, const char *permission, Reach reach);

/// A workflow by file, template or text; exactly one of them is given.
Fields workflowFields();
/// The event after which everything is to be told as it was.
Field momentField();
CliArgument momentOption();
/// text, mermaid, dot or json.
Field graphFormatField();
/// The positional that fills them.
CliArgument workflowArgument();

} // namespace podium::control
