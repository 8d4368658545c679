// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/worktree/git.h"

#include <QList>

#include <optional>

namespace podium::agents
{

/// A repository as seen from a folder of one of its checkouts.
struct GitRepository
{
    QString commonFolder; ///< What all of its checkouts share, canonical: ".git" of the main one. Its identity.
    QString checkout;     ///< Top of the checkout that the folder lies in.
    QString prefix;       ///< The folder in it: "" or "sub/folder".
};

/// One line of `git worktree list`.
struct Checkout
{
    QString path;
    QString head;   ///< Commit; empty before the first one.
    QString branch; ///< Without refs/heads/; empty if detached or bare.
    bool bare = false;
};

/// Why a folder is of no use for worktrees is said in the error: no repository, a bare one, git missing.
Result<GitRepository> openRepository(const Git &git);
/// The main checkout first, which may be bare.
Result<QList<Checkout>> checkouts(const Git &git);
/// The checkout of a branch, if there is one and its folder is there.
Result<std::optional<Checkout>> checkoutOf(const Git &git, const QString &branch);

/// The full id of a commit; nothing if there is none of that name.
Result<std::optional<QString>> commitOf(const Git &git, const QString &name);
/// The commit of a local branch.
Result<std::optional<QString>> branchCommit(const Git &git, const QString &branch);
/// InvalidArgument unless git allows it as the name of a branch.
Result<void> checkBranchName(const Git &git, const QString &branch);
/// The branch that is checked out in the folder; empty if none is.
Result<QString> currentBranch(const Git &git);

} // namespace podium::agents
