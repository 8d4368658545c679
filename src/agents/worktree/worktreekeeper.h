// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/workspace.h"
#include "agents/worktree/git.h"
#include "agents/worktree/portlease.h"
#include "base/clock.h"
#include "engine/ports/iworktreestore.h"

#include <QHash>
#include <QMutex>
#include <QSet>
#include <QThreadPool>

#include <functional>
#include <memory>

namespace podium::agents
{

/// Makes the git worktrees of attempts and knows who works in them. Git and the set-up commands run in threads of its
/// own. What it has made is in the store before git is asked, so that nothing is lost when Podium is killed. One for
/// all runners of a process; thread-safe.
class WorktreeKeeper
{
public:
    struct Options
    {
        QString folder; ///< Absolute; worktrees are made below it, as <run>/<task>.
        PortRange ports{20000, 10000};
    };

    WorktreeKeeper(engine::IWorktreeStore &store, const Clock &clock, Options options);
    ~WorktreeKeeper();
    Q_DISABLE_COPY_MOVE(WorktreeKeeper)

    using Prepared = std::function<void(const Result<Workspace> &)>;
    /// Makes the attempt's worktree, or finds it as an earlier attempt left it, and claims it for the attempt until
    /// release(). `done` is called in another thread, not at all after shutdown().
    void prepare(const engine::AttemptRequest &request, const CancelFlag &cancel, Prepared done);
    /// For an attempt whose process was started by an earlier process of Podium.
    void claim(const domain::AttemptKey &key, const QString &worktree);
    void release(const domain::AttemptKey &key);

    /// A worktree that no attempt works in, kept so while this lives.
    class Hold
    {
    public:
        Hold(WorktreeKeeper &keeper, const QString &path) : m_keeper(keeper), m_path(path) {}
        ~Hold();
        Q_DISABLE_COPY_MOVE(Hold)

    private:
        WorktreeKeeper &m_keeper;
        QString m_path;
    };
    /// Conflict if an attempt or a review uses it now.
    Result<std::unique_ptr<Hold>> hold(const QString &path);
    /// For the short steps that change what all checkouts of a repository share.
    std::shared_ptr<QMutex> repositoryMutex(const QString &commonFolder);

    engine::IWorktreeStore &store() { return m_store; }
    const Clock &clock() const { return m_clock; }
    const QString &folder() const { return m_options.folder; }
    /// Cancelled by shutdown().
    const CancelFlag &lifetime() const { return m_lifetime; }

    /// Ends what is being prepared and waits for it. Before the runners go.
    void shutdown();

private:
    Result<Workspace> make(const engine::AttemptRequest &request, const CancelFlag &cancel);
    Result<engine::WorktreeRow> planned(const engine::AttemptRequest &request, const Git &git,
                                        const QString &commonFolder, const domain::WorkspacePolicy &policy);
    Result<void> claimFor(const QString &path, const QString &user);
    Result<void> lease(engine::WorktreeRow &row, int ports);

    engine::IWorktreeStore &m_store;
    const Clock &m_clock;
    const Options m_options;
    CancelFlag m_lifetime;
    QThreadPool m_pool;
    QMutex m_mutex;
    QHash<QString, QString> m_users; ///< Path → attempt, or "review". Guarded by m_mutex.
    QSet<QString> m_reviewing; ///< Paths of which hold() is finding out whether they are free. Guarded by m_mutex.
    QHash<QString, std::shared_ptr<QMutex>> m_repositories; ///< Guarded by m_mutex.
    QHash<QString, CancelFlag> m_preparing;                 ///< By attempt. Guarded by m_mutex.
    bool m_closed = false;                                  ///< Guarded by m_mutex.
    QMutex m_leaseMutex;                                    ///< From the choice of ports to the row that has them.
};

} // namespace podium::agents
