// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/workspace.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace podium;
using namespace podium::agents;
using Kind = domain::WorkspacePolicy::Kind;

class TestWorkspace : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void runsDirectoryIsTheDefault();
    void pathIsRelativeToTheRunsDirectory();
    void missingDirectoryIsAnError();
    void scratchIsAnEmptyFolderOfTheAttempt();
    void worktreeIsABranchOfItsOwn();
    void namedBranchIsUsedAgainByTheNextAttempt();
    void branchOfTheRepositoryItselfIsRefused();
    void folderWithoutGitIsAnError();
    void agentsPolicyHoldsWhereTheTaskSaysNothing();

private:
    engine::AttemptRequest request(Kind kind, int attempt = 1) const;
    void git(const QStringList &arguments) const;
    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestWorkspace::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir(m_dir->path()).mkpath(u"repo/sub"_s));
    git({u"init"_s, u"-q"_s, u"-b"_s, u"main"_s});
    git({u"-c"_s, u"user.name=t"_s, u"-c"_s, u"user.email=t@example.org"_s, u"commit"_s, u"-q"_s, u"--allow-empty"_s,
         u"-m"_s, u"first"_s});
}

void TestWorkspace::git(const QStringList &arguments) const
{
    QCOMPARE(QProcess::execute(u"git"_s, QStringList{u"-C"_s, m_dir->filePath(u"repo"_s)} + arguments), 0);
}

engine::AttemptRequest TestWorkspace::request(Kind kind, int attempt) const
{
    engine::AttemptRequest out;
    out.key = {u"run-1"_s, 0, attempt};
    out.taskKey = u"lint[3]"_s;
    out.workingDirectory = m_dir->filePath(u"repo"_s);
    out.attemptFolder = m_dir->filePath(u"attempt-%1"_s.arg(attempt));
    out.spec.workspace.kind = kind;
    return out;
}

void TestWorkspace::runsDirectoryIsTheDefault()
{
    QCOMPARE(*prepareWorkspace(request(Kind::Inherit)), m_dir->filePath(u"repo"_s));
}

void TestWorkspace::pathIsRelativeToTheRunsDirectory()
{
    engine::AttemptRequest attempt = request(Kind::Directory);
    attempt.spec.workspace.path = u"sub"_s;
    QCOMPARE(*prepareWorkspace(attempt), m_dir->filePath(u"repo/sub"_s));
    attempt.spec.workspace.path = m_dir->path();
    QCOMPARE(*prepareWorkspace(attempt), m_dir->path());
}

void TestWorkspace::missingDirectoryIsAnError()
{
    engine::AttemptRequest attempt = request(Kind::Directory);
    attempt.spec.workspace.path = u"nowhere"_s;
    const Result<QString> folder = prepareWorkspace(attempt);
    QVERIFY(!folder.has_value());
    QCOMPARE(folder.error().where, m_dir->filePath(u"repo/nowhere"_s));
}

void TestWorkspace::scratchIsAnEmptyFolderOfTheAttempt()
{
    const Result<QString> folder = prepareWorkspace(request(Kind::Scratch));
    QVERIFY(folder.has_value());
    QVERIFY(folder->startsWith(m_dir->filePath(u"attempt-1"_s)));
    QVERIFY(QDir(*folder).isEmpty());
}

void TestWorkspace::worktreeIsABranchOfItsOwn()
{
    const Result<QString> first = prepareWorkspace(request(Kind::Worktree));
    QVERIFY2(first.has_value(), first ? "" : qPrintable(first.error().text()));
    const Result<QString> second = prepareWorkspace(request(Kind::Worktree, 2));
    QVERIFY(second.has_value());
    QVERIFY(*first != *second);
    QVERIFY(QFile::exists(*first + u"/.git"_s));
    QCOMPARE(*prepareWorkspace(request(Kind::Worktree)), *first); // Prepared again after a crash.
    git({u"rev-parse"_s, u"--verify"_s, u"-q"_s, u"podium/run-1/lint-3-1"_s});
}

void TestWorkspace::namedBranchIsUsedAgainByTheNextAttempt()
{
    engine::AttemptRequest attempt = request(Kind::Worktree);
    attempt.spec.workspace.branch = u"feature/x"_s;
    const Result<QString> first = prepareWorkspace(attempt);
    QVERIFY(first.has_value());
    engine::AttemptRequest next = request(Kind::Worktree, 2);
    next.spec.workspace.branch = u"feature/x"_s;
    QCOMPARE(*prepareWorkspace(next), *first);
    QVERIFY(QDir(*first).removeRecursively()); // Cleaned up by hand: made again, with the branch as it is.
    const Result<QString> again = prepareWorkspace(next);
    QVERIFY2(again.has_value(), again ? "" : qPrintable(again.error().text()));
    QVERIFY(*again != *first);
}

void TestWorkspace::branchOfTheRepositoryItselfIsRefused()
{
    for (const QString &branch : {u"main"_s, u"-d"_s, u"a b"_s}) {
        engine::AttemptRequest attempt = request(Kind::Worktree);
        attempt.spec.workspace.branch = branch;
        QVERIFY2(!prepareWorkspace(attempt).has_value(), qPrintable(branch));
    }
}

void TestWorkspace::folderWithoutGitIsAnError()
{
    engine::AttemptRequest attempt = request(Kind::Worktree);
    attempt.workingDirectory = m_dir->path();
    const Result<QString> folder = prepareWorkspace(attempt);
    QVERIFY(!folder.has_value());
    QVERIFY(folder.error().message.contains(u"git"));
}

void TestWorkspace::agentsPolicyHoldsWhereTheTaskSaysNothing()
{
    engine::AttemptRequest attempt = request(Kind::Inherit);
    attempt.agent = domain::Agent();
    attempt.agent->workspace = u"scratch"_s;
    QCOMPARE(int(workspacePolicy(attempt).kind), int(Kind::Scratch));
    attempt.spec.workspace.kind = Kind::Directory;
    QCOMPARE(int(workspacePolicy(attempt).kind), int(Kind::Directory));
}

QTEST_GUILESS_MAIN(TestWorkspace)
#include "tst_workspace.moc"
