// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "integration/ctlfixture.h"
#include "support/backends.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

#include <csignal>
#include <sys/mount.h>
#include <unistd.h>

using namespace podium::test;

/// What podiumctl promises about the data: on SQLite and on PostgreSQL, and when the disk does not do what it should.
class TestPodiumctlData : public QObject, private CtlFixture
{
    Q_OBJECT

    Backends m_backends;

    static QByteArray twoTasks()
    {
        return "name: two\ntasks:\n  - {id: a, run: 'echo hello disk'}\n  - {id: b, depends_on: [a], run: 'true'}\n";
    }
    QString databaseFile() const { return path("data/podium.db"); }

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    void aCutLineSaysHowMuchIsMissing()
    {
        QCOMPARE(
            ctl({"run", write("wide", "tasks:\n  - id: wide\n    run: \"head -c 200000 /dev/zero | tr '\\\\0' x\"\n")})
                .code,
            0);
        const QByteArray line = ctl({"logs", waitForRun()}).out.trimmed();
        QVERIFY2(line.endsWith("[134464 bytes cut]"), line.right(100));
    }

    void theLogFileTellsWhatHappenedAndIsRotated()
    {
        const QString log = path("podium.log");
        const QStringList logging{QStringLiteral("--log-file"),   log,
                                  QStringLiteral("--log-level"),  QStringLiteral("debug"),
                                  QStringLiteral("--log-format"), QStringLiteral("json")};
        const QString many = write("many", "tasks:\n  - {id: each, foreach: [1, 2, 3, 4, 5, 6], run: 'true'}\n");
        QCOMPARE(ctl(QStringList{"run", many, "-q"} + logging).code, 0);
        QFile file(log);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QSet<QString> areas;
        bool named = false;
        for (const QByteArray &text : file.readAll().trimmed().split('\n')) {
            const QJsonObject line = QJsonDocument::fromJson(text).object();
            QVERIFY2(!line.isEmpty(), text);
            areas.insert(line.value(QStringLiteral("area")).toString());
            named = named || (line.value(QStringLiteral("task")) == QStringLiteral("each[2]") &&
                              line.value(QStringLiteral("run")).toString().startsWith(u"many-") &&
                              line.value(QStringLiteral("attempt")).toInt() == 1);
        }
        file.seek(0);
        QVERIFY2(named, file.readAll());
        for (const char *area : {"engine.events", "storage", "agents.process"})
            QVERIFY2(areas.contains(QLatin1StringView(area)), area);
        const QStringList small{QStringLiteral("--set"), QStringLiteral("log.max_size=4KiB"), QStringLiteral("--set"),
                                QStringLiteral("log.keep=2")};
        QCOMPARE(ctl(QStringList{"run", many, "-q"} + logging + small).code, 0);
        const QStringList files = QDir(path(".")).entryList({QStringLiteral("podium.log*")});
        QCOMPARE(files, (QStringList{"podium.log", "podium.log.1", "podium.log.2"}));
    }

    void theWholeWayThroughOneDatabase_data() { Backends::addRows(); }
    void theWholeWayThroughOneDatabase()
    {
        const QString first = m_backends.fresh();
        const QString second = m_backends.fresh();
        QVERIFY(!first.isEmpty() && !second.isEmpty());
        setVariable(QStringLiteral("PODIUM_DATABASE"), first);
        // Nothing is there yet: that is no error, and doctor says what will happen.
        const Outcome doctor = ctl({"doctor"});
        QVERIFY2(doctor.code == 0 && doctor.out.contains("will be filled by the first command"), doctor.out);
        QVERIFY(ctl({"runs"}).out.contains("There are no runs yet"));

        // kill -9 in the middle, and on.
        QProcess *owner = start({"run", gate()});
        const QString run = waitForRun();
        QTRY_VERIFY_WITH_TIMEOUT(ctl({"logs", run}).out.contains("waiting"), LimitMs);
        ::kill(pid_t(owner->processId()), SIGKILL);
        QVERIFY(owner->waitForFinished(LimitMs));
        QVERIFY2(ctl({"show", run}).out.contains("podiumctl resume " + run.toUtf8()), run.toUtf8());
        openGate();
        const Outcome resumed = ctl({"resume", run});
        QVERIFY2(resumed.code == 0, resumed.err);
        QCOMPARE(lines("started"), 1);
        QVERIFY(ctl({"search", "through"}).out.contains(" a | through"));

        QCOMPARE(ctl({"check"}).code, 0);
        const Outcome backup = ctl({"backup", path("copy.db")});
        QVERIFY2(backup.code == 0, backup.err);
        QCOMPARE(ctl({"backup", path("copy.db")}).code, 3); // Never written over.
        QCOMPARE(ctl({"check", path("copy.db")}).code, 0);
        QCOMPARE(ctl({"restore", path("copy.db")}).code, 3); // Not without --yes.

        setVariable(QStringLiteral("PODIUM_DATABASE"), second);
        QVERIFY(ctl({"runs"}).out.contains("There are no runs yet")); // Which gives it the agents that come along.
        const Outcome restored = ctl({"restore", path("copy.db"), "--yes"});
        QVERIFY2(restored.code == 0, restored.err);
        QCOMPARE(state(run), QStringLiteral("COMPLETED"));
        QCOMPARE(ctl({"check"}).code, 0);
        QCOMPARE(ctl({"run", write("two", twoTasks())}).code, 0);
        // What is there is not lost without a word: SQLite keeps it beside, a server database is refused.
        const Outcome again = ctl({"restore", path("copy.db"), "--yes"});
        QFETCH(QString, backend);
        QCOMPARE(again.code, backend == u"sqlite" ? 0 : 3);
    }

    void aDatabaseThatCannotBeReachedSaysWhatToDo_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("no server") << "postgresql://me@/x?host=/nowhere" << QByteArray("Check that PostgreSQL runs");
        QTest::newRow("no database") << "missing" << QByteArray("Create it with `createdb`");
    }
    void aDatabaseThatCannotBeReachedSaysWhatToDo()
    {
        QFETCH(QString, address);
        QFETCH(QByteArray, says);
        if (address == u"missing") {
            QVERIFY(!m_backends.freshOf(QStringLiteral("postgres")).isEmpty());
            address = QStringLiteral("postgresql://podium@/missing?host=%1").arg(m_backends.postgres()->socketFolder());
        }
        setVariable(QStringLiteral("PODIUM_DATABASE"), address);
        for (const QStringList &command : {QStringList{"runs"}, {"run", write("two", twoTasks())}, {"check"}}) {
            const Outcome outcome = ctl(command);
            QVERIFY2(outcome.code == 5 || outcome.code == 3, outcome.err);
            QVERIFY2(outcome.err.contains(says), outcome.err);
        }
        QCOMPARE(ctl({"doctor"}).code, 1);
    }

    void aDamagedFileIsNotTouched()
    {
        QCOMPARE(ctl({"run", write("two", twoTasks())}).code, 0);
        QCOMPARE(ctl({"backup", path("good.db")}).code, 0);
        QFile file(databaseFile());
        QVERIFY(file.open(QIODevice::ReadWrite));
        const QByteArray whole = file.readAll();
        QByteArray bad = whole;
        for (qsizetype page = 4096; page < bad.size(); page += 4096)
            bad.replace(page, 64, QByteArray(64, '\xA5'));
        file.seek(0);
        file.write(bad);
        file.close();
        const Outcome check = ctl({"check"});
        QVERIFY2(check.code == 6 || check.code == 1, check.out + check.err);
        const Outcome run = ctl({"run", write("two", twoTasks())});
        QCOMPARE(run.code, 6);
        QVERIFY2(run.err.contains(databaseFile().toUtf8()) && run.err.contains("podiumctl restore"), run.err);
        const Outcome restored = ctl({"restore", path("good.db"), "--yes"});
        QVERIFY2(restored.code == 0, restored.err);
        QCOMPARE(ctl({"check"}).code, 0);
        QCOMPARE(QDir(path("data")).entryList({QStringLiteral("podium.db.before-restore-*")}).isEmpty(), false);
    }

    void aNewerFileIsRefusedByEveryCommand()
    {
        QCOMPARE(ctl({"run", write("two", twoTasks())}).code, 0);
        sql("UPDATE meta SET value = '99' WHERE key = 'schema_version'");
        for (const QStringList &command : {QStringList{"runs"}, {"run", write("two", twoTasks())}, {"check"}}) {
            const Outcome outcome = ctl(command);
            QCOMPARE(outcome.code, 3);
            QVERIFY2(outcome.err.contains("version 99") && outcome.err.contains("newer Podium"), outcome.err);
        }
    }

    void aFullDiskStopsTheRunAndDamagesNothing()
    {
        if (::geteuid() != 0)
            QSKIP("A small file system can only be mounted by root.");
        const QByteArray place = QFile::encodeName(path("data"));
        QVERIFY(QDir().mkpath(path("data")));
        if (::mount("none", place.constData(), "tmpfs", 0, "size=1500k") != 0)
            QSKIP("A small file system cannot be mounted here.");
        struct Unmount
        {
            QByteArray at;
            ~Unmount() { ::umount2(at.constData(), MNT_DETACH); }
        } const unmount{place};
        QCOMPARE(ctl({"run", write("two", twoTasks())}).code, 0);
        QFile ballast(path("data/ballast"));
        QVERIFY(ballast.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
        while (ballast.write(QByteArray(4096, 'x')) == 4096) {
        }
        ballast.close();
        // Much that has to be written.
        const QString many =
            write("many", "name: many\ntasks:\n  - id: a\n    foreach: {in: \"" + list(400) +
                              "\"}\n    type: simulated\n    simulate: {result: " + QByteArray(200, 'r') + "}\n");
        const Outcome full = ctl({"run", many});
        QCOMPARE(full.code, 5);
        QVERIFY2(full.err.contains("the disk is full") || full.err.contains("database or disk is full"), full.err);
        QVERIFY2(full.err.contains("Free some space"), full.err);
        QVERIFY(ballast.remove());
        QCOMPARE(ctl({"check"}).code, 0);
        QVERIFY(ctl({"resume"}).code != 5);
        QCOMPARE(ctl({"run", write("two", twoTasks())}).code, 0);
    }

    void aFileThatMayNotGrowSaysSoAndIsNotDamaged()
    {
        QCOMPARE(ctl({"run", write("two", twoTasks())}).code, 0);
        const QString many =
            write("many", "name: many\ntasks:\n  - id: a\n    foreach: {in: \"" + list(400) +
                              "\"}\n    type: simulated\n    simulate: {result: " + QByteArray(200, 'r') + "}\n");
        const Outcome limited =
            execute(QStringLiteral("/bin/bash"),
                    {QStringLiteral("-c"), QStringLiteral("ulimit -f 300; exec '%1' run '%2'").arg(program(), many)});
        QVERIFY2(limited.code == 5, QByteArray::number(limited.code) + limited.err);
        QVERIFY2(limited.err.contains(databaseFile().toUtf8()), limited.err);
        QCOMPARE(ctl({"check"}).code, 0);
        QVERIFY(ctl({"resume"}).code != 5);
    }

    void aFileThatMayNotBeWrittenIsReadAndSaysSo()
    {
        const QString file = write("two", twoTasks());
        QCOMPARE(ctl({"run", file}).code, 0);
        const QFile::Permissions enter = QFile::ReadOwner | QFile::ExeOwner | QFile::ReadOther | QFile::ExeOther;
        QVERIFY(QFile::setPermissions(databaseFile(), QFile::ReadOwner | QFile::ReadOther));
        QVERIFY(QFile::setPermissions(path("data"), enter));
        QVERIFY(QFile::setPermissions(path("."), enter));
        const auto writable = qScopeGuard([&] {
            for (const char *folder : {"data", "."})
                QFile::setPermissions(path(folder), enter | QFile::WriteOwner);
        });
        // As somebody else, if we are root, whom nothing is forbidden.
        const auto asNobody = [this](const QStringList &arguments) {
            if (::geteuid() != 0)
                return ctl(arguments);
            return execute(QStringLiteral("setpriv"),
                           QStringList{"--reuid=65534", "--regid=65534", "--clear-groups", program()} + arguments);
        };
        const Outcome runs = asNobody({"runs", "-q"});
        QVERIFY2(runs.code == 0 && runs.out.startsWith("two-"), runs.err);
        QCOMPARE(asNobody({"check"}).code, 0);
        const Outcome run = asNobody({"run", file});
        QCOMPARE(run.code, 3);
        QVERIFY2(run.err.contains("Check the permissions"), run.err);
        const Outcome copy = asNobody({"backup", "copy.db"});
        QCOMPARE(copy.code, 3);
        QVERIFY2(copy.err.contains("the folder cannot be written"), copy.err);
    }

    void backupsAreOnlyForTheirOwner()
    {
        QCOMPARE(ctl({"run", write("two", twoTasks())}).code, 0);
        QCOMPARE(ctl({"backup", "copy.db"}).code, 0);
        const QFile::Permissions others = QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther;
        QVERIFY(!(QFile::permissions(path("copy.db")) & others));
        QCOMPARE(ctl({"backup", "no/such/folder/copy.db"}).code, 3);
    }

    void snapshotsAndRetentionFollowTheConfiguration()
    {
        QCOMPARE(ctl({"run", write("two", twoTasks())}).code, 0);
        const Outcome none = ctl({"retention"});
        QVERIFY2(none.code == 0, none.err);
        const Outcome compacted =
            ctl({"retention", "--set", "retention.pack_logs=1ms", "--set", "retention.finished_runs=1ms", "--json"});
        QVERIFY2(compacted.code == 0, compacted.err);
        const QJsonObject summary = compacted.json().value(QStringLiteral("summary")).toObject();
        QVERIFY2(summary.value(QStringLiteral("removed_events")).toInt() > 0, compacted.out);
        const QString run = QString::fromUtf8(ctl({"runs", "-q"}).out.trimmed());
        QCOMPARE(state(run), QStringLiteral("COMPLETED")); // The run stays.
        QCOMPARE(ctl({"check"}).code, 0);
        QCOMPARE(ctl({"retry", run, "--task", "a"}).code, 3);

        // With the lines goes what the processes wrote; what the attempts left besides stays.
        const QString attempt = path("data/runs/") + run + QStringLiteral("/0-1");
        QVERIFY(QDir(attempt).mkpath(QStringLiteral("output")));
        QVERIFY(QFile::exists(attempt + QStringLiteral("/spool/stdout")));
        const Outcome dropped = ctl({"retention", "--set", "retention.logs=1ms", "--json"});
        QVERIFY2(dropped.code == 0, dropped.err);
        const QJsonObject gone = dropped.json().value(QStringLiteral("summary")).toObject();
        QCOMPARE(gone.value(QStringLiteral("removed_output_bytes")).toInt(), int(qstrlen("hello disk\n")));
        QCOMPARE(QDir(attempt).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList{"output"});
        QVERIFY(!QFile::exists(path("data/runs/") + run + QStringLiteral("/1-1")));

        QProcess *engine = start({"serve", "--set", "backup.every=1s", "--set", "backup.keep=2"});
        QVERIFY(waitForLine(engine, "Ctrl-C ends it"));
        const QDir snapshots(path("data/snapshots"));
        QTRY_COMPARE_WITH_TIMEOUT(snapshots.entryList(QDir::Files).size(), 2, LimitMs);
        engine->terminate();
        QVERIFY(engine->waitForFinished(LimitMs));
        const QStringList kept = snapshots.entryList(QDir::Files, QDir::Name);
        QVERIFY2(!kept.isEmpty(), "all snapshots are gone");
        const Outcome sound = ctl({"check", snapshots.filePath(kept.last())});
        QVERIFY2(sound.code == 0, sound.err);
    }

private:
    /// "[0,1,2…]"
    static QByteArray list(int count)
    {
        QByteArray out("[0");
        for (int i = 1; i < count; ++i)
            out += ',' + QByteArray::number(i);
        return out + ']';
    }
    void sql(const char *statement) const
    {
        const QString name = QStringLiteral("test");
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
            database.setDatabaseName(databaseFile());
            QVERIFY(database.open());
            QSqlQuery query(database);
            QVERIFY(query.exec(QString::fromLatin1(statement)));
        }
        QSqlDatabase::removeDatabase(name);
    }
};

QTEST_GUILESS_MAIN(TestPodiumctlData)
#include "tst_podiumctldata.moc"
