// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "integration/claudefixture.h"
#include "integration/ctlfixture.h"
#include "support/messagesapi.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace podium::test;

/// The real Claude Code under podiumctl, with an answer from another process in between.
class TestPodiumctlClaude : public QObject, private CtlFixture
{
    Q_OBJECT

    std::unique_ptr<MessagesApi> m_api;

private Q_SLOTS:
    void initTestCase()
    {
        if (qEnvironmentVariableIntValue("PODIUM_SKIP_CLAUDE") == 1)
            QSKIP("PODIUM_SKIP_CLAUDE=1");
        QVERIFY2(ClaudeFixture::fault().isEmpty(), qPrintable(ClaudeFixture::fault()));
    }
    void init()
    {
        begin();
        m_api = std::make_unique<MessagesApi>();
        QVERIFY(m_api->listen());
        for (const char *name :
             {"DISABLE_TELEMETRY", "DISABLE_ERROR_REPORTING", "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC"})
            setVariable(QLatin1String(name), QStringLiteral("1"));
        QVERIFY(QDir().mkpath(path("home")));
        setVariable(QStringLiteral("PODIUM_CLAUDE"), ClaudeFixture::program());
        setVariable(QStringLiteral("HOME"), path("home"));
        setVariable(QStringLiteral("ANTHROPIC_BASE_URL"), m_api->url());
        setVariable(QStringLiteral("ANTHROPIC_API_KEY"), QStringLiteral("key-of-the-test"));
    }
    void cleanup() { end(); }

    void agentsShareWhatTheyKnowAndAGateHoldsOneBack()
    {
        const QString share = QStringLiteral("mcp__podium__share_data");
        m_api->addConversation(
            QStringLiteral("Find the port"),
            {ApiTurn::use(share, {{QStringLiteral("key"), QStringLiteral("port")}, {QStringLiteral("value"), 8080}}),
             ApiTurn::say(QStringLiteral("Shared."))});
        m_api->addConversation(QStringLiteral("Use the port"),
                               {ApiTurn::use(QStringLiteral("mcp__podium__get_shared_data"),
                                             {{QStringLiteral("key"), QStringLiteral("port")}}),
                                ApiTurn::say(QStringLiteral("Too early.")), ApiTurn::say(QStringLiteral("In time."))});
        QProcess *run = start(
            {"run",
             write("share",
                   "name: share\noutputs: {said: '{{ tasks.use.result }}'}\ntasks:\n"
                   "  - {id: find, prompt: Find the port, role: worker, workspace: scratch}\n"
                   "  - id: use\n    prompt: Use the port\n    role: worker\n    workspace: scratch\n"
                   "    depends_on: [find]\n    hooks:\n"
                   "      - {name: twice, event: Stop, do: run, command: 'mkdir once 2>/dev/null || exit 0; exit 1',"
                   " text: Once more.}\n"),
             "--plain"});
        QTRY_VERIFY_WITH_TIMEOUT(run->state() == QProcess::NotRunning, LimitMs);
        const QByteArray told = run->readAllStandardOutput();
        QVERIFY2(run->exitCode() == 0, told);
        QVERIFY2(told.contains("said = In time."), told); // Not what it said before the gate was met.
        bool seen = false;
        for (const ApiRequest &request : m_api->requests())
            seen |= request.lastUserText().contains(QStringLiteral("\"value\":8080"));
        QVERIFY(seen);
    }

    void anAgentAsksAnotherProcessApprovesAndTheRunCompletes()
    {
        const QString made = path("made-by-the-agent");
        m_api->addConversation(QStringLiteral("Make the file"),
                               {ApiTurn::use(QStringLiteral("Bash"),
                                             {{QStringLiteral("command"), QStringLiteral("touch '%1'").arg(made)}}),
                                ApiTurn::say(QStringLiteral("The file is there."))});
        QProcess *run =
            start({"run",
                   write("make", "name: make\noutputs: {said: '{{ tasks.make.result }}'}\n"
                                 "tasks:\n  - {id: make, prompt: Make the file, role: worker, workspace: scratch}\n"),
                   "--plain"});
        QByteArray said;
        QTRY_VERIFY_WITH_TIMEOUT((said += run->readAllStandardOutput()).contains("podiumctl approve ") ||
                                     run->state() == QProcess::NotRunning,
                                 LimitMs);
        const QString request = QString::fromUtf8(ctl({"approvals", "-q"}).out.trimmed());
        QVERIFY2(!request.isEmpty(), said);
        const QByteArray asked = ctl({"approvals", request}).out;
        QVERIFY2(asked.contains("asks for permission") && asked.contains("task make of run make-"), asked);
        QVERIFY2(asked.contains("touch '" + made.toUtf8() + "'"), asked);
        QVERIFY(!QFile::exists(made));
        const Outcome approved = ctl({"approve", request});
        QVERIFY2(approved.code == 0, approved.err);
        QTRY_VERIFY_WITH_TIMEOUT(run->state() == QProcess::NotRunning, LimitMs);
        said += run->readAllStandardOutput();
        QVERIFY2(run->exitCode() == 0, said);
        QVERIFY2(said.contains("said = The file is there."), said);
        QVERIFY(QFile::exists(made));
        QVERIFY2(!said.contains("  —\n"), said); // What it cost is known.
    }

    void whatIsAllowedAlwaysIsNotAskedAgainUntilItIsRevoked()
    {
        const QString made = path("made");
        m_api->addConversation(QStringLiteral("Make the file"),
                               {ApiTurn::use(QStringLiteral("Bash"),
                                             {{QStringLiteral("command"), QStringLiteral("touch '%1'").arg(made)}}),
                                ApiTurn::say(QStringLiteral("The file is there."))});
        const QString file = makeFile();
        QProcess *first = start({"run", file, "--plain"});
        const QString request = waitForRequest(first);
        QVERIFY2(ctl({"approvals", request}).out.contains("shell commands (built-in)"),
                 ctl({"approvals", request}).out);
        const Outcome approved = ctl({"approve", request, "--always", "workflow", "--as", "anna"});
        QVERIFY2(approved.code == 0, approved.err);
        QTRY_VERIFY_WITH_TIMEOUT(first->state() == QProcess::NotRunning, LimitMs);
        QVERIFY(QFile::remove(made));

        QProcess *second = start({"run", file, "--plain"}); // The API answers in this thread.
        QTRY_VERIFY_WITH_TIMEOUT(second->state() == QProcess::NotRunning, LimitMs);
        const QByteArray said = second->readAllStandardOutput();
        QVERIFY2(second->exitCode() == 0 && !said.contains("needs you"), said);
        QVERIFY(QFile::exists(made));
        const QByteArray rules = ctl({"rules"}).out;
        QVERIFY2(rules.contains("workflow make") && rules.contains("anna"), rules);
        const QJsonObject permit =
            ctl({"rules", "--json"}).json().value(QLatin1String("permits")).toArray().first().toObject();
        const QByteArray log = ctl({"logs", newestRun()}).out;
        QVERIFY2(log.contains("Approved by anna: Bash: touch") && log.contains("(always, rule "), log);

        QCOMPARE(ctl({"rules", "revoke", permit.value(QLatin1String("id")).toString()}).code, 0);
        QProcess *third = start({"run", file, "--plain"});
        const QString again = waitForRequest(third);
        QVERIFY(!again.isEmpty());
        QCOMPARE(ctl({"deny", again}).code, 0);
        QTRY_VERIFY_WITH_TIMEOUT(third->state() == QProcess::NotRunning, LimitMs);
    }

    void whatTwoPeopleHaveChangedAndApprovedIsWhatRuns()
    {
        const QString made = path("made");
        m_api->addConversation(QStringLiteral("Make the file"),
                               {ApiTurn::use(QStringLiteral("Bash"),
                                             {{QStringLiteral("command"), QStringLiteral("rm -rf /no-such-place")}}),
                                ApiTurn::say(QStringLiteral("Done."))});
        QProcess *run = start({"run", makeFile(), "--plain"});
        const QString request = waitForRequest(run);
        const QByteArray asked = ctl({"approvals", request}).out;
        QVERIFY2(asked.contains("critical") && asked.contains("deletes a system or home folder"), asked);
        const QString input = QStringLiteral("{\"command\":\"touch '%1'\"}").arg(made);
        QVERIFY(ctl({"approve", request, "--always", "workflow"}).code != 0);
        QCOMPARE(ctl({"approve", request, "--input", input, "--as", "anna"}).code, 0);
        QVERIFY(!QFile::exists(made));
        QVERIFY(ctl({"approve", request, "--input", input, "--as", "anna"}).code != 0);
        QVERIFY(ctl({"approve", request, "--as", "ben"}).code != 0);
        const Outcome second = ctl({"approve", request, "--input", input, "--as", "ben"});
        QVERIFY2(second.code == 0, second.err);
        QTRY_VERIFY_WITH_TIMEOUT(run->state() == QProcess::NotRunning, LimitMs);
        QVERIFY(QFile::exists(made));
        const QByteArray log = ctl({"logs", newestRun()}).out;
        QVERIFY2(log.contains("Approved by anna, ben: Bash: touch") && log.contains("it was Bash: rm -rf") &&
                     log.contains("[input SHA-256 "),
                 log);
    }

    void whatNobodyAnswersInTimeIsAnsweredByItsTask()
    {
        const QString made = path("made");
        const QJsonObject question{
            {QStringLiteral("question"), QStringLiteral("Which color?")},
            {QStringLiteral("header"), QStringLiteral("Color")},
            {QStringLiteral("options"), QJsonArray{QJsonObject{{QStringLiteral("label"), QStringLiteral("Red")},
                                                               {QStringLiteral("description"), QStringLiteral("d")}},
                                                   QJsonObject{{QStringLiteral("label"), QStringLiteral("Blue")},
                                                               {QStringLiteral("description"), QStringLiteral("d")}}}},
            {QStringLiteral("multiSelect"), false}};
        m_api->addConversation(
            QStringLiteral("Make the file"),
            {ApiTurn::use(QStringLiteral("AskUserQuestion"), {{QStringLiteral("questions"), QJsonArray{question}}}),
             ApiTurn::use(QStringLiteral("Bash"), {{QStringLiteral("command"), QStringLiteral("touch '%1'").arg(made)},
                                                   {QStringLiteral("description"), QStringLiteral("d")}}),
             ApiTurn::say(QStringLiteral("Done."))});
        QProcess *run = start({"run",
                               write("make", "name: make\ntasks:\n  - id: make\n    prompt: Make the file\n"
                                             "    role: worker\n    workspace: scratch\n    answer_within: 2s\n"
                                             "    default_answer: {Color: Blue}\n"),
                               "--plain"});
        QTRY_VERIFY_WITH_TIMEOUT(run->state() == QProcess::NotRunning, LimitMs);
        QVERIFY2(run->exitCode() == 0, run->readAllStandardOutput());
        QCOMPARE(m_api->requests().size(), 3);
        const QString answered = m_api->requests().at(1).lastUserText();
        QVERIFY2(answered.contains(QStringLiteral("Blue")), qPrintable(answered));
        const QString denied = m_api->requests().at(2).lastUserText();
        QVERIFY2(denied.contains(QStringLiteral("Nobody has decided on this in time")), qPrintable(denied));
        QVERIFY(!QFile::exists(made));
    }

    void requestShowsUntilWhenItCanBeAnswered()
    {
        m_api->addConversation(
            QStringLiteral("Make the file"),
            {ApiTurn::use(QStringLiteral("Bash"), {{QStringLiteral("command"), QStringLiteral("x")}}),
             ApiTurn::say(QStringLiteral("Done."))});
        QProcess *run = start({"--set", "approvals.answer_within=1h", "run", makeFile(), "--plain"});
        const QString request = waitForRequest(run);
        QVERIFY(!request.isEmpty());
        const QByteArray asked = ctl({"approvals", request}).out;
        QVERIFY2(asked.contains("until "), asked);
        QCOMPARE(ctl({"deny", request}).code, 0);
        QTRY_VERIFY_WITH_TIMEOUT(run->state() == QProcess::NotRunning, LimitMs);
    }

    void aLimitIsWaitedForInTheSameSessionOnceSomebodyAgrees()
    {
        setVariable(QStringLiteral("ANTHROPIC_API_KEY"), QString());
        setVariable(QStringLiteral("CLAUDE_CODE_OAUTH_TOKEN"), QStringLiteral("token-of-the-test"));
        m_api->add(ApiTurn::fail(429, QStringLiteral("rate_limit_error"), QStringLiteral("limit"),
                                 {{"anthropic-ratelimit-unified-status", "rejected"},
                                  {"anthropic-ratelimit-unified-reset", "now+20"},
                                  {"anthropic-ratelimit-unified-representative-claim", "five_hour"}}));
        m_api->add(ApiTurn::say(QStringLiteral("Here it is.")).forever());
        QProcess *run = start({"--set", "limits.short=1s", "run", makeFile(), "--plain"});
        QTRY_VERIFY_WITH_TIMEOUT(!m_api->requests().isEmpty(), LimitMs);
        const qint64 answered = QDateTime::currentSecsSinceEpoch();
        const QString request = waitForRequest(run);
        const QByteArray asked = ctl({"approvals", request}).out;
        QVERIFY2(asked.contains("Go on by itself when the limit ends"), asked);
        QCOMPARE(ctl({"approve", request}).code, 0);
        QTRY_VERIFY_WITH_TIMEOUT(run->state() == QProcess::NotRunning, LimitMs);
        QVERIFY2(run->exitCode() == 0, run->readAllStandardOutput());
        QVERIFY(QDateTime::currentSecsSinceEpoch() >= answered + 19);
        // The same conversation, and no try was used up.
        QVERIFY(m_api->requests().last().firstUserText().contains(QStringLiteral("Make the file")));
        const QJsonObject shown = ctl({"show", newestRun(), "--json"}).json();
        const QJsonObject task = shown.value(QLatin1String("tasks")).toArray().first().toObject();
        // The table of prices agrees with the program to the cent.
        const QJsonObject usage = task.value(QLatin1String("usage")).toObject();
        QVERIFY2(usage.value(QLatin1String("usd")).toDouble() > 0, QJsonDocument(usage).toJson());
        QCOMPARE(usage.value(QLatin1String("estimated_usd")).toDouble(), usage.value(QLatin1String("usd")).toDouble());
        QCOMPARE(task.value(QLatin1String("failures")).toInt(), 0);
        QCOMPARE(task.value(QLatin1String("attempt")).toInt(), 2);
    }

    void withoutClaudeAPlanComesOverTheMessagesApi()
    {
        setVariable(QStringLiteral("PODIUM_CLAUDE"), QStringLiteral("no-such-claude"));
        setVariable(QStringLiteral("PODIUM_MESSAGES_MODEL"), QStringLiteral("claude-sonnet-4-5"));
        const auto subtask = [](const QString &title, const QJsonArray &after) {
            return QJsonObject{{QStringLiteral("title"), title},
                               {QStringLiteral("description"), title + QStringLiteral(" well.")},
                               {QStringLiteral("capabilities"), QJsonArray()},
                               {QStringLiteral("dependencies"), after},
                               {QStringLiteral("priority"), 5},
                               {QStringLiteral("estimated_minutes"), 10}};
        };
        m_api->add(
            ApiTurn::use(QStringLiteral("structured_output"),
                         {{QStringLiteral("subtasks"), QJsonArray{subtask(QStringLiteral("Write"), {}),
                                                                  subtask(QStringLiteral("Check"), QJsonArray{0})}}}));
        QProcess *plan = start({"plan", "Ship it"});
        QTRY_VERIFY_WITH_TIMEOUT(plan->state() == QProcess::NotRunning, LimitMs);
        const QByteArray planned = plan->readAllStandardOutput();
        QVERIFY2(planned.contains("Write well.") && planned.contains("Check well."), planned);
        QCOMPARE(m_api->requests().size(), 1);
        QCOMPARE(m_api->requests().first().headers.value("x-api-key"), QByteArray("key-of-the-test"));
        const Outcome agents = ctl({"agents", "--json"});
        QVERIFY2(agents.out.contains("\"runner\":\"messages\""), agents.out);
    }

    void anAgentOverTheMessagesApiUsesACredential()
    {
        const QString kept = write("secret", "sk-of-the-vault-0123456789\n");
        QCOMPARE(ctl({"credentials", "set", "work", "--secret", QStringLiteral("@") + kept}).code, 0);
        const Outcome added = ctl({"agents", "set", "quick", "--runner", "messages", "--role", "quick", "--model",
                                   "claude-sonnet-4-5", "--option", "credential=work"});
        QVERIFY2(added.code == 0, added.err);
        m_api->addConversation(QStringLiteral("Say it"), {ApiTurn::say(QStringLiteral("Said."))});
        QProcess *run = start({"run",
                               write("say", "name: say\noutputs: {said: '{{ tasks.say.result }}'}\n"
                                            "tasks:\n  - {id: say, prompt: Say it, role: quick}\n"),
                               "--plain"});
        QTRY_VERIFY_WITH_TIMEOUT(run->state() == QProcess::NotRunning, LimitMs);
        const QByteArray told = run->readAllStandardOutput();
        QVERIFY2(told.contains("said = Said."), told);
        QCOMPARE(m_api->requests().last().headers.value("x-api-key"), QByteArray("sk-of-the-vault-0123456789"));
        const QByteArray shown = ctl({"show", waitForRun(), "--json"}).out;
        QVERIFY2(shown.contains("\"usd\":6e-04"), shown); // 100 tokens in, 20 out.
    }

    void aCredentialIsUsedAndWrittenDownNowhere()
    {
        const QString secret = QStringLiteral("sk-of-the-vault-0123456789");
        const QString kept = write("secret", secret.toUtf8() + "\n");
        const Outcome set = ctl({"credentials", "set", "work", "--secret", QStringLiteral("@") + kept});
        QVERIFY2(set.code == 0, set.err);
        QVERIFY(QFile::remove(kept));
        const QByteArray shown = ctl({"credentials", "--json"}).out + ctl({"config", "show", "--json"}).out;
        QVERIFY2(shown.contains("work") && !shown.contains(secret.toUtf8()), shown);
        const QString made = path("made");
        m_api->addConversation(QStringLiteral("Make the file"),
                               {ApiTurn::use(QStringLiteral("Bash"),
                                             {{QStringLiteral("command"), QStringLiteral("touch '%1'").arg(made)}}),
                                ApiTurn::say(QStringLiteral("Done."))});
        QCOMPARE(ctl({"agents", "set", "analyst-coder", "--option", "credential=work"}).code, 0);
        QProcess *run = start({"run", makeFile(), "--plain"});
        QCOMPARE(ctl({"approve", waitForRequest(run)}).code, 0);
        QTRY_VERIFY_WITH_TIMEOUT(run->state() == QProcess::NotRunning, LimitMs);
        QCOMPARE(m_api->requests().last().headers.value("x-api-key"), secret.toUtf8());
        // The folder has the data, the logs, the conversation and the configuration.
        QVERIFY(QFile::exists(made));
        QDirIterator files(path(""), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly))
                QVERIFY2(!file.readAll().contains(secret.toUtf8()), qPrintable(file.fileName()));
        }
    }

private:
    QString makeFile() const
    {
        return write("make", "name: make\noutputs: {said: '{{ tasks.make.result }}'}\n"
                             "tasks:\n  - {id: make, prompt: Make the file, role: worker, workspace: scratch}\n");
    }

    QString newestRun() const { return QString::fromUtf8(ctl({"runs", "-q", "--limit", "1"}).out.trimmed()); }

    /// The request that waits for a person; empty if the run ends instead.
    QString waitForRequest(QProcess *run) const
    {
        QByteArray said;
        const bool asked = QTest::qWaitFor(
            [&] {
                said += run->readAllStandardOutput();
                return said.contains("podiumctl approve ") || run->state() == QProcess::NotRunning;
            },
            LimitMs);
        return asked ? QString::fromUtf8(ctl({"approvals", "-q"}).out.trimmed()) : QString();
    }
};

QTEST_GUILESS_MAIN(TestPodiumctlClaude)
#include "tst_podiumctlclaude.moc"
