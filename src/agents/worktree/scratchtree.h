// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/worktree/git.h"
#include "agents/worktree/worktreekeeper.h"

#include <memory>

namespace podium::agents
{

/// A detached worktree for a while, removed with this object.
class ScratchTree
{
public:
    /// With the files of the commit. One per branch at a time.
    static Result<std::unique_ptr<ScratchTree>> make(WorktreeKeeper &keeper, const engine::WorktreeRow &row,
                                                     const QString &commit);
    ~ScratchTree();
    Q_DISABLE_COPY_MOVE(ScratchTree)

    Git git() const { return Git(m_path, m_keeper.lifetime()); }

private:
    ScratchTree(WorktreeKeeper &keeper, QString repository, QString path)
        : m_keeper(keeper), m_repository(std::move(repository)), m_path(std::move(path))
    {
    }

    WorktreeKeeper &m_keeper;
    QString m_repository;
    QString m_path;
};

} // namespace podium::agents
