// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/schema/migrations.h"
#include "storage/schema/statements.h"
#include "storage/sql/connection.h"
#include "storage/storage.h"
#include "support/backends.h"
#include "support/storesamples.h"

#include <QSqlRecord>
#include <QTest>

using namespace podium;
using namespace podium::test;
using namespace podium::storage;

namespace
{

std::unique_ptr<Connection> connectTo(const QString &url)
{
    auto opened = Connection::open(*DatabaseUrl::parse(url), OpenMode::ReadWrite);
    return opened ? std::move(*opened) : nullptr;
}

/// Everything that the database knows about its schema, sorted.
QStringList schemaOf(Connection &connection)
{
    QStringList queries{QStringLiteral("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master")};
    if (connection.isPostgres()) {
        queries = {QStringLiteral("SELECT table_name, column_name, data_type, is_nullable, coalesce(column_default, '')"
                                  " FROM information_schema.columns WHERE table_schema = current_schema()"),
                   QStringLiteral("SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema()"),
                   QStringLiteral("SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint"
                                  " WHERE contype <> 'n' AND connamespace = current_schema()::regnamespace"),
                   QStringLiteral("SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal")};
    }
    QStringList out;
    for (const QString &sql : std::as_const(queries)) {
        const Result<void> read = connection.each(sql, {}, [&](const QSqlQuery &row) -> Result<void> {
            QStringList line;
            for (int i = 0; i < row.record().count(); ++i)
                line << row.value(i).toString();
            out << line.join(u'|');
            return {};
        });
        if (!read)
            out << read.error().text();
    }
    out.sort();
    return out;
}

Result<void> addsThenFails(QSqlQuery &query)
{
    constexpr const char *Statements[] = {"CREATE TABLE half (id INTEGER PRIMARY KEY)", "CREATE NONSENSE"};
    return executeAll(query, Statements);
}

} // namespace

/// The schema and how it comes to be, on SQLite and on PostgreSQL.
class TestMigrations : public QObject
{
    Q_OBJECT

private:
    Backends m_backends;

private Q_SLOTS:
    void migratedAndNewDatabaseHaveTheSameSchema_data() { Backends::addRows(); }
    void migratedAndNewDatabaseHaveTheSameSchema()
    {
        const auto fresh = connectTo(m_backends.fresh());
        QVERIFY(fresh);
        QVERIFY(migrate(*fresh, migrations(), {}));
        const QStringList expected = schemaOf(*fresh);
        QVERIFY(expected.size() > 30);
        for (size_t steps = 1; steps < migrations().size(); ++steps) {
            const auto old = connectTo(m_backends.fresh());
            QVERIFY(migrate(*old, migrations().first(steps), {}));
            QVERIFY(schemaOf(*old) != expected);
            QVERIFY(old->run(QStringLiteral("INSERT INTO events VALUES (1, 2, 'default', '', -1, 0, 'noted', '{}')")));
            int asked = 0;
            const Result<void> done = migrate(*old, migrations(), [&](int version) -> Result<void> {
                asked = version;
                return {};
            });
            QVERIFY2(done, qPrintable(done ? QString() : done.error().text()));
            QCOMPARE(asked, int(steps));
            QCOMPARE(schemaOf(*old), expected);
            QCOMPARE(old->value(QStringLiteral("SELECT time_ms FROM events"))->toInt(), 2);
            QCOMPARE(*schemaVersion(*old), newestVersion());
        }
    }

    void releasedStepsDoNotChange_data() { Backends::addRows(); }
    void releasedStepsDoNotChange()
    {
        QFETCH(QString, backend);
        const auto connection = connectTo(m_backends.fresh());
        for (size_t step = 1; step <= migrations().size(); ++step) {
            QVERIFY(migrate(*connection, migrations().first(step), {}));
            const QString file = QStringLiteral(PODIUM_TEST_DATA "/storage/schema-v%1.%2.txt").arg(step).arg(backend);
            const QByteArray now = schemaOf(*connection).join(u'\n').toUtf8() + '\n';
            QFile frozen(file);
            if (!frozen.exists() && qEnvironmentVariableIsSet("PODIUM_FREEZE_SCHEMA")) {
                QVERIFY(frozen.open(QIODevice::WriteOnly));
                frozen.write(now);
                continue;
            }
            QVERIFY2(frozen.open(QIODevice::ReadOnly), qPrintable(file));
            QCOMPARE(now, frozen.readAll());
        }
    }

    void interruptedStepLeavesTheVersionBefore_data() { Backends::addRows(); }
    void interruptedStepLeavesTheVersionBefore()
    {
        const auto connection = connectTo(m_backends.fresh());
        QVERIFY(migrate(*connection, migrations(), {}));
        const QStringList before = schemaOf(*connection);
        std::vector<Migration> steps(migrations().begin(), migrations().end());
        steps.push_back({newestVersion() + 1, addsThenFails});
        const Result<void> done = migrate(*connection, steps, {});
        QVERIFY(!done);
        QVERIFY2(done.error().message.contains(QString::number(newestVersion() + 1)), qPrintable(done.error().text()));
        QCOMPARE(schemaOf(*connection), before);
        QCOMPARE(*schemaVersion(*connection), newestVersion());
    }

    void newerDatabaseIsRefusedNamingBothVersions_data() { Backends::addRows(); }
    void newerDatabaseIsRefusedNamingBothVersions()
    {
        const QString url = m_backends.fresh();
        {
            const auto connection = connectTo(url);
            QVERIFY(migrate(*connection, migrations(), {}));
            QVERIFY(connection->run(QStringLiteral("UPDATE meta SET value = '99' WHERE key = 'schema_version'")));
        }
        Storage store(sampleOptions(url));
        const Result<engine::StoredState> state = await(store.takeOver(QStringLiteral("me")));
        QVERIFY(!state);
        QCOMPARE(state.error().code, ErrorCode::Unsupported);
        QVERIFY2(state.error().message.contains(u"99") &&
                     state.error().message.contains(QString::number(newestVersion())),
                 qPrintable(state.error().message));
        QCOMPARE(await(store.loadRun(QStringLiteral("x"))).error().code, ErrorCode::Unsupported);
    }

    void databaseOfAnotherProgramIsLeftAlone_data() { Backends::addRows(); }
    void databaseOfAnotherProgramIsLeftAlone()
    {
        const QString url = m_backends.fresh();
        for (const char *sql : {"CREATE TABLE songs (id INTEGER)", "CREATE TABLE meta (name TEXT)"}) {
            QVERIFY(connectTo(url)->execute(QString::fromLatin1(sql)));
            Storage store(sampleOptions(url));
            const Result<engine::StoredState> state = await(store.takeOver(QStringLiteral("me")));
            QVERIFY(!state);
            QVERIFY2(state.error().code == ErrorCode::InvalidArgument, qPrintable(state.error().text()));
        }
    }

    void backupIsMadeBeforeAnOldFileIsChanged()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("old.db"));
        {
            const auto connection = connectTo(path);
            QVERIFY(migrate(*connection, migrations().first(1), {}));
            QVERIFY(connection->run(
                QStringLiteral("INSERT INTO events VALUES (1, 2, 'default', '', -1, 0, 'noted', '{}')")));
        }
        StorageOptions options = sampleOptions(path);
        {
            options.backupFolder = folder.filePath(QStringLiteral("missing"));
            Storage store(options);
            QVERIFY(!await(store.takeOver(QStringLiteral("me")))); // No backup, no change.
            QCOMPARE(*schemaVersion(*connectTo(path)), 1);
        }
        options.backupFolder.clear();
        Storage store(options);
        const Result<engine::StoredState> state = await(store.takeOver(QStringLiteral("me")));
        QVERIFY2(state, qPrintable(state ? QString() : state.error().text()));
        QCOMPARE(state->lastSeq, 1);
        const QStringList backups = QDir(folder.path()).entryList({QStringLiteral("old.db.v1-*.backup")});
        QCOMPARE(backups.size(), 1);
        const auto backup = connectTo(folder.filePath(backups.first()));
        QCOMPARE(*schemaVersion(*backup), 1);
        QCOMPARE(backup->value(QStringLiteral("SELECT count(*) FROM events"))->toInt(), 1);
    }

    void schemaIsCopiedBeforeAnOldServerDatabaseIsChanged()
    {
        const QString url = m_backends.freshOf(QStringLiteral("postgres"));
        if (url.isEmpty())
            return;
        QStringList before;
        {
            const auto connection = connectTo(url);
            QVERIFY(migrate(*connection, migrations().first(1), {}));
            QVERIFY(connection->run(
                QStringLiteral("INSERT INTO events VALUES (1, 2, 'default', '', -1, 0, 'noted', '{}')")));
            before = schemaOf(*connection);
        }
        {
            Storage store(sampleOptions(url));
            const Result<engine::StoredState> state = await(store.takeOver(QStringLiteral("me")));
            QVERIFY2(state, qPrintable(state ? QString() : state.error().text()));
        }
        const auto connection = connectTo(url);
        QCOMPARE(*schemaVersion(*connection), newestVersion());
        const QString copy =
            connection->value(QStringLiteral("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'podium%'"))
                ->toString();
        QVERIFY2(copy.startsWith(u"podium_v1_"), qPrintable(copy));
        // What the documentation says: the copy takes the place of the changed schema.
        QVERIFY(connection->execute(QStringLiteral("ALTER SCHEMA public RENAME TO changed")));
        QVERIFY(connection->execute(QStringLiteral("ALTER SCHEMA %1 RENAME TO public").arg(copy)));
        QVERIFY(connection->execute(QStringLiteral("DROP SCHEMA changed CASCADE")));
        const auto old = connectTo(url);
        QCOMPARE(*schemaVersion(*old), 1);
        QCOMPARE(schemaOf(*old), before);
        QCOMPARE(old->value(QStringLiteral("SELECT count(*) FROM events"))->toInt(), 1);
    }
};

QTEST_GUILESS_MAIN(TestMigrations)
#include "tst_migrations.moc"
