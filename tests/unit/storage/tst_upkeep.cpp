// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/notebook.h"
#include "storage/queries.h"
#include "storage/upkeep/backup.h"
#include "support/backends.h"
#include "support/storesamples.h"

#include <QTest>

#include <unistd.h>

using namespace podium;
using namespace podium::test;
using namespace podium::storage;
using domain::EventType;
using domain::TaskState;
using engine::StoreBatch;

/// Check, backup and restore, on SQLite and on PostgreSQL and from one to the other.
class TestUpkeep : public QObject
{
    Q_OBJECT

private:
    Backends m_backends;
    int m_files = 0;

    QString newFile() { return QStringLiteral("%1/file-%2").arg(m_backends.folder()).arg(++m_files); }

    /// A little of everything.
    void fill(const QString &url, qint64 &seq)
    {
        Storage store(sampleOptions(url));
        const Result<engine::StoredState> state = await(store.takeOver(QStringLiteral("test")));
        QVERIFY2(state, qPrintable(state ? QString() : state.error().text()));
        StoreBatch batch = creationOf(QStringLiteral("run"), sampleWorkflow(), seq);
        batch.tasks[0].state = TaskState::Success;
        batch.tasks[0].attempt = 1;
        batch.tasks[0].result = QStringLiteral("done");
        batch.tasks[0].resultSource = QStringLiteral("stdout");
        batch.events << sampleEvent(++seq, QStringLiteral("run"), EventType::TaskSucceeded, 0, 1);
        QVERIFY(commitNow(store, batch));
        QVERIFY(store.put(QByteArray(10'000, 'x'), QStringLiteral("text/plain")));
        store.append({sampleLine(QStringLiteral("run"), 0, QStringLiteral("needle in the log"), 7)});
        Notebook notes(store);
        AuditEntry entry;
        entry.who = QStringLiteral("me");
        QVERIFY(await(notes.appendAudit(entry)));
        QVERIFY(await(notes.appendAudit(entry)));
        Knowledge knowledge;
        knowledge.body = QStringLiteral("wisdom");
        QVERIFY(await(notes.saveKnowledge(knowledge)));
    }

    QString problemAfter(const QString &url, const QString &sql)
    {
        {
            const auto connection = Connection::open(*DatabaseUrl::parse(url), OpenMode::ReadWrite);
            if (const Result<void> done = (*connection)->execute(sql); !done)
                return done.error().text();
        }
        const Result<CheckReport> report = checkDatabase(url);
        return report ? report->problems.join(u'\n') : report.error().text();
    }

private Q_SLOTS:
    void soundDatabaseHasNoProblems_data() { Backends::addRows(); }
    void soundDatabaseHasNoProblems()
    {
        const QString url = m_backends.fresh();
        qint64 seq = 0;
        fill(url, seq);
        const Result<CheckReport> report = checkDatabase(url);
        QVERIFY2(report, qPrintable(report ? QString() : report.error().text()));
        QCOMPARE(report->problems, QStringList());
        QCOMPARE(report->events, seq);
        QCOMPARE(report->runs, 1);
        QCOMPARE(report->logLines, 1);
    }

    void damageIsFound_data()
    {
        QTest::addColumn<QString>("backend");
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("says");
        const QList<QPair<QString, QString>> damages{
            {QStringLiteral("DELETE FROM events WHERE seq = 2"), QStringLiteral("gaps")},
            {QStringLiteral("UPDATE tasks SET state = 'FAILED' WHERE idx = 0"),
             QStringLiteral("its events say SUCCESS")},
            {QStringLiteral("UPDATE runs SET state = 'COMPLETED'"), QStringLiteral("its events say IN_PROGRESS")},
            {QStringLiteral("UPDATE events SET type = 'no.such' WHERE seq = 1"), QStringLiteral("cannot be read")},
            {QStringLiteral("INSERT INTO audit VALUES (3, 1, 'x', '', '', '', '{}', '', 'false')"),
             QStringLiteral("audit trail is broken at entry 3")},
            {QStringLiteral("UPDATE artifacts SET packed = 0"), QStringLiteral("is damaged")}};
        for (const char *backend : {"sqlite", "postgresql"}) {
            for (const auto &[sql, says] : damages)
                QTest::addRow("%s: %s", backend, qPrintable(says)) << QString::fromLatin1(backend) << sql << says;
        }
    }
    void damageIsFound()
    {
        QFETCH(QString, sql);
        QFETCH(QString, says);
        const QString url = m_backends.fresh();
        qint64 seq = 0;
        fill(url, seq);
        const QString problem = problemAfter(url, sql);
        QVERIFY2(problem.contains(says), qPrintable(problem));
    }

    void damagedFileIsToldClearly()
    {
        const QString path = newFile();
        qint64 seq = 0;
        fill(path, seq);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(4096 * 3));
        file.write(QByteArray(4096 * 8, '\xff'));
        file.close();
        const Result<CheckReport> report = checkDatabase(path);
        QVERIFY(!report || !report->isSound());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(8192, 'x'));
        file.close();
        const Result<CheckReport> garbage = checkDatabase(path);
        QVERIFY(!garbage);
        QCOMPARE(garbage.error().code, ErrorCode::Corrupt);
        QVERIFY(garbage.error().hint.contains(u"restore"));
        Storage store(sampleOptions(path));
        QCOMPARE(await(store.takeOver(QStringLiteral("me"))).error().code, ErrorCode::Corrupt);
    }

    void backupIsRestored_data()
    {
        QTest::addColumn<QString>("backend");
        QTest::addColumn<QString>("target");
        for (const QString &from : {QStringLiteral("sqlite"), QStringLiteral("postgresql")}) {
            for (const QString &to : {QStringLiteral("sqlite"), QStringLiteral("postgresql")})
                QTest::addRow("%s to %s", qPrintable(from), qPrintable(to)) << from << to;
        }
    }
    void backupIsRestored()
    {
        QFETCH(QString, target);
        const QString url = m_backends.fresh();
        qint64 seq = 0;
        fill(url, seq);
        const QString file = newFile();
        Result<CheckReport> report = backUp(url, file);
        QVERIFY2(report, qPrintable(report ? QString() : report.error().text()));
        QCOMPARE(report->events, seq);
        QCOMPARE(backUp(url, file).error().code, ErrorCode::Conflict);
        const QString other = m_backends.freshOf(target);
        AuditEntry entry;
        entry.who = QStringLiteral("ann");
        entry.operation = QStringLiteral("backup.restore");
        report = restore(file, other, QStringLiteral("restorer"), entry);
        QVERIFY2(report, qPrintable(report ? QString() : report.error().text()));
        QVERIFY(QFileInfo::exists(file));
        QVERIFY(checkDatabase(other)->isSound());
        RunQueries queries(other);
        LogFilter filter;
        filter.text = QStringLiteral("needle");
        QCOMPARE(await(queries.logs(filter))->size(), 1);
        QCOMPARE(await(queries.knowledge({}, QStringLiteral("wisdom")))->size(), 1);
        const auto trail = await(queries.audit());
        QCOMPARE(trail->size(), 3);
        QCOMPARE(trail->last().operation, entry.operation);
        QCOMPARE(await(queries.tasks(QStringLiteral("run")))->first().result.toString(), QStringLiteral("done"));
        Storage store(sampleOptions(other));
        const Result<engine::StoredState> state = await(store.takeOver(QStringLiteral("me")));
        QVERIFY2(state, qPrintable(state ? QString() : state.error().text()));
        QCOMPARE(state->lastSeq, seq);
        QCOMPARE(state->runs.size(), 1);
        QCOMPARE(restore(file, other, QStringLiteral("restorer"), {}).error().code, ErrorCode::Conflict); // Is in use.
    }

    void restoringKeepsWhatWasThere()
    {
        const QString path = newFile();
        const QString other = newFile();
        const QString file = newFile();
        qint64 seq = 0;
        fill(path, seq);
        QVERIFY(backUp(path, file));
        qint64 otherSeq = 0;
        fill(other, otherSeq);
        QVERIFY(restore(file, other, QStringLiteral("me"), {}));
        const QStringList kept =
            QDir(m_backends.folder()).entryList({QFileInfo(other).fileName() + QStringLiteral(".before-restore-*")});
        QCOMPARE(kept.size(), 1);
        QCOMPARE(checkDatabase(m_backends.folder() + u'/' + kept.first())->events, otherSeq);
    }

    void databaseIsNeverMissingWhileABackupIsRestored()
    {
        const QString path = newFile();
        const QString file = newFile();
        qint64 seq = 0;
        fill(path, seq);
        QVERIFY(backUp(path, file));
        std::atomic<bool> stop = false;
        std::atomic<int> missing = 0;
        std::unique_ptr<QThread> watcher(QThread::create([&, name = QFile::encodeName(path)] {
            while (!stop) {
                if (::access(name.constData(), F_OK) != 0)
                    ++missing;
            }
        }));
        watcher->start();
        for (int i = 0; i < 50; ++i) {
            const Result<CheckReport> done = restore(file, path, QStringLiteral("me"), {});
            if (!done)
                qWarning("%s", qPrintable(done.error().text()));
        }
        stop = true;
        watcher->wait();
        // Somebody who starts after a crash at that moment would be given a new, empty database.
        QCOMPARE(missing.load(), 0);
        QCOMPARE(checkDatabase(path)->events, seq);
    }

    void whatIsNoBackupIsRefusedAndChangesNothing()
    {
        const QString path = newFile();
        qint64 seq = 0;
        fill(path, seq);
        QCOMPARE(restore(newFile(), path, {}, {}).error().code, ErrorCode::NotFound);
        QFile empty(newFile());
        QVERIFY(empty.open(QIODevice::WriteOnly));
        empty.close();
        QCOMPARE(restore(empty.fileName(), path, {}, {}).error().code, ErrorCode::InvalidArgument);
        QVERIFY(empty.open(QIODevice::WriteOnly));
        empty.write(QByteArray(5000, 'x'));
        empty.close();
        QCOMPARE(restore(empty.fileName(), path, {}, {}).error().code, ErrorCode::Corrupt);
        const QString file = newFile();
        QVERIFY(backUp(path, file));
        (void)problemAfter(file, QStringLiteral("DELETE FROM events WHERE seq = 2"));
        QCOMPARE(restore(file, path, {}, {}).error().code, ErrorCode::Corrupt);
        QCOMPARE(checkDatabase(path)->events, seq);
        QCOMPARE(QDir(m_backends.folder()).entryList({QStringLiteral("*.restoring*")}), QStringList());
    }

    void backupWhileWritingIsOneSnapshot_data() { Backends::addRows(); }
    void backupWhileWritingIsOneSnapshot()
    {
        const QString url = m_backends.fresh();
        Storage store(sampleOptions(url));
        QVERIFY(await(store.takeOver(QStringLiteral("me"))));
        qint64 seq = 0;
        QVERIFY(commitNow(store, creationOf(QStringLiteral("run"), sampleWorkflow(), seq)));
        std::atomic<bool> stop = false;
        std::unique_ptr<QThread> writer(QThread::create([&] {
            while (!stop) {
                StoreBatch batch;
                batch.events << sampleEvent(++seq, QStringLiteral("run"), EventType::TaskReady, 0);
                if (!commitNow(store, batch))
                    return;
            }
        }));
        const auto stopped = qScopeGuard([&] {
            stop = true;
            writer->wait();
        });
        writer->start();
        for (int i = 0; i < 5; ++i) {
            const Result<CheckReport> report = backUp(url, newFile());
            QVERIFY2(report, qPrintable(report ? QString() : report.error().text()));
            QCOMPARE(report->events, report->lastSeq);
        }
    }
};

QTEST_GUILESS_MAIN(TestUpkeep)
#include "tst_upkeep.moc"
