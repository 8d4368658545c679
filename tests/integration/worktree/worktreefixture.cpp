// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "worktreefixture.h"

#include <QDir>
#include <QFile>
#include <QFuture>
#include <QProcess>
#include <QPromise>

using namespace Qt::StringLiterals;

namespace podium::test
{

Result<void> MemoryWorktrees::saveWorktree(const engine::WorktreeRow &row)
{
    const QMutexLocker lock(&m_mutex);
    for (engine::WorktreeRow &known : m_rows) {
        if (known.id == row.id) {
            known = row;
            return {};
        }
    }
    m_rows.append(row);
    return {};
}

Result<QList<engine::WorktreeRow>> MemoryWorktrees::openWorktrees()
{
    QList<engine::WorktreeRow> out = all();
    out.removeIf([](const engine::WorktreeRow &row) { return !row.isOpen(); });
    return out;
}

QList<engine::WorktreeRow> MemoryWorktrees::all() const
{
    const QMutexLocker lock(&m_mutex);
    return m_rows;
}

engine::WorktreeRow MemoryWorktrees::ofBranch(const QString &branch) const
{
    engine::WorktreeRow out;
    for (const engine::WorktreeRow &row : all()) {
        if (row.branch == branch)
            out = row;
    }
    return out;
}

WorktreeFixture::WorktreeFixture()
{
    write(path(u"gitconfig"_s), "[user]\n name = Test\n email = test@example.org\n[init]\n defaultBranch = main\n");
    qputenv("GIT_CONFIG_GLOBAL", path(u"gitconfig"_s).toLocal8Bit());
    qputenv("GIT_CONFIG_NOSYSTEM", "1");
    QDir().mkpath(repository());
    git({u"init"_s, u"-q"_s});
    write(repository() + u"/f"_s, "a\nb\nc\n");
    commitAll(u"first"_s);
    restart();
}

QString WorktreeFixture::git(const QStringList &arguments, const QString &folder) const
{
    QProcess process;
    process.setWorkingDirectory(folder.isEmpty() ? repository() : folder);
    process.start(u"git"_s, arguments);
    if (!process.waitForFinished() || process.exitCode() != 0)
        qFatal("git %s: %s", qPrintable(arguments.join(u' ')), process.readAllStandardError().constData());
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

bool WorktreeFixture::gitSucceeds(const QStringList &arguments, const QString &folder) const
{
    QProcess process;
    process.setWorkingDirectory(folder.isEmpty() ? repository() : folder);
    process.start(u"git"_s, arguments);
    return process.waitForFinished() && process.exitCode() == 0;
}

void WorktreeFixture::write(const QString &file, const QByteArray &content)
{
    QFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(content) != content.size())
        qFatal("%s cannot be written", qPrintable(file));
}

QByteArray WorktreeFixture::read(const QString &file)
{
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

void WorktreeFixture::commitAll(const QString &message, const QString &folder) const
{
    git({u"add"_s, u"-A"_s}, folder);
    git({u"commit"_s, u"-q"_s, u"-m"_s, message}, folder);
}

engine::AttemptRequest WorktreeFixture::request(const QString &task, int attempt) const
{
    engine::AttemptRequest out;
    out.key = {u"run-1"_s, int(qHash(task) % 1000), attempt};
    out.taskKey = task;
    out.workingDirectory = repository();
    out.attemptFolder = path(u"attempts/%1-%2"_s.arg(out.key.task).arg(attempt));
    out.spec.workspace.kind = domain::WorkspacePolicy::Kind::Worktree;
    return out;
}

Result<agents::Workspace> WorktreeFixture::prepare(const engine::AttemptRequest &request)
{
    // Shared: the waiter may be gone before finish() is back.
    auto promise = std::make_shared<QPromise<Result<agents::Workspace>>>();
    promise->start();
    QFuture<Result<agents::Workspace>> future = promise->future();
    keeper->prepare(request, {}, [promise](const Result<agents::Workspace> &made) {
        promise->addResult(made);
        promise->finish();
    });
    return future.result();
}

agents::Workspace WorktreeFixture::worktree(const QString &task)
{
    const Result<agents::Workspace> made = prepare(request(task));
    if (!made)
        qFatal("%s", qPrintable(made.error().text()));
    keeper->release(request(task).key);
    return *made;
}

void WorktreeFixture::restart()
{
    keeper.reset();
    keeper = std::make_unique<agents::WorktreeKeeper>(store, m_clock,
                                                      agents::WorktreeKeeper::Options{path(u"data/worktrees"_s)});
}

} // namespace podium::test
