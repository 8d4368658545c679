// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "integration/messages/messagestestbase.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace podium;
using namespace podium::agents;
using namespace podium::test;

using Status = domain::AttemptOutcome::Status;

namespace
{

const QJsonObject Schema{{u"type"_s, u"object"_s},
                         {u"required"_s, QJsonArray{u"sum"_s}},
                         {u"properties"_s, QJsonObject{{u"sum"_s, QJsonObject{{u"type"_s, u"integer"_s}}}}}};

} // namespace

class TestMessagesRunner : public MessagesTestBase
{
    Q_OBJECT
private Q_SLOTS:
    void aQuestionIsAskedAndItsAnswerIsTheResult()
    {
        m_api->add(ApiTurn::say(u"First line.\n42."_s));
        engine::AttemptRequest task = request();
        task.previousResults = {{u"ask"_s, QJsonObject{{u"result"_s, u"from before"_s}}}};
        startRunner().start(task);
        FINISHED();
        QCOMPARE(outcome().status, Status::Succeeded);
        QCOMPARE(outcome().result, QJsonValue(u"First line.\n42."_s));
        QCOMPARE(outcome().resultSource, u"message"_s);
        QVERIFY2(m_sink->log().contains(u"agent: First line."_s), qPrintable(m_sink->story()));
        const ApiRequest asked = m_api->requests().constFirst();
        QCOMPARE(asked.path, QByteArray("/v1/messages"));
        QCOMPARE(asked.headers.value("x-api-key"), key());
        QCOMPARE(asked.headers.value("anthropic-version"), QByteArray("2023-06-01"));
        QCOMPARE(asked.body.value(u"model"_s).toString(), model());
        QVERIFY(asked.body.value(u"stream"_s).toBool());
        QVERIFY(asked.systemText().contains(u"calculator"_s));
        QVERIFY(asked.firstUserText().contains(u"Add 20 and 22."_s));
        QVERIFY(asked.firstUserText().contains(u"from before"_s));
        QVERIFY(asked.offersTool(u"mcp__podium__multiply"_s));
    }

    void itCostsWhatTheTableOfPricesSays()
    {
        m_api->add(ApiTurn::use(u"mcp__podium__multiply"_s, {{u"a"_s, 6}, {u"b"_s, 7}}));
        m_api->add(ApiTurn::say(u"42."_s));
        startRunner().start(request());
        FINISHED();
        const domain::Usage used = outcome().usage;
        QCOMPARE(used.inputTokens, 200);
        QCOMPARE(used.outputTokens, 40);
        const std::optional<double> usd = m_settings.prices.usd(model(), {200, 40, 0, 0, 0}, QDate::currentDate());
        QVERIFY(usd && *usd > 0);
        QCOMPARE(used.usd.value_or(0), *usd);
        QCOMPARE(m_sink->usage().usd.value_or(0), *usd);
    }

    void whatAModelWithoutAPriceCostsIsNotKnown()
    {
        engine::AttemptRequest task = request();
        task.spec.model = u"nobody-knows-its-price"_s;
        m_api->add(ApiTurn::say(u"42."_s));
        startRunner().start(task);
        FINISHED();
        QCOMPARE(outcome().usage.inputTokens, 100);
        QVERIFY(!outcome().usage.usd && !outcome().usage.estimatedUsd);
    }

    void toolsOfPodiumAreCalledAndTheirErrorsToldToTheModel()
    {
        QJsonArray calls = ApiTurn::use(u"mcp__podium__multiply"_s, {{u"a"_s, 6}, {u"b"_s, 7}}).content;
        calls.append(ApiTurn::use(u"Bash"_s, {{u"command"_s, u"ls"_s}}).content.first());
        ApiTurn both;
        both.content = calls;
        m_api->add(both);
        m_api->add(ApiTurn::say(u"42."_s));
        startRunner().start(request());
        FINISHED();
        QCOMPARE(outcome().status, Status::Succeeded);
        const QJsonArray results = body(1).value(u"messages"_s)[2][u"content"_s].toArray();
        QCOMPARE(results.size(), 2);
        QCOMPARE(results.at(0)[u"content"_s].toString(), u"42"_s);
        QVERIFY(results.at(1)[u"is_error"_s].toBool());
        QVERIFY(results.at(1)[u"content"_s].toString().contains(u"Bash"_s));
    }

    void aToolThatNeedsLeaveWaitsForAPerson_data()
    {
        QTest::addColumn<bool>("approved");
        QTest::addColumn<QJsonObject>("answer");
        QTest::addColumn<QString>("told");
        QTest::newRow("approved") << true << QJsonObject() << u"dropped table"_s;
        QTest::newRow("changed") << true << QJsonObject{{u"updated_input"_s, QJsonObject{{u"what"_s, u"row"_s}}}}
                                 << u"dropped row"_s;
        QTest::newRow("denied") << false << QJsonObject{{u"message"_s, u"Not today."_s}} << u"Not today."_s;
    }

    void aToolThatNeedsLeaveWaitsForAPerson()
    {
        QFETCH(bool, approved);
        QFETCH(QJsonObject, answer);
        QFETCH(QString, told);
        m_api->add(ApiTurn::use(u"mcp__podium__drop"_s, {{u"what"_s, u"table"_s}}));
        m_api->add(ApiTurn::say(u"Done."_s));
        startRunner().start(request());
        WAIT_FOR(!m_sink->approvals().isEmpty());
        QCOMPARE(m_dropped.load(), 0);
        QVERIFY(m_sink->activities().contains(domain::Activity::WaitingForPerson));
        decide(approved ? domain::Approval::State::Approved : domain::Approval::State::Denied, answer);
        FINISHED();
        QCOMPARE(outcome().status, Status::Succeeded);
        QCOMPARE(m_dropped.load(), approved ? 1 : 0);
        QVERIFY2(m_api->requests().at(1).lastUserText().contains(told),
                 qPrintable(m_api->requests().at(1).lastUserText()));
    }

    void whoeverDeniesCanEndItAll()
    {
        m_api->add(ApiTurn::use(u"mcp__podium__drop"_s, {}));
        startRunner().start(request());
        WAIT_FOR(!m_sink->approvals().isEmpty());
        decide(domain::Approval::State::Denied, {{u"interrupt"_s, true}});
        FINISHED();
        QCOMPARE(outcome().errorClass, u"denied"_s);
        QVERIFY(!outcome().retryable);
        QCOMPARE(m_api->requests().size(), 1);
    }

    void theAgentsOwnRulesDecideOnTools()
    {
        engine::AttemptRequest task = request();
        task.agent->options = {
            {u"policy"_s, QJsonArray{QJsonObject{{u"name"_s, u"no sums"_s},
                                                 {u"tools"_s, QJsonArray{u"mcp__podium__multiply"_s}},
                                                 {u"decide"_s, u"deny"_s}}}}};
        m_api->add(ApiTurn::use(u"mcp__podium__multiply"_s, {{u"a"_s, 6}, {u"b"_s, 7}}));
        m_api->add(ApiTurn::say(u"Done."_s));
        startRunner().start(task);
        FINISHED();
        QVERIFY(m_api->requests().at(1).lastUserText().contains(u"no sums"_s));
    }

    void aSchemaMakesTheResultAValue()
    {
        engine::AttemptRequest task = request();
        m_settings.tools.more.clear();
        m_settings.tools.clock = nullptr;
        task.spec.outputSchema = Schema;
        m_api->add(ApiTurn::use(u"structured_output"_s, {{u"sum"_s, u"many"_s}}));
        m_api->add(ApiTurn::use(u"structured_output"_s, {{u"sum"_s, 42}}));
        startRunner().start(task);
        FINISHED();
        QCOMPARE(outcome().result, QJsonValue(QJsonObject{{u"sum"_s, 42}}));
        QCOMPARE(outcome().resultSource, u"structured_output"_s);
        QCOMPARE(body(0).value(u"tool_choice"_s)[u"name"_s].toString(), u"structured_output"_s);
        QVERIFY(m_api->requests().at(1).lastUserText().contains(u"expected"_s));
        QCOMPARE(m_api->requests().size(), 2);
    }

    void aValueThatIsNoObjectIsUnwrapped()
    {
        engine::AttemptRequest task = request();
        task.spec.outputSchema = {{u"type"_s, u"array"_s}, {u"items"_s, QJsonObject{{u"type"_s, u"integer"_s}}}};
        m_api->add(ApiTurn::say(u"Four and two."_s)); // It is reminded once.
        m_api->add(ApiTurn::use(u"structured_output"_s, {{u"value"_s, QJsonArray{4, 2}}}));
        startRunner().start(task);
        FINISHED();
        QCOMPARE(outcome().result, QJsonValue(QJsonArray{4, 2}));
        QVERIFY(!body(0).contains(u"tool_choice"_s)); // It has other tools to call first.
        QVERIFY(body(1).contains(u"tool_choice"_s));
    }

    void outputThatNeverFitsFails()
    {
        engine::AttemptRequest task = request();
        task.spec.outputSchema = Schema;
        m_api->add(ApiTurn::use(u"structured_output"_s, {}).forever());
        startRunner().start(task);
        FINISHED();
        QCOMPARE(outcome().errorClass, u"structured_output"_s);
        QVERIFY(outcome().retryable);
        QCOMPARE(m_api->requests().size(), 3);
    }

    void everyFailureHasItsClass_data()
    {
        QTest::addColumn<QList<int>>("statuses"); // 0: the connection breaks, -1: within the answer, -2: error event.
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("errorClass"); // Empty: it succeeds in the end.
        QTest::addColumn<bool>("retryable");
        QTest::addColumn<int>("requests");
        const QString none;
        QTest::newRow("401") << QList{401} << none << u"auth"_s << false << 1;
        QTest::newRow("403") << QList{403} << none << u"auth"_s << false << 1;
        QTest::newRow("400") << QList{400} << none << u"invalid_request"_s << false << 1;
        QTest::newRow("credit") << QList{400} << u"Your credit balance is too low"_s << u"billing"_s << false << 1;
        QTest::newRow("too long") << QList{400} << u"prompt is too long: 9 > 8"_s << u"prompt_too_long"_s << false << 1;
        QTest::newRow("404") << QList{404} << none << u"model_not_found"_s << false << 1;
        QTest::newRow("413") << QList{413} << none << u"request_too_large"_s << false << 1;
        QTest::newRow("529 for long") << QList{529, 529, 529, 529} << none << u"overloaded"_s << true << 3;
        QTest::newRow("529 once") << QList{529} << none << none << true << 2;
        QTest::newRow("500 for long") << QList{500, 500, 500, 500, 500} << none << u"server_error"_s << true << 4;
        QTest::newRow("500 twice") << QList{500, 502} << none << none << true << 3;
        QTest::newRow("429 in between") << QList{429} << none << none << true << 2;
        QTest::newRow("broken") << QList{0} << none << none << true << 2;
        QTest::newRow("broken for long") << QList{0, 0, 0, 0, 0} << none << u"connection"_s << true << 0;
        QTest::newRow("cut") << QList{-1} << none << none << true << 2;
        QTest::newRow("error event") << QList{-2} << none << none << true << 2;
    }

    void everyFailureHasItsClass()
    {
        QFETCH(QList<int>, statuses);
        QFETCH(QString, message);
        QFETCH(QString, errorClass);
        QFETCH(bool, retryable);
        QFETCH(int, requests);
        m_settings.retries = 3;
        for (const int status : statuses) {
            ApiTurn turn = status > 0 ? ApiTurn::fail(status, u"some_error"_s, message.isEmpty() ? u"No."_s : message)
                                      : ApiTurn::say(u"This is cut."_s);
            turn.drop = status == 0;
            turn.cutAfterEvents = status == -1 ? 3 : -1;
            turn.streamError = status == -2;
            m_api->add(turn);
        }
        m_api->add(ApiTurn::say(u"42."_s));
        startRunner().start(request());
        FINISHED();
        QCOMPARE(outcome().errorClass, errorClass);
        QCOMPARE(outcome().status, errorClass.isEmpty() ? Status::Succeeded : Status::Failed);
        if (errorClass.isEmpty())
            QCOMPARE(outcome().result, QJsonValue(u"42."_s)); // Nothing of what was cut.
        QCOMPARE(outcome().retryable, retryable);
        if (requests > 0) // Qt itself tries a connection once more that was closed before it answered.
            QCOMPARE(m_api->requests().size(), requests);
        QVERIFY(!outcome().error.contains(QString::fromLatin1(key())));
    }

    void aLongLimitParksTheTaskUntilItEnds()
    {
        m_api->add(ApiTurn::fail(429, u"rate_limit_error"_s, u"Enough."_s, {{"retry-after", "3600"}}));
        const qint64 before = m_clock.nowMs();
        startRunner().start(request());
        FINISHED();
        QCOMPARE(outcome().status, Status::Parked);
        QCOMPARE(outcome().errorClass, u"rate_limit"_s);
        QVERIFY(outcome().parkedUntilMs >= before + 3'600'000);
        QVERIFY(outcome().parkedUntilMs < before + 3'700'000);
        QCOMPARE(m_api->requests().size(), 1);
        // Behind the limit the next attempt asks the same again.
        engine::AttemptRequest next = request(2);
        next.session = outcome().session;
        m_api->add(ApiTurn::say(u"42."_s));
        m_sink = std::make_unique<RecordingSink>();
        startRunner().start(next);
        FINISHED();
        QCOMPARE(outcome().status, Status::Succeeded);
        QCOMPARE(body(1).value(u"messages"_s), body(0).value(u"messages"_s));
    }

    void limitsOfTheTaskEndIt_data()
    {
        QTest::addColumn<QString>("errorClass");
        QTest::newRow("turns") << u"max_turns"_s;
        QTest::newRow("dollars") << u"max_budget"_s;
        QTest::newRow("tokens") << u"max_budget"_s;
        QTest::newRow("answer") << u"max_output_tokens"_s;
        QTest::newRow("refusal") << u"refusal"_s;
    }

    void limitsOfTheTaskEndIt()
    {
        QFETCH(QString, errorClass);
        const QByteArray row = QTest::currentDataTag();
        engine::AttemptRequest task = request();
        if (row == "turns")
            task.agent->options = {{u"max_turns"_s, 1}};
        if (row == "dollars")
            task.cap.usd = 0.0000001;
        if (row == "tokens")
            task.cap.tokens = 120;
        ApiTurn turn = ApiTurn::use(u"mcp__podium__multiply"_s, {{u"a"_s, 6}, {u"b"_s, 7}});
        if (row == "answer")
            turn.stopReason = u"max_tokens"_s;
        if (row == "refusal")
            turn.stopReason = u"refusal"_s;
        m_api->add(turn);
        startRunner().start(task);
        FINISHED();
        QCOMPARE(outcome().errorClass, errorClass);
        QVERIFY(!outcome().retryable);
        QCOMPARE(m_api->requests().size(), 1);
        QCOMPARE(outcome().usage.inputTokens, 100);
    }

    void stoppingEndsARequestThatIsUnderWay()
    {
        m_api->add(ApiTurn::say(u"42."_s).held());
        startRunner().start(request());
        WAIT_FOR(m_api->held() == 1);
        m_runner->stop(request().key, engine::StopMode::Graceful, 1000);
        FINISHED();
        QCOMPARE(outcome().status, Status::Cancelled);
    }

    void aRequestThatWasUnderWayIsInterruptedByARestartAndResumed()
    {
        m_api->add(ApiTurn::use(u"mcp__podium__multiply"_s, {{u"a"_s, 6}, {u"b"_s, 7}}));
        m_api->add(ApiTurn::say(u"Never heard."_s).held());
        startRunner().start(request());
        WAIT_FOR(m_api->held() == 1);
        restart();
        m_runner->attach(request());
        FINISHED();
        QCOMPARE(outcome().status, Status::Interrupted);
        QCOMPARE(outcome().usage.inputTokens, 100); // What the first answer cost is not forgotten.
        engine::AttemptRequest next = request(2);
        next.session = outcome().session;
        m_api->add(ApiTurn::say(u"42."_s));
        restart();
        m_runner->start(next);
        FINISHED();
        QCOMPARE(outcome().result, QJsonValue(u"42."_s));
        QCOMPARE(body(2).value(u"messages"_s), body(1).value(u"messages"_s));
        QCOMPARE(outcome().usage.inputTokens, 100); // And not counted twice.
    }

    void aQuestionToAPersonOutlivesARestart()
    {
        m_api->add(ApiTurn::use(u"mcp__podium__drop"_s, {{u"what"_s, u"table"_s}}));
        m_api->add(ApiTurn::say(u"Done."_s));
        startRunner().start(request());
        WAIT_FOR(!m_sink->approvals().isEmpty());
        const domain::Approval asked = m_sink->approvals().constFirst();
        restart();
        m_runner->attach(request());
        WAIT_FOR(!m_sink->approvals().isEmpty());
        QCOMPARE(m_sink->approvals().constFirst().id, asked.id);
        QCOMPARE(m_sink->approvals().constFirst().digest, asked.digest);
        decide(domain::Approval::State::Approved);
        FINISHED();
        QCOMPARE(outcome().status, Status::Succeeded);
        QCOMPARE(m_dropped.load(), 1);
        QCOMPARE(m_api->requests().size(), 2);
    }

    void aCallThatMayHaveTakenEffectIsNotMadeAgain()
    {
        m_api->add(ApiTurn::use(u"mcp__podium__slow"_s, {}));
        m_api->add(ApiTurn::say(u"Done."_s));
        startRunner().start(request());
        WAIT_FOR(m_slow == 1);
        restart();
        m_runner->attach(request());
        FINISHED();
        QCOMPARE(m_slow.load(), 1);
        QVERIFY(m_api->requests().at(1).lastUserText().contains(u"not known"_s));
    }

    void anOutcomeThatNobodyTookIsGivenAgain()
    {
        m_api->add(ApiTurn::say(u"42."_s));
        startRunner().start(request());
        FINISHED();
        restart();
        m_runner->attach(request());
        FINISHED();
        QCOMPARE(outcome().result, QJsonValue(u"42."_s));
        QCOMPARE(m_api->requests().size(), 1);
    }

    void whatWasNeverBegunIsBegunByAnAttach()
    {
        m_api->add(ApiTurn::say(u"42."_s));
        startRunner().attach(request());
        FINISHED();
        QCOMPARE(outcome().status, Status::Succeeded);
    }

    void aReviewersNoteGoesOnInTheSameConversation()
    {
        m_api->add(ApiTurn::say(u"41."_s));
        startRunner().start(request());
        FINISHED();
        engine::AttemptRequest next = request(2);
        next.session = outcome().session;
        next.reviewNote = u"One more."_s;
        m_api->add(ApiTurn::say(u"42."_s));
        restart();
        m_runner->start(next);
        FINISHED();
        QCOMPARE(body(1).value(u"messages"_s).toArray().size(), 3);
        QVERIFY(m_api->requests().at(1).lastUserText().contains(u"One more."_s));
    }

    void aMessageOfAPersonGoesWithTheNextRequest()
    {
        m_api->add(ApiTurn::use(u"mcp__podium__drop"_s, {}));
        m_api->add(ApiTurn::say(u"Done."_s));
        startRunner().start(request());
        WAIT_FOR(!m_sink->approvals().isEmpty());
        m_runner->send(request().key, u"Hurry up."_s);
        decide(domain::Approval::State::Approved);
        FINISHED();
        QVERIFY(m_api->requests().at(1).lastUserText().contains(u"Hurry up."_s));
    }

    void whatItCannotDoIsRefusedBeforeItCosts_data()
    {
        QTest::addColumn<QString>("said");
        QTest::newRow("short name") << u"short name of Claude Code"_s;
        QTest::newRow("no model") << u"needs the name of a model"_s;
        QTest::newRow("option") << u"options.config_dir"_s;
        QTest::newRow("worktree") << u"no worktrees"_s;
        QTest::newRow("hooks") << u"no hooks"_s;
        QTest::newRow("url") << u"no address"_s;
        QTest::newRow("credential") << u"credentials are not kept here"_s;
        QTest::newRow("key") << u"there is no key"_s;
    }

    void whatItCannotDoIsRefusedBeforeItCosts()
    {
        QFETCH(QString, said);
        const QByteArray row = QTest::currentDataTag();
        engine::AttemptRequest task = request();
        if (row == "short name")
            task.spec.model = u"sonnet"_s;
        if (row == "no model")
            task.agent->model.clear();
        if (row == "option")
            task.agent->options = {{u"config_dir"_s, u"private"_s}};
        if (row == "worktree")
            task.spec.workspace.kind = domain::WorkspacePolicy::Kind::Worktree;
        if (row == "hooks")
            task.spec.hooks = {QJsonObject{{u"event"_s, u"Stop"_s}}};
        if (row == "url")
            m_settings.url = u"somewhere"_s;
        if (row == "credential")
            task.agent->options = {{u"credential"_s, u"work"_s}};
        if (row == "key")
            qunsetenv("ANTHROPIC_API_KEY");
        startRunner().start(task);
        FINISHED();
        QCOMPARE(outcome().errorClass, row == "key" ? u"auth"_s : u"config"_s);
        QVERIFY(!outcome().retryable);
        QVERIFY2(outcome().error.contains(said), qPrintable(outcome().error));
        QVERIFY(m_api->requests().isEmpty());
    }

    void aKeyIsNotShown()
    {
        m_api->add(ApiTurn::say(u"Is it %1?"_s.arg(QString::fromLatin1(key()))));
        startRunner().start(request());
        FINISHED();
        QVERIFY2(m_sink->log().contains(u"agent: Is it [secret]?"_s), qPrintable(m_sink->story()));
        QVERIFY(!kept().isEmpty());
        QCOMPARE(QFile::permissions(request().attemptFolder + u"/conversation.json"_s) &
                     (QFileDevice::ReadGroup | QFileDevice::ReadOther),
                 QFileDevice::Permissions());
    }
};

QTEST_GUILESS_MAIN(TestMessagesRunner)
#include "tst_messagesrunner.moc"
