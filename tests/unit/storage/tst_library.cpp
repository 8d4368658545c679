// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/notebook.h"
#include "storage/queries.h"
#include "storage/upkeep/backup.h"
#include "support/backends.h"
#include "support/storesamples.h"

#include <QTest>

#include <memory>

using namespace podium;
using namespace podium::test;
using namespace podium::storage;
using namespace Qt::StringLiterals;

/// The library of workflows, on SQLite and on PostgreSQL.
class TestLibrary : public QObject
{
    Q_OBJECT

private:
    Backends m_backends;
    QString m_url;
    std::unique_ptr<Storage> m_store;
    std::unique_ptr<RunQueries> m_queries;

    static LibraryVersion versionOf(const QString &name, const QString &text)
    {
        LibraryVersion out;
        out.workflow = name;
        out.hash = u"hash of "_s + text;
        out.title = u"Title"_s;
        out.tasks = 2;
        out.source = text;
        out.savedBy = u"ann"_s;
        out.createdMs = 5;
        return out;
    }
    Result<LibraryVersion> save(const LibraryVersion &version, std::optional<qint64> base = {})
    {
        return await(Notebook(*m_store).saveVersion(version, base));
    }
    QStringList names()
    {
        QStringList out;
        const auto all = await(m_queries->library());
        for (const LibraryVersion &one : *all)
            out += one.workflow;
        return out;
    }

private Q_SLOTS:
    void init()
    {
        m_url = m_backends.fresh();
        QVERIFY(!m_url.isEmpty());
        m_store = std::make_unique<Storage>(sampleOptions(m_url));
        m_queries = std::make_unique<RunQueries>(m_url);
        QVERIFY(await(m_store->takeOver(u"test"_s)));
    }
    void cleanup()
    {
        m_queries.reset();
        m_store.reset();
    }

    void everySaveIsAVersion_data() { Backends::addRows(); }
    void everySaveIsAVersion()
    {
        QCOMPARE(save(versionOf(u"b"_s, u"one ä\n\r\n"_s))->version, 1);
        QCOMPARE(save(versionOf(u"b"_s, u"two"_s))->version, 2);
        QCOMPARE(save(versionOf(u"b"_s, u"two"_s))->version, 2); // The same text makes none.
        QCOMPARE(save(versionOf(u"b"_s, u"one ä\n\r\n"_s))->version, 3);
        QCOMPARE(save(versionOf(u"a"_s, u"other"_s))->version, 1);
        QCOMPARE(names(), QStringList({u"a"_s, u"b"_s}));
        const auto versions = await(m_queries->libraryVersions(u"b"_s));
        QCOMPARE(versions->size(), 3);
        QCOMPARE(versions->first().version, 3);
        QCOMPARE(versions->first().savedBy, u"ann"_s);
        QVERIFY(versions->first().source.isEmpty()); // Lists stay small.
        QCOMPARE((*await(m_queries->libraryVersion(u"b"_s, 1)))->source, u"one ä\n\r\n"_s);
        QCOMPARE((*await(m_queries->libraryVersion(u"b"_s)))->version, 3);
        QVERIFY(!*await(m_queries->libraryVersion(u"b"_s, 4)));
        QVERIFY(!*await(m_queries->libraryVersion(u"c"_s)));
    }

    void aSaveOnTopOfAnOldVersionIsRefused_data() { Backends::addRows(); }
    void aSaveOnTopOfAnOldVersionIsRefused()
    {
        QVERIFY(save(versionOf(u"a"_s, u"one"_s), 0));
        QVERIFY(save(versionOf(u"a"_s, u"two"_s), 1));
        const Result<LibraryVersion> late = save(versionOf(u"a"_s, u"mine"_s), 1);
        QVERIFY(!late);
        QCOMPARE(late.error().code, ErrorCode::Conflict);
        QVERIFY2(late.error().text().contains(u"ann"_s), qPrintable(late.error().text()));
        QCOMPARE(save(versionOf(u"a"_s, u"new"_s), 0).error().code, ErrorCode::Conflict);
        QCOMPARE((*await(m_queries->libraryVersion(u"a"_s)))->source, u"two"_s);
    }

    void whatIsRemovedCanComeBack_data() { Backends::addRows(); }
    void whatIsRemovedCanComeBack()
    {
        LibraryVersion gone = versionOf(u"a"_s, {});
        gone.removed = true;
        QCOMPARE(save(gone).error().code, ErrorCode::NotFound);
        QVERIFY(save(versionOf(u"a"_s, u"one"_s)));
        QCOMPARE(save(gone)->version, 2);
        QVERIFY(names().isEmpty());
        QVERIFY(!*await(m_queries->libraryVersion(u"a"_s)));
        QCOMPARE((*await(m_queries->libraryVersion(u"a"_s, 1)))->source, u"one"_s);
        QCOMPARE(save(gone).error().code, ErrorCode::NotFound);
        // The same text as before is a version of its own now.
        QCOMPARE(save(versionOf(u"a"_s, u"one"_s), 0)->version, 3);
        QCOMPARE(names(), QStringList{u"a"_s});
    }

    void aBackupHasItsVersions_data() { Backends::addRows(); }
    void aBackupHasItsVersions()
    {
        QVERIFY(save(versionOf(u"a"_s, u"one"_s)));
        QVERIFY(save(versionOf(u"a"_s, u"two"_s)));
        m_queries.reset();
        m_store.reset();
        const QString copy = m_backends.folder() + u"/copy-%1.db"_s.arg(QString::fromLatin1(QTest::currentDataTag()));
        const auto made = backUp(m_url, copy);
        QVERIFY2(made, qPrintable(made ? QString() : made.error().text()));
        RunQueries queries(copy);
        QCOMPARE(await(queries.libraryVersions(u"a"_s))->size(), 2);
        QCOMPARE((*await(queries.libraryVersion(u"a"_s, 1)))->source, u"one"_s);
    }
};

QTEST_GUILESS_MAIN(TestLibrary)
#include "tst_library.moc"
