// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// Branches that real tasks left in a real repository, judged in the window.
#include "gui/backend/navigator.h"
#include "gui/desktopfixture.h"
#include "gui/review/diffmodel.h"

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QProcess>
#include <QTest>

using namespace podium;
using namespace podium::gui;
using namespace Qt::StringLiterals;

class TestReviewPage : public QObject, private test::DesktopFixture
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(begin());
        QVERIFY(QDir().mkpath(repository()));
        git({u"init"_s, u"-q"_s, u"-b"_s, u"main"_s});
        git({u"config"_s, u"user.name"_s, u"Ann"_s});
        git({u"config"_s, u"user.email"_s, u"ann@example.com"_s});
        QFile file(repository() + u"/notes.txt"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("one\ntwo\nthree\n");
        file.close();
        git({u"add"_s, u"."_s});
        git({u"commit"_s, u"-q"_s, u"-m"_s, u"First"_s});
        m_run = submit(u"name: branches\ntasks:\n"
                       "  - id: change\n    title: Change the notes\n    workspace: {kind: worktree}\n"
                       "    run: |\n      sed -i s/two/zwei/ notes.txt\n      echo new > added.txt\n      git add -A\n"
                       "      git commit -qm Change\n"
                       "  - id: spare\n    title: Another way\n    workspace: {kind: worktree}\n"
                       "    run: |\n      sed -i s/two/deux/ notes.txt\n      git commit -qam Spare\n"_s,
                       repository());
        QVERIFY(!m_run.isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(ask(u"run.show"_s, {{u"run"_s, m_run}})[u"run"][u"state"].toString(), u"COMPLETED"_s,
                                  30'000);
    }
    void cleanupTestCase() { QCOMPARE(end(), QStringList()); }

    void theBranchOfATaskIsFoundWithItsFilesAndClashes()
    {
        Navigator::instance()->openReview(m_run, u"change"_s);
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"added.txt, 1 lines added, 0 removed"_s), 15'000);
        QTRY_VERIFY(sees(u"notes.txt, 1 lines added, 1 removed"_s));
        QVERIFY(sees(u"Conflicts with podium/…"_s));
        QVERIFY(click(u"notes.txt, 1 lines added, 1 removed"_s));
        QTRY_VERIFY(sees(u"removed: two"_s));
        QVERIFY(sees(u"added: zwei"_s));
        picture(u"review"_s);
        QVERIFY(click(u"Side by side"_s));
        QTRY_VERIFY(sees(u"added: twozwei"_s)); // The new line stands beside the old one.
        picture(u"review-side"_s);
        QVERIFY(click(u"Unified"_s));
    }

    void aMergeAsksHowAndMovesTheTarget()
    {
        QVERIFY(click(u"Merge…"_s, QAccessible::Button));
        QTRY_VERIFY(sees(u"Squash"_s));
        picture(u"review-merge"_s);
        QVERIFY(click(u"Test the merged files first…"_s));
        for (const char key : "test -f added.txt")
            if (key)
                QTest::keyClick(window(), key);
        QVERIFY(click(u"Merge"_s, QAccessible::Button));
        QTRY_COMPARE_WITH_TIMEOUT(git({u"show"_s, u"main:added.txt"_s}), u"new"_s, 20'000);
        QTRY_VERIFY(!sees(u"Merging…"_s));
        // What was merged leaves the list; the other one conflicts now.
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"Conflicts with main: notes.txt"_s), 15'000);
    }

    void discardingSaysWhatIsKept()
    {
        QVERIFY(click(u"Discard (keeps a ref)"_s));
        QTRY_VERIFY(sees(u"Discard"_s));
        QVERIFY(click(u"Discard"_s, QAccessible::Button));
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"Nothing to review"_s), 20'000);
        QVERIFY(git({u"for-each-ref"_s}).contains(u"refs/podium/"_s));
        picture(u"review-empty"_s);
    }

    void aPatchIsReadFileByFile()
    {
        DiffModel model;
        QAbstractItemModelTester tester(&model);
        model.setPatch(
            u"diff --git a/old name.txt b/new name.txt\nsimilarity index 90%\nrename from old name.txt\n"
            "rename to new name.txt\n--- a/old name.txt\t\n+++ b/new name.txt\t\n@@ -1,3 +1,3 @@ top\n same\n"
            "-gone\n-gone too\n+here\n\\ No newline at end of file\n"
            "diff --git \"a/\\303\\244.bin\" \"b/\\303\\244.bin\"\nnew file mode 100644\n"
            "Binary files /dev/null and \"b/\\303\\244.bin\" differ\n"
            "diff --git a/x b/x\ndeleted file mode 100644\n--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n"
            "--- a line of dashes\n"_s);
        QCOMPARE(model.files().size(), 3);
        QCOMPARE(model.files().at(0).path, u"new name.txt"_s);
        QCOMPARE(model.files().at(0).change, u"renamed"_s);
        QCOMPARE(model.files().at(0).added, 1);
        QCOMPARE(model.files().at(0).removed, 2);
        QVERIFY(model.files().at(1).binary);
        QCOMPARE(model.files().at(2).path, u"x"_s);
        QCOMPARE(model.files().at(2).change, u"deleted"_s);
        QCOMPARE(model.files().at(2).removed, 1);
        QCOMPARE(model.count(), 6);
        QCOMPARE(model.data(model.index(2), DiffModel::OldRole).toInt(), 2);
        QCOMPARE(model.data(model.index(4), DiffModel::NewRole).toInt(), 2);
        model.setSideBySide(true);
        QCOMPARE(model.count(), 5);
        QCOMPARE(model.data(model.index(2), DiffModel::TextRole).toString(), u"gone"_s);
        QCOMPARE(model.data(model.index(2), DiffModel::OtherTextRole).toString(), u"here"_s);
        QCOMPARE(model.data(model.index(3), DiffModel::OtherKindRole).toString(), u"gap"_s);
        model.showFile(2);
        QCOMPARE(model.data(model.index(1), DiffModel::TextRole).toString(), u"-- a line of dashes"_s);
    }

private:
    QString repository() const { return path(u"repository"_s); }
    QString git(const QStringList &arguments)
    {
        QProcess process;
        process.setWorkingDirectory(repository());
        process.start(u"git"_s, arguments);
        process.waitForFinished();
        return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
    }

    QString m_run;
};

QTEST_MAIN(TestReviewPage)
#include "tst_reviewpage.moc"
