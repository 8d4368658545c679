// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/queries.h"
#include "storage/schema/migrations.h"
#include "storage/sql/connection.h"
#include "storage/storage.h"
#include "storage/upkeep/check.h"
#include "support/backends.h"
#include "support/storesamples.h"

#include <QDir>
#include <QProcess>
#include <QRandomGenerator>
#include <QSqlQuery>
#include <QTest>

#include <cstdio>
#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#include <unistd.h>
#endif

using namespace podium;
using namespace podium::test;
using namespace podium::storage;
using domain::EventType;
using domain::TaskState;
using engine::StoreBatch;
using engine::StoredState;

namespace
{

const QString Run = QStringLiteral("run");
constexpr int OldEvents = 200;

/// Several rows in several tables, so that a fault has many places to strike.
StoreBatch step(qint64 &seq)
{
    StoreBatch batch;
    const int task = int(seq % 3);
    batch.events << sampleEvent(++seq, Run, EventType::TaskClaimed, task, 1);
    batch.events << sampleEvent(++seq, Run, EventType::TaskSucceeded, task, 1);
    engine::TaskRow row = sampleTask(Run, task, TaskState::Success);
    row.attempt = 1;
    row.result = QString(200, u'r');
    row.resultSource = QStringLiteral("stdout");
    batch.tasks << row;
    return batch;
}

/// The program as a child (argument "write"): commits as fast as it can and prints the last sequence number of each
/// batch that it was told is committed.
int writeForever(const QString &url)
{
    Storage store(sampleOptions(url));
    const Result<StoredState> state = await(store.takeOver(QStringLiteral("child")));
    if (!state) {
        std::fprintf(stderr, "%s\n", qPrintable(state.error().text()));
        return 1;
    }
    qint64 seq = state->lastSeq;
    if (seq == 0 && !commitNow(store, creationOf(Run, sampleWorkflow(), seq)))
        return 1;
    std::printf("0\n"); // The moment of the kill is counted from here.
    std::fflush(stdout);
    for (;;) {
        StoreBatch batch = step(seq);
        store.append({sampleLine(Run, 0, QStringLiteral("line %1").arg(seq), seq)});
        store.commit(batch, [seq](const Result<void> &done) {
            if (!done)
                ::_exit(2);
            char text[32];
            const int length = std::snprintf(text, sizeof text, "%lld\n", static_cast<long long>(seq));
            if (::write(STDOUT_FILENO, text, size_t(length)) != length)
                ::_exit(3);
        });
        if (seq % 64 < 2)
            (void)commitNow(store, {}); // So that the queue does not grow without end.
    }
}

/// What a database of the first version is made of, with enough in it that a copy takes a moment.
Result<void> makeOld(const QString &url)
{
    const auto old = Connection::open(*DatabaseUrl::parse(url), OpenMode::ReadWrite);
    if (!old)
        return tl::unexpected(old.error());
    const Result<void> made = migrate(**old, migrations().first(1), {});
    return made ? (*old)->transaction([&] {
        Result<void> done;
        for (int i = 1; done && i <= OldEvents; ++i) {
            done = (*old)->run(QStringLiteral("INSERT INTO events VALUES (?, 2, 'default', '', -1, 0, 'noted', ?)"),
                               {i, QString(2000, u'x')});
        }
        return done;
    })
                : made;
}

/// The program as a child (argument "migrate"): takes over and kills itself at the n-th statement, before or after it.
int migrateAndDie(const QString &url, int at, bool after)
{
    StorageOptions options = sampleOptions(url);
    int count = 0;
    options.connection.fault = [&](const QString &, bool isAfter) -> std::optional<Error> {
        if (isAfter == after && ++count == at)
            ::raise(SIGKILL);
        return {};
    };
    Storage store(options);
    const Result<StoredState> state = await(store.takeOver(QStringLiteral("child")));
    if (!state)
        std::fprintf(stderr, "%s\n", qPrintable(state.error().text()));
    return state ? 0 : 1;
}

/// The program as a child (argument "look"): tries to write and to read without being root.
int lookWithoutRights(const QString &path)
{
#ifdef Q_OS_UNIX
    constexpr uid_t Nobody = 65534;
    if (::geteuid() == 0 && (::setgid(Nobody) != 0 || ::setuid(Nobody) != 0))
        return 1;
#endif
    Storage store(sampleOptions(path));
    const Result<StoredState> state = await(store.takeOver(QStringLiteral("child")));
    RunQueries queries(path);
    const auto tasks = await(queries.tasks(Run));
    std::printf("%s %s\n", state ? "taken" : qPrintable(errorCodeName(state.error().code)),
                tasks ? qPrintable(QString::number(tasks->size())) : qPrintable(tasks.error().text()));
    return 0;
}

} // namespace

/// What is left when things break: killed processes, full disks, lost servers, failing statements.
class TestStorageFaults : public QObject
{
    Q_OBJECT

private:
    Backends m_backends;

    /// The version of what a killed process has left, as far as its statements have come.
    static int leftVersion(const QString &url)
    {
        const auto left = Connection::open(*DatabaseUrl::parse(url), OpenMode::ReadWrite);
        return left ? schemaVersion(**left).value_or(-1) : -1;
    }

private Q_SLOTS:
    void everyAcknowledgedBatchSurvivesKill9_data() { Backends::addRows(); }
    void everyAcknowledgedBatchSurvivesKill9()
    {
        const QString url = m_backends.fresh();
        qint64 acknowledged = 0;
        for (int round = 0; round < 15; ++round) {
            QProcess child;
            child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("write"), url});
            QVERIFY(child.waitForStarted());
            // Killed after a random number of acknowledgements, at a random point of the work that follows.
            const int after = 1 + int(QRandomGenerator::global()->bounded(300));
            QByteArray told;
            while (told.count('\n') < after) {
                QVERIFY2(child.waitForReadyRead(30'000), child.readAllStandardError().constData());
                told += child.readAllStandardOutput();
            }
            child.kill();
            QVERIFY(child.waitForFinished());
            told += child.readAllStandardOutput();
            const QByteArrayList lines = told.left(told.lastIndexOf('\n')).split('\n');
            acknowledged = qMax(acknowledged, lines.last().toLongLong());

            Storage store(sampleOptions(url));
            const Result<StoredState> state = await(store.takeOver(QStringLiteral("parent")));
            QVERIFY2(state, qPrintable(state ? QString() : state.error().text()));
            QVERIFY2(state->lastSeq >= acknowledged,
                     qPrintable(QStringLiteral("%1 of %2").arg(state->lastSeq).arg(acknowledged)));
            QCOMPARE(state->runs.first().events.size(), state->lastSeq);
            for (qsizetype i = 0; i < state->runs.first().events.size(); ++i)
                QCOMPARE(state->runs.first().events.at(i).seq, i + 1);
            acknowledged = state->lastSeq;
        }
        const Result<CheckReport> report = checkDatabase(url);
        QVERIFY(report);
        QCOMPARE(report->problems, QStringList());
    }

    void migrationKilledAnywhereIsDoneByTheNextStart_data()
    {
        QTest::addColumn<QString>("backend");
        QTest::addColumn<bool>("after");
        for (const char *backend : {"sqlite", "postgresql"}) {
            QTest::addRow("%s, before a statement", backend) << QString::fromLatin1(backend) << false;
            QTest::addRow("%s, after a statement", backend) << QString::fromLatin1(backend) << true;
        }
    }
    void migrationKilledAnywhereIsDoneByTheNextStart()
    {
#ifdef Q_OS_UNIX
        QFETCH(bool, after);
        QSet<int> versions; // In which the killed ones left it.
        for (int n = 1; n < 200; ++n) {
            const QString url = m_backends.fresh();
            const Result<void> made = makeOld(url);
            QVERIFY2(made, qPrintable(made ? QString() : made.error().text()));
            QProcess child;
            child.start(QCoreApplication::applicationFilePath(),
                        {QStringLiteral("migrate"), url, QString::number(n),
                         after ? QStringLiteral("after") : QStringLiteral("before")});
            QVERIFY(child.waitForFinished());
            QVERIFY2(child.exitStatus() == QProcess::CrashExit, child.readAllStandardError().constData());
            versions += leftVersion(url);
            Storage store(sampleOptions(url));
            const Result<StoredState> state = await(store.takeOver(QStringLiteral("parent")));
            QVERIFY2(state, qPrintable(state ? QString() : state.error().text()));
            QCOMPARE(state->lastSeq, OldEvents);
            const Result<CheckReport> report = checkDatabase(url);
            QVERIFY2(report && report->isSound(), qPrintable(report ? report->problems.join(u'\n') : QString()));
            const auto now = Connection::open(*DatabaseUrl::parse(url), OpenMode::ReadOnly);
            QCOMPARE(*schemaVersion(**now), newestVersion());
            if (versions.contains(newestVersion())) {
                // Each step on its own was interrupted with the one before it done.
                for (int version = 1; version < newestVersion(); ++version)
                    QVERIFY2(versions.contains(version), qPrintable(QString::number(version)));
                return;
            }
        }
        QFAIL("no migration came to its end");
#else
        QSKIP("needs the signals of Unix");
#endif
    }

    void copyThatWasKilledIsNotTakenForABackup()
    {
#ifdef Q_OS_UNIX
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("old.db"));
        QVERIFY(makeOld(path));
        const auto files = [&] { return QDir(folder.path()).entryList({QStringLiteral("*.backup*")}); };
        int copies = 0;
        for (int n = 1; copies == 0 && n < 20; ++n) {
            QProcess child;
            child.start(QCoreApplication::applicationFilePath(),
                        {QStringLiteral("migrate"), path, QString::number(n), QStringLiteral("after")});
            QVERIFY(child.waitForFinished());
            QCOMPARE(child.exitStatus(), QProcess::CrashExit);
            copies = int(files().size());
        }
        // Killed when SQLite had written the copy and nobody had seen to it that it is on the disk.
        QCOMPARE(copies, 1);
        QVERIFY2(files().first().endsWith(u".part"), qPrintable(files().first()));
        Storage store(sampleOptions(path));
        QVERIFY(await(store.takeOver(QStringLiteral("parent"))));
        QCOMPARE(files().size(), 1); // The one that is whole; nothing is left of the other.
        const auto backup = Connection::open(*DatabaseUrl::parse(folder.filePath(files().first())), OpenMode::ReadOnly);
        QVERIFY(files().first().endsWith(u".backup"));
        QCOMPARE(*schemaVersion(**backup), 1);
#else
        QSKIP("needs the signals of Unix");
#endif
    }

    void nthStatementFailsAndNothingIsHalf_data()
    {
        QTest::addColumn<QString>("backend");
        QTest::addColumn<bool>("after");
        for (const char *backend : {"sqlite", "postgresql"}) {
            QTest::addRow("%s, before", backend) << QString::fromLatin1(backend) << false;
            QTest::addRow("%s, after", backend) << QString::fromLatin1(backend) << true;
        }
    }
    void nthStatementFailsAndNothingIsHalf()
    {
        QFETCH(bool, after);
        StorageOptions options = sampleOptions(m_backends.fresh());
        std::atomic<int> countdown = 0; // The n-th statement from now fails; 0 = none.
        bool committed = false;         // The failed statement was a COMMIT that had done its work.
        options.connection.fault = [&](const QString &sql, bool isAfter) -> std::optional<Error> {
            if (isAfter != after || countdown == 0 || --countdown > 0 || sql == u"ROLLBACK")
                return {};
            committed = after && sql == u"COMMIT";
            return Error{ErrorCode::Unavailable, QStringLiteral("planted fault"), {}, {}};
        };
        Storage store(options);
        QVERIFY(await(store.takeOver(QStringLiteral("me"))));
        qint64 seq = 0;
        QVERIFY(commitNow(store, creationOf(Run, sampleWorkflow(), seq)));
        int failures = 0;
        for (int n = 1; n < 40; ++n) {
            qint64 next = seq;
            const StoreBatch batch = step(next);
            committed = false;
            countdown = n;
            const Result<void> done = commitNow(store, batch);
            const bool struck = countdown == 0;
            countdown = 0;
            if (!struck) {
                QVERIFY(done);
                QVERIFY(failures >= 5); // The loop went through a whole transaction.
                return;
            }
            ++failures;
            QVERIFY(!done);
            QVERIFY(!commitNow(store, batch)); // Nothing behind a hole.
            const Result<StoredState> state = await(store.takeOver(QStringLiteral("me")));
            QVERIFY2(state, qPrintable(state ? QString() : state.error().text()));
            QCOMPARE(state->lastSeq, committed ? next : seq);
            seq = state->lastSeq;
        }
        QFAIL("the fault was never passed");
    }

    void fullDatabaseSaysSoAndIsNotDamaged()
    {
        const QString url = QStringLiteral("sqlite://%1/full.db").arg(m_backends.folder());
        StorageOptions options = sampleOptions(url);
        options.connection.maxBytes = 600'000;
        qint64 seq = 0;
        {
            Storage store(options);
            QVERIFY(await(store.takeOver(QStringLiteral("me"))));
            QVERIFY(commitNow(store, creationOf(Run, sampleWorkflow(), seq)));
            Result<void> done;
            for (int i = 0; i < 10'000 && done; ++i) {
                qint64 next = seq;
                done = commitNow(store, step(next));
                if (done)
                    seq = next;
            }
            QVERIFY(!done);
            QCOMPARE(done.error().code, ErrorCode::Exhausted);
            QVERIFY(done.error().message.contains(u"full"));
        }
        QVERIFY(checkDatabase(url)->isSound());
        options.connection.maxBytes = 0; // Somebody made room.
        Storage store(options);
        const Result<StoredState> state = await(store.takeOver(QStringLiteral("me")));
        QVERIFY(state);
        QCOMPARE(state->lastSeq, seq);
        QVERIFY(commitNow(store, step(seq)));
    }

    void lostServerIsReportedAndTakenOverAgain()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("still in use")));
        const QString url = m_backends.freshOf(QStringLiteral("postgresql"));
        QVERIFY(!url.isEmpty());
        Storage store(sampleOptions(url));
        RunQueries queries(url);
        QVERIFY(await(store.takeOver(QStringLiteral("me"))));
        qint64 seq = 0;
        QVERIFY(commitNow(store, creationOf(Run, sampleWorkflow(), seq)));
        QVERIFY(await(queries.tasks(Run)));
        QVERIFY(m_backends.postgres()->stop());
        store.append({sampleLine(Run, 0, QStringLiteral("while away"), 9)});
        qint64 next = seq;
        const StoreBatch batch = step(next);
        const Result<void> done = commitNow(store, batch);
        QVERIFY(!done);
        QVERIFY2(done.error().code == ErrorCode::Unavailable, qPrintable(done.error().text()));
        QCOMPARE(await(queries.tasks(Run)).error().code, ErrorCode::Unavailable);
        QCOMPARE(await(store.takeOver(QStringLiteral("me"))).error().code, ErrorCode::Unavailable);
        QVERIFY(m_backends.postgres()->resume());
        QVERIFY(!commitNow(store, batch)); // Only takeOver() ends the refusal.
        const Result<StoredState> state = await(store.takeOver(QStringLiteral("me")));
        QVERIFY2(state, qPrintable(state ? QString() : state.error().text()));
        QCOMPARE(state->lastSeq, seq);
        QVERIFY(commitNow(store, batch));
        QCOMPARE(await(queries.tasks(Run))->size(), 3);
        QCOMPARE(store.lastOffset({Run, 0, 1}, QStringLiteral("stdout")), 9); // The log waited.
    }

    void endedSessionLosesNothingButTheOwnership()
    {
        const QString url = m_backends.freshOf(QStringLiteral("postgresql"));
        Storage store(sampleOptions(url));
        QVERIFY(await(store.takeOver(QStringLiteral("me"))));
        qint64 seq = 0;
        QVERIFY(commitNow(store, creationOf(Run, sampleWorkflow(), seq)));
        const auto killer = Connection::open(*DatabaseUrl::parse(url), OpenMode::ReadWrite);
        QVERIFY(killer);
        QVERIFY((*killer)->value(QStringLiteral("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                                                " WHERE datname = current_database() AND pid <> pg_backend_pid()")));
        Storage other(sampleOptions(url));
        QVERIFY(await(other.takeOver(QStringLiteral("other"))));
        qint64 next = seq;
        QVERIFY(!commitNow(store, step(next)));
        QCOMPARE(await(store.takeOver(QStringLiteral("me"))).error().code, ErrorCode::Conflict);
        QVERIFY(commitNow(other, step(seq)));
    }

    void fencedOwnerIsRefusedEvenWithoutALock_data()
    {
        Backends::addRows();
    }
    void fencedOwnerIsRefusedEvenWithoutALock()
    {
        const QString url = m_backends.fresh();
        Storage store(sampleOptions(url));
        QVERIFY(await(store.takeOver(QStringLiteral("old owner"))));
        qint64 seq = 0;
        QVERIFY(commitNow(store, creationOf(Run, sampleWorkflow(), seq)));
        {
            // As if the lock file had been removed and another process had begun its epoch.
            const auto thief = Connection::open(*DatabaseUrl::parse(url), OpenMode::ReadWrite);
            QVERIFY((*thief)->execute(QStringLiteral("UPDATE meta SET value = '7' WHERE key = 'epoch'")));
            QVERIFY((*thief)->execute(QStringLiteral("UPDATE meta SET value = 'thief' WHERE key = 'owner'")));
        }
        qint64 next = seq;
        const Result<void> done = commitNow(store, step(next));
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::Conflict);
        QVERIFY(done.error().message.contains(u"thief"));
        QVERIFY(!store.put("x", QStringLiteral("text/plain")));
    }

    void writeProtectedFolderIsReadAndNotWritten()
    {
#ifdef Q_OS_UNIX
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("protected.db"));
        {
            Storage store(sampleOptions(path));
            QVERIFY(await(store.takeOver(QStringLiteral("me"))));
            qint64 seq = 0;
            QVERIFY(commitNow(store, creationOf(Run, sampleWorkflow(), seq)));
        }
        QVERIFY(QFile::remove(path + QStringLiteral(".lock")));
        QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther));
        const QFile::Permissions enter = QFile::ReadOwner | QFile::ExeOwner | QFile::ReadOther | QFile::ExeOther;
        QVERIFY(QFile::setPermissions(folder.path(), enter));
        const auto writable = qScopeGuard([&] { QFile::setPermissions(folder.path(), enter | QFile::WriteOwner); });
        QProcess child; // As somebody else, if we are root, whom nothing is forbidden.
        child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("look"), path});
        QVERIFY(child.waitForFinished());
        QCOMPARE(child.readAllStandardOutput(), QByteArray("permission_denied 3\n"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{QStringLiteral("protected.db")});
#else
        QSKIP("needs the permissions of Unix");
#endif
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (app.arguments().size() == 3 && app.arguments().at(1) == u"write")
        return writeForever(app.arguments().at(2));
    if (app.arguments().size() == 3 && app.arguments().at(1) == u"look")
        return lookWithoutRights(app.arguments().at(2));
    if (app.arguments().size() == 5 && app.arguments().at(1) == u"migrate")
        return migrateAndDie(app.arguments().at(2), app.arguments().at(3).toInt(), app.arguments().at(4) == u"after");
    TestStorageFaults test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_storagefaults.moc"
