// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "storage/sql/databaseurl.h"

#include <memory>

namespace podium::storage
{

class Connection;
class FileLock;

/// Who may write. Two fences: a lock that ends with the process (a file lock, or an advisory lock of the PostgreSQL
/// session) keeps a second writer out, and an epoch in the database, looked at by each transaction, refuses one whose
/// lock was lost without its knowing. Used in the storage thread.
class Ownership
{
public:
    Ownership();
    ~Ownership();
    Q_DISABLE_COPY_MOVE(Ownership)

    /// SQLite: takes the lock beside the file. Conflict, naming the other owner, if it is held.
    Result<void> lockFile(const DatabaseUrl &url, const QString &owner);
    /// PostgreSQL: takes the lock of the session; to be repeated on a new connection.
    Result<void> lockSession(Connection &connection);
    /// Begins a new epoch, in a transaction of its own.
    Result<void> beginEpoch(Connection &connection, const QString &owner);
    /// Inside a transaction: Conflict if another owner has begun a newer epoch. Blocks that until the commit.
    Result<void> check(Connection &connection) const;

    qint64 epoch() const { return m_epoch; }

private:
    std::unique_ptr<FileLock> m_lock;
    qint64 m_epoch = 0;
};

} // namespace podium::storage
