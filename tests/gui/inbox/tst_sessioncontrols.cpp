// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// The session of an agent in the window: spoken into, stopped, changed, taken into a terminal and given back. The agent
// is the real Claude Code over a scripted API; the terminal is a script, since nobody sits there.
#include "gui/backend/navigator.h"
#include "gui/desktopfixture.h"
#include "gui/sessions/terminalcommand.h"
#include "integration/claudefixture.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>

using namespace podium;
using namespace podium::gui;
using namespace Qt::StringLiterals;
using test::ApiTurn;

class TestSessionControls : public QObject, private test::DesktopFixture
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (qEnvironmentVariableIntValue("PODIUM_SKIP_CLAUDE") == 1)
            QSKIP("PODIUM_SKIP_CLAUDE=1");
        QVERIFY2(test::ClaudeFixture::fault().isEmpty(), qPrintable(test::ClaudeFixture::fault()));
        QVERIFY(m_api.listen());
        QVERIFY(QDir().mkpath(path(u"home"_s)) && QDir().mkpath(path(u"bin"_s)));
        qputenv("HOME", path(u"home"_s).toUtf8());
        qputenv("CLAUDE_CONFIG_DIR", path(u"home/.claude"_s).toUtf8());
        qputenv("ANTHROPIC_BASE_URL", m_api.url().toUtf8());
        qputenv("ANTHROPIC_API_KEY", "key-of-the-test");
        for (const char *name :
             {"DISABLE_TELEMETRY", "DISABLE_ERROR_REPORTING", "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC"})
            qputenv(name, "1");
        // Without a task of Podium's it is a person's program: it waits at the door, then says something.
        QCOMPARE(QProcess::execute(u"mkfifo"_s, {path(u"door"_s)}), 0);
        script(u"bin/claude"_s, "case \"$1\" in -p|--version) exec " + real() + " \"$@\";; esac\necho \"$PWD $*\" > '" +
                                    path(u"attached"_s).toUtf8() + "'; read line < '" + path(u"door"_s).toUtf8() +
                                    "'\n" + real() + " \"$@\" -p 'By hand' < /dev/null\n");
        qputenv("PODIUM_CLAUDE", path(u"bin/claude"_s).toUtf8());
        // As any terminal: what stands behind -e is run.
        script(u"bin/my-terminal"_s, "[ \"$1\" = -e ] || exit 2\nshift\nexec \"$@\"\n");
        QVERIFY(begin());
        window()->requestActivate();
        Navigator::instance()->setPage(u"agents"_s);
    }
    void cleanupTestCase() { QCOMPARE(end(), QStringList()); }

    void aTerminalIsFoundOnThePath()
    {
        const auto found = [this](const QStringList &names, const QString &own) {
            QDir(path(u"path"_s)).removeRecursively();
            for (const QString &name : names)
                script(u"path/"_s + name, "exit 0\n");
            QProcessEnvironment environment;
            environment.insert(u"PATH"_s, path(u"path"_s));
            if (!own.isEmpty())
                environment.insert(u"TERMINAL"_s, own);
            return terminalCommand({u"/bin/claude"_s, {u"--resume=x y"_s}, u"/a 'b'"_s, {{u"V"_s, u"1 2"_s}}, u"/m"_s},
                                   environment);
        };
        const auto xterm = found({u"xterm"_s}, {});
        QVERIFY(xterm);
        QCOMPARE(xterm->program, path(u"path/xterm"_s));
        QCOMPARE(xterm->arguments.first(), u"-e"_s);
        QCOMPARE(xterm->arguments.last(), u"--resume=x y"_s);
        QVERIFY(xterm->arguments.contains(u"V=1 2"_s) && xterm->arguments.contains(u"/a 'b'"_s));
        QCOMPARE(found({u"xterm"_s, u"gnome-terminal"_s}, {})->arguments.first(), u"--"_s);
        QCOMPARE(found({u"xterm"_s, u"konsole"_s}, {})->program, path(u"path/konsole"_s));
        QCOMPARE(found({u"xterm"_s, u"x-terminal-emulator"_s}, {})->program, path(u"path/x-terminal-emulator"_s));
        QCOMPARE(found({u"xterm"_s, u"mine"_s}, u"mine"_s)->program, path(u"path/mine"_s));
        QCOMPARE(found({u"xterm"_s}, u"gone"_s)->program, path(u"path/xterm"_s));
        const auto none = found({u"sh"_s}, {});
        QVERIFY(!none && none.error().text().contains(u"TERMINAL"_s));
    }

    void aConversationIsBegunAndGoneOnWithFromThePage()
    {
        m_api.addConversation(u"Begin"_s,
                              {ApiTurn::say(u"Begun."_s), ApiTurn::say(u"More."_s), ApiTurn::say(u"By hand, yes."_s),
                               ApiTurn::say(u"On."_s), ApiTurn::say(u"Last."_s)});
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"analyst-coder, …"_s), LimitMs);
        QVERIFY(click(u"analyst-coder, …"_s));
        QVERIFY(click(u"Session"_s));
        QTRY_VERIFY(sees(u"No session is open"_s));
        picture(u"session-none"_s);
        say(u"Begin a conversation with analyst-coder…"_s, u"Begin"_s);
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"Agent, Begun.…"_s), LimitMs);
        const QJsonObject runs = ask(u"run.list"_s, {{u"limit"_s, 1}});
        m_run = runs[u"runs"][0][u"id"].toString();
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"Steer this agent…"_s), LimitMs);
        say(u"Steer this agent…"_s, u"And now"_s);
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"Agent, More.…"_s), LimitMs);
        picture(u"session-talk"_s);
    }

    void itIsChangedAndStopped()
    {
        QVERIFY(click(u"Model and mode…"_s));
        QTRY_VERIFY(sees(u"Change the session of analyst-coder"_s));
        QVERIFY(click(u"Permission mode: as it is"_s));
        QTest::keyClick(window(), Qt::Key_Down);
        QTest::keyClick(window(), Qt::Key_Down);
        QTest::keyClick(window(), Qt::Key_Return);
        QTRY_VERIFY(sees(u"Permission mode: acceptEdits: edits without asking"_s));
        picture(u"session-change"_s);
        QVERIFY(click(u"Change"_s, QAccessible::Button));
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"Changed: permission mode acceptEdits"_s), LimitMs);
        QVERIFY(click(u"Interrupt"_s));
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"Stopped; it waits for what you say next."_s), LimitMs);
        const QByteArray audit = QJsonDocument(ask(u"audit.list"_s)).toJson();
        QVERIFY2(audit.contains("session.interrupt") && audit.contains("session.change"), audit);
    }

    void withoutATerminalNothingIsStopped()
    {
        const QByteArray before = qgetenv("PATH");
        qputenv("PATH", path(u"empty"_s).toUtf8());
        qunsetenv("TERMINAL");
        QVERIFY(click(u"Open in terminal"_s));
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"x-terminal-emulator, gnome-terminal, konsole, xterm: no terminal was found…"_s),
                                 LimitMs);
        qputenv("PATH", before);
        QCOMPARE(talkTask()[u"state"].toString(), u"RUNNING"_s);
    }

    void itIsTakenIntoATerminalAndGivenBack()
    {
        qputenv("TERMINAL", path(u"bin/my-terminal"_s).toUtf8());
        const QString session = talkTask()[u"session"].toString();
        QVERIFY(!session.isEmpty());
        QVERIFY(click(u"Open in terminal"_s));
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"A person has this session"_s), LimitMs);
        QTRY_VERIFY_WITH_TIMEOUT(read(u"attached"_s).contains("--resume=" + session.toUtf8()), LimitMs);
        picture(u"session-taken"_s);
        // Nobody else speaks in it, and it is not given back while the program has it.
        QVERIFY(!sees(u"Steer this agent…"_s));
        const QJsonObject refused =
            ask(u"message.send"_s, {{u"run"_s, m_run}, {u"task"_s, u"talk"_s}, {u"text"_s, u"me"_s}});
        QVERIFY(refused[u"problem"].toString().contains(u"a person has the session"_s));
        openDoor();
        QTRY_VERIFY_WITH_TIMEOUT(!sees(u"A person has this session"_s), LimitMs);
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"Wake this agent with a message…"_s), LimitMs);
        say(u"Wake this agent with a message…"_s, u"Go on"_s);
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"Agent, On.…"_s), LimitMs);
        // What was said by hand is part of the conversation.
        QVERIFY(QJsonDocument(m_api.requests().last().body).toJson().contains("By hand"));
    }

    void whatALostTerminalHasIsGivenBackByHand()
    {
        // As if another window had opened the terminal, and was lost with it.
        QFile::remove(path(u"attached"_s));
        const QJsonObject place = ask(u"session.attach"_s, {{u"name"_s, u"analyst-coder"_s}});
        QVERIFY2(!place.contains(u"problem"), qPrintable(place[u"problem"].toString()));
        Navigator::instance()->openRun(m_run, u"talk"_s);
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"A person has this session"_s), LimitMs);
        picture(u"session-task"_s);
        QVERIFY(click(u"Give it back"_s));
        QTRY_VERIFY_WITH_TIMEOUT(!sees(u"A person has this session"_s), LimitMs);
        ask(u"session.end"_s, {{u"run"_s, m_run}, {u"task"_s, u"talk"_s}});
        QTRY_COMPARE_WITH_TIMEOUT(ask(u"run.show"_s, {{u"run"_s, m_run}})[u"run"][u"state"].toString(), u"COMPLETED"_s,
                                  LimitMs);
    }

private:
    static constexpr int LimitMs = 60'000;
    static QByteArray real() { return test::ClaudeFixture::program().toUtf8(); }
    void script(const QString &name, const QByteArray &body)
    {
        QVERIFY(QDir().mkpath(QFileInfo(path(name)).path()));
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("#!/bin/sh\n" + body);
        file.close();
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    }
    QByteArray read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void openDoor()
    {
        QFile door(path(u"door"_s));
        QVERIFY(door.open(QIODevice::WriteOnly));
        door.write("\n");
    }
    void type(const QString &text)
    {
        for (const QChar c : text)
            QTest::keyClick(window(), c.toLatin1());
    }
    void say(const QString &field, const QString &text)
    {
        QVERIFY(click(field, QAccessible::EditableText));
        type(text);
        QTest::keyClick(window(), Qt::Key_Return);
    }
    QJsonObject talkTask()
    {
        return ask(u"run.show"_s, {{u"run"_s, m_run}, {u"task"_s, u"talk"_s}})[u"tasks"][0].toObject();
    }

    test::MessagesApi m_api;
    QString m_run;
};

QTEST_MAIN(TestSessionControls)
#include "tst_sessioncontrols.moc"
