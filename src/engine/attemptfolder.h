// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/attempt.h"

#include <QString>

namespace podium::engine
{

/// Where an attempt keeps its files, below the data folder: what it was given, its output, the spool of its process.
inline QString attemptFolder(const QString &dataFolder, const domain::AttemptKey &key)
{
    return QStringLiteral("%1/runs/%2/%3-%4").arg(dataFolder, key.run).arg(key.task).arg(key.attempt);
}

} // namespace podium::engine
