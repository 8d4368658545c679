// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"
#include "control/settings/settings.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace podium;
using namespace podium::control;

class TestSettings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void laterLayersWinAndTellWhereTheyCameFrom()
    {
        SettingSources sources =
            withFile("log:\n  level: debug\nengine:\n  max_parallel: 3\n  heartbeat: 2s\n  pools:\n"
                     "    gpu: 2\n    net: 4\n");
        sources.environment.insert(QStringLiteral("PODIUM_ENGINE_HEARTBEAT"), QStringLiteral("3s"));
        sources.environment.insert(QStringLiteral("PODIUM_LOG"), QStringLiteral("error"));
        sources.commandLine.append({QStringLiteral("log.level"), QStringLiteral("off,engine=debug")});
        const auto settings = Settings::load(sources);
        QVERIFY2(settings, qPrintable(settings ? QString() : settings.error().text()));
        QCOMPARE(settings->number(QStringLiteral("engine.max_parallel")), 3);
        QCOMPARE(settings->origin(QStringLiteral("engine.max_parallel")), sources.file + QStringLiteral(":4"));
        QCOMPARE(settings->number(QStringLiteral("engine.heartbeat")), 3000);
        QCOMPARE(settings->origin(QStringLiteral("engine.heartbeat")),
                 QStringLiteral("environment PODIUM_ENGINE_HEARTBEAT"));
        QCOMPARE(settings->text(QStringLiteral("log.level")), QStringLiteral("off,engine=debug"));
        QCOMPARE(settings->origin(QStringLiteral("log.level")), QStringLiteral("command line"));
        QCOMPARE(settings->counts(QStringLiteral("engine.pools")).value(QStringLiteral("net")), 4);
        QCOMPARE(settings->origin(QStringLiteral("log.keep")), QStringLiteral("default"));
    }

    void budgetsAreReadFromMapsAndFromOneLine()
    {
        const QJsonObject day{{"usd", 20}, {"tokens", 5'000'000}, {"wall_ms", 28'800'000}, {"attempts", 9}};
        const QJsonObject each{{"coder", QJsonObject{{"usd", 5}, {"attempts", 3}}}, {"*", QJsonObject{{"usd", 2.5}}}};
        const auto file =
            Settings::load(withFile("budget:\n  day: {usd: 20, tokens: 5000000, time: 8h, attempts: 9}\n"
                                    "  agent:\n    coder: {usd: 5, attempts: 3}\n    \"*\": 2.5\n  share: 0.5\n"));
        QVERIFY2(file, qPrintable(file ? QString() : file.error().text()));
        QCOMPARE(file->value(QStringLiteral("budget.day")).toObject(), day);
        QCOMPARE(file->value(QStringLiteral("budget.agent")).toObject(), each);
        QCOMPARE(file->value(QStringLiteral("budget.share")).toDouble(), 0.5);
        SettingSources sources;
        sources.commandLine = {
            {QStringLiteral("budget.day"), QStringLiteral("usd=20,tokens=5000000,time=8h,attempts=9")},
            {QStringLiteral("budget.agent"), QStringLiteral("coder:usd=5,attempts=3;*:2.5")}};
        const auto line = Settings::load(sources);
        QVERIFY2(line, qPrintable(line ? QString() : line.error().text()));
        QCOMPARE(line->value(QStringLiteral("budget.day")).toObject(), day);
        QCOMPARE(line->value(QStringLiteral("budget.agent")).toObject(), each);
        for (const char *wrong : {"usd=x", "usd=-1", "usd=inf", "money=3", "tokens=1.5", "time=soon"}) {
            sources.commandLine = {{QStringLiteral("budget.day"), QLatin1String(wrong)}};
            QVERIFY2(!Settings::load(sources), wrong);
        }
        sources.commandLine = {{QStringLiteral("budget.agent"), QStringLiteral("5")}};
        QVERIFY(!Settings::load(sources));
    }

    void mistakesInAFileNameThePlaceAndWhatWasMeant_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("contains");
        QTest::newRow("unknown key") << QByteArray("engine:\n  max_paralel: 3\n") << ":2"
                                     << "engine.max_parallel";
        QTest::newRow("unknown section") << QByteArray("\nengin: 3\n") << ":2"
                                         << "engin";
        QTest::newRow("type") << QByteArray("engine.max_parallel: many\n") << ":1"
                              << "whole number";
        QTest::newRow("range") << QByteArray("engine.max_parallel: 0\n") << ":1"
                               << "out of range";
        QTest::newRow("duration") << QByteArray("engine.heartbeat: soon\n") << ":1"
                                  << "not a time";
        QTest::newRow("size") << QByteArray("log.max_size: 3 apples\n") << ":1"
                              << "not a size";
        QTest::newRow("choice") << QByteArray("log.format: jsn\n") << ":1"
                                << "\"json\"";
        QTest::newRow("level") << QByteArray("log.level: loud\n") << ":1"
                               << "not a log level";
        QTest::newRow("list") << QByteArray("log.level: [a]\n") << ":1:12"
                              << "not a list";
        QTest::newRow("syntax") << QByteArray("a: [1\nb: 2\n") << ":"
                                << "not valid YAML";
        QTest::newRow("scalar") << QByteArray("hello\n") << ""
                                << "key: value";
        QTest::newRow("deep") << QByteArray("a: {b: {c: {d: {e: 1}}}}\n") << ":1"
                              << "nested too deeply";
        QTest::newRow("pool") << QByteArray("engine.pools: {gpu: 0}\n") << ":1"
                              << "at least 1";
    }
    void mistakesInAFileNameThePlaceAndWhatWasMeant()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(QString, place);
        QFETCH(QString, contains);
        const SettingSources sources = withFile(yaml);
        const auto settings = Settings::load(sources);
        QVERIFY(!settings);
        QVERIFY2(settings.error().where.startsWith(sources.file + place), qPrintable(settings.error().where));
        QVERIFY2(settings.error().text().contains(contains), qPrintable(settings.error().text()));
    }

    void anUnknownVariableIsAnErrorButThoseOfAnAttemptAreNot()
    {
        SettingSources sources;
        for (const char *name : {"PODIUM_RUN", "PODIUM_OUTPUT", "PODIUM_BRANCH", "PODIUM_PORT", "PODIUM_PORT_2"})
            sources.environment.insert(QLatin1StringView(name), QStringLiteral("x"));
        QVERIFY(Settings::load(sources));
        sources.environment.insert(QStringLiteral("PODIUM_DATA_FOLDR"), QStringLiteral("/x"));
        const auto settings = Settings::load(sources);
        QVERIFY(!settings);
        QVERIFY(settings.error().text().contains(QLatin1String("PODIUM_DATA_FOLDER")));
    }

    void aMissingFileIsFineUnlessItWasNamed()
    {
        SettingSources sources;
        sources.file = QStringLiteral("/nowhere/podium.yaml");
        QVERIFY(Settings::load(sources));
        sources.fileRequired = true;
        QVERIFY(!Settings::load(sources));
    }

    void relativePathsStartAtTheFileTheyStandIn()
    {
        const auto settings = Settings::load(withFile("data_folder: data\nlog.file: ~/x.log\n"));
        QCOMPARE(settings->text(QStringLiteral("data_folder")), m_folder.filePath(QStringLiteral("data")));
        QCOMPARE(settings->text(QStringLiteral("log.file")), QDir::homePath() + QStringLiteral("/x.log"));
    }

    void databasesOfAgentsAreReadFromAMapAndFromOneLine()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("podium.yaml")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("tools:\n  databases:\n    shop: shop.db\n    crm: postgresql://me:secret@host/crm\n"
                   "  embedding_key: hush\n");
        file.close();
        SettingSources sources;
        sources.file = file.fileName();
        const Result<Settings> read = Settings::load(sources);
        QVERIFY2(read, read ? "" : qPrintable(read.error().text()));
        const QJsonObject databases = read->value(QStringLiteral("tools.databases")).toObject();
        QCOMPARE(databases.value(QStringLiteral("shop")).toString(), folder.filePath(QStringLiteral("shop.db")));
        const QByteArray shown = QJsonDocument(read->describe(QStringLiteral("tools"))).toJson();
        QVERIFY2(!shown.contains("secret") && !shown.contains("hush") && shown.contains("me:***@host"), shown);

        sources = {};
        sources.commandLine = {{QStringLiteral("tools.databases"), QStringLiteral("a=/x.db;b=sqlite:///y.db")}};
        QCOMPARE(Settings::load(sources)->value(QStringLiteral("tools.databases")).toObject().size(), 2);
        sources.commandLine = {{QStringLiteral("tools.databases"), QStringLiteral("x.db")}};
        QVERIFY(!Settings::load(sources));
    }
    void peopleOfRolesAreReadFromAMapAndFromOneLine()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("podium.yaml")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("approvals:\n  roles:\n    web testing: [tess, tom]\n    supervisor: ann\n");
        file.close();
        SettingSources sources;
        sources.file = file.fileName();
        const Result<Settings> read = Settings::load(sources);
        QVERIFY2(read, read ? "" : qPrintable(read.error().text()));
        const QByteArray expected = R"({"supervisor":["ann"],"web testing":["tess","tom"]})";
        QCOMPARE(canonicalJson(read->value(QStringLiteral("approvals.roles"))), expected);
        const QByteArray shown = QJsonDocument(read->describe(QStringLiteral("approvals.roles"))).toJson();
        QVERIFY2(shown.contains("supervisor=ann;web testing=tess,tom"), shown);

        sources = {};
        sources.commandLine = {
            {QStringLiteral("approvals.roles"), QStringLiteral("web testing = tess, tom; supervisor=ann")}};
        QCOMPARE(canonicalJson(Settings::load(sources)->value(QStringLiteral("approvals.roles"))), expected);
        for (const char *wrong : {"testing", "testing=", "=ann", "testing=,"}) {
            sources.commandLine = {{QStringLiteral("approvals.roles"), QString::fromLatin1(wrong)}};
            QVERIFY2(!Settings::load(sources), wrong);
        }
    }

    void passwordsAreNotShown()
    {
        SettingSources sources;
        sources.commandLine.append({QStringLiteral("database"), QStringLiteral("postgresql://ada:s3cret@db/podium")});
        const QJsonArray rows = Settings::load(sources)->describe(QStringLiteral("database"));
        QCOMPARE(rows.size(), 1);
        QVERIFY(!QJsonDocument(rows).toJson().contains("s3cret"));
        QVERIFY(
            rows.first().toObject().value(QStringLiteral("value")).toString().contains(QLatin1String("ada:***@db")));
    }

    void everyDefaultIsItsOwnValidText()
    {
        // What "config" prints can be pasted back.
        SettingSources sources;
        const QJsonArray rows = Settings::defaults().describe();
        QCOMPARE(rows.size(), settingKeys().size());
        for (const QJsonValue &row : rows) {
            sources.commandLine.append(
                {row[QStringLiteral("key")].toString(), row[QStringLiteral("shown")].toString()});
        }
        const auto again = Settings::load(sources);
        QVERIFY2(again, qPrintable(again ? QString() : again.error().text()));
        for (const SettingKey &key : settingKeys())
            QCOMPARE(again->value(key.name), key.defaultValue);
    }

private:
    SettingSources withFile(const QByteArray &yaml)
    {
        SettingSources out;
        out.file = m_folder.filePath(QStringLiteral("podium.yaml"));
        out.fileRequired = true;
        out.currentDirectory = QStringLiteral("/elsewhere");
        QFile file(out.file);
        if (file.open(QIODevice::WriteOnly))
            file.write(yaml);
        return out;
    }
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
