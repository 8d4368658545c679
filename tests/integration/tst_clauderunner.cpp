// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// The real Claude Code program under the real supervisor, with a scripted Messages API on loopback.
#include "integration/claudetesthead.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace podium;
using namespace podium::test;
namespace attemptfiles = podium::agents::attemptfiles;
using domain::Activity;
using domain::Approval;
using Status = domain::AttemptOutcome::Status;

class TestClaudeRunner : public ClaudeTestBase
{
    Q_OBJECT
private Q_SLOTS:

    void finalMessageIsTheResult();
    void roleAndFilesAreInTheSystemPrompt();
    void toolThatIsAllowedByRuleAsksNobody();
    void toolThatThePolicyDeniesGoesBackToTheModel();
    void personAllowsAToolWithAnotherInput();
    void personDeniesATool();
    void personAnswersAQuestion();
    void personFillsInTheFormOfAServer();
    void subagentIsShownAndAccountedUnderItsParent();
    void subagentInTheBackgroundIsFollowedToItsEnd();
    void subagentsOfAScriptAreCounted();
    void toolsFollowCapabilities_data();
    void toolsFollowCapabilities();
    void personAcceptsAPlan();
    void resultFileWinsOverTheMessage();
    void reportedFailureIsAFailure();
    void brokenResultFileIsRepairedOnce();
    void structuredOutputIsTheResult();
    void missingStructuredOutputIsAFailure();
    void wrongKeyStopsAtOnce();
    void longRateLimitParks();
    void limitOfASubscriptionParksUntilItEnds();
    void apiFailuresAreFailures_data();
    void apiFailuresAreFailures();
    void turnLimitIsAFailure();
    void lineOfMegabytesIsRead();
    void messageReachesTheRunningSession();
    void taskInTheBackgroundIsWaitedFor();
    void stopEndsTheToolsTreeToo();
    void killEndsItAtOnce();
    void missingProgramIsToldPlainly();
    void wrongModeIsToldPlainly();
};

void TestClaudeRunner::finalMessageIsTheResult()
{
    add(u"The answer is 42."_s);
    start(u"What is the answer?"_s);
    FINISHED();
    QCOMPARE(int(outcome().status), int(Status::Succeeded));
    QCOMPARE(outcome().result.toString(), u"The answer is 42."_s);
    QCOMPARE(outcome().resultSource, u"message"_s);
    QVERIFY(outcome().usage.usd.value_or(0) > 0);
    QCOMPARE(outcome().usage.inputTokens.value_or(0), 100);
    QCOMPARE(outcome().usage.outputTokens.value_or(0), 20);
    QVERIFY(!QUuid::fromString(outcome().session).isNull());
    QCOMPARE(outcome().exitCode.value_or(-1), 0);
    QVERIFY(m_fixture->sink.log().contains(u"agent: The answer is 42."_s));
    QVERIFY(m_fixture->sink.activities().contains(Activity::Thinking));
    QCOMPARE(m_fixture->sink.outcomes().size(), 1);
}

void TestClaudeRunner::roleAndFilesAreInTheSystemPrompt()
{
    add(u"ok"_s);
    start(u"/help @/etc/hostname"_s);
    FINISHED();
    const ApiRequest request = m_fixture->api.requests().first();
    const QString all = QString::fromUtf8(canonicalJson(request.body));
    QVERIFY(all.contains(u"Role: backend"_s));
    QVERIFY(all.contains(attemptfiles::resultFile(m_fixture->request({}).attemptFolder)));
    QVERIFY(all.contains(u"/help @/etc/hostname"_s)); // Neither run as a command nor expanded.
    QVERIFY(!request.offersTool(u"CronCreate"_s));
}

void TestClaudeRunner::toolThatIsAllowedByRuleAsksNobody()
{
    use(u"Bash"_s, {{u"command"_s, u"touch made"_s}, {u"description"_s, u"t"_s}});
    use(u"Read"_s, {{u"file_path"_s, u"/etc/hostname"_s}}); // The CLI asks, our policy answers.
    add(u"made"_s);
    engine::AttemptRequest request = m_fixture->request(u"make it"_s);
    request.tools = {u"Bash(touch:*)"_s};
    m_fixture->startRunner().start(request);
    FINISHED();
    QCOMPARE(int(outcome().status), int(Status::Succeeded));
    QVERIFY(QFile::exists(m_fixture->workspace() + u"/made"_s));
    QVERIFY(m_fixture->sink.approvals().isEmpty());
    QVERIFY(m_fixture->sink.log().contains(u"tool: Bash: touch made"_s));
    QVERIFY(!m_fixture->sink.log().filter(u"Allowed by the rule only reads"_s).isEmpty());
}

void TestClaudeRunner::toolThatThePolicyDeniesGoesBackToTheModel()
{
    use(u"Bash"_s, {{u"command"_s, u"touch never"_s}, {u"description"_s, u"t"_s}});
    add(u"understood"_s);
    engine::AttemptRequest request = m_fixture->request(u"make it"_s);
    request.agent->options = {
        {u"policy"_s, QJsonArray{QJsonObject{
                          {u"name"_s, u"no shell"_s}, {u"tools"_s, QJsonArray{u"Bash"_s}}, {u"decide"_s, u"deny"_s}}}}};
    m_fixture->startRunner().start(request);
    FINISHED();
    QCOMPARE(int(outcome().status), int(Status::Succeeded));
    QVERIFY(!QFile::exists(m_fixture->workspace() + u"/never"_s));
    QVERIFY(m_fixture->api.requests().last().lastUserText().contains(u"no shell"_s));
    QVERIFY(m_fixture->sink.approvals().isEmpty());
}

void TestClaudeRunner::personAllowsAToolWithAnotherInput()
{
    use(u"Bash"_s, {{u"command"_s, u"touch asked"_s}, {u"description"_s, u"t"_s}});
    add(u"done"_s);
    start(u"make it"_s);
    WAIT_FOR(m_fixture->sink.approvals().size() == 1);
    const Approval approval = m_fixture->sink.approvals().first();
    QCOMPARE(int(approval.kind), int(Approval::Kind::Permission));
    QCOMPARE(approval.subject.value("tool"_L1).toString(), u"Bash"_s);
    QCOMPARE(approval.subject.value("cwd"_L1).toString(), m_fixture->workspace());
    QCOMPARE(approval.digest, sha256Hex(canonicalJson(approval.subject)));
    QVERIFY(approval.createdMs > 0);
    WAIT_FOR(m_fixture->sink.activities().last() == Activity::WaitingForPerson);
    decide(Approval::State::Approved,
           {{u"updated_input"_s, QJsonObject{{u"command"_s, u"touch other"_s}, {u"description"_s, u"t"_s}}}});
    FINISHED();
    QCOMPARE(int(outcome().status), int(Status::Succeeded));
    QVERIFY(QFile::exists(m_fixture->workspace() + u"/other"_s));
    QVERIFY(!QFile::exists(m_fixture->workspace() + u"/asked"_s));
}

void TestClaudeRunner::personDeniesATool()
{
    use(u"Bash"_s, {{u"command"_s, u"touch asked"_s}, {u"description"_s, u"t"_s}});
    add(u"I will not"_s);
    start(u"make it"_s);
    WAIT_FOR(m_fixture->sink.approvals().size() == 1);
    decide(Approval::State::Denied, {{u"message"_s, u"Use the other tool."_s}});
    FINISHED();
    QCOMPARE(int(outcome().status), int(Status::Succeeded));
    QVERIFY(!QFile::exists(m_fixture->workspace() + u"/asked"_s));
    QVERIFY(m_fixture->api.requests().last().lastUserText().contains(u"Use the other tool."_s));
}

void TestClaudeRunner::personAnswersAQuestion()
{
    const QJsonArray options{QJsonObject{{u"label"_s, u"Red"_s}, {u"description"_s, u"r"_s}},
                             QJsonObject{{u"label"_s, u"Blue"_s}, {u"description"_s, u"b"_s}}};
    use(u"AskUserQuestion"_s, {{u"questions"_s, QJsonArray{QJsonObject{{u"question"_s, u"Which color?"_s},
                                                                       {u"header"_s, u"Color"_s},
                                                                       {u"options"_s, options},
                                                                       {u"multiSelect"_s, false}}}}});
    add(u"Blue it is."_s);
    start(u"paint it"_s);
    WAIT_FOR(m_fixture->sink.approvals().size() == 1);
    QCOMPARE(int(m_fixture->sink.approvals().first().kind), int(Approval::Kind::Question));
    QCOMPARE(m_fixture->sink.approvals().first().title, u"Which color?"_s);
    decide(Approval::State::Approved, {{u"answers"_s, QJsonObject{{u"Which color?"_s, u"Blue"_s}}}});
    FINISHED();
    QCOMPARE(int(outcome().status), int(Status::Succeeded));
    QVERIFY(m_fixture->api.requests().last().lastUserText().contains(u"\"Which color?\"=\"Blue\""_s));
}

void TestClaudeRunner::personFillsInTheFormOfAServer()
{
    QFile server(m_fixture->path(u"server"_s));
    QVERIFY(server.open(QIODevice::WriteOnly));
    server.write(R"sh(#!/bin/sh
id() { printf '%s' "$1" | sed -n 's/.*"id":\([0-9]*\).*/\1/p'; }
while IFS= read -r line; do
    case $line in
    *'"method":"initialize"'*)
        printf '{"jsonrpc":"2.0","id":%s,"result":{"protocolVersion":"2025-06-18","capabilities":{"tools":{}},"serverInfo":{"name":"form","version":"1"}}}\n' "$(id "$line")" ;;
    *'"method":"tools/list"'*)
        printf '{"jsonrpc":"2.0","id":%s,"result":{"tools":[{"name":"ask","description":"Asks","inputSchema":{"type":"object"}}]}}\n' "$(id "$line")" ;;
    *'"method":"tools/call"'*)
        call=$(id "$line")
        printf '{"jsonrpc":"2.0","id":900,"method":"elicitation/create","params":{"message":"Your name?","requestedSchema":{"type":"object","properties":{"name":{"type":"string"}},"required":["name"]}}}\n' ;;
    *'"method":"notifications/'*) ;;
    *'"id":900'*)
        printf '{"jsonrpc":"2.0","id":%s,"result":{"content":[{"type":"text","text":"%s"}]}}\n' "$call" "$(printf '%s' "$line" | tr -d '"{}')" ;;
    *'"id":'*)
        printf '{"jsonrpc":"2.0","id":%s,"error":{"code":-32601,"message":"no"}}\n' "$(id "$line")" ;;
    esac
done
)sh");
    server.setPermissions(server.permissions() | QFile::ExeOwner);
    server.close();
    use(u"mcp__form__ask"_s, {});
    add(u"done"_s);
    engine::AttemptRequest request = m_fixture->request(u"ask"_s);
    request.agent->options = {
        {u"mcp_servers"_s, QJsonObject{{u"form"_s, QJsonObject{{u"command"_s, server.fileName()}}}}},
        {u"policy"_s, QJsonArray{QJsonObject{{u"tools"_s, QJsonArray{u"mcp__form__*"_s}}, {u"decide"_s, u"allow"_s}}}}};
    m_fixture->startRunner().start(request);
    WAIT_FOR(m_fixture->sink.approvals().size() == 1);
    const Approval asked = m_fixture->sink.approvals().first();
    QCOMPARE(int(asked.kind), int(Approval::Kind::Form));
    QCOMPARE(asked.title, u"Your name?"_s);
    QVERIFY(asked.subject.value("form"_L1)["properties"_L1].toObject().contains("name"_L1));
    m_fixture->startRunner().attach(request); // The question outlives Podium.
    WAIT_FOR(m_fixture->sink.approvals().size() == 2);
    QCOMPARE(m_fixture->sink.approvals().last().id, asked.id);
    decide(Approval::State::Approved, {{u"name"_s, u"Bob"_s}, {u"comment"_s, u"hello"_s}});
    FINISHED();
    QCOMPARE(int(outcome().status), int(Status::Succeeded));
    const QString told = m_fixture->api.requests().last().lastUserText();
    QVERIFY2(told.contains(u"action:accept"_s) && told.contains(u"name:Bob"_s) && !told.contains(u"hello"_s),
             qPrintable(told));
}

void TestClaudeRunner::subagentIsShownAndAccountedUnderItsParent()
{
    m_fixture->api.addConversation(u"Look at it closely"_s,
                                   {ApiTurn::use(u"Bash"_s, {{u"command"_s, u"true"_s}, {u"description"_s, u"d"_s}}),
                                    ApiTurn::say(u"It is fine."_s)});
    use(u"Agent"_s, {{u"description"_s, u"review it"_s},
                     {u"prompt"_s, u"Look at it closely."_s},
                     {u"subagent_type"_s, u"general-purpose"_s},
                     {u"run_in_background"_s, false}});
    add(u"done"_s);
    engine::AttemptRequest request = m_fixture->request(u"go"_s);
    request.tools = {u"Bash(true)"_s};
    m_fixture->startRunner().start(request);
    FINISHED();
    QCOMPARE(int(outcome().status), int(Status::Succeeded));
    const QStringList log = m_fixture->sink.log();
    QVERIFY(log.contains(u"tool: general-purpose: review it begins"_s));
    QVERIFY(log.contains(u"tool: [general-purpose: review it] Bash: true"_s));
    const QStringList ended = log.filter(u"Ended: general-purpose: review it → It is fine."_s);
    QCOMPARE(ended.size(), 1);
    QVERIFY2(ended.first().contains(u"1 tool calls"_s), qPrintable(ended.first()));
    // Two answers to the agent itself and two to its subagent, 100 tokens in and 20 out each.
    QCOMPARE(outcome().usage.inputTokens.value_or(0), 400);
    QCOMPARE(outcome().usage.outputTokens.value_or(0), 80);
}

void TestClaudeRunner::subagentInTheBackgroundIsFollowedToItsEnd()
{
    m_fixture->api.addConversation(u"Look at it closely"_s, {ApiTurn::say(u"It is fine."_s).held()});
    use(u"Agent"_s, {{u"description"_s, u"review it"_s},
                     {u"prompt"_s, u"Look at it closely."_s},
                     {u"subagent_type"_s, u"general-purpose"_s},
                     {u"run_in_background"_s, true}});
    add(u"The review is under way."_s);
    add(u"The review says that it is fine."_s); // The turn that the program starts by itself.
    start(u"go"_s);
    WAIT_FOR(m_fixture->sink.log().contains(u"agent: The review is under way."_s));
    QVERIFY(m_fixture->sink.outcomes().isEmpty());
    WAIT_FOR(m_fixture->api.held() == 1);
    m_fixture->api.release();
    FINISHED();
    QCOMPARE(int(outcome().status), int(Status::Succeeded));
    QCOMPARE(outcome().result.toString(), u"The review says that it is fine."_s);
    QVERIFY(m_fixture->sink.log().contains(u"tool: In the background: general-purpose: review it begins"_s));
}

void TestClaudeRunner::subagentsOfAScriptAreCounted()
{
    for (const QString &prompt : {u"look at number 1"_s, u"look at number 2"_s, u"look at number 3"_s})
        m_fixture->api.addConversation(prompt, {ApiTurn::say(u"It is fine."_s)});
    use(u"Workflow"_s, {{u"script"_s, u"export const meta = {name: 'w', description: 'd', phases: [{title: 'P'}]}\n"
                                      "const r = await parallel([1, 2, 3].map(n => () => agent('look at number ' + n, "
                                      "{label: 's' + n, phase: 'P'})))\nreturn {r}\n"_s}});
    add(u"They look."_s);
    add(u"All are fine."_s);
    engine::AttemptRequest request = m_fixture->request(u"go"_s);
    request.agent->options = {{u"permissions"_s, QJsonObject{{u"allow"_s, QJsonArray{u"Workflow"_s}}}}};
    m_fixture->startRunner().start(request);
    FINISHED();
    QCOMPARE(outcome().result.toString(), u"All are fine."_s);
    QCOMPARE(outcome().usage.subagents.value_or(0), 3);
}

void TestClaudeRunner::toolsFollowCapabilities_data()
{
    QTest::addColumn<QStringList>("capabilities");
    QTest::addColumn<QJsonObject>("options");
    QTest::addColumn<QStringList>("has");
    QTest::addColumn<QStringList>("lacks");
    const QJsonObject fetch{{u"permissions"_s, QJsonObject{{u"allow"_s, u"WebFetch(domain:example.org)"_s}}}};
    const QJsonObject wishes{{u"tools"_s, QJsonObject{{u"WebSearch"_s, false}, {u"CronList"_s, true}}}};
    QTest::newRow("none") << QStringList{} << QJsonObject{} << QStringList{u"Bash"_s, u"Write"_s}
                          << QStringList{u"WebSearch"_s, u"WebFetch"_s, u"Workflow"_s, u"CronCreate"_s,
                                         u"ListAgents"_s};
    QTest::newRow("web scraping") << QStringList{u"Web scraping"_s} << QJsonObject{}
                                  << QStringList{u"WebSearch"_s, u"WebFetch"_s}
                                  << QStringList{u"Workflow"_s, u"CronCreate"_s};
    QTest::newRow("a rule allows it") << QStringList{u"testing"_s} << fetch << QStringList{u"WebFetch"_s}
                                      << QStringList{u"WebSearch"_s};
    QTest::newRow("wishes") << QStringList{u"web_scraping"_s} << wishes << QStringList{u"WebFetch"_s, u"CronList"_s}
                            << QStringList{u"WebSearch"_s, u"CronCreate"_s};
    QTest::newRow("more are taken away") << QStringList{u"web_scraping"_s}
                                         << QJsonObject{{u"disallowed_tools"_s, QJsonArray{u"NotebookEdit"_s}}}
                                         << QStringList{u"WebFetch"_s}
                                         << QStringList{u"NotebookEdit"_s, u"CronCreate"_s, u"ListAgents"_s};
}

void TestClaudeRunner::toolsFollowCapabilities()
{
    QFETCH(QStringList, capabilities);
    QFETCH(QJsonObject, options);
    QFETCH(QStringList, has);
    QFETCH(QStringList, lacks);
    add(u"ok"_s);
    engine::AttemptRequest request = m_fixture->request(u"go"_s);
    request.agent->capabilities = capabilities;
    request.agent->options = options;
    m_fixture->startRunner().start(request);
    FINISHED();
    QCOMPARE(int(outcome().status), int(Status::Succeeded));
    // Some are offered by name at first, and described when the model looks for them.
    const QString asked = QString::fromUtf8(canonicalJson(m_fixture->api.requests().first().body));
    const auto offers = [&](const QString &tool) {
        return QRegularExpression(u"(\"|\\\\n)%1(\"|\\\\n)"_s.arg(tool)).match(asked).hasMatch();
    };
    for (const QString &tool : std::as_const(has))
        QVERIFY2(offers(tool), qPrintable(tool));
    for (const QString &tool : std::as_const(lacks))
        QVERIFY2(!offers(tool), qPrintable(tool));
}

void TestClaudeRunner::personAcceptsAPlan()
{
    const QString file = m_fixture->workspace() + u"/made"_s;
    use(u"ExitPlanMode"_s, {});
    use(u"Write"_s, {{u"file_path"_s, file}, {u"content"_s, u"x"_s}});
    add(u"done"_s);
    engine::AttemptRequest request = m_fixture->request(u"go"_s);
    request.agent->permissionMode = u"plan"_s;
    m_fixture->startRunner().start(request);
    WAIT_FOR(m_fixture->sink.approvals().size() == 1);
    QCOMPARE(m_fixture->sink.approvals().first().title, u"May the plan be carried out?"_s);
    QVERIFY(!QFile::exists(file));
    decide(Approval::State::Approved, {{u"mode"_s, u"acceptEdits"_s}});
    FINISHED();
    QCOMPARE(int(outcome().status), int(Status::Succeeded));
    QVERIFY(QFile::exists(file)); // In the mode that the person chose it needs no further leave.
    QCOMPARE(m_fixture->sink.approvals().size(), 1);
}

void TestClaudeRunner::resultFileWinsOverTheMessage()
{
    const QJsonObject result{{u"success"_s, true}, {u"data"_s, 7}, {u"summary"_s, u"built"_s}};
    use(u"Write"_s, {{u"file_path"_s, attemptfiles::resultFile(m_fixture->request({}).attemptFolder)},
                     {u"content"_s, QString::fromUtf8(canonicalJson(result))}});
    add(u"See the file."_s);
    start(u"build"_s);
    FINISHED();
    QVERIFY(m_fixture->sink.approvals().isEmpty()); // Its own result needs nobody's permission.
    QCOMPARE(int(outcome().status), int(Status::Succeeded));
    QCOMPARE(outcome().resultSource, u"file"_s);
    QCOMPARE(outcome().result.toObject(), result);
}

void TestClaudeRunner::reportedFailureIsAFailure()
{
    use(u"Write"_s, {{u"file_path"_s, attemptfiles::resultFile(m_fixture->request({}).attemptFolder)},
                     {u"content"_s, uR"({"success": false, "summary": "The compiler is missing."})"_s}});
    add(u"Sorry."_s);
    start(u"build"_s);
    FINISHED();
    QCOMPARE(int(outcome().status), int(Status::Failed));
    QCOMPARE(outcome().errorClass, u"reported_failure"_s);
    QCOMPARE(outcome().error, u"The compiler is missing."_s);
}

void TestClaudeRunner::brokenResultFileIsRepairedOnce()
{
    const QString file = attemptfiles::resultFile(m_fixture->request({}).attemptFolder);
    use(u"Write"_s, {{u"file_path"_s, file}, {u"content"_s, u"{\"success\": yes}"_s}});
    add(u"Done."_s);
    use(u"Write"_s, {{u"file_path"_s, file}, {u"content"_s, u"{\"success\": true}"_s}});
    add(u"Corrected."_s);
    start(u"build"_s);
    FINISHED();
    QCOMPARE(int(outcome().status), int(Status::Succeeded));
    QCOMPARE(outcome().resultSource, u"file"_s);
    QCOMPARE(m_fixture->api.requests().size(), 4);
    QVERIFY(m_fixture->api.requests().at(2).lastUserText().contains(u"not a valid result"_s));
}

void TestClaudeRunner::structuredOutputIsTheResult()
{
    use(u"StructuredOutput"_s, {{u"n"_s, 3}});
    engine::AttemptRequest request = m_fixture->request(u"count"_s);
    request.spec.outputSchema = {{u"type"_s, u"object"_s},
                                 {u"properties"_s, QJsonObject{{u"n"_s, QJsonObject{{u"type"_s, u"integer"_s}}}}},
                                 {u"required"_s, QJsonArray{u"n"_s}}};
    m_fixture->startRunner().start(request);
    FINISHED();
    QCOMPARE(int(outcome().status), int(Status::Succeeded));
    QCOMPARE(outcome().resultSource, u"structured_output"_s);
    QCOMPARE(outcome().result.toObject(), (QJsonObject{{u"n"_s, 3}}));
}

void TestClaudeRunner::missingStructuredOutputIsAFailure()
{
    m_fixture->api.add(ApiTurn::say(u"three"_s).forever());
    engine::AttemptRequest request = m_fixture->request(u"count"_s);
    request.spec.outputSchema = {{u"type"_s, u"object"_s}};
    m_fixture->startRunner().start(request);
    FINISHED();
    QCOMPARE(int(outcome().status), int(Status::Failed));
    QCOMPARE(outcome().errorClass, u"structured_output"_s);
}

void TestClaudeRunner::wrongKeyStopsAtOnce()
{
    m_fixture->api.add(ApiTurn::fail(401, u"authentication_error"_s, u"invalid x-api-key"_s).forever());
    start(u"go"_s);
    FINISHED();
    QCOMPARE(int(outcome().status), int(Status::Failed));
    QCOMPARE(outcome().errorClass, u"auth"_s);
    QVERIFY(!outcome().retryable);
    QVERIFY(m_fixture->sink.activities().contains(Activity::LoginNeeded));
    QVERIFY2(m_fixture->api.requests().size() <= 2, "the CLI was let go on asking"); // It would ask eleven times.
}

void TestClaudeRunner::longRateLimitParks()
{
    m_fixture->settings.rateLimitPauseMs = 1'234'000;
    m_fixture->api.add(ApiTurn::fail(429, u"rate_limit_error"_s, u"slow down"_s, {{"retry-after", "3600"}}).forever());
    const qint64 before = QDateTime::currentMSecsSinceEpoch();
    start(u"go"_s);
    FINISHED();
    QCOMPARE(int(outcome().status), int(Status::Parked));
    QCOMPARE(outcome().errorClass, u"rate_limit"_s);
    QVERIFY(outcome().parkedUntilMs >= before + 1'234'000);
    QVERIFY(!outcome().session.isEmpty());
}

void TestClaudeRunner::limitOfASubscriptionParksUntilItEnds()
{
    qunsetenv("ANTHROPIC_API_KEY");
    qputenv("CLAUDE_CODE_OAUTH_TOKEN", "token-of-the-test");
    const qint64 reset = QDateTime::currentSecsSinceEpoch() + 7200;
    m_fixture->api.add(ApiTurn::fail(429, u"rate_limit_error"_s, u"limit"_s,
                                     {{"anthropic-ratelimit-unified-status", "rejected"},
                                      {"anthropic-ratelimit-unified-reset", QByteArray::number(reset)},
                                      {"anthropic-ratelimit-unified-representative-claim", "five_hour"}})
                           .forever());
    start(u"go"_s);
    FINISHED();
    QCOMPARE(int(outcome().status), int(Status::Parked));
    QCOMPARE(outcome().parkedUntilMs, reset * 1000);
    QVERIFY(m_fixture->sink.activities().contains(Activity::RateLimited));
}

void TestClaudeRunner::apiFailuresAreFailures_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("errorClass");
    QTest::addColumn<bool>("retryable");
    QTest::newRow("overloaded") << 529 << u"overloaded_error"_s << u"Overloaded"_s << u"overloaded"_s << true;
    QTest::newRow("forbidden") << 403 << u"permission_error"_s << u"no"_s << u"auth"_s << false;
    QTest::newRow("model") << 404 << u"not_found_error"_s << u"model: x"_s << u"model_not_found"_s << false;
    QTest::newRow("credit") << 400 << u"invalid_request_error"_s
                            << u"Your credit balance is too low to access the API"_s << u"billing"_s << false;
    QTest::newRow("too long") << 400 << u"invalid_request_error"_s
                              << u"prompt is too long: 300000 tokens > 200000 maximum"_s << u"prompt_too_long"_s
                              << false;
    QTest::newRow("bad request") << 400 << u"invalid_request_error"_s << u"strange"_s << u"invalid_request"_s << false;
}

void TestClaudeRunner::apiFailuresAreFailures()
{
    QFETCH(int, status);
    QFETCH(QString, type);
    QFETCH(QString, message);
    QFETCH(QString, errorClass);
    QFETCH(bool, retryable);
    m_fixture->api.add(ApiTurn::fail(status, type, message).forever());
    engine::AttemptRequest request = m_fixture->request(u"go"_s);
    request.spec.environment = {{u"CLAUDE_CODE_MAX_RETRIES"_s, u"1"_s}};
    m_fixture->startRunner().start(request);
    FINISHED();
    QCOMPARE(int(outcome().status), int(Status::Failed));
    QCOMPARE(outcome().errorClass, errorClass);
    QCOMPARE(outcome().retryable, retryable);
    QVERIFY(!outcome().error.isEmpty());
}

void TestClaudeRunner::turnLimitIsAFailure()
{
    m_fixture->api.add(ApiTurn::use(u"Read"_s, {{u"file_path"_s, u"/etc/hostname"_s}}).forever());
    engine::AttemptRequest request = m_fixture->request(u"go"_s);
    request.agent->options = {{u"max_turns"_s, 2}};
    m_fixture->startRunner().start(request);
    FINISHED();
    QCOMPARE(outcome().errorClass, u"max_turns"_s);
    QVERIFY(!outcome().retryable);
}

void TestClaudeRunner::lineOfMegabytesIsRead()
{
    const QString file = m_fixture->request({}).attemptFolder + u"/output/large.txt"_s;
    use(u"Write"_s, {{u"file_path"_s, file}, {u"content"_s, QString(2 * 1024 * 1024, u'x')}});
    add(QString(200'000, u'y'));
    start(u"go"_s);
    FINISHED();
    QCOMPARE(outcome().result.toString(), QString(200'000, u'y'));
    for (const QString &line : m_fixture->sink.log())
        QVERIFY(line.toUtf8().size() < 66 * 1024); // The log stays readable; the spool has it all.
    QVERIFY(!m_fixture->sink.log().filter(u"characters cut]"_s).isEmpty());
    QCOMPARE(QFileInfo(file).size(), 2 * 1024 * 1024);
}

void TestClaudeRunner::messageReachesTheRunningSession()
{
    m_fixture->api.add(ApiTurn::say(u"first answer"_s).held());
    add(u"second answer"_s);
    start(u"go"_s);
    WAIT_FOR(m_fixture->api.held() == 1);
    m_fixture->runner().send(m_fixture->request({}).key, u"And use green."_s);
    WAIT_FOR(!m_fixture->sink.log().filter(u"Message to the agent: And use green."_s).isEmpty());
    m_fixture->api.release();
    FINISHED();
    QCOMPARE(outcome().result.toString(), u"second answer"_s);
    QVERIFY(QString::fromUtf8(canonicalJson(m_fixture->api.requests().last().body)).contains(u"And use green."_s));
}

void TestClaudeRunner::taskInTheBackgroundIsWaitedFor()
{
    m_fixture->makeGate();
    use(u"Bash"_s, {{u"command"_s, u"read line < go; echo built"_s},
                    {u"description"_s, u"build"_s},
                    {u"run_in_background"_s, true}});
    add(u"It runs."_s);
    add(u"The build is green."_s);
    start(u"build"_s);
    WAIT_FOR(m_fixture->sink.approvals().size() == 1);
    decide(Approval::State::Approved);
    WAIT_FOR(m_fixture->sink.log().contains(u"agent: It runs."_s));
    QVERIFY(m_fixture->sink.outcomes().isEmpty());
    m_fixture->openGate();
    FINISHED();
    QCOMPARE(outcome().result.toString(), u"The build is green."_s);
}

void TestClaudeRunner::stopEndsTheToolsTreeToo()
{
    const QString marker = m_fixture->path(u"marker"_s);
    QFile file(marker);
    QVERIFY(file.open(QIODevice::WriteOnly));
    use(u"Bash"_s, {{u"command"_s, u"tail -f "_s + marker}, {u"description"_s, u"t"_s}}); // It only reads.
    start(u"go"_s);
    WAIT_FOR(!ClaudeFixture::processesWith(marker).isEmpty());
    m_fixture->runner().stop(m_fixture->request({}).key, engine::StopMode::Graceful, 20'000);
    FINISHED();
    QCOMPARE(int(outcome().status), int(Status::Cancelled));
    QVERIFY(!outcome().session.isEmpty());
    QVERIFY(ClaudeFixture::processesWith(marker).isEmpty());
}

void TestClaudeRunner::killEndsItAtOnce()
{
    m_fixture->api.add(ApiTurn::say(u"never"_s).held());
    start(u"go"_s);
    WAIT_FOR(m_fixture->api.held() == 1);
    m_fixture->runner().stop(m_fixture->request({}).key, engine::StopMode::Kill, 0);
    FINISHED();
    QCOMPARE(int(outcome().status), int(Status::Cancelled));
}

void TestClaudeRunner::missingProgramIsToldPlainly()
{
    m_fixture->settings.program = m_fixture->path(u"no/claude"_s);
    start(u"go"_s);
    FINISHED();
    QCOMPARE(int(outcome().status), int(Status::Failed));
    QVERIFY(outcome().error.contains(m_fixture->path(u"no/claude"_s)));
    QVERIFY(!outcome().retryable);
}

void TestClaudeRunner::wrongModeIsToldPlainly()
{
    engine::AttemptRequest request = m_fixture->request(u"go"_s);
    request.agent->permissionMode = u"whatever"_s;
    m_fixture->startRunner().start(request);
    FINISHED();
    QCOMPARE(int(outcome().status), int(Status::Failed));
    QCOMPARE(outcome().errorClass, u"startup"_s);
    QVERIFY(outcome().error.contains(u"permission-mode"_s));
    QVERIFY(!outcome().retryable);
}

QTEST_GUILESS_MAIN(TestClaudeRunner)
#include "tst_clauderunner.moc"
