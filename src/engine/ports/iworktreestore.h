// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/enumnames.h"
#include "base/error.h"
#include "domain/attempt.h"

#include <QList>
#include <QMap>
#include <QStringList>

namespace podium::engine
{

/// A git worktree that was made for a task: what has to be known to find, review, remove and recover it.
struct WorktreeRow
{
    enum class State {
        Creating, ///< Written before git is asked; nothing has run in it, so it may be made anew.
        SettingUp,
        Open,      ///< Tasks work or have worked in it.
        Merging,   ///< `result` is about to become the target's commit.
        Merged,    ///< `result` is in the target; worktree and branch are gone, or kept by wish.
        Discarded, ///< Worktree and branch are gone; `savedRef` has what was in them, if anything.
    };
    QString id;
    State state = State::Creating;
    domain::AttemptKey user; ///< The last attempt that was given it.
    QString taskKey;
    QString title;
    QString repository; ///< Folder that all checkouts share (".git" of the main one), canonical.
    QString path;
    QString branch;
    QString base;      ///< Commit that the branch began at.
    QString target;    ///< Branch that it came from, to which it goes unless somebody says otherwise; may be empty.
    int firstPort = 0; ///< 0 = no lease. The lease ends with the worktree.
    int ports = 0;
    QStringList teardown;
    QMap<QString, QString> environment;
    qint64 timeoutMs = 0; ///< Of each command of setup and teardown.
    QString result;
    QString savedRef;
    qint64 createdMs = 0;
    qint64 endedMs = 0;

    bool isOpen() const { return state != State::Merged && state != State::Discarded; }
};

inline constexpr std::array<EnumName<WorktreeRow::State>, 6> WorktreeStates{{
    {WorktreeRow::State::Creating, "creating"},
    {WorktreeRow::State::SettingUp, "setting_up"},
    {WorktreeRow::State::Open, "open"},
    {WorktreeRow::State::Merging, "merging"},
    {WorktreeRow::State::Merged, "merged"},
    {WorktreeRow::State::Discarded, "discarded"},
}};

/// The durable memory of worktrees and port leases. Thread-safe; blocks for the database.
class IWorktreeStore
{
public:
    virtual ~IWorktreeStore() = default;
    /// Inserts or replaces the row of this id; on disk when it returns.
    virtual Result<void> saveWorktree(const WorktreeRow &row) = 0;
    /// Those that are not merged or discarded, oldest first.
    virtual Result<QList<WorktreeRow>> openWorktrees() = 0;
};

} // namespace podium::engine
