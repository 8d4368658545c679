// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

namespace podium::storage
{

class Connection;

/// The bytes of the file, or the names in the folder, are on the disk when this returns.
void syncToDisk(const QString &path);

/// Removes a SQLite file and what SQLite keeps beside it.
void removeDatabase(const QString &path);

/// Writes a SQLite database into a new file, which has its name only when all of it is on the disk: what is left of an
/// interrupted copy is called "<file>….part". Replaces nothing (Conflict).
Result<void> copyToFile(Connection &from, const QString &file);

/// Whether a new file can be made in its folder; the error names the folder.
Result<void> checkFolder(const QString &file);

/// Gives a finished file its name; both are in one folder, and on the disk when this returns. Only its owner may read
/// it.
Result<void> giveName(const QString &part, const QString &file);

/// What interrupted copies to files of this name (`*` stands for anything) have left in the folder.
void removeParts(const QString &folder, const QString &name);

/// The name of a copy that is not finished.
QString partOf(const QString &file);

} // namespace podium::storage
