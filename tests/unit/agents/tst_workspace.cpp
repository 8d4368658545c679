// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/workspace.h"
#include "agents/worktree/portlease.h"
#include "agents/worktree/worktreenames.h"

#include <QDir>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace podium;
using namespace podium::agents;
using Kind = domain::WorkspacePolicy::Kind;
using Per = domain::WorkspacePolicy::Per;

class TestWorkspace : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void runsDirectoryIsTheDefault()
    {
        QCOMPARE(plainWorkspace(request(Kind::Inherit))->folder, m_dir.path());
        QVERIFY(plainWorkspace(request(Kind::Inherit))->notes.isEmpty());
        // An agent that works in worktrees needs a repository; a folder without one is worked in as it is.
        engine::AttemptRequest set = request(Kind::Inherit);
        set.agent.emplace().workspace = u"worktree"_s;
        QCOMPARE(workspacePolicy(set).kind, Kind::Inherit);
        QCOMPARE(plainWorkspace(set)->folder, m_dir.path());
        QCOMPARE(plainWorkspace(set)->notes.size(), 1);
        QVERIFY(QDir(m_dir.path()).mkpath(u".git"_s));
        QVERIFY(QDir(m_dir.path()).mkpath(u"deep/er"_s));
        set.workingDirectory = m_dir.filePath(u"deep/er"_s);
        QCOMPARE(workspacePolicy(set).kind, Kind::Worktree);
        set.spec.workspace.kind = Kind::Directory;
        QCOMPARE(workspacePolicy(set).kind, Kind::Directory);
        QVERIFY(QDir(m_dir.filePath(u".git"_s)).removeRecursively());
        engine::AttemptRequest nowhere = request(Kind::Inherit);
        nowhere.workingDirectory.clear();
        QCOMPARE(plainWorkspace(nowhere)->folder, QDir::homePath());
    }

    void pathIsRelativeToTheRunsDirectory()
    {
        QVERIFY(QDir(m_dir.path()).mkpath(u"sub"_s));
        engine::AttemptRequest attempt = request(Kind::Directory);
        attempt.spec.workspace.path = u"sub"_s;
        QCOMPARE(plainWorkspace(attempt)->folder, m_dir.filePath(u"sub"_s));
        attempt.spec.workspace.path = u"/usr"_s;
        QCOMPARE(plainWorkspace(attempt)->folder, u"/usr"_s);
    }

    void missingDirectoryIsAnError()
    {
        engine::AttemptRequest attempt = request(Kind::Directory);
        attempt.spec.workspace.path = u"nowhere"_s;
        const Result<Workspace> made = plainWorkspace(attempt);
        QVERIFY(!made);
        QCOMPARE(made.error().where, m_dir.filePath(u"nowhere"_s));
    }

    void scratchIsAnEmptyFolderOfTheAttempt()
    {
        const Result<Workspace> made = plainWorkspace(request(Kind::Scratch));
        QVERIFY(made);
        QVERIFY(made->folder.startsWith(m_dir.filePath(u"attempt"_s)));
        QVERIFY(QDir(made->folder).isEmpty());
    }

    void agentsPolicyHoldsWhereTheTaskSaysNothing()
    {
        engine::AttemptRequest attempt = request(Kind::Inherit);
        attempt.agent = domain::Agent();
        attempt.agent->workspace = u"worktree"_s;
        QVERIFY(QDir(m_dir.path()).mkpath(u".git"_s));
        QCOMPARE(int(workspacePolicy(attempt).kind), int(Kind::Worktree));
        attempt.spec.workspace.kind = Kind::Directory;
        QCOMPARE(int(workspacePolicy(attempt).kind), int(Kind::Directory));
    }

    void aWorkspaceIsKeptForTheNextProcess()
    {
        QVERIFY(!keptWorkspace(m_dir.filePath(u"none"_s)));
        Workspace made;
        made.folder = u"/w/sub"_s;
        made.worktree = u"/w"_s;
        made.branch = u"b"_s;
        made.firstPort = 20010;
        made.ports = 2;
        made.environment = {{u"A"_s, u"1"_s}};
        QVERIFY(keepWorkspace(m_dir.filePath(u"kept"_s), made));
        const std::optional<Workspace> kept = keptWorkspace(m_dir.filePath(u"kept"_s));
        QVERIFY(kept);
        QCOMPARE(kept->folder, made.folder);
        QCOMPARE(facts(*kept), facts(made));
        QCOMPARE(kept->environment, made.environment);
    }

    void branchesAreNamedByRunAndTask_data()
    {
        QTest::addColumn<QString>("task");
        QTest::addColumn<QString>("pattern");
        QTest::newRow("plain") << u"build"_s << u"podium/run-1/build"_s;
        QTest::newRow("iteration") << u"fix#12"_s << u"podium/run-1/fix"_s;
        QTest::newRow("item") << u"lint[3]"_s << u"podium/run-1/lint-3-[0-9a-f]{6}"_s;
        QTest::newRow("iteration of an item") << u"lint[3]#2"_s << u"podium/run-1/lint-3-[0-9a-f]{6}"_s;
        QTest::newRow("inner") << u"release/notes"_s << u"podium/run-1/release-notes-[0-9a-f]{6}"_s;
        QTest::newRow("upper case") << u"Build"_s << u"podium/run-1/build-[0-9a-f]{6}"_s;
        QTest::newRow("option") << u"--force"_s << u"podium/run-1/force-[0-9a-f]{6}"_s;
        QTest::newRow("line end") << u"build\n"_s << u"podium/run-1/build-[0-9a-f]{6}"_s;
        QTest::newRow("long") << QString(200, u'x') << u"podium/run-1/x{40}-[0-9a-f]{6}"_s;
    }
    void branchesAreNamedByRunAndTask()
    {
        QFETCH(QString, task);
        QFETCH(QString, pattern);
        const QString branch = worktreeBranch(u"run-1"_s, task, 7, Per::Task);
        QVERIFY2(QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(branch).hasMatch(),
                 qPrintable(branch));
    }

    void differentTasksHaveDifferentBranches()
    {
        QSet<QString> branches;
        for (const QString &task : {u"lint-3"_s, u"lint[3]"_s, u"lint/3"_s, u"Lint-3"_s, u"lint_3"_s})
            branches.insert(worktreeBranch(u"run-1"_s, task, 1, Per::Task));
        branches.insert(worktreeBranch(u"run-1"_s, u"fix#1"_s, 1, Per::Attempt));
        branches.insert(worktreeBranch(u"run-1"_s, u"fix#1"_s, 2, Per::Attempt));
        branches.insert(worktreeBranch(u"run-1"_s, u"fix#2"_s, 1, Per::Attempt));
        QCOMPARE(branches.size(), 8);
        QVERIFY(worktreeFolderName(u"feature/x"_s) != worktreeFolderName(u"bugfix/x"_s));
        QCOMPARE(worktreeFolderName(u"podium/run-1/build"_s), u"build"_s);
    }

    void onlyVariablesOfTheWorktreeAreFilledIn()
    {
        const QMap<QString, QString> variables{{u"PODIUM_PORT"_s, u"20000"_s}, {u"X"_s, u"${PODIUM_PORT}"_s}};
        QCOMPARE(withVariables(u"http://[::1]:${PODIUM_PORT}/${HOME}?$PODIUM_PORT"_s, variables),
                 u"http://[::1]:20000/${HOME}?$PODIUM_PORT"_s);
        QCOMPARE(withVariables(u"${X}"_s, variables), u"${PODIUM_PORT}"_s); // Not again.
        QCOMPARE(withVariables(u"${"_s, variables), u"${"_s);
    }

    void usedAndLeasedPortsAreLeftOut()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const int used = server.serverPort();
        QVERIFY(!isPortFree(used));
        const Result<PortRange> beside = freePorts(1, {used, 50}, {{used + 1, 2}});
        QVERIFY(beside);
        QVERIFY(beside->first >= used + 3);
        const Result<PortRange> none = freePorts(2, {used, 2}, {});
        QVERIFY(!none);
        QCOMPARE(none.error().code, ErrorCode::Exhausted);
        QVERIFY(!freePorts(10, {40000, 5}, {}));
    }

private:
    engine::AttemptRequest request(Kind kind) const
    {
        engine::AttemptRequest out;
        out.key = {u"run-1"_s, 0, 1};
        out.workingDirectory = m_dir.path();
        out.attemptFolder = m_dir.filePath(u"attempt"_s);
        out.spec.workspace.kind = kind;
        return out;
    }

    QTemporaryDir m_dir;
};

QTEST_GUILESS_MAIN(TestWorkspace)
#include "tst_workspace.moc"
