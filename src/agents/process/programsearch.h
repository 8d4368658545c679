// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/process/spawnrequest.h"
#include "base/error.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace podium::agents
{

/// The value of NAME in a list of "NAME=value"; empty if it is not there.
QByteArray environmentValue(const QList<QByteArray> &environment, const QByteArray &name);

/// The path of a program: names without a slash are looked up in PATH of `environment`. The error names what was
/// searched.
Result<QByteArray> findProgram(const QByteArray &name, const QList<QByteArray> &environment);

/// Why the supervisor could not start a program, for a person.
Error spawnError(const SpawnFailure &failure, const QByteArray &program, const QString &workingDirectory);

} // namespace podium::agents
