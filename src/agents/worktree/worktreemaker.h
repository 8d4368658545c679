// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/worktree/git.h"
#include "engine/ports/iworktreestore.h"

namespace podium::agents
{

// Steps in the life of a worktree. They block; what a person should know of is added to `notes`.

/// Makes the worktree at row.path, still without files: on row.branch as it is, or on a new one that begins at
/// row.base.
Result<void> addWorktree(const Git &repository, const engine::WorktreeRow &row);

/// Writes the files of a new worktree. Those of LFS that cannot be fetched stay pointers; a note says so.
Result<void> checkOutFiles(const Git &worktree, QStringList &notes);

/// Submodules that cannot be had stay empty; a note says so. Writes the configuration that all checkouts share.
void initialiseSubmodules(const Git &worktree, QStringList &notes);

/// Removes the worktree's folder and git's record of it, whatever is in it: what is worth saving was saved before.
/// Success if it is gone already. The branch stays.
Result<void> removeWorktree(const Git &repository, const QString &path);

struct ShellWork
{
    QStringList commands;
    QString folder;
    QMap<QString, QString> environment; ///< Besides the safe part of Podium's own.
    qint64 timeoutMs = 600'000;         ///< Of each.
    CancelFlag cancel;
};

/// Runs commands with /bin/sh -eu, one after the other; the first that fails ends it with the end of its output.
Result<void> runCommands(const ShellWork &work, QStringList &notes);

} // namespace podium::agents
