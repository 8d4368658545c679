// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QList>
#include <QString>
#include <QVariant>

#include <vector>

namespace podium::storage
{

class Connection;

enum class ColumnType { Integer, Real, Text, Blob };

struct Column
{
    const char *name;
    ColumnType type;
};

/// A table as the repositories use it: the one place where its columns are listed in order. A constant that lives as
/// long as the program.
struct Table
{
    const char *name;
    std::vector<Column> columns;
    int keys = 1; ///< The first so many columns are the primary key.

    /// "a, b, c", each with `prefix` before it.
    QString columnList(const QString &prefix = {}) const;
};

/// What to do with a row whose key is there already.
enum class OnConflict { Fail, Keep, Replace };

using Rows = QList<QVariantList>; ///< Values in the order of Table::columns.

/// Writes many rows with few statements; within one call no key may occur twice. Tables with Blob columns are written
/// row by row. The caller holds a transaction.
Result<void> writeRows(Connection &connection, const Table &table, OnConflict mode, const Rows &rows);

} // namespace podium::storage
