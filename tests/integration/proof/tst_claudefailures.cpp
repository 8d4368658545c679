// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// Every way in which Claude Code is known to fail, brought about with the real program, and what becomes of the task.
#include "integration/claudefixture.h"
#include "integration/proof/claudectlfixture.h"

#include <QDateTime>
#include <QDir>
#include <QJsonArray>
#include <QTcpServer>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace podium::test;

namespace
{

const QString Fallback = u"claude-haiku-4-5"_s; ///< The model that an agent falls back to.

} // namespace

class TestClaudeFailures : public QObject, private ClaudeCtlFixture
{
    Q_OBJECT

    /// A task with two tries.
    QString flow(const QByteArray &more = {}) const
    {
        return write("make", "name: make\noutputs: {said: '{{ tasks.make.result }}'}\ntasks:\n"
                             "  - id: make\n    prompt: Make the thing\n    role: worker\n    workspace: scratch\n"
                             "    retry: {attempts: 2, backoff: 10ms}\n" +
                                 more);
    }

    /// "STATE class attempts/failures" of the only task of the newest run.
    QString ending() const
    {
        const QJsonObject made = task(newestRun(), u"make"_s);
        QString out = made.value("state"_L1).toString();
        if (!made.value("error_class"_L1).toString().isEmpty())
            out += u' ' + made.value("error_class"_L1).toString();
        return out + u" %1/%2"_s.arg(made.value("attempt"_L1).toInt()).arg(made.value("failures"_L1).toInt());
    }

    QString story() const { return QString::fromUtf8(ctl({"logs", newestRun()}).out); }

private Q_SLOTS:
    void initTestCase()
    {
        if (qEnvironmentVariableIntValue("PODIUM_SKIP_CLAUDE") == 1)
            QSKIP("PODIUM_SKIP_CLAUDE=1");
        QVERIFY2(ClaudeFixture::fault().isEmpty(), qPrintable(ClaudeFixture::fault()));
    }
    void init() { begin(); }
    void cleanup() { end(); }

    void taskEndsAsTheAnswerOfTheApiDemands_data();
    void taskEndsAsTheAnswerOfTheApiDemands();
    void endlessShortLimitsAreNotTriedInATightLoop();
    void endlessRefusalsForTheMomentEndInAWait();
    void withoutALoginNothingIsAsked();
    void nobodyAtTheOtherEndIsTriedAgain();
    void silenceIsTriedAgain();
    void streamThatFallsSilentIsAskedForAgain();
    void longLimitIsParkedAndNotTriedAgain();
    void usedUpBudgetIsNotTriedAgain();
    void structuredOutputThatNeverFitsIsTriedAgain();
    void endedProcessIsResumedInItsSession_data();
    void endedProcessIsResumedInItsSession();
    void whatWasAllowedBeforeAKillIsAskedAgainIfItIsRisky_data();
    void whatWasAllowedBeforeAKillIsAskedAgainIfItIsRisky();
    void crashInTheMiddleIsTriedAgain();
    void wrongStartIsNotTriedAgain_data();
    void wrongStartIsNotTriedAgain();
    void brokenLinesAreLeftOut();
};

void TestClaudeFailures::taskEndsAsTheAnswerOfTheApiDemands_data()
{
    QTest::addColumn<ApiTurn>("turn");
    QTest::addColumn<int>("times"); ///< 0 = for ever; behind it the API answers.
    QTest::addColumn<QString>("ending");
    QTest::addColumn<int>("mostRequests");
    const auto bad = [](const QString &message) { return ApiTurn::fail(400, u"invalid_request_error"_s, message); };
    QTest::newRow("401") << ApiTurn::fail(401, u"authentication_error"_s, u"invalid x-api-key"_s) << 0
                         << u"FAILED auth 1/1"_s << 2;
    QTest::newRow("403") << ApiTurn::fail(403, u"permission_error"_s, u"no"_s) << 0 << u"FAILED auth 1/1"_s << 1;
    QTest::newRow("404") << ApiTurn::fail(404, u"not_found_error"_s, u"model: x"_s) << 0
                         << u"FAILED model_not_found 1/1"_s << 2;
    QTest::newRow("400") << bad(u"strange"_s) << 0 << u"FAILED invalid_request 1/1"_s << 6;
    QTest::newRow("credit") << bad(u"Your credit balance is too low to access the API"_s) << 0
                            << u"FAILED billing 1/1"_s << 1;
    QTest::newRow("too long") << bad(u"prompt is too long: 300000 tokens > 200000 maximum"_s) << 0
                              << u"FAILED prompt_too_long 1/1"_s << 2;
    QTest::newRow("413") << ApiTurn::fail(413, u"request_too_large"_s, u"Request exceeds the maximum size"_s) << 0
                         << u"FAILED request_too_large 1/1"_s << 2;
    QTest::newRow("529 for ever") << ApiTurn::fail(529, u"overloaded_error"_s, u"Overloaded"_s) << 0
                                  << u"FAILED overloaded 2/2"_s << 8;
    QTest::newRow("529 for a while") << ApiTurn::fail(529, u"overloaded_error"_s, u"Overloaded"_s) << 3
                                     << u"SUCCESS 2/1"_s << 5;
    const auto notOfFallback = [](ApiTurn turn) {
        turn.when = [](const ApiRequest &request) { return request.body.value("model"_L1) != Fallback; };
        return turn;
    };
    QTest::newRow("529 with a fallback") << notOfFallback(ApiTurn::fail(529, u"overloaded_error"_s, u"Overloaded"_s))
                                         << 0 << u"SUCCESS 1/0"_s << 5;
    QTest::newRow("404 with a fallback") << notOfFallback(ApiTurn::fail(404, u"not_found_error"_s, u"model: x"_s)) << 0
                                         << u"SUCCESS 1/0"_s << 3;
    QTest::newRow("500 for ever") << ApiTurn::fail(500, u"api_error"_s, u"Internal"_s) << 0
                                  << u"FAILED server_error 2/2"_s << 4;
    QTest::newRow("500 once") << ApiTurn::fail(500, u"api_error"_s, u"Internal"_s) << 1 << u"SUCCESS 1/0"_s << 2;
    QTest::newRow("short limit") << ApiTurn::fail(429, u"rate_limit_error"_s, u"slow down"_s, {{"retry-after", "1"}})
                                 << 1 << u"SUCCESS 1/0"_s << 2;
    ApiTurn dropped;
    dropped.drop = true;
    QTest::newRow("reset before the answer") << dropped << 1 << u"SUCCESS 1/0"_s << 2;
    QTest::newRow("reset for ever") << dropped << 0 << u"FAILED connection 2/2"_s << 4;
    ApiTurn cut = ApiTurn::say(u"Never to be seen"_s);
    cut.cutAfterEvents = 3;
    QTest::newRow("reset in the answer") << cut << 1 << u"SUCCESS 1/0"_s << 3;
    ApiTurn broken = ApiTurn::say(u"Never to be seen"_s);
    broken.streamError = true;
    QTest::newRow("error in the stream") << broken << 1 << u"SUCCESS 1/0"_s << 3;
    ApiTurn refusal = ApiTurn::say(u"I cannot help with that."_s);
    refusal.stopReason = u"refusal"_s;
    QTest::newRow("refusal") << refusal << 0 << u"FAILED refusal 1/1"_s << 4;
    ApiTurn cutOff = ApiTurn::say(u"and so on"_s);
    cutOff.stopReason = u"max_tokens"_s;
    QTest::newRow("too long an answer") << cutOff << 0 << u"FAILED max_output_tokens 2/2"_s << 20;
    QTest::newRow("too long an answer once") << cutOff << 1 << u"SUCCESS 1/0"_s << 2;
    QTest::newRow("turns") << ApiTurn::use(u"Read"_s, {{u"file_path"_s, u"/etc/hostname"_s}}) << 0
                           << u"FAILED max_turns 1/1"_s << 3;
}

void TestClaudeFailures::taskEndsAsTheAnswerOfTheApiDemands()
{
    QFETCH(ApiTurn, turn);
    QFETCH(int, times);
    QFETCH(QString, ending);
    QFETCH(int, mostRequests);
    turn.times = times;
    m_api->add(turn);
    m_api->add(ApiTurn::say(u"Made."_s).forever());
    if (QTest::currentDataTag() == "turns"_L1)
        QCOMPARE(ctl({"agents", "set", "analyst-coder", "--option", "max_turns=2"}).code, 0);
    const bool falls = QByteArray(QTest::currentDataTag()).endsWith("fallback");
    if (falls)
        QCOMPARE(ctl({"agents", "set", "analyst-coder", "--option", "fallback_model=" + Fallback}).code, 0);
    // Of its own ten, which take minutes; it changes the model after the third answer that it is overloaded.
    const QByteArray tries = falls ? "3" : "1";
    setVariable(u"CLAUDE_CODE_MAX_RETRIES"_s, QString::fromLatin1(tries));
    const Outcome ran = call({"run", flow("    environment: {CLAUDE_CODE_MAX_RETRIES: '" + tries + "'}\n"), "--plain"});
    QVERIFY2(this->ending() == ending, qPrintable(this->ending() + u'\n' + story()));
    QCOMPARE(ran.code == 0, ending.startsWith(u"SUCCESS"));
    QVERIFY2(m_api->requests().size() <= mostRequests, QByteArray::number(m_api->requests().size()));
    if (ran.code == 0)
        QVERIFY2(ran.out.contains("Made."), ran.out);
    QCOMPARE(m_api->requests().last().body.value("model"_L1) == Fallback, falls);
}

void TestClaudeFailures::endlessShortLimitsAreNotTriedInATightLoop()
{
    // Each says that it ends in a second, and never does.
    setVariable(u"ANTHROPIC_API_KEY"_s, QString());
    setVariable(u"CLAUDE_CODE_OAUTH_TOKEN"_s, u"token-of-the-test"_s);
    m_api->add(ApiTurn::fail(429, u"rate_limit_error"_s, u"limit"_s,
                             {{"anthropic-ratelimit-unified-status", "rejected"},
                              {"anthropic-ratelimit-unified-reset", "now+1"},
                              {"anthropic-ratelimit-unified-representative-claim", "five_hour"}})
                   .forever());
    QProcess *run = start({"run", flow("    environment: {CLAUDE_CODE_MAX_RETRIES: '1'}\n"), "--plain"});
    QJsonObject made;
    const auto waitsLonger = [&] {
        made = task(newestRun(), u"make"_s);
        return made.value("not_before_ms"_L1).toInteger() - QDateTime::currentMSecsSinceEpoch() > 15'000;
    };
    QVERIFY(QTest::qWaitFor(waitsLonger, 2 * LimitMs) || run->state() == QProcess::NotRunning);
    QCOMPARE(made.value("error_class"_L1).toString(), u"rate_limit"_s);
    QCOMPARE(made.value("failures"_L1).toInt(), 0);
    QVERIFY2(made.value("attempt"_L1).toInt() <= 5, qPrintable(story()));
    QVERIFY2(m_api->requests().size() <= 10, QByteArray::number(m_api->requests().size()));
    QCOMPARE(ctl({"cancel", newestRun()}).code, 0);
    finish(run);
}

void TestClaudeFailures::endlessRefusalsForTheMomentEndInAWait()
{
    m_api->add(ApiTurn::fail(429, u"rate_limit_error"_s, u"slow down"_s, {{"retry-after", "1"}}).forever());
    QProcess *run = start({"run", flow("    environment: {CLAUDE_CODE_MAX_RETRIES: '2'}\n"), "--plain"});
    QJsonObject made;
    const auto waits = [&] {
        made = task(newestRun(), u"make"_s);
        return made.value("state"_L1) == "READY"_L1 && made.value("attempt"_L1).toInt() > 0;
    };
    QVERIFY(QTest::qWaitFor(waits, 2 * LimitMs) || run->state() == QProcess::NotRunning);
    QVERIFY2(made.value("error_class"_L1) == "rate_limit"_L1, qPrintable(story()));
    QCOMPARE(made.value("failures"_L1).toInt(), 0);
    // Nobody said how long: minutes.
    QVERIFY(made.value("not_before_ms"_L1).toInteger() > QDateTime::currentMSecsSinceEpoch() + 60'000);
    QVERIFY2(m_api->requests().size() <= 3, QByteArray::number(m_api->requests().size()));
    QCOMPARE(ctl({"cancel", newestRun()}).code, 0);
    finish(run);
}

void TestClaudeFailures::withoutALoginNothingIsAsked()
{
    setVariable(u"ANTHROPIC_API_KEY"_s, QString());
    QVERIFY(call({"run", flow(), "--plain"}).code != 0);
    QCOMPARE(ending(), u"FAILED auth 1/1"_s);
    QVERIFY2(story().contains(u"/login"), qPrintable(story()));
    QVERIFY(m_api->requests().isEmpty());
}

void TestClaudeFailures::nobodyAtTheOtherEndIsTriedAgain()
{
    QTcpServer port;
    QVERIFY(port.listen(QHostAddress::LocalHost));
    setVariable(u"ANTHROPIC_BASE_URL"_s, u"http://127.0.0.1:%1"_s.arg(port.serverPort()));
    port.close();
    QVERIFY(call({"run", flow("    environment: {CLAUDE_CODE_MAX_RETRIES: '1'}\n"), "--plain"}).code != 0);
    QVERIFY2(ending() == u"FAILED connection 2/2", qPrintable(ending() + u'\n' + story()));
}

void TestClaudeFailures::silenceIsTriedAgain()
{
    m_api->add(ApiTurn::say(u"Never to be seen"_s).held().forever());
    QVERIFY(call({"run", flow("    environment: {CLAUDE_CODE_MAX_RETRIES: '1', API_TIMEOUT_MS: '3000'}\n"), "--plain"})
                .code != 0);
    QVERIFY2(ending() == u"FAILED connection 2/2", qPrintable(ending() + u'\n' + story()));
    QVERIFY2(story().contains(u"timed out"), qPrintable(story()));
}

void TestClaudeFailures::streamThatFallsSilentIsAskedForAgain()
{
    ApiTurn stalled = ApiTurn::say(u"Never to be seen"_s);
    stalled.holdAfterEvents = 3;
    m_api->add(stalled);
    m_api->add(ApiTurn::say(u"Made."_s).forever());
    const Outcome ran = call({"run",
                              flow("    environment: {CLAUDE_ENABLE_BYTE_WATCHDOG: '1', "
                                   "CLAUDE_BYTE_STREAM_IDLE_TIMEOUT_MS: '3000'}\n"),
                              "--plain"});
    QVERIFY2(ending() == u"SUCCESS 1/0", qPrintable(ending() + u'\n' + story()));
    QVERIFY2(ran.out.contains("Made.") && !ran.out.contains("Never"), ran.out);
    QCOMPARE(m_api->held(), 1);
}

void TestClaudeFailures::longLimitIsParkedAndNotTriedAgain()
{
    m_api->add(ApiTurn::fail(429, u"rate_limit_error"_s, u"slow down"_s, {{"retry-after", "3600"}}));
    m_api->add(ApiTurn::say(u"Made."_s));
    QProcess *run = start({"--set", "limits.short=1s", "run", flow(), "--plain"});
    const QString request = waitForRequest(run); // Whether to go on by itself, in an hour.
    QVERIFY(!request.isEmpty());
    QCOMPARE(task(newestRun(), u"make"_s).value("failures"_L1).toInt(), 0);
    QCOMPARE(m_api->requests().size(), 1);
    QCOMPARE(ctl({"deny", request}).code, 0);
    QVERIFY(finish(run) != 0);
    QVERIFY2(ending() == u"FAILED review 1/0", qPrintable(ending()));
}

void TestClaudeFailures::usedUpBudgetIsNotTriedAgain()
{
    ApiTurn dear = ApiTurn::use(u"Read"_s, {{u"file_path"_s, u"/etc/hostname"_s}});
    dear.inputTokens = 100'000;
    m_api->add(std::move(dear).forever());
    QVERIFY(call({"run", flow("    budget: {usd: 0.01}\n"), "--plain"}).code != 0);
    QVERIFY2(ending() == u"FAILED max_budget 1/1", qPrintable(ending() + u'\n' + story()));
    QVERIFY(m_api->requests().size() <= 2);
}

void TestClaudeFailures::structuredOutputThatNeverFitsIsTriedAgain()
{
    m_api->add(ApiTurn::use(u"StructuredOutput"_s, {{u"n"_s, u"three"_s}}).forever());
    QVERIFY(call({"run",
                  flow("    output_schema: {type: object, properties: {n: {type: integer}}, required: [n]}\n"
                       "    environment: {MAX_STRUCTURED_OUTPUT_RETRIES: '1'}\n"),
                  "--plain"})
                .code != 0);
    QVERIFY2(ending() == u"FAILED structured_output 2/2", qPrintable(ending() + u'\n' + story()));
}

void TestClaudeFailures::endedProcessIsResumedInItsSession_data()
{
    QTest::addColumn<int>("signal");
    QTest::addColumn<QString>("ending");
    QTest::newRow("kill") << SIGKILL << u"SUCCESS 2/0"_s;
    QTest::newRow("term") << SIGTERM << u"SUCCESS 2/0"_s;
    QTest::newRow("hangup") << SIGHUP << u"SUCCESS 2/0"_s;
    QTest::newRow("crash") << SIGSEGV << u"SUCCESS 2/0"_s;
    QTest::newRow("interrupt") << SIGINT << u"SUCCESS 2/1"_s; // Ends its turn in order: that is an answer.
}

void TestClaudeFailures::endedProcessIsResumedInItsSession()
{
    QFETCH(int, signal);
    QFETCH(QString, ending);
    wrap("exec \"$CLAUDE\" \"$@\"");
    m_api->add(ApiTurn::use(u"Read"_s, {{u"file_path"_s, u"/etc/hostname"_s}})); // So that there is a session.
    m_api->add(ApiTurn::say(u"Never to be seen"_s).held());
    m_api->add(ApiTurn::say(u"Made."_s));
    QProcess *run = start({"run", flow(), "--plain"});
    QTRY_COMPARE_WITH_TIMEOUT(m_api->held(), 1, LimitMs);
    QCOMPARE(pids().size(), 1);
    QCOMPARE(::kill(pid_t(pids().first()), signal), 0);
    QVERIFY2(finish(run) == 0, run->readAllStandardOutput());
    QVERIFY2(this->ending() == ending, qPrintable(this->ending() + u'\n' + story()));
    QCOMPARE(pids().size(), 2);
    const ApiRequest last = m_api->requests().last();
    QVERIFY(last.firstUserText().contains(u"Make the thing"));
    QVERIFY2(last.lastUserText().contains(u"interrupted"), qPrintable(last.lastUserText())); // The same conversation.
}

void TestClaudeFailures::whatWasAllowedBeforeAKillIsAskedAgainIfItIsRisky_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QByteArray>("risk");
    QTest::addColumn<bool>("again");
    QTest::newRow("medium") << u"touch made"_s << QByteArray("medium") << false;
    QTest::newRow("high") << u"rm -r old"_s << QByteArray("high") << true;
}

void TestClaudeFailures::whatWasAllowedBeforeAKillIsAskedAgainIfItIsRisky()
{
    QFETCH(QString, command);
    QFETCH(QByteArray, risk);
    QFETCH(bool, again);
    wrap("exec \"$CLAUDE\" \"$@\"");
    const auto act = [&] { return ApiTurn::use(u"Bash"_s, {{u"command"_s, command}, {u"description"_s, u"d"_s}}); };
    m_api->add(act());
    m_api->add(ApiTurn::say(u"Never to be seen"_s).held());
    m_api->add(act());
    m_api->add(ApiTurn::say(u"Made."_s));
    QVERIFY(QDir().mkpath(path("work"))); // A scratch folder would be another one each time, and so another request.
    const QString file =
        write("make", "name: make\ntasks:\n  - id: make\n    prompt: Make the thing\n    role: worker\n"
                      "    workspace: {kind: directory, path: '" +
                          path("work").toUtf8() + "'}\n");
    QProcess *run = start({"run", file, "--plain"});
    const QString request = waitForRequest(run);
    QVERIFY2(ctl({"approvals", request}).out.contains("risk " + risk), ctl({"approvals", request}).out);
    QCOMPARE(ctl({"approve", request}).code, 0);
    QTRY_COMPARE_WITH_TIMEOUT(m_api->held(), 1, LimitMs); // It has run.
    QCOMPARE(::kill(pid_t(pids().first()), SIGKILL), 0);
    if (again) {
        QCOMPARE(waitForRequest(run), request);
        QCOMPARE(m_api->requests().size(), 3); // Nothing was done meanwhile.
        QCOMPARE(ctl({"deny", request}).code, 0);
    }
    QVERIFY2(finish(run) == 0, run->readAllStandardOutput());
    QCOMPARE(ending(), u"SUCCESS 2/0"_s);
    QCOMPARE(pids().size(), 2);
    QCOMPARE(m_api->requests().last().lastUserText().contains(u"A person has denied this"), again);
}

void TestClaudeFailures::crashInTheMiddleIsTriedAgain()
{
    // Under a launcher, as some installations have it: what comes of a crash is a code, not a signal.
    QProcess::execute(u"mkfifo"_s, {path("gate")});
    wrap("exec 3<&0\n\"$CLAUDE\" \"$@\" <&3 &\nread line < '" + path("gate").toUtf8() + "'\nkill -9 $!\nexit 1");
    m_api->add(ApiTurn::say(u"Never to be seen"_s).held());
    m_api->add(ApiTurn::say(u"Nor this"_s).held());
    QProcess *run = start({"run", flow(), "--plain"});
    for (int attempt = 1; attempt <= 2; ++attempt) {
        QTRY_COMPARE_WITH_TIMEOUT(m_api->requests().size(), attempt, LimitMs);
        openGate();
    }
    QVERIFY(finish(run) != 0);
    QVERIFY2(ending() == u"FAILED process_died 2/2", qPrintable(ending() + u'\n' + story()));
}

void TestClaudeFailures::wrongStartIsNotTriedAgain_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QString>("errorClass");
    QTest::addColumn<QString>("said");
    QTest::newRow("unknown option") << QByteArray("exec \"$CLAUDE\" \"$@\" --no-such-option") << u"startup"_s
                                    << u"unknown option"_s;
    QTest::newRow("MCP configuration") << QByteArray("exec \"$CLAUDE\" \"$@\" --mcp-config '{\"a\": 1}'")
                                       << u"startup"_s << u"Invalid MCP configuration"_s;
    QTest::newRow("session in use")
        << QByteArray("for a; do case $a in --session-id=*) id=${a#*=};; esac; done\n"
                      "mkdir -p \"$CLAUDE_CONFIG_DIR/projects/x\"\n"
                      "echo go | \"$CLAUDE\" -p --session-id=\"$id\" > /dev/null\nexec \"$CLAUDE\" \"$@\"")
        << u"session_in_use"_s << u"already in use"_s;
    QTest::newRow("silent") << QByteArray("exit 0") << u"startup"_s << u"exit code 0"_s;
    QTest::newRow("silent failure") << QByteArray("exit 7") << u"startup"_s << u"exit code 7"_s;
}

void TestClaudeFailures::wrongStartIsNotTriedAgain()
{
    QFETCH(QByteArray, script);
    QFETCH(QString, errorClass);
    QFETCH(QString, said);
    wrap(script);
    m_api->add(ApiTurn::say(u"ok"_s).forever());
    QVERIFY(call({"run", flow(), "--plain"}).code != 0);
    QVERIFY2(ending() == u"FAILED %1 1/1"_s.arg(errorClass), qPrintable(ending() + u'\n' + story()));
    const QByteArray why = ctl({"show", newestRun()}).out;
    QVERIFY2(why.contains(said.toUtf8()), why);
}

void TestClaudeFailures::brokenLinesAreLeftOut()
{
    wrap("echo '{\"type\":'\necho 'a warning'\nprintf '\\377\\376\\n'\necho '{\"type\":\"news\",\"x\":[]}'\n"
         "exec \"$CLAUDE\" \"$@\"");
    m_api->add(ApiTurn::say(u"Made."_s));
    const Outcome ran = call({"run", flow(), "--plain"});
    QVERIFY2(ran.code == 0 && ran.out.contains("Made."), ran.out);
    QCOMPARE(ending(), u"SUCCESS 1/0"_s);
    QVERIFY2(story().contains(u"not valid JSON"), qPrintable(story())); // Told, since somebody will look for it.
}

QTEST_GUILESS_MAIN(TestClaudeFailures)
#include "tst_claudefailures.moc"
