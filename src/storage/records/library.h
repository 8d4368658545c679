// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "storage/sql/table.h"

#include <QList>
#include <QString>

#include <optional>

namespace podium::storage
{

class Connection;

/// A workflow of the library as somebody saved it. Never changes.
struct LibraryVersion
{
    QString workflow;   ///< Its name in the library.
    qint64 version = 0; ///< From 1, gapless.
    QString hash;       ///< SHA-256 of `source`.
    QString title;
    int tasks = 0;
    int errors = 0; ///< Findings because of which it cannot be run.
    QString source; ///< The text, byte for byte; empty in lists.
    QString message;
    QString savedBy;
    qint64 createdMs = 0;
    bool removed = false; ///< From here on it is not there any more.
};

const Table &workflowVersionsTable();

/// Inside the transaction of Storage::write(). The version as it was written, or the newest one if that has the same
/// text. Conflict if `base` is not the newest version: somebody else has saved meanwhile. NotFound for removing what is
/// not there.
Result<LibraryVersion> saveVersion(Connection &connection, LibraryVersion version, std::optional<qint64> base);
/// The newest version of each workflow that is not removed, by name, without sources.
Result<QList<LibraryVersion>> readLibrary(Connection &connection);
/// All versions, newest first, without sources.
Result<QList<LibraryVersion>> readVersions(Connection &connection, const QString &workflow);
/// With its source; 0 = the newest, nothing if that is a removal. Nothing if there is none.
Result<std::optional<LibraryVersion>> readVersion(Connection &connection, const QString &workflow, qint64 version);

} // namespace podium::storage
