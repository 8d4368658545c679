// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "worktreefixture.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QSemaphore>
#include <QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace podium;
using namespace podium::agents;
using podium::test::WorktreeFixture;
using State = engine::WorktreeRow::State;

/// Worktrees of attempts, with the real git.
class TestWorktrees : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WorktreeFixture> m_fixture;

    QString errorOf(const engine::AttemptRequest &request)
    {
        const Result<Workspace> made = m_fixture->prepare(request);
        return made ? QString() : made.error().text();
    }

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<WorktreeFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void aTaskGetsABranchAndAFolderOfItsOwn()
    {
        const Workspace one = m_fixture->worktree(u"one"_s);
        const Workspace two = m_fixture->worktree(u"two"_s);
        QCOMPARE(one.branch, u"podium/run-1/one"_s);
        QVERIFY(one.folder != two.folder);
        QCOMPARE(WorktreeFixture::read(one.folder + u"/f"_s), QByteArray("a\nb\nc\n"));
        QCOMPARE(m_fixture->git({u"symbolic-ref"_s, u"HEAD"_s}, two.folder), u"refs/heads/podium/run-1/two"_s);
        QCOMPARE(one.base, m_fixture->git({u"rev-parse"_s, u"main"_s}));
        QCOMPARE(m_fixture->store.ofBranch(one.branch).target, u"main"_s);
        QCOMPARE(m_fixture->git({u"status"_s, u"--porcelain"_s}), QString());
    }

    void theNextAttemptGoesOnWhereTheLastOneStopped()
    {
        const Workspace first = m_fixture->worktree(u"fix#1"_s);
        WorktreeFixture::write(first.folder + u"/left"_s, "dirty");
        const Result<Workspace> second = m_fixture->prepare(m_fixture->request(u"fix#2"_s, 2));
        QVERIFY(second);
        QCOMPARE(second->folder, first.folder);
        QVERIFY(QFileInfo::exists(second->folder + u"/left"_s));
        QCOMPARE(m_fixture->store.all().size(), 1);
    }

    void eachAttemptBeginsAnewWhereThePolicySaysSo()
    {
        engine::AttemptRequest request = m_fixture->request(u"fix"_s);
        request.spec.workspace.per = domain::WorkspacePolicy::Per::Attempt;
        const Result<Workspace> first = m_fixture->prepare(request);
        QVERIFY(first);
        QCOMPARE(first->branch, u"podium/run-1/fix-1"_s);
        WorktreeFixture::write(first->folder + u"/left"_s, "dirty");
        request.key.attempt = 2;
        const Result<Workspace> second = m_fixture->prepare(request);
        QVERIFY(second);
        QVERIFY(!QFileInfo::exists(second->folder + u"/left"_s));
        QVERIFY(QFileInfo::exists(first->folder + u"/left"_s)); // Dirty: it stays.
    }

    void tasksThatNameABranchShareItButNotAtATime()
    {
        engine::AttemptRequest build = m_fixture->request(u"build"_s);
        build.spec.workspace.branch = u"feature/x"_s;
        engine::AttemptRequest check = m_fixture->request(u"check"_s);
        check.spec.workspace.branch = u"feature/x"_s;
        const Result<Workspace> first = m_fixture->prepare(build);
        QVERIFY(first);
        const Result<Workspace> refused = m_fixture->prepare(check);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
        QVERIFY2(refused.error().message.contains(build.key.toString()), qPrintable(refused.error().text()));
        m_fixture->keeper->release(build.key);
        const Result<Workspace> second = m_fixture->prepare(check);
        QVERIFY(second);
        QCOMPARE(second->folder, first->folder);
    }

    void baseIsWhatTheWorkflowSaysOrElseTheCheckout()
    {
        m_fixture->git({u"tag"_s, u"v1"_s});
        WorktreeFixture::write(m_fixture->repository() + u"/f"_s, "new\n");
        m_fixture->commitAll(u"second"_s);
        engine::AttemptRequest request = m_fixture->request(u"old"_s);
        request.spec.workspace.base = u"v1"_s;
        const Result<Workspace> old = m_fixture->prepare(request);
        QVERIFY(old);
        QCOMPARE(WorktreeFixture::read(old->folder + u"/f"_s), QByteArray("a\nb\nc\n"));
        QCOMPARE(WorktreeFixture::read(m_fixture->worktree(u"new"_s).folder + u"/f"_s), QByteArray("new\n"));
    }

    void theSubfolderOfTheWorkflowIsKept()
    {
        QDir().mkpath(m_fixture->repository() + u"/sub"_s);
        WorktreeFixture::write(m_fixture->repository() + u"/sub/x"_s, "x");
        m_fixture->commitAll(u"sub"_s);
        engine::AttemptRequest request = m_fixture->request(u"one"_s);
        request.workingDirectory += u"/sub"_s;
        const Result<Workspace> made = m_fixture->prepare(request);
        QVERIFY(made);
        QCOMPARE(made->folder, made->worktree + u"/sub"_s);
    }

    void hostileNamesAreRefused_data()
    {
        QTest::addColumn<QString>("branch");
        QTest::addColumn<QString>("base");
        QTest::newRow("option") << u"-d"_s << QString();
        QTest::newRow("long option") << u"--force"_s << QString();
        QTest::newRow("space") << u"a b"_s << QString();
        QTest::newRow("dots") << u"a/../b"_s << QString();
        QTest::newRow("lock") << u"x.lock"_s << QString();
        QTest::newRow("line") << u"a\nb"_s << QString();
        QTest::newRow("head") << u"HEAD"_s << QString();
        QTest::newRow("reflog") << u"@{-1}"_s << QString();
        QTest::newRow("option as base") << u"ok"_s << u"--all"_s;
        QTest::newRow("command as base") << u"ok"_s << u"$(touch /tmp/x)"_s;
        QTest::newRow("nothing") << u"ok"_s << u"no-such-branch"_s;
    }
    void hostileNamesAreRefused()
    {
        QFETCH(QString, branch);
        QFETCH(QString, base);
        engine::AttemptRequest request = m_fixture->request(u"one"_s);
        request.spec.workspace.branch = branch;
        request.spec.workspace.base = base;
        const Result<Workspace> made = m_fixture->prepare(request);
        QVERIFY(!made);
        QVERIFY2(made.error().code == ErrorCode::InvalidArgument || made.error().code == ErrorCode::NotFound,
                 qPrintable(made.error().text()));
        QCOMPARE(m_fixture->git({u"worktree"_s, u"list"_s}).count(u'\n'), 0);
    }

    void whatIsNoUsableRepositoryIsSaidPlainly()
    {
        engine::AttemptRequest request = m_fixture->request(u"one"_s);
        request.workingDirectory = m_fixture->path();
        QVERIFY2(errorOf(request).contains(u"not a git repository"), qPrintable(errorOf(request)));
        m_fixture->git({u"init"_s, u"-q"_s, u"--bare"_s, m_fixture->path(u"bare"_s)});
        request.workingDirectory = m_fixture->path(u"bare"_s);
        QVERIFY2(errorOf(request).contains(u"bare"), qPrintable(errorOf(request)));
        m_fixture->git({u"init"_s, u"-q"_s, m_fixture->path(u"empty"_s)});
        request.workingDirectory = m_fixture->path(u"empty"_s);
        QVERIFY2(errorOf(request).contains(u"no commits"), qPrintable(errorOf(request)));
        request.workingDirectory = m_fixture->path(u"nowhere"_s);
        QVERIFY2(errorOf(request).contains(u"not there"), qPrintable(errorOf(request)));
        request = m_fixture->request(u"one"_s);
        request.spec.workspace.branch = u"main"_s;
        QVERIFY2(errorOf(request).contains(u"checked out elsewhere"), qPrintable(errorOf(request)));
    }

    void aWorktreeThatIsGoneIsMadeAgainWithItsCommits()
    {
        const Workspace made = m_fixture->worktree(u"one"_s);
        WorktreeFixture::write(made.folder + u"/f"_s, "committed\n");
        m_fixture->commitAll(u"work"_s, made.folder);
        QVERIFY(QDir(made.worktree).removeRecursively());
        m_fixture->restart();
        const Workspace again = m_fixture->worktree(u"one"_s);
        QCOMPARE(again.folder, made.folder);
        QCOMPARE(WorktreeFixture::read(again.folder + u"/f"_s), QByteArray("committed\n"));
        QVERIFY(again.notes.join(u' ').contains(u"gone"));
    }

    void halfAWorktreeOfACrashIsMadeAnew()
    {
        engine::WorktreeRow row;
        {
            const Workspace made = m_fixture->worktree(u"one"_s);
            row = m_fixture->store.ofBranch(made.branch);
            QVERIFY(QFile::remove(made.folder + u"/f"_s));
            m_fixture->git({u"worktree"_s, u"lock"_s, made.worktree}); // As git has it while it makes one.
        }
        row.state = State::Creating;
        QVERIFY(m_fixture->store.saveWorktree(row));
        m_fixture->restart();
        const Workspace again = m_fixture->worktree(u"one"_s);
        QCOMPARE(WorktreeFixture::read(again.folder + u"/f"_s), QByteArray("a\nb\nc\n"));
        QCOMPARE(m_fixture->store.ofBranch(again.branch).state, State::Open);
    }

    void setUpIsRunOnceWithPortsAndVariables()
    {
        engine::AttemptRequest request = m_fixture->request(u"one"_s);
        request.spec.environment.insert(u"FROM_TASK"_s, u"yes"_s);
        request.spec.workspace.ports = 3;
        request.spec.workspace.environment.insert(u"URL"_s, u"http://localhost:${PODIUM_PORT_2}/${NOT_OURS}"_s);
        request.spec.workspace.setup = {u"echo $PODIUM_PORT $URL $FROM_TASK >> made"_s};
        const Result<Workspace> made = m_fixture->prepare(request);
        QVERIFY2(made, made ? "" : qPrintable(made.error().text()));
        QVERIFY(made->firstPort >= 20000);
        const QString expected =
            u"%1 http://localhost:%2/${NOT_OURS} yes\n"_s.arg(made->firstPort).arg(made->firstPort + 1);
        QCOMPARE(QString::fromUtf8(WorktreeFixture::read(made->folder + u"/made"_s)), expected);
        QVERIFY(m_fixture->prepare(request));
        QCOMPARE(QString::fromUtf8(WorktreeFixture::read(made->folder + u"/made"_s)), expected);
        QCOMPARE(made->environment.value(u"PODIUM_PORT_3"_s), QString::number(made->firstPort + 2));
    }

    void setUpThatFailsSaysHowAndIsTriedAgain()
    {
        engine::AttemptRequest request = m_fixture->request(u"one"_s);
        request.spec.workspace.setup = {u"echo first; test -e ok || { echo broken >&2; exit 7; }"_s};
        const QString error = errorOf(request);
        QVERIFY2(error.contains(u"exit code 7") && error.contains(u"broken"), qPrintable(error));
        const QString path = m_fixture->store.all().first().path;
        WorktreeFixture::write(path + u"/ok"_s, "");
        QVERIFY(m_fixture->prepare(request));
    }

    void setUpThatHangsIsEndedWithItsChildren()
    {
        engine::AttemptRequest request = m_fixture->request(u"one"_s);
        request.spec.workspace.setupTimeoutMs = 3000;
        request.spec.workspace.setup = {u"sleep 1000 & echo $! > child; wait"_s};
        const QString error = errorOf(request);
        QVERIFY2(error.contains(u"did not end"), qPrintable(error));
        const QByteArray child = WorktreeFixture::read(m_fixture->store.all().first().path + u"/child"_s).trimmed();
        QVERIFY(!child.isEmpty());
        QTRY_VERIFY(!QFileInfo::exists(u"/proc/"_s + QString::fromLatin1(child)));
    }

    void cancellingEndsAPreparation()
    {
        QCOMPARE(::mkfifo(qPrintable(m_fixture->path(u"pipe"_s)), 0600), 0);
        engine::AttemptRequest request = m_fixture->request(u"one"_s);
        request.spec.workspace.setup = {u"touch began; read line < "_s + m_fixture->path(u"pipe"_s)};
        CancelFlag cancel;
        QSemaphore done;
        std::optional<Error> error;
        m_fixture->keeper->prepare(request, cancel, [&](const Result<Workspace> &made) {
            if (!made)
                error = made.error();
            done.release();
        });
        QTRY_VERIFY_WITH_TIMEOUT(!m_fixture->store.all().isEmpty() &&
                                     QFileInfo::exists(m_fixture->store.all().first().path + u"/began"_s),
                                 60'000);
        cancel.cancel();
        QVERIFY(done.tryAcquire(1, 10'000));
        QVERIFY(error.has_value());
    }

    void leasesDoNotOverlapAndEndWithTheWorktree()
    {
        QList<PortRange> leased;
        for (int i = 0; i < 4; ++i) {
            engine::AttemptRequest request = m_fixture->request(u"t%1"_s.arg(i));
            request.spec.workspace.ports = 5;
            if (i == 2)
                m_fixture->restart(); // Leases are in the store, not in the process.
            const Result<Workspace> made = m_fixture->prepare(request);
            QVERIFY(made);
            for (const PortRange &other : leased)
                QVERIFY(made->firstPort > other.last() || made->firstPort + 4 < other.first);
            leased.append({made->firstPort, 5});
        }
        engine::WorktreeRow row = m_fixture->store.all().first();
        row.state = State::Discarded;
        QVERIFY(m_fixture->store.saveWorktree(row));
        engine::AttemptRequest next = m_fixture->request(u"next"_s);
        next.spec.workspace.ports = 5;
        QCOMPARE(m_fixture->prepare(next)->firstPort, leased.first().first);
    }

    void manyTasksAtATimeDoNotDisturbEachOther()
    {
        constexpr int Count = 12;
        QSemaphore done;
        QMutex mutex;
        QSet<QString> folders;
        QStringList errors;
        for (int i = 0; i < Count; ++i) {
            m_fixture->keeper->prepare(m_fixture->request(u"t%1"_s.arg(i)), {}, [&](const Result<Workspace> &made) {
                {
                    const QMutexLocker lock(&mutex);
                    if (made)
                        folders.insert(made->folder);
                    else
                        errors << made.error().text();
                }
                done.release();
            });
        }
        QVERIFY(done.tryAcquire(Count, 60'000));
        QVERIFY2(errors.isEmpty(), qPrintable(errors.join(u'\n')));
        QCOMPARE(folders.size(), Count);
    }

    void submodulesOfTheMainCheckoutAreThereWithoutTheNetwork()
    {
        const QString library = m_fixture->path(u"library"_s);
        m_fixture->git({u"init"_s, u"-q"_s, library});
        WorktreeFixture::write(library + u"/code"_s, "code");
        m_fixture->commitAll(u"code"_s, library);
        m_fixture->git({u"-c"_s, u"protocol.file.allow=always"_s, u"submodule"_s, u"--quiet"_s, u"add"_s, library,
                        u"third party/lib"_s});
        m_fixture->commitAll(u"submodule"_s);
        QVERIFY(QDir(library).removeRecursively()); // The remote is not there any more.
        const Workspace made = m_fixture->worktree(u"one"_s);
        QCOMPARE(WorktreeFixture::read(made.folder + u"/third party/lib/code"_s), QByteArray("code"));
        QCOMPARE(m_fixture->git({u"remote"_s, u"get-url"_s, u"origin"_s}, made.folder + u"/third party/lib"_s),
                 library);
        QCOMPARE(m_fixture->git({u"status"_s, u"--porcelain"_s}, made.folder), QString());
    }

    void nameOfASubmoduleSetsNothingElse()
    {
        const QString library = m_fixture->path(u"library"_s);
        m_fixture->git({u"init"_s, u"-q"_s, library});
        WorktreeFixture::write(library + u"/code"_s, "code");
        m_fixture->commitAll(u"code"_s, library);
        m_fixture->git({u"-c"_s, u"protocol.file.allow=always"_s, u"submodule"_s, u"--quiet"_s, u"add"_s, u"--name"_s,
                        u"foo"_s, library, u"e1"_s});
        const QString hostile = u"foo.update=!touch %1;true "_s.arg(m_fixture->path(u"done-by-it"_s));
        const QString modules = m_fixture->repository() + u"/.gitmodules"_s;
        WorktreeFixture::write(modules, WorktreeFixture::read(modules) + "[submodule \"" + hostile.toUtf8() +
                                            "\"]\n\tpath = e1\n\tpath = e2\n\turl = " + library.toUtf8() + '\n');
        const QString kept = m_fixture->repository() + u"/.git/modules/"_s + hostile;
        QVERIFY(QDir().mkpath(kept));
        WorktreeFixture::write(kept + u"/HEAD"_s, "ref: refs/heads/main\n");
        m_fixture->commitAll(u"submodule"_s);
        m_fixture->worktree(u"one"_s);
        QVERIFY(!QFileInfo::exists(m_fixture->path(u"done-by-it"_s)));
    }

    void aSubmoduleThatCannotBeHadIsANote()
    {
        const QString library = m_fixture->path(u"library"_s);
        m_fixture->git({u"init"_s, u"-q"_s, library});
        WorktreeFixture::write(library + u"/code"_s, "code");
        m_fixture->commitAll(u"code"_s, library);
        m_fixture->git(
            {u"-c"_s, u"protocol.file.allow=always"_s, u"submodule"_s, u"--quiet"_s, u"add"_s, library, u"lib"_s});
        m_fixture->commitAll(u"submodule"_s);
        QVERIFY(QDir(library).removeRecursively());
        QVERIFY(QDir(m_fixture->repository() + u"/.git/modules"_s).removeRecursively());
        const Workspace made = m_fixture->worktree(u"one"_s);
        QVERIFY2(made.notes.join(u' ').contains(u"submodules"), qPrintable(made.notes.join(u' ')));
        QCOMPARE(WorktreeFixture::read(made.folder + u"/f"_s), QByteArray("a\nb\nc\n"));
    }

    void filesOfLfsThatCannotBeFetchedStayPointers()
    {
        WorktreeFixture::write(m_fixture->repository() + u"/.gitattributes"_s, "*.bin filter=lfs\n");
        WorktreeFixture::write(m_fixture->repository() + u"/big.bin"_s, "version https://git-lfs.github.com/spec/v1\n");
        m_fixture->commitAll(u"large"_s);
        m_fixture->git({u"config"_s, u"filter.lfs.smudge"_s, u"git-lfs-is-not-installed smudge"_s});
        m_fixture->git({u"config"_s, u"filter.lfs.required"_s, u"true"_s});
        const Workspace made = m_fixture->worktree(u"one"_s);
        QVERIFY2(made.notes.join(u' ').contains(u"LFS"), qPrintable(made.notes.join(u' ')));
        QVERIFY(WorktreeFixture::read(made.folder + u"/big.bin"_s).startsWith("version"));
        QCOMPARE(WorktreeFixture::read(made.folder + u"/f"_s), QByteArray("a\nb\nc\n"));
    }

    void longPathsAreNoTrouble()
    {
        const QString folder = QString(100, u'd') + u'/' + QString(100, u'e');
        QDir().mkpath(m_fixture->repository() + u'/' + folder);
        const QString file = u'/' + folder + u'/' + QString(200, u'f');
        WorktreeFixture::write(m_fixture->repository() + file, "deep");
        m_fixture->commitAll(u"long"_s);
        engine::AttemptRequest request = m_fixture->request(QString(200, u't'));
        const Result<Workspace> made = m_fixture->prepare(request);
        QVERIFY2(made, made ? "" : qPrintable(made.error().text()));
        QCOMPARE(WorktreeFixture::read(made->folder + file), QByteArray("deep"));
    }

    void uncommittedChangesOfTheCheckoutAreMentioned()
    {
        WorktreeFixture::write(m_fixture->repository() + u"/f"_s, "changed\n");
        const Workspace made = m_fixture->worktree(u"one"_s);
        QCOMPARE(WorktreeFixture::read(made.folder + u"/f"_s), QByteArray("a\nb\nc\n"));
        QVERIFY2(made.notes.join(u' ').contains(u"not committed"), qPrintable(made.notes.join(u' ')));
    }

    void variablesOfAHookDoNotLeadGitAstray()
    {
        qputenv("GIT_DIR", "/nowhere/.git");
        const Result<Workspace> made = m_fixture->prepare(m_fixture->request(u"one"_s));
        qunsetenv("GIT_DIR");
        QVERIFY2(made, made ? "" : qPrintable(made.error().text()));
    }
};

QTEST_GUILESS_MAIN(TestWorktrees)
#include "tst_worktrees.moc"
