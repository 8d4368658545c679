// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/claude/hooks/qualitygate.h"
#include "agents/worktree/git.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace podium;
using namespace podium::agents;

class TestQualityGate : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    qualitygate::Place m_place;

    QString path(const QString &name) const { return m_place.folder + u'/' + name; }
    void write(const QString &name, const QByteArray &text) const
    {
        QVERIFY(QDir().mkpath(QFileInfo(path(name)).path()));
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Append) && file.write(text) == text.size());
    }
    void git(const QStringList &arguments) const
    {
        const Result<QByteArray> out = Git(m_place.folder).asPodium().run(arguments);
        QVERIFY2(out, out ? "" : qPrintable(out.error().text()));
    }
    bool met(const QString &pattern = u"*test"_s) const
    {
        const Result<bool> out = qualitygate::isMet(m_place, pattern, {});
        return out && *out;
    }
    void succeed(const QString &command = u"make test"_s) const
    {
        const Result<void> noted = qualitygate::succeeded(m_place, command, {});
        QVERIFY2(noted, noted ? "" : qPrintable(noted.error().text()));
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_place = {m_dir->filePath(u"ws"_s), m_dir->filePath(u"ws/.data"_s), m_dir->filePath(u"ws/.data/attempt"_s)};
        write(u"code"_s, "1");
    }

    void commandCountsUntilAFileChanges_data()
    {
        QTest::addColumn<bool>("repository");
        QTest::newRow("folder") << false;
        QTest::newRow("repository") << true;
    }
    void commandCountsUntilAFileChanges()
    {
        QFETCH(bool, repository);
        if (repository)
            git({u"init"_s, u"-q"_s});
        QVERIFY(!met());
        succeed(u"make"_s);
        QVERIFY(!met());
        succeed();
        QVERIFY(met() && met(u"make"_s));
        write(u".data/podium.db"_s, "Podium's own");
        QCOMPARE(::mkfifo(QFile::encodeName(path(u"pipe"_s)).constData(), 0600), 0);
        QVERIFY(met());
        write(u"sub/new"_s, "2");
        QVERIFY(!met());
        succeed();
        QVERIFY(met() && !met(u"make"_s));
        QVERIFY(QFile::remove(path(u"sub/new"_s)));
        QVERIFY(!met());
        succeed();
        QVERIFY(QFile::setPermissions(path(u"code"_s), QFile::ReadOwner | QFile::ExeOwner));
        QVERIFY(!met());
    }

    void commitsAndIgnoredFilesChangeNothing()
    {
        git({u"init"_s, u"-q"_s});
        write(u".gitignore"_s, "build/\n.data/\n");
        succeed();
        write(u"build/out"_s, "o");
        git({u"add"_s, u"--all"_s});
        git({u"commit"_s, u"-q"_s, u"-m"_s, u"done"_s});
        QVERIFY(met());
        write(u".gitignore"_s, "more\n");
        QVERIFY(!met());
    }

    void repositoryInsideAnotherCounts()
    {
        git({u"init"_s, u"-q"_s});
        git({u"init"_s, u"-q"_s, u"inner"_s});
        write(u"inner/code"_s, "1");
        succeed();
        QVERIFY(met());
        write(u"inner/code"_s, "2");
        QVERIFY(!met());
    }

    void subfolderOfAWorktreeStandsForAllOfIt()
    {
        git({u"init"_s, u"-q"_s});
        write(u"sub/a"_s, "1");
        qualitygate::Place below = m_place;
        below.folder = path(u"sub"_s);
        const Result<QString> before = qualitygate::stateOfFiles(below, {});
        write(u"code"_s, "2");
        const Result<QString> after = qualitygate::stateOfFiles(below, {});
        QVERIFY(before && after && *before != *after);
    }
};

QTEST_GUILESS_MAIN(TestQualityGate)
#include "tst_qualitygate.moc"
