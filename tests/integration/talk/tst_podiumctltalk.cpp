// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// Talking to the real Claude Code with podiumctl: from a pipe, on a terminal, and with its own program.
#include "integration/claudefixture.h"
#include "integration/ctlfixture.h"
#include "support/messagesapi.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace podium::test;

class TestPodiumctlTalk : public QObject, private CtlFixture
{
    Q_OBJECT

    std::unique_ptr<MessagesApi> m_api;
    QProcess *m_serve = nullptr;

    void serve()
    {
        m_serve = start({"serve"});
        QVERIFY(waitForLine(m_serve, "runs the engine of"));
    }
    /// Waits while the API, which lives in this thread, answers.
    Outcome talk(const QStringList &arguments, const QByteArray &input)
    {
        QProcess process;
        process.setProcessEnvironment(environment());
        process.setWorkingDirectory(path("work"));
        process.start(program(), arguments);
        process.write(input);
        process.closeWriteChannel();
        if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, LimitMs))
            return {-1, process.readAllStandardOutput(), process.readAllStandardError()};
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }
    /// podiumctl on a terminal of its own.
    std::unique_ptr<QProcess> onATerminal(const QString &arguments)
    {
        auto process = std::make_unique<QProcess>();
        QProcessEnvironment variables = environment();
        variables.insert(QStringLiteral("TERM"), QStringLiteral("dumb"));
        process->setProcessEnvironment(variables);
        process->setWorkingDirectory(path("work"));
        process->setProcessChannelMode(QProcess::MergedChannels);
        // A shell that stays in between would be ended by the Ctrl-C that podiumctl hears.
        process->start(QStringLiteral("script"),
                       {QStringLiteral("-qec"), QStringLiteral("exec ") + program() + u' ' + arguments,
                        QStringLiteral("/dev/null")});
        return process;
    }
    static bool shows(QProcess &process, QByteArray *shown, const QByteArray &text)
    {
        const bool there = QTest::qWaitFor([&] { return (*shown += process.readAll()).contains(text); }, LimitMs);
        if (there)
            shown->remove(0, shown->indexOf(text) + text.size());
        return there;
    }
    QJsonObject talkTask() const
    {
        const QString run = QString::fromUtf8(ctl({"runs", "-q", "--limit", "1"}).out.trimmed());
        return ctl({"show", run, "--json"}).json()[QStringLiteral("tasks")][0].toObject();
    }
    /// An MCP server that fills in a form to do what it is asked. Defined below: moc does not read its quotes well.
    static QByteArray formServer();
    QString newest() const { return QString::fromUtf8(ctl({"runs", "-q", "--limit", "1"}).out.trimmed()); }
    void converse(const QString &marker, const QStringList &answers)
    {
        QList<ApiTurn> turns;
        for (const QString &answer : answers)
            turns += ApiTurn::say(answer);
        m_api->addConversation(marker, turns);
    }

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
        QVERIFY(QDir().mkpath(path("home")) && QDir().mkpath(path("work")));
        setVariable(QStringLiteral("PODIUM_CLAUDE"), ClaudeFixture::program());
        setVariable(QStringLiteral("HOME"), path("home"));
        setVariable(QStringLiteral("CLAUDE_CONFIG_DIR"), path("home") + QStringLiteral("/.claude"));
        setVariable(QStringLiteral("ANTHROPIC_BASE_URL"), m_api->url());
        setVariable(QStringLiteral("ANTHROPIC_API_KEY"), QStringLiteral("key-of-the-test"));
    }
    void cleanup()
    {
        if (QProcess *const serve = std::exchange(m_serve, nullptr)) {
            serve->terminate();
            serve->waitForFinished();
        }
        end();
    }

    void linesOfAPipeAreSaidOneAfterTheOtherInOneSession()
    {
        converse(QStringLiteral("How many"),
                 {QStringLiteral("Three."), QStringLiteral("Four."), QStringLiteral("Five.")});
        const Outcome first = talk({"agent", "chat", "analyst-coder"}, "How many?\nAnd now?\n");
        QCOMPARE(first.code, 0);
        QCOMPARE(first.out, QByteArray("Three.\nFour.\n"));
        const Outcome second = talk({"agent", "chat", "analyst-coder"}, "Still?\n/end\n");
        QVERIFY2(second.code == 0, second.err);
        QCOMPARE(second.out, QByteArray("Five.\n"));
        QCOMPARE(ctl({"runs", "-q"}).out.count('\n'), 1); // It is one conversation.
        QCOMPARE(state(newest()), QStringLiteral("COMPLETED"));
        QVERIFY(ctl({"show", newest()}).out.contains("said = Five."));
        const Outcome third = talk({"agent", "chat", "nobody"}, "Hello\n");
        QVERIFY2(third.code == 3 && third.err.contains("there is no agent"), third.err);
    }

    void onATerminalTheAnswerStreamsPermissionsAreAskedAndCtrlCStopsTheAgent()
    {
        const QString made = path("made");
        ApiTurn slow = ApiTurn::say(QStringLiteral("one two three four five six seven eight nine ten"));
        slow.holdAfterEvents = 3; // Where it begins, and its first words.
        const auto option = [](const char *label) {
            return QJsonObject{{QStringLiteral("label"), QLatin1String(label)},
                               {QStringLiteral("description"), QStringLiteral("d")}};
        };
        const QJsonObject question{{QStringLiteral("question"), QStringLiteral("Which color?")},
                                   {QStringLiteral("header"), QStringLiteral("Color")},
                                   {QStringLiteral("options"), QJsonArray{option("Red"), option("Blue")}},
                                   {QStringLiteral("multiSelect"), false}};
        ApiTurn endless = ApiTurn::say(QStringLiteral("alpha ") + QStringLiteral("and so on ").repeated(400));
        endless.holdAfterEvents = 3;
        m_api->addConversation(
            QStringLiteral("Count"),
            {slow,
             ApiTurn::use(QStringLiteral("Bash"), {{QStringLiteral("command"), QStringLiteral("touch '%1'").arg(made)},
                                                   {QStringLiteral("description"), QStringLiteral("d")}}),
             ApiTurn::say(QStringLiteral("Made.")),
             ApiTurn::use(QStringLiteral("AskUserQuestion"), {{QStringLiteral("questions"), QJsonArray{question}}}),
             ApiTurn::say(QStringLiteral("As you like.")), endless, ApiTurn::say(QStringLiteral("Here again."))});
        const std::unique_ptr<QProcess> terminal = onATerminal(QStringLiteral("agent chat analyst-coder"));
        QByteArray shown;
        QVERIFY2(shows(*terminal, &shown, "> "), shown);
        terminal->write("Count\n");
        QVERIFY2(shows(*terminal, &shown, "one"), shown);
        QVERIFY2(!shown.contains("ten"), shown); // It comes in pieces.
        m_api->release();
        QVERIFY2(shows(*terminal, &shown, "nine ten"), shown);
        QVERIFY2(shows(*terminal, &shown, "> "), shown);
        QVERIFY2(!shown.contains("one two"), shown); // And not once more as a whole.
        terminal->write("Make it\n");
        QVERIFY2(shows(*terminal, &shown, "Allow it?"), shown);
        QVERIFY(!QFile::exists(made));
        terminal->write("y\n");
        QVERIFY2(shows(*terminal, &shown, "Made."), shown);
        QVERIFY(QFile::exists(made));
        QVERIFY2(shows(*terminal, &shown, "> "), shown);
        terminal->write("Ask me\n");
        QVERIFY2(shows(*terminal, &shown, "Which color?"), shown);
        QVERIFY2(shows(*terminal, &shown, "2  Blue"), shown);
        terminal->write("2\n");
        QVERIFY2(shows(*terminal, &shown, "As you like."), shown);
        QVERIFY2(m_api->requests().last().lastUserText().contains(QStringLiteral("Blue")),
                 qPrintable(m_api->requests().last().lastUserText()));
        QVERIFY2(shows(*terminal, &shown, "> "), shown);
        terminal->write("And then?\n");
        QVERIFY2(shows(*terminal, &shown, "alpha"), shown);
        terminal->write("\x03");
        QVERIFY2(shows(*terminal, &shown, "Stopping the agent"), shown);
        QVERIFY2(shows(*terminal, &shown, "> "), shown);
        terminal->write("Are you there?\n");
        QVERIFY2(shows(*terminal, &shown, "Here again."), shown);
        QVERIFY2(shows(*terminal, &shown, "> "), shown);
        terminal->write("/end\n");
        QTRY_COMPARE_WITH_TIMEOUT(terminal->state(), QProcess::NotRunning, LimitMs);
        QCOMPARE(terminal->exitCode(), 0);
        const QByteArray audit = ctl({"audit"}).out;
        for (const char *operation : {"session.chat", "session.interrupt", "session.end", "approval.decide"})
            QVERIFY2(audit.contains(operation), audit);
        QVERIFY2(ctl({"transcript", newest(), "talk"}).out.contains("A person stops what the agent is doing"), audit);
    }

    void formOfAServerIsFilledInFieldByField()
    {
        QFile server(path("server"));
        QVERIFY(server.open(QIODevice::WriteOnly));
        server.write(formServer());
        server.setPermissions(server.permissions() | QFile::ExeOwner);
        server.close();
        const QJsonObject servers{
            {QStringLiteral("form"), QJsonObject{{QStringLiteral("command"), server.fileName()}}}};
        const Outcome set = ctl({"agents", "set", "analyst-coder", "-o",
                                 "mcp_servers=" + QJsonDocument(servers).toJson(QJsonDocument::Compact), "-o",
                                 "policy=[{\"tools\": [\"mcp__form__*\"], \"decide\": \"allow\"}]"});
        QVERIFY2(set.code == 0, set.err);
        const ApiTurn asks = ApiTurn::use(QStringLiteral("mcp__form__ask"), {});
        m_api->addConversation(QStringLiteral("Ask me"), {asks, ApiTurn::say(QStringLiteral("Nice name.")), asks,
                                                          ApiTurn::say(QStringLiteral("Never mind."))});
        const std::unique_ptr<QProcess> terminal = onATerminal(QStringLiteral("agent chat analyst-coder"));
        QByteArray shown;
        QVERIFY2(shows(*terminal, &shown, "> "), shown);
        terminal->write("Ask me\n");
        QVERIFY2(shows(*terminal, &shown, "Who are you?"), shown);
        QVERIFY2(shows(*terminal, &shown, "name (string, required): "), shown);
        terminal->write("\n"); // Has to be there.
        QVERIFY2(shows(*terminal, &shown, "name (string, required): "), shown);
        terminal->write("Bob\n");
        QVERIFY2(shows(*terminal, &shown, "size (integer, required): "), shown);
        terminal->write("tall\n");
        QVERIFY2(shows(*terminal, &shown, "word (string, may be left out): "), shown);
        terminal->write("\n");
        QVERIFY2(shows(*terminal, &shown, "answer/size"), shown); // Refused, and asked once more.
        QVERIFY2(shows(*terminal, &shown, "name (string, required): "), shown);
        terminal->write("Bob\n");
        QVERIFY2(shows(*terminal, &shown, "size (integer, required): "), shown);
        terminal->write("7\n");
        QVERIFY2(shows(*terminal, &shown, "word (string, may be left out): "), shown);
        terminal->write("\n");
        QVERIFY2(shows(*terminal, &shown, "Nice name."), shown);
        const auto told = [&] {
            return QString::fromUtf8(QJsonDocument(m_api->requests().last().body).toJson(QJsonDocument::Compact));
        };
        QVERIFY2(told().contains(QStringLiteral("content:name:Bob,size:7")), qPrintable(told().right(2000)));
        QVERIFY2(shows(*terminal, &shown, "> "), shown);
        terminal->write("Once more\n");
        QVERIFY2(shows(*terminal, &shown, "name (string, required): "), shown);
        terminal->write("/decline\n");
        QVERIFY2(shows(*terminal, &shown, "Never mind."), shown);
        QVERIFY2(told().contains(QStringLiteral("action:decline")), qPrintable(told().right(2000)));
        QVERIFY2(shows(*terminal, &shown, "> "), shown);
        terminal->write("/end\n");
        QTRY_COMPARE_WITH_TIMEOUT(terminal->state(), QProcess::NotRunning, LimitMs);
    }

    void idleConversationGivesUpItsProcessAndComesBack()
    {
        setVariable(QStringLiteral("PODIUM_CLAUDE_HIBERNATE_AFTER"), QStringLiteral("1s"));
        converse(QStringLiteral("Hello"), {QStringLiteral("Hi."), QStringLiteral("Back.")});
        serve();
        QCOMPARE(talk({"agent", "chat", "analyst-coder"}, "Hello\n").out, QByteArray("Hi.\n"));
        QTRY_COMPARE_WITH_TIMEOUT(talkTask().value(QStringLiteral("state")).toString(), QStringLiteral("READY"),
                                  LimitMs);
        const QString session = talkTask().value(QStringLiteral("session")).toString();
        QTRY_COMPARE_WITH_TIMEOUT(ClaudeFixture::processesWith(session), QList<qint64>(), LimitMs);
        QVERIFY2(ctl({"show", newest()}).out.contains("waits for a message"), ctl({"show", newest()}).out);
        QCOMPARE(ctl({"wait", newest(), "--no-wait"}).code, 4); // Only a person can move it on.
        QCOMPARE(talk({"agent", "chat", "analyst-coder"}, "Hello again\n").out, QByteArray("Back.\n"));
        QCOMPARE(talkTask().value(QStringLiteral("attempt")).toInt(), 2);
        QCOMPARE(talkTask().value(QStringLiteral("session")).toString(), session);
        QTRY_COMPARE_WITH_TIMEOUT(talkTask().value(QStringLiteral("state")).toString(), QStringLiteral("READY"),
                                  LimitMs);
        QCOMPARE(ctl({"session", "end", newest(), "talk"}).code, 0);
        QCOMPARE(state(newest()), QStringLiteral("COMPLETED"));
    }

    void sessionIsSetBackCopiedAndChanged()
    {
        QFile program(path("claude"));
        QVERIFY(program.open(QIODevice::WriteOnly));
        program.write("#!/bin/sh\ncase \"$*\" in *--rewind-files*) env > '" + path("environment").toUtf8() +
                      "' ;; esac\nexec " + ClaudeFixture::program().toUtf8() + " \"$@\"\n");
        program.close();
        QVERIFY(program.setPermissions(QFile::ReadOwner | QFile::ExeOwner));
        setVariable(QStringLiteral("PODIUM_CLAUDE"), program.fileName());
        setVariable(QStringLiteral("PODIUM_TOOLS_EMBEDDING_KEY"), QStringLiteral("secret"));
        const QString file = path("work") + QStringLiteral("/a.txt");
        const auto writes = [&](const char *text) {
            return ApiTurn::use(QStringLiteral("Write"), {{QStringLiteral("file_path"), file},
                                                          {QStringLiteral("content"), QLatin1String(text)}});
        };
        m_api->addConversation(QStringLiteral("Write it"),
                               {writes("one\n"), ApiTurn::say(QStringLiteral("First.")), writes("two\n"),
                                ApiTurn::say(QStringLiteral("Second.")), ApiTurn::say(QStringLiteral("Third."))});
        QCOMPARE(ctl({"agents", "set", "analyst-coder", "--permission-mode", "acceptEdits"}).code, 0);
        serve();
        QCOMPARE(talk({"agent", "chat", "analyst-coder"}, "Write it\n").code, 0);
        const QString run = newest();
        QCOMPARE(ctl({"session", "change", run, "talk", "--permission-mode", "plan"}).code, 0);
        QCOMPARE(ctl({"session", "change", run, "talk", "--permission-mode", "acceptEdits"}).code, 0);
        QCOMPARE(ctl({"session", "change", run, "talk", "--permission-mode", "bypassPermissions"}).code, 3);
        QCOMPARE(talk({"agent", "chat", "analyst-coder"}, "Change it\n").code, 0);
        const auto contents = [&] {
            QFile read(file);
            return read.open(QIODevice::ReadOnly) ? read.readAll() : QByteArray();
        };
        QCOMPARE(contents(), QByteArray("two\n"));
        const QJsonArray points =
            ctl({"session", "checkpoints", run, "talk", "--json"}).json()[QStringLiteral("checkpoints")].toArray();
        QCOMPARE(points.size(), 4); // Two messages, two answers.
        const QString second = points.at(2)[QStringLiteral("checkpoint")].toString();
        const Outcome tried = ctl({"session", "rewind", run, "talk", second, "--dry-run"});
        QVERIFY2(tried.code == 0 && tried.out.contains("a.txt") && contents() == "two\n", tried.out + tried.err);
        QCOMPARE(ctl({"session", "rewind", run, "talk", second}).code, 0);
        QCOMPARE(contents(), QByteArray("one\n"));
        // The same without a process: the conversation has ended.
        QCOMPARE(ctl({"session", "end", run, "talk"}).code, 0);
        QTRY_COMPARE_WITH_TIMEOUT(state(run), QStringLiteral("COMPLETED"), LimitMs);
        // Whatever the folder wants to be run by then is not run, and the program knows no secret of Podium's.
        const QByteArray touch = "touch '" + path("evil").toUtf8() + "'";
        QVERIFY(QDir().mkpath(path("work") + QStringLiteral("/.claude")));
        const auto put = [&](const char *name, const QByteArray &text) {
            QFile out(path(name));
            QVERIFY(out.open(QIODevice::WriteOnly) && out.write(text) == text.size());
        };
        put("work/.mcp.json",
            "{\"mcpServers\": {\"evil\": {\"command\": \"/bin/sh\", \"args\": [\"-c\", \"" + touch + "\"]}}}");
        put("work/.claude/settings.json",
            "{\"enableAllProjectMcpServers\": true, \"hooks\": {\"SessionStart\": [{\"hooks\": "
            "[{\"type\": \"command\", \"command\": \"" +
                touch + "\"}]}]}}");
        const Outcome first =
            ctl({"session", "rewind", run, "talk", points.at(0)[QStringLiteral("checkpoint")].toString()});
        QVERIFY2(first.code == 0, first.err);
        QVERIFY(!QFile::exists(file));
        QVERIFY(!QFile::exists(path("evil")));
        QFile known(path("environment"));
        QVERIFY(known.open(QIODevice::ReadOnly));
        const QByteArray variables = known.readAll();
        QVERIFY2(variables.contains("HOME=") && !variables.contains("PODIUM_TOOLS_EMBEDDING_KEY"), variables);
        const Outcome copy = ctl({"session", "fork", run, "talk", "Another way", "--at",
                                  points.at(3)[QStringLiteral("checkpoint")].toString()});
        QVERIFY2(copy.code == 0, copy.err);
        const QString copied = newest();
        QVERIFY(copied != run);
        QTRY_COMPARE_WITH_TIMEOUT(state(copied), QStringLiteral("COMPLETED"), LimitMs);
        QVERIFY(ctl({"show", copied}).out.contains("said = Third."));
    }

    void sessionThatSomebodyHasTakenOverIsLeftAloneUntilItIsGivenBack()
    {
        // As a person's program in a terminal: it has the session open, and says something in it.
        const QString log = path("attached");
        QProcess::execute(QStringLiteral("mkfifo"), {path("door")});
        const QString program = path("claude");
        QFile script(program);
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write("#!/bin/sh\ncase \"$1\" in -p) exec " + ClaudeFixture::program().toUtf8() + " \"$@\";; esac\n" +
                     "echo \"$PWD $*\" > '" + log.toUtf8() + "'; read line < '" + path("door").toUtf8() + "'\n" +
                     ClaudeFixture::program().toUtf8() + " \"$@\" -p 'By hand' < /dev/null\n");
        script.close();
        QVERIFY(script.setPermissions(QFile::ReadOwner | QFile::ExeOwner));
        setVariable(QStringLiteral("PODIUM_CLAUDE"), program);
        converse(QStringLiteral("Begin"), {QStringLiteral("Begun."), QStringLiteral("Yes?"), QStringLiteral("On.")});
        serve();
        QCOMPARE(talk({"agent", "chat", "analyst-coder"}, "Begin\n").out, QByteArray("Begun.\n"));
        const QString session = talkTask().value(QStringLiteral("session")).toString();
        QProcess *attached = start({"agent", "attach", "analyst-coder"});
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(log) || attached->state() == QProcess::NotRunning, LimitMs);
        QVERIFY2(attached->state() != QProcess::NotRunning, attached->readAllStandardError());
        QFile seen(log);
        QVERIFY(seen.open(QIODevice::ReadOnly));
        QTRY_VERIFY_WITH_TIMEOUT((seen.seek(0), seen.readAll()).contains("--resume=" + session.toUtf8()), LimitMs);
        QCOMPARE(ClaudeFixture::processesWith(session).size(), 1); // Only the person's.
        const Outcome refused = ctl({"send", newest(), "talk", "me first"});
        QVERIFY2(refused.code == 3 && refused.err.contains("a person has the session"), refused.err);
        QCOMPARE(ctl({"agent", "attach", "analyst-coder"}).code, 3);
        QFile door(path("door"));
        QVERIFY(door.open(QIODevice::WriteOnly));
        door.write("\n");
        door.close();
        QTRY_COMPARE_WITH_TIMEOUT(attached->state(), QProcess::NotRunning, LimitMs);
        QVERIFY2(attached->exitCode() == 0, attached->readAllStandardError());
        QCOMPARE(talk({"agent", "chat", "analyst-coder"}, "Go on\n").out, QByteArray("On.\n"));
        // What was said by hand is part of the conversation.
        QVERIFY(QString::fromUtf8(QJsonDocument(m_api->requests().last().body).toJson())
                    .contains(QStringLiteral("By hand")));
        QCOMPARE(ctl({"session", "end", newest(), "talk"}).code, 0);
    }

    void agentThatWorksOnSeveralTasksIsNotTakenAtRandom()
    {
        QCOMPARE(ctl({"agents", "set", "analyst-coder", "--scale", "2"}).code, 0);
        for (const char *name : {"First", "Second"})
            m_api->addConversation(QLatin1String(name), {ApiTurn::say(QStringLiteral("Done.")).held()});
        QProcess *run =
            start({"run",
                   write("two", "name: two\ntasks:\n"
                                "  - {id: one, prompt: First, agent: analyst-coder, workspace: scratch}\n"
                                "  - {id: two, prompt: Second, agent: analyst-coder, workspace: scratch}\n"),
                   "--plain"});
        QTRY_COMPARE_WITH_TIMEOUT(m_api->held(), 2, LimitMs);
        const QByteArray id = newest().toUtf8();
        for (const char *verb : {"chat", "attach"}) {
            const Outcome refused = talk({"agent", verb, "analyst-coder"}, "Hello\n");
            QVERIFY2(refused.code != 0 && refused.err.contains("works on 2 tasks"), refused.err);
            for (const char *task : {"one", "two"})
                QVERIFY2(refused.err.contains("--run " + id + " --task " + task), refused.err);
        }
        QCOMPARE(ctl({"runs", "-q"}).out.count('\n'), 1); // No conversation was begun.
        QCOMPARE(state(newest()), QStringLiteral("IN_PROGRESS"));
        m_api->release();
        QTRY_COMPARE_WITH_TIMEOUT(run->state(), QProcess::NotRunning, LimitMs);
        QCOMPARE(run->exitCode(), 0);
    }

    void agentThatStartsMoreSubagentsThanItMayIsStopped()
    {
        const auto subagent = [](const char *prompt) {
            return ApiTurn::use(QStringLiteral("Agent"),
                                {{QStringLiteral("description"), QStringLiteral("look")},
                                 {QStringLiteral("prompt"), QLatin1String(prompt)},
                                 {QStringLiteral("subagent_type"), QStringLiteral("general-purpose")},
                                 {QStringLiteral("run_in_background"), false}});
        };
        converse(QStringLiteral("look here"), {QStringLiteral("Nothing here.")});
        converse(QStringLiteral("look there"), {QStringLiteral("Nothing there.")});
        m_api->addConversation(QStringLiteral("Search it"), {subagent("look here"), subagent("look there"),
                                                             ApiTurn::say(QStringLiteral("Not found."))});
        const QString file = write("search", "name: search\noutputs: {said: '{{ tasks.search.result }}'}\ntasks:\n"
                                             "  - {id: search, prompt: Search it, role: worker, workspace: scratch}\n");
        QProcess *enough = start({"run", file, "--plain", "--budget-agents", "2"});
        QTRY_COMPARE_WITH_TIMEOUT(enough->state(), QProcess::NotRunning, LimitMs);
        const QByteArray told = enough->readAllStandardOutput();
        QVERIFY2(enough->exitCode() == 0 && told.contains("said = Not found."), told);
        QCOMPARE(talkTask()[QStringLiteral("usage")][QStringLiteral("subagents")].toInt(), 2);
        // Shown under their parent.
        const QByteArray shown = ctl({"transcript", newest(), "search"}).out;
        QVERIFY2(shown.contains("Nothing here.") && shown.contains("general-purpose"), shown);
        // The one too many is at work while it is counted: an agent that ends first has used what it used.
        m_api->addConversation(QStringLiteral("look on"), {ApiTurn::say(QStringLiteral("Still nothing.")).held()});
        m_api->addConversation(QStringLiteral("Search on"), {subagent("look here"), subagent("look on"),
                                                             ApiTurn::say(QStringLiteral("Not found."))});
        const QString on = write("searchon", "name: searchon\ntasks:\n"
                                             "  - {id: search, prompt: Search on, role: worker, workspace: scratch}\n");
        QProcess *tooMany = start({"run", on, "--plain", "--budget-agents", "1"});
        QTRY_COMPARE_WITH_TIMEOUT(tooMany->state(), QProcess::NotRunning, LimitMs);
        m_api->release();
        QCOMPARE(tooMany->exitCode(), 1);
        const QJsonObject task = talkTask();
        QCOMPARE(task.value(QStringLiteral("error_class")).toString(), QStringLiteral("max_budget"));
        QVERIFY2(task.value(QStringLiteral("why")).toString().contains(QStringLiteral("1 subagent")),
                 qPrintable(task.value(QStringLiteral("why")).toString()));
    }
};

QByteArray TestPodiumctlTalk::formServer()
{
    return R"sh(#!/bin/sh
id() { printf '%s' "$1" | sed -n 's/.*"id":\([0-9]*\).*/\1/p'; }
while IFS= read -r line; do
    case $line in
    *'"method":"initialize"'*)
        printf '{"jsonrpc":"2.0","id":%s,"result":{"protocolVersion":"2025-06-18","capabilities":{"tools":{}},"serverInfo":{"name":"form","version":"1"}}}\n' "$(id "$line")" ;;
    *'"method":"tools/list"'*)
        printf '{"jsonrpc":"2.0","id":%s,"result":{"tools":[{"name":"ask","description":"Asks","inputSchema":{"type":"object"}}]}}\n' "$(id "$line")" ;;
    *'"method":"tools/call"'*)
        call=$(id "$line")
        printf '{"jsonrpc":"2.0","id":900,"method":"elicitation/create","params":{"message":"Who are you?","requestedSchema":{"type":"object","properties":{"name":{"type":"string"},"size":{"type":"integer"},"word":{"type":"string"}},"required":["name","size"]}}}\n' ;;
    *'"method":"notifications/'*) ;;
    *'"id":900'*)
        printf '{"jsonrpc":"2.0","id":%s,"result":{"content":[{"type":"text","text":"%s"}]}}\n' "$call" "$(printf '%s' "$line" | tr -d '"{}')" ;;
    *'"id":'*)
        printf '{"jsonrpc":"2.0","id":%s,"error":{"code":-32601,"message":"no"}}\n' "$(id "$line")" ;;
    esac
done
)sh";
}

QTEST_GUILESS_MAIN(TestPodiumctlTalk)
#include "tst_podiumctltalk.moc"
