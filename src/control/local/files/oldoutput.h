// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QFuture>

namespace podium::storage
{
class Storage;
struct RetentionPolicy;
} // namespace podium::storage

namespace podium::control
{

/// Removes the raw output of processes (`spool/`) and `temp/` of the attempts whose log lines retention removes; what
/// they were given, their output and their workspace stay. Looks in the storage thread, removes in one of the pool's.
/// The number of bytes that were removed; what cannot be removed is left, with a warning in the log.
QFuture<Result<qint64>> removeOldOutput(storage::Storage &storage, const QString &dataFolder,
                                        const storage::RetentionPolicy &policy, qint64 nowMs);

} // namespace podium::control
