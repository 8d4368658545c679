// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/worktree/scratchtree.h"

#include "agents/worktree/gitrepository.h"
#include "agents/worktree/worktreemaker.h"

#include <QMutex>

namespace podium::agents
{

using namespace Qt::StringLiterals;

Result<std::unique_ptr<ScratchTree>> ScratchTree::make(WorktreeKeeper &keeper, const engine::WorktreeRow &row,
                                                       const QString &commit)
{
    const QString path = keeper.folder() + u"/.review/"_s + row.id;
    const Git repository(row.repository, keeper.lifetime());
    std::unique_ptr<ScratchTree> out(new ScratchTree(keeper, row.repository, path));
    {
        const std::shared_ptr<QMutex> mutex = keeper.repositoryMutex(row.repository);
        const QMutexLocker lock(mutex.get());
        if (Result<void> removed = removeWorktree(repository, path); !removed) // Of a crash.
            return tl::unexpected(removed.error());
        const Result<QByteArray> added = repository.run(
            {u"worktree"_s, u"add"_s, u"--quiet"_s, u"--no-checkout"_s, u"--detach"_s, u"--"_s, path, commit});
        if (!added)
            return tl::unexpected(added.error());
    }
    QStringList notes;
    if (Result<void> filled = checkOutFiles(out->git(), notes); !filled)
        return tl::unexpected(filled.error());
    return out;
}

ScratchTree::~ScratchTree()
{
    const std::shared_ptr<QMutex> mutex = m_keeper.repositoryMutex(m_repository);
    const QMutexLocker lock(mutex.get());
    const Result<void> removed = removeWorktree(Git(m_repository), m_path);
    Q_UNUSED(removed) // What stays is removed by the next one.
}

} // namespace podium::agents
