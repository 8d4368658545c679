// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QString>

#include <functional>
#include <span>

class QSqlQuery;

namespace podium::storage
{

class Connection;

/// One step of the schema. Steps that were ever released are never changed; a new one is added.
struct Migration
{
    int version;
    Result<void> (*apply)(QSqlQuery &query); ///< Runs inside a transaction; finds the dialect by dialectOf().
};

/// All steps, ascending.
std::span<const Migration> migrations();
int newestVersion();

/// 0 for an empty database. InvalidArgument if it belongs to another program.
Result<int> schemaVersion(Connection &connection);

/// Fails with Unsupported, naming both versions, if the schema is newer than this program.
Result<void> checkNotNewer(Connection &connection, int version);

/// Brings the schema to the last of `steps`. Each step and its version row are one transaction, so that an
/// interruption leaves the schema of a version. `beforeChange` is called once if there is data and something to do
/// (with the version that is there), and stops everything if it fails. The caller is the only writer.
Result<void> migrate(Connection &connection, std::span<const Migration> steps,
                     const std::function<Result<void>(int version)> &beforeChange);

/// PostgreSQL: a schema `name` beside the present one, made by the same steps and filled with the same rows, in one
/// transaction. `version` is that of the present one.
Result<void> copySchema(Connection &connection, int version, const QString &name);

Result<void> applyCore(QSqlQuery &query);          ///< Version 1.
Result<void> applyCollaboration(QSqlQuery &query); ///< Version 2.
Result<void> applySpending(QSqlQuery &query);      ///< Version 3.
Result<void> applyWorktrees(QSqlQuery &query);     ///< Version 4.
Result<void> applySharedData(QSqlQuery &query);    ///< Version 5.
Result<void> applyPermits(QSqlQuery &query);       ///< Version 6.
Result<void> applyLibrary(QSqlQuery &query);       ///< Version 7.

} // namespace podium::storage
