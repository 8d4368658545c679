// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "integration/ctlfixture.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QTest>

using namespace podium::test;

/// Who does a task, and who decides on it, from the command line.
class TestAgentCommands : public QObject, private CtlFixture
{
    Q_OBJECT

    /// An engine that goes on running; it is there when this returns.
    QProcess *serve()
    {
        QProcess *engine = start({"serve"});
        [&] {
            QTRY_VERIFY_WITH_TIMEOUT(ctl({"status", "--json"}).json().value(QStringLiteral("live")).toBool(), LimitMs);
        }();
        return engine;
    }

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    void aRequestForARoleIsDecidedByItsPeople()
    {
        setVariable(QStringLiteral("PODIUM_APPROVALS_ROLES"), QStringLiteral("testing=tess"));
        const QString file = write("roles", "tasks:\n  - {id: a, type: noop, gate: {message: Go, role: testing}}\n"
                                            "  - {id: b, type: noop, depends_on: a, review: {role: lead}}\n");
        QCOMPARE(ctl({"run", file, "--no-wait", "-q"}).code, 4);
        const auto request = [this] {
            return ctl({"approvals", "--json"}).json()[QStringLiteral("approvals")][0].toObject();
        };
        QVERIFY(ctl({"approvals"}).out.contains("--as NAME"));
        const QString gate = request()[QStringLiteral("id")].toString();
        const Outcome other = ctl({"approve", gate});
        QCOMPARE(other.code, 3);
        QVERIFY2(other.err.contains("for testing") && other.err.contains("tess"), other.err);
        QCOMPARE(ctl({"deny", gate, "--as", "lead"}).code, 3);
        QCOMPARE(ctl({"approve", gate, "--as", "tess"}).code, 0);
        QCOMPARE(ctl({"resume", newest(), "--no-wait", "-q"}).code, 4);
        const QString review = request()[QStringLiteral("id")].toString();
        QVERIFY(review != gate);
        const Outcome nobodys = ctl({"approve", review});
        QVERIFY2(nobodys.err.contains("approvals.roles") && nobodys.err.contains("--as \"lead\""), nobodys.err);
        QCOMPARE(ctl({"approve", review, "--as", "lead"}).code, 0);
        QCOMPARE(ctl({"resume", newest(), "-q"}).code, 0);
        QCOMPARE(state(newest()), QStringLiteral("COMPLETED"));
    }

    void waitingEndsWhereNobodyCanDoWhatIsLeft()
    {
        const QString file = write("nobody", "tasks: [{id: a, prompt: Sing, capabilities: [singing]}]\n");
        const Outcome run = ctl({"run", file, "--no-wait", "-q"});
        QCOMPARE(run.code, 4);
        const QByteArray said = run.err.mid(run.err.indexOf("podiumctl: waits for a person: "));
        QVERIFY2(said.contains("a: needs capability singing"), run.err);
        const QProcess *engine = serve();
        const Outcome waited = ctl({"wait", newest(), "--no-wait"});
        QCOMPARE(waited.code, 4);
        QCOMPARE(waited.err, said);
        const QJsonObject told = ctl({"wait", newest(), "--no-wait", "--json"}).json();
        QVERIFY(told.value(QStringLiteral("attention")).toBool());
        QVERIFY(told.value(QStringLiteral("why")).toString().contains(QStringLiteral("singing")));
        QCOMPARE(engine->state(), QProcess::Running);
    }

    void waitingTellsWhatIsAskedAsRunDoes()
    {
        const Outcome run = ctl({"run", form(), "--no-wait", "-q"});
        QCOMPARE(run.code, 4);
        serve();
        const Outcome waited = ctl({"wait", newest(), "--no-wait"});
        QCOMPARE(waited.code, 4);
        QCOMPARE(waited.err, run.err.mid(run.err.indexOf("podiumctl: waits for a person: ")));
    }

    void mistakesInOptionsOfAnAgentAreRefused()
    {
        const auto set = [this](const QString &option, const QString &runner = QStringLiteral("claude")) {
            return ctl({"agents", "set", "coder", "--runner", runner, "--option", option});
        };
        QCOMPARE(set("effort=high").code, 0);
        for (const auto &[option, said] : {std::pair("efort=high", "effort"),
                                           {"max_turns=-1", "whole number"},
                                           {"tools=all", "object"},
                                           {"config_dir=here", "absolute"}}) {
            const Outcome wrong = set(QLatin1String(option));
            QVERIFY2(wrong.code == 3 && wrong.err.contains(said), wrong.err + option);
        }
        const Outcome other = set("effort=high", "messages");
        QVERIFY2(other.code == 3 && other.err.contains("runner messages"), other.err);
    }

    void aFileOfAgentsIsTakenWholeOrNotAtAll()
    {
        const QString good =
            write("team", "agents:\n"
                          "  - {name: ada, runner: claude, role: backend, capabilities: [sql], scale: 2,\n"
                          "     options: {max_turns: 60}}\n"
                          "  - {name: tess, preset: testing}\n");
        const Outcome done = ctl({"agents", "import", u'@' + good, "-q"});
        QVERIFY2(done.code == 0, done.err);
        QCOMPARE(done.out, QByteArray("ada\ntess\n"));
        const auto agent = [this](const char *name) {
            return ctl({"agents", "show", name, "--json"}).json()[QStringLiteral("agent")].toObject();
        };
        QCOMPARE(agent("ada")[QStringLiteral("scale")].toInt(), 2);
        QCOMPARE(agent("ada")[QStringLiteral("options")][QStringLiteral("max_turns")].toInt(), 60);
        QCOMPARE(agent("tess")[QStringLiteral("role")].toString(), QStringLiteral("testing"));

        const QString bad = write("bad", "agents:\n"
                                         "  - {name: ada, scale: 5}\n"
                                         "  - {name: bob, runner: claude, rolle: backend}\n"
                                         "  - {name: cy, runner: claude, scale: many}\n");
        const Outcome refused = ctl({"agents", "import", u'@' + bad});
        QCOMPARE(refused.code, 3);
        for (const char *finding : {":3:", "rolle", "role", ":4:", "scale"})
            QVERIFY2(refused.err.contains(finding), refused.err);
        QCOMPARE(agent("ada")[QStringLiteral("scale")].toInt(), 2);

        const Outcome runner = ctl(
            {"agents", "import", u'@' + write("runner", "agents: [{name: ada, scale: 7}, {name: b, runner: cluade}]")});
        QVERIFY2(runner.code == 3 && runner.err.contains("claude") && runner.err.contains(":1:"), runner.err);
        QCOMPARE(agent("ada")[QStringLiteral("scale")].toInt(), 2);
        QCOMPARE(ctl({"agents", "import", u'@' + write("none", "[1, 2]")}).code, 3);
    }

    void aDenialMayEndTheTurn()
    {
        const QString file =
            write("asks", "tasks:\n  - {id: a, type: simulated, simulate: {steps: [{ask: {title: May I}}]}}\n");
        QCOMPARE(ctl({"run", file, "--no-wait", "-q"}).code, 4);
        const QString id = QString::fromUtf8(ctl({"approvals", "-q"}).out.trimmed());
        QVERIFY(!id.isEmpty());
        QCOMPARE(ctl({"deny", id, "--interrupt", "--comment", "never"}).code, 0);
        const QJsonObject kept = ctl({"approvals", id, "--json"}).json();
        const QJsonObject approval =
            kept.contains(u"approval") ? kept[u"approval"].toObject() : kept[u"approvals"][0].toObject();
        QCOMPARE(approval[u"answer"][u"interrupt"].toBool(), true);
        QCOMPARE(approval[u"answer"][u"comment"].toString(), QStringLiteral("never"));
    }

    void credentialsAreOpenedByAPassphrase()
    {
        setVariable(QStringLiteral("PODIUM_PASSPHRASE"), QStringLiteral("correct horse"));
        const QString secret = write("secret", "sk-ant-0123456789");
        const Outcome set = ctl({"credentials", "set", "work", "--secret", u'@' + secret});
        QVERIFY2(set.code == 0, set.err);
        QVERIFY(ctl({"credentials"}).out.contains("work"));
        setVariable(QStringLiteral("PODIUM_PASSPHRASE"), QStringLiteral("battery staple"));
        const Outcome wrong = ctl({"credentials", "set", "play", "--secret", u'@' + secret});
        QVERIFY2(wrong.code != 0 && wrong.err.contains("does not open it"), wrong.err);
    }

    void whatStandsStillIsListedUntilItIsMended()
    {
        QCOMPARE(ctl({"stops"}).out, QByteArray("Nothing stands still.\n"));
        const QString file = write("broken", "tasks: [{id: a, run: 'test -f mended'}]\n");
        QCOMPARE(ctl({"run", file, "-q"}).code, 1);
        const Outcome shown = ctl({"stops"});
        QVERIFY2(shown.out.contains("failed") && shown.out.contains("podiumctl retry " + newest().toUtf8()), shown.out);
        const QJsonObject stop = ctl({"stops", "--json"}).json()[QStringLiteral("stops")][0].toObject();
        QCOMPARE(stop[QStringLiteral("run")].toString(), newest());
        QCOMPARE(stop[QStringLiteral("task")].toString(), QStringLiteral("a"));
        QVERIFY(!stop[QStringLiteral("reason")].toString().isEmpty());
        const QString folder = ctl({"show", newest(), "--json"})
                                   .json()[QStringLiteral("run")][QStringLiteral("working_directory")]
                                   .toString();
        QFile mended(folder + QStringLiteral("/mended"));
        QVERIFY(mended.open(QIODevice::WriteOnly));
        mended.close();
        QCOMPARE(ctl({"retry", newest(), "-q"}).code, 0);
        QVERIFY(ctl({"stops", "--json"}).json()[QStringLiteral("stops")].toArray().isEmpty());
    }

    void validateWarnsOfTasksThatNobodyCouldDo()
    {
        const QString file = write("placed", "tasks:\n  - {id: a, prompt: x, role: magician}\n"
                                             "  - {id: b, prompt: x, capabilities: [code_generation]}\n"
                                             "  - {id: c, prompt: x, agent: codr}\n");
        // Without a data folder it says what it can, and makes none.
        const Outcome alone = ctl({"validate", file});
        QVERIFY2(alone.code == 0 && !alone.out.contains("no-agent"), alone.out + alone.err);
        QCOMPARE(ctl({"graph", file}).code, 0);
        QCOMPARE(ctl({"simulate", file}).code, 0);
        QVERIFY(!QFileInfo::exists(path("data")));

        QCOMPARE(ctl({"agents"}).code, 0);
        const Outcome placed = ctl({"validate", file});
        QCOMPARE(placed.code, 0);
        QVERIFY2(placed.out.contains("placed.yaml:2:30") && placed.out.contains("needs role magician"), placed.out);
        QVERIFY2(placed.out.contains("placed.yaml:4:31") && placed.out.contains("no such agent"), placed.out);
        QVERIFY2(!placed.out.contains("`b`"), placed.out);
    }

    void whatCannotBeReadDoesNotKeepAFileFromBeingChecked()
    {
        QCOMPARE(ctl({"agents"}).code, 0);
        QFile database(path("data/podium.db"));
        QVERIFY(database.open(QIODevice::WriteOnly));
        database.write("no database at all, but long enough to have a header of one and more");
        database.close();
        const QString file = write("fine", "tasks: [{id: a, run: 'true'}]\n");
        for (const char *verb : {"validate", "graph", "simulate"}) {
            const Outcome done = ctl({QLatin1String(verb), file});
            QVERIFY2(done.code == 0, verb + done.err);
        }
    }

private:
    QString newest() const { return QString::fromUtf8(ctl({"runs", "-q", "--limit", "1"}).out.trimmed()); }
};

QTEST_GUILESS_MAIN(TestAgentCommands)
#include "tst_agentcommands.moc"
