// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/postgres.h"

#include <QString>
#include <QTemporaryDir>

#include <memory>

namespace podium::test
{

/// Gives each test a new, empty database of the kind that its data row asks for ("sqlite" or "postgresql").
/// PostgreSQL is started at the first use and kept for the program.
class Backends
{
public:
    /// Adds the column `backend` and one row for each.
    static void addRows();
    /// The address of an empty database for the current data row; fails the test and is empty if there is none.
    QString fresh();
    QString freshOf(const QString &backend);
    QString folder() const { return m_folder.path(); }
    Postgres *postgres() const { return m_postgres.get(); }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Postgres> m_postgres;
    int m_count = 0;
};

} // namespace podium::test
