// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/worktree/worktreekeeper.h"

#include <QMutex>
#include <QTemporaryDir>

namespace podium::test
{

/// What the database would keep.
class MemoryWorktrees : public engine::IWorktreeStore
{
public:
    Result<void> saveWorktree(const engine::WorktreeRow &row) override;
    Result<QList<engine::WorktreeRow>> openWorktrees() override;
    QList<engine::WorktreeRow> all() const;
    /// The newest row of a branch.
    engine::WorktreeRow ofBranch(const QString &branch) const;

private:
    mutable QMutex m_mutex;
    QList<engine::WorktreeRow> m_rows;
};

/// A real repository in a temporary folder, on the branch main with the file "f" of three lines, and a keeper of
/// worktrees. git's configuration is the fixture's own.
class WorktreeFixture
{
public:
    WorktreeFixture();

    QString path(const QString &name = {}) const { return m_dir.filePath(name); }
    QString repository() const { return path(QStringLiteral("repo")); }
    /// Runs git and returns what it says; aborts the program if it fails.
    QString git(const QStringList &arguments, const QString &folder = {}) const;
    bool gitSucceeds(const QStringList &arguments, const QString &folder = {}) const;
    static void write(const QString &file, const QByteArray &content);
    static QByteArray read(const QString &file);
    void commitAll(const QString &message, const QString &folder = {}) const;

    /// An attempt of a task that wants a worktree.
    engine::AttemptRequest request(const QString &task, int attempt = 1) const;
    Result<agents::Workspace> prepare(const engine::AttemptRequest &request);
    /// The same for one that has to succeed; its attempt is over at once.
    agents::Workspace worktree(const QString &task);
    /// A new keeper over what is in the store, as after a restart.
    void restart();

    MemoryWorktrees store;
    std::unique_ptr<agents::WorktreeKeeper> keeper;

private:
    QTemporaryDir m_dir;
    SystemClock m_clock;
};

} // namespace podium::test
