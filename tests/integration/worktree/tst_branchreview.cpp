// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/worktree/branchcompare.h"
#include "agents/worktree/branchmerge.h"
#include "agents/worktree/gitrepository.h"
#include "agents/worktree/treesnapshot.h"
#include "worktreefixture.h"

#include <QDir>
#include <QFileInfo>
#include <QTest>
#include <QThread>

using namespace Qt::StringLiterals;
using namespace podium;
using namespace podium::agents;
using podium::test::WorktreeFixture;
using State = engine::WorktreeRow::State;

/// Comparing, merging and discarding the branches of tasks, with the real git.
class TestBranchReview : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WorktreeFixture> m_fixture;

    /// A task that has committed this as the file f.
    engine::WorktreeRow task(const QString &name, const QByteArray &content, const QString &file = u"/f"_s)
    {
        const Workspace made = m_fixture->worktree(name);
        WorktreeFixture::write(made.folder + file, content);
        m_fixture->commitAll(u"work of "_s + name, made.folder);
        return m_fixture->store.ofBranch(made.branch);
    }
    Result<MergeDone> merge(const engine::WorktreeRow &row, const MergeWish &wish = {})
    {
        return mergeBranch(*m_fixture->keeper, row, wish);
    }
    QString mainCommit() const { return m_fixture->git({u"rev-parse"_s, u"main"_s}); }
    QByteArray mainFile(const QString &file = u"f"_s) const
    {
        return m_fixture->git({u"show"_s, u"main:"_s + file}).toUtf8();
    }
    BranchReport report(const engine::WorktreeRow &row)
    {
        const QList<BranchReport> all = compareBranches({row}, *m_fixture->store.openWorktrees(), {});
        return all.value(0);
    }

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<WorktreeFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void linesFilesAndConflictsAreReported()
    {
        const engine::WorktreeRow one = task(u"one"_s, "a\nONE\nc\nd\n");
        const engine::WorktreeRow two = task(u"two"_s, "a\nTWO\nc\n");
        const engine::WorktreeRow three = task(u"three"_s, "new\n", u"/g"_s);
        const BranchReport first = report(one);
        QCOMPARE(first.added, 2);
        QCOMPARE(first.removed, 1);
        QCOMPARE(first.commits, 1);
        QCOMPARE(first.files, QStringList{u"f"_s});
        QVERIFY(first.conflicts.isEmpty());
        QCOMPARE(first.clashes.size(), 1);
        QCOMPARE(first.clashes.first().branch, two.branch);
        QCOMPARE(first.clashes.first().files, QStringList{u"f"_s});
        QVERIFY(report(three).clashes.isEmpty());

        WorktreeFixture::write(m_fixture->repository() + u"/f"_s, "a\nMAIN\nc\n");
        m_fixture->commitAll(u"main moves"_s);
        QCOMPARE(report(one).conflicts, QStringList{u"f"_s});
        QVERIFY(report(three).conflicts.isEmpty());
    }

    void whatIsNotCommittedCountsAndIsNotTouched()
    {
        const Workspace made = m_fixture->worktree(u"one"_s);
        WorktreeFixture::write(made.folder + u"/f"_s, "a\nb\nc\nd\n");
        WorktreeFixture::write(made.folder + u"/new"_s, "1\n2\n");
        WorktreeFixture::write(made.folder + u"/.gitignore"_s, "ignored\n");
        WorktreeFixture::write(made.folder + u"/ignored"_s, "x\n");
        const QString before = m_fixture->git({u"status"_s, u"--porcelain"_s}, made.folder);
        const BranchReport dirty = report(m_fixture->store.ofBranch(made.branch));
        QCOMPARE(dirty.uncommitted, 3);
        QCOMPARE(dirty.commits, 0);
        QCOMPARE(dirty.added, 4);
        QCOMPARE(dirty.files.size(), 3);
        QCOMPARE(m_fixture->git({u"status"_s, u"--porcelain"_s}, made.folder), before);
        const Result<QString> patch = branchDiff(dirty.row, {}, false, {});
        QVERIFY(patch && patch->contains(u"+d") && patch->contains(u"b/new") && !patch->contains(u"b/ignored"));
        const Result<QString> table = branchDiff(dirty.row, {}, true, {});
        QVERIFY(table && table->contains(u"3 files changed"));
    }

    void aMergeUpdatesTheCleanCheckoutAndRemovesTheWorktree()
    {
        const engine::WorktreeRow row = task(u"one"_s, "a\nONE\nc\n");
        const QString tip = m_fixture->git({u"rev-parse"_s, row.branch});
        const Result<MergeDone> done = merge(row);
        QVERIFY2(done, done ? "" : qPrintable(done.error().text()));
        QCOMPARE(mainCommit(), done->commit);
        QCOMPARE(m_fixture->git({u"rev-parse"_s, u"main^2"_s}), tip);
        QCOMPARE(WorktreeFixture::read(m_fixture->repository() + u"/f"_s), QByteArray("a\nONE\nc\n"));
        QCOMPARE(m_fixture->git({u"status"_s, u"--porcelain"_s}), QString());
        QVERIFY(!QFileInfo::exists(row.path));
        QVERIFY(!m_fixture->gitSucceeds({u"rev-parse"_s, u"--verify"_s, u"-q"_s, row.branch}));
        QCOMPARE(m_fixture->store.ofBranch(row.branch).state, State::Merged);
        // Doing it again says so and changes nothing.
        const Result<MergeDone> again = merge(m_fixture->store.ofBranch(row.branch));
        QVERIFY(again && again->already);
        QCOMPARE(mainCommit(), done->commit);
    }

    void onlyWhatWasLookedAtIsMerged()
    {
        const engine::WorktreeRow row = task(u"one"_s, "1\n", u"/one"_s);
        const QString before = mainCommit();
        MergeWish wish;
        wish.expected = before; // The branch has gone on since.
        const Result<MergeDone> refused = merge(row, wish);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
        QCOMPARE(mainCommit(), before);
        wish.expected = m_fixture->git({u"rev-parse"_s, row.branch});
        const Result<MergeDone> done = merge(row, wish);
        QVERIFY2(done, done ? "" : qPrintable(done.error().text()));
    }

    void squashAndRebaseKeepTheOriginalCommits()
    {
        const engine::WorktreeRow one = task(u"one"_s, "1\n", u"/one"_s);
        const engine::WorktreeRow two = task(u"two"_s, "2\n", u"/two"_s);
        const QString tipOne = m_fixture->git({u"rev-parse"_s, one.branch});
        MergeWish wish;
        wish.strategy = MergeStrategy::Squash;
        const Result<MergeDone> squashed = merge(one, wish);
        QVERIFY2(squashed, squashed ? "" : qPrintable(squashed.error().text()));
        QCOMPARE(m_fixture->git({u"rev-parse"_s, squashed->row.savedRef}), tipOne);
        QVERIFY(m_fixture->git({u"log"_s, u"-1"_s, u"--format=%B"_s, u"main"_s}).contains(u"work of one"));
        wish.strategy = MergeStrategy::Rebase;
        const Result<MergeDone> rebased = merge(two, wish);
        QVERIFY2(rebased, rebased ? "" : qPrintable(rebased.error().text()));
        QCOMPARE(m_fixture->git({u"log"_s, u"-1"_s, u"--format=%s"_s, u"main"_s}), u"work of two"_s);
        QCOMPARE(m_fixture->git({u"log"_s, u"--merges"_s, u"--oneline"_s, u"main"_s}), QString());
        QCOMPARE(m_fixture->git({u"rev-parse"_s, u"main^"_s}), squashed->commit);
        QCOMPARE(mainFile(u"one"_s), QByteArray("1"));
        QCOMPARE(m_fixture->git({u"worktree"_s, u"list"_s}).count(u'\n'), 0); // The scratch worktree is gone, too.
    }

    void aConflictLeavesEverythingAsItWas_data()
    {
        QTest::addColumn<int>("strategy");
        QTest::newRow("merge") << int(MergeStrategy::Merge);
        QTest::newRow("squash") << int(MergeStrategy::Squash);
        QTest::newRow("rebase") << int(MergeStrategy::Rebase);
    }
    void aConflictLeavesEverythingAsItWas()
    {
        QFETCH(int, strategy);
        const engine::WorktreeRow row = task(u"one"_s, "a\nONE\nc\n");
        WorktreeFixture::write(m_fixture->repository() + u"/f"_s, "a\nMAIN\nc\n");
        m_fixture->commitAll(u"main moves"_s);
        const QString before = mainCommit();
        MergeWish wish;
        wish.strategy = MergeStrategy(strategy);
        const Result<MergeDone> done = merge(row, wish);
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::Conflict);
        QVERIFY2(done.error().message.contains(u"in: f"), qPrintable(done.error().text()));
        QCOMPARE(mainCommit(), before);
        QVERIFY(QFileInfo::exists(row.path));
        QCOMPARE(m_fixture->store.ofBranch(row.branch).state, State::Open);
        QCOMPARE(m_fixture->git({u"worktree"_s, u"list"_s}).count(u'\n'), 1);
    }

    void aDirtyCheckoutOfTheTargetIsRefusedAndLeftAlone()
    {
        const engine::WorktreeRow row = task(u"one"_s, "a\nONE\nc\n");
        WorktreeFixture::write(m_fixture->repository() + u"/f"_s, "my own work\n");
        const QString before = mainCommit();
        const Result<MergeDone> refused = merge(row);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
        QCOMPARE(refused.error().where, m_fixture->repository());
        QVERIFY2(refused.error().hint.contains(u"--into"), qPrintable(refused.error().text()));
        QCOMPARE(mainCommit(), before);
        QCOMPARE(WorktreeFixture::read(m_fixture->repository() + u"/f"_s), QByteArray("my own work\n"));
        // Another target is none of that checkout's business.
        m_fixture->git({u"branch"_s, u"next"_s});
        MergeWish wish;
        wish.into = u"next"_s;
        const Result<MergeDone> done = merge(row, wish);
        QVERIFY2(done, done ? "" : qPrintable(done.error().text()));
        QCOMPARE(m_fixture->git({u"show"_s, u"next:f"_s}), u"a\nONE\nc"_s);
        QCOMPARE(WorktreeFixture::read(m_fixture->repository() + u"/f"_s), QByteArray("my own work\n"));
    }

    void anUntrackedFileInTheWayIsNotOverwritten()
    {
        const engine::WorktreeRow row = task(u"one"_s, "theirs\n", u"/new"_s);
        WorktreeFixture::write(m_fixture->repository() + u"/new"_s, "mine\n");
        const QString before = mainCommit();
        const Result<MergeDone> refused = merge(row);
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.contains(u"new"), qPrintable(refused.error().text()));
        QCOMPARE(mainCommit(), before);
        QCOMPARE(WorktreeFixture::read(m_fixture->repository() + u"/new"_s), QByteArray("mine\n"));
        QCOMPARE(m_fixture->store.ofBranch(row.branch).state, State::Open);
    }

    void whatIsNotCommittedIsMergedOnlyByWish()
    {
        const Workspace made = m_fixture->worktree(u"one"_s);
        WorktreeFixture::write(made.folder + u"/new"_s, "uncommitted\n");
        const engine::WorktreeRow row = m_fixture->store.ofBranch(made.branch);
        const Result<MergeDone> refused = merge(row);
        QVERIFY(!refused);
        QVERIFY2(refused.error().hint.contains(u"--commit"), qPrintable(refused.error().text()));
        MergeWish wish;
        wish.commitAll = true;
        QVERIFY(merge(row, wish));
        QCOMPARE(mainFile(u"new"_s), QByteArray("uncommitted"));
    }

    void theTestSeesTheMergedFilesBeforeTheTargetMoves()
    {
        const engine::WorktreeRow row = task(u"one"_s, "one\n", u"/one"_s);
        WorktreeFixture::write(m_fixture->repository() + u"/main"_s, "main\n");
        m_fixture->commitAll(u"main moves"_s);
        const QString before = mainCommit();
        MergeWish wish;
        wish.test = u"cat one main; git -C '%1' rev-parse main > '%2'; echo it is broken; exit 3"_s.arg(
            m_fixture->repository(), m_fixture->path(u"seen"_s));
        const Result<MergeDone> refused = merge(row, wish);
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.contains(u"it is broken"), qPrintable(refused.error().text()));
        QCOMPARE(QString::fromUtf8(WorktreeFixture::read(m_fixture->path(u"seen"_s))).trimmed(), before);
        QCOMPARE(mainCommit(), before);
        wish.test = u"test -e one && test -e main"_s;
        const Result<MergeDone> done = merge(row, wish);
        QVERIFY2(done, done ? "" : qPrintable(done.error().text()));
    }

    void aTestThatHangsIsEnded()
    {
        const engine::WorktreeRow row = task(u"one"_s, "one\n", u"/one"_s);
        const QString before = mainCommit();
        MergeWish wish;
        wish.test = u"sleep 1000"_s;
        wish.testTimeoutMs = 300;
        const Result<MergeDone> refused = merge(row, wish);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Timeout);
        QCOMPARE(mainCommit(), before);
    }

    void aTargetThatMovesDuringTheTestIsMergedAgain()
    {
        const engine::WorktreeRow row = task(u"one"_s, "one\n", u"/one"_s);
        MergeWish wish;
        // The first round commits to the target behind the merge's back.
        wish.test =
            u"cd '%1'; test -e moved || { echo x > moved; git add moved; git -c user.name=A -c user.email=a@example.org commit -qm moved; }"_s
                .arg(m_fixture->repository());
        const Result<MergeDone> done = merge(row, wish);
        QVERIFY2(done, done ? "" : qPrintable(done.error().text()));
        QCOMPARE(mainFile(u"moved"_s), QByteArray("x"));
        QCOMPARE(mainFile(u"one"_s), QByteArray("one"));
    }

    void mergesAtTheSameTimeAllArrive()
    {
        QList<engine::WorktreeRow> rows;
        for (int i = 0; i < 4; ++i)
            rows += task(u"t%1"_s.arg(i), QByteArray::number(i), u"/t%1"_s.arg(i));
        std::vector<std::unique_ptr<QThread>> threads;
        std::atomic<int> merged = 0;
        for (const engine::WorktreeRow &row : rows) {
            threads.emplace_back(QThread::create([&, row] {
                Result<MergeDone> done = merge(row);
                while (!done && done.error().code == ErrorCode::Conflict) // "Try again": it moved three times.
                    done = merge(row);
                merged += done ? 1 : 0;
            }));
            threads.back()->start();
        }
        for (const auto &thread : threads)
            QVERIFY(thread->wait(60'000));
        QCOMPARE(merged.load(), 4);
        for (int i = 0; i < 4; ++i)
            QCOMPARE(mainFile(u"t%1"_s.arg(i)), QByteArray::number(i));
        QCOMPARE(m_fixture->git({u"status"_s, u"--porcelain"_s}), QString());
    }

    void aWorktreeInUseIsNeitherMergedNorDiscarded()
    {
        const engine::WorktreeRow row = task(u"one"_s, "a\nONE\nc\n");
        const engine::AttemptRequest again = m_fixture->request(u"one"_s, 2);
        QVERIFY(m_fixture->prepare(again));
        QVERIFY(!merge(row));
        const Result<DiscardDone> refused = discardBranch(*m_fixture->keeper, row);
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.contains(again.key.toString()), qPrintable(refused.error().text()));
        QVERIFY(QFileInfo::exists(row.path));
        m_fixture->keeper->release(again.key);
        QVERIFY(merge(row));
    }

    void discardedWorkCanBeHadBack()
    {
        const engine::WorktreeRow row = task(u"one"_s, "a\nONE\nc\n");
        WorktreeFixture::write(row.path + u"/f"_s, "a\nNEWER\nc\n");
        WorktreeFixture::write(row.path + u"/untracked"_s, "u\n");
        const Result<DiscardDone> done = discardBranch(*m_fixture->keeper, row);
        QVERIFY2(done, done ? "" : qPrintable(done.error().text()));
        QVERIFY(!QFileInfo::exists(row.path));
        QVERIFY(!m_fixture->gitSucceeds({u"rev-parse"_s, u"--verify"_s, u"-q"_s, u"refs/heads/"_s + row.branch}));
        m_fixture->git({u"branch"_s, row.branch, done->savedRef});
        QCOMPARE(m_fixture->git({u"show"_s, row.branch + u":f"_s}), u"a\nNEWER\nc"_s);
        QCOMPARE(m_fixture->git({u"show"_s, row.branch + u":untracked"_s}), u"u"_s);
        QCOMPARE(m_fixture->git({u"show"_s, row.branch + u"^:f"_s}), u"a\nONE\nc"_s);
        const Result<DiscardDone> again = discardBranch(*m_fixture->keeper, m_fixture->store.ofBranch(row.branch));
        QVERIFY(again);
        QCOMPARE(again->savedRef, done->savedRef);
    }

    void aWorktreeWithoutWorkLeavesNothingBehind()
    {
        const Workspace made = m_fixture->worktree(u"one"_s);
        const Result<DiscardDone> done = discardBranch(*m_fixture->keeper, m_fixture->store.ofBranch(made.branch));
        QVERIFY(done);
        QVERIFY(done->savedRef.isEmpty());
        QCOMPARE(m_fixture->git({u"for-each-ref"_s, u"refs/podium"_s}), QString());
    }

    void aBranchThatAPersonNamedStays()
    {
        engine::AttemptRequest request = m_fixture->request(u"one"_s);
        request.spec.workspace.branch = u"feature/x"_s;
        const Result<Workspace> made = m_fixture->prepare(request);
        QVERIFY(made);
        m_fixture->keeper->release(request.key);
        WorktreeFixture::write(made->folder + u"/x"_s, "x");
        m_fixture->commitAll(u"x"_s, made->folder);
        QVERIFY(discardBranch(*m_fixture->keeper, m_fixture->store.ofBranch(u"feature/x"_s)));
        QVERIFY(!QFileInfo::exists(made->worktree));
        QCOMPARE(m_fixture->git({u"show"_s, u"feature/x:x"_s}), u"x"_s);
    }

    void submodulesWithWorkThatIsNowhereElseHoldTheWorktree()
    {
        const QString library = m_fixture->path(u"library"_s);
        m_fixture->git({u"init"_s, u"-q"_s, library});
        WorktreeFixture::write(library + u"/code"_s, "code");
        m_fixture->commitAll(u"code"_s, library);
        m_fixture->git(
            {u"-c"_s, u"protocol.file.allow=always"_s, u"submodule"_s, u"--quiet"_s, u"add"_s, library, u"lib"_s});
        m_fixture->commitAll(u"submodule"_s);
        const Workspace made = m_fixture->worktree(u"one"_s);
        const engine::WorktreeRow row = m_fixture->store.ofBranch(made.branch);
        WorktreeFixture::write(made.folder + u"/lib/code"_s, "changed");
        Result<DiscardDone> done = discardBranch(*m_fixture->keeper, row);
        QVERIFY(!done);
        QVERIFY2(done.error().message.contains(u"lib"), qPrintable(done.error().text()));
        m_fixture->git({u"commit"_s, u"-qam"_s, u"only here"_s}, made.folder + u"/lib"_s);
        done = discardBranch(*m_fixture->keeper, row);
        QVERIFY(!done);
        QVERIFY(QFileInfo::exists(made.folder + u"/lib/code"_s));
        m_fixture->git(
            {u"-c"_s, u"protocol.file.allow=always"_s, u"push"_s, u"-q"_s, u"origin"_s, u"HEAD:refs/heads/saved"_s},
            made.folder + u"/lib"_s);
        done = discardBranch(*m_fixture->keeper, row);
        QVERIFY2(done, done ? "" : qPrintable(done.error().text()));
    }

    void repositoriesInsideTheWorktreeHoldIt_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("a repository") << 0;
        QTest::newRow("one without a commit") << 1;
        QTest::newRow("a repository where files of the branch are") << 2;
        QTest::newRow("one that was committed") << 3;
        QTest::newRow("one that was committed, and is gone") << 4;
        QTest::newRow("one that .gitmodules only claims") << 5;
        QTest::newRow("a worktree") << 6;
        QTest::newRow("a worktree in an ignored folder") << 7;
    }
    void repositoriesInsideTheWorktreeHoldIt()
    {
        QFETCH(int, kind);
        const Workspace made = m_fixture->worktree(u"one"_s);
        const engine::WorktreeRow row = m_fixture->store.ofBranch(made.branch);
        QString inner = made.folder + u"/vendor"_s;
        if (kind >= 6) {
            inner = made.folder + u"/.claude/worktrees/x"_s;
            if (kind == 7) {
                WorktreeFixture::write(made.folder + u"/.gitignore"_s, ".claude\n");
                m_fixture->commitAll(u"ignored"_s, made.folder);
            }
            m_fixture->git({u"worktree"_s, u"add"_s, u"-q"_s, u"-b"_s, u"x"_s, inner}, made.folder);
        } else {
            if (kind == 2) {
                QVERIFY(QDir().mkpath(inner));
                WorktreeFixture::write(inner + u"/ours"_s, "ours");
                m_fixture->commitAll(u"ours"_s, made.folder);
            }
            m_fixture->git({u"init"_s, u"-q"_s, inner});
            WorktreeFixture::write(inner + u"/code"_s, "code");
            if (kind != 1)
                m_fixture->commitAll(u"code"_s, inner);
        }
        WorktreeFixture::write(inner + u"/unsaved"_s, "unsaved");
        if (kind == 5)
            WorktreeFixture::write(made.folder + u"/.gitmodules"_s, "[submodule \"v\"]\n\tpath = vendor\n\turl = x\n");
        if (kind == 3 || kind == 4)
            m_fixture->commitAll(u"all"_s, made.folder);
        if (kind == 4)
            QVERIFY(QDir(inner).removeRecursively());
        const QString named = kind >= 6 ? u".claude/worktrees/x"_s : u"vendor"_s;
        const Result<DiscardDone> discarded = discardBranch(*m_fixture->keeper, row);
        QVERIFY(!discarded);
        QVERIFY2(discarded.error().message.contains(named), qPrintable(discarded.error().text()));
        MergeWish wish;
        wish.commitAll = true;
        const Result<MergeDone> merged = merge(row, wish);
        QVERIFY(!merged);
        QVERIFY2(merged.error().message.contains(named), qPrintable(merged.error().text()));
        QVERIFY(kind == 4 || QFileInfo::exists(inner + u"/unsaved"_s));
        QVERIFY(!m_fixture->git({u"ls-tree"_s, u"-r"_s, u"main"_s}).contains(u"160000"));
        // What the error says helps.
        if (kind >= 6)
            m_fixture->git({u"worktree"_s, u"remove"_s, u"--force"_s, inner}, made.folder);
        else if (kind == 3 || kind == 4)
            m_fixture->git({u"rm"_s, u"-q"_s, u"--cached"_s, u"vendor"_s}, made.folder);
        if (kind == 5)
            QVERIFY(QFile::remove(made.folder + u"/.gitmodules"_s));
        if (kind < 6)
            QDir(inner + u"/.git"_s).removeRecursively();
        const Result<MergeDone> done = merge(row, wish);
        QVERIFY2(done, done ? "" : qPrintable(done.error().text()));
        QCOMPARE(m_fixture->gitSucceeds({u"show"_s, u"main:vendor/unsaved"_s}), kind < 6 && kind != 4);
    }

    void repositoriesInIgnoredFoldersAreNobodysWork()
    {
        const Workspace made = m_fixture->worktree(u"one"_s);
        WorktreeFixture::write(made.folder + u"/.gitignore"_s, "build/\n");
        QVERIFY(QDir().mkpath(made.folder + u"/build/deps"_s));
        m_fixture->git({u"init"_s, u"-q"_s, made.folder + u"/build/deps/lib"_s});
        const Result<DiscardDone> done = discardBranch(*m_fixture->keeper, m_fixture->store.ofBranch(made.branch));
        QVERIFY2(done, done ? "" : qPrintable(done.error().text()));
    }

    void teardownIsRunBeforeTheWorktreeGoes()
    {
        engine::AttemptRequest request = m_fixture->request(u"one"_s);
        request.spec.workspace.ports = 1;
        request.spec.workspace.teardown = {u"echo $PODIUM_PORT > '%1'"_s.arg(m_fixture->path(u"down"_s))};
        const Result<Workspace> made = m_fixture->prepare(request);
        QVERIFY(made);
        m_fixture->keeper->release(request.key);
        QVERIFY(discardBranch(*m_fixture->keeper, m_fixture->store.ofBranch(made->branch)));
        QCOMPARE(WorktreeFixture::read(m_fixture->path(u"down"_s)).trimmed(), QByteArray::number(made->firstPort));
    }

    void aMergeThatACrashInterruptedIsSettled_data()
    {
        QTest::addColumn<bool>("moved");
        QTest::newRow("before the target moved") << false;
        QTest::newRow("after the target moved") << true;
    }
    void aMergeThatACrashInterruptedIsSettled()
    {
        QFETCH(bool, moved);
        engine::WorktreeRow row = task(u"one"_s, "a\nONE\nc\n");
        row.state = State::Merging;
        row.result = m_fixture->git({u"rev-parse"_s, row.branch});
        QVERIFY(m_fixture->store.saveWorktree(row));
        if (moved)
            m_fixture->git({u"merge"_s, u"-q"_s, u"--ff-only"_s, row.branch});
        m_fixture->restart();
        const Result<MergeDone> done = merge(row);
        QVERIFY2(done, done ? "" : qPrintable(done.error().text()));
        QCOMPARE(done->already, moved);
        QCOMPARE(mainFile(), QByteArray("a\nONE\nc"));
        QCOMPARE(m_fixture->store.ofBranch(row.branch).state, State::Merged);
        QVERIFY(!QFileInfo::exists(row.path));
    }

    void hostileTargetsAreRefused()
    {
        const engine::WorktreeRow row = task(u"one"_s, "a\nONE\nc\n");
        for (const QString &into : {u"--force"_s, u"no-such"_s, row.branch, u"main^"_s, u"main; touch x"_s}) {
            MergeWish wish;
            wish.into = into;
            QVERIFY2(!merge(row, wish), qPrintable(into));
        }
    }

    void aBranchOfAnotherHistoryIsAnErrorNotACrash()
    {
        const engine::WorktreeRow row = task(u"one"_s, "a\nONE\nc\n");
        m_fixture->git({u"checkout"_s, u"-q"_s, u"--orphan"_s, u"other"_s});
        m_fixture->git({u"commit"_s, u"-q"_s, u"-m"_s, u"other"_s});
        MergeWish wish;
        wish.into = u"other"_s;
        const Result<MergeDone> done = merge(row, wish);
        QVERIFY(!done);
        QVERIFY2(done.error().message.contains(u"unrelated"), qPrintable(done.error().text()));
    }
};

QTEST_GUILESS_MAIN(TestBranchReview)
#include "tst_branchreview.moc"
