// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace podium::test
{

/// A private PostgreSQL cluster on a unix socket in a temporary folder, started by postgres.sh. One per test program;
/// it ends with the program, however that ends.
class Postgres
{
public:
    /// `durable` false: no fsync, for tests that are not about crashes.
    static Result<std::unique_ptr<Postgres>> start(bool durable = false);
    ~Postgres();

    /// Creates an empty database and returns its address.
    Result<QString> newDatabase();
    QString socketFolder() const { return m_folder->path(); }

    Result<void> stop();   ///< As an administrator does it: sessions are ended.
    Result<void> resume(); ///< Starts it again on the same data.

private:
    Postgres() = default;
    Result<void> launch();
    Result<QByteArray> script(const QStringList &arguments);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QProcess> m_process; ///< Holds the cluster up as long as its standard input is open.
    int m_databases = 0;
};

} // namespace podium::test
