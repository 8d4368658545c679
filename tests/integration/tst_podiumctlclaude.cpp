// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "integration/claudefixture.h"
#include "integration/ctlfixture.h"
#include "support/messagesapi.h"

#include <QDir>
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
};

QTEST_GUILESS_MAIN(TestPodiumctlClaude)
#include "tst_podiumctlclaude.moc"
