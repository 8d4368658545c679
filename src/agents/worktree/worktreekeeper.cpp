// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/worktree/worktreekeeper.h"

#include "agents/worktree/gitrepository.h"
#include "agents/worktree/worktreemaker.h"
#include "agents/worktree/worktreenames.h"
#include "base/ids.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QScopeGuard>

namespace podium::agents
{

using engine::WorktreeRow;
using State = WorktreeRow::State;

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Worktree)
};

using namespace Qt::StringLiterals;

constexpr int MaxThreads = 16; ///< Set-ups at a time; further ones wait.
const QString Review = QStringLiteral("review");

/// What every command in the worktree sees.
QMap<QString, QString> variablesOf(const WorktreeRow &row, const GitRepository &repository)
{
    QMap<QString, QString> out{{u"PODIUM_WORKTREE"_s, row.path},
                               {u"PODIUM_BRANCH"_s, row.branch},
                               {u"PODIUM_BASE"_s, row.base},
                               {u"PODIUM_REPOSITORY"_s, repository.checkout}};
    if (row.ports > 0)
        out.insert(u"PODIUM_PORT"_s, QString::number(row.firstPort));
    for (int i = 0; i < row.ports; ++i)
        out.insert(u"PODIUM_PORT_%1"_s.arg(i + 1), QString::number(row.firstPort + i));
    return out;
}

/// A path that nothing lies at yet.
QString unusedPath(const QString &wanted)
{
    QString out = wanted;
    for (int i = 2; QFileInfo::exists(out); ++i)
        out = wanted + u'-' + QString::number(i);
    return out;
}

Result<void> checkStillWorktree(const Git &git, const WorktreeRow &row, QStringList &notes)
{
    const Git worktree = git.in(row.path);
    const Result<GitRepository> found = openRepository(worktree);
    if (!found || found->commonFolder != row.repository ||
        QFileInfo(found->checkout).canonicalFilePath() != QFileInfo(row.path).canonicalFilePath()) {
        return fail(ErrorCode::Conflict,
                    Text::tr("the folder is no worktree of %1 any more%2")
                        .arg(row.repository, found ? QString() : u": "_s + found.error().message),
                    row.path, Text::tr("Move it away; it is then made again from the branch %1.").arg(row.branch));
    }
    const Result<QString> branch = currentBranch(worktree);
    if (branch && *branch != row.branch)
        notes << Text::tr("the worktree is not on its branch %1 but on %2")
                     .arg(row.branch, branch->isEmpty() ? Text::tr("none") : *branch);
    return {};
}

/// Where a new branch begins, and where it will go back to.
Result<void> setBase(WorktreeRow &row, const Git &git, const domain::WorkspacePolicy &policy, QStringList &notes)
{
    const Result<std::optional<QString>> base = commitOf(git, policy.base.isEmpty() ? u"HEAD"_s : policy.base);
    if (!base)
        return tl::unexpected(base.error());
    if (!*base && policy.base.isEmpty()) {
        return fail(ErrorCode::InvalidArgument, Text::tr("the repository has no commits yet"), git.folder(),
                    Text::tr("Make the first one: a worktree begins at a commit."));
    }
    if (!*base) {
        return fail(ErrorCode::NotFound, Text::tr("there is no branch, tag or commit \"%1\"").arg(policy.base),
                    u"workspace.base"_s, Text::tr("Fetch it first, or name another one."));
    }
    row.base = **base;
    const Result<std::optional<QString>> named =
        policy.base.isEmpty() ? Result<std::optional<QString>>(std::nullopt) : branchCommit(git, policy.base);
    const Result<QString> current = currentBranch(git);
    row.target = named && *named ? policy.base : current.value_or(QString());
    if (policy.base.isEmpty()) {
        const Result<QStringList> changed =
            git.records({u"status"_s, u"--porcelain"_s, u"-z"_s, u"--untracked-files=no"_s});
        if (changed && !changed->isEmpty())
            notes << Text::tr("the worktree is without the changes of %n file(s) that are not committed in %1", nullptr,
                              int(changed->size()))
                         .arg(git.folder());
    }
    return {};
}

} // namespace

WorktreeKeeper::WorktreeKeeper(engine::IWorktreeStore &store, const Clock &clock, Options options)
    : m_store(store), m_clock(clock), m_options(std::move(options))
{
    m_pool.setMaxThreadCount(MaxThreads);
}

WorktreeKeeper::~WorktreeKeeper()
{
    shutdown();
}

void WorktreeKeeper::shutdown()
{
    m_lifetime.cancel();
    {
        const QMutexLocker lock(&m_mutex);
        m_closed = true;
        for (CancelFlag &flag : m_preparing)
            flag.cancel();
    }
    m_pool.waitForDone();
}

void WorktreeKeeper::prepare(const engine::AttemptRequest &request, const CancelFlag &cancel, Prepared done)
{
    const QString id = request.key.toString();
    {
        const QMutexLocker lock(&m_mutex);
        if (m_closed)
            return;
        m_preparing.insert(id, cancel);
    }
    m_pool.start([this, request, cancel, id, done = std::move(done)] {
        const Result<Workspace> made = make(request, cancel);
        if (!made)
            release(request.key);
        {
            const QMutexLocker lock(&m_mutex);
            m_preparing.remove(id);
            if (m_closed)
                return;
        }
        done(made);
    });
}

Result<void> WorktreeKeeper::claimFor(const QString &path, const QString &user)
{
    const QMutexLocker lock(&m_mutex);
    const QString present = m_users.value(path);
    if (!present.isEmpty() && present != user) {
        return fail(ErrorCode::Conflict,
                    present == Review ? Text::tr("the worktree is being reviewed now")
                                      : Text::tr("the attempt %1 works in the worktree now").arg(present),
                    path, Text::tr("Wait for its end; tasks that share a branch have to depend on each other."));
    }
    m_users.insert(path, user);
    return {};
}

void WorktreeKeeper::claim(const domain::AttemptKey &key, const QString &worktree)
{
    const QMutexLocker lock(&m_mutex);
    m_users.insert(worktree, key.toString());
}

void WorktreeKeeper::release(const domain::AttemptKey &key)
{
    const QMutexLocker lock(&m_mutex);
    const QString user = key.toString();
    for (auto it = m_users.begin(); it != m_users.end();)
        it = *it == user ? m_users.erase(it) : std::next(it);
}

Result<std::unique_ptr<WorktreeKeeper::Hold>> WorktreeKeeper::hold(const QString &path)
{
    {
        const QMutexLocker lock(&m_mutex);
        if (m_closed)
            return fail(ErrorCode::Unavailable, Text::tr("Podium is closing"), path);
        if (m_users.value(path) == Review || m_reviewing.contains(path))
            return fail(ErrorCode::Conflict, Text::tr("the worktree is being reviewed now"), path);
        m_reviewing.insert(path); // Two that ask at once must not both pass.
    }
    const auto asked = qScopeGuard([&] {
        const QMutexLocker lock(&m_mutex);
        m_reviewing.remove(path);
    });
    if (Result<void> claimed = claimFor(path, Review); !claimed)
        return tl::unexpected(claimed.error());
    return std::make_unique<Hold>(*this, path);
}

WorktreeKeeper::Hold::~Hold()
{
    const QMutexLocker lock(&m_keeper.m_mutex);
    m_keeper.m_users.remove(m_path);
}

std::shared_ptr<QMutex> WorktreeKeeper::repositoryMutex(const QString &commonFolder)
{
    const QMutexLocker lock(&m_mutex);
    std::shared_ptr<QMutex> &mutex = m_repositories[commonFolder];
    if (!mutex)
        mutex = std::make_shared<QMutex>();
    return mutex;
}

/// The row of the branch: as it is in the store, or a new one.
Result<WorktreeRow> WorktreeKeeper::planned(const engine::AttemptRequest &request, const Git &git,
                                            const QString &commonFolder, const domain::WorkspacePolicy &policy)
{
    const QString branch = policy.branch.isEmpty()
                               ? worktreeBranch(request.key.run, request.taskKey, request.key.attempt, policy.per)
                               : policy.branch;
    if (Result<void> allowed = checkBranchName(git, branch); !allowed)
        return tl::unexpected(allowed.error());
    const Result<QList<WorktreeRow>> open = m_store.openWorktrees();
    if (!open)
        return tl::unexpected(open.error());
    for (const WorktreeRow &row : *open) {
        if (row.repository == commonFolder && row.branch == branch)
            return row;
    }
    WorktreeRow row;
    row.id = newId();
    row.repository = commonFolder;
    row.branch = branch;
    row.createdMs = m_clock.nowMs();
    const QString wanted = u"%1/%2/%3"_s.arg(m_options.folder, slug(request.key.run, 80), worktreeFolderName(branch));
    const Result<std::optional<Checkout>> present = checkoutOf(git, branch);
    if (!present)
        return tl::unexpected(present.error());
    if (!*present) {
        row.path = unusedPath(wanted);
        return row;
    }
    if ((*present)->path != wanted) {
        return fail(ErrorCode::Conflict, Text::tr("the branch %1 is checked out elsewhere").arg(branch),
                    (*present)->path, Text::tr("Name another branch; a worktree needs one of its own."));
    }
    row.path = wanted; // Podium's own, which the store does not know, e.g. after a backup was restored.
    row.state = State::Open;
    return row;
}

Result<void> WorktreeKeeper::lease(WorktreeRow &row, int ports)
{
    if (ports <= row.ports)
        return m_store.saveWorktree(row);
    const QMutexLocker lock(&m_leaseMutex);
    const Result<QList<WorktreeRow>> open = m_store.openWorktrees();
    if (!open)
        return tl::unexpected(open.error());
    QList<PortRange> leased;
    for (const WorktreeRow &other : *open) {
        if (other.ports > 0 && other.id != row.id)
            leased.append({other.firstPort, other.ports});
    }
    const Result<PortRange> range = freePorts(ports, m_options.ports, leased);
    if (!range)
        return tl::unexpected(range.error());
    row.firstPort = range->first;
    row.ports = range->count;
    return m_store.saveWorktree(row);
}

Result<Workspace> WorktreeKeeper::make(const engine::AttemptRequest &request, const CancelFlag &cancel)
{
    const domain::WorkspacePolicy policy = workspacePolicy(request);
    const Result<QString> folder = workspaceFolder(request, policy);
    if (!folder)
        return tl::unexpected(folder.error());
    const Git git(*folder, cancel);
    const Result<GitRepository> repository = openRepository(git);
    if (!repository)
        return tl::unexpected(repository.error());

    Workspace out;
    WorktreeRow row;
    {
        const std::shared_ptr<QMutex> mutex = repositoryMutex(repository->commonFolder);
        const QMutexLocker lock(mutex.get());
        Result<WorktreeRow> plan = planned(request, git, repository->commonFolder, policy);
        if (!plan)
            return tl::unexpected(plan.error());
        row = *plan;
        if (Result<void> claimed = claimFor(row.path, request.key.toString()); !claimed)
            return tl::unexpected(claimed.error());
        const bool gone = !QFileInfo(row.path).isDir();
        if (row.base.isEmpty()) {
            if (Result<void> set = setBase(row, git, policy, out.notes); !set)
                return tl::unexpected(set.error());
        } else if (gone && row.state != State::Creating) {
            out.notes << Text::tr("the worktree was gone and is made again from its branch; what was not committed in "
                                  "it is lost");
        }
        const bool make = gone || row.state == State::Creating;
        row.user = request.key;
        row.taskKey = request.taskKey;
        row.title = request.spec.title;
        row.teardown = policy.teardown;
        row.timeoutMs = policy.setupTimeoutMs;
        row.state = make ? State::Creating : row.state == State::SettingUp ? State::SettingUp : State::Open;
        if (Result<void> leased = lease(row, policy.ports); !leased)
            return tl::unexpected(leased.error());
        if (make) {
            // Nothing has run in what is there yet: it is the half of a worktree that a crash left.
            Result<void> made = removeWorktree(git, row.path);
            if (made)
                made = addWorktree(git, row);
            if (!made)
                return tl::unexpected(made.error());
        } else if (Result<void> still = checkStillWorktree(git, row, out.notes); !still) {
            return tl::unexpected(still.error());
        }
    }
    if (row.state == State::Creating) {
        const Git worktree = git.in(row.path);
        if (Result<void> filled = checkOutFiles(worktree, out.notes); !filled)
            return tl::unexpected(filled.error());
        const std::shared_ptr<QMutex> mutex = repositoryMutex(repository->commonFolder);
        const QMutexLocker lock(mutex.get());
        initialiseSubmodules(worktree, out.notes);
        row.state = State::SettingUp;
    }
    row.environment = variablesOf(row, *repository);
    for (auto it = policy.environment.cbegin(); it != policy.environment.cend(); ++it)
        row.environment.insert(it.key(), withVariables(it.value(), row.environment));
    if (Result<void> saved = m_store.saveWorktree(row); !saved)
        return tl::unexpected(saved.error());

    out.worktree = row.path;
    out.folder = row.path;
    if (!repository->prefix.isEmpty() && QFileInfo(row.path + u'/' + repository->prefix).isDir())
        out.folder += u'/' + repository->prefix;
    out.branch = row.branch;
    out.base = row.base;
    out.firstPort = row.firstPort;
    out.ports = row.ports;
    out.environment = row.environment;
    if (row.state == State::SettingUp) {
        QMap<QString, QString> environment = request.spec.environment;
        environment.insert(row.environment);
        const Result<void> set =
            runCommands({policy.setup, out.folder, environment, policy.setupTimeoutMs, cancel}, out.notes);
        if (!set) {
            Error error = set.error();
            error.message = Text::tr("the worktree could not be set up: %1").arg(error.message);
            return tl::unexpected(error);
        }
        row.state = State::Open;
        if (Result<void> saved = m_store.saveWorktree(row); !saved)
            return tl::unexpected(saved.error());
    }
    return out;
}

} // namespace podium::agents
