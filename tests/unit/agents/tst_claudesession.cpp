// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/claude/claudeapproval.h"
#include "unit/agents/claudelines.h"

#include <QJsonArray>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace podium;
using namespace podium::agents;
using namespace podium::agents::lines;

class TestClaudeSession : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void opensWithInitializeAndThePromptAsPlainText();
    void isNotQuietUntilEveryMessageWasAnswered();
    void waitsForTasksInTheBackgroundAndTheTurnTheyStart();
    void formOfASubagentInTheBackgroundOutlivesTheTurn();
    void silenceInTheBackgroundIsAFailure();
    void answersByPolicyWithoutAPerson();
    void personMayChangeTheInput();
    void denialCarriesThePersonsWords();
    void decisionAboutSomethingElseIsADenial();
    void expiredApprovalIsADenialThatSaysSo();
    void defaultAnswerHoldsForAllQuestionsOrNone();
    void questionsTakeOneOrSeveralOptions();
    void secondDecisionOnTheSameRequestIsIgnored();
    void equalRequestsAtTheSameTimeAreOne();
    void requestIsKnownByWhatIsAsked();
    void withdrawnRequestIsNoLongerAsked();
    void answerGivenBeforeARestartIsRepeatedNotRemade();
    void messageThatMayNotHaveArrivedIsSentOnceMore();
    void confirmedMessageIsNotSentAgain();
    void olderCliWithoutLifecycleStillBecomesQuiet();
    void unknownRequestGetsAnErrorInsteadOfSilence();
    void personWhoDeniesAndEndsTheTurnIsTheReason();
    void costOfEarlierAttemptsIsNotCountedAgain();
    void pricesGiveAnEstimateBesideWhatIsReported();
    void tokensOfTheRunningTurnAreKnownBeforeItsEnd();
    void failureClassFollowsTheReport_data();
    void failureClassFollowsTheReport();
    void nonsenseNumbersAreNotSpending();
    void hostileLinesDoNoHarm();
};

void TestClaudeSession::opensWithInitializeAndThePromptAsPlainText()
{
    ClaudeSession session(setup());
    const ClaudeStep step = session.open(u"role"_s, {{u"type"_s, u"object"_s}}, u"/clear @/etc/passwd\nline"_s);
    QCOMPARE(step.writes.size(), 2);
    const QJsonObject first = parseJson(step.writes.at(0).line)->toObject().value("request"_L1).toObject();
    QCOMPARE(first.value("subtype"_L1).toString(), u"initialize"_s);
    QCOMPARE(first.value("appendSystemPrompt"_L1).toString(), u"role"_s);
    QCOMPARE(first.value("jsonSchema"_L1)["type"_L1].toString(), u"object"_s);
    const QJsonObject second = parseJson(step.writes.at(1).line)->toObject();
    QCOMPARE(second.value("message"_L1)["content"_L1].toString(), u"/clear @/etc/passwd\nline"_s);
    QVERIFY(second.value("client_composed"_L1).toBool()); // No command, no file of the machine.
    for (const ClaudeWrite &write : step.writes) {
        QVERIFY(write.line.endsWith('\n'));
        QCOMPARE(write.line.count('\n'), 1);
    }
}

void TestClaudeSession::isNotQuietUntilEveryMessageWasAnswered()
{
    ClaudeSession session(setup());
    session.caughtUp();
    session.remember({ClaudeWrite::Kind::Message, Prompt, "x\n"});
    session.feed(parsed(init()));
    session.feed(parsed(lifecycle(u"started"_s)));
    const QString second = session.say(u"and another thing"_s).writes.first().id;
    session.feed(parsed(lifecycle(u"queued"_s, second)));
    session.feed(parsed(result({{u"user_message_uuids"_s, QJsonArray{Prompt}}})));
    QVERIFY(!session.isQuiet());
    session.feed(parsed(lifecycle(u"started"_s, second)));
    session.feed(parsed(init()));
    session.feed(parsed(result({{u"user_message_uuids"_s, QJsonArray{second}}})));
    QVERIFY(session.isQuiet());
}

void TestClaudeSession::waitsForTasksInTheBackgroundAndTheTurnTheyStart()
{
    ClaudeSession session(setup());
    session.caughtUp();
    session.feed(parsed(init()));
    session.feed(parsed(background({u"build"_s})));
    session.feed(parsed(result()));
    session.feed(parsed(state(u"idle"_s)));
    QVERIFY(!session.isQuiet());
    QVERIFY(session.waitsForBackground());
    session.feed(
        parsed({{u"type"_s, u"system"_s}, {u"subtype"_s, u"task_notification"_s}, {u"status"_s, u"completed"_s}}));
    session.feed(parsed(background({})));
    QVERIFY(!session.isQuiet()); // The CLI is about to start a turn of its own.
    QVERIFY(session.expectsTurn());
    session.feed(parsed(state(u"running"_s)));
    session.feed(parsed(init()));
    session.feed(parsed(result({{u"result"_s, u"the build is green"_s}})));
    session.feed(parsed(state(u"idle"_s)));
    QVERIFY(session.isQuiet());
    QCOMPARE(session.result()->text, u"the build is green"_s);
}

void TestClaudeSession::formOfASubagentInTheBackgroundOutlivesTheTurn()
{
    int forms = 0;
    const auto form = [&forms] {
        return parsed({{u"type"_s, u"control_request"_s},
                       {u"request_id"_s, u"f%1"_s.arg(++forms)},
                       {u"request"_s, QJsonObject{{u"subtype"_s, u"elicitation"_s},
                                                  {u"mcp_server_name"_s, u"crm"_s},
                                                  {u"message"_s, u"Which customer?"_s},
                                                  {u"mode"_s, u"form"_s},
                                                  {u"requested_schema"_s, QJsonObject{}}}}});
    };
    ClaudeSession session(setup());
    session.caughtUp();
    session.feed(parsed(init()));
    session.feed(parsed(background({u"look it up"_s}, u"local_agent"_s)));
    const domain::Approval asked = session.feed(form()).asked.value(0);
    QVERIFY(session.feed(parsed(result())).withdrawn.isEmpty());
    session.feed(parsed(state(u"idle"_s)));
    QVERIFY(!session.waitsForBackground()); // A person is waited for, as long as it takes.
    const ClaudeStep step = session.answer(decided(asked, domain::Approval::State::Approved));
    QCOMPARE(responseOf(step).value("action"_L1).toString(), u"accept"_s);

    const domain::Approval open = session.feed(form()).asked.value(0); // Between turns.
    QVERIFY(session.feed(parsed(background({u"look it up"_s, u"build"_s}, u"local_agent"_s))).withdrawn.isEmpty());
    QCOMPARE(session.feed(parsed(background({u"build"_s}))).withdrawn, QStringList(open.id)); // Nobody is left.

    session.feed(parsed(init()));
    const domain::Approval own = session.feed(form()).asked.value(0);
    QCOMPARE(session.feed(parsed(result())).withdrawn, QStringList(own.id)); // A command asks nothing.
}

void TestClaudeSession::silenceInTheBackgroundIsAFailure()
{
    ClaudeSession session(setup());
    session.caughtUp();
    session.feed(parsed(init()));
    session.feed(parsed(background({u"build"_s, u"server"_s})));
    session.feed(parsed(result()));
    session.feed(parsed(state(u"idle"_s)));
    QVERIFY(session.hasBackground() && !session.failure());
    session.giveUpBackground(3'600'000);
    QVERIFY(session.isQuiet());
    QCOMPARE(session.failure()->errorClass, u"background_silent"_s);
    QVERIFY2(session.failure()->error.contains(u"1h"_s) && session.failure()->error.contains(u"build, server"_s),
             qPrintable(session.failure()->error));
}

void TestClaudeSession::answersByPolicyWithoutAPerson()
{
    ClaudeSession session(setup());
    session.caughtUp();
    const ClaudeStep step = session.feed(parsed(asks(u"Read"_s, {{u"file_path"_s, u"/usr/share/doc/x"_s}})));
    QVERIFY(step.asked.isEmpty());
    QCOMPARE(responseOf(step).value("behavior"_L1).toString(), u"allow"_s);
    QCOMPARE(responseOf(step).value("updatedInput"_L1)["file_path"_L1].toString(), u"/usr/share/doc/x"_s);
}

void TestClaudeSession::personMayChangeTheInput()
{
    ClaudeSession session(setup());
    session.caughtUp();
    const ClaudeStep asked = session.feed(parsed(asks(u"Bash"_s, {{u"command"_s, u"rm -rf build"_s}})));
    QCOMPARE(asked.asked.size(), 1);
    const domain::Approval approval = asked.asked.first();
    QCOMPARE(approval.subject, (QJsonObject{{u"tool"_s, u"Bash"_s},
                                            {u"input"_s, QJsonObject{{u"command"_s, u"rm -rf build"_s}}},
                                            {u"cwd"_s, u"/nowhere/ws"_s}}));
    QCOMPARE(approval.digest, sha256Hex(canonicalJson(approval.subject)));
    QCOMPARE(approval.kind, domain::Approval::Kind::Permission);
    QCOMPARE(approval.risk, domain::Risk::High);
    QCOMPARE(session.activity(), domain::Activity::WaitingForPerson);
    const ClaudeStep step = session.answer(decided(approval, domain::Approval::State::Approved,
                                                   {{u"updated_input"_s, QJsonObject{{u"command"_s, u"ls"_s}}}}));
    QCOMPARE(responseOf(step).value("updatedInput"_L1)["command"_L1].toString(), u"ls"_s);
    QCOMPARE(session.activity(), domain::Activity::ToolRunning);
}

void TestClaudeSession::denialCarriesThePersonsWords()
{
    ClaudeSession session(setup());
    session.caughtUp();
    const domain::Approval approval =
        session.feed(parsed(asks(u"WebFetch"_s, {{u"url"_s, u"http://x"_s}}))).asked.first();
    const ClaudeStep step =
        session.answer(decided(approval, domain::Approval::State::Denied, {{u"message"_s, u"use the mirror"_s}}));
    QCOMPARE(responseOf(step), (QJsonObject{{u"behavior"_s, u"deny"_s}, {u"message"_s, u"use the mirror"_s}}));
}

void TestClaudeSession::decisionAboutSomethingElseIsADenial()
{
    ClaudeSession session(setup());
    session.caughtUp();
    domain::Approval approval = session.feed(parsed(asks(u"Bash"_s, {{u"command"_s, u"make"_s}}))).asked.first();
    approval.digest = sha256Hex("something else");
    const ClaudeStep step = session.answer(decided(approval, domain::Approval::State::Approved));
    QCOMPARE(responseOf(step).value("behavior"_L1).toString(), u"deny"_s);
    QCOMPARE(step.logs.first().level, u"error"_s);
}

void TestClaudeSession::expiredApprovalIsADenialThatSaysSo()
{
    ClaudeSession session(setup());
    session.caughtUp();
    const domain::Approval approval = session.feed(parsed(asks(u"Bash"_s, {{u"command"_s, u"make"_s}}))).asked.first();
    const QJsonObject response = responseOf(session.answer(decided(approval, domain::Approval::State::Expired)));
    QCOMPARE(response.value("behavior"_L1).toString(), u"deny"_s);
    QVERIFY(response.value("message"_L1).toString().startsWith(u"Nobody"));
}

void TestClaudeSession::defaultAnswerHoldsForAllQuestionsOrNone()
{
    const QJsonArray questions{QJsonObject{{u"question"_s, u"Which?"_s}, {u"header"_s, u"W"_s}},
                               QJsonObject{{u"question"_s, u"How many?"_s}, {u"header"_s, u"N"_s}}};
    const auto reply = [&](const QJsonObject &answer) {
        ClaudeSession session(setup());
        session.caughtUp();
        const domain::Approval approval =
            session.feed(parsed(asks(u"AskUserQuestion"_s, {{u"questions"_s, questions}}))).asked.first();
        return responseOf(session.answer(decided(approval, domain::Approval::State::Expired, answer)));
    };
    QCOMPARE(reply({{u"N"_s, 3}, {u"*"_s, u"any"_s}}).value("updatedInput"_L1)["answers"_L1].toObject(),
             (QJsonObject{{u"Which?"_s, u"any"_s}, {u"How many?"_s, u"3"_s}}));
    QCOMPARE(reply({{u"Which?"_s, u"a"_s}}).value("behavior"_L1).toString(), u"deny"_s);
    QCOMPARE(reply({}).value("behavior"_L1).toString(), u"deny"_s);
}

void TestClaudeSession::questionsTakeOneOrSeveralOptions()
{
    const QJsonArray questions{QJsonObject{{u"question"_s, u"Which?"_s}, {u"header"_s, u"W"_s}},
                               QJsonObject{{u"question"_s, u"How many?"_s}, {u"header"_s, u"N"_s}}};
    ClaudeSession session(setup());
    session.caughtUp();
    const domain::Approval approval =
        session.feed(parsed(asks(u"AskUserQuestion"_s, {{u"questions"_s, questions}}))).asked.first();
    QCOMPARE(approval.kind, domain::Approval::Kind::Question);
    QVERIFY(approval.title.startsWith(u"Which?"));
    const QJsonObject answers{{u"Which?"_s, QJsonArray{u"a"_s, u"b"_s}}, {u"N"_s, 3}};
    const QJsonObject response =
        responseOf(session.answer(decided(approval, domain::Approval::State::Approved, {{u"answers"_s, answers}})));
    QCOMPARE(response.value("updatedInput"_L1)["answers"_L1].toObject(),
             (QJsonObject{{u"Which?"_s, u"a, b"_s}, {u"How many?"_s, u"3"_s}}));
    QCOMPARE(response.value("updatedInput"_L1)["questions"_L1].toArray(), questions);
}

void TestClaudeSession::secondDecisionOnTheSameRequestIsIgnored()
{
    ClaudeSession session(setup());
    session.caughtUp();
    const domain::Approval approval = session.feed(parsed(asks(u"Bash"_s, {{u"command"_s, u"make"_s}}))).asked.first();
    QCOMPARE(session.answer(decided(approval, domain::Approval::State::Denied)).writes.size(), 1);
    QCOMPARE(session.answer(decided(approval, domain::Approval::State::Approved)).writes.size(), 0);
}

void TestClaudeSession::equalRequestsAtTheSameTimeAreOne()
{
    ClaudeSession session(setup());
    session.caughtUp();
    const QJsonObject input{{u"command"_s, u"git push"_s}};
    const domain::Approval first = session.feed(parsed(asks(u"Bash"_s, input, u"r1"_s, u"t1"_s))).asked.value(0);
    const domain::Approval second = session.feed(parsed(asks(u"Bash"_s, input, u"r2"_s, u"t2"_s))).asked.value(0);
    QCOMPARE(second.id, first.id);
    ClaudeStep cancelled = session.feed(parsed({{u"type"_s, u"control_cancel_request"_s}, {u"request_id"_s, u"r2"_s}}));
    QVERIFY(cancelled.withdrawn.isEmpty()); // The other still waits.
    session.feed(parsed(asks(u"Bash"_s, input, u"r3"_s, u"t3"_s)));
    const ClaudeStep step = session.answer(decided(first, domain::Approval::State::Approved));
    QStringList answered;
    for (const ClaudeWrite &write : step.writes)
        answered.append(write.id);
    answered.sort();
    QCOMPARE(answered, (QStringList{u"r1"_s, u"r3"_s}));
}

void TestClaudeSession::requestIsKnownByWhatIsAsked()
{
    const QJsonObject input{{u"command"_s, u"git push"_s}};
    ClaudeSession before(setup());
    before.caughtUp();
    const QString id = before.feed(parsed(asks(u"Bash"_s, input, u"r1"_s, u"t1"_s))).asked.value(0).id;
    QVERIFY(before.feed(parsed(asks(u"Bash"_s, {{u"command"_s, u"git pull"_s}}, u"r2"_s, u"t2"_s))).asked.value(0).id !=
            id);

    ClaudeSession::Setup next = setup();
    next.key.attempt = 2;
    ClaudeSession session(next);
    session.caughtUp();
    const domain::Approval asked = session.feed(parsed(asks(u"Bash"_s, input, u"q1"_s, u"u1"_s))).asked.value(0);
    QCOMPARE(asked.id, id); // The agent was lost and asks again.
    session.answer(decided(asked, domain::Approval::State::Approved));
    session.feed(parsed(toolResult(u"u1"_s)));
    QVERIFY(session.feed(parsed(asks(u"Bash"_s, input, u"q2"_s, u"u2"_s))).asked.value(0).id != id); // Once more.
}

void TestClaudeSession::withdrawnRequestIsNoLongerAsked()
{
    ClaudeSession session(setup());
    session.caughtUp();
    const domain::Approval approval = session.feed(parsed(asks(u"Bash"_s, {{u"command"_s, u"make"_s}}))).asked.first();
    const ClaudeStep step =
        session.feed(parsed({{u"type"_s, u"control_cancel_request"_s}, {u"request_id"_s, u"r1"_s}}));
    QCOMPARE(step.withdrawn, QStringList{approval.id});
    QVERIFY(session.answer(decided(approval, domain::Approval::State::Approved)).writes.isEmpty());
}

void TestClaudeSession::answerGivenBeforeARestartIsRepeatedNotRemade()
{
    ClaudeSession first(setup());
    first.caughtUp();
    const domain::Approval approval = first.feed(parsed(asks(u"Bash"_s, {{u"command"_s, u"make"_s}}))).asked.first();
    const ClaudeWrite answer = first.answer(decided(approval, domain::Approval::State::Approved)).writes.first();

    ClaudeSession lost(setup()); // The answer may not have arrived: the same one again.
    lost.remember(answer);
    QVERIFY(lost.feed(parsed(asks(u"Bash"_s, {{u"command"_s, u"make"_s}}))).writes.isEmpty());
    const ClaudeStep step = lost.caughtUp();
    QVERIFY(step.asked.isEmpty());
    QCOMPARE(step.writes.size(), 1);
    QCOMPARE(step.writes.first().line, answer.line);

    ClaudeSession arrived(setup()); // The tool has run since: nothing to say.
    arrived.remember(answer);
    arrived.feed(parsed(asks(u"Bash"_s, {{u"command"_s, u"make"_s}})));
    arrived.feed(parsed(toolResult(u"t1"_s)));
    QVERIFY(arrived.caughtUp().writes.isEmpty());
}

void TestClaudeSession::messageThatMayNotHaveArrivedIsSentOnceMore()
{
    ClaudeSession session(setup());
    session.remember({ClaudeWrite::Kind::Message, Prompt, "the prompt\n"});
    const ClaudeStep step = session.caughtUp();
    QCOMPARE(step.writes.size(), 1);
    QCOMPARE(step.writes.first().line, QByteArray("the prompt\n"));
}

void TestClaudeSession::confirmedMessageIsNotSentAgain()
{
    ClaudeSession session(setup());
    session.remember({ClaudeWrite::Kind::Message, Prompt, "the prompt\n"});
    session.feed(parsed(lifecycle(u"queued"_s)));
    QVERIFY(session.caughtUp().writes.isEmpty());

    ClaudeSession older(setup());
    older.remember({ClaudeWrite::Kind::Message, Prompt, "the prompt\n"});
    older.feed(parsed(init({}))); // It tells nothing about messages, but a turn has begun.
    QVERIFY(older.caughtUp().writes.isEmpty());
}

void TestClaudeSession::olderCliWithoutLifecycleStillBecomesQuiet()
{
    ClaudeSession session(setup());
    session.caughtUp();
    session.remember({ClaudeWrite::Kind::Message, Prompt, "x\n"});
    session.feed(parsed(init({})));
    session.feed(parsed(result()));
    QVERIFY(session.isQuiet());
}

void TestClaudeSession::unknownRequestGetsAnErrorInsteadOfSilence()
{
    ClaudeSession session(setup());
    session.caughtUp();
    const ClaudeStep step = session.feed(parsed({{u"type"_s, u"control_request"_s},
                                                 {u"request_id"_s, u"r9"_s},
                                                 {u"request"_s, QJsonObject{{u"subtype"_s, u"brew_coffee"_s}}}}));
    QCOMPARE(step.writes.size(), 1);
    const QJsonObject response = parseJson(step.writes.first().line)->toObject().value("response"_L1).toObject();
    QCOMPARE(response.value("subtype"_L1).toString(), u"error"_s);
    QCOMPARE(response.value("request_id"_L1).toString(), u"r9"_s);
}

void TestClaudeSession::personWhoDeniesAndEndsTheTurnIsTheReason()
{
    ClaudeSession session(setup());
    session.caughtUp();
    session.feed(parsed(init()));
    const domain::Approval approval = session.feed(parsed(asks(u"Bash"_s, {{u"command"_s, u"make"_s}}))).asked.first();
    session.answer(decided(approval, domain::Approval::State::Denied, {{u"interrupt"_s, true}}));
    session.feed(parsed(result({{u"subtype"_s, u"error_during_execution"_s},
                                {u"is_error"_s, true},
                                {u"terminal_reason"_s, u"aborted_tools"_s}})));
    QCOMPARE(session.failure()->errorClass, u"denied"_s);
    QVERIFY(!session.failure()->retryable);
}

void TestClaudeSession::costOfEarlierAttemptsIsNotCountedAgain()
{
    ClaudeSession::Setup resumed = setup();
    resumed.resumed = true;
    ClaudeSession session(resumed);
    session.caughtUp();
    const QJsonObject model{
        {u"inputTokens"_s, 100}, {u"cacheReadInputTokens"_s, 7}, {u"outputTokens"_s, 20}, {u"costUSD"_s, 0.5}};
    session.feed(parsed(
        result({{u"total_cost_usd"_s, 3.5}, {u"model_usage_since_last_result"_s, QJsonObject{{u"m"_s, model}}}})));
    session.feed(parsed(
        result({{u"total_cost_usd"_s, 4.0}, {u"model_usage_since_last_result"_s, QJsonObject{{u"m"_s, model}}}})));
    QCOMPARE(session.usage().usd, std::optional<double>(1.0));
    QCOMPARE(session.usage().inputTokens, std::optional<qint64>(214));
    QCOMPARE(session.usage().outputTokens, std::optional<qint64>(40));
}

void TestClaudeSession::pricesGiveAnEstimateBesideWhatIsReported()
{
    ClaudeSession::Setup priced = setup();
    priced.prices = domain::PriceTable::builtIn();
    priced.day = QDate(2026, 11, 21);
    ClaudeSession session(priced);
    session.caughtUp();
    // Before the turn has ended nothing is reported; the answers so far have a price.
    session.feed(parsed(
        {{u"type"_s, u"assistant"_s},
         {u"message"_s, QJsonObject{{u"id"_s, u"m1"_s},
                                    {u"model"_s, u"claude-opus-5-5"_s},
                                    {u"usage"_s, QJsonObject{{u"input_tokens"_s, 1000},
                                                             {u"cache_creation_input_tokens"_s, 3000},
                                                             {u"cache_creation"_s,
                                                              QJsonObject{{u"ephemeral_1h_input_tokens"_s, 1000}}},
                                                             {u"output_tokens"_s, 1}}}}}}));
    QCOMPARE(session.usage().usd, std::nullopt);
    QCOMPARE(qRound(session.usage().estimatedUsd.value() * 1e6), 4000 + 20 + 2000 * 5 + 1000 * 8);
    QCOMPARE(session.usage().cacheWriteTokens, std::optional<qint64>(3000));
    // What the result counts replaces it; only the answers say for how long the cache was written.
    const QJsonObject model{{u"inputTokens"_s, 1000},
                            {u"cacheCreationInputTokens"_s, 3000},
                            {u"cacheReadInputTokens"_s, 500},
                            {u"outputTokens"_s, 100},
                            {u"costUSD"_s, 0.03}};
    session.feed(parsed(result({{u"total_cost_usd"_s, 0.03},
                                {u"model_usage_since_last_result"_s, QJsonObject{{u"claude-opus-5-5"_s, model}}}})));
    QCOMPARE(session.usage().usd, std::optional<double>(0.03));
    QCOMPARE(qRound(session.usage().estimatedUsd.value() * 1e6), 4000 + 2000 + 2000 * 5 + 1000 * 8 + 100);
    QCOMPARE(session.usage().cacheReadTokens, std::optional<qint64>(500));
    // One model without a price, and there is no estimate any more.
    session.feed(parsed(result(
        {{u"total_cost_usd"_s, 0.05}, {u"model_usage_since_last_result"_s, QJsonObject{{u"unheard-of"_s, model}}}})));
    QCOMPARE(session.usage().estimatedUsd, std::nullopt);
}

void TestClaudeSession::tokensOfTheRunningTurnAreKnownBeforeItsEnd()
{
    ClaudeSession session(setup());
    session.caughtUp();
    session.feed(parsed(init()));
    const auto answers = [](const QString &id, int input, int output) {
        return QJsonObject{{u"type"_s, u"assistant"_s},
                           {u"message"_s, QJsonObject{{u"id"_s, id},
                                                      {u"content"_s, QJsonArray()},
                                                      {u"usage"_s, QJsonObject{{u"input_tokens"_s, input},
                                                                               {u"cache_read_input_tokens"_s, 5},
                                                                               {u"output_tokens"_s, output}}}}}};
    };
    QVERIFY(session.feed(parsed(answers(u"m1"_s, 100, 1))).usageChanged);
    session.feed(parsed(answers(u"m1"_s, 100, 7))); // The next block of the same answer.
    session.feed(parsed(answers(u"m2"_s, 200, 2)));
    QCOMPARE(session.usage().inputTokens, std::optional<qint64>(310));
    QCOMPARE(session.usage().outputTokens, std::optional<qint64>(9));
    QCOMPARE(session.usage().usd, std::nullopt); // Nobody knows yet.
    const QJsonObject model{{u"inputTokens"_s, 310}, {u"outputTokens"_s, 90}, {u"costUSD"_s, 0.5}};
    session.feed(parsed(result({{u"model_usage_since_last_result"_s, QJsonObject{{u"m"_s, model}}}})));
    QCOMPARE(session.usage().inputTokens, std::optional<qint64>(310));
    QCOMPARE(session.usage().outputTokens, std::optional<qint64>(90));
    QCOMPARE(session.usage().usd, std::optional<double>(0.5));
}

void TestClaudeSession::failureClassFollowsTheReport_data()
{
    QTest::addColumn<QJsonObject>("report");
    QTest::addColumn<QString>("apiError");
    QTest::addColumn<QString>("errorClass");
    QTest::addColumn<bool>("retryable");
    const auto api = [](const QJsonValue &status, const QString &text = u"no"_s) {
        return QJsonObject{{u"is_error"_s, true},
                           {u"terminal_reason"_s, u"api_error"_s},
                           {u"api_error_status"_s, status},
                           {u"result"_s, text}};
    };
    QTest::newRow("401") << api(401) << u"authentication_failed"_s << u"auth"_s << false;
    QTest::newRow("not logged in") << api(QJsonValue::Null, u"Not logged in · Please run /login"_s)
                                   << u"authentication_failed"_s << u"auth"_s << false;
    QTest::newRow("403") << api(403) << QString() << u"auth"_s << false;
    QTest::newRow("429") << api(429) << u"rate_limit"_s << u"rate_limit"_s << true;
    QTest::newRow("529 named server_error") << api(529) << u"server_error"_s << u"overloaded"_s << true;
    QTest::newRow("credit") << api(400) << u"billing_error"_s << u"billing"_s << false;
    QTest::newRow("model") << api(404) << u"model_not_found"_s << u"model_not_found"_s << false;
    QTest::newRow("400") << api(400) << u"invalid_request"_s << u"invalid_request"_s << false;
    QTest::newRow("500") << api(500) << QString() << u"server_error"_s << true;
    QTest::newRow("network") << api(QJsonValue::Null) << u"unknown"_s << u"connection"_s << true;
    QTest::newRow("too long") << QJsonObject{{u"is_error"_s, true}, {u"terminal_reason"_s, u"prompt_too_long"_s}}
                              << u"invalid_request"_s << u"prompt_too_long"_s << false;
    QTest::newRow("is_error alone") << QJsonObject{{u"is_error"_s, true}} << QString() << u"agent_error"_s << true;
    QTest::newRow("subtype alone") << QJsonObject{{u"subtype"_s, u"error_of_tomorrow"_s}} << QString()
                                   << u"agent_error"_s << true;
}

void TestClaudeSession::failureClassFollowsTheReport()
{
    QFETCH(QJsonObject, report);
    QFETCH(QString, apiError);
    QFETCH(QString, errorClass);
    QFETCH(bool, retryable);
    ClaudeSession session(setup());
    session.caughtUp();
    session.feed(parsed(init()));
    if (!apiError.isEmpty())
        session.feed(parsed({{u"type"_s, u"assistant"_s}, {u"error"_s, apiError}, {u"message"_s, QJsonObject()}}));
    session.feed(parsed(result(report)));
    QVERIFY(session.failure().has_value());
    QCOMPARE(session.failure()->errorClass, errorClass);
    QCOMPARE(session.failure()->retryable, retryable);
    QVERIFY(!session.failure()->error.isEmpty());
}

void TestClaudeSession::nonsenseNumbersAreNotSpending()
{
    const auto spent = [](double usd, double tokens) {
        QJsonObject models;
        for (int i = 0; i < 2000; ++i) // Enough of the largest numbers to leave the range of their sum.
            models.insert(u"model %1"_s.arg(i), QJsonObject{{u"costUSD"_s, usd},
                                                            {u"inputTokens"_s, tokens},
                                                            {u"cacheReadInputTokens"_s, tokens},
                                                            {u"outputTokens"_s, tokens}});
        ClaudeSession session(setup());
        session.feed(parsed(result({{u"model_usage_since_last_result"_s, models}})));
        session.feed(
            parsed(result({{u"total_cost_usd"_s, usd}, {u"usage"_s, QJsonObject{{u"input_tokens"_s, tokens}}}})));
        return session.usage();
    };
    for (const double nonsense : {-1.0, -9e15, -1e308, 1e308}) {
        const domain::Usage usage = spent(nonsense, nonsense);
        QCOMPARE(usage.usd.value_or(0), 0.0);
        QCOMPARE(usage.inputTokens.value_or(0), 0);
        QCOMPARE(usage.outputTokens.value_or(0), 0);
    }
    const domain::Usage most = spent(1.5, 9e15);
    QCOMPARE(most.usd.value_or(0), 2000 * 1.5 + 1.5);
    QVERIFY(most.inputTokens.value_or(0) > 0 && most.outputTokens.value_or(0) > 0);
}

void TestClaudeSession::hostileLinesDoNoHarm()
{
    const QList<QJsonObject> lines{init(),
                                   lifecycle(u"started"_s),
                                   asks(u"Bash"_s, {{u"command"_s, u"x"_s}}),
                                   toolResult(u"t1"_s),
                                   result({{u"total_cost_usd"_s, 1e300}, {u"errors"_s, QJsonArray{1, QJsonObject()}}}),
                                   background({u"a"_s}),
                                   state(u"idle"_s)};
    const QList<QJsonValue> poison{
        QJsonValue::Null,           true, -1, 1e308, QString(100'000, u'x'), QJsonArray{QJsonArray{QJsonObject()}},
        QJsonObject{{u"type"_s, 5}}};
    ClaudeSession session(setup());
    session.caughtUp();
    for (const QJsonObject &line : lines) {
        for (const QString &key : line.keys()) {
            for (const QJsonValue &value : poison) {
                QJsonObject changed = line;
                changed.insert(key, value);
                session.feed(parsed(changed));
            }
        }
    }
    // Cut, doubled and overwritten bytes either parse or are an error; they never bring the parser down.
    QRandomGenerator random(42);
    int errors = 0;
    for (int i = 0; i < 20'000; ++i) {
        QByteArray bytes = canonicalJson(lines.at(random.bounded(lines.size())));
        bytes[random.bounded(bytes.size())] = char(random.bounded(256));
        bytes.truncate(random.bounded(1, int(bytes.size()) + 1));
        const Result<claude::Message> message = claude::parseLine(bytes);
        if (message)
            session.feed(*message);
        errors += !message;
    }
    QVERIFY(errors > 1000);
    QVERIFY(!claude::parseLine(QByteArray(50'000, '[').prepend("{\"a\":")).has_value());
    QVERIFY(claude::parseLine("").has_value());
    QVERIFY(claude::parseLine("Warning: not JSON at all").has_value());
}

QTEST_GUILESS_MAIN(TestClaudeSession)
#include "tst_claudesession.moc"
