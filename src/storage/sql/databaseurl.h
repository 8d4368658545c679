// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QString>

namespace podium::storage
{

enum class Dialect { Sqlite, Postgres };

/// Where the data is: "sqlite:///path/podium.db", a plain path, or "postgresql://user@host:5432/database". A PostgreSQL
/// on a unix socket is "postgresql:///database?host=/run/postgresql" or "postgresql://%2Frun%2Fpostgresql/database".
struct DatabaseUrl
{
    Dialect dialect = Dialect::Sqlite;
    QString path; ///< SQLite: absolute path of the file.
    QString host; ///< PostgreSQL: name, address or folder of the socket; empty = libpq's default.
    int port = 0; ///< 0 = libpq's default.
    QString user;
    QString password; ///< Better left to ~/.pgpass; never part of a message.
    QString database;
    QString options; ///< Further libpq options, "sslmode=require;…".

    static Result<DatabaseUrl> parse(const QString &text);

    /// For people: without the password.
    QString display() const;
};

} // namespace podium::storage
