// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/process/sparefolders.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace podium::agents;

class TestSpareFolders : public QObject
{
    Q_OBJECT

private:
    AttemptFolder attempt(const QString &name) const { return {m_data.filePath(QStringLiteral("runs/r/") + name)}; }
    /// What the supervisor does before it starts a process, and what the process may write.
    static void spool(const AttemptFolder &folder, const char *name, const QByteArray &bytes)
    {
        QFile file(folder.spool() + u'/' + QLatin1StringView(name));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Append));
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    static quint64 inode(const QString &path)
    {
        struct stat info
        {
        };
        return ::stat(QFile::encodeName(path).constData(), &info) == 0 ? info.st_ino : 0;
    }
    AttemptFolder ended(SpareFolders &folders, const QString &name, const QByteArray &output)
    {
        const AttemptFolder folder = attempt(name);
        [&] {
            QVERIFY(folders.provide(folder));
            spool(folder, "stdout", output);
            spool(folder, "stderr", {});
        }();
        return folder;
    }

    QTemporaryDir m_data;

private Q_SLOTS:
    void cleanup() { QVERIFY(QDir(m_data.path()).removeRecursively() && QDir().mkpath(m_data.path())); }

    void aQuietAttemptsFolderServesTheNextOne()
    {
        SpareFolders folders(m_data.path());
        const AttemptFolder first = ended(folders, QStringLiteral("a.1"), {});
        const quint64 files = inode(first.spool() + QStringLiteral("/stdout"));
        folders.takeBack(first);
        QVERIFY(!QFile::exists(first.root));
        const AttemptFolder second = attempt(QStringLiteral("b.1"));
        QVERIFY(folders.provide(second));
        QCOMPARE(inode(second.spool() + QStringLiteral("/stdout")), files);
        QVERIFY(QFile::exists(second.spool() + QStringLiteral("/stderr")));
    }

    void aSpareFolderDoesNotSayThatItsAttemptWasSpawned()
    {
        SpareFolders folders(m_data.path());
        const AttemptFolder first = ended(folders, QStringLiteral("a.1"), {});
        QVERIFY(hasTrace(first.spool()));
        folders.takeBack(first);
        const AttemptFolder second = attempt(QStringLiteral("b.1"));
        QVERIFY(folders.provide(second));
        QVERIFY(!hasTrace(second.spool()));
        spool(second, "stdout", {});
        QVERIFY(hasTrace(second.spool()));
    }

    void whateverAnAttemptLeftStaysWhereItIs_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("output") << QStringLiteral("spool/stdout");
        QTest::newRow("errors") << QStringLiteral("spool/stderr");
        QTest::newRow("a file of its own") << QStringLiteral("notes");
        QTest::newRow("a file beside its output") << QStringLiteral("spool/notes");
    }

    void whateverAnAttemptLeftStaysWhereItIs()
    {
        QFETCH(QString, file);
        SpareFolders folders(m_data.path());
        const AttemptFolder folder = ended(folders, QStringLiteral("a.1"), {});
        QFile left(folder.root + u'/' + file);
        QVERIFY(left.open(QIODevice::Append));
        left.write("x");
        left.close();
        folders.takeBack(folder);
        QVERIFY(left.exists());
        QVERIFY(folders.provide(attempt(QStringLiteral("b.1"))));
        QVERIFY(left.exists());
    }

    void aFolderThatIsThereIsKept()
    {
        SpareFolders folders(m_data.path());
        folders.takeBack(ended(folders, QStringLiteral("a.1"), {}));
        const AttemptFolder again = ended(folders, QStringLiteral("b.1"), "said before the restart");
        folders.takeBack(ended(folders, QStringLiteral("c.1"), {}));
        QVERIFY(folders.provide(again));
        QCOMPARE(QFile(again.spool() + QStringLiteral("/stdout")).size(), 23);
    }

    void spareFoldersOfAnEarlierProcessAreUsed()
    {
        quint64 files = 0;
        {
            SpareFolders folders(m_data.path());
            const AttemptFolder folder = ended(folders, QStringLiteral("a.1"), {});
            files = inode(folder.root);
            folders.takeBack(folder);
        }
        SpareFolders folders(m_data.path());
        const AttemptFolder next = attempt(QStringLiteral("b.1"));
        QVERIFY(folders.provide(next));
        QCOMPARE(inode(next.root), files);
    }

    void aSpareFolderThatSomebodyElseTookIsNoError()
    {
        SpareFolders folders(m_data.path());
        folders.takeBack(ended(folders, QStringLiteral("a.1"), {}));
        QVERIFY(QDir(m_data.filePath(QStringLiteral("spare"))).removeRecursively());
        const AttemptFolder next = attempt(QStringLiteral("b.1"));
        QVERIFY(folders.provide(next));
        QVERIFY(QFile::exists(next.spool()));
    }
};

QTEST_GUILESS_MAIN(TestSpareFolders)
#include "tst_sparefolders.moc"
